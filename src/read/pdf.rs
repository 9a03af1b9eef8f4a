//! PDF (ISO 32000-2): what its pages draw and what an eye sees of it, and
//! everything that a document holds beside its pages.
//!
//! The pages come first, so that it is known what they show; then what lies
//! beside them, what only earlier revisions say, and what nothing refers to.

mod about;
mod annotation;
mod contents;
mod files;
mod form;
mod guard;
mod loose;
mod notes;
mod objects;
mod opened;
mod outline;
mod outside;
mod page;
mod residue;
mod revision;
mod signature;
mod sweep;
mod undrawn;
mod unlisted;
mod witness;

use std::sync::Arc;

use lopdf::{Object, ObjectId};
use memchr::memmem;
use rustc_hash::FxHashSet;

pub(super) use self::annotation::MARK;
use self::files::File;
use self::notes::Notes;
use self::objects::Objects;
pub(super) use self::opened::OPEN;
use self::opened::Opened;
use self::witness::Witness;
use super::strings::printable;
use super::{Budget, Format};
use crate::artefact::Artefact;
use crate::document::{Gap, Layer, Reason, Sink};

/// PDF documents.
pub(super) const FORMAT: Format = Format { name: "pdf", extensions: &["pdf"], sniff, read };

/// The bytes at the front in which a file must say that it is one (ISO 32000-1,
/// annex H, implementation note 13).
const FRONT: usize = 1024;

/// The bytes of a document, shared with what draws its pages, and the password
/// that opens it; empty where none is needed.
#[derive(Clone)]
struct Source {
    bytes: Arc<Vec<u8>>,
    password: String,
}

fn sniff(artefact: &Artefact<'_>) -> bool {
    let bytes = artefact.bytes();
    memmem::find(&bytes[..bytes.len().min(FRONT)], b"%PDF-").is_some()
}

fn read(artefact: &Artefact<'_>, budget: &Budget, sink: &mut dyn Sink) -> Result<(), Reason> {
    let bytes = artefact.bytes();
    outside::push(bytes, sink);
    let opened = guard::check(bytes, budget).and_then(|()| Opened::of(bytes, budget));
    let mut opened = match opened {
        Ok(opened) => opened,
        Err(reason) => {
            printable(bytes, Layer::UnknownPart, "", sink);
            return Err(reason);
        }
    };
    opened.say(sink);
    let mut witness = Witness::new(sink);
    if let Err(reason) = page::read(&opened.source, budget, &mut witness) {
        witness.gap(Gap::part("pages", reason));
    }
    let mut beside = Beside::of(Objects::new(&opened.document, budget));
    signature::take_cover(beside.objects, bytes.len(), &mut beside.notes);
    residue::take(&mut beside, &witness);
    let told = revision::push(&opened, &beside, &mut witness, budget);
    let used = beside.push(&mut witness);
    unlisted::add(&mut opened, &told.places);
    loose::push(&opened, &used, &told.texts, &mut witness, budget);
    Ok(())
}

/// What a document uses of what it holds.
#[derive(Default)]
struct Used {
    /// What leads from the trailer to each other.
    reached: FxHashSet<ObjectId>,
    /// The names under which contents draw forms.
    drawn: FxHashSet<Vec<u8>>,
}

/// What lies beside the pages of a document.
struct Beside<'a> {
    objects: Objects<'a>,
    used: Used,
    notes: Notes,
    attachments: Vec<File<'a>>,
    pictures: Vec<File<'a>>,
}

impl<'a> Beside<'a> {
    fn of(objects: Objects<'a>) -> Self {
        let trailer = &objects.document.trailer;
        let reached = objects.reached(&Object::Dictionary(trailer.clone()));
        let used = Used { reached, ..Used::default() };
        let (notes, attachments, pictures) = (Notes::default(), Vec::new(), Vec::new());
        let mut beside = Beside { objects, used, notes, attachments, pictures };
        about::take(objects, &mut beside.notes);
        outline::take(objects, &mut beside.notes);
        annotation::take(objects, &mut beside.notes);
        form::take(objects, &mut beside.notes);
        files::take_missing(objects, &mut beside.notes);
        beside.sweep();
        beside
    }

    /// Takes what may hang anywhere.
    fn sweep(&mut self) {
        let objects = self.objects;
        for (id, object) in &objects.document.objects {
            if self.used.reached.contains(id) {
                sweep::take(objects, object, &mut self.notes);
                self.attachments.extend(files::attachments(objects, object, &mut self.notes));
                self.pictures.extend(files::picture(id.0, object));
                contents::take(objects, object, &mut self.used.drawn, &mut self.notes);
            }
        }
    }

    /// Pushes what was noted, hands over the files, and gives what is used.
    fn push(mut self, witness: &mut Witness<'_>) -> Used {
        files::take_thumbnails(self.objects, &mut self.notes, witness.onward());
        self.notes.push(witness);
        let sink = witness.onward();
        self.attachments.iter().for_each(|it| files::enclose(self.objects, it, sink));
        self.pictures.iter().for_each(|it| files::enclose_picture(it, sink));
        self.used
    }
}
