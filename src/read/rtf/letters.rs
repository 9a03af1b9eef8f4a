//! The letters of a rich text as they come: bytes in the encoding of their font,
//! and units of UTF-16, each followed by what programs without Unicode show.

use encoding_rs::{Encoding, UTF_16LE};

/// Text that is not handed over yet.
#[derive(Debug, Default)]
pub(super) struct Letters {
    text: String,
    narrow: Vec<u8>,
    wide: Vec<u8>,
    /// The characters still to be passed over behind one of Unicode.
    skip: u32,
}

impl Letters {
    /// Adds bytes as they stand, as far as they are not to be passed over.
    pub(super) fn bytes(&mut self, bytes: &[u8], encoding: &'static Encoding) {
        let skipped = bytes.len().min(self.skip as usize);
        self.skip -= skipped as u32;
        if skipped < bytes.len() {
            self.end_wide();
            self.narrow.extend_from_slice(&bytes[skipped..]);
            // A text may end between the two bytes of a letter.
            if self.narrow.len() > 4096 && self.narrow.is_ascii() {
                self.end_narrow(encoding);
            }
        }
    }

    /// Adds a unit of UTF-16, behind which so many characters are passed over.
    pub(super) fn unit(&mut self, unit: u16, skip: u32, encoding: &'static Encoding) {
        self.end_narrow(encoding);
        self.wide.extend(unit.to_le_bytes());
        self.skip = skip;
    }

    /// Adds a text.
    pub(super) fn text(&mut self, text: &str, encoding: &'static Encoding) {
        if self.skip > 0 {
            self.skip -= 1;
            return;
        }
        self.flush(encoding);
        self.text.push_str(text);
    }

    /// Ends what is to be passed over: a group or a word ends it.
    pub(super) fn stop(&mut self) {
        self.skip = 0;
    }

    /// Whether nothing is kept.
    pub(super) fn is_empty(&self) -> bool {
        self.text.is_empty() && self.narrow.is_empty() && self.wide.is_empty()
    }

    /// All text that was added.
    pub(super) fn take(&mut self, encoding: &'static Encoding) -> String {
        self.flush(encoding);
        std::mem::take(&mut self.text)
    }

    fn flush(&mut self, encoding: &'static Encoding) {
        self.end_narrow(encoding);
        self.end_wide();
    }

    fn end_narrow(&mut self, encoding: &'static Encoding) {
        if !self.narrow.is_empty() {
            self.text.push_str(&encoding.decode_without_bom_handling(&self.narrow).0);
            self.narrow.clear();
        }
    }

    fn end_wide(&mut self) {
        if !self.wide.is_empty() {
            self.text.push_str(&UTF_16LE.decode_without_bom_handling(&self.wide).0);
            self.wide.clear();
        }
    }
}
