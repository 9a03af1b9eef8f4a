//! Whether a thumbnail shows the same as its picture: programs cut and black out
//! the one and leave the other as it was.

use zune_jpeg::JpegDecoder;
use zune_jpeg::zune_core::bytestream::ZCursor;
use zune_jpeg::zune_core::colorspace::ColorSpace;
use zune_jpeg::zune_core::options::DecoderOptions;

use super::notes::Notes;

/// The fields along each side that are compared.
const FIELDS: usize = 16;

/// The most points of a picture that is unpacked for it.
const MOST: usize = 64 << 20;

/// How much lighter or darker, of 255, a field may be.
const NEAR: f32 = 56.0;

/// A picture in shades of grey.
struct Grey {
    width: usize,
    height: usize,
    points: Vec<u8>,
}

/// Pushes a thumbnail that is not that of the picture. One that cannot be
/// unpacked is pushed as well: nobody knows what it shows.
pub(super) fn compare(thumbnail: &[u8], picture: &[u8], notes: &mut Notes<'_>) {
    if !thumbnail.starts_with(b"\xFF\xD8") {
        return;
    }
    let small = Grey::of(thumbnail);
    let large = small.as_ref().and_then(|_| Grey::of(picture));
    let remark = match (&small, &large) {
        (Some(small), Some(large)) if are_alike(small, large) => return,
        (Some(_), Some(_)) => "it shows something else than the picture",
        _ => "it could not be compared with the picture",
    };
    let size = small.map_or_else(String::new, |it| format!("{} × {}", it.width, it.height));
    let length = format!("{} bytes", thumbnail.len());
    notes.unlike(thumbnail, remark, if size.is_empty() { &length } else { &size });
}

impl Grey {
    fn of(bytes: &[u8]) -> Option<Grey> {
        let options = DecoderOptions::new_safe().jpeg_set_out_colorspace(ColorSpace::Luma);
        let mut decoder = JpegDecoder::new_with_options(ZCursor::new(bytes), options);
        decoder.decode_headers().ok()?;
        let (width, height) = decoder.dimensions()?;
        if width.checked_mul(height).is_none_or(|it| it == 0 || it > MOST) {
            return None;
        }
        let points = decoder.decode().ok()?;
        (points.len() == width * height).then_some(Grey { width, height, points })
    }

    /// The mean shade of each field of a part that lies in the middle.
    fn fields(&self, width: usize, height: usize) -> Vec<f32> {
        let (left, top) = ((self.width - width) / 2, (self.height - height) / 2);
        let span = |from: usize, length: usize, field: usize| {
            let start = from + length * field / FIELDS;
            start..(from + length * (field + 1) / FIELDS).max(start + 1)
        };
        let mean = |number: usize| {
            let rows = span(top, height, number / FIELDS);
            let columns = span(left, width, number % FIELDS);
            let row = |row: usize| {
                self.points.get(row * self.width + columns.start..row * self.width + columns.end)
            };
            let (mut sum, mut count) = (0.0, 0.0_f32);
            for point in rows.filter_map(row).flatten() {
                sum += f32::from(*point);
                count += 1.0;
            }
            sum / count.max(1.0)
        };
        (0..FIELDS * FIELDS).map(mean).collect()
    }
}

/// Whether both show the same: all fields are as light, the picture turned or
/// not. Cameras fill a thumbnail of another shape with black.
fn are_alike(small: &Grey, large: &Grey) -> bool {
    let whole = large.fields(large.width, large.height);
    let within = |width: usize, height: usize| {
        let scale = (small.width as f32 / width as f32).min(small.height as f32 / height as f32);
        let fitted =
            |length: usize, most: usize| ((length as f32 * scale).round() as usize).clamp(1, most);
        small.fields(fitted(width, small.width), fitted(height, small.height))
    };
    let upright = within(large.width, large.height);
    let turned = within(large.height, large.width);
    let near = |small: &[f32], at: &dyn Fn(usize, usize) -> usize| {
        (0..FIELDS * FIELDS).all(|it| {
            let shade = small[at(it / FIELDS, it % FIELDS)];
            (shade - whole[it]).abs() <= NEAR
        })
    };
    let last = FIELDS - 1;
    near(&upright, &|row, column| row * FIELDS + column)
        || near(&upright, &|row, column| (last - row) * FIELDS + last - column)
        || near(&turned, &|row, column| column * FIELDS + last - row)
        || near(&turned, &|row, column| (last - column) * FIELDS + row)
}
