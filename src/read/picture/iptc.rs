//! What news agencies note of a picture: data sets of a number and a text (IPTC
//! Information Interchange Model 4.2, chapter 6).

use super::exif::text;
use super::notes::Notes;
use crate::document::Layer;

/// Data sets of the second record by their number. Those that are not listed
/// are told by it.
const SETS: &[(u8, &str)] = &[
    (5, "title"),
    (25, "keywords"),
    (40, "instructions"),
    (55, "date created"),
    (80, "by-line"),
    (85, "title of the by-line"),
    (90, "city"),
    (92, "place"),
    (95, "province"),
    (101, "country"),
    (103, "job"),
    (105, "headline"),
    (110, "credit"),
    (115, "source"),
    (116, "copyright"),
    (118, "contact"),
    (120, "caption"),
    (122, "writer"),
];

/// Those that say where a picture was taken.
const PLACES: &[u8] = &[90, 92, 95];

/// Those without a text: versions and sizes.
const NUMBERS: &[u8] = &[0, 20, 200, 201, 202];

/// Takes note of the data sets.
pub(super) fn take(bytes: &[u8], notes: &mut Notes<'_>) {
    let mut at = 0;
    while let Some([0x1C, record, set, high, low]) = bytes.get(at..at + 5) {
        let length = usize::from(u16::from_be_bytes([*high, *low]));
        let start = at + 5;
        // A length with the first bit is that of a longer length, of which no
        // program makes use.
        let Some(value) = bytes.get(start..start + length).filter(|_| high & 0x80 == 0) else {
            return;
        };
        if *record == 2 && !NUMBERS.contains(set) {
            let known = SETS.iter().find(|it| it.0 == *set);
            let place = known.map_or_else(|| format!("IPTC {set}"), |it| it.1.to_owned());
            let layer = if PLACES.contains(set) { Layer::Location } else { Layer::ImageMetadata };
            notes.add(layer, &place, &text(value));
        }
        at = start + length;
    }
}
