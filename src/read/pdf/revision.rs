//! Earlier revisions: a program may write what changed behind the file as it was,
//! and whoever cuts the file there has it again (ISO 32000-2, 7.5.6). Only what
//! the last revision no longer says is told.

use std::hash::BuildHasher;
use std::sync::Arc;

use lopdf::Document;
use lopdf::xref::XrefEntry;
use memchr::memmem;
use rustc_hash::{FxBuildHasher, FxHashSet};

use super::objects::Objects;
use super::opened::{Opened, load};
use super::witness::{Gathered, Witness, squeezed};
use super::{Beside, Source, page};
use crate::document::{Container, Enclosure, Fragment, Gap, Layer, Place, Reason, Sink};
use crate::read::Budget;

/// The most revisions of which what they say is compared.
const MOST: u64 = 24;

/// The bytes that all of them together may unpack to: some seconds.
const MOST_BYTES: u64 = 4 << 30;

/// What is said of a revision.
const SAME: &str = "the last revision still says all of it";
const LOST: &str = "the last revision does not say this any more";

/// The end of a revision.
const END: &[u8] = b"%%EOF";

/// Pushes what only earlier revisions say, and gives what all of them hold.
pub(super) fn push(
    opened: &Opened,
    beside: &Beside<'_>,
    witness: &mut Witness<'_>,
    budget: &Budget,
) -> Told {
    let ends = ends(opened);
    let mut told: FxHashSet<String> = beside.notes.squeezed();
    let mut places = places(&opened.document);
    let mut drawn = drawn(beside);
    let most = (MOST_BYTES / opened.unpacked.max(1)).clamp(1, MOST);
    for (number, end) in (1..=most).zip(&ends) {
        let bytes = &opened.source.bytes[..*end];
        let Some(document) = earlier(bytes, &opened.source.password) else { continue };
        places.extend(self::places(&document));
        let mut revision = Revision { number, ..Revision::default() };
        let objects = Objects::new(&document, budget);
        let old = Beside::of(objects);
        revision.take_notes(&old, &mut told, witness);
        revision.take_files(&old, beside);
        if drawn_anew(&old, &mut drawn) {
            let source = Source { bytes: Arc::new(bytes.to_vec()), ..opened.source.clone() };
            revision.take_pages(&source, budget, &mut told, witness);
        }
        revision.push(ends.len(), witness.onward());
    }
    if ends.len() as u64 > most {
        let limit = Reason::TooLarge { limit: most, unit: "revisions" };
        witness.onward().gap(Gap::part("earlier revisions", limit));
    }
    Told { texts: told, places }
}

/// What all revisions together hold.
pub(super) struct Told {
    /// The texts, squeezed.
    pub(super) texts: FxHashSet<String>,
    /// Where their objects begin, from the header on.
    pub(super) places: FxHashSet<u32>,
}

/// What a revision says and no later one does.
#[derive(Default)]
struct Revision {
    number: u64,
    lost: Vec<(String, String)>,
    files: Vec<(String, Vec<u8>)>,
    gaps: Vec<Gap>,
}

impl Revision {
    fn take_notes(&mut self, old: &Beside<'_>, told: &mut FxHashSet<String>, now: &Witness<'_>) {
        for note in old.notes.all() {
            let text = squeezed(&note.text);
            if !now.says(&text) && told.insert(text) {
                self.lost.push((note.kind.container.to_owned(), note.text.clone()));
            }
        }
    }

    /// Takes the attachments that are no longer there.
    fn take_files(&mut self, old: &Beside<'_>, now: &Beside<'_>) {
        for file in &old.attachments {
            let is_kept = now.attachments.iter().any(|it| it.stream.content == file.stream.content);
            if let Ok(bytes) = old.objects.spent(file.stream)
                && !is_kept
            {
                self.files.push((file.name.clone(), bytes));
            }
        }
    }

    /// Takes what the pages said and do not say any more.
    fn take_pages(
        &mut self,
        source: &Source,
        budget: &Budget,
        told: &mut FxHashSet<String>,
        now: &Witness<'_>,
    ) {
        let mut gathered = Gathered::default();
        if let Err(reason) = page::read(source, budget, &mut gathered) {
            gathered.gap(Gap::part("pages", reason));
        }
        self.gaps.extend(gathered.gaps.into_iter().filter(|it| !now.misses(it)));
        for (page, text) in gathered.texts {
            let short = squeezed(&text);
            if !now.says(&short) && told.insert(short) {
                self.lost.push((format!("page {page}"), text));
            }
        }
    }

    fn push(&self, count: usize, sink: &mut dyn Sink) {
        let layer = Layer::EarlierRevision;
        let name = format!("revision {} of {}", self.number, count + 1);
        let remark = if self.lost.is_empty() && self.files.is_empty() { SAME } else { LOST };
        sink.open(Container::text(&name, layer).remarked(remark));
        for (place, text) in &self.lost {
            sink.push(Fragment::new(text, layer, Place::Named(place)));
        }
        sink.close();
        for gap in &self.gaps {
            sink.gap(Gap::part(format!("{name} {}", gap.part), gap.reason.clone()));
        }
        for (file, bytes) in &self.files {
            let name = format!("{name} {file}");
            sink.enclose(Enclosure { name: &name, bytes });
        }
    }
}

/// Where the revisions before the last one end.
///
/// A linearized file has an end of its own at its front, which is none: what is
/// behind it was written at the same time (ISO 32000-2, annex F).
fn ends(opened: &Opened) -> Vec<usize> {
    let bytes = &opened.source.bytes[..];
    let whole = opened.document.linearization.as_ref().map_or(0, |it| it.file_length);
    let first = usize::try_from(whole).unwrap_or(usize::MAX).saturating_sub(END.len() + 2);
    let mut ends: Vec<usize> = memmem::find_iter(bytes, END).map(|at| at + END.len()).collect();
    let last = memmem::rfind(bytes, b"startxref").unwrap_or(0);
    ends.retain(|end| (first..last).contains(end));
    ends
}

/// An earlier revision, if the bytes are one: what merely ends like one, such as
/// a document in a document, has no table of objects of its own.
fn earlier(bytes: &[u8], password: &str) -> Option<Document> {
    let document = load(bytes, password).ok()??;
    let is_whole = document.xref_recovery.is_none() && document.catalog().is_ok();
    is_whole.then_some(document)
}

/// Where the objects begin that the table of a document lists.
fn places(document: &Document) -> FxHashSet<u32> {
    let entries = document.reference_table.entries.values();
    let place = |it: &XrefEntry| match it {
        XrefEntry::Normal { offset, .. } => Some(*offset),
        _ => None,
    };
    entries.filter_map(place).collect()
}

/// The hashes of what is drawn: of the contents of pages and of forms.
fn drawn(beside: &Beside<'_>) -> FxHashSet<u64> {
    let objects = beside.objects.document.objects.iter();
    let reached = objects.filter(|(id, _)| beside.used.reached.contains(id));
    let streams = reached.filter_map(|(_, object)| object.as_stream().ok());
    let drawing = streams.filter(|it| !it.dict.has(b"Type") || it.dict.has(b"BBox"));
    drawing.map(|it| FxBuildHasher.hash_one(&it.content)).collect()
}

/// Whether a revision draws something that no later one does.
fn drawn_anew(old: &Beside<'_>, known: &mut FxHashSet<u64>) -> bool {
    let before = known.len();
    known.extend(drawn(old));
    known.len() > before
}
