//! The drawing records of a sheet ([MS-ODRAW]): what a shape is called, where it
//! lies, and whether it is hidden.

use encoding_rs::UTF_16LE;

use crate::document::Layer;
use crate::read::xlsx::reference::Area;

/// The tables of properties of a shape ([MS-ODRAW] 2.2.9 to 2.2.11).
const TABLES: [u16; 3] = [0xF00B, 0xF121, 0xF122];

/// The place of a shape on a sheet (OfficeArtClientAnchorSheet, [MS-XLS] 2.5.193).
const ANCHOR: u16 = 0xF010;

/// The properties that are texts ([MS-ODRAW] 2.3.4.1, 2.3.4.2, 2.3.4.9, 2.3.22.1).
const TEXTS: &[(u16, Layer, &str)] = &[
    (0x0380, Layer::AltText, "name of a shape"),
    (0x0381, Layer::AltText, "alternative text"),
    (0x038D, Layer::AltText, "tip of a shape"),
    (0x00C0, Layer::TextBox, "text art"),
];

/// The property of the yes and no of a shape ([MS-ODRAW] 2.3.4.44): that it is
/// hidden, and that this counts.
const SWITCHES: u16 = 0x03BF;
const HIDDEN: u32 = 0x0002_0002;

/// The properties that are lists: their vertices, segments, sites, handles, guides and
/// frames, the colours of a ground, dashes and the outline that text flows around
/// ([MS-ODRAW] 2.3.6, 2.3.7.22, 2.3.8.15 and 2.3.4.5).
const LISTS: [u16; 10] =
    [0x0145, 0x0146, 0x0151, 0x0152, 0x0155, 0x0156, 0x0157, 0x0197, 0x01CF, 0x0383];

/// The bytes of a list before its elements (IMsoArray, [MS-ODRAW] 2.2.51), which some
/// programs leave out of its length.
const LIST_HEAD: usize = 6;

/// The flag of a property whose value stands behind the table.
const COMPLEX: u16 = 0x8000;

/// A text of a shape: its layer, what it is, and itself.
pub(in crate::read) type Text = (Layer, &'static str, String);

/// What the drawing records say of a shape.
#[derive(Default)]
pub(in crate::read) struct Properties {
    pub(in crate::read) texts: Vec<Text>,
    pub(in crate::read) is_hidden: bool,
    /// The column, row and their offsets of its upper left corner, then of the
    /// lower right one.
    corners: Option<[u16; 8]>,
}

impl Properties {
    /// Takes records in. What a container contains follows it, so that it is
    /// enough to step over its head ([MS-ODRAW] 2.2.1).
    pub(in crate::read) fn take(&mut self, drawing: &[u8]) {
        let mut at = 0;
        while let Some(head) = drawing.get(at..at + 8) {
            let (version, kind) = (u16_of(head, 0), u16_of(head, 2));
            at += 8;
            if version & 0x0F == 0x0F {
                continue;
            }
            let end = at.saturating_add(u32_of(head, 4) as usize).min(drawing.len());
            let data = &drawing[at..end];
            if TABLES.contains(&kind) {
                self.take_table(data, usize::from(version >> 4));
            } else if kind == ANCHOR && data.len() >= 18 {
                self.corners = Some(std::array::from_fn(|number| u16_of(data, 2 + 2 * number)));
            }
            at = end;
        }
    }

    /// Takes a table of so many properties in ([MS-ODRAW] 2.3.1).
    fn take_table(&mut self, bytes: &[u8], count: usize) {
        let mut at = count * 6;
        for entry in bytes.chunks_exact(6).take(count) {
            let (property, value) = (u16_of(entry, 0), u32_of(entry, 2));
            if property & COMPLEX == 0 {
                self.is_hidden |= property & 0x3FFF == SWITCHES && value & HIDDEN == HIDDEN;
                continue;
            }
            let is_list = LISTS.contains(&(property & 0x3FFF));
            let length = value as usize + if is_list { missing(bytes, at, value) } else { 0 };
            let Some(value) = bytes.get(at..at.saturating_add(length)) else { return };
            at += value.len();
            let known = TEXTS.iter().find(|row| row.0 == property & 0x3FFF);
            let (text, _) = UTF_16LE.decode_without_bom_handling(value);
            let text = text.trim_end_matches('\0').trim();
            if let Some((_, layer, place)) = known.filter(|_| !text.is_empty()) {
                self.texts.push((*layer, place, text.to_owned()));
            }
        }
    }

    /// Whether its two corners leave no room.
    pub(super) fn is_flat(&self) -> bool {
        self.corners.is_some_and(|it| (it[0], it[1]) == (it[4], it[5]) || it[2..4] == it[6..8])
    }

    /// The cells that it lies over.
    pub(super) fn cells(&self) -> Option<Area> {
        let [left, _, top, _, right, _, bottom, _] = self.corners?.map(|it| u32::from(it) + 1);
        Some(Area { rows: top..=bottom, columns: left..=right })
    }
}

/// The bytes that the length of a list leaves out: its head, if it is as long as its
/// elements alone.
fn missing(bytes: &[u8], at: usize, length: u32) -> usize {
    let Some(head) = bytes.get(at..at.saturating_add(LIST_HEAD)) else { return 0 };
    let size = match u16_of(head, 4) {
        0xFFF0 => 4, // two numbers that are cut to half of their width
        size => u32::from(size),
    };
    if length > 0 && u32::from(u16_of(head, 0)) * size == length { LIST_HEAD } else { 0 }
}

fn u16_of(bytes: &[u8], at: usize) -> u16 {
    u16::from_le_bytes([bytes[at], bytes[at + 1]])
}

fn u32_of(bytes: &[u8], at: usize) -> u32 {
    u32::from(u16_of(bytes, at)) | u32::from(u16_of(bytes, at + 2)) << 16
}
