//! What lies over the records of an encrypted workbook: the bytes of a stream
//! cipher, or of a short array that repeats ([MS-OFFCRYPTO] 2.3.5 to 2.3.7).

use md5::{Digest, Md5};

use super::xor;
use crate::read::keys::wide;
use crate::read::unlock::cipher::Rc4;
use crate::read::unlock::hash::Hash;
use crate::read::unlock::standard::{self, Header};

/// The bytes after which the key of RC4 changes ([MS-XLS] 2.2.10).
const STRETCH: usize = 1024;

/// The bytes of a password's hash that its 40-bit key is made of
/// ([MS-OFFCRYPTO] 2.3.6.2).
const SHORT: usize = 5;

/// What a password made to lie over a stream.
pub(in crate::read) enum Cloak {
    /// XOR obfuscation ([MS-OFFCRYPTO] 2.3.7).
    Array([u8; 16]),
    /// RC4 with a key of 40 bits ([MS-OFFCRYPTO] 2.3.6).
    Short(Vec<u8>),
    /// RC4 under the CryptoAPI: the hash and the bytes of the key
    /// ([MS-OFFCRYPTO] 2.3.5).
    Long(Vec<u8>, usize),
}

impl Cloak {
    /// What FILEPASS describes, by a password ([MS-XLS] 2.4.117); nothing if
    /// that is another one, the scheme is unknown, or the record is damaged.
    pub(in crate::read) fn of(pass: &[u8], password: &str) -> Option<Cloak> {
        if pass.len() == 4 {
            return xor::array(pass, password).map(Cloak::Array); // BIFF5
        }
        let (kind, rest) = pass.split_first_chunk::<2>()?;
        if *kind == [0, 0] {
            return xor::array(rest.get(..4)?, password).map(Cloak::Array);
        }
        let (version, rest) = rest.split_first_chunk::<4>()?;
        match version {
            [1, 0, 1, 0] => Self::short(rest, password),
            [2..=4, 0, 2, 0] => Self::long(&Header::parse(rest)?, password),
            _ => None,
        }
    }

    fn short(bytes: &[u8], password: &str) -> Option<Cloak> {
        let [salt, verifier, hash] = [0, 16, 32].map(|at| bytes.get(at..at + 16));
        let first = Md5::digest(wide(password));
        let piece = [first.get(..SHORT)?, salt?].concat();
        let cloak = Cloak::Short(Md5::digest(piece.repeat(16)).get(..SHORT)?.to_vec());
        cloak.fits(verifier?, hash?, &|it| Md5::digest(it).to_vec()).then_some(cloak)
    }

    fn long(header: &Header<'_>, password: &str) -> Option<Cloak> {
        let bits = if header.key_bits == 0 { 40 } else { header.key_bits as usize };
        let is_known = header.algorithm == standard::RC4 && (40..=128).contains(&bits);
        is_known.then_some(())?;
        let hash = Hash::Sha1.digest(&[header.salt, &wide(password)]);
        let cloak = Cloak::Long(hash, bits / 8);
        let wanted = header.verifier_hash.get(..20)?;
        cloak.fits(header.verifier, wanted, &|it| Hash::Sha1.digest(&[it])).then_some(cloak)
    }

    /// Whether a verifier and its hash, encrypted one behind the other, fit.
    fn fits(&self, verifier: &[u8], hash: &[u8], digest: &dyn Fn(&[u8]) -> Vec<u8>) -> bool {
        let mut both = [verifier, hash].concat();
        Rc4::new(&self.key(0)).apply(&mut both);
        digest(&both[..verifier.len()]) == both[verifier.len()..]
    }

    /// The key of a stretch ([MS-OFFCRYPTO] 2.3.5.2 and 2.3.6.2).
    fn key(&self, stretch: u32) -> Vec<u8> {
        match self {
            Cloak::Array(array) => array.to_vec(),
            Cloak::Short(hash) => {
                Md5::digest([&hash[..], &stretch.to_le_bytes()].concat()).to_vec()
            }
            Cloak::Long(hash, length) => {
                let mut key = Hash::Sha1.digest(&[hash, &stretch.to_le_bytes()]);
                key.truncate(*length);
                if *length == SHORT {
                    key.resize(16, 0);
                }
                key
            }
        }
    }

    /// Bytes that are encrypted with the key of one stretch; nothing without RC4.
    pub(in crate::read) fn plain(&self, stretch: u32, bytes: &[u8]) -> Option<Vec<u8>> {
        let is_array = matches!(self, Cloak::Array(_));
        (!is_array).then(|| {
            let mut plain = bytes.to_vec();
            Rc4::new(&self.key(stretch)).apply(&mut plain);
            plain
        })
    }

    /// What lies over a stream of so many bytes.
    pub(super) fn cover(&self, length: usize) -> Cover {
        if let Cloak::Array(array) = self {
            return Cover::Array(*array);
        }
        let mut bytes = vec![0; length];
        self.lift(&mut bytes, STRETCH);
        Cover::Bytes(bytes)
    }

    /// Lifts RC4 from a stream whose key changes after so many bytes.
    pub(in crate::read) fn lift(&self, bytes: &mut [u8], stretch: usize) {
        for (number, bytes) in (0..).zip(bytes.chunks_mut(stretch)) {
            Rc4::new(&self.key(number)).apply(bytes);
        }
    }
}

/// What lies over one stream.
pub(super) enum Cover {
    Array([u8; 16]),
    Bytes(Vec<u8>),
}

impl Cover {
    /// Lifts it from the bytes of a record that begin at a byte of the stream.
    pub(super) fn lift(&self, bytes: &mut [u8], start: usize) {
        let length = bytes.len();
        match self {
            // [MS-OFFCRYPTO] 2.3.7.3: the array is counted from the record's end.
            Cover::Array(array) => {
                for (at, byte) in (start + length..).zip(bytes) {
                    *byte = (*byte ^ array[at % array.len()]).rotate_right(5);
                }
            }
            Cover::Bytes(cover) => {
                bytes.iter_mut().zip(&cover[start..]).for_each(|(byte, over)| *byte ^= over);
            }
        }
    }
}
