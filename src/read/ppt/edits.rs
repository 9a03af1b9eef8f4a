//! The chain of edits ([MS-PPT] 2.1.2): each save adds records behind those of the
//! save before, and says which ones are now the presentation's.

use std::collections::{BTreeMap, BTreeSet};

use super::records::{Record, Records};
use crate::document::Reason;

/// The record of an edit (2.3.3), and the one that says where its parts begin
/// (2.3.4).
pub(super) const EDIT: u16 = 0x0FF5;
pub(super) const DIRECTORY: u16 = 0x1772;

/// What `Current User` says of a file that is encrypted (2.3.2).
const ENCRYPTED: u32 = 0xF3D1_C4DF;

/// The length of an edit that names the key of an encryption (2.3.3).
const WITH_KEY: usize = 0x20;

/// Where that edit names the part with the key.
const KEY: usize = 28;

/// The presentation as it was saved last.
#[derive(Debug, Default)]
pub(super) struct Edits {
    /// Where each part begins, by its number.
    pub(super) parts: BTreeMap<u32, usize>,
    /// The number of the document's part.
    document: u32,
    /// How many saves there are.
    pub(super) count: usize,
    /// The number of the part that says how the others are encrypted, if they are.
    pub(super) session: Option<u32>,
}

impl Edits {
    /// Follows the chain from the last edit.
    ///
    /// # Errors
    ///
    /// When no edit is found, or the presentation is encrypted in another way than
    /// its last edit says.
    pub(super) fn of(current: &[u8], stream: &[u8]) -> Result<Self, Reason> {
        let user = Record::at(current, 0);
        let is_encrypted = user.and_then(|it| it.u32(4)) == Some(ENCRYPTED);
        let named = user.and_then(|it| it.u32(8)).map(|it| it as usize);
        let is_edit = |at: &usize| Record::at(stream, *at).is_some_and(|it| it.kind == EDIT);
        let last = || Records::of(stream).filter(|it| it.kind == EDIT).last().map(|it| it.at);
        let mut next = named.filter(is_edit).or_else(last);
        let mut edits = Edits::default();
        let mut seen = BTreeSet::new();
        while let Some(at) = next.filter(|at| seen.insert(*at)) {
            let Some(edit) = Record::at(stream, at).filter(|it| it.kind == EDIT) else { break };
            if edit.data.len() >= WITH_KEY {
                edits.session = edits.session.or(edit.u32(KEY));
            }
            edits.take(&edit, stream);
            next = edit.u32(8).filter(|it| *it != 0).map(|it| it as usize);
        }
        match edits.count {
            _ if is_encrypted && edits.session.is_none() => Err(Reason::Encrypted),
            0 => Err(Reason::Malformed { format: "ppt", detail: "it has no last save".into() }),
            _ => Ok(edits),
        }
    }

    /// Takes an edit: what a later one says of a part stays.
    fn take(&mut self, edit: &Record<'_>, stream: &[u8]) {
        if self.count == 0 {
            self.document = edit.u32(16).unwrap_or_default();
        }
        self.count += 1;
        let directory = edit.u32(12).and_then(|at| Record::at(stream, at as usize));
        let Some(directory) = directory.filter(|it| it.kind == DIRECTORY) else { return };
        let mut at = 0;
        while let Some(head) = directory.u32(at) {
            let (first, count) = (head & 0xF_FFFF, head >> 20);
            at += 4;
            for number in 0..count {
                let Some(offset) = directory.u32(at) else { return };
                self.parts.entry(first.saturating_add(number)).or_insert(offset as usize);
                at += 4;
            }
        }
    }

    /// A part of the presentation by its number.
    pub(super) fn part<'a>(&self, number: u32, stream: &'a [u8]) -> Option<Record<'a>> {
        Record::at(stream, *self.parts.get(&number)?)
    }

    /// The part of the document as a whole.
    pub(super) fn document<'a>(&self, stream: &'a [u8]) -> Option<Record<'a>> {
        self.part(self.document, stream)
    }
}
