//! PDF (ISO 32000-2): what its pages draw and what an eye sees of it, and
//! everything that a document holds beside its pages.

mod page;

use std::sync::Arc;

use memchr::memmem;

use super::{Budget, Format};
use crate::artefact::Artefact;
use crate::document::{Gap, Reason, Sink};

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
    let source = Source { bytes: Arc::new(artefact.bytes().to_vec()), password: String::new() };
    if let Err(reason) = page::read(&source, budget, sink) {
        sink.gap(Gap::part("pages", reason));
    }
    Ok(())
}
