//! What the contents of pages and forms say beside what they draw: the names of
//! the forms that they draw, and texts that stand for a marked piece of them
//! (ISO 32000-2, 8.10 and 14.6).

use lopdf::content::Content;
use lopdf::{Object, Stream};
use memchr::memmem;
use rustc_hash::FxHashSet;

use super::notes::{Notes, Spot};
use super::objects::Objects;
use super::sweep::STRUCTURE;

/// The texts that stand for a marked piece.
const INSTEAD: [&str; 3] = ["ActualText", "Alt", "E"];

/// The bytes that a marked piece may need to say what it is.
const LONGEST: usize = 16 << 10;

/// The most texts of a kind that are looked for in one content.
const MOST: usize = 10_000;

/// Notes what the contents say, if the object is some, and adds the names of forms.
pub(super) fn take(
    objects: Objects<'_>,
    object: &Object,
    drawn: &mut FxHashSet<Vec<u8>>,
    notes: &mut Notes,
) {
    let Some(stream) = object.as_stream().ok().filter(|it| may_draw(it)) else { return };
    let content = objects.content(stream).unwrap_or_default();
    for at in memmem::find_iter(&content, b"Do") {
        let before = content[..at].trim_ascii_end();
        if let Some(start) = before.iter().rposition(|it| *it == b'/') {
            drawn.insert(before[start + 1..].to_vec());
        }
    }
    for key in INSTEAD {
        let named = format!("/{key}");
        let is_key = |at: &usize| {
            let next = content.get(at + named.len());
            next.is_some_and(|it| it.is_ascii_whitespace() || b"(<".contains(it))
        };
        for at in memmem::find_iter(&content, named.as_bytes()).filter(is_key).take(MOST) {
            let text = marked(&content, at, key);
            notes.add_unseen(STRUCTURE, Spot::named("marked content"), &text.unwrap_or_default());
        }
    }
}

/// Whether a stream may be operators that draw: it is no picture, font or table.
pub(super) fn may_draw(stream: &Stream) -> bool {
    let is_form = stream.dict.has(b"BBox");
    let others: &[&[u8]] = &[b"Subtype", b"Length1", b"FunctionType", b"N", b"ShadingType"];
    is_form || (!stream.dict.has(b"Type") && others.iter().all(|it| !stream.dict.has(it)))
}

/// The text of a key in the properties of a marked piece.
fn marked(content: &[u8], at: usize, key: &str) -> Option<String> {
    let start = memmem::rfind(&content[at.saturating_sub(LONGEST)..at], b"<<")?;
    let start = at.saturating_sub(LONGEST) + start;
    let rest = &content[start..content.len().min(start + LONGEST)];
    let end = memmem::find(rest, b"BDC")?;
    let operator = [b"/Span ", &rest[..end + 3]].concat();
    let operations = Content::decode(&operator).ok()?.operations;
    let properties = operations.first()?.operands.get(1)?.as_dict().ok()?;
    lopdf::decode_text_string(properties.get(key.as_bytes()).ok()?).ok()
}
