//! Objects that are in the file and in no table of it: what a program deleted, or
//! wrote anew elsewhere, and left where it was (ISO 32000-2, 7.5.4 and H.7).

use std::ops::Range;

use lopdf::xref::XrefEntry;
use lopdf::{Dictionary, Document, Object, ObjectId};
use memchr::memmem;
use rustc_hash::{FxHashMap, FxHashSet};

use super::opened::{Opened, load};

/// How deep values may lie in each other before they are left alone.
const DEEPEST: u32 = 64;

/// The number of a catalogue that no document has: what is found one by one has
/// numbers up to a million.
const ROOT: u32 = 999_990;

/// The bytes in front of `obj` that hold the two numbers of an object.
const NUMBERS: usize = 20;

/// Adds the objects that no table lists, under numbers of their own.
pub(super) fn add(opened: &mut Opened, listed: &FxHashSet<u32>) {
    let document = &mut opened.document;
    // A rebuilt table lists what there is; what is encrypted has no other key.
    if document.xref_recovery.is_some() || document.was_encrypted() {
        return;
    }
    let all = &opened.source.bytes[..];
    let bytes = &all[memmem::find(all, b"%PDF-").unwrap_or(0)..];
    let spans = spans(bytes, listed, &streams(bytes, document));
    let Some(found) = spans.and_then(|spans| document_of(bytes, &spans)) else { return };
    let mut numbers: FxHashMap<ObjectId, ObjectId> = FxHashMap::default();
    for id in found.objects.keys() {
        numbers.insert(*id, document.new_object_id());
    }
    for (id, mut object) in found.objects {
        renumber(&mut object, &numbers, DEEPEST);
        document.objects.insert(numbers[&id], object);
    }
}

/// Where the contents of the listed streams lie: what looks like an object there is
/// one of a document in this one.
fn streams(bytes: &[u8], document: &Document) -> Vec<Range<usize>> {
    let entries = document.reference_table.entries.iter();
    let ranges = entries.filter_map(|(number, entry)| {
        let XrefEntry::Normal { offset, generation } = *entry else { return None };
        let stream = document.objects.get(&(*number, generation))?.as_stream().ok()?;
        let object = usize::try_from(offset).ok()?;
        let start = object + memmem::find(bytes.get(object..)?, b"stream")?;
        Some(start..start + stream.content.len())
    });
    let mut ranges: Vec<Range<usize>> = ranges.collect();
    ranges.sort_unstable_by_key(|it| it.start);
    ranges
}

/// The bytes of each object that is not listed; nothing if all are.
fn spans(
    bytes: &[u8],
    listed: &FxHashSet<u32>,
    streams: &[Range<usize>],
) -> Option<Vec<Range<usize>>> {
    let mut spans: Vec<Range<usize>> = Vec::new();
    for at in memmem::find_iter(bytes, b" obj") {
        let before = streams.partition_point(|it| it.start <= at);
        let is_within = before > 0 && streams[before - 1].contains(&at);
        let Some(start) = start_of(bytes, at).filter(|_| !is_within) else { continue };
        let is_listed = u32::try_from(start).is_ok_and(|it| listed.contains(&it));
        if is_listed || spans.last().is_some_and(|it| it.contains(&at)) {
            continue;
        }
        // Where no object ends, none behind it does.
        let Some(length) = memmem::find(&bytes[at..], b"endobj") else { break };
        spans.push(start..at + length + b"endobj".len());
    }
    (!spans.is_empty()).then_some(spans)
}

/// Where the two numbers in front of ` obj` begin.
fn start_of(bytes: &[u8], at: usize) -> Option<usize> {
    let front = &bytes[at.saturating_sub(NUMBERS)..at];
    let digits = |bytes: &[u8]| bytes.iter().rev().take_while(|it| it.is_ascii_digit()).count();
    let second = digits(front);
    let rest = front[..front.len() - second].strip_suffix(b" ").filter(|_| second > 0)?;
    let first = digits(rest);
    (first > 0).then(|| at - second - 1 - first)
}

/// A document of some objects, which its reader finds one by one.
fn document_of(bytes: &[u8], spans: &[Range<usize>]) -> Option<Document> {
    let mut file = b"%PDF-1.7\n".to_vec();
    for span in spans {
        file.extend(&bytes[span.clone()]);
        file.push(b'\n');
    }
    let (root, pages) = (ROOT, ROOT + 1);
    let catalogue = format!("{root} 0 obj\n<< /Type /Catalog /Pages {pages} 0 R >>\nendobj\n");
    let pages = format!("{pages} 0 obj\n<< /Type /Pages /Kids [] /Count 0 >>\nendobj\n");
    let trailer = format!("trailer\n<< /Root {root} 0 R >>\nstartxref\n0\n%%EOF\n");
    file.extend([catalogue, pages, trailer].concat().bytes());
    let mut document = load(&file, "").ok()??;
    document.objects.retain(|id, _| id.0 < ROOT);
    Some(document)
}

/// Gives references the numbers that the objects have now.
fn renumber(object: &mut Object, numbers: &FxHashMap<ObjectId, ObjectId>, depth: u32) {
    let of_dictionary = |dictionary: &mut Dictionary| {
        if depth > 0 {
            dictionary.iter_mut().for_each(|(_, it)| renumber(it, numbers, depth - 1));
        }
    };
    match object {
        Object::Reference(id) => *id = *numbers.get(id).unwrap_or(id),
        Object::Array(values) if depth > 0 => {
            values.iter_mut().for_each(|it| renumber(it, numbers, depth - 1));
        }
        Object::Dictionary(dictionary) => of_dictionary(dictionary),
        Object::Stream(stream) => of_dictionary(&mut stream.dict),
        _ => {}
    }
}
