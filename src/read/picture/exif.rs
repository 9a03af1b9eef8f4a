//! What the tags of TIFF and EXIF say (TIFF 6.0; EXIF 3.0, CIPA DC-008; for the
//! tags of Windows, Microsoft Learn, "Metadata Query Language").

use super::iptc;
use super::notes::Notes;
use super::photoshop;
use super::tiff::{Directory, Tiff};
use super::xmp;
use crate::document::Layer;
use crate::read::Budget;

/// A tag with its value.
pub(super) struct Tag<'a> {
    pub(super) number: u16,
    pub(super) kind: u16,
    pub(super) count: u64,
    pub(super) bytes: &'a [u8],
}

/// Texts by their tag. Those that are not listed are told by their number.
const TEXTS: &[(u16, &str)] = &[
    (0x010D, "document name"),
    (0x010E, "description"),
    (0x010F, "make"),
    (0x0110, "model"),
    (0x011D, "page name"),
    (0x0131, "software"),
    (0x0132, "date"),
    (0x013B, "artist"),
    (0x013C, "computer"),
    (0x8298, "copyright"),
    (0x9003, "date taken"),
    (0x9004, "date digitised"),
    (0x9C9B, "title"),
    (0x9C9C, "comment"),
    (0x9C9D, "author"),
    (0x9C9E, "keywords"),
    (0x9C9F, "subject"),
    (0xA004, "sound file"),
    (0xA420, "unique number of the picture"),
    (0xA430, "owner of the camera"),
    (0xA431, "serial number of the camera"),
    (0xA434, "lens"),
    (0xA435, "serial number of the lens"),
    (0xA436, "title"),
    (0xA437, "photographer"),
    (0xA438, "editor"),
    (0xC62F, "serial number of the camera"),
];

const SUBDIRECTORIES: u16 = 0x014A;
const XMP: u16 = 0x02BC;
const IPTC: u16 = 0x83BB;
const PHOTOSHOP: u16 = 0x8649;
const EXIF: u16 = 0x8769;
const GPS: u16 = 0x8825;
const MAKER_NOTE: u16 = 0x927C;
const USER_COMMENT: u16 = 0x9286;
const PHOTOSHOP_LAYERS: u16 = 0x935C;
const DNG_PRIVATE: u16 = 0xC634;

/// Values that texts of Windows are kept in: UTF-16.
const WIDE: std::ops::RangeInclusive<u16> = 0x9C9B..=0x9C9F;

/// Takes note of a tag, and of the directories that it leads to.
pub(super) fn take_tag(
    tiff: &Tiff<'_>,
    directory: Directory,
    tag: &Tag<'_>,
    open: &mut Vec<(u64, Directory)>,
    budget: &Budget,
    notes: &mut Notes<'_>,
) {
    if directory == Directory::Gps {
        return; // its tags are told together
    }
    let place = |bytes| tiff.value(bytes);
    match tag.number {
        SUBDIRECTORIES => {
            let each =
                tag.bytes.chunks_exact(if tag.bytes.len() as u64 / 8 == tag.count { 8 } else { 4 });
            open.extend(each.map(|it| (place(it), Directory::Beneath)));
        }
        EXIF => open.push((place(tag.bytes), Directory::Exif)),
        GPS => open.push((place(tag.bytes), Directory::Gps)),
        XMP => xmp::take(tag.bytes, notes),
        IPTC => iptc::take(tag.bytes, notes),
        PHOTOSHOP => photoshop::take_resources(tag.bytes, budget, notes),
        MAKER_NOTE | DNG_PRIVATE => notes.scan(Layer::ImageMetadata, "maker note", tag.bytes),
        PHOTOSHOP_LAYERS => photoshop::take_layers(tag.bytes, notes),
        USER_COMMENT => notes.about("comment", &commented(tag.bytes, tiff)),
        number if WIDE.contains(&number) => notes.about(named(number).as_str(), &wide(tag.bytes)),
        number if matches!(tag.kind, 2 | 129) => {
            let texts = tag.bytes.split(|it| *it == 0);
            texts.for_each(|it| notes.about(&named(number), &text(it)));
        }
        _ => {}
    }
}

/// Takes note of what several tags of a directory say together.
pub(super) fn take_together(
    tiff: &Tiff<'_>,
    directory: Directory,
    tags: &[Tag<'_>],
    notes: &mut Notes<'_>,
) {
    let number = |wanted: u16| {
        let tag = tags.iter().find(|it| it.number == wanted)?;
        let width = tag.bytes.len() as u64 / tag.count.max(1);
        tag.bytes.get(..usize::try_from(width).ok()?).map(|it| tiff.value(it))
    };
    match directory {
        Directory::Gps => take_location(tiff, tags, notes),
        Directory::Picture(_) | Directory::Beneath => {
            let size = number(0x0100).zip(number(0x0101));
            let clamped = |it: u64| u32::try_from(it).unwrap_or(u32::MAX);
            if let Some((width, height)) = size {
                notes.measure(clamped(width), clamped(height));
            }
            let thumbnail = number(0x0201).zip(number(0x0202));
            if let Some(bytes) = thumbnail.and_then(|(at, length)| tiff.slice(at, length)) {
                notes.thumbnail = Some(bytes.to_vec());
            }
        }
        Directory::Exif => {}
    }
}

/// Takes note of where the picture was taken (EXIF 3.0, 4.6.7).
fn take_location(tiff: &Tiff<'_>, tags: &[Tag<'_>], notes: &mut Notes<'_>) {
    let tag = |number: u16| tags.iter().find(|it| it.number == number);
    for (latitude, longitude, place) in
        [(1, 3, "coordinates"), (19, 21, "coordinates of the target")]
    {
        let degrees = |from: u16| {
            let side = tag(from).and_then(|it| it.bytes.first());
            let sign = if matches!(side, Some(b'S' | b'W' | b's' | b'w')) { -1.0 } else { 1.0 };
            Some(sign * angle(tiff, tag(from + 1)?)?)
        };
        if let Some((latitude, longitude)) = degrees(latitude).zip(degrees(longitude)) {
            notes.add(Layer::Location, place, &format!("{latitude:.6}, {longitude:.6}"));
        }
    }
    if let Some(height) = tag(6).and_then(|it| angle(tiff, it)) {
        notes.add(Layer::Location, "altitude", &format!("{height:.1} m"));
    }
    for (number, place) in [(27, "method"), (28, "area")] {
        let told = tag(number).map(|it| commented(it.bytes, tiff)).unwrap_or_default();
        notes.add(Layer::Location, place, &told);
    }
    if let Some(day) = tag(29) {
        notes.about("date of the location", &text(day.bytes));
    }
}

/// Degrees, minutes and seconds as degrees; nothing where a fraction has no
/// denominator.
fn angle(tiff: &Tiff<'_>, tag: &Tag<'_>) -> Option<f64> {
    let parts: Option<Vec<f64>> =
        tag.bytes.chunks_exact(8).take(3).map(|it| fraction(tiff, it)).collect();
    let parts = parts.filter(|it| !it.is_empty() && it.iter().all(|part| part.is_finite()))?;
    Some(parts.iter().rev().fold(0.0, |sum, part| sum / 60.0 + part))
}

/// A fraction; 0 of 0 is one that nobody gave.
fn fraction(tiff: &Tiff<'_>, bytes: &[u8]) -> Option<f64> {
    let (above, below) = (tiff.value(&bytes[..4]) as f64, tiff.value(&bytes[4..]) as f64);
    match (above == 0.0, below == 0.0) {
        (_, false) => Some(above / below),
        (true, true) | (false, true) => None,
    }
}

fn named(number: u16) -> String {
    let known = TEXTS.iter().find(|it| it.0 == number);
    known.map_or_else(|| format!("tag 0x{number:04X}"), |it| it.1.to_owned())
}

/// A text in UTF-8, else in windows-1252.
pub(super) fn text(bytes: &[u8]) -> String {
    let decode = || encoding_rs::WINDOWS_1252.decode_without_bom_handling(bytes).0.into_owned();
    std::str::from_utf8(bytes).map_or_else(|_| decode(), str::to_owned)
}

/// A text in UTF-16, the lower byte first.
fn wide(bytes: &[u8]) -> String {
    encoding_rs::UTF_16LE.decode_without_bom_handling(bytes).0.replace('\0', "")
}

/// A text behind eight letters that name its encoding (EXIF 3.0, 4.6.5).
fn commented(bytes: &[u8], tiff: &Tiff<'_>) -> String {
    let Some((encoding, bytes)) = bytes.split_at_checked(8) else { return text(bytes) };
    match encoding {
        b"UNICODE\0" => {
            let units = bytes.chunks_exact(2).map(|it| tiff.value(it) as u16);
            char::decode_utf16(units).map(|it| it.unwrap_or('\u{FFFD}')).collect()
        }
        b"JIS\0\0\0\0\0" => {
            encoding_rs::ISO_2022_JP.decode_without_bom_handling(bytes).0.into_owned()
        }
        b"ASCII\0\0\0" | b"\0\0\0\0\0\0\0\0" => text(bytes),
        _ => text(&[encoding, bytes].concat()),
    }
}
