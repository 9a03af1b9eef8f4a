//! Lists of properties: each a number that says what it is about and how long its
//! value is, and that value ([MS-DOC] 2.2.5, Sprm).

use super::bytes::{long, short};

/// The property that defines a row, whose length has two bytes, and the one of tabs,
/// whose length may be said otherwise ([MS-DOC] 2.6.3 and 2.6.2).
const ROW: u16 = 0xD608;
const TABS: u16 = 0xC615;

/// A property.
#[derive(Clone, Copy, Debug)]
pub(super) struct Sprm<'a> {
    pub(super) id: u16,
    /// Its value, without its length.
    pub(super) value: &'a [u8],
}

impl Sprm<'_> {
    /// The value as a byte.
    pub(super) fn byte(&self) -> u8 {
        self.value.first().copied().unwrap_or(0)
    }

    /// The value as a number of two bytes.
    pub(super) fn short(&self) -> u16 {
        short(self.value, 0).unwrap_or(0)
    }

    /// The value as a number of four bytes.
    pub(super) fn long(&self) -> u32 {
        long(self.value, 0).unwrap_or(0)
    }
}

/// The properties of a list.
pub(super) fn sprms(bytes: &[u8]) -> impl Iterator<Item = Sprm<'_>> {
    let mut rest = bytes;
    std::iter::from_fn(move || {
        let id = short(rest, 0)?;
        let own = rest.get(2..)?;
        let (from, end) = extent(id, own)?;
        let value = own.get(from..end)?;
        rest = &own[end..];
        Some(Sprm { id, value })
    })
}

/// Where a value begins and ends behind its number ([MS-DOC] 2.6: the highest bits).
fn extent(id: u16, own: &[u8]) -> Option<(usize, usize)> {
    let end = match id >> 13 {
        0 | 1 => 1,
        2 | 4 | 5 => 2,
        3 => 4,
        7 => 3,
        _ if id == ROW => return Some((2, usize::from(short(own, 0)?) + 1)).filter(|it| it.1 >= 2),
        _ if id == TABS && own.first() == Some(&0xFF) => {
            let deleted = usize::from(*own.get(1)?) * 4 + 2;
            let added = usize::from(*own.get(deleted)?) * 3 + 1;
            return Some((1, deleted + added));
        }
        _ => return Some((1, usize::from(*own.first()?) + 1)),
    };
    Some((0, end))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_property_is_as_long_as_its_number_says() {
        let bytes = [
            0x3C, 8, 1, 0x43, 0x4A, 4, 0, 0x70, 0x68, 1, 2, 3, 4, 0x71, 0xCA, 2, 7, 7, 0x17, 0x24,
            1,
        ];
        let told: Vec<(u16, usize)> = sprms(&bytes).map(|it| (it.id, it.value.len())).collect();
        let expected = [(0x083C, 1), (0x4A43, 2), (0x6870, 4), (0xCA71, 2), (0x2417, 1)];
        assert_eq!(told, expected);
        assert_eq!(sprms(&bytes[..8]).count(), 2, "what is cut off is left out");
    }
}
