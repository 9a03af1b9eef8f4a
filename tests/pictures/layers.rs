//! Pages, frames and layers: more than the one picture that a program shows.

use foilint::document::{Gap, Layer, Reason};

use crate::common::pictures::{
    Tag, Value, chunk, clear_png, data_set, exif, gif, png, resource, webp,
};
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

/// I05. What is rubbed out to transparency keeps its colours; a cleared area, and
/// a picture without one, keep nothing. What a marker or a blur lets through is for
/// the eye: the picture is a gap.
#[test]
fn transparent_pixels_that_keep_a_picture_are_told() {
    let slope = |x: u32, y: u32, cover: u8| [x as u8, y as u8, 0, cover];
    let told = |pixel: &dyn Fn(u32, u32) -> [u8; 4]| {
        let everything = Everything::of("a.png", &clear_png(pixel));
        assert_eq!(everything.gaps, [Gap::whole(Reason::Picture)]);
        everything.texts(Layer::ImageMetadata).join("")
    };
    let half = |x: u32, y: u32| slope(x, y, if x < 50 { 0 } else { 255 });
    assert_eq!(told(&half), "5000 transparent pixels keep a picture");
    assert_eq!(told(&|x, y| slope(x, y, 255)), "");
    assert_eq!(told(&|x, y| if x < 50 { [255, 255, 255, 0] } else { slope(x, y, 255) }), "");
    let cut = clear_png(&half);
    let reasons = Everything::of("a.png", &[&cut[..900], &cut[30_000..]].concat()).gaps;
    assert!(reasons.len() > 1, "what does not unpack is a gap of its own: {reasons:?}");
}

/// I07. A document behind a picture is a file; a medical picture is a gap.
#[test]
fn a_document_behind_a_picture_and_a_medical_picture_are_told() {
    let document = b"%PDF-1.7\n(Constable Bay)\n%%EOF";
    // A PDF says so within its first kilobyte.
    let picture = png((640, 480), &[chunk(b"hIST", &[0; 1024])]);
    let everything = Everything::of("a.png", &[&picture[..], document].concat());
    assert_eq!(everything.enclosures, [("after the end.pdf".to_owned(), document.to_vec())]);
    let medical = [&[0; 128][..], b"DICM\x10\0\x10\0PN\x0D\0Constable Bay"].concat();
    let everything = Everything::of("a.dcm", &medical);
    assert_eq!(everything.format, Some("dicom"));
    assert_eq!(everything.gaps, [Gap::whole(Reason::NotInThisVersion("medical pictures"))]);
    assert_eq!(everything.texts(Layer::UnknownPart).len(), 1);
}
