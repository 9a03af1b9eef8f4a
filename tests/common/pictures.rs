//! Writers of pictures, byte by byte: segments and chunks with what cameras and
//! programs note, and points only where a test looks at them.

use super::archive::checksum;

/// A tag of EXIF: its number, its kind, its value.
#[derive(Clone)]
pub struct Tag(pub u16, pub Value);

/// The value of a tag (TIFF 6.0, section 2).
#[derive(Clone)]
pub enum Value {
    Text(&'static str),
    Bytes(Vec<u8>),
    Long(u32),
    Fractions(Vec<(u32, u32)>),
    /// A directory of its own.
    Directory(Vec<Tag>),
    /// Bytes elsewhere, of which the tag gives the place, and another one the length.
    At(Vec<u8>),
}

/// EXIF with directories one behind the other, the lower byte first.
pub fn exif(directories: &[Vec<Tag>]) -> Vec<u8> {
    let mut bytes = b"II*\0\x08\0\0\0".to_vec();
    for (number, tags) in (1..).zip(directories) {
        let link = directory(&mut bytes, tags);
        if number < directories.len() {
            let next = (bytes.len() as u32).to_le_bytes();
            bytes[link..link + 4].copy_from_slice(&next);
        }
    }
    bytes
}

/// Adds a directory, its values behind it, and says where its link stands.
fn directory(bytes: &mut Vec<u8>, tags: &[Tag]) -> usize {
    let start = bytes.len();
    let link = start + 2 + 12 * tags.len();
    bytes.extend((tags.len() as u16).to_le_bytes());
    bytes.resize(link + 4, 0);
    for (number, Tag(tag, value)) in tags.iter().enumerate() {
        let (kind, count, content) = match value {
            Value::Text(text) => (2, text.len() as u32 + 1, [text.as_bytes(), b"\0"].concat()),
            Value::Bytes(content) => (7, content.len() as u32, content.clone()),
            Value::Long(number) => (4, 1, number.to_le_bytes().to_vec()),
            Value::Fractions(parts) => {
                let each = parts.iter().flat_map(|it| [it.0.to_le_bytes(), it.1.to_le_bytes()]);
                (5, parts.len() as u32, each.flatten().collect())
            }
            Value::Directory(tags) => {
                let at = bytes.len() as u32;
                directory(bytes, tags);
                (4, 1, at.to_le_bytes().to_vec())
            }
            Value::At(content) => {
                let at = bytes.len() as u32;
                bytes.extend(content);
                (4, 1, at.to_le_bytes().to_vec())
            }
        };
        let row = start + 2 + 12 * number;
        bytes[row..row + 2].copy_from_slice(&tag.to_le_bytes());
        bytes[row + 2..row + 4].copy_from_slice(&u16::to_le_bytes(kind));
        bytes[row + 4..row + 8].copy_from_slice(&count.to_le_bytes());
        let field = if content.len() <= 4 {
            content
        } else {
            let at = bytes.len() as u32;
            bytes.extend(content);
            at.to_le_bytes().to_vec()
        };
        bytes[row + 8..row + 8 + field.len()].copy_from_slice(&field);
    }
    link
}

/// Where a picture was taken: north and west of the middle of the world.
pub fn position() -> Tag {
    let degrees = |degrees, minutes| Value::Fractions(vec![(degrees, 1), (minutes, 1), (0, 1)]);
    let tags = vec![
        Tag(1, Value::Text("N")),
        Tag(2, degrees(54, 36)),
        Tag(3, Value::Text("W")),
        Tag(4, degrees(5, 54)),
    ];
    Tag(0x8825, Value::Directory(tags))
}

/// A segment of JPEG.
pub fn segment(marker: u8, content: &[u8]) -> Vec<u8> {
    let length = (content.len() as u16 + 2).to_be_bytes();
    [&[0xFF, marker][..], &length, content].concat()
}

/// A picture of grey fields of eight points, with segments behind its front: the
/// coding of it is the least that ITU T.81 asks for.
pub fn jpeg(size: (u16, u16), segments: &[Vec<u8>], shade: &dyn Fn(u16, u16) -> u8) -> Vec<u8> {
    let (width, height) = size;
    let frame = [&[8][..], &height.to_be_bytes(), &width.to_be_bytes(), &[1, 1, 0x11, 0]].concat();
    let first =
        [&[0, 0, 0, 0, 12, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0][..], &(0..12).collect::<Vec<u8>>()];
    let other = [0x10, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0];
    let tables = [segment(0xDB, &[&[0][..], &[1; 64]].concat()), segment(0xC0, &frame)].concat();
    let codes = [segment(0xC4, &first.concat()), segment(0xC4, &other)].concat();
    let scan = segment(0xDA, &[1, 1, 0, 0, 63, 0]);
    let points = fields(width.div_ceil(8), height.div_ceil(8), shade);
    [b"\xFF\xD8".to_vec(), segments.concat(), tables, codes, scan, points, b"\xFF\xD9".to_vec()]
        .concat()
}

/// The packed fields: of each the step from the one before, in four bits its
/// length and then itself, and a bit that ends the field.
fn fields(columns: u16, rows: u16, shade: &dyn Fn(u16, u16) -> u8) -> Vec<u8> {
    let mut bits = Vec::new();
    let mut before = 0;
    for (row, column) in (0..rows).flat_map(|row| (0..columns).map(move |column| (row, column))) {
        let level = (i32::from(shade(column, row)) - 128) * 8;
        let step = level - before;
        before = level;
        let length = 32 - step.unsigned_abs().leading_zeros();
        let value = if step < 0 { step + (1 << length) - 1 } else { step };
        bits.extend((0..4).rev().map(|bit| length >> bit & 1 == 1));
        bits.extend((0..length).rev().map(|bit| value >> bit & 1 == 1));
        bits.push(false);
    }
    bits.resize(bits.len().next_multiple_of(8), true);
    let byte = |bits: &[bool]| bits.iter().fold(0, |byte, bit| byte << 1 | u8::from(*bit));
    bits.chunks(8)
        .map(byte)
        .flat_map(|it| if it == 0xFF { vec![it, 0] } else { vec![it] })
        .collect()
}

/// A picture of one grey with segments.
pub fn plain_jpeg(segments: &[Vec<u8>]) -> Vec<u8> {
    jpeg((160, 120), segments, &|_, _| 128)
}

/// EXIF as a segment of JPEG.
pub fn exif_segment(exif: &[u8]) -> Vec<u8> {
    segment(0xE1, &[b"Exif\0\0", exif].concat())
}

/// A chunk of PNG.
pub fn chunk(kind: &[u8; 4], content: &[u8]) -> Vec<u8> {
    let sum = checksum(&[kind, content].concat()).to_be_bytes();
    [&(content.len() as u32).to_be_bytes()[..], kind, content, &sum].concat()
}

/// A PNG of a size with chunks; nothing looks at its points.
pub fn png(size: (u32, u32), chunks: &[Vec<u8>]) -> Vec<u8> {
    let head = [&size.0.to_be_bytes()[..], &size.1.to_be_bytes(), &[1, 0, 0, 0, 0]].concat();
    let parts = [chunk(b"IHDR", &head), chunks.concat(), chunk(b"IDAT", &[]), chunk(b"IEND", &[])];
    [b"\x89PNG\r\n\x1A\n".to_vec(), parts.concat()].concat()
}

/// A PNG of a hundred pixels a side, each of red, green, blue and cover.
pub fn clear_png(pixel: &dyn Fn(u32, u32) -> [u8; 4]) -> Vec<u8> {
    let side = 100_u32;
    let head = [&side.to_be_bytes()[..], &side.to_be_bytes(), &[8, 6, 0, 0, 0]].concat();
    let row = |y| [vec![0], (0..side).flat_map(|x| pixel(x, y)).collect()].concat();
    let rows: Vec<u8> = (0..side).flat_map(row).collect();
    let parts = [chunk(b"IHDR", &head), chunk(b"IDAT", &stored(&rows)), chunk(b"IEND", &[])];
    [b"\x89PNG\r\n\x1A\n".to_vec(), parts.concat()].concat()
}

/// Bytes as zlib stores them (RFC 1950): its own sum is that of Adler.
pub fn stored(bytes: &[u8]) -> Vec<u8> {
    let length = bytes.len() as u16;
    let (mut low, mut high) = (1_u32, 0_u32);
    for byte in bytes {
        low = (low + u32::from(*byte)) % 65_521;
        high = (high + low) % 65_521;
    }
    let sum = (high << 16 | low).to_be_bytes();
    [&[0x78, 0x01, 0x01][..], &length.to_le_bytes(), &(!length).to_le_bytes(), bytes, &sum].concat()
}

/// A GIF of frames of a size, with extensions before them.
pub fn gif(size: (u16, u16), extensions: &[Vec<u8>], frames: usize) -> Vec<u8> {
    let (width, height) = (size.0.to_le_bytes(), size.1.to_le_bytes());
    let head = [b"GIF89a", &width[..], &height, &[0, 0, 0]].concat();
    let frame = [&[0x2C, 0, 0, 0, 0][..], &width, &height, &[0, 2, 1, 0, 0]].concat();
    [head, extensions.concat(), frame.repeat(frames), vec![0x3B]].concat()
}

/// A comment of GIF.
pub fn gif_comment(text: &str) -> Vec<u8> {
    [&[0x21, 0xFE, text.len() as u8][..], text.as_bytes(), &[0]].concat()
}

/// A WebP of a size with chunks.
pub fn webp(size: (u32, u32), chunks: &[(&[u8; 4], &[u8])]) -> Vec<u8> {
    let of = |kind: &[u8], content: &[u8]| {
        let mut chunk = [kind, &(content.len() as u32).to_le_bytes(), content].concat();
        chunk.resize(chunk.len().next_multiple_of(2), 0);
        chunk
    };
    let (width, height) = ((size.0 - 1).to_le_bytes(), (size.1 - 1).to_le_bytes());
    let canvas = [&[0; 4][..], &width[..3], &height[..3]].concat();
    let parts: Vec<u8> = chunks.iter().flat_map(|(kind, content)| of(*kind, content)).collect();
    let body = [b"WEBP".to_vec(), of(b"VP8X", &canvas), parts].concat();
    [b"RIFF", &(body.len() as u32).to_le_bytes()[..], &body].concat()
}

/// XMP of properties.
pub fn xmp(properties: &str) -> String {
    format!(
        "<x:xmpmeta xmlns:x=\"adobe:ns:meta/\"><rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\">\
         <rdf:Description rdf:about=\"\">{properties}</rdf:Description></rdf:RDF></x:xmpmeta>"
    )
}

/// A data set of IPTC.
pub fn data_set(number: u8, text: &str) -> Vec<u8> {
    [&[0x1C, 2, number][..], &(text.len() as u16).to_be_bytes(), text.as_bytes()].concat()
}

/// A resource of Photoshop.
pub fn resource(number: u16, content: &[u8]) -> Vec<u8> {
    let mut bytes = [
        b"8BIM",
        &number.to_be_bytes()[..],
        &[0, 0],
        &(content.len() as u32).to_be_bytes(),
        content,
    ]
    .concat();
    bytes.resize(bytes.len().next_multiple_of(2), 0);
    bytes
}
