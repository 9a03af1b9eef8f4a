//! XOR obfuscation: a key of two bytes and an array of sixteen, both made of a
//! password ([MS-OFFCRYPTO] 2.3.7.1 and 2.3.7.2).

/// The longest password of the method.
const LONGEST: usize = 15;

/// What the array is filled up with behind the password (PadArray).
const PAD: [u8; LONGEST] =
    [0xBB, 0xFF, 0xFF, 0xBA, 0xFF, 0xFF, 0xB9, 0x80, 0, 0xBE, 0x0F, 0, 0xBF, 0x0F, 0];

/// What the key begins with, by the length of the password (InitialCode).
const FIRST: [u16; LONGEST] = [
    0xE1F0, 0x1D0F, 0xCC9C, 0x84C0, 0x110C, 0x0E10, 0xF1CE, 0x313E, 0x1872, 0xE139, 0xD40F, 0x84F9,
    0x280C, 0xA96A, 0x4EC3,
];

/// What each bit of the password adds to the key (XorMatrix).
const MATRIX: [[u16; 7]; LONGEST] = [
    [0xAEFC, 0x4DD9, 0x9BB2, 0x2745, 0x4E8A, 0x9D14, 0x2A09],
    [0x7B61, 0xF6C2, 0xFDA5, 0xEB6B, 0xC6F7, 0x9DCF, 0x2BBF],
    [0x4563, 0x8AC6, 0x05AD, 0x0B5A, 0x16B4, 0x2D68, 0x5AD0],
    [0x0375, 0x06EA, 0x0DD4, 0x1BA8, 0x3750, 0x6EA0, 0xDD40],
    [0xD849, 0xA0B3, 0x5147, 0xA28E, 0x553D, 0xAA7A, 0x44D5],
    [0x6F45, 0xDE8A, 0xAD35, 0x4A4B, 0x9496, 0x390D, 0x721A],
    [0xEB23, 0xC667, 0x9CEF, 0x29FF, 0x53FE, 0xA7FC, 0x5FD9],
    [0x47D3, 0x8FA6, 0x0F6D, 0x1EDA, 0x3DB4, 0x7B68, 0xF6D0],
    [0xB861, 0x60E3, 0xC1C6, 0x93AD, 0x377B, 0x6EF6, 0xDDEC],
    [0x45A0, 0x8B40, 0x06A1, 0x0D42, 0x1A84, 0x3508, 0x6A10],
    [0xAA51, 0x4483, 0x8906, 0x022D, 0x045A, 0x08B4, 0x1168],
    [0x76B4, 0xED68, 0xCAF1, 0x85C3, 0x1BA7, 0x374E, 0x6E9C],
    [0x3730, 0x6E60, 0xDCC0, 0xA9A1, 0x4363, 0x86C6, 0x1DAD],
    [0x3331, 0x6662, 0xCCC4, 0x89A9, 0x0373, 0x06E6, 0x0DCC],
    [0x1021, 0x2042, 0x4084, 0x8108, 0x1231, 0x2462, 0x48C4],
];

/// The array of a password, if the key and the verifier of a file are its own.
pub(super) fn array(stored: &[u8], password: &str) -> Option<[u8; 16]> {
    let password = narrow(password);
    (1..=LONGEST).contains(&password.len()).then_some(())?;
    let key = key(&password);
    let own = [key.to_le_bytes(), verifier(&password).to_le_bytes()].concat();
    (stored == own).then(|| filled(&password, key))
}

/// A password in one byte a character: the lower one unless that is zero.
fn narrow(password: &str) -> Vec<u8> {
    let byte = |unit: u16| if unit & 0xFF == 0 { (unit >> 8) as u8 } else { unit as u8 };
    password.encode_utf16().map(byte).collect()
}

fn verifier(password: &[u8]) -> u16 {
    let bytes = password.iter().copied().rev().chain(std::iter::once(password.len() as u8));
    let turned = |it: u16| (it >> 14 & 1) | (it << 1 & 0x7FFF);
    bytes.fold(0, |it, byte| turned(it) ^ u16::from(byte)) ^ 0xCE4B
}

fn key(password: &[u8]) -> u16 {
    let mut key = FIRST[password.len() - 1];
    for (byte, row) in password.iter().zip(&MATRIX[LONGEST - password.len()..]) {
        for (bit, add) in row.iter().enumerate() {
            if byte >> bit & 1 == 1 {
                key ^= add;
            }
        }
    }
    key
}

/// The password filled up to sixteen bytes, the two bytes of the key laid over
/// them in turn.
fn filled(password: &[u8], key: u16) -> [u8; 16] {
    let mut array = [0; 16];
    let bytes = password.iter().chain(&PAD);
    for (at, (place, byte)) in array.iter_mut().zip(bytes).enumerate() {
        *place = (byte ^ key.to_le_bytes()[at % 2]).rotate_right(1);
    }
    array
}

#[cfg(test)]
mod tests {
    use super::array;

    #[test]
    fn the_array_is_that_of_a_workbook_that_excel_wrote() {
        let stored = [20_810_u16.to_le_bytes(), 52_250_u16.to_le_bytes()].concat();
        let wanted = [
            0x95, 0x99, 0x94, 0x75, 0xDA, 0x57, 0x78, 0x57, 0xDA, 0x74, 0x65, 0xA8, 0x7A, 0x2F,
            0x25, 0x77,
        ];
        assert_eq!(array(&stored, "abc"), Some(wanted));
        assert_eq!(array(&stored, "abd"), None);
        assert_eq!(array(&stored, ""), None);
    }
}
