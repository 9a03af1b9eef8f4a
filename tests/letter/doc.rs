//! Documents of Word 97 to 2003, one place at a time.

use foilint::document::{Layer, Reason};

use super::common::biff::compound;
use super::common::sink::Everything;
use super::common::word::{Line, Word, counted, hidden, list, sprm, sttb};
use super::{WORD, assert_planted, assert_seen, whole};

fn letter() -> Word {
    Word::of(&[Line::of("Dear all"), Line::of("Yours")])
}

/// A letter with a line of the word in letters of some properties.
fn run(properties: &[u8]) -> Vec<u8> {
    Word::of(&[Line::of("Dear ").and(WORD, properties), Line::of("Yours")]).bytes()
}

/// Asserts that a letter tells the word in a layer, and the plain one has no such.
#[track_caller]
fn planted(word: &Word, layer: Layer) {
    assert_planted("doc", &word.bytes(), &letter().bytes(), layer);
}

#[test]
fn a_plain_letter_is_its_lines_in_either_width() {
    for is_narrow in [false, true] {
        let word = Word { is_narrow, ..Word::of(&[Line::of("Zo\u{eb}\u{b}Bay"), Line::of(WORD)]) };
        let found = whole("doc", &word.bytes());
        assert_eq!(found.texts(Layer::Body), ["Zo\u{eb}\nBay", WORD]);
        assert_eq!(found.fragments.len(), 2, "{:?}", found.fragments);
    }
}

/// W01.
#[test]
fn what_a_fast_save_left_behind_is_told() {
    let wide: Vec<u8> = WORD.encode_utf16().flat_map(u16::to_le_bytes).collect();
    for between in [wide, WORD.as_bytes().to_vec()] {
        planted(&Word { between, ..letter() }, Layer::EarlierRevision);
    }
}

/// W01.
#[test]
fn letters_lie_in_pieces_wherever_these_are() {
    // The second piece comes first in the stream.
    let plain = Word::of(&[Line::of("all"), Line::of("Dear")]);
    let piece = |from: u32| [&[0; 2][..], &(0x400 + from * 2).to_le_bytes(), &[0; 2]].concat();
    let pieces = list(&[0, 5, 9], &[piece(4), piece(0)].concat());
    let pieces = [&[2][..], &(pieces.len() as u32).to_le_bytes(), &pieces].concat();
    let found = whole("doc", &plain.entry(33, pieces).bytes());
    assert_eq!(found.texts(Layer::Body), ["Dear", "all"]);
}

/// W02.
#[test]
fn deletions_and_insertions_are_told_with_their_authors() {
    let moment: u32 = 24 << 11 | 11 << 16 | 126 << 20;
    let cases =
        [(0x0800, 0x4863, 0x6864, Layer::Deletion), (0x0801, 0x4804, 0x6805, Layer::Insertion)];
    for (mark, author, day, layer) in cases {
        let marks = [sprm(mark, &[1]), sprm(author, &[1, 0]), sprm(day, &moment.to_le_bytes())];
        let line = Line::of("Dear ").and(WORD, &marks.concat());
        let word = Word::of(&[line]).entry(51, sttb(&["Unknown", "A Clerk"]));
        let found = whole("doc", &word.bytes());
        assert!(found.layers_of(WORD).contains(&layer));
        let author = found.fragments.iter().find(|it| it.text == "A Clerk").unwrap();
        assert_eq!((author.layer, author.named.as_str()), (Layer::Revision, "2026-11-24"));
    }
    assert_seen("doc", &run(&sprm(0x0800, &[0])));
}

/// W03.
#[test]
fn who_saved_it_where_is_told() {
    planted(&letter().entry(71, sttb(&[WORD, "C:\\a.doc"])), Layer::Revision);
    planted(&letter().entry(71, sttb(&["A Clerk", &format!("C:\\{WORD}.doc")])), Layer::SavePath);
}

/// W04.
#[test]
fn comments_are_told_with_their_authors() {
    let mark = [&counted("AC")[..], &[0; 14], &[0; 10]].concat();
    let word = |text: &str| {
        letter()
            .part(4, &[text])
            .entry(4, list(&[0, 9], &mark))
            .entry(5, list(&[0, text.len() as u32 + 1], &[]))
            .entry(36, counted("A Clerk"))
    };
    let found = whole("doc", &word(WORD).bytes());
    assert_eq!(found.texts(Layer::Comment), ["A Clerk", "AC", WORD]);
    assert_eq!(found.places_of(WORD)[0].2, "comment 1");
    assert!(whole("doc", &word("").bytes()).layers_of(WORD).is_empty());
}

/// W04.
#[test]
fn notes_headers_and_boxes_are_told_where_they_stand() {
    planted(&letter().part(1, &[WORD]), Layer::Footnote);
    planted(&letter().part(5, &[WORD]), Layer::Footnote);
    planted(&letter().part(6, &[WORD]), Layer::TextBox);
    planted(&letter().part(3, &[WORD]), Layer::Macro);
    let length = WORD.len() as u32 + 1;
    let story = |kind: usize| {
        let positions: Vec<u32> =
            (0..=12).map(|it| if it > 6 + kind { length } else { 0 }).collect();
        letter().part(2, &[WORD]).entry(11, list(&positions, &[]))
    };
    planted(&story(1), Layer::HeaderFooter);
    planted(&story(0), Layer::HiddenText);
    planted(&story(4), Layer::HiddenText);
    planted(&story(0).entry(31, vec![1]), Layer::HeaderFooter);
}

/// W04.
#[test]
fn objects_are_files_inside() {
    let word = letter().stream("/ObjectPool/_1/Package", b"PK\x03\x04").stream(
        "/ObjectPool/_2/\u{1}Ole10Native",
        b"\x20\0\0\0\x02\0a.txt\0b\0\0\0\x03\0\x01\0\0\0\0\x02\0\0\0hi",
    );
    let found = whole("doc", &word.bytes());
    let expected = [("object1", &b"PK\x03\x04"[..]), ("a.txt", b"hi")];
    assert_eq!(found.enclosures, expected.map(|it| (it.0.to_owned(), it.1.to_vec())));
    assert!(whole("doc", &letter().bytes()).enclosures.is_empty());
}

/// D08. An object that Office keeps in a part of its own is the file that was put in.
#[test]
fn an_object_by_itself_is_the_file_in_it() {
    let streams = |own: (&str, &[u8])| {
        let all = [own, ("\u{1}CompObj", b"Package of Objects"), ("\u{3}EPRINT", b"\x01\0")];
        compound(&all.map(|(name, bytes)| (name.to_owned(), bytes.to_vec())))
    };
    let native = b"\x20\0\0\0\x02\0a.txt\0b\0\0\0\x03\0\x01\0\0\0\0\x02\0\0\0hi";
    let inner = |own| -> Vec<(String, Vec<u8>)> {
        let found = whole("ole-object", &streams(own));
        found.enclosures.into_iter().filter(|it| it.0 != "EPRINT").collect()
    };
    assert_eq!(inner(("\u{1}Ole10Native", native)), [("a.txt".to_owned(), b"hi".to_vec())]);
    assert_eq!(inner(("Package", b"PK\x03\x04")), [("reply".to_owned(), b"PK\x03\x04".to_vec())]);
    assert_eq!(inner(("CONTENTS", b"%PDF-")), [("CONTENTS".to_owned(), b"%PDF-".to_vec())]);
    let cut = Everything::of("reply", &streams(("\u{1}Ole10Native", &native[..12])));
    assert_eq!(cut.gaps.len(), 1, "what is cut off is a gap");
}

/// W04.
#[test]
fn pictures_of_the_data_stream_are_files_inside() {
    let record = |kind: u16, instance: u16, data: &[u8]| {
        let head = [
            (instance << 4 | if kind == 0xF004 { 15 } else { 0 }).to_le_bytes(),
            kind.to_le_bytes(),
        ];
        [&head.concat()[..], &(data.len() as u32).to_le_bytes(), data].concat()
    };
    let png = b"\x89PNG\r\n\x1a\n";
    let blip = record(0xF01E, 0x6E0, &[&[0; 17][..], png].concat());
    let crop = [&0x0102_u16.to_le_bytes()[..], &900_u32.to_le_bytes()].concat();
    let shape = record(0xF004, 0, &record(0xF00B, 1, &crop));
    let mut data = vec![0; 68];
    data[4..8].copy_from_slice(&[68, 0, 0x64, 0]);
    data.extend([shape, blip].concat());
    let length = (data.len() as u32).to_le_bytes();
    data[..4].copy_from_slice(&length);
    let place = [sprm(0x6A03, &[0; 4]), sprm(0x0855, &[1])].concat();
    let word = Word { data, ..Word::of(&[Line::of("a").and("\u{1}", &place)]) };
    let found = whole("doc", &word.bytes());
    assert_eq!(found.enclosures, [("picture1.png".to_owned(), png.to_vec())]);
    assert_eq!(found.texts(Layer::ImageMetadata).len(), 1);
}

/// W05.
#[test]
fn letters_that_nobody_sees_are_told() {
    assert_planted("doc", &run(&hidden()), &letter().bytes(), Layer::HiddenText);
    let cases = [
        (sprm(0x2A42, &[8]), sprm(0x2A42, &[1])),
        (sprm(0x6870, &[255, 255, 255, 0]), sprm(0x6870, &[255, 255, 255, 255])),
        (sprm(0x4A43, &[2, 0]), sprm(0x4A43, &[24, 0])),
        ([sprm(0x2A42, &[1]), sprm(0x2A0C, &[1])].concat(), sprm(0x2A0C, &[7])),
    ];
    for (own, twin) in cases {
        let layers = whole("doc", &run(&own)).layers_of(WORD);
        assert!(matches!(layers[..], [Layer::InvisibleText | Layer::CoveredText]), "{layers:?}");
        assert_seen("doc", &run(&twin));
    }
    assert_seen("doc", &run(&sprm(0x083C, &[0])));
}

/// W05.
#[test]
fn a_style_hides_and_names() {
    let style = |name: &str, number: u16, letters: &[u8]| {
        let mut style = number.to_le_bytes().to_vec();
        style.extend([0xF1, 0xFF, 0, 0, 0, 0, 0, 0]);
        style.extend(counted(name));
        style.extend([0, 0, 2, 0, 0, 0]);
        style.extend((letters.len() as u16).to_le_bytes());
        style.extend(letters);
        style.resize(style.len().next_multiple_of(2), 0);
        let length = (style.len() as u16).to_le_bytes();
        [&[4, 0, 1, 0, 10, 0][..], &length, &style].concat()
    };
    let lines = [Line::of(WORD), Line::run("Yours", &sprm(0x083C, &[0x81]))];
    let found = whole("doc", &Word::of(&lines).entry(1, style("Normal", 0, &hidden())).bytes());
    assert_eq!(found.layers_of(WORD), [Layer::HiddenText]);
    assert_eq!(found.layers_of("Yours"), [Layer::Body], "the other than that of its style");
    planted(&letter().entry(1, style(WORD, 0x0FFE, &[])), Layer::Property);
}

/// W05.
#[test]
fn fields_variables_bookmarks_and_templates_are_told() {
    let field = |code: &str| Word::of(&[Line::of(&format!("\u{13}{code}\u{14}shown\u{15}"))]);
    planted(&field(&format!(" MERGEFIELD {WORD} ")), Layer::FieldCode);
    planted(&field(&format!(" HYPERLINK \"mailto:{WORD}\" ")), Layer::Hyperlink);
    let variables = [&sttb(&["Owner"])[..], &counted(WORD), &[0, 0]].concat();
    planted(&letter().entry(60, variables), Layer::DocumentVariable);
    planted(&letter().entry(21, sttb(&[WORD, "_Toc1"])), Layer::Property);
    planted(&letter().entry(32, sttb(&["", WORD])), Layer::SavePath);
    let found = whole("doc", &field(" PAGE ").entry(32, sttb(&["", "Normal.dot"])).bytes());
    assert_eq!(found.texts(Layer::Body), ["shown"]);
    assert_eq!(found.fragments.len(), 1, "{:?}", found.fragments);
}

/// W05.
#[test]
fn a_table_has_rows_columns_and_grounds() {
    let mut lines = vec![Line::of("Staff")];
    lines.extend(Line::row(&["Surname", "Rank"]));
    lines.extend(Line::row(&[WORD, "Sergeant"]));
    lines.push(Line::of("After"));
    let found = whole("doc", &Word::of(&lines).bytes());
    let place = |text: &str| found.places_of(text)[0].clone();
    assert_eq!(place(WORD), (Layer::Body, "table 1".to_owned(), "2,1".to_owned()));
    assert_eq!(place("Sergeant").2, "2,2");
    assert_eq!(place("After").1, "");
    assert_eq!(found.headings[0].1.of(1), Some("Surname"));
    let white = sprm(0x2A42, &[8]);
    let black = [&[20][..], &[0, 0, 0, 0, 0, 0, 0, 0, 0, 0], &[0; 4], &[0; 4], &[0xFF; 2]].concat();
    let mut row = Line::row(&["", "Rank"]);
    row[0].runs = vec![(WORD.to_owned(), white)];
    assert_eq!(whole("doc", &Word::of(&row).bytes()).layers_of(WORD), [Layer::InvisibleText]);
    row[2].properties.extend(sprm(0xD612, &black));
    assert_seen("doc", &Word::of(&row).bytes());
}

/// W06.
#[test]
fn a_document_that_is_encrypted_is_a_gap() {
    for flags in [0x0100, 0x8100] {
        let found = Everything::of("a.doc", &Word { flags, ..letter() }.bytes());
        assert_eq!(found.gaps[0].reason, Reason::Encrypted);
        assert!(found.texts(Layer::Body).is_empty());
    }
}

#[test]
fn the_text_of_an_older_document_is_read_and_the_rest_is_a_gap() {
    let mut main = vec![0; 0x300];
    for (at, value) in [(0, 0xA5DC_u16), (2, 101), (6, 0x419), (24, 0x300), (0x34, 8)] {
        main[at..at + 2].copy_from_slice(&value.to_le_bytes());
    }
    main.extend(b"Dear \xCF\xF0\r");
    let found = Everything::of("a.doc", &compound(&[("/WordDocument".to_owned(), main)]));
    assert_eq!(found.format, Some("doc"));
    assert_eq!(found.texts(Layer::Body), ["Dear Пр"]);
    assert!(matches!(found.gaps[0].reason, Reason::NotInThisVersion(_)));
}
