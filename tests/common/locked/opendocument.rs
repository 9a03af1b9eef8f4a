//! Encrypts OpenDocument, part by part (OpenDocument 1.3 part 2, 4).

use std::io::Write;

use blowfish::Blowfish;
use blowfish::cipher::{BlockCipherEncrypt, KeyInit};
use flate2::Compression;
use flate2::write::DeflateEncoder;
use sha1::Sha1;
use sha2::{Digest, Sha256};

use super::super::archive::{Entry, archive};
use super::super::lookalike::base64;
use super::chained;

/// The cipher of a package, and what its manifest calls it.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Cipher {
    Aes,
    Blowfish,
    /// One that is not read.
    Unknown,
}

impl Cipher {
    fn names(self) -> [&'static str; 3] {
        match self {
            Cipher::Aes => [
                "http://www.w3.org/2001/04/xmlenc#aes256-cbc",
                "urn:oasis:names:tc:opendocument:xmlns:manifest:1.0#sha256-1k",
                "http://www.w3.org/2000/09/xmldsig#sha256",
            ],
            Cipher::Blowfish => ["Blowfish CFB", "SHA1/1K", "SHA1"],
            Cipher::Unknown => ["http://www.w3.org/2009/xmlenc11#aes256-gcm", "", "SHA256"],
        }
    }

    /// The key's length, what the password is hashed to, and the checksum.
    fn made(self, password: &str, packed: &[u8]) -> (usize, Vec<u8>, Vec<u8>) {
        let front = &packed[..packed.len().min(1024)];
        match self {
            Cipher::Blowfish => (16, Sha1::digest(password).to_vec(), Sha1::digest(front).to_vec()),
            _ => (32, Sha256::digest(password).to_vec(), Sha256::digest(front).to_vec()),
        }
    }

    fn lock(self, key: &[u8], start: &[u8], mut packed: Vec<u8>) -> Vec<u8> {
        if self == Cipher::Blowfish {
            return fed_back(key, start, packed);
        }
        let filling = 16 - packed.len() % 16;
        packed.resize(packed.len() + filling, filling as u8);
        chained(key, start, &packed)
    }
}

/// Blowfish with feedback of whole blocks.
fn fed_back(key: &[u8], start: &[u8], mut bytes: Vec<u8>) -> Vec<u8> {
    let cipher: Blowfish = Blowfish::new_from_slice(key).unwrap();
    let mut before: [u8; 8] = start[..8].try_into().unwrap();
    for block in bytes.chunks_mut(8) {
        let mut mask = before.into();
        cipher.encrypt_block(&mut mask);
        block.iter_mut().zip(mask).for_each(|(byte, mask)| *byte ^= mask);
        before[..block.len()].copy_from_slice(block);
    }
    bytes
}

/// A package with all parts encrypted but the one that says what it is.
pub fn opendocument(parts: &[(&str, &[u8])], cipher: Cipher, password: &str) -> Vec<u8> {
    let mut manifest = String::from("<manifest:manifest xmlns:manifest='m'>");
    let mut entries = Vec::new();
    for (number, (name, bytes)) in (0_u8..).zip(parts) {
        if *name == "mimetype" {
            entries.push(Entry::stored(name, bytes));
            continue;
        }
        let (locked, entry) = sealed(name, bytes, number, cipher, password);
        entries.push(Entry::stored(name, &locked));
        manifest += &entry;
    }
    manifest += "</manifest:manifest>";
    entries.push(Entry::stored("META-INF/manifest.xml", manifest.as_bytes()));
    archive(&entries)
}

/// A part encrypted, and what the manifest says of it.
fn sealed(
    name: &str,
    bytes: &[u8],
    number: u8,
    cipher: Cipher,
    password: &str,
) -> (Vec<u8>, String) {
    let salt = [number; 16];
    let start = vec![number + 100; if cipher == Cipher::Blowfish { 8 } else { 16 }];
    let mut packer = DeflateEncoder::new(Vec::new(), Compression::default());
    packer.write_all(bytes).unwrap();
    let packed = packer.finish().unwrap();
    let (length, first, checksum) = cipher.made(password, &packed);
    let mut key = vec![0; length];
    pbkdf2::pbkdf2_hmac::<Sha1>(&first, &salt, 1000, &mut key);
    let [algorithm, checked, hash] = cipher.names();
    let entry = format!(
        "<manifest:file-entry manifest:full-path='{name}' manifest:size='{}'>\
         <manifest:encryption-data manifest:checksum='{}' manifest:checksum-type='{checked}'>\
         <manifest:algorithm manifest:initialisation-vector='{}' \
         manifest:algorithm-name='{algorithm}'/><manifest:key-derivation \
         manifest:key-derivation-name='PBKDF2' manifest:key-size='{length}' \
         manifest:iteration-count='1000' manifest:salt='{}'/><manifest:start-key-generation \
         manifest:start-key-generation-name='{hash}' manifest:key-size='{}'/>\
         </manifest:encryption-data></manifest:file-entry>",
        bytes.len(),
        base64(&checksum),
        base64(&start),
        base64(&salt),
        first.len(),
    );
    (cipher.lock(&key, &start, packed), entry)
}
