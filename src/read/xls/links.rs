//! Links of cells: where they lead, what they show, and their tips ([MS-OSHARED] 2.3.7).

use encoding_rs::UTF_16LE;

use super::records::{Pieces, Record};

/// The parts that a link has, by their bits (Hyperlink Object, [MS-OSHARED] 2.3.7.1).
const MONIKER: u32 = 0x01;
const LOCATION: u32 = 0x08;
const SHOWN: u32 = 0x10;
const FRAME: u32 = 0x80;
const PLAIN: u32 = 0x100;

/// The first bytes of the class of a moniker for an address, and of one for a file
/// ([MS-OSHARED] 2.3.7.6 and 2.3.7.8).
const ADDRESS: [u8; 4] = [0xE0, 0xC9, 0xEA, 0x79];
const FILE: [u8; 4] = [0x03, 0x03, 0x00, 0x00];

/// The most units of a text that is believed.
const LONGEST: u32 = 1 << 15;

/// The texts of a link (HLink, [MS-XLS] 2.4.140).
pub(super) fn link(record: Record<'_>) -> Option<Vec<String>> {
    let flags = record.u32(28)?;
    let mut pieces = Pieces::one(record.data.get(32..)?);
    let mut texts = Vec::new();
    // The parts stand in this order; one that makes no sense ends the walk.
    let parts = [
        (flags & SHOWN != 0, counted as fn(&mut Pieces<'_>) -> Option<String>),
        (flags & FRAME != 0, counted),
        (flags & MONIKER != 0, if flags & PLAIN != 0 { counted } else { moniker }),
        (flags & LOCATION != 0, counted),
    ];
    for (_, part) in parts.into_iter().filter(|it| it.0) {
        let Some(text) = part(&mut pieces) else { break };
        texts.push(text);
    }
    Some(texts)
}

/// The tip of a link (HLinkTooltip, [MS-XLS] 2.4.141).
pub(super) fn tip(record: Record<'_>) -> Option<Vec<String>> {
    Some(vec![wide(record.data.get(10..)?)])
}

/// A text with the number of its units before it (HyperlinkString).
fn counted(pieces: &mut Pieces<'_>) -> Option<String> {
    let count = pieces.u32().filter(|count| *count <= LONGEST)?;
    Some(wide(&pieces.bytes(2 * count as usize)?))
}

/// Where a moniker leads.
fn moniker(pieces: &mut Pieces<'_>) -> Option<String> {
    let class = pieces.bytes(16)?;
    if class.starts_with(&ADDRESS) {
        let length = pieces.u32().filter(|length| *length <= 2 * LONGEST)?;
        return Some(wide(&pieces.bytes(length as usize)?));
    }
    if !class.starts_with(&FILE) {
        return None;
    }
    pieces.skip(2)?;
    let length = pieces.u32().filter(|length| *length <= LONGEST)?;
    let narrow = pieces.bytes(length as usize)?;
    pieces.skip(24)?;
    if pieces.u32()? == 0 {
        let text: String = narrow.iter().map(|byte| char::from(*byte)).collect();
        return Some(text.trim_end_matches('\0').to_owned());
    }
    let length = pieces.u32().filter(|length| *length <= 2 * LONGEST)?;
    pieces.skip(2)?;
    Some(wide(&pieces.bytes(length as usize)?))
}

/// A text of UTF-16 up to the zero at its end.
fn wide(bytes: &[u8]) -> String {
    let text = UTF_16LE.decode_without_bom_handling(bytes).0;
    text.split('\0').next().unwrap_or_default().to_owned()
}
