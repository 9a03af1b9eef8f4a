//! Encrypts what the other writers made, by small encryptors of its own, so that
//! the readers' decryption meets its inverse ([MS-OFFCRYPTO] 2.3, OpenDocument
//! 1.3 part 2, 4). The salts are fixed: nothing here is secret.

pub mod old;
pub mod opendocument;

use std::io::{Cursor, Write};

use aes::cipher::{BlockCipherEncrypt, KeyInit};
use aes::{Aes128, Aes192, Aes256, Block};
use hmac::{Hmac, Mac};
use sha1::Sha1;
use sha2::{Digest, Sha256, Sha384, Sha512};
use zip::unstable::write::FileOptionsExt;
use zip::write::SimpleFileOptions;

use super::biff::compound;
use super::lookalike::base64;

/// The password that every Excel tries.
pub const DEFAULT: &str = "VelvetSweatshop";

/// Another one.
pub const OTHER: &str = "Passw\u{f6}rt 7";

const SALT: [u8; 16] = [7, 1, 8, 2, 8, 1, 8, 2, 8, 4, 5, 9, 0, 4, 5, 2];
const VERIFIER: [u8; 16] = *b"sixteen letters!";

/// Agile encryption.
#[derive(Clone, Debug)]
pub struct Agile {
    pub hash: &'static str,
    pub bits: usize,
    pub rounds: u32,
    /// The rounds that are claimed.
    pub claimed: u32,
    /// A byte of the encrypted package that is changed afterwards.
    pub changed: Option<usize>,
}

impl Default for Agile {
    fn default() -> Self {
        Agile { hash: "SHA512", bits: 256, rounds: 1000, claimed: 1000, changed: None }
    }
}

impl Agile {
    /// A file encrypted as a whole.
    pub fn lock(&self, plain: &[u8], password: &str) -> Vec<u8> {
        let (info, package) = self.streams(plain, password);
        container(info, package)
    }

    /// The two streams of such a file: the description and the package.
    pub fn streams(&self, plain: &[u8], password: &str) -> (Vec<u8>, Vec<u8>) {
        let digest = |pieces: &[&[u8]]| digest(self.hash, &pieces.concat());
        let size = digest(&[]).len();
        let key: Vec<u8> = (0..(self.bits / 8) as u8).collect();
        let mut package = (plain.len() as u64).to_le_bytes().to_vec();
        for (number, segment) in (0_u32..).zip(plain.chunks(4096)) {
            let start = digest(&[&SALT, &number.to_le_bytes()]);
            package.extend(chained(&key, &start, segment));
        }
        let mut spun = digest(&[&SALT, &wide(password)]);
        for round in 0..self.rounds {
            spun = digest(&[&round.to_le_bytes(), &spun]);
        }
        let guarded = |block: [u8; 8], value: &[u8]| {
            let mut key = digest(&[&spun, &block]);
            key.resize(self.bits / 8, 0x36);
            base64(&chained(&key, &SALT, value))
        };
        let whole =
            |block: [u8; 8], value: &[u8]| base64(&chained(&key, &digest(&[&SALT, &block]), value));
        let mac_key = vec![9; size];
        let info = format!(
            "<encryption xmlns='http://schemas.microsoft.com/office/2006/encryption' \
             xmlns:p='http://schemas.microsoft.com/office/2006/keyEncryptor/password'>\
             <keyData {scheme}/><dataIntegrity encryptedHmacKey='{}' encryptedHmacValue='{}'/>\
             <keyEncryptors><keyEncryptor uri='http://schemas.microsoft.com/office/2006/keyEncryptor/password'>\
             <p:encryptedKey spinCount='{}' {scheme} encryptedVerifierHashInput='{}' \
             encryptedVerifierHashValue='{}' encryptedKeyValue='{}'/></keyEncryptor></keyEncryptors></encryption>",
            whole([0x5F, 0xB2, 0xAD, 0x01, 0x0C, 0xB9, 0xE1, 0xF6], &mac_key),
            whole(
                [0xA0, 0x67, 0x7F, 0x02, 0xB2, 0x2C, 0x84, 0x33],
                &keyed(self.hash, &mac_key, &package)
            ),
            self.claimed,
            guarded([0xFE, 0xA7, 0xD2, 0x76, 0x3B, 0x4B, 0x9E, 0x79], &VERIFIER),
            guarded([0xD7, 0xAA, 0x0F, 0x6D, 0x30, 0x61, 0x34, 0x4E], &digest(&[&VERIFIER])),
            guarded([0x14, 0x6E, 0x0B, 0xE7, 0xAB, 0xAC, 0xD0, 0xD6], &key),
            scheme = format_args!(
                "saltSize='16' blockSize='16' keyBits='{}' hashSize='{size}' cipherAlgorithm='AES' \
                 cipherChaining='ChainingModeCBC' hashAlgorithm='{}' saltValue='{}'",
                self.bits,
                self.hash,
                base64(&SALT)
            ),
        );
        if let Some(at) = self.changed {
            package[at] ^= 1;
        }
        ([&[4, 0, 4, 0, 0x40, 0, 0, 0], info.as_bytes()].concat(), package)
    }
}

/// A file encrypted as a whole by standard encryption, with AES of 128 bits.
pub fn standard(plain: &[u8], password: &str) -> Vec<u8> {
    let (info, package) = standard_streams(plain, password);
    container(info, package)
}

/// The two streams of such a file.
pub fn standard_streams(plain: &[u8], password: &str) -> (Vec<u8>, Vec<u8>) {
    let digest = |pieces: &[&[u8]]| digest("SHA1", &pieces.concat());
    let mut spun = digest(&[&SALT, &wide(password)]);
    for round in 0..50_000_u32 {
        spun = digest(&[&round.to_le_bytes(), &spun]);
    }
    let last = digest(&[&spun, &[0; 4]]);
    let mask: Vec<u8> = (0..64).map(|at| 0x36 ^ last.get(at).unwrap_or(&0)).collect();
    let key = digest(&[&mask])[..16].to_vec();
    let mut hash = digest(&[&VERIFIER]);
    hash.resize(32, 0);
    let verifier = [alone(&key, &VERIFIER), 20_u32.to_le_bytes().to_vec(), alone(&key, &hash)];
    let package = [&(plain.len() as u64).to_le_bytes()[..], &alone(&key, plain)].concat();
    let info = [&[4, 0, 2, 0][..], &header(0x24, 0x660E, 128), &verifier.concat()].concat();
    (info, package)
}

/// Flags, header and salt, as standard encryption and the CryptoAPI write them
/// ([MS-OFFCRYPTO] 2.3.2, 2.3.3).
fn header(flags: u32, algorithm: u32, bits: u32) -> Vec<u8> {
    let fields = [flags, 0, algorithm, 0x8004, bits, 1, 0, 0];
    let mut header: Vec<u8> = fields.iter().flat_map(|it| it.to_le_bytes()).collect();
    header.extend(wide("Provider\0"));
    let front = [flags, header.len() as u32].map(u32::to_le_bytes).concat();
    [&front[..], &header, &16_u32.to_le_bytes(), &SALT].concat()
}

/// A compound file with an encrypted package.
pub fn container(info: Vec<u8>, package: Vec<u8>) -> Vec<u8> {
    compound(&[
        ("/\u{6}DataSpaces/Version".to_owned(), vec![0; 8]),
        ("/EncryptionInfo".to_owned(), info),
        ("/EncryptedPackage".to_owned(), package),
    ])
}

/// How an entry of a zip is encrypted.
#[derive(Clone, Copy, Debug)]
pub enum Zipped {
    Old,
    Aes,
}

/// An archive of one encrypted entry.
pub fn zipped(name: &str, bytes: &[u8], how: Zipped, password: &str) -> Vec<u8> {
    let mut writer = zip::ZipWriter::new(Cursor::new(Vec::new()));
    let plain = SimpleFileOptions::default();
    match how {
        Zipped::Aes => {
            let options = plain.with_aes_encryption(zip::AesMode::Aes256, password);
            writer.start_file(name, options).unwrap();
        }
        Zipped::Old => {
            let options = plain.with_deprecated_encryption(password.as_bytes()).unwrap();
            writer.start_file(name, options).unwrap();
        }
    }
    writer.write_all(bytes).unwrap();
    writer.finish().unwrap().into_inner()
}

fn wide(text: &str) -> Vec<u8> {
    text.encode_utf16().flat_map(u16::to_le_bytes).collect()
}

fn digest(hash: &str, bytes: &[u8]) -> Vec<u8> {
    match hash {
        "SHA1" => Sha1::digest(bytes).to_vec(),
        "SHA256" => Sha256::digest(bytes).to_vec(),
        "SHA384" => Sha384::digest(bytes).to_vec(),
        _ => Sha512::digest(bytes).to_vec(),
    }
}

fn keyed(hash: &str, key: &[u8], bytes: &[u8]) -> Vec<u8> {
    macro_rules! keyed {
        ($hash:ty) => {{
            let mut mac = <Hmac<$hash> as hmac::KeyInit>::new_from_slice(key).unwrap();
            mac.update(bytes);
            mac.finalize().into_bytes().to_vec()
        }};
    }
    match hash {
        "SHA1" => keyed!(Sha1),
        "SHA256" => keyed!(Sha256),
        "SHA384" => keyed!(Sha384),
        _ => keyed!(Sha512),
    }
}

/// Encrypts a block with AES.
fn block(key: &[u8], bytes: [u8; 16]) -> [u8; 16] {
    let mut block = Block::from(bytes);
    match key.len() {
        16 => Aes128::new_from_slice(key).unwrap().encrypt_block(&mut block),
        24 => Aes192::new_from_slice(key).unwrap().encrypt_block(&mut block),
        _ => Aes256::new_from_slice(key).unwrap().encrypt_block(&mut block),
    }
    block.into()
}

/// Whole blocks, zeros behind the last bytes.
fn blocks(bytes: &[u8]) -> impl Iterator<Item = [u8; 16]> {
    bytes.chunks(16).map(|chunk| std::array::from_fn(|at| chunk.get(at).copied().unwrap_or(0)))
}

/// AES, each block by itself.
fn alone(key: &[u8], bytes: &[u8]) -> Vec<u8> {
    blocks(bytes).flat_map(|plain| block(key, plain)).collect()
}

/// AES, each block chained to the one before.
fn chained(key: &[u8], start: &[u8], bytes: &[u8]) -> Vec<u8> {
    let mut before: [u8; 16] = start[..16].try_into().unwrap();
    let chain = blocks(bytes).flat_map(|plain| {
        before = block(key, std::array::from_fn(|at| plain[at] ^ before[at]));
        before
    });
    chain.collect()
}
