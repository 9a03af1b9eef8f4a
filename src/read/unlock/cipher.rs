//! The ciphers that encrypted files are written in, each taken back.

use aes::cipher::{BlockCipherDecrypt, BlockCipherEncrypt, KeyInit};
use aes::{Aes128, Aes192, Aes256, Block};
use blowfish::Blowfish;

/// The bytes of a block of AES.
pub(in crate::read) const BLOCK: usize = 16;

/// The bytes of a block of Blowfish.
const SMALL_BLOCK: usize = 8;

/// AES with a key.
pub(in crate::read) struct Aes(Box<dyn Fn(&mut Block)>);

impl Aes {
    /// AES with a key of 16, 24 or 32 bytes; nothing for one of another length.
    pub(in crate::read) fn new(key: &[u8]) -> Option<Aes> {
        Some(Aes(match key.len() {
            16 => with(Aes128::new_from_slice(key).ok()?),
            24 => with(Aes192::new_from_slice(key).ok()?),
            32 => with(Aes256::new_from_slice(key).ok()?),
            _ => return None,
        }))
    }

    /// Takes back whole blocks, each by itself (ECB). What is left at the end
    /// stays as it is.
    pub(in crate::read) fn alone(&self, bytes: &mut [u8]) {
        for block in bytes.chunks_exact_mut(BLOCK) {
            self.block(block);
        }
    }

    /// Takes back whole blocks, each chained to the one before (CBC).
    pub(in crate::read) fn chained(&self, start: [u8; BLOCK], bytes: &mut [u8]) {
        let mut before = start;
        for block in bytes.chunks_exact_mut(BLOCK) {
            let cipher = copied(block);
            self.block(block);
            block.iter_mut().zip(before).for_each(|(byte, mask)| *byte ^= mask);
            before = cipher;
        }
    }

    fn block(&self, bytes: &mut [u8]) {
        let mut block = Block::from(copied(bytes));
        (self.0)(&mut block);
        bytes.copy_from_slice(&block);
    }
}

/// A block's bytes.
fn copied(block: &[u8]) -> [u8; BLOCK] {
    let mut copy = [0; BLOCK];
    copy.copy_from_slice(block);
    copy
}

fn with(
    cipher: impl BlockCipherDecrypt<BlockSize = <Aes128 as aes::cipher::BlockSizeUser>::BlockSize>
    + 'static,
) -> Box<dyn Fn(&mut Block)> {
    Box::new(move |block| cipher.decrypt_block(block))
}

/// Takes back what Blowfish wrote with feedback of whole blocks (CFB); nothing
/// for a key or a start of another length than it knows.
pub(in crate::read) fn blowfish(key: &[u8], start: &[u8], bytes: &mut [u8]) -> Option<()> {
    let cipher: Blowfish = Blowfish::new_from_slice(key).ok()?;
    let mut before: [u8; SMALL_BLOCK] = start.try_into().ok()?;
    for block in bytes.chunks_mut(SMALL_BLOCK) {
        let mut mask = before.into();
        cipher.encrypt_block(&mut mask);
        before[..block.len()].copy_from_slice(block);
        block.iter_mut().zip(mask).for_each(|(byte, mask)| *byte ^= mask);
    }
    Some(())
}

/// The bytes that RC4 lays over a text, without end. Written here, since the
/// crate of this name wants to know the length of a key before the file is read.
pub(in crate::read) struct Rc4 {
    state: [u8; 256],
    at: u8,
    other: u8,
}

impl Rc4 {
    /// RC4 with a key, which is not empty.
    pub(in crate::read) fn new(key: &[u8]) -> Rc4 {
        let mut state: [u8; 256] = std::array::from_fn(|at| at as u8);
        let mut other = 0_u8;
        for (at, key) in (0..256).zip(key.iter().cycle()) {
            other = other.wrapping_add(state[at]).wrapping_add(*key);
            state.swap(at, other.into());
        }
        Rc4 { state, at: 0, other: 0 }
    }

    /// Takes back the next bytes.
    pub(in crate::read) fn apply(&mut self, bytes: &mut [u8]) {
        for byte in bytes {
            self.at = self.at.wrapping_add(1);
            let own = self.state[usize::from(self.at)];
            self.other = self.other.wrapping_add(own);
            self.state.swap(self.at.into(), self.other.into());
            let sum = own.wrapping_add(self.state[usize::from(self.at)]);
            *byte ^= self.state[usize::from(sum)];
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rc4_is_the_cipher_that_everybody_calls_so() {
        // RFC 6229, 2: the key 0102030405, the first bytes.
        let mut bytes = [0; 8];
        Rc4::new(&[1, 2, 3, 4, 5]).apply(&mut bytes);
        assert_eq!(bytes, [0xB2, 0x39, 0x63, 0x05, 0xF0, 0x3D, 0xC0, 0x27]);
    }

    #[test]
    fn aes_takes_back_what_the_standard_wrote() {
        // FIPS 197, appendix C.1.
        let key: Vec<u8> = (0..16).collect();
        let mut block = [
            0x69, 0xC4, 0xE0, 0xD8, 0x6A, 0x7B, 0x04, 0x30, 0xD8, 0xCD, 0xB7, 0x80, 0x70, 0xB4,
            0xC5, 0x5A,
        ];
        let plain: Vec<u8> = (0..16).map(|it| it * 0x11).collect();
        let aes = Aes::new(&key);
        aes.inspect(|it| it.alone(&mut block));
        assert_eq!(block.to_vec(), plain);
        assert!(Aes::new(&key[1..]).is_none());
    }
}
