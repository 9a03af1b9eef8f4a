//! The parts of pictures that are packed, in which no text can be found.

use std::ops::Range;

/// Where the packed parts of a picture are; nowhere in what is none.
pub(super) fn packed(bytes: &[u8]) -> Vec<Range<usize>> {
    if bytes.starts_with(b"\x89PNG\r\n\x1A\n") {
        return of_png(bytes);
    }
    if bytes.starts_with(b"\xFF\xD8\xFF") { of_jpeg(bytes) } else { Vec::new() }
}

/// The chunks of a PNG that hold its points, and its profile of colours: a length, a
/// name of four letters, so many bytes and a check of four (PNG, third edition, 5.3).
fn of_png(bytes: &[u8]) -> Vec<Range<usize>> {
    let mut packed = Vec::new();
    let mut at = 8;
    while let Some((length, name)) = bytes.get(at..at + 8).and_then(|it| it.split_first_chunk()) {
        let end = at.saturating_add(u32::from_be_bytes(*length) as usize).saturating_add(12);
        if matches!(name, b"IHDR" | b"PLTE" | b"IDAT" | b"fdAT" | b"iCCP" | b"IEND") {
            packed.push(at..end);
        }
        at = end;
        if name == b"IEND" || at >= bytes.len() {
            break;
        }
    }
    packed
}

/// The tables and the scans of a JPEG: a segment is a marker and its length, and behind the head
/// of a scan stand its points, up to the next marker (ITU-T T.81, annex B.1.1).
fn of_jpeg(bytes: &[u8]) -> Vec<Range<usize>> {
    let mut packed = Vec::new();
    let mut at = 2;
    while let Some([0xFF, marker, high, low]) = bytes.get(at..at + 4) {
        let mut end = at + 2 + usize::from(u16::from_be_bytes([*high, *low]));
        match marker {
            0xD9 => break,
            0xDA => {
                end = scan_end(bytes, end);
                packed.push(at..end);
            }
            0xC0..=0xCF | 0xDB..=0xDF => packed.push(at..end),
            _ => {}
        }
        at = end;
    }
    packed
}

/// The next marker behind the points of a scan: no zero follows it, and it is none that
/// restarts the scan.
fn scan_end(bytes: &[u8], from: usize) -> usize {
    let rest = bytes.get(from..).unwrap_or_default();
    let is_marker = |pair: &[u8]| pair[0] == 0xFF && !matches!(pair[1], 0 | 0xD0..=0xD7 | 0xFF);
    from + rest.windows(2).position(is_marker).unwrap_or(rest.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_points_of_a_png_are_packed_and_its_texts_are_not() {
        let mut png = b"\x89PNG\r\n\x1A\n".to_vec();
        for (name, data) in [(b"tEXt", &b"Author"[..]), (b"IDAT", b"Xabcd"), (b"IEND", b"")] {
            png.extend((data.len() as u32).to_be_bytes());
            png.extend_from_slice(name);
            png.extend_from_slice(data);
            png.extend([0; 4]);
        }
        assert_eq!(packed(&png), vec![26..43, 43..55]);
        png.truncate(38);
        assert!(packed(&png)[0].end > png.len(), "a chunk that is cut off");
    }

    #[test]
    fn the_scan_of_a_jpeg_ends_at_the_next_marker() {
        let jpeg = b"\xFF\xD8\xFF\xFE\0\x06Jane\xFF\xDA\0\x02ab\xFF\0cd\xFF\xD9after";
        assert_eq!(packed(jpeg), vec![10..20]);
    }
}
