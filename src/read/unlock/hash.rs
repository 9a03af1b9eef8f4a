//! The hashes that passwords go through on their way to a key.

use hmac::{Hmac, KeyInit, Mac};
use pbkdf2::pbkdf2_hmac;
use sha1::Sha1;
use sha2::{Digest, Sha256, Sha384, Sha512};

/// A hash that encrypted files name.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(in crate::read) enum Hash {
    Sha1,
    Sha256,
    Sha384,
    Sha512,
}

/// Calls a function that is generic over the hash.
macro_rules! of {
    ($hash:expr, $function:ident($($argument:expr),*)) => {
        match $hash {
            Hash::Sha1 => $function::<Sha1>($($argument),*),
            Hash::Sha256 => $function::<Sha256>($($argument),*),
            Hash::Sha384 => $function::<Sha384>($($argument),*),
            Hash::Sha512 => $function::<Sha512>($($argument),*),
        }
    };
}

impl Hash {
    /// The hash of a name ([MS-OFFCRYPTO] 2.3.4.10, hashAlgorithm), or of an
    /// address that ends in one (OpenDocument 1.3 part 2, 4.8).
    pub(in crate::read) fn named(name: &str) -> Option<Hash> {
        let name = name.rsplit('#').next()?.to_ascii_lowercase();
        match name.replace('-', "").trim_end_matches("1k").trim_end_matches('/') {
            "sha1" => Some(Hash::Sha1),
            "sha256" => Some(Hash::Sha256),
            "sha384" => Some(Hash::Sha384),
            "sha512" => Some(Hash::Sha512),
            _ => None,
        }
    }

    /// What a round costs, in rounds of SHA-1: those of 64-bit words have no
    /// instructions of their own on most processors.
    pub(in crate::read) fn cost(self) -> u64 {
        match self {
            Hash::Sha1 => 1,
            Hash::Sha256 => 2,
            Hash::Sha384 | Hash::Sha512 => 4,
        }
    }

    /// The hash of pieces, one after the other.
    pub(in crate::read) fn digest(self, pieces: &[&[u8]]) -> Vec<u8> {
        of!(self, digest(pieces))
    }

    /// The hash of a salt and a password, hashed again so many times, the number
    /// of the round before it ([MS-OFFCRYPTO] 2.3.4.7 and 2.3.4.11).
    pub(in crate::read) fn spun(self, salt: &[u8], password: &[u8], rounds: u32) -> Vec<u8> {
        of!(self, spun(salt, password, rounds))
    }

    /// The keyed hash of bytes (RFC 2104).
    pub(in crate::read) fn keyed(self, key: &[u8], bytes: &[u8]) -> Option<Vec<u8>> {
        macro_rules! keyed {
            ($hash:ty) => {
                Hmac::<$hash>::new_from_slice(key).ok().map(|mut mac| {
                    mac.update(bytes);
                    mac.finalize().into_bytes().to_vec()
                })
            };
        }
        match self {
            Hash::Sha1 => keyed!(Sha1),
            Hash::Sha256 => keyed!(Sha256),
            Hash::Sha384 => keyed!(Sha384),
            Hash::Sha512 => keyed!(Sha512),
        }
    }
}

fn digest<D: Digest>(pieces: &[&[u8]]) -> Vec<u8> {
    let mut hash = D::new();
    pieces.iter().for_each(|piece| hash.update(piece));
    hash.finalize().to_vec()
}

fn spun<D: Digest>(salt: &[u8], password: &[u8], rounds: u32) -> Vec<u8> {
    let mut hash = D::new().chain_update(salt).chain_update(password).finalize();
    for round in 0..rounds {
        hash = D::new().chain_update(round.to_le_bytes()).chain_update(&hash).finalize();
    }
    hash.to_vec()
}

/// A key of PBKDF2 with HMAC-SHA-1 (RFC 8018, 5.2), the one function that
/// OpenDocument derives keys with (OpenDocument 1.3 part 2, 4.8.8).
pub(in crate::read) fn derived(password: &[u8], salt: &[u8], rounds: u32, size: usize) -> Vec<u8> {
    let mut key = vec![0; size];
    pbkdf2_hmac::<Sha1>(password, salt, rounds, &mut key);
    key
}

#[cfg(test)]
mod tests {
    use super::*;

    fn hexadecimal(bytes: &[u8]) -> String {
        bytes.iter().map(|byte| format!("{byte:02x}")).collect()
    }

    #[test]
    fn hashes_go_by_the_names_that_files_write() {
        let cases = [
            ("SHA1", Hash::Sha1),
            ("SHA-512", Hash::Sha512),
            ("SHA1/1K", Hash::Sha1),
            ("http://www.w3.org/2000/09/xmldsig#sha256", Hash::Sha256),
            ("urn:oasis:names:tc:opendocument:xmlns:manifest:1.0#sha256-1k", Hash::Sha256),
        ];
        for (name, hash) in cases {
            assert_eq!(Hash::named(name), Some(hash), "{name}");
        }
        assert_eq!(Hash::named("WHIRLPOOL"), None);
    }

    #[test]
    fn derived_keys_are_those_of_the_standard() {
        // RFC 6070, the second vector.
        let key = derived(b"password", b"salt", 2, 20);
        assert_eq!(hexadecimal(&key), "ea6c014dc72d6f8ccd1ed92ace1d41f0d8de8957");
    }

    #[test]
    fn keyed_hashes_are_those_of_the_standard() {
        // RFC 4231, 4.3.
        let keyed =
            Hash::Sha256.keyed(b"Jefe", b"what do ya want for nothing?").unwrap_or_default();
        assert_eq!(
            hexadecimal(&keyed),
            "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843"
        );
    }
}
