//! What cameras and programs note of a picture, in each format that carries it.

use foilint::document::Layer;

use crate::common::pictures::{
    Tag, Value, chunk, data_set, exif, exif_segment, gif, gif_comment, plain_jpeg, png, position,
    resource, segment, stored, webp, xmp,
};
use crate::common::sink::Everything;

const SIZE: (u32, u32) = (640, 480);

/// EXIF in every format that has a place for it.
fn carriers(exif: &[u8]) -> Vec<(&'static str, Vec<u8>)> {
    let prefixed = [b"Exif\0\0", exif].concat();
    let heif = [b"\0\0\0\x10ftypheic\0\0\0\0\0\0\0\0mdat", &prefixed[..]].concat();
    let hexadecimal: String = prefixed.iter().map(|it| format!("{it:02x}")).collect();
    let raw = "Raw profile type exif\0\0";
    let profile = stored(format!("\nexif\n    {}\n{hexadecimal}\n", prefixed.len()).as_bytes());
    vec![
        ("jpeg", plain_jpeg(&[exif_segment(exif)])),
        ("tiff", exif.to_vec()),
        ("png", png(SIZE, &[chunk(b"eXIf", exif)])),
        ("png", png(SIZE, &[chunk(b"zTXt", &[raw.as_bytes(), &profile].concat())])),
        ("webp", webp(SIZE, &[(b"EXIF", exif)])),
        ("heic", heif),
    ]
}

/// I01.
#[test]
fn the_place_where_a_picture_was_taken_is_told() {
    for (format, bytes) in carriers(&exif(&[vec![position()]])) {
        let everything = Everything::of("a", &bytes);
        assert_eq!(everything.format, Some(format));
        assert_eq!(everything.texts(Layer::Location), ["54.600000, -5.900000"], "{format}");
    }
    for (format, bytes) in carriers(&exif(&[vec![Tag(0x010F, Value::Text("Acme"))]])) {
        assert!(Everything::of("a", &bytes).texts(Layer::Location).is_empty(), "{format}");
    }
}

/// I01.
#[test]
fn a_place_that_nobody_gave_is_none() {
    let nowhere = Value::Fractions(vec![(0, 0), (0, 0), (0, 0)]);
    let tags = vec![Tag(2, nowhere.clone()), Tag(4, nowhere)];
    let bytes = exif(&[vec![Tag(0x8825, Value::Directory(tags))]]);
    assert!(Everything::of("a.tif", &bytes).texts(Layer::Location).is_empty());
}

/// I01.
#[test]
fn owners_numbers_and_comments_are_told() {
    let wide = |text: &str| text.encode_utf16().flat_map(u16::to_le_bytes).collect::<Vec<u8>>();
    let within = vec![
        Tag(0x9286, Value::Bytes([b"UNICODE\0", &wide("seen by Cole")[..]].concat())),
        Tag(0xA430, Value::Text("Jane Sample")),
        Tag(0xA431, Value::Text("SN900001")),
        Tag(0x927C, Value::Bytes(b"\x01\x02Dee's camera\0\xFE".to_vec())),
    ];
    let tags = vec![
        Tag(0x013B, Value::Text("Constable Bay")),
        Tag(0x9C9D, Value::Bytes(wide("Constable Eve\0"))),
        Tag(0x8769, Value::Directory(within)),
    ];
    for (format, bytes) in carriers(&exif(&[tags])) {
        let everything = Everything::of("a", &bytes);
        for text in [
            "Constable Bay",
            "Constable Eve",
            "seen by Cole",
            "Jane Sample",
            "SN900001",
            "Dee's camera",
        ] {
            assert_eq!(everything.layers_of(text), [Layer::ImageMetadata], "{format}: {text}");
        }
    }
}

/// I01.
#[test]
fn what_an_agency_noted_is_told() {
    let sets =
        [data_set(80, "Jane Sample"), data_set(92, "Exampleton"), data_set(120, "PC Bay at work")];
    let resources = resource(0x0404, &sets.concat());
    let jpeg = plain_jpeg(&[segment(0xED, &[b"Photoshop 3.0\0", &resources[..]].concat())]);
    let tiff = exif(&[vec![Tag(0x83BB, Value::Bytes(sets.concat()))]]);
    for bytes in [jpeg, tiff] {
        let everything = Everything::of("a", &bytes);
        assert_eq!(everything.layers_of("Jane Sample"), [Layer::ImageMetadata]);
        assert_eq!(everything.layers_of("PC Bay"), [Layer::ImageMetadata]);
        assert_eq!(everything.layers_of("Exampleton"), [Layer::Location]);
    }
}

/// I01.
#[test]
fn people_and_steps_in_xmp_are_told() {
    let text = xmp(
        "<mwg:Name>Jane Sample</mwg:Name><xmpMM:PreservedFileName>raid.jpg</xmpMM:PreservedFileName>\
         <rdf:li MPReg:PersonDisplayName=\"Constable Bay\"/><exif:GPSLatitude>54,36.0N</exif:GPSLatitude>",
    );
    let gif_xmp = [b"\x21\xFF\x0BXMP DataXMP", text.as_bytes(), &[0; 1]].concat();
    let _ = gif_xmp;
    let jpeg_xmp = [b"http://ns.adobe.com/xap/1.0/\0", text.as_bytes()].concat();
    let png_xmp = [b"XML:com.adobe.xmp\0\0\0\0\0", text.as_bytes()].concat();
    let cases = [
        plain_jpeg(&[segment(0xE1, &jpeg_xmp)]),
        png(SIZE, &[chunk(b"iTXt", &png_xmp)]),
        webp(SIZE, &[(b"XMP ", text.as_bytes())]),
        exif(&[vec![Tag(0x02BC, Value::Bytes(text.clone().into_bytes()))]]),
        [b"\0\0\0\x10ftypheic\0\0\0\0\0\0\0\0mdat", text.as_bytes()].concat(),
    ];
    for bytes in cases {
        let everything = Everything::of("a", &bytes);
        for text in ["Jane Sample", "Constable Bay", "raid.jpg"] {
            assert_eq!(
                everything.layers_of(text),
                [Layer::ImageMetadata],
                "{:?}: {text}",
                everything.format
            );
        }
        assert_eq!(everything.texts(Layer::Location), ["54,36.0N"]);
    }
}

/// I01.
#[test]
fn a_picture_within_xmp_is_handed_over() {
    let before = "/9j/".to_owned() + &"A".repeat(400);
    let text = [
        b"http://ns.adobe.com/xap/1.0/\0",
        xmp(&format!("<GImage:Data>{before}</GImage:Data>")).as_bytes(),
    ]
    .concat();
    let everything = Everything::of("a.jpg", &plain_jpeg(&[segment(0xE1, &text)]));
    assert_eq!(everything.enclosures[0].0, "Data.jpg");
    assert!(everything.enclosures[0].1.starts_with(b"\xFF\xD8\xFF"));
}

/// I03.
#[test]
fn texts_of_png_are_told_packed_or_not() {
    let packed = [b"Comment\0\0", &stored(b"seen by Cole")[..]].concat();
    let international =
        [b"Author\0\x01\0en\0Auteur\0", &stored("Zo\u{eb} Sample".as_bytes())[..]].concat();
    let chunks = [
        chunk(b"tEXt", b"Author\0Constable Bay"),
        chunk(b"zTXt", &packed),
        chunk(b"iTXt", &international),
        chunk(b"prVW", b"\x01\x02layer of Constable Dee\0"),
    ];
    let everything = Everything::of("a.png", &png(SIZE, &chunks));
    for text in ["Constable Bay", "seen by Cole", "Zo\u{eb} Sample"] {
        assert_eq!(everything.layers_of(text), [Layer::ImageMetadata], "{text}");
    }
    assert_eq!(everything.layers_of("Constable Dee"), [Layer::PrivateData]);
}

/// I03.
#[test]
fn comments_of_jpeg_and_gif_are_told() {
    let jpeg = plain_jpeg(&[segment(0xFE, b"seen by Cole")]);
    let gif = gif((640, 480), &[gif_comment("seen by Cole")], 1);
    for bytes in [jpeg, gif] {
        let everything = Everything::of("a", &bytes);
        assert_eq!(everything.texts(Layer::ImageMetadata), ["seen by Cole"]);
    }
}

#[test]
fn a_picture_without_notes_tells_nothing() {
    let cases = [plain_jpeg(&[]), png(SIZE, &[]), gif((640, 480), &[], 1), webp(SIZE, &[])];
    for bytes in cases {
        let everything = Everything::of("a", &bytes);
        assert!(everything.fragments.is_empty(), "{:?}", everything.fragments);
        assert_eq!(everything.gaps.len(), 1, "{:?}", everything.gaps);
    }
}
