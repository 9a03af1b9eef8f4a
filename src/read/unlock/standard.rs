//! Standard encryption: a header of fixed fields, AES and SHA-1
//! ([MS-OFFCRYPTO] 2.3.4.5 to 2.3.4.9). Its header and verifier are those of
//! RC4 under the CryptoAPI too, which xls is encrypted with (2.3.5.1).

use super::cipher::Aes;
use super::hash::Hash;
use super::{Plain, claimed};
use crate::document::Reason;
use crate::read::Budget;
use crate::read::keys::wide;

/// How often a password is hashed ([MS-OFFCRYPTO] 2.3.4.7).
const ROUNDS: u32 = 50_000;

/// The number of SHA-1 ([MS-OFFCRYPTO] 2.3.2, AlgIDHash); none means it too.
const SHA1: u32 = 0x8004;

/// The numbers of AES with keys of 16, 24 and 32 bytes ([MS-OFFCRYPTO] 2.3.2,
/// AlgID), and of RC4.
const AES: [(u32, usize); 3] = [(0x660E, 16), (0x660F, 24), (0x6610, 32)];
pub(in crate::read) const RC4: u32 = 0x6801;

/// The fields of the header and of the verifier ([MS-OFFCRYPTO] 2.3.2, 2.3.3).
pub(in crate::read) struct Header<'a> {
    pub(in crate::read) algorithm: u32,
    /// The bits of the key; 0 means 40 for RC4.
    pub(in crate::read) key_bits: u32,
    pub(in crate::read) salt: &'a [u8],
    pub(in crate::read) verifier: &'a [u8],
    pub(in crate::read) verifier_hash: &'a [u8],
}

impl<'a> Header<'a> {
    /// The header behind the version; nothing if it is damaged, or hashes
    /// otherwise than with SHA-1.
    pub(in crate::read) fn parse(bytes: &'a [u8]) -> Option<Self> {
        let length = number(bytes, 4)? as usize; // behind the flags
        let header = bytes.get(8..8_usize.checked_add(length)?)?;
        let rest = bytes.get(8 + length..)?;
        let is_known = [0, SHA1].contains(&number(header, 12)?) && number(rest, 0)? == 16;
        is_known.then_some(Header {
            algorithm: number(header, 8)?,
            key_bits: number(header, 16)?,
            salt: rest.get(4..20)?,
            verifier: rest.get(20..36)?,
            verifier_hash: rest.get(40..)?,
        })
    }
}

/// A number of four bytes.
pub(in crate::read) fn number(bytes: &[u8], at: usize) -> Option<u32> {
    Some(u32::from_le_bytes(bytes.get(at..at.checked_add(4)?)?.try_into().ok()?))
}

/// Standard encryption with a password.
pub(super) struct Standard<'a> {
    header: Header<'a>,
    /// The bytes of its key.
    key: usize,
}

impl<'a> Standard<'a> {
    /// The description behind the version; nothing if it is another scheme, or
    /// damaged.
    pub(super) fn parse(bytes: &'a [u8]) -> Option<Self> {
        let header = Header::parse(bytes)?;
        let key = AES.iter().find(|(number, _)| *number == header.algorithm)?.1;
        header.verifier_hash.get(..32)?;
        Some(Standard { header, key })
    }

    /// The key of the package by a password; nothing if that is another one.
    ///
    /// # Errors
    ///
    /// When the rounds are more than a limit.
    pub(super) fn key(&self, password: &str, budget: &Budget) -> Result<Option<Vec<u8>>, Reason> {
        budget.hash(ROUNDS.into())?;
        let spun = Hash::Sha1.spun(self.header.salt, &wide(password), ROUNDS);
        let mut key = stretched(&Hash::Sha1.digest(&[&spun, &[0; 4]]));
        key.truncate(self.key);
        Ok(self.fits(&key).then_some(key))
    }

    /// Whether a key is right ([MS-OFFCRYPTO] 2.3.4.9).
    fn fits(&self, key: &[u8]) -> bool {
        let Some(cipher) = Aes::new(key) else { return false };
        let mut verifier = self.header.verifier.to_vec();
        let mut hash = self.header.verifier_hash[..32].to_vec();
        cipher.alone(&mut verifier);
        cipher.alone(&mut hash);
        hash.starts_with(&Hash::Sha1.digest(&[&verifier]))
    }
}

/// The package by its key.
pub(super) fn open(key: &[u8], stream: &[u8]) -> Option<Plain> {
    let (size, body) = claimed(stream)?;
    let mut bytes = body.to_vec();
    Aes::new(key)?.alone(&mut bytes);
    Some(Plain::cut(bytes, size))
}

/// A hash made long enough for any key ([MS-OFFCRYPTO] 2.3.4.7).
fn stretched(hash: &[u8]) -> Vec<u8> {
    let half = |fill: u8| {
        let mut mask = [fill; 64];
        mask.iter_mut().zip(hash).for_each(|(byte, own)| *byte ^= own);
        Hash::Sha1.digest(&[&mask])
    };
    [half(0x36), half(0x5C)].concat()
}
