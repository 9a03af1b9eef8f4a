//! Parts of OpenDocument packages that are encrypted, each by itself with a key
//! of its own (OpenDocument 1.3 part 2, 3.4 and 4.4 to 4.9).

use std::collections::BTreeMap;

use super::plain_name;
use crate::document::Reason;
use crate::read::Budget;
use crate::read::base64;
use crate::read::unlock::cipher::{Aes, BLOCK, blowfish};
use crate::read::unlock::hash::{Hash, derived};
use crate::read::xml::{Element, Node, walk};

/// The bytes at the front of a part that its checksum is of.
const CHECKED: usize = 1024;

/// The longest key of the ciphers.
const LONGEST_KEY: usize = 32;

/// How a part is encrypted.
#[derive(Default)]
pub(super) struct Seal {
    /// The hash of the front of the packed bytes.
    checksum: Option<(Hash, Vec<u8>)>,
    cipher: Option<Cipher>,
    start: Vec<u8>,
    /// The hash that the password goes through first.
    first: Option<Hash>,
    salt: Vec<u8>,
    rounds: u32,
    key: usize,
}

/// A cipher of OpenDocument.
#[derive(Clone, Copy)]
enum Cipher {
    Aes,
    Blowfish,
}

/// The key of one part.
pub(super) struct Key {
    cipher: Cipher,
    start: Vec<u8>,
    key: Vec<u8>,
}

impl Key {
    /// The packed bytes of the part.
    pub(super) fn open(&self, mut bytes: Vec<u8>) -> Option<Vec<u8>> {
        match self.cipher {
            Cipher::Blowfish => blowfish(&self.key, &self.start, &mut bytes)?,
            Cipher::Aes => {
                let start: [u8; BLOCK] = self.start.as_slice().try_into().ok()?;
                Aes::new(&self.key)?.chained(start, &mut bytes);
                // The last byte says how many fill up the last block.
                let filling = usize::from(*bytes.last()?).min(BLOCK);
                bytes.truncate(bytes.len().saturating_sub(filling));
            }
        }
        Some(bytes)
    }
}

impl Seal {
    /// Takes what an element within `encryption-data` says.
    fn take(&mut self, element: &Element<'_>) -> Option<()> {
        match element.name {
            "encryption-data" => {
                let hash = Hash::named(element.text("checksum-type"));
                let checksum = base64::decoded(element.text("checksum"))?;
                self.checksum = hash.map(|hash| (hash, checksum));
            }
            "algorithm" => {
                self.start = base64::decoded(element.text("initialisation-vector"))?;
                self.cipher = cipher(element.text("algorithm-name"));
            }
            "key-derivation" => {
                let name = element.text("key-derivation-name").to_ascii_lowercase();
                name.ends_with("pbkdf2").then_some(())?;
                self.salt = base64::decoded(element.text("salt"))?;
                self.rounds = element.text("iteration-count").parse().ok()?;
                self.key = element.get("key-size").map_or(Some(16), |it| it.parse().ok())?;
            }
            "start-key-generation" => {
                self.first = Hash::named(element.text("start-key-generation-name"));
            }
            _ => {}
        }
        Some(())
    }

    /// The key of the part by a password; nothing if it is encrypted in a way
    /// that nobody here knows.
    ///
    /// # Errors
    ///
    /// When the rounds are more than a limit.
    pub(super) fn key(&self, password: &str, budget: &Budget) -> Result<Option<Key>, Reason> {
        let (Some(cipher), Some(first)) = (self.cipher, self.first) else { return Ok(None) };
        if self.salt.is_empty() || !(1..=LONGEST_KEY).contains(&self.key) {
            return Ok(None);
        }
        // A round of PBKDF2 hashes twice for each 20 bytes.
        budget.hash(u64::from(self.rounds) * 2 * self.key.div_ceil(20) as u64)?;
        let first = first.digest(&[password.as_bytes()]);
        let key = derived(&first, &self.salt, self.rounds, self.key);
        Ok(Some(Key { cipher, start: self.start.clone(), key }))
    }

    /// Whether the packed bytes of the part are those that were encrypted.
    pub(super) fn fits(&self, packed: &[u8]) -> bool {
        let Some((hash, checksum)) = &self.checksum else { return true };
        hash.digest(&[&packed[..packed.len().min(CHECKED)]]) == *checksum
    }
}

/// The cipher of a name (OpenDocument 1.3 part 2, 4.8.2).
fn cipher(name: &str) -> Option<Cipher> {
    match name.rsplit('#').next().unwrap_or_default().to_ascii_lowercase().as_str() {
        "blowfish cfb" | "blowfish" => Some(Cipher::Blowfish),
        "aes128-cbc" | "aes192-cbc" | "aes256-cbc" => Some(Cipher::Aes),
        _ => None,
    }
}

/// The seals of the parts that a manifest lists.
///
/// # Errors
///
/// When the manifest is damaged.
pub(super) fn seals(manifest: &[u8]) -> Result<BTreeMap<String, Seal>, Reason> {
    let mut seals = BTreeMap::new();
    let mut part = String::new();
    let mut seal: Option<Seal> = None;
    walk(manifest, |node| match node {
        Node::Open(element) if element.name == "file-entry" => {
            part = plain_name(element.text("full-path"));
        }
        Node::Open(element) => {
            if element.name == "encryption-data" {
                seal = Some(Seal { first: Some(Hash::Sha1), ..Seal::default() });
            }
            if let Some(seal) = &mut seal
                && seal.take(element).is_none()
            {
                seal.cipher = None; // damaged: nothing opens it
            }
        }
        Node::Close("encryption-data") => {
            seals.extend(seal.take().map(|seal| (part.clone(), seal)));
        }
        Node::Close(_) | Node::Text(_) => {}
    })?;
    Ok(seals)
}
