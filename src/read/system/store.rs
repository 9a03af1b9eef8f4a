//! The files in which systems keep what a folder looks like: `.DS_Store` with the
//! names of its files, `Thumbs.db` with pictures of them.

use memchr::memmem;
use rustc_hash::FxHashSet;

use crate::document::{Enclosure, Gap, Layer, Reason, Sink};
use crate::read::Budget;
use crate::read::ole::Ole;
use crate::read::strings::printable;

/// The kinds of values in a record of a `.DS_Store`: the name of a file stands
/// before one, then four letters for what is said of it (W. Sanchez, "DS_Store
/// Format").
const KINDS: &[&[u8]] = &[b"blob", b"bool", b"comp", b"dutc", b"long", b"shor", b"type", b"ustr"];

/// The letters of the longest name of a file.
const LONGEST: usize = 255;

/// The letters of the longest comment.
const COMMENT: usize = 4096;

/// The bytes at the front of a thumbnail in which its picture begins.
const HEAD: usize = 64;

/// Fronts of the pictures in a store of thumbnails.
const FRONTS: &[(&[u8], &str)] = &[(b"\xFF\xD8\xFF", "jpg"), (b"\x89PNG", "png")];

/// The names of files and the comments on them, in the order in which they stand.
pub(super) fn names(bytes: &[u8]) -> Vec<String> {
    let mut names: Vec<String> = Vec::new();
    let mut known = FxHashSet::default();
    for at in 8..bytes.len() {
        let kind = bytes.get(at..at + 4).unwrap_or_default();
        if !KINDS.contains(&kind) {
            continue;
        }
        let comment = Some(()).filter(|()| kind == b"ustr").and_then(|()| text(bytes, at + 4));
        for found in name_before(bytes, at - 4).into_iter().chain(comment) {
            if known.insert(found.clone()) {
                names.push(found);
            }
        }
    }
    names
}

/// The name that ends at a place: its length stands before it.
fn name_before(bytes: &[u8], end: usize) -> Option<String> {
    (1..=LONGEST).find_map(|length| {
        let start = end.checked_sub(2 * length + 4)?;
        let is_length = bytes.get(start..start + 4)? == u32::try_from(length).ok()?.to_be_bytes();
        is_length.then(|| text(bytes, start)).flatten()
    })
}

/// The text in UTF-16 behind its length.
fn text(bytes: &[u8], at: usize) -> Option<String> {
    let length = u32::from_be_bytes(bytes.get(at..at + 4)?.try_into().ok()?);
    let length = usize::try_from(length).ok().filter(|it| *it <= COMMENT)?;
    let end = at + 4 + 2 * length;
    let units =
        bytes.get(at + 4..end)?.chunks_exact(2).map(|it| u16::from_be_bytes([it[0], it[1]]));
    let text = char::decode_utf16(units).collect::<Result<String, _>>().ok()?;
    text.chars().all(|it| !it.is_control()).then_some(text)
}

/// Pushes the names in a store of thumbnails, and hands over its pictures: those
/// of files long gone, too.
///
/// # Errors
///
/// When the store is damaged.
pub(super) fn push_thumbnails(
    bytes: &[u8],
    budget: &Budget,
    sink: &mut dyn Sink,
) -> Result<(), Reason> {
    let mut store = Ole::open(bytes, budget)?;
    for path in store.streams() {
        let name = path.trim_start_matches('/');
        let content = match store.bytes(&path) {
            Ok(content) => content,
            Err(reason) => {
                sink.gap(Gap::part(name, reason));
                continue;
            }
        };
        if name.eq_ignore_ascii_case("catalog") {
            printable(&content, Layer::SystemFile, "", sink);
            continue;
        }
        let head = &content[..content.len().min(HEAD)];
        let picture = FRONTS.iter().find_map(|it| Some((memmem::find(head, it.0)?, it.1)));
        match picture {
            Some((at, extension)) => {
                let name = format!("{name}.{extension}");
                sink.enclose(Enclosure { name: &name, bytes: &content[at..] });
            }
            None => sink.gap(Gap::part(name, Reason::Picture)),
        }
    }
    Ok(())
}
