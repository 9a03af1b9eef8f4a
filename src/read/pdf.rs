//! PDF (ISO 32000-2): what its pages draw and what an eye sees of it, and
//! everything that a document holds beside its pages.
//!
//! The pages come first, so that it is known what they show; then what lies
//! beside them, what only earlier revisions say, and what nothing refers to.

mod about;
mod annotation;
mod beside;
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

use memchr::memmem;

pub(super) use self::annotation::MARK;
use self::beside::{Beside, Used};
use self::notes::Notes;
use self::objects::Objects;
pub(super) use self::opened::OPEN;
use self::opened::Opened;
pub(super) use self::page::{CROPPED, OVER_PICTURE};
use self::witness::Witness;
use super::strings::printable;
use super::{Budget, Format};
use crate::artefact::Artefact;
use crate::document::{Gap, Layer, Reason, Sink};

/// PDF documents.
pub(super) const FORMAT: Format = Format { name: "pdf", extensions: &["pdf"], sniff: begins, read };

/// PDF documents with something before them. What may hold one, such as an archive
/// whose first entry is a PDF, is told before.
pub(super) const BEHIND: Format =
    Format { name: "pdf", extensions: &["pdf"], sniff: begins_soon, read };

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

fn begins(artefact: &Artefact<'_>) -> bool {
    artefact.bytes().starts_with(b"%PDF-")
}

fn begins_soon(artefact: &Artefact<'_>) -> bool {
    let bytes = artefact.bytes();
    memmem::find(&bytes[..bytes.len().min(FRONT)], b"%PDF-").is_some()
}

fn read(artefact: &Artefact<'_>, budget: &Budget, sink: &mut dyn Sink) -> Result<(), Reason> {
    let bytes = artefact.bytes();
    outside::push(bytes, sink);
    let mut opened = match Opened::of(bytes, budget) {
        Ok(opened) => opened,
        Err(reason) => {
            push_unopened(bytes, &reason, sink);
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

/// Pushes what can be read of a document that does not open: metadata that is not
/// encrypted, or what an editor shows.
fn push_unopened(bytes: &[u8], reason: &Reason, sink: &mut dyn Sink) {
    if !matches!(reason, Reason::Encrypted | Reason::Untried) {
        return printable(bytes, Layer::UnknownPart, "", sink);
    }
    let mut notes = Notes::default();
    if let Some(start) = memmem::find(bytes, b"<x:xmpmeta") {
        let packet = &bytes[start..];
        let end = memmem::find(packet, b"</x:xmpmeta>").map_or(0, |it| it + 12);
        sweep::take_metadata(&packet[..end], &mut notes);
    }
    notes.push(&mut Witness::new(sink));
}
