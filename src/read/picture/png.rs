//! PNG: chunks, of which some hold texts in the open or packed (PNG, third
//! edition, 11.3).

use flate2::read::ZlibDecoder;

use super::clear::Head;
use super::notes::Notes;
use super::tiff::take_exif;
use super::{exif, iptc, long_high, xmp};
use crate::document::{Layer, Reason};
use crate::read::Budget;
use crate::read::package::{PartStream, whole};

/// The first bytes of every PNG (5.2).
pub(super) const FRONT: &[u8] = b"\x89PNG\r\n\x1A\n";

/// Chunks that hold points, colours and times, and no text.
const MUTE: &[&[u8; 4]] = &[
    b"PLTE", b"bKGD", b"cHRM", b"cICP", b"fdAT", b"gAMA", b"gIFg", b"hIST", b"iCCP", b"iDOT",
    b"oFFs", b"pHYs", b"sBIT", b"sRGB", b"tIME", b"tRNS", b"acTL", b"vpAg", b"CgBI", b"mDCv",
    b"cLLi",
];

/// Chunks in which Fireworks keeps the picture that was drawn: objects, layers.
const DRAWN: &[&[u8; 4]] = &[b"mkBF", b"mkBS", b"mkBT", b"mkTS", b"prVW"];

/// Takes notes of a picture and of what follows its end.
pub(super) fn take(bytes: &[u8], budget: &Budget, notes: &mut Notes<'_>) -> Result<(), Reason> {
    let mut at = FRONT.len();
    let mut frames = 0;
    let mut pixels = Pixels::default();
    loop {
        let length = long_high(bytes, at).ok_or(Reason::Truncated)?;
        let start = at + 8;
        let end = usize::try_from(length).ok().and_then(|it| start.checked_add(it));
        let kind = bytes.get(at + 4..start).ok_or(Reason::Truncated)?;
        let content = end.and_then(|end| bytes.get(start..end)).ok_or(Reason::Truncated)?;
        at = start + content.len() + 4;
        match kind {
            b"IEND" => {
                notes.several("frames", frames);
                notes.tail(bytes.get(at..).ok_or(Reason::Truncated)?);
                return pixels.push(budget, notes);
            }
            b"fcTL" => frames += 1,
            b"IDAT" => pixels.take(content),
            b"IHDR" => {
                let size = long_high(content, 0).zip(long_high(content, 4));
                size.into_iter().for_each(|(width, height)| notes.measure(width, height));
                pixels.head = Head::of(content);
            }
            _ => take_chunk(kind, content, budget, notes)?,
        }
    }
}

/// The packed pixels of a picture that may be transparent.
#[derive(Default)]
struct Pixels {
    head: Option<Head>,
    packed: Vec<u8>,
}

impl Pixels {
    fn take(&mut self, chunk: &[u8]) {
        if self.head.is_some() {
            self.packed.extend(chunk);
        }
    }

    /// Notes how many of them hold a picture that nobody sees.
    fn push(self, budget: &Budget, notes: &mut Notes<'_>) -> Result<(), Reason> {
        let Some(head) = self.head.filter(|_| !self.packed.is_empty()) else { return Ok(()) };
        let length = self.packed.len() as u64;
        if !head.fits(length) {
            return Err(Reason::Truncated);
        }
        let mut rows = PartStream::new(ZlibDecoder::new(&self.packed[..]), length, budget);
        let hidden = head.hidden_pixels(&mut rows);
        let hidden =
            hidden.map_err(|error| named(rows.reason(&error), "its pixels are damaged"))?;
        if hidden > 0 {
            let words = format!("{hidden} transparent pixels keep a picture");
            notes.about("transparent pixels", &words);
        }
        Ok(())
    }
}

fn take_chunk(
    kind: &[u8],
    content: &[u8],
    budget: &Budget,
    notes: &mut Notes<'_>,
) -> Result<(), Reason> {
    match kind {
        b"tEXt" => {
            let (keyword, text) = parted(content);
            take_text(&exif::text(keyword), text, budget, notes);
        }
        b"zTXt" => {
            let (keyword, packed) = parted(content);
            let text = unpacked(packed.get(1..).unwrap_or_default(), budget)?;
            take_text(&exif::text(keyword), &text, budget, notes);
        }
        b"iTXt" => take_international(content, budget, notes)?,
        b"eXIf" | b"zxIf" => take_exif(content, budget, notes),
        _ if MUTE.iter().any(|it| *it == kind) => {}
        _ if DRAWN.iter().any(|it| *it == kind) => {
            notes.scan(Layer::PrivateData, "drawing", content)
        }
        _ => notes.scan(Layer::ImageMetadata, "unknown chunk", content),
    }
    Ok(())
}

/// What stands before the first zero, and behind it.
fn parted(bytes: &[u8]) -> (&[u8], &[u8]) {
    let at = bytes.iter().position(|it| *it == 0).unwrap_or(bytes.len());
    (&bytes[..at], bytes.get(at + 1..).unwrap_or_default())
}

fn unpacked(bytes: &[u8], budget: &Budget) -> Result<Vec<u8>, Reason> {
    let stream = PartStream::new(ZlibDecoder::new(bytes), bytes.len() as u64, budget);
    whole(stream).map_err(|reason| named(reason, "a text is damaged"))
}

/// The reason why packed bytes did not unpack, in words for a picture.
fn named(reason: Reason, detail: &str) -> Reason {
    match reason {
        Reason::Malformed { .. } => Reason::Malformed { format: "PNG", detail: detail.to_owned() },
        reason => reason,
    }
}

/// Takes note of a text in UTF-8 (11.3.3.4): whether it is packed, its language
/// and its keyword in it stand before it.
fn take_international(
    content: &[u8],
    budget: &Budget,
    notes: &mut Notes<'_>,
) -> Result<(), Reason> {
    let (keyword, rest) = parted(content);
    let is_packed = rest.first() == Some(&1);
    let (_, rest) = parted(rest.get(2..).unwrap_or_default());
    let (translated, text) = parted(rest);
    let keyword = exif::text(keyword);
    notes.about(&keyword, &exif::text(translated));
    if is_packed {
        take_text(&keyword, &unpacked(text, budget)?, budget, notes);
    } else {
        take_text(&keyword, text, budget, notes);
    }
    Ok(())
}

/// Takes note of a text; that of some keywords is metadata of another kind.
fn take_text(keyword: &str, text: &[u8], budget: &Budget, notes: &mut Notes<'_>) {
    if keyword == "XML:com.adobe.xmp" {
        return xmp::take(text, notes);
    }
    let Some(profile) = keyword.strip_prefix("Raw profile type ") else {
        return notes.about(keyword, &exif::text(text));
    };
    let bytes = profile_bytes(text);
    match profile {
        "exif" | "APP1" if bytes.starts_with(b"http") => xmp::take_within(&bytes, notes),
        "exif" | "APP1" => take_exif(&bytes, budget, notes),
        "iptc" | "8bim" if bytes.starts_with(b"8BIM") => {
            super::photoshop::take_resources(&bytes, budget, notes);
        }
        "iptc" => iptc::take(&bytes, notes),
        "xmp" => xmp::take(&bytes, notes),
        "icc" | "icm" => {}
        _ => notes.scan(Layer::ImageMetadata, keyword, &bytes),
    }
}

/// The bytes of a profile as ImageMagick writes it: a name, a length, and pairs
/// of hexadecimal digits.
fn profile_bytes(text: &[u8]) -> Vec<u8> {
    let mut words = text.trim_ascii_start().splitn(2, |it| *it == b'\n');
    let rest = words.nth(1).unwrap_or_default().trim_ascii_start();
    let digits = rest.splitn(2, |it| *it == b'\n').nth(1).unwrap_or_default();
    let values: Vec<u8> =
        digits.iter().filter_map(|it| char::from(*it).to_digit(16)).map(|it| it as u8).collect();
    values.chunks_exact(2).map(|it| it[0] << 4 | it[1]).collect()
}
