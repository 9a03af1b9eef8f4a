//! Slides of PowerPoint 97 to 2003.

use foilint::document::{Layer, Reason};

use super::common::ppt::{Ppt, atom, container, document, drawing, notes, shape, slide, wide};
use super::common::sink::Everything;
use super::common::vba::project;
use super::{WORD, assert_in, assert_seen, whole};

/// A place on the slide: top, left, right, bottom.
const ON: (i16, i16, i16, i16) = (90, 90, 900, 300);

/// A slide with a shape that everyone sees.
fn seen(text: &str) -> Vec<u8> {
    slide(0, &[drawing(&[shape(text, ON, 0)])])
}

/// A presentation of one slide and of more parts.
fn with(own: Vec<u8>, more: &[Vec<u8>]) -> Everything {
    let parts = [vec![document(&[&[]], &[], &[]), own], more.to_vec()].concat();
    whole("ppt", &Ppt::default().save(&parts).bytes())
}

/// P09.
#[test]
fn text_of_an_earlier_save_is_told() {
    let save = |text: &str| [document(&[&[]], &[], &[]), seen(text)];
    let found = whole("ppt", &Ppt::default().save(&save(WORD)).save(&save("Reply")).bytes());
    assert_eq!(found.layers_of(WORD), [Layer::EarlierRevision]);
    assert_eq!(found.places_of(WORD)[0].1, "earlier saves (1)");
    assert_eq!(found.texts(Layer::Body), ["Reply"]);
    let found = whole("ppt", &Ppt::default().save(&save(WORD)).save(&save(WORD)).bytes());
    assert_seen(&found);
}

/// P09.
#[test]
fn a_comment_of_an_earlier_save_is_told() {
    let commented = |text: &str| {
        let comment = container(0x2EE0, 0, &[wide(0x0FBA, 0, "B Clerk"), wide(0x0FBA, 1, text)]);
        let blob = atom(0x138B, 0, &comment);
        let tags =
            container(0x1388, 0, &[container(0x138A, 0, &[wide(0x0FBA, 0, "___PPT10"), blob])]);
        slide(0, &[drawing(&[shape("Reply", ON, 0)]), tags])
    };
    assert_in(&with(commented(WORD), &[]), Layer::Comment, "comments of slide 1", "comment 1");
    let save = |own: Vec<u8>| [document(&[&[]], &[], &[]), own];
    let found = whole(
        "ppt",
        &Ppt::default().save(&save(commented(WORD))).save(&save(seen("Reply"))).bytes(),
    );
    assert_eq!(found.layers_of(WORD), [Layer::EarlierRevision]);
}

/// P01.
#[test]
fn a_hidden_slide_is_told() {
    let of = |flags| with(slide(flags, &[drawing(&[shape(WORD, ON, 0)])]), &[]);
    assert_in(&of(0x0004), Layer::HiddenSlide, "slide 1", "1");
    assert_seen(&of(0x0001));
}

/// P02.
#[test]
fn speaker_notes_are_told() {
    let parts = [document(&[&[]], &[3], &[]), seen("Reply"), notes(256, WORD)];
    let found = whole("ppt", &Ppt::default().save(&parts).bytes());
    assert_in(&found, Layer::SpeakerNotes, "notes of slide 1", "1");
    let found = with(seen("Reply"), &[notes(256, WORD)]);
    assert_in(&found, Layer::SpeakerNotes, "notes of no slide", "1");
}

/// P03.
#[test]
fn a_shape_is_off_the_slide_or_hidden() {
    let of = |place, flags| with(slide(0, &[drawing(&[shape(WORD, place, flags)])]), &[]);
    assert_in(&of((90, 5_800, 6_500, 300), 0), Layer::OffSlide, "slide 1", "1");
    assert_in(&of(ON, 0x0002_0002), Layer::HiddenShape, "slide 1", "1");
    assert_seen(&of((90, 5_700, 6_500, 300), 0x0002_0000));
}

/// P03.
#[test]
fn what_the_outline_keeps_is_seen_where_a_placeholder_shows_it() {
    let placeholder = container(0xF004, 0, &[container(0xF00D, 0, &[atom(0x0F9E, 0, &[0; 4])])]);
    let of = |shapes: &[Vec<u8>]| {
        let parts = [document(&[&[WORD]], &[], &[]), slide(0, &[drawing(shapes)])];
        whole("ppt", &Ppt::default().save(&parts).bytes())
    };
    assert_seen(&of(&[placeholder]));
    assert_in(&of(&[]), Layer::HiddenText, "slide 1", "1");
}

/// P01.
#[test]
fn a_slide_that_is_not_listed_is_an_orphan() {
    let found = with(seen("Reply"), &[seen(WORD)]);
    assert_in(&found, Layer::OrphanPart, "a slide that is not listed", "1");
}

/// P04.
#[test]
fn what_is_embedded_is_a_file_or_macro_code() {
    let packed = |bytes: &[u8]| {
        use std::io::Write as _;
        let mut packer = flate2::write::ZlibEncoder::new(Vec::new(), flate2::Compression::fast());
        packer.write_all(bytes).unwrap();
        let length = (bytes.len() as u32).to_le_bytes();
        atom(0x1011, 1, &[&length[..], &packer.finish().unwrap()].concat())
    };
    let found = with(seen("Reply"), &[packed(b"a file")]);
    assert_eq!(found.enclosures, [("object1".to_owned(), b"a file".to_vec())]);
    let found = with(seen("Reply"), &[packed(&project("Module1", &format!("' {WORD}")))]);
    assert_eq!(found.layers_of(WORD), [Layer::Macro]);
}

/// P06.
#[test]
fn strings_beside_the_slides_are_told() {
    let cases = [
        (0x0FD7, Layer::Hyperlink, "link"),
        (0x1389, Layer::CustomXml, "tag"),
        (0x0411, Layer::CustomView, "custom show"),
        (0x0FD9, Layer::HeaderFooter, "header or footer"),
    ];
    for (kind, layer, place) in cases {
        let more = container(kind, 0, &[wide(0x0FBA, 1, WORD)]);
        let parts = [document(&[&[]], &[], &[more]), seen("Reply")];
        let found = whole("ppt", &Ppt::default().save(&parts).bytes());
        assert_in(&found, layer, "beside the slides", place);
    }
}

/// P09.
#[test]
fn who_saved_it_last_is_told() {
    let found = with(seen("Reply"), &[]);
    let place = (Layer::Property, "current user".to_owned(), "last-modified-by".to_owned());
    assert_eq!(found.places_of("A Clerk"), [place]);
}

/// P09.
#[test]
fn an_encrypted_presentation_is_a_gap() {
    let own = Ppt { is_encrypted: true, ..Ppt::default().save(&[document(&[&[]], &[], &[])]) };
    let found = Everything::of("reply.ppt", &own.bytes());
    assert!(found.gaps.iter().any(|it| it.part.is_empty() && it.reason == Reason::Encrypted));
}

/// P02.
#[test]
fn notes_are_told_whatever_slide_they_say_they_are_of() {
    let parts =
        [document(&[&[]], &[3, 4], &[]), seen("Reply"), notes(256, "Brief"), notes(256, WORD)];
    let found = whole("ppt", &Ppt::default().save(&parts).bytes());
    assert_in(&found, Layer::SpeakerNotes, "notes of no slide", "1");
    let parts = [document(&[&[]], &[3], &[]), seen("Reply"), notes(999, WORD)];
    let found = whole("ppt", &Ppt::default().save(&parts).bytes());
    assert_in(&found, Layer::SpeakerNotes, "notes of no slide", "1");
}
