//! The small picture that a picture carries along: told where it shows something
//! else.

use foilint::document::Layer;

use crate::common::pictures::{Tag, Value, exif, exif_segment, jpeg};
use crate::common::sink::Everything;

/// A slope from black to white, with a field of it painted over or not.
fn slope(columns: u16, hole: bool) -> impl Fn(u16, u16) -> u8 {
    move |column, row| {
        let is_painted = hole && column * 4 / columns >= 3 && row * 4 / columns >= 2;
        if is_painted { 0 } else { (u32::from(column) * 255 / u32::from(columns)) as u8 }
    }
}

fn carrying(thumbnail: &[u8], size: (u16, u16), hole: bool) -> Everything {
    let first = vec![Tag(0x010F, Value::Text("Acme"))];
    let length = thumbnail.len() as u32;
    let second = vec![Tag(0x0201, Value::At(thumbnail.to_vec())), Tag(0x0202, Value::Long(length))];
    let bytes = jpeg(size, &[exif_segment(&exif(&[first, second]))], &slope(size.0 / 8, hole));
    Everything::of("a.jpg", &bytes)
}

/// I02.
#[test]
fn a_thumbnail_of_the_picture_is_nothing_to_tell() {
    let thumbnail = jpeg((160, 128), &[], &slope(20, false));
    let everything = carrying(&thumbnail, (640, 512), false);
    assert!(everything.texts(Layer::Thumbnail).is_empty());
    assert!(everything.enclosures.is_empty());
}

/// I02.
#[test]
fn a_thumbnail_that_shows_what_was_painted_over_is_told() {
    let thumbnail = jpeg((160, 128), &[], &slope(20, false));
    let everything = carrying(&thumbnail, (640, 512), true);
    assert_eq!(everything.texts(Layer::Thumbnail), ["160 × 128"]);
    assert_eq!(everything.enclosures, [("thumbnail.jpg".to_owned(), thumbnail)]);
}

/// I02.
#[test]
fn a_thumbnail_that_cannot_be_compared_is_told() {
    let everything = carrying(b"\xFF\xD8\xFF\xD9", (640, 512), false);
    assert_eq!(everything.texts(Layer::Thumbnail), ["4 bytes"]);
}
