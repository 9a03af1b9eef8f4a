//! Encrypts xls: the records of its streams ([MS-XLS] 2.2.10).

use md5::Digest;

use super::{SALT, VERIFIER, digest, header, wide};

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

    /// The hash of a scheme.
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

    /// Bytes that are encrypted by themselves, under the key of a number.
    pub fn alone(self, bytes: &[u8], password: &str, number: u32) -> Vec<u8> {
        let mut locked = bytes.to_vec();
        rc4(&self.key(password, number), &mut locked);
        locked
    }

    /// The stream into which others are moved ([MS-OFFCRYPTO] 2.3.5.4).
    pub fn moved(self, streams: &[(&str, &[u8])], password: &str) -> Vec<u8> {
        let mut body = Vec::new();
        let mut list = (streams.len() as u32).to_le_bytes().to_vec();
        for (stretch, (name, bytes)) in (0_u16..).zip(streams) {
            let place = [8 + body.len() as u32, bytes.len() as u32].map(u32::to_le_bytes);
            list.extend(place.concat());
            list.extend(stretch.to_le_bytes());
            list.extend([name.chars().count() as u8, 1, 0, 0, 0, 0]);
            list.extend(wide(&format!("{name}\0")));
            let mut locked = bytes.to_vec();
            rc4(&self.key(password, stretch.into()), &mut locked);
            body.extend(locked);
        }
        let mut head = [8 + body.len() as u32, list.len() as u32].map(u32::to_le_bytes).concat();
        rc4(&self.key(password, 0), &mut head);
        rc4(&self.key(password, 0), &mut list);
        [head, body, list].concat()
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
