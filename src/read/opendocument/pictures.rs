//! Pictures that LibreOffice draws of an object, in a format of its own: actions
//! one behind the other, of which some draw text (LibreOffice, vcl,
//! `SvmReader::ImplRead` and `MetaActionType`).

use crate::document::{Layer, Sink};
use crate::read::strings::printable;

/// What such a picture begins with.
const FRONT: &[u8] = b"VCLMTF";

/// The actions that draw text: as it is, by an array of distances, stretched, in
/// a rectangle.
const TEXTS: std::ops::RangeInclusive<u16> = 112..=115;

/// The bytes before the data of an action: its kind, its version, its length.
const HEAD: usize = 8;

/// Whether bytes are such a picture.
pub(super) fn is_own(bytes: &[u8]) -> bool {
    bytes.starts_with(FRONT)
}

/// Pushes the texts that a picture of an object shows; all that can be printed of
/// one in another format.
pub(super) fn push(bytes: &[u8], name: &str, layer: Layer, sink: &mut dyn Sink) {
    let texts = if is_own(bytes) { texts(bytes) } else { None };
    printable(texts.as_deref().unwrap_or(bytes), layer, name, sink);
}

/// The data of the actions that draw text, parted by zeros; nothing when the
/// actions do not fit together.
fn texts(bytes: &[u8]) -> Option<Vec<u8>> {
    let mut texts = Vec::new();
    let mut rest = bytes.get(FRONT.len()..)?;
    let (_, after) = parted(rest, 2)?; // a header with a version and a length
    rest = after;
    while rest.len() >= HEAD {
        let kind = u16::from_le_bytes([rest[0], rest[1]]);
        let (data, after) = parted(rest, 4)?;
        if TEXTS.contains(&kind) {
            texts.extend_from_slice(data);
            texts.extend([0; 4]);
        }
        rest = after;
    }
    Some(texts)
}

/// The data whose length stands at a byte, and what comes behind it.
fn parted(bytes: &[u8], at: usize) -> Option<(&[u8], &[u8])> {
    let length = bytes.get(at..at + 4)?;
    let length = u32::from_le_bytes([length[0], length[1], length[2], length[3]]);
    bytes.get(at + 4..)?.split_at_checked(usize::try_from(length).ok()?)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn action(kind: u16, data: &[u8]) -> Vec<u8> {
        let length = (data.len() as u32).to_le_bytes();
        [&kind.to_le_bytes()[..], &[1, 0], &length, data].concat()
    }

    #[test]
    fn only_the_actions_that_draw_text_tell_it() {
        let head = [FRONT, &[1, 0, 2, 0, 0, 0, 9, 9]].concat();
        let picture = [head, action(512, b"XPATHSTROKE"), action(113, b"Bay")].concat();
        assert_eq!(texts(&picture), Some(b"Bay\0\0\0\0".to_vec()));
        assert_eq!(texts(&picture[..picture.len() - 1]), None);
    }
}
