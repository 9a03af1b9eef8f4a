//! Opens a document: the objects that it holds, with the password that it takes.

use std::sync::Arc;

use lopdf::xref::XrefRecovery;
use lopdf::{Document, Error, LoadOptions, Stream};

use super::objects::{PART, malformed};
use super::{Source, guard};
use crate::document::{Container, Fragment, Gap, Layer, Place, Reason, Sink};
use crate::read::Budget;

/// What a document is that opens without a password and forbids something.
pub(in crate::read) const OPEN: &str =
    "protected by a password of its owner only: anyone opens it, and many programs copy from it";

/// What a document is that a password of the user opens.
const GIVEN: &str = "encrypted, opened with a password of yours: the recipient needs it";

/// Rounds of SHA-1 that a password costs at the most: 64 and more rounds over
/// some thousand bytes each (ISO 32000-2, 7.6.4.3.4).
const ROUNDS: u64 = 20_000;

/// An open document.
pub(super) struct Opened {
    pub(super) document: Document,
    pub(super) source: Source,
    /// The bytes that its streams unpack to.
    pub(super) unpacked: u64,
}

impl Opened {
    /// The document in the bytes, with the first password that fits: none, as every
    /// program tries, and then those that were given.
    ///
    /// # Errors
    ///
    /// When it is no document, is encrypted, or unpacks to more than it may.
    pub(super) fn of(bytes: &[u8], budget: &Budget) -> Result<Opened, Reason> {
        let unpacked = guard::check(bytes, budget)?;
        for password in std::iter::once("").chain(budget.keys().given()) {
            if !password.is_empty() {
                budget.hash(ROUNDS)?;
            }
            let Some(document) = load(bytes, password)? else { continue };
            if document.objects.values().any(is_bomb) {
                return Err(Reason::Bomb(budget.limits().ratio));
            }
            let source = Source { bytes: Arc::new(bytes.to_vec()), password: password.to_owned() };
            return Ok(Opened { document, source, unpacked });
        }
        Err(Reason::Encrypted)
    }

    /// Says what a reader of the report has to know of how it opened.
    pub(super) fn say(&self, sink: &mut dyn Sink) {
        if self.document.xref_recovery == Some(XrefRecovery::Reconstructed) {
            let detail = "its table of objects is damaged, they were found one by one";
            sink.gap(Gap::part("cross-reference", malformed(detail)));
        }
        if self.document.was_encrypted() {
            let said = if self.source.password.is_empty() { OPEN } else { GIVEN };
            sink.open(Container::text("encryption", Layer::Property).remarked(said));
            sink.push(Fragment::new(said, Layer::Property, Place::Whole));
            sink.close();
        }
    }
}

/// The document that a password opens; nothing if it does not fit.
pub(super) fn load(bytes: &[u8], password: &str) -> Result<Option<Document>, Reason> {
    let password = (!password.is_empty()).then(|| password.to_owned());
    let options =
        LoadOptions { password, max_decompressed_size: Some(PART), ..LoadOptions::default() };
    match Document::load_mem_with_options(bytes, options) {
        Ok(document) if document.trailer.has(b"Encrypt") && !document.was_encrypted() => Ok(None),
        Ok(document) => Ok(Some(document)),
        Err(Error::InvalidPassword) => Ok(None),
        Err(Error::Decompress(_)) => {
            Err(Reason::TooLarge { limit: PART as u64, unit: "unpacked bytes" })
        }
        Err(Error::Decryption(_)) => Err(Reason::Encrypted),
        Err(_) => Err(malformed("its objects were not found")),
    }
}

/// Whether a stream is packed several times over, and unpacks to more than a part
/// may. What is packed once was counted before.
fn is_bomb(object: &lopdf::Object) -> bool {
    let several = |it: &&Stream| it.filters().is_ok_and(|filters| filters.len() > 1);
    let Some(stream) = object.as_stream().ok().filter(several) else { return false };
    matches!(stream.decompressed_content_with_limit(PART), Err(Error::Decompress(_)))
}
