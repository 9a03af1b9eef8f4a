//! JPEG: segments of which some hold what the camera and every program since
//! noted (ITU T.81, annex B; EXIF 3.0, 4.7).

use memchr::memchr_iter;

use super::notes::Notes;
use super::tiff::take_exif;
use super::{long_high, photoshop, short_high, thumbnail, xmp};
use crate::document::{Layer, Reason};
use crate::read::Budget;

/// What XMP begins with in a segment (ISO 16684-3, 1.1.3).
const XMP: &[u8] = b"http://ns.adobe.com/xap/1.0/";

/// What XMP begins with that did not fit into one; a number of 32 letters, the
/// whole length and a place follow.
const MORE_XMP: &[u8] = b"http://ns.adobe.com/xmp/extension/\0";

/// Segments of a name that hold no text: colours, the order of pictures that
/// follow, the transformation of colours.
const MUTE: &[&[u8]] = &[b"JFIF\0", b"ICC_PROFILE\0", b"MPF\0", b"Adobe\0", b"Adobe_CM"];

/// A segment: its marker, its content, where it ends.
struct Segment<'a> {
    marker: u8,
    content: &'a [u8],
    end: usize,
}

/// Takes notes of a picture and of what follows its end.
pub(super) fn take(bytes: &[u8], budget: &Budget, notes: &mut Notes<'_>) -> Result<(), Reason> {
    let mut more_xmp: Vec<(u32, &[u8])> = Vec::new();
    let end = walk(bytes, &mut |segment| match segment.content.strip_prefix(MORE_XMP) {
        Some(rest) if segment.marker == 0xE1 => {
            more_xmp.extend(long_high(rest, 36).zip(rest.get(40..)));
        }
        _ => take_segment(segment, budget, notes),
    });
    if !more_xmp.is_empty() {
        more_xmp.sort_by_key(|it| it.0);
        let parts: Vec<&[u8]> = more_xmp.into_iter().map(|it| it.1).collect();
        xmp::take(&parts.concat(), notes);
    }
    let picture = &bytes[..*end.as_ref().unwrap_or(&bytes.len())];
    if let Some(small) = notes.thumbnail.take() {
        thumbnail::compare(&small, picture, notes);
    }
    notes.tail(&bytes[picture.len()..]);
    end.map(drop)
}

/// Walks over the segments, and says where the picture ends.
fn walk<'a>(bytes: &'a [u8], take: &mut dyn FnMut(&Segment<'a>)) -> Result<usize, Reason> {
    let mut at = 2;
    loop {
        let segment = segment(bytes, at).ok_or(Reason::Truncated)??;
        if segment.marker == 0xD9 {
            return Ok(segment.end);
        }
        take(&segment);
        at = segment.end;
        if segment.marker == 0xDA {
            at = after_scan(bytes, at).ok_or(Reason::Truncated)?;
        }
    }
}

/// The segment at a place; nothing where the bytes end.
fn segment(bytes: &[u8], at: usize) -> Option<Result<Segment<'_>, Reason>> {
    let front = bytes.get(at..)?;
    let fill = front.iter().take_while(|it| **it == 0xFF).count();
    let marker = *front.get(fill)?;
    if fill == 0 {
        let detail = "a segment is damaged".into();
        return Some(Err(Reason::Malformed { format: "JPEG", detail }));
    }
    let start = at + fill + 1;
    if matches!(marker, 0xD0..=0xD9 | 0x01) {
        return Some(Ok(Segment { marker, content: &[], end: start }));
    }
    let end = start + usize::from(short_high(bytes, start)?.max(2));
    Some(Ok(Segment { marker, content: bytes.get(start + 2..end)?, end }))
}

/// Where the next segment is behind packed points.
fn after_scan(bytes: &[u8], at: usize) -> Option<usize> {
    let rest = bytes.get(at..)?;
    let is_marker = |at: &usize| !matches!(rest.get(at + 1), None | Some(0 | 0xD0..=0xD7));
    memchr_iter(0xFF, rest).find(is_marker).map(|it| at + it)
}

fn take_segment(segment: &Segment<'_>, budget: &Budget, notes: &mut Notes<'_>) {
    let content = segment.content;
    match segment.marker {
        // The frame; three numbers among these are tables.
        0xC0..=0xCF if !matches!(segment.marker, 0xC4 | 0xC8 | 0xCC) => {
            let size = short_high(content, 3).zip(short_high(content, 1));
            size.into_iter().for_each(|(width, height)| notes.measure(width.into(), height.into()));
        }
        0xFE => notes.about("comment", &super::exif::text(content)),
        0xE0..=0xEF => take_application(content, budget, notes),
        _ => {}
    }
}

/// Takes note of what a program wrote for itself.
fn take_application(content: &[u8], budget: &Budget, notes: &mut Notes<'_>) {
    if content.starts_with(b"Exif\0") {
        take_exif(content, budget, notes);
    } else if let Some(properties) = content.strip_prefix(XMP) {
        let start = properties.iter().take_while(|it| **it == 0).count();
        xmp::take(&properties[start..], notes);
    } else if let Some(resources) = content.strip_prefix(b"Photoshop 3.0\0") {
        photoshop::take_resources(resources, budget, notes);
    } else if let Some(small) = content.strip_prefix(b"JFXX\0\x10") {
        notes.thumbnail = Some(small.to_vec());
    } else if !MUTE.iter().any(|it| content.starts_with(it)) {
        notes.scan(Layer::ImageMetadata, "application data", content);
    }
}
