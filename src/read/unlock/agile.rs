//! Agile encryption: a package whose key is described in XML
//! ([MS-OFFCRYPTO] 2.3.4.10 to 2.3.4.15).

use super::cipher::{Aes, BLOCK};
use super::hash::Hash;
use super::{Plain, claimed};
use crate::document::Reason;
use crate::read::Budget;
use crate::read::base64;
use crate::read::keys::wide;
use crate::read::xml::{Element, Node, walk};

/// What is hashed behind the password for each of the values that it guards
/// ([MS-OFFCRYPTO] 2.3.4.13).
const VERIFIER: [u8; 8] = [0xFE, 0xA7, 0xD2, 0x76, 0x3B, 0x4B, 0x9E, 0x79];
const VERIFIER_HASH: [u8; 8] = [0xD7, 0xAA, 0x0F, 0x6D, 0x30, 0x61, 0x34, 0x4E];
const PACKAGE_KEY: [u8; 8] = [0x14, 0x6E, 0x0B, 0xE7, 0xAB, 0xAC, 0xD0, 0xD6];

/// What is hashed behind the salt for the two values that say whether the
/// package is whole ([MS-OFFCRYPTO] 2.3.4.14).
const WHOLE_KEY: [u8; 8] = [0x5F, 0xB2, 0xAD, 0x01, 0x0C, 0xB9, 0xE1, 0xF6];
const WHOLE_HASH: [u8; 8] = [0xA0, 0x67, 0x7F, 0x02, 0xB2, 0x2C, 0x84, 0x33];

/// The bytes of a package that are encrypted together ([MS-OFFCRYPTO] 2.3.4.15).
const SEGMENT: usize = 4096;

/// The most rounds that the format allows ([MS-OFFCRYPTO] 2.3.4.10, spinCount).
const MOST_ROUNDS: u32 = 10_000_000;

/// How something is encrypted.
struct Scheme {
    salt: Vec<u8>,
    /// The bytes of its key.
    key: usize,
    hash: Hash,
}

impl Scheme {
    /// What an element says; nothing if that is another cipher than AES in CBC.
    fn of(element: &Element<'_>) -> Option<Scheme> {
        let is_known = element.text("cipherAlgorithm") == "AES"
            && element.text("cipherChaining") == "ChainingModeCBC"
            && element.text("blockSize") == "16";
        is_known.then_some(())?;
        let bits: usize = element.text("keyBits").parse().ok()?;
        Some(Scheme {
            salt: base64::decoded(element.text("saltValue"))?,
            key: [128, 192, 256].contains(&bits).then_some(bits / 8)?,
            hash: Hash::named(element.text("hashAlgorithm"))?,
        })
    }

    /// A value that is encrypted with a key, from a start.
    fn plain(&self, key: &[u8], start: &[u8], value: &[u8]) -> Option<Vec<u8>> {
        let mut plain = value.to_vec();
        let start = fitted(start.to_vec(), BLOCK).try_into().ok()?;
        Aes::new(&fitted(key.to_vec(), self.key))?.chained(start, &mut plain);
        Some(plain)
    }
}

/// A description of agile encryption with a password.
pub(super) struct Agile {
    package: Scheme,
    password: Scheme,
    rounds: u32,
    /// The value that tells whether a password is right, its hash, and the key
    /// of the package.
    guarded: [Vec<u8>; 3],
    /// The key and the value of the hash over the package, if there is one.
    whole: Option<[Vec<u8>; 2]>,
}

impl Agile {
    /// The description in the XML; nothing if it is another scheme, or damaged.
    pub(super) fn parse(xml: &[u8]) -> Option<Agile> {
        let (mut package, mut password, mut whole) = (None, None, None);
        let read = walk(xml, |node| {
            let Node::Open(element) = node else { return };
            match element.name {
                "keyData" => package = Scheme::of(element),
                "dataIntegrity" => {
                    whole = values(element, ["encryptedHmacKey", "encryptedHmacValue"])
                }
                "encryptedKey" => password = password.take().or_else(|| guarded(element)),
                _ => {}
            }
        });
        read.ok()?;
        let (password, rounds, guarded) = password?;
        Some(Agile { package: package?, password, rounds, guarded, whole })
    }

    /// The key of the package by a password; nothing if that is another one.
    ///
    /// # Errors
    ///
    /// When the rounds are more than a limit.
    pub(super) fn key(&self, password: &str, budget: &Budget) -> Result<Option<Vec<u8>>, Reason> {
        if self.rounds > MOST_ROUNDS {
            return Err(Reason::TooLarge { limit: MOST_ROUNDS.into(), unit: "rounds of hashing" });
        }
        let Scheme { salt, hash, .. } = &self.password;
        budget.hash(u64::from(self.rounds) * hash.cost())?;
        let spun = hash.spun(salt, &wide(password), self.rounds);
        Ok(self.guarded_by(&spun))
    }

    fn guarded_by(&self, spun: &[u8]) -> Option<Vec<u8>> {
        let Scheme { salt, hash, .. } = &self.password;
        let value = |block: [u8; 8], value: &[u8]| {
            self.password.plain(&hash.digest(&[spun, &block]), salt, value)
        };
        let [verifier, verifier_hash, key] = &self.guarded;
        let verifier = value(VERIFIER, verifier)?;
        let found = hash.digest(&[verifier.get(..salt.len())?]);
        let wanted = value(VERIFIER_HASH, verifier_hash)?;
        if wanted.get(..found.len())? != found {
            return None;
        }
        let mut key = value(PACKAGE_KEY, key)?;
        key.truncate(self.package.key);
        Some(key)
    }

    /// The package by its key, and why it is not all of it.
    pub(super) fn open(&self, key: &[u8], stream: &[u8]) -> Option<Plain> {
        let Scheme { salt, hash, .. } = &self.package;
        let (size, body) = claimed(stream)?;
        let cipher = Aes::new(&fitted(key.to_vec(), self.package.key))?;
        let mut bytes = body.to_vec();
        for (number, segment) in (0_u32..).zip(bytes.chunks_mut(SEGMENT)) {
            let start = hash.digest(&[salt, &number.to_le_bytes()]);
            cipher.chained(fitted(start, BLOCK).try_into().ok()?, segment);
        }
        let mut plain = Plain::cut(bytes, size);
        if plain.flaw.is_none() && self.is_whole(key, stream) == Some(false) {
            plain.flaw = Some(Reason::Malformed {
                format: "encrypted package",
                detail: "its bytes are not those that were encrypted".into(),
            });
        }
        Some(plain)
    }

    /// Whether the package is as it was encrypted, if the file says so.
    fn is_whole(&self, key: &[u8], stream: &[u8]) -> Option<bool> {
        let [mac_key, mac] = self.whole.as_ref()?;
        let Scheme { salt, hash, .. } = &self.package;
        let value = |block: [u8; 8], value: &[u8]| {
            self.package.plain(key, &hash.digest(&[salt, &block]), value)
        };
        let length = hash.digest(&[]).len();
        let mac_key = value(WHOLE_KEY, mac_key)?;
        let found = hash.keyed(mac_key.get(..length)?, stream)?;
        Some(value(WHOLE_HASH, mac)?.get(..length)? == found)
    }
}

/// What an encrypted key says: how, in how many rounds, and what it guards.
fn guarded(element: &Element<'_>) -> Option<(Scheme, u32, [Vec<u8>; 3])> {
    let names = ["encryptedVerifierHashInput", "encryptedVerifierHashValue", "encryptedKeyValue"];
    let rounds = element.text("spinCount").parse().ok()?;
    Some((Scheme::of(element)?, rounds, values(element, names)?))
}

/// Values in base64.
fn values<const N: usize>(element: &Element<'_>, names: [&str; N]) -> Option<[Vec<u8>; N]> {
    let values: Option<Vec<Vec<u8>>> =
        names.iter().map(|name| base64::decoded(element.get(name)?)).collect();
    values?.try_into().ok()
}

/// Bytes cut, or filled up with 0x36, to a length ([MS-OFFCRYPTO] 2.3.4.11).
fn fitted(mut bytes: Vec<u8>, length: usize) -> Vec<u8> {
    bytes.resize(length, 0x36);
    bytes
}
