//! Pages, frames and layers: more than the one picture that a program shows.

use foilint::document::Layer;

use crate::common::pictures::{Tag, Value, chunk, data_set, exif, gif, png, resource, webp};
use crate::common::sink::Everything;

/// I04.
#[test]
fn pages_and_frames_are_counted() {
    let page = |width| vec![Tag(0x0100, Value::Long(width)), Tag(0x0101, Value::Long(800))];
    let tiff = |pages: u32| exif(&(0..pages).map(|it| page(600 + it)).collect::<Vec<_>>());
    let frames = |count: usize| {
        [
            png((640, 480), &vec![chunk(b"fcTL", &[0; 26]); count]),
            gif((640, 480), &[], count),
            webp((640, 480), &vec![(b"ANMF", &[0; 16][..]); count]),
        ]
    };
    assert_eq!(Everything::of("a", &tiff(3)).texts(Layer::ImageMetadata), ["3 pages"]);
    assert!(Everything::of("a", &tiff(1)).texts(Layer::ImageMetadata).is_empty());
    for (several, one) in frames(3).iter().zip(frames(1)) {
        assert_eq!(Everything::of("a", several).texts(Layer::ImageMetadata), ["3 frames"]);
        assert!(Everything::of("a", &one).texts(Layer::ImageMetadata).is_empty());
    }
}

/// I04.
#[test]
fn pictures_beneath_a_picture_are_counted() {
    let small = vec![Tag(0x0100, Value::Long(60)), Tag(0x0101, Value::Long(80))];
    let bytes = exif(&[vec![Tag(0x0100, Value::Long(600)), Tag(0x014A, Value::Directory(small))]]);
    assert_eq!(Everything::of("a.tif", &bytes).texts(Layer::ImageMetadata), ["1 picture beneath"]);
}

/// I04.
#[test]
fn the_names_and_texts_of_layers_are_told() {
    let wide = |text: &str| text.encode_utf16().flat_map(u16::to_be_bytes).collect::<Vec<u8>>();
    let name = "Statement of Bay";
    let layer =
        [b"8BIMluni\0\0\0\x24", &(name.len() as u32).to_be_bytes()[..], &wide(name)].concat();
    let text =
        [b"EngineDatatdta << /Text (\xFE\xFF", &wide("Constable Cole")[..], b")\n >>"].concat();
    let resources = resource(0x0404, &data_set(80, "Jane Sample"));
    let head =
        [&b"8BPS\0\x01\0\0\0\0\0\0\0\x03\0\0\x02\0\0\0\x03\0\0\x08\0\x03"[..], &[0; 4]].concat();
    let psd =
        [&head[..], &(resources.len() as u32).to_be_bytes(), &resources, &layer, &text].concat();
    let everything = Everything::of("a.psd", &psd);
    assert_eq!(everything.format, Some("psd"));
    assert_eq!(everything.texts(Layer::OptionalContent), [name, "Constable Cole"]);
    assert_eq!(everything.layers_of("Jane Sample"), [Layer::ImageMetadata]);
}
