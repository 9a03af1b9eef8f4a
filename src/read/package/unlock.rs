//! What of a package is encrypted, and the passwords that open it: entries of
//! the zip itself, or the parts of OpenDocument.

use std::collections::BTreeMap;
use std::io::{self, Cursor, Read};
use std::rc::Rc;

use flate2::read::DeflateDecoder;
use memchr::memmem;

use super::sealed::{Key, Seal, seals};
use super::{Package, PartStream, part_stream, reason, whole};
use crate::document::Reason;
use crate::read::Budget;

/// The part that says how others are encrypted (OpenDocument 1.3 part 2, 3.4).
const MANIFEST: &str = "META-INF/manifest.xml";

/// The rounds that one try of a password costs: so many has the derivation of a
/// key of AES in a zip (WinZip, AES Encryption Information, "Key generation").
const ROUNDS: u64 = 1000;

impl Package<'_> {
    /// Opens the parts that the manifest says are encrypted, if a password that
    /// was given fits.
    ///
    /// # Errors
    ///
    /// When parts are encrypted and none fits.
    pub(in crate::read) fn unlock(&mut self) -> Result<(), Reason> {
        let Some(manifest) = self.take(MANIFEST)? else { return Ok(()) };
        if memmem::find(&manifest, b"encryption-data").is_none() {
            return Ok(());
        }
        let seals = seals(&manifest).map_err(|_| Reason::Encrypted)?;
        let filled = seals.keys().filter(|name| self.claimed_size(name).is_some_and(|it| it > 0));
        let smallest = filled.min_by_key(|name| self.claimed_size(name));
        let Some(tried) = smallest.cloned() else { return Err(Reason::Encrypted) };
        for password in self.budget.keys().given() {
            if self.fits(&tried, &seals[&tried], password)? {
                self.keys = Rc::new(self.keys_of(&seals, password)?);
                return Ok(());
            }
        }
        Err(Reason::Encrypted)
    }

    /// Whether a password opens a part, which stays to be read.
    fn fits(&self, name: &str, seal: &Seal, password: &str) -> Result<bool, Reason> {
        let Some(key) = seal.key(password, self.budget)? else { return Ok(false) };
        let sealed = self.twin().take(name)?.unwrap_or_default();
        Ok(key.open(sealed).is_some_and(|packed| seal.fits(&packed)))
    }

    /// The keys of all parts.
    fn keys_of(
        &self,
        seals: &BTreeMap<String, Seal>,
        password: &str,
    ) -> Result<BTreeMap<String, Option<Key>>, Reason> {
        let key =
            |(name, seal): (&String, &Seal)| Ok((name.clone(), seal.key(password, self.budget)?));
        seals.iter().filter(|(name, _)| self.has(name)).map(key).collect()
    }

    /// The password of an entry of the zip; nothing when it needs none.
    ///
    /// # Errors
    ///
    /// When it needs one that nobody gave.
    pub(super) fn password(&mut self, index: usize) -> Result<Option<String>, Reason> {
        let entry = self.archive.by_index_data(index).map_err(|error| reason(&error))?;
        if !entry.encrypted() {
            return Ok(None);
        }
        let budget = self.budget;
        let last = self.password.clone();
        for password in last.as_deref().into_iter().chain(budget.keys().given()) {
            budget.hash(ROUNDS)?;
            if self.opens(index, password) {
                self.password = Some(password.to_owned());
                return Ok(self.password.clone());
            }
        }
        Err(Reason::Encrypted)
    }

    /// Whether a password opens an entry: the old cipher tells only by what
    /// comes out.
    fn opens(&mut self, index: usize, password: &str) -> bool {
        let Ok(file) = self.archive.by_index_decrypt(index, password.as_bytes()) else {
            return false;
        };
        let limit = self.budget.limits().part;
        let mut stream = part_stream(file, self.budget).take(limit);
        io::copy(&mut stream, &mut io::sink()).is_ok()
    }
}

/// The unpacked bytes of a part that was encrypted; without a key it stays so.
pub(super) fn unsealed<'s>(
    sealed: PartStream<'_>,
    key: Option<&Key>,
    budget: &'s Budget,
) -> Result<PartStream<'s>, Reason> {
    let packed = sealed.packed;
    let sealed = whole(sealed)?;
    let bytes = key.and_then(|key| key.open(sealed)).ok_or(Reason::Encrypted)?;
    Ok(PartStream::new(DeflateDecoder::new(Cursor::new(bytes)), packed, budget))
}
