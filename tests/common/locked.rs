//! Encrypts what the other writers made, by small encryptors of its own, so that
//! the readers' decryption meets its inverse ([MS-OFFCRYPTO] 2.3, OpenDocument
//! 1.3 part 2, 4). The salts are fixed: nothing here is secret.

use std::io::{Cursor, Write};

use aes::cipher::{BlockCipherEncrypt, KeyInit};
use aes::{Aes128, Aes192, Aes256, Block};
use hmac::{Hmac, Mac};
use sha1::Sha1;
use sha2::{Digest, Sha256, Sha384, Sha512};
use zip::unstable::write::FileOptionsExt;
use zip::write::SimpleFileOptions;

use super::archive::{Entry, archive};
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

/// How the records of xls are encrypted.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Old {
    Xor,
    Rc4,
    /// RC4 under the CryptoAPI with a key of so many bits.
    Api(u32),
}

impl Old {
    /// The record that says so ([MS-XLS] 2.4.117).
    pub fn pass(self, password: &str) -> Vec<u8> {
        if self == Old::Xor {
            let (key, verifier, _) = xor(password);
            return [[0; 2], key.to_le_bytes(), verifier.to_le_bytes()].concat();
        }
        let mut both = [&VERIFIER[..], &self.digest(&[&VERIFIER])].concat();
        rc4(&self.key(password, 0), &mut both);
        match self {
            Old::Api(bits) => {
                let front = [&[1, 0, 2, 0, 2, 0][..], &header(4, 0x6801, bits)].concat();
                [&front[..], &both[..16], &20_u32.to_le_bytes(), &both[16..]].concat()
            }
            _ => [&[1, 0, 1, 0, 1, 0][..], &SALT, &both].concat(),
        }
    }

    fn digest(self, pieces: &[&[u8]]) -> Vec<u8> {
        match self {
            Old::Api(_) => digest("SHA1", &pieces.concat()),
            _ => md5::Md5::digest(pieces.concat()).to_vec(),
        }
    }

    fn key(self, password: &str, stretch: u32) -> Vec<u8> {
        let stretch = stretch.to_le_bytes();
        let Old::Api(bits) = self else {
            let piece = [&self.digest(&[&wide(password)])[..5], &SALT].concat();
            return self.digest(&[&self.digest(&[&piece.repeat(16)])[..5], &stretch]);
        };
        let mut key = self.digest(&[&self.digest(&[&SALT, &wide(password)]), &stretch]);
        key.truncate(bits as usize / 8);
        if bits == 40 {
            key.resize(16, 0);
        }
        key
    }

    /// A stream of records with all but those that stay in clear encrypted.
    pub fn lock(self, stream: &[u8], password: &str) -> Vec<u8> {
        let mut cover = stream.to_vec();
        if self != Old::Xor {
            for (stretch, bytes) in (0..).zip(cover.chunks_mut(1024)) {
                rc4(&self.key(password, stretch), bytes);
            }
        }
        let mut locked = stream.to_vec();
        let mut at = 0;
        while at + 4 <= stream.len() {
            let number = u16::from_le_bytes([stream[at], stream[at + 1]]);
            let length = usize::from(u16::from_le_bytes([stream[at + 2], stream[at + 3]]));
            let data = at + 4..at + 4 + length;
            let clear = match number {
                0x0809 | 0x002F | 0x0194 | 0x0195 | 0x00E1 | 0x0196 | 0x0138 => length,
                0x0085 => 4,
                _ => 0,
            };
            for place in data.clone().skip(clear) {
                locked[place] = match self {
                    Old::Xor => {
                        let over = xor(password).2[(place + length) % 16];
                        stream[place].rotate_left(5) ^ over
                    }
                    _ => cover[place],
                };
            }
            at = data.end;
        }
        locked
    }
}

/// The key, the verifier and the array of XOR obfuscation ([MS-OFFCRYPTO]
/// 2.3.7.1 and 2.3.7.2).
fn xor(password: &str) -> (u16, u16, [u8; 16]) {
    const PAD: [u8; 15] =
        [0xBB, 0xFF, 0xFF, 0xBA, 0xFF, 0xFF, 0xB9, 0x80, 0, 0xBE, 0x0F, 0, 0xBF, 0x0F, 0];
    let bytes: Vec<u8> = password.chars().map(|it| it as u8).collect();
    let mut verifier = 0_u16;
    for byte in bytes.iter().rev().chain([&(bytes.len() as u8)]) {
        verifier = (verifier >> 14 & 1 | verifier << 1 & 0x7FFF) ^ u16::from(*byte);
    }
    let key = register(&bytes);
    let mut array = [0; 16];
    for (at, place) in array.iter_mut().enumerate() {
        let byte = bytes.get(at).copied().unwrap_or_else(|| PAD[at - bytes.len()]);
        *place = (byte ^ key.to_le_bytes()[at % 2]).rotate_right(1);
    }
    (key, verifier ^ 0xCE4B, array)
}

/// The key of XOR obfuscation, by the shift register that its tables come from.
fn register(bytes: &[u8]) -> u16 {
    let step = |it: u16| {
        let turned = it.rotate_left(1);
        if turned & 1 == 1 { turned ^ 0x1020 } else { turned }
    };
    let (mut key, mut base, mut end) = (0, 0x8000, 0xFFFF);
    for byte in bytes.iter().rev() {
        for bit in 0..8 {
            (base, end) = (step(base), step(end));
            if byte & 0x7F & 1 << bit != 0 {
                key ^= base;
            }
        }
    }
    key ^ end
}

/// Lays RC4 over bytes.
fn rc4(key: &[u8], bytes: &mut [u8]) {
    let mut state: Vec<u8> = (0..=255).collect();
    let mut other = 0_usize;
    for at in 0..256 {
        other = (other + usize::from(state[at]) + usize::from(key[at % key.len()])) % 256;
        state.swap(at, other);
    }
    let (mut at, mut other) = (0, 0);
    for byte in bytes {
        at = (at + 1) % 256;
        other = (other + usize::from(state[at])) % 256;
        state.swap(at, other);
        *byte ^= state[(usize::from(state[at]) + usize::from(state[other])) % 256];
    }
}

/// An OpenDocument package with all parts but the first encrypted.
pub fn opendocument(parts: &[(&str, &[u8])], password: &str) -> Vec<u8> {
    let first = Sha256::digest(password);
    let mut manifest = String::from("<manifest:manifest xmlns:manifest='m'>");
    let mut entries = Vec::new();
    for (number, (name, bytes)) in (0_u8..).zip(parts) {
        if *name == "mimetype" {
            entries.push(Entry::stored(name, bytes));
            continue;
        }
        let (salt, start) = ([number; 16], [number + 100; 16]);
        let mut packer =
            flate2::write::DeflateEncoder::new(Vec::new(), flate2::Compression::default());
        packer.write_all(bytes).unwrap();
        let mut packed = packer.finish().unwrap();
        let checksum = Sha256::digest(&packed[..packed.len().min(1024)]);
        let filling = 16 - packed.len() % 16;
        packed.resize(packed.len() + filling, filling as u8);
        let mut key = [0; 32];
        pbkdf2::pbkdf2_hmac::<Sha1>(&first, &salt, 1000, &mut key);
        entries.push(Entry::stored(name, &chained(&key, &start, &packed)));
        manifest += &format!(
            "<manifest:file-entry manifest:full-path='{name}' manifest:size='{}'>\
             <manifest:encryption-data manifest:checksum='{}' \
             manifest:checksum-type='urn:oasis:names:tc:opendocument:xmlns:manifest:1.0#sha256-1k'>\
             <manifest:algorithm manifest:initialisation-vector='{}' \
             manifest:algorithm-name='http://www.w3.org/2001/04/xmlenc#aes256-cbc'/>\
             <manifest:key-derivation manifest:key-derivation-name='PBKDF2' manifest:key-size='32' \
             manifest:iteration-count='1000' manifest:salt='{}'/><manifest:start-key-generation \
             manifest:start-key-generation-name='http://www.w3.org/2000/09/xmldsig#sha256' \
             manifest:key-size='32'/></manifest:encryption-data></manifest:file-entry>",
            bytes.len(),
            base64(&checksum),
            base64(&start),
            base64(&salt),
        );
    }
    entries.push(Entry::stored(
        "META-INF/manifest.xml",
        (manifest + "</manifest:manifest>").as_bytes(),
    ));
    archive(&entries)
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
