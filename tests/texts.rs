//! Text, tables in text, JSON, XML, and what is none of them: what each reader
//! gives for files of a few lines.

#![allow(clippy::unwrap_used)] // a test that panics has failed

mod common;

use common::archive::{Entry, archive};
use common::sink::{Everything, Seen};
use foilint::document::{Layer, Reason};

/// The cells of a table as `row column text`.
fn cells(everything: &Everything) -> Vec<String> {
    let cell = |it: &Seen| format!("{} {} {}", it.at.0, it.at.1, it.text);
    everything.fragments.iter().filter(|it| it.at.0 > 0).map(cell).collect()
}

/// The names of the gaps.
fn reasons(everything: &Everything) -> Vec<&'static str> {
    everything.gaps.iter().map(|gap| gap.reason.name()).collect()
}

fn utf_16(text: &str, to: fn(u16) -> [u8; 2]) -> Vec<u8> {
    text.encode_utf16().flat_map(to).collect()
}

#[test]
fn a_table_is_read_whatever_its_delimiter_and_encoding() {
    let expected = ["1 1 Surname", "1 2 Rank", "2 1 Zoë", "2 2 PC", "3 1 Bay", "3 2 PS"];
    let comma = "Surname,Rank\r\nZoë,PC\r\nBay,PS\r\n";
    let cases: &[(&str, Vec<u8>, &str)] = &[
        ("a.csv", comma.into(), "UTF-8"),
        ("a.csv", format!("\u{feff}{comma}").into(), "with a mark"),
        ("a.csv", utf_16(&format!("\u{feff}{comma}"), u16::to_le_bytes), "UTF-16 with a mark"),
        ("a.csv", utf_16(comma, u16::to_le_bytes), "UTF-16 without"),
        ("a.csv", utf_16(comma, u16::to_be_bytes), "UTF-16, high byte first"),
        ("a.csv", b"Surname,Rank\nZo\xEB,PC\nBay,PS\n".to_vec(), "windows-1252"),
        ("a.csv", comma.replace(',', ";").into(), "semicolons"),
        ("a.csv", comma.replace(',', "|").into(), "pipes"),
        ("a.tsv", comma.replace(',', "\t").into(), "tabs"),
        ("a.txt", comma.replace(',', "\t").into(), "tabs in a text"),
        ("a.xls", comma.replace(',', "\t").into(), "tabs in a so-called workbook"),
        ("a.csv", comma.replace("\r\n", "\r").into(), "returns alone"),
        ("a.csv", "Surname,Rank\n\"Zoë\",\"PC\"\nBay,PS".into(), "quotes, no last line end"),
    ];
    for (name, bytes, why) in cases {
        let everything = Everything::of(name, bytes);
        assert_eq!(everything.format, Some("csv"), "{why}");
        assert_eq!(cells(&everything), expected, "{why}");
        assert!(everything.gaps.is_empty(), "{why}");
    }
}

#[test]
fn rows_count_as_a_spreadsheet_shows_them() {
    let cases: &[(&str, &str, &[&str])] = &[
        ("blank lines", "A,B\n\n\nBay,PC\n", &["1 1 A", "1 2 B", "4 1 Bay", "4 2 PC"]),
        (
            "a line end in quotes",
            "A,B\n\"x\ny\",z\nBay,\n",
            &["1 1 A", "1 2 B", "2 1 x\ny", "2 2 z", "3 1 Bay"],
        ),
        ("a declared delimiter", "sep=;\r\nA;B\r\n", &["2 1 A", "2 2 B"]),
        ("ragged", "A,B\nc\nd,e,f\n", &["1 1 A", "1 2 B", "2 1 c", "3 1 d", "3 2 e", "3 3 f"]),
        ("a quote without end", "A,B\n\"c,d\ne,f\n", &["1 1 A", "1 2 B", "2 1 c,d\ne,f\n"]),
    ];
    for (why, text, expected) in cases {
        let everything = Everything::of("a.csv", text.as_bytes());
        assert_eq!(cells(&everything), *expected, "{why}");
    }
}

#[test]
fn a_field_of_twenty_megabytes_is_a_field() {
    let field = "word ".repeat(4 << 20);
    let everything = Everything::of("a.csv", format!("A,B\nBay,{field}\n").as_bytes());
    assert_eq!(everything.fragments.last().map(|it| it.text.len()), Some(field.len()));
}

#[test]
fn a_table_with_more_rows_than_a_sheet_is_read_to_the_end() {
    let text = "a,b\n".repeat(1_048_577);
    let everything = Everything::of("a.csv", text.as_bytes());
    assert_eq!(everything.fragments.last().map(|it| it.at), Some((1_048_577, 2)));
}

#[test]
fn prose_is_text_with_its_lines_numbered() {
    let cases: &[(&str, Vec<u8>)] = &[
        ("a.txt", "Dear Ms Bay,\n\nThank you.\n".into()),
        ("a.md", "# Bay\n\n|a|b|\n|-|-|\n".into()),
        ("a.txt", b"Dear Zo\xEB,\r\nThank you.\r\n".to_vec()),
        ("a.txt", utf_16("Dear Ms Bay, hello\n", u16::to_le_bytes)),
        ("a", "[1] is a footnote\nand goes on\n".into()),
    ];
    for (name, bytes) in cases {
        let everything = Everything::of(name, bytes);
        assert_eq!(everything.format, Some("text"), "{name}");
        assert_eq!(everything.fragments[0].at, (1, 0), "{name}");
        assert!(everything.gaps.is_empty(), "{name}");
    }
}

#[test]
fn a_long_text_goes_out_whole_in_blocks_of_lines() {
    let line = "Constable Bay walked from here to there. ".repeat(3);
    let text: String = (0..9_000).map(|number| format!("{number} {line}\n")).collect();
    let latin: Vec<u8> = text.replace("there", "thére").chars().map(|it| it as u8).collect();
    for bytes in [text.as_bytes(), &latin] {
        let everything = Everything::of("a.txt", bytes);
        let joined: String = everything.fragments.iter().map(|it| it.text.as_str()).collect();
        assert_eq!(joined.replace('é', "e"), text);
        for block in &everything.fragments {
            let number = block.text.split(' ').next().unwrap();
            assert_eq!((block.at.0 - 1).to_string(), number, "a block begins with its line");
        }
    }
}

#[test]
fn an_array_of_objects_is_a_table() {
    let json = r#"{"title": "List", "people": [{"surname": "Bay", "rank": "PC"},
        {"surname": "Cole", "home": {"postcode": "ZZ99 3VZ"}, "age": 41}], "by": "Dee"}"#;
    let everything = Everything::of("a.json", json.as_bytes());
    assert_eq!(everything.format, Some("json"));
    let headings: Vec<_> = everything.headings[0].1.iter().map(|(_, text)| text).collect();
    assert_eq!(headings, ["surname", "rank", "home postcode", "age"]);
    assert_eq!(cells(&everything), ["1 1 Bay", "1 2 PC", "2 1 Cole", "2 3 ZZ99 3VZ", "2 4 41"]);
    let named = |text| everything.fragments.iter().find(|it| it.text == text).map(|it| &*it.named);
    assert_eq!(named("List"), Some("$.title"));
    assert_eq!(named("Dee"), Some("$.by"));
}

#[test]
fn json_lines_are_a_table() {
    let text = "{\"surname\": \"Bay\"}\n{\"surname\": \"Cole\", \"rank\": \"PS\"}\n";
    let everything = Everything::of("a.jsonl", text.as_bytes());
    assert_eq!(cells(&everything), ["1 1 Bay", "2 1 Cole", "2 2 PS"]);
}

#[test]
fn broken_json_is_a_gap_and_loses_no_text() {
    let deep = format!("{}\"Bay\"{}", "[".repeat(300), "]".repeat(300));
    for text in [r#"{"surname": "Bay", "rank": "#, r#"{"surname": "Bay", nothing}"#, &deep] {
        let everything = Everything::of("a.json", text.as_bytes());
        assert_eq!(reasons(&everything), ["malformed"], "{text:.40}");
        assert!(!everything.layers_of("Bay").is_empty(), "{text:.40}");
    }
}

#[test]
fn elements_that_repeat_are_a_table() {
    let xml = r#"<?xml version="1.0"?><list by="Dee"><officer rank="PC"><surname>Bay</surname></officer>
        <officer rank="PS"><surname>Co&#108;e &amp; Son</surname></officer><!-- Eve --><note><![CDATA[Fay]]></note></list>"#;
    let everything = Everything::of("a.xml", xml.as_bytes());
    assert_eq!(everything.format, Some("xml"));
    assert_eq!(cells(&everything), ["1 1 PC", "1 2 Bay", "2 1 PS", "2 2 Cole & Son"]);
    assert_eq!(everything.layers_of("Eve"), [Layer::MarkupComment]);
    assert_eq!(everything.layers_of("Fay"), [Layer::Body]);
    assert_eq!(everything.layers_of("Dee"), [Layer::Body]);
    assert!(everything.gaps.is_empty());
}

#[test]
fn xml_is_decoded_by_its_declaration() {
    let xml = b"<?xml version='1.0' encoding='ISO-8859-2'?><a><b>\xB1 \xE6</b></a>";
    assert_eq!(Everything::of("a.xml", xml).texts(Layer::Body), ["ą ć"]);
    let wide =
        utf_16("\u{feff}<?xml version='1.0' encoding='UTF-16'?><a>Zoë</a>", u16::to_le_bytes);
    assert_eq!(Everything::of("a.xml", &wide).texts(Layer::Body), ["Zoë"]);
}

#[test]
fn an_entity_is_a_gap_and_never_expanded() {
    let xml = r#"<!DOCTYPE a [<!ENTITY b "bbbbbbbb"><!ENTITY c "&b;&b;&b;&b;">]><a>&c; Bay</a>"#;
    let everything = Everything::of("a.xml", xml.as_bytes());
    assert_eq!(reasons(&everything), ["malformed"]);
    assert!(everything.layers_of("bbbbbbbbbbbb").is_empty());
    assert!(!everything.layers_of("Bay").is_empty());
}

#[test]
fn broken_xml_is_a_gap_and_loses_no_text() {
    let deep = "<a>".repeat(5_000) + "Bay" + &"</a>".repeat(5_000);
    let cases = [
        "<?xml version='1.0'?><a><b>Bay</a>",
        "<?xml version='1.0'?><a>Bay",
        "<a>Bay</b></a>",
        &deep,
    ];
    for xml in cases {
        let everything = Everything::of("a.xml", xml.as_bytes());
        assert_eq!(reasons(&everything), ["malformed"], "{xml:.40}");
        assert!(!everything.layers_of("Bay").is_empty(), "{xml:.40}");
    }
}

#[test]
fn a_web_page_is_read_with_its_comments_and_scripts() {
    let html = "<!DOCTYPE html><html><head><style>p{}</style></head><body><!-- Eve --><p>PC <b>B</b>ay</p>\
        <script>var who = 'Fay';</script><img alt=\"Guy\"></body></html>";
    for name in ["a.html", "a.xls"] {
        let everything = Everything::of(name, html.as_bytes());
        assert_eq!(everything.format, Some("html"));
        assert!(everything.gaps.is_empty());
        assert_eq!(everything.layers_of("PC Bay"), [Layer::Body]);
        assert_eq!(everything.layers_of("Eve"), [Layer::MarkupComment]);
        assert_eq!(everything.layers_of("Fay"), [Layer::ScriptData]);
        assert_eq!(everything.layers_of("Guy"), [Layer::AltText]);
    }
}

#[test]
fn a_kind_that_is_known_and_not_read_is_named() {
    let ole = b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1";
    let stream = |name: &str| [&ole[..], &utf_16(name, u16::to_le_bytes)].concat();
    let cases: &[(Vec<u8>, &str, Reason)] = &[
        (stream("EncryptedPackage"), "encrypted-office", Reason::Encrypted),
        (stream("Contents"), "ole", Reason::NotInThisVersion("legacy Office files")),
        (b"Rar!\x1A\x07\x01\0".to_vec(), "rar", Reason::NotInThisVersion("rar archives")),
        (b"\xFF\xD8\xFF\xE0".to_vec(), "jpeg", Reason::Picture),
        (b"\x89PNG\r\n\x1A\n\0\0".to_vec(), "png", Reason::Picture),
        (b"\x01\x02\x03Constable Bay\0\x04".to_vec(), "unknown", Reason::UnknownFormat),
    ];
    for (bytes, name, reason) in cases {
        let everything = Everything::of("a.bin", bytes);
        assert_eq!(everything.format, Some(*name));
        assert_eq!(everything.gaps[0].reason, *reason, "{name}");
    }
}

#[test]
fn what_an_editor_shows_of_an_unknown_file_is_found() {
    let narrow = b"\x01\x02\x03Constable Bay\0\x04".to_vec();
    let wide = [&b"\x01\x02\0\0\x03"[..], &utf_16("Constable Bay", u16::to_le_bytes), b"\0\0\xFF"]
        .concat();
    for bytes in [narrow, wide] {
        let everything = Everything::of("a.bin", &bytes);
        assert_eq!(everything.texts(Layer::UnknownPart), ["Constable Bay"]);
        assert!(everything.fragments[0].named.starts_with("byte "));
    }
}

#[test]
fn an_empty_file_is_read_and_no_gap() {
    let everything = Everything::of("a.csv", b"");
    assert!(everything.gaps.is_empty() && everything.fragments.is_empty());
}

#[test]
fn bytes_that_are_no_text_are_no_table() {
    let everything = Everything::of("a.csv", b"Surname,Rank\nB\0ay,PC\n");
    assert_eq!(everything.format, Some("unknown"));
    assert!(!everything.layers_of("Surname,Rank").is_empty());
}

#[test]
fn no_reader_fails_however_a_byte_is_changed() {
    let entry = |name| Entry::stored(name, b"Constable Bay");
    let samples: &[(&str, Vec<u8>)] = &[
        ("a.zip", archive(&[entry("bay.txt"), entry("cole.txt").unlisted()])),
        ("a.csv", "Surname,Rank\r\n\"Zoë\",PC\r\n".into()),
        ("a.json", r#"{"a": [{"b": "Zoë", "c": [1, 2.5, true]}, {"b": null}]}"#.into()),
        ("a.xml", "<?xml version='1.0'?><a><b c='d'>Zoë &amp;</b><b c='e'/><!--f--></a>".into()),
        ("a.html", "<!DOCTYPE html><p title='a'>Zoë <!-- b --><script>c</script></p>".into()),
        ("a.txt", utf_16("\u{feff}Zoë Bay\r\n", u16::to_le_bytes)),
    ];
    for (name, bytes) in samples {
        for at in 0..bytes.len() {
            for value in [0, b'<', b'"', b'\n', 0x7F, 0x80, 0xFF, bytes[at] ^ 1] {
                let mut changed = bytes.clone();
                changed[at] = value;
                let everything = Everything::of(name, &changed);
                assert!(
                    !reasons(&everything).contains(&"reader-failed"),
                    "{name}: {value} at {at}"
                );
            }
            let everything = Everything::of(name, &bytes[..at]);
            assert!(!reasons(&everything).contains(&"reader-failed"), "{at} bytes of {name}");
        }
    }
}
