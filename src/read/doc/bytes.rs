//! Numbers and texts as the streams of Word hold them, the lowest byte first.

use encoding_rs::UTF_16LE;

/// A number of two bytes.
pub(super) fn short(bytes: &[u8], at: usize) -> Option<u16> {
    Some(u16::from_le_bytes(bytes.get(at..at.checked_add(2)?)?.try_into().ok()?))
}

/// A number of four bytes.
pub(super) fn long(bytes: &[u8], at: usize) -> Option<u32> {
    Some(u32::from_le_bytes(bytes.get(at..at.checked_add(4)?)?.try_into().ok()?))
}

/// The numbers of four bytes that a run of bytes is.
pub(super) fn longs(bytes: &[u8]) -> Vec<u32> {
    bytes.chunks_exact(4).filter_map(|it| long(it, 0)).collect()
}

/// A text in UTF-16.
pub(super) fn wide(bytes: &[u8]) -> String {
    UTF_16LE.decode_without_bom_handling(bytes).0.into_owned()
}

/// The positions and the data of a list of them, of which each has so many bytes:
/// there is one position more ([MS-DOC] 2.2.2, PLC).
pub(super) fn plc(bytes: &[u8], size: usize) -> (Vec<u32>, Vec<&[u8]>) {
    let count = bytes.len().saturating_sub(4) / (4 + size);
    let (positions, data) = bytes.split_at(((count + 1) * 4).min(bytes.len()));
    let data = if size == 0 { Vec::new() } else { data.chunks_exact(size).take(count).collect() };
    (longs(positions), data)
}

/// The texts of a table ([MS-DOC] 2.2.4, STTB), those in one byte a letter too.
pub(super) fn sttb(bytes: &[u8]) -> Vec<String> {
    texts(bytes).unwrap_or_default().0
}

/// The texts of a table, and where it ends.
pub(super) fn texts(bytes: &[u8]) -> Option<(Vec<String>, usize)> {
    let is_wide = short(bytes, 0)? == 0xFFFF;
    let mut at = if is_wide { 2 } else { 0 };
    let (count, extra) = (short(bytes, at)?, usize::from(short(bytes, at + 2)?));
    at += 4;
    let mut texts = Vec::new();
    for _ in 0..count {
        let text = if is_wide {
            let length = usize::from(short(bytes, at)?) * 2;
            at += 2 + length;
            wide(bytes.get(at - length..at)?)
        } else {
            let length = usize::from(*bytes.get(at)?);
            at += 1 + length;
            bytes.get(at - length..at)?.iter().map(|byte| char::from(*byte)).collect()
        };
        at += extra;
        texts.push(text);
    }
    Some((texts, at))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_table_of_texts_is_wide_or_narrow() {
        let wide = b"\xFF\xFF\x02\0\0\0\x02\0a\0b\0\0\0";
        assert_eq!(sttb(wide), ["ab", ""]);
        assert_eq!(sttb(b"\x01\0\x02\0\x02abxx"), ["ab"]);
        assert_eq!(sttb(&wide[..11]), Vec::<String>::new());
    }

    #[test]
    fn a_list_has_a_position_more_than_data() {
        let (positions, data) = plc(&[0, 0, 0, 0, 9, 0, 0, 0, 7, 7], 2);
        assert_eq!((positions, data), (vec![0, 9], vec![&[7, 7][..]]));
    }
}
