//! Objects that nothing refers to: pages that were taken out, drawings that no
//! page uses, texts of dictionaries that are left (ISO 32000-2, 7.5.6, H.7).

use lopdf::{Object, ObjectId, Stream};
use rustc_hash::FxHashSet;

use super::notes::{Kind, Notes, Spot};
use super::objects::{Objects, each_dictionary};
use super::opened::Opened;
use super::undrawn::{self, Drawing};
use super::witness::{Gathered, Witness, squeezed};
use super::{Source, Used, page, sweep};
use crate::document::{Fragment, Gap, Layer, Place, Reason};
use crate::read::Budget;

const TEXTS: Kind = Kind::new(Layer::UnreachableObject, "objects nothing refers to");
const PICTURES: Kind = Kind::new(Layer::UnreachableObject, "pictures nothing refers to");

/// The bytes of a document above which what is loose in it is not drawn.
const MOST: usize = 64 << 20;

/// The sorts of objects that a file needs and nothing refers to, and the shapes of
/// letters, which say nothing.
const MUTE: &[&[u8]] = &[b"XRef", b"ObjStm", b"Font", b"FontDescriptor", b"Encoding", b"CMap"];

/// Pushes what nothing refers to, as far as it was not told before.
pub(super) fn push(
    opened: &Opened,
    used: &Used,
    told: &FxHashSet<String>,
    witness: &mut Witness<'_>,
    budget: &Budget,
) {
    let objects = Objects::new(&opened.document, budget);
    let loose: Vec<ObjectId> = loose(opened, &used.reached);
    let mut notes = Notes::default();
    for id in &loose {
        let Some(object) = objects.document.objects.get(id) else { continue };
        take_texts(objects, *id, object, &mut notes);
    }
    let mut drawings = undrawn::pages(objects, &loose);
    drawings.extend(undrawn::forms(objects, used, &loose));
    drawings.extend(undrawn::contents(objects, &loose));
    draw(opened, &drawings, told, witness, budget);
    notes.retain(|note| {
        let text = squeezed(&note.text);
        !told.contains(&text) && !witness.says(&text)
    });
    notes.push(witness);
}

/// The objects that the trailer does not lead to, but for those of the file's own
/// making.
fn loose(opened: &Opened, reached: &FxHashSet<ObjectId>) -> Vec<ObjectId> {
    let document = &opened.document;
    let linearization = document.linearization.as_ref();
    let has_hints = linearization.is_some();
    let own = linearization.map(|it| it.id);
    let is_hint = |object: &Object| {
        let stream = object.as_stream().ok().filter(|_| has_hints);
        stream.is_some_and(|it| it.dict.has(b"S") && !it.dict.has(b"Type"))
    };
    let sort = |object: &Object| match object {
        Object::Dictionary(it) => it.get_type().map(<[u8]>::to_vec).unwrap_or_default(),
        Object::Stream(it) => it.dict.get_type().map(<[u8]>::to_vec).unwrap_or_default(),
        _ => Vec::new(),
    };
    let objects = document.objects.iter().filter(|(id, object)| {
        let is_own = Some(**id) == own || is_hint(object) || MUTE.contains(&&*sort(object));
        !reached.contains(id) && !is_own
    });
    objects.map(|(id, _)| *id).collect()
}

/// Notes the texts of an object, and that a picture is left.
fn take_texts<'a>(objects: Objects<'a>, id: ObjectId, object: &'a Object, notes: &mut Notes) {
    let place = || Spot::named(format!("object {}", id.0));
    if let Object::String(..) = object {
        notes.add(TEXTS, place(), &objects.as_text(object));
    }
    each_dictionary(object, &mut |dictionary| {
        let is_signed = dictionary.has(b"ByteRange");
        for (key, value) in dictionary.iter().filter(|_| !is_signed) {
            let text = if value.as_str().is_ok() { objects.as_text(value) } else { String::new() };
            if key != b"ID" && is_worded(&text) {
                notes.add(TEXTS, place(), &text);
            }
        }
    });
    let Object::Stream(stream) = object else { return };
    if stream.dict.has_type(b"Metadata") {
        let content = objects.content(stream).unwrap_or_default();
        let mut own = Notes::default();
        sweep::take_metadata(&content, &mut own);
        own.all().iter().for_each(|it| notes.add(TEXTS, place(), &it.text));
    }
    if objects.name(&stream.dict, "Subtype") == "Image" {
        take_picture(objects, id, stream, notes);
    }
}

/// Notes a picture that is large enough to show something.
fn take_picture(objects: Objects<'_>, id: ObjectId, stream: &Stream, notes: &mut Notes) {
    let side = |key| objects.number(&stream.dict, key).unwrap_or(0);
    let (width, height) = (side("Width"), side("Height"));
    if width.max(height) > 64 && width.min(height) > 8 {
        let text = format!("a picture of {width} by {height} points");
        notes.add(PICTURES, Spot::named(format!("object {}", id.0)), &text);
    }
}

/// Whether a text is words rather than a time, a number or a key.
fn is_worded(text: &str) -> bool {
    let words = text.split(|it: char| !it.is_alphabetic());
    let longest = words.map(|it| it.chars().count()).max().unwrap_or(0);
    let odd = text.chars().filter(|it| !it.is_alphanumeric() && !it.is_whitespace()).count();
    !text.starts_with("D:") && longest >= 3 && odd * 3 <= text.chars().count()
}

/// Draws what no page draws, on pages of their own, and pushes what they say.
fn draw(
    opened: &Opened,
    drawings: &[Drawing],
    known: &FxHashSet<String>,
    witness: &mut Witness<'_>,
    budget: &Budget,
) {
    if drawings.is_empty() {
        return;
    }
    if opened.source.bytes.len() > MOST {
        let limit = Reason::TooLarge { limit: MOST as u64, unit: "bytes" };
        return witness.onward().gap(Gap::part("drawings that no page shows", limit));
    }
    let mut gathered = Gathered::default();
    let outcome = undrawn::document_of(&opened.document, drawings)
        .and_then(|source: Source| page::read(&source, budget, &mut gathered));
    let gaps = gathered.gaps.into_iter().map(|it| it.reason).chain(outcome.err());
    for reason in gaps.collect::<FxHashSet<Reason>>() {
        witness.onward().gap(Gap::part("drawings that no page shows", reason));
    }
    let fresh = |text: &str| !known.contains(text) && !witness.says(text);
    gathered.texts.retain(|it| fresh(&squeezed(&it.1)));
    for kind in undrawn::KINDS {
        let drawing = |page: u32| drawings.get((page as usize).checked_sub(1)?);
        let own = |it: &&(u32, String)| drawing(it.0).is_some_and(|it| it.kind == *kind);
        let mut own = gathered.texts.iter().filter(own).peekable();
        if own.peek().is_none() {
            continue;
        }
        let sink = witness.onward();
        kind.open(sink);
        for (page, text) in own {
            let place = format!("object {}", drawing(*page).map_or(0, |it| it.id.0));
            sink.push(Fragment::new(text, kind.layer, Place::Named(&place)));
        }
        sink.close();
    }
}

#[cfg(test)]
mod tests {
    use super::is_worded;

    #[test]
    fn a_text_is_told_from_a_time_and_a_key() {
        let cases = [
            ("Jane Sample", true),
            ("D:20200101120000Z", false),
            ("12", false),
            ("\u{fffd}\u{1}a%&/b", false),
        ];
        for (text, worded) in cases {
            assert_eq!(is_worded(text), worded, "{text}");
        }
    }
}
