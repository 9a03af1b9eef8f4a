//! The file of a roll: a line that says what it is, the salt, and sorted hashes.
//!
//! Whoever has the file, and the secret if there is one, can ask it for a name
//! that they already know. Without the secret they cannot even do that.

use rustc_hash::FxHashSet;

use super::words::Hasher;
use super::{Entries, Roll};

/// What a roll begins with; the number is the version of the format.
const MAGIC: &[u8] = b"foilint roll 1\n";
/// What the key is derived for, so that no other use of a secret yields it.
const PURPOSE: &str = "foilint 2026-11-23 roll of an organisation's own people";
const SALT: usize = 16;
const CHECK: usize = 16;

/// Why a roll cannot be used.
#[derive(Clone, Copy, Debug, Eq, PartialEq, thiserror::Error)]
#[non_exhaustive]
pub enum RollError {
    /// It does not begin as one.
    #[error("it is no roll, or one of another version of foilint")]
    NoRoll,
    /// It is not whole.
    #[error("the roll is damaged")]
    Damaged,
    /// It was built with another secret.
    #[error("the roll was built with another secret")]
    WrongSecret,
}

/// The key of a roll, from its salt and the secret, which may be empty.
pub(super) fn key(salt: &[u8; SALT], secret: &[u8]) -> [u8; 16] {
    let mut hasher = blake3::Hasher::new_derive_key(PURPOSE);
    hasher.update(salt).update(secret);
    let mut key = [0; 16];
    hasher.finalize_xof().fill(&mut key);
    key
}

impl Roll {
    /// The roll of a file, with the secret that it was built with, if any.
    ///
    /// # Errors
    ///
    /// When it is no roll, is damaged, or was built with another secret.
    pub fn from_bytes(bytes: &[u8], secret: &[u8]) -> Result<Self, RollError> {
        let rest = bytes.strip_prefix(MAGIC).ok_or(RollError::NoRoll)?;
        let (body, sum) = rest.split_last_chunk::<32>().ok_or(RollError::Damaged)?;
        if blake3::hash(body) != *sum {
            return Err(RollError::Damaged);
        }
        let (salt, rest) = body.split_first_chunk::<SALT>().ok_or(RollError::Damaged)?;
        let (check, mut rest) = rest.split_first_chunk::<CHECK>().ok_or(RollError::Damaged)?;
        let key = key(salt, secret);
        if check_of(&key) != *check {
            return Err(RollError::WrongSecret);
        }
        let mut set = || read_set(&mut rest).ok_or(RollError::Damaged);
        let entries = Entries {
            first_words: set()?,
            surnames: set()?,
            people: set()?,
            numbers: set()?,
            units: set()?,
        };
        Ok(Roll { salt: *salt, key, hasher: Hasher::new(&key), entries })
    }

    /// The bytes of its file.
    pub fn to_bytes(&self) -> Vec<u8> {
        let mut body = [&self.salt[..], &check_of(&self.key)].concat();
        let Entries { first_words, surnames, people, numbers, units } = &self.entries;
        for set in [first_words, surnames, people, numbers, units] {
            let mut hashes: Vec<u64> = set.iter().copied().collect();
            hashes.sort_unstable();
            body.extend((hashes.len() as u64).to_le_bytes());
            body.extend(hashes.iter().flat_map(|it| it.to_le_bytes()));
        }
        [MAGIC, &body, blake3::hash(&body).as_bytes()].concat()
    }
}

/// What tells that a key is the right one, and nothing else.
fn check_of(key: &[u8; 16]) -> [u8; CHECK] {
    let mut hasher = blake3::Hasher::new_derive_key(PURPOSE);
    hasher.update(b"check").update(key);
    let mut check = [0; CHECK];
    hasher.finalize_xof().fill(&mut check);
    check
}

/// The set of hashes that bytes begin with.
fn read_set(rest: &mut &[u8]) -> Option<FxHashSet<u64>> {
    let (count, after) = rest.split_first_chunk::<8>()?;
    let length = usize::try_from(u64::from_le_bytes(*count)).ok()?.checked_mul(8)?;
    let (hashes, after) = after.split_at_checked(length)?;
    *rest = after;
    Some(hashes.as_chunks::<8>().0.iter().map(|it| u64::from_le_bytes(*it)).collect())
}

#[cfg(test)]
mod tests {
    use super::super::RollBuilder;
    use super::*;

    fn roll(secret: &[u8]) -> Roll {
        let mut builder = RollBuilder::new([3; 16], secret);
        builder.add_person("Sample", "Jane");
        builder.add_number("900123");
        builder.finished().0
    }

    #[test]
    fn a_roll_is_the_same_after_it_was_written() {
        let bytes = roll(b"secret").to_bytes();
        let again = Roll::from_bytes(&bytes, b"secret").expect("it is whole");
        assert_eq!(again.entries, roll(b"secret").entries);
        let mut members = Vec::new();
        again.find("SAMPLE, J", &mut members);
        assert_eq!(members.len(), 1);
    }

    #[test]
    fn a_roll_that_is_none_says_why() {
        let bytes = roll(b"secret").to_bytes();
        let outcome = |bytes: &[u8], secret: &[u8]| Roll::from_bytes(bytes, secret).err();
        assert_eq!(outcome(&bytes, b"other"), Some(RollError::WrongSecret));
        assert_eq!(outcome(b"Surname,Initial", b""), Some(RollError::NoRoll));
        for end in MAGIC.len()..bytes.len() {
            assert_eq!(outcome(&bytes[..end], b"secret"), Some(RollError::Damaged), "{end}");
        }
        let mut flipped = bytes.clone();
        flipped[40] ^= 1;
        assert_eq!(outcome(&flipped, b"secret"), Some(RollError::Damaged));
    }

    #[test]
    fn nothing_of_a_person_stands_in_the_file() {
        let bytes = roll(b"").to_bytes();
        let text = String::from_utf8_lossy(&bytes).to_lowercase();
        assert!(!text.contains("sampl") && !text.contains("jane") && !text.contains("9001"));
    }
}
