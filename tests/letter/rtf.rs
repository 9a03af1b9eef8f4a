//! Rich text, one place at a time.

use foilint::document::{Layer, Reason};

use super::common::sink::Everything;
use super::{WORD, assert_planted, assert_seen, whole};

/// A text around a piece of itself.
fn text(inner: &str) -> Vec<u8> {
    format!(
        "{{\\rtf1\\ansi\\ansicpg1252\\deff0{{\\fonttbl{{\\f0\\fcharset0 Arial;}}\
         {{\\f1\\fcharset204 Arial;}}}}{{\\colortbl;\\red255\\green255\\blue255;\
         \\red0\\green0\\blue0;}}{{\\*\\revtbl{{Unknown;}}{{A Clerk;}}}}\\pard Dear all\\par {inner}}}"
    )
    .into_bytes()
}

/// Asserts that a piece with the word tells it in a layer, and one without does not.
#[track_caller]
fn planted(inner: &str, layer: Layer) {
    let twin = inner.replace(WORD, "");
    let found = whole("rtf", &text(inner));
    assert_eq!(found.layers_of(WORD), [layer], "{:?}", found.fragments);
    assert!(whole("rtf", &text(&twin)).layers_of(WORD).is_empty());
}

/// R01.
#[test]
fn hidden_deleted_and_inserted_runs_are_told_with_their_authors() {
    assert_planted(
        "rtf",
        &text(&format!("Dear {{\\v {WORD}}} all")),
        &text("Dear all"),
        Layer::HiddenText,
    );
    let moment = 24 << 11 | 11 << 16 | 126 << 20;
    for (word, layer) in [("deleted", Layer::Deletion), ("revised", Layer::Insertion)] {
        let by = if word == "deleted" { "del" } else { "" };
        let marks = format!("\\{word}\\revauth{by}1\\revdttm{by}{moment}");
        let found = whole("rtf", &text(&format!("Dear {{{marks} {WORD}}}")));
        assert!(found.layers_of(WORD).contains(&layer));
        let authors: Vec<_> = found.fragments.iter().filter(|it| it.text == "A Clerk").collect();
        assert_eq!((authors[0].layer, authors[0].named.as_str()), (Layer::Revision, "2026-11-24"));
    }
    assert_seen("rtf", &text(&format!("{{\\v0 {WORD}}}{{\\v\\plain  again}}")));
}

/// R01.
#[test]
fn what_nobody_can_see_of_letters_is_told() {
    for (marks, twin) in [
        ("\\cf1", "\\cf2"),
        ("\\fs3", "\\fs24"),
        ("\\cf2\\highlight2", "\\cf1\\highlight2"),
        ("\\expndtw-400", "\\expndtw20"),
    ] {
        let found = whole("rtf", &text(&format!("{{{marks} {WORD}}}")));
        let layers = found.layers_of(WORD);
        assert!(matches!(layers[..], [Layer::InvisibleText | Layer::CoveredText]), "{marks}");
        assert_seen("rtf", &text(&format!("{{{twin} {WORD}}}")));
    }
}

/// R01.
#[test]
fn a_comment_is_told_with_its_author() {
    let comment = format!(
        "note{{\\*\\atnid AC}}{{\\*\\atnauthor A Clerk}}\\chatn{{\\*\\annotation\
         {{\\*\\atndate 1}}\\pard {WORD}}}"
    );
    planted(&comment, Layer::Comment);
    let found = whole("rtf", &text(&comment));
    assert_eq!(found.texts(Layer::Comment), ["A Clerk", "AC", WORD]);
    assert!(found.fragments.iter().any(|it| it.named == "comment 1"));
}

/// R02.
#[test]
fn properties_variables_and_paths_are_told() {
    let cases = [
        ("{\\info{\\author #}}", Layer::Property),
        ("{\\info{\\operator #}}", Layer::Property),
        ("{\\info{\\*\\company #}}", Layer::Property),
        ("{\\*\\userprops{\\propname Owner}\\proptype30{\\staticval #}}", Layer::Property),
        ("{\\*\\docvar{Owner}{#}}", Layer::DocumentVariable),
        ("{\\*\\template C:\\\\#\\\\a.dot}", Layer::SavePath),
        ("{\\*\\bkmkstart #}{\\*\\bkmkend #}", Layer::Property),
        ("{\\*\\mailmerge{\\*\\mmdatasource #}}", Layer::MailMerge),
        ("{\\stylesheet{\\s1 #;}}", Layer::Property),
        ("{\\upr{\\info{\\title x}}{\\*\\ud{\\info{\\title #}}}}", Layer::Property),
        ("{\\*\\formfield{\\*\\ffdeftext #}}", Layer::FormField),
    ];
    for (inner, layer) in cases {
        planted(&inner.replace('#', WORD), layer);
    }
    let found = whole("rtf", &text("{\\info{\\author A Clerk}}"));
    assert!(found.fragments.iter().any(|it| it.named == "creator" && it.text == "A Clerk"));
    assert_seen("rtf", &text(&format!("{{\\stylesheet{{\\s1 heading 1;}}}}{WORD}")));
}

/// R03.
#[test]
fn what_fields_say_beside_what_they_show_is_told() {
    let field = |code: &str| format!("{{\\field{{\\*\\fldinst {code}}}{{\\fldrslt shown}}}}");
    planted(&field(&format!("MERGEFIELD {WORD}")), Layer::FieldCode);
    planted(&field(&format!("HYPERLINK \"mailto:{WORD}\"")), Layer::Hyperlink);
    planted(&format!("{{\\xe {{\\v {WORD}}}}}"), Layer::FieldCode);
    let page = text(&format!("{{\\field{{\\*\\fldinst PAGE}}{{\\fldrslt {WORD}}}}}"));
    assert_seen("rtf", &page);
}

/// R03.
#[test]
fn headers_notes_and_boxes_are_told_where_they_stand() {
    planted(&format!("{{\\header {WORD}\\par}}"), Layer::HeaderFooter);
    planted(&format!("text{{\\footnote {WORD}}}"), Layer::Footnote);
    let shape = |rest: &str| {
        format!("{{\\shp{{\\*\\shpinst{rest}{{\\shptxt {WORD}}}}}{{\\shprslt {WORD}}}}}")
    };
    planted(&shape(""), Layer::TextBox);
    planted(&shape("{\\sp{\\sn fHidden}{\\sv 1}}"), Layer::HiddenShape);
    planted(&format!("{{\\shp{{\\shprslt {WORD}}}}}"), Layer::HiddenShape);
    let described =
        format!("{{\\shp{{\\*\\shpinst{{\\sp{{\\sn wzDescription}}{{\\sv {WORD}}}}}}}}}");
    planted(&described, Layer::AltText);
}

/// R03.
#[test]
fn objects_and_pictures_are_files_inside() {
    let digits = |bytes: &[u8]| bytes.iter().map(|it| format!("{it:02x}")).collect::<String>();
    let path = format!("C:\\{WORD}\\a.txt\0");
    let length = (path.len() as u32).to_le_bytes();
    let native = [b"\x02\0a.txt\0", path.as_bytes(), b"\0\0\x03\0", &length, path.as_bytes()];
    let native = [&native.concat()[..], b"\x05\0\0\0hello"].concat();
    let size = (native.len() as u32).to_le_bytes();
    let first =
        [b"\x01\x05\0\0\x02\0\0\0\x08\0\0\0Package\0", &[0; 8][..], &size, &native].concat();
    let object =
        format!("{{\\object\\objemb{{\\*\\objdata {}}}{{\\result icon}}}}", digits(&first));
    let found = whole("rtf", &text(&object));
    assert_eq!(found.enclosures, [("a.txt".to_owned(), b"hello".to_vec())]);
    assert_eq!(found.layers_of(WORD), [Layer::SavePath]);
    let png = b"\x89PNG\r\n\x1a\n";
    let picture = format!("{{\\pict\\pngblip\\piccropl90 {}}}", digits(png));
    let found = whole("rtf", &text(&picture));
    assert_eq!(found.enclosures, [("picture1.png".to_owned(), png.to_vec())]);
    assert_eq!(found.texts(Layer::ImageMetadata).len(), 1);
    let mut binary = text("");
    binary.pop();
    binary.extend(b"{\\pict\\pngblip\\bin8 ");
    binary.extend([&png[..], b"}}"].concat());
    assert_eq!(whole("rtf", &binary).enclosures[0].1, png);
    assert!(whole("rtf", &text("")).enclosures.is_empty());
}

/// R03.
#[test]
fn a_group_that_is_unknown_and_bytes_behind_the_end_are_told() {
    planted(&format!("{{\\*\\secretgroup {WORD}}}"), Layer::UnknownPart);
    let mut behind = text("");
    behind.extend(WORD.as_bytes());
    assert_planted("rtf", &behind, &text(""), Layer::TrailingBytes);
    assert_seen("rtf", &text(&format!("{{\\*\\generator Sample Writer;}}{WORD}")));
}

#[test]
fn letters_are_decoded_as_their_fonts_say() {
    let cases = [
        ("Zo\\'eb", "Zoë"),
        ("{\\f1 \\'cf\\'f0}", "Пр"),
        ("\\u1055?\\u1088 ?", "Пр"),
        ("\\uc2\\u233\\'c3\\'a9x", "éx"),
        ("\\uc0\\u-10179\\u-8694 x", "\u{1f60a}x"),
        ("a\\~b\\_c\\{\\'7d", "a\u{a0}b-c{}"),
        ("\\lquote a\\rquote", "\u{2018}a\u{2019}"),
    ];
    for (inner, expected) in cases {
        let found = whole("rtf", &text(inner));
        assert_eq!(found.texts(Layer::Body), ["Dear all", expected], "{inner}");
    }
}

#[test]
fn a_table_has_rows_columns_and_grounds() {
    let row =
        |cells: &str| format!("\\trowd\\clcbpat2\\cellx1000\\cellx2000\\pard\\intbl {cells}\\row");
    let rows = row("\\cf1 Surname\\cell\\cf0 Rank\\cell") + &row("Sample\\cell Sergeant\\cell");
    let found = whole("rtf", &text(&format!("{rows}\\pard After")));
    let cells: Vec<_> =
        found.fragments.iter().filter(|it| it.container == "table 1").map(|it| it.at).collect();
    assert_eq!(cells, [(1, 1), (1, 2), (2, 1), (2, 2)]);
    assert_eq!(found.texts(Layer::Body).last(), Some(&"After"));
    assert_eq!(found.headings[0].1.of(1), Some("Surname"), "white on black is seen");
    let nested = "\\pard\\intbl a\\par\\pard\\intbl\\itap2 b\\nestcell c\\nestcell{\\*\\nesttableprops\
        \\trowd\\cellx500\\cellx900\\nestrow}{\\nonesttables\\par}\\pard\\intbl\\cell d\\cell\\row";
    let found = whole("rtf", &text(&format!("\\trowd\\cellx1000\\cellx2000{nested}")));
    let places = |text: &str| found.places_of(text)[0].clone();
    assert_eq!(places("c").2, "1,2");
    assert_eq!(places("d"), (Layer::Body, "table 1".to_owned(), "1,2".to_owned()));
}

#[test]
fn a_text_that_was_made_of_a_page_is_read_as_the_page() {
    let page = format!(
        "{{\\rtf1\\ansi\\fromhtml1 {{\\*\\htmltag <p>}}Dear all{{\\*\\htmltag <!-- {WORD} -->}}}}"
    );
    assert_eq!(whole("rtf", page.as_bytes()).layers_of(WORD), [Layer::MarkupComment]);
}

#[test]
fn a_text_that_is_cut_off_is_a_gap() {
    let found = Everything::of("a.rtf", b"{\\rtf1 Dear {\\b all");
    assert_eq!(found.gaps[0].reason, Reason::Truncated);
    assert_eq!(found.texts(Layer::Body), ["Dear all"]);
}
