//! What opens, and what is said of it.

use foilint::document::{Layer, Reason};

use super::common::document::Document;
use super::common::legacy::WORD;
use super::common::locked::old::Old;
use super::common::locked::{Agile, DEFAULT, OTHER};
use super::common::pictures::png;
use super::common::pivot::Cache;
use super::common::ppt::{Ppt, document, drawing, notes, shape, slide};
use super::common::pptx::{Deck, plain};
use super::common::sink::Everything;
use super::common::{biff, locked};
use super::{OLD, everywhere, said, xls, xlsx};

/// X49. S16.
#[test]
fn a_workbook_under_the_password_of_every_excel_is_read_and_said_to_be_open() {
    for (way, bytes) in everywhere(DEFAULT) {
        let found = Everything::of("reply", &bytes);
        assert_eq!(found.layers_of(WORD), [Layer::HiddenSheet], "{way}");
        assert_eq!(found.layers_of("Total")[0], Layer::Body, "{way}");
        assert_eq!(found.layers_of("the recipient needs it"), [], "{way}");
        assert_eq!((said(&found), found.gaps), (1, vec![]), "{way}");
    }
}

#[test]
fn a_workbook_under_a_given_password_is_read() {
    for (way, bytes) in everywhere(OTHER) {
        let found = Everything::with("reply", &bytes, &format!("wrong\n{OTHER}\n"));
        assert_eq!(found.layers_of(WORD), [Layer::HiddenSheet], "{way}");
        assert_eq!(found.layers_of("the recipient needs it"), [Layer::Property], "{way}");
        assert_eq!((said(&found), found.gaps), (0, vec![]), "{way}");
    }
}

#[test]
fn a_workbook_under_an_unknown_password_is_a_gap_and_no_more() {
    for (way, bytes) in everywhere(OTHER) {
        for passwords in ["", "wrong\nother"] {
            let found = Everything::with("reply", &bytes, passwords);
            let reasons: Vec<_> = found.gaps.iter().map(|gap| &gap.reason).collect();
            assert_eq!(reasons, [&Reason::Encrypted], "{way}");
            assert_eq!((found.layers_of(WORD), said(&found)), (vec![], 0), "{way}");
        }
    }
}

#[test]
fn the_pivot_caches_of_an_encrypted_workbook_open_with_it() {
    let cache = Cache { sheet: "Staff", user: "A Clerk", items: vec![WORD], records: vec![] };
    for old in OLD {
        let plain = cache.stream();
        let streams = [("/_SX_DB_CUR/0001".to_owned(), old.lock(&plain, DEFAULT))];
        let found = Everything::of("reply", &xls(old, DEFAULT, &streams));
        assert!(found.layers_of(WORD).contains(&Layer::PivotCache), "{old:?}");
        assert_eq!(found.gaps, [], "{old:?}");
    }
}

#[test]
fn the_properties_that_were_moved_into_one_stream_are_read() {
    let properties = biff::summary(4, "Sampleworth, J");
    for old in [Old::Api(40), Old::Api(128)] {
        let moved = old.moved(&[("\u{5}SummaryInformation", &properties)], DEFAULT);
        let found = |bytes: &[u8]| {
            let streams = [("/encryption".to_owned(), bytes.to_vec())];
            Everything::of("reply", &xls(old, DEFAULT, &streams))
        };
        let whole = found(&moved);
        assert_eq!(whole.layers_of("Sampleworth, J"), [Layer::Property], "{old:?}");
        assert_eq!(whole.gaps, [], "{old:?}");
        for length in 0..moved.len() {
            let cut = found(&moved[..length]);
            assert_eq!(cut.gaps[0].reason, Reason::Encrypted, "{old:?} cut off at {length}");
            assert_eq!(cut.layers_of(WORD), [Layer::HiddenSheet], "{old:?}");
        }
    }
}

#[test]
fn the_properties_beside_an_encrypted_package_are_read() {
    let (info, package) = Agile::default().streams(&xlsx(), OTHER);
    let streams = [
        ("/EncryptionInfo".to_owned(), info),
        ("/EncryptedPackage".to_owned(), package),
        ("/\u{5}SummaryInformation".to_owned(), biff::summary(4, "Sampleworth, J")),
    ];
    let found = Everything::with("reply", &biff::compound(&streams), OTHER);
    assert_eq!(found.layers_of("Sampleworth, J"), [Layer::Property]);
    assert_eq!(found.gaps, []);
}

#[test]
fn a_document_that_is_not_read_yet_is_opened_and_scanned() {
    let part =
        |name: &str, text: &str| super::common::archive::Entry::stored(name, text.as_bytes());
    let document = super::common::archive::archive(&[
        part("[Content_Types].xml", "<Types/>"),
        part("visio/pages/page1.xml", &format!("<w><t>{WORD}</t></w>")),
    ]);
    let found = Everything::with("reply", &Agile::default().lock(&document, OTHER), OTHER);
    assert!(!found.layers_of(WORD).is_empty());
    assert!(matches!(found.gaps[..], [ref gap] if gap.reason.name() == "not-in-this-version"));
}

#[test]
fn a_document_under_a_given_password_is_read() {
    let document = Document::new().line("Dear Sir").run("<w:vanish/>", WORD).zip();
    let found = Everything::with("reply", &Agile::default().lock(&document, OTHER), OTHER);
    assert_eq!(found.layers_of(WORD), [Layer::HiddenText]);
    assert_eq!(found.gaps, []);
}

#[test]
fn a_locked_workbook_within_a_locked_workbook_opens_too() {
    let inner = Agile::default().lock(&xlsx(), DEFAULT);
    let found = Everything::of("reply", &Agile::default().lock(&inner, DEFAULT));
    assert_eq!(found.layers_of(WORD), [Layer::HiddenSheet]);
    let plain = locked::standard(&xlsx(), DEFAULT);
    assert_eq!(Everything::of("reply", &plain).enclosures, []);
}

/// A presentation of one slide with the word in its notes, and its properties moved
/// into a stream of their own.
fn slides(password: &str) -> Vec<u8> {
    let parts = [
        document(&[&[]], &[3], &[]),
        slide(0, &[drawing(&[shape("Total", (0, 0, 90, 90), 0)])]),
        notes(256, WORD),
    ];
    let old = Old::Api(128);
    let mut file = Ppt::default().save_locked(&parts, old, password);
    let picture = png((640, 480), &[]);
    let head = [0x6E00_u16, 0xF01E].map(u16::to_le_bytes).concat();
    let length = (17 + picture.len() as u32).to_le_bytes();
    let fields = [&[&head[..], &length].concat(), &[7; 16][..], &[0xFF], &picture];
    let pictures = fields.map(|it| old.alone(it, password, 0)).concat();
    file.streams.push(("/Pictures".to_owned(), pictures));
    file.streams.push(("/EncryptedSummary".to_owned(), old.moved(&[("Notes", b"x")], password)));
    file.bytes()
}

#[test]
fn a_presentation_opens_under_a_given_password_and_that_of_every_powerpoint() {
    let every = "/01Hannes Ruescher/01";
    for password in [OTHER, every] {
        let found = Everything::with("reply", &slides(password), OTHER);
        assert_eq!(found.format, Some("ppt"));
        assert_eq!(found.layers_of(WORD), [Layer::SpeakerNotes], "{password}");
        assert_eq!(found.texts(Layer::Body), ["Total"]);
        assert_eq!(said(&found), usize::from(password == every));
        let names: Vec<&str> = found.enclosures.iter().map(|it| it.0.as_str()).collect();
        assert_eq!(names, ["picture1.png", "Notes"]);
        assert_eq!(found.gaps, []);
    }
    let closed = Everything::with("reply", &slides("unknown"), OTHER);
    assert_eq!(closed.layers_of(WORD), []);
    assert!(closed.gaps.iter().any(|it| it.part.is_empty() && it.reason.name() == "encrypted"));
}

#[test]
fn a_pptx_under_a_given_password_is_read() {
    let locked = |password| Agile::default().lock(&Deck::of(&plain(WORD)).bytes(), password);
    let found = Everything::with("reply", &locked(OTHER), OTHER);
    assert_eq!(
        (found.format, found.layers_of(WORD)),
        (Some("encrypted-office"), vec![Layer::Body])
    );
    let closed = Everything::with("reply", &locked("unknown"), OTHER);
    assert_eq!(closed.gaps.len(), 1);
}
