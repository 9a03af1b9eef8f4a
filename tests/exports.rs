//! What an export to text gives away, place by place: tables as csv, as JSON, as
//! XML, and pasted into a letter.

#![allow(missing_docs, clippy::unwrap_used)] // a test that panics has failed

mod common;

use common::sink::Everything;
use foilint::artefact::Artefact;
use foilint::document::Layer;
use foilint::finding::Status;
use foilint::read::Limits;
use foilint::report::{Engine, Settings, check};
use foilint::rule::{Rules, Severity};

/// What a finding says: rule, severity, layer, place.
type Said = (String, Severity, Layer, String);

fn said(name: &str, bytes: impl AsRef<[u8]>) -> Vec<Said> {
    let engine = Engine::new(Rules::built_in().unwrap(), Limits::default(), &Settings::default());
    let engine = engine.unwrap();
    let files = check(Artefact::new(name, bytes.as_ref()), &engine);
    assert!(files[0].gaps.is_empty(), "{name} is read to the end");
    let name = |rule: usize| engine.rules().get(rule).unwrap().name.clone();
    let findings = files[0].findings.iter();
    findings.map(|it| (name(it.rule), it.severity, it.layer, it.location.clone())).collect()
}

fn has(found: &[Said], rule: &str, severity: Severity, location: &str) -> bool {
    found.iter().any(|it| (&*it.0, it.1, &*it.3) == (rule, severity, location))
}

/// The rules that hold a file.
fn holding(name: &str, bytes: impl AsRef<[u8]>) -> Vec<String> {
    let loud = said(name, bytes).into_iter().filter(|it| it.1 > Severity::Note);
    loud.map(|it| it.0).collect()
}

/// C01.
#[test]
fn a_column_that_was_hidden_in_the_source_is_seen_in_the_export() {
    let seen = "Award,Citation\nMBE,for services to tea\nOBE,for services to milk\n";
    assert_eq!(holding("honours.csv", seen), [""; 0]);
    let row = |it: usize| format!("MBE,for services to tea,{it} Example Road\n");
    let rows: String = (1..9).map(row).collect();
    let found = said("honours.csv", format!("Award,Citation,Home address\n{rows}"));
    assert!(has(&found, "address-column", Severity::Warning, "C1:C9"), "{found:?}");
}

/// C02.
#[test]
fn rows_that_a_filter_kept_from_view_are_in_the_export() {
    let row = |district: &str, row: usize| format!("{},Jane,{district},theft\n", NAMES[row % 4]);
    let rows: String = (0..40).map(|it| row(["North", "South"][usize::from(it > 4)], it)).collect();
    let found = said("north.csv", format!("Surname,Forename,District,Offence\n{rows}"));
    assert!(has(&found, "people-table", Severity::Error, "A1:D41"), "{found:?}");
}

const NAMES: [&str; 4] = ["Smith", "Okafor", "Patel", "Doherty"];

/// C03.
#[test]
fn a_column_to_the_right_of_the_headings_is_read() {
    let rows = "Rank,Number\nConstable,12,,Jane Sample\nSergeant,3,,Karl Smith\n";
    let found = said("ranks.csv", rows);
    assert!(has(&found, "person", Severity::Note, "D2:D3"), "{found:?}");
    let people: String = (0..6).map(|it| format!("Constable,{it},,,{}\n", EMAILS[it])).collect();
    let found = said("ranks.csv", format!("Rank,Number\n{people}"));
    assert!(found.iter().any(|it| it.3 == "E2:E7"), "{found:?}");
}

const EMAILS: [&str; 6] = [
    "a.bay@example.org",
    "b.cole@example.org",
    "c.dee@example.org",
    "d.eve@example.org",
    "e.fay@example.org",
    "f.gill@example.org",
];

/// C03.
#[test]
fn cells_a_screen_away_from_a_table_are_remote() {
    let table = "Rank,Number\nConstable,12\nSergeant,30\n";
    let right = format!("{table}Inspector,9{}Sample\n", ",".repeat(30));
    let below = format!("{table}{}Sample\n", "\n".repeat(60));
    for (text, place) in [(right, "AF4"), (below, "A64")] {
        let found = said("ranks.csv", text);
        assert!(has(&found, "remote-cell", Severity::Warning, place), "{found:?}");
    }
    let near = format!("{table}Inspector,9,,,,,checked\n\n\nnote\n");
    assert_eq!(holding("ranks.csv", near), [""; 0], "what is beside the table is seen");
}

/// C03.
#[test]
fn a_table_is_found_behind_marks_and_line_ends_in_cells() {
    let table = "Surname,Initial,Rank\nSample,J,\"Constable\nacting\"\nInvented,K,Sergeant\n";
    let wide = |text: &str| text.encode_utf16().flat_map(u16::to_le_bytes).collect::<Vec<u8>>();
    let cases: [(&str, Vec<u8>, &str); 4] = [
        ("a mark of the order of bytes", format!("\u{feff}{table}").into(), "A1:C3"),
        ("UTF-16", wide(&format!("\u{feff}{table}")), "A1:C3"),
        ("a declared delimiter", format!("sep=;\n{}", table.replace(',', ";")).into(), "A2:C4"),
        ("returns", table.replace('\n', "\r\n").into(), "A1:C3"),
    ];
    for (why, bytes, place) in cases {
        let found = said("staff.csv", bytes);
        assert!(has(&found, "people-table", Severity::Error, place), "{why}: {found:?}");
    }
}

/// C03. No program of today shows it, so it is a gap.
#[test]
fn a_table_from_a_mainframe_is_a_gap() {
    let letter = |it: u8| match it {
        b'a'..=b'i' => it - b'a' + 0x81,
        b'j'..=b'r' => it - b'j' + 0x91,
        b's'..=b'z' => it - b's' + 0xA2,
        b'0'..=b'9' => it - b'0' + 0xF0,
        b' ' => 0x40,
        b',' => 0x6B,
        _ => 0x25,
    };
    let text = "surname,rank,number\nsample,constable,90011\ninvented,sergeant,90012\n";
    let bytes: Vec<u8> = text.bytes().map(letter).collect();
    let engine = Engine::new(Rules::built_in().unwrap(), Limits::default(), &Settings::default());
    for name in ["staff.csv", "staff.txt", "staff"] {
        let files = check(Artefact::new(name, &bytes), engine.as_ref().unwrap());
        assert_ne!(files[0].status, Status::Read, "{name}");
        assert_eq!(files[0].gaps.len(), 1, "{name}");
    }
}

/// C04.
#[test]
fn a_roll_that_was_pasted_into_a_letter_is_a_table() {
    let roll = "Name\tPrison No\tOffence\nJane Sample\tA9901AA\ttheft\nKarl Invented\tA9902AA\tfraud\n\
                Lena Madeup\tA9903AA\ttheft\n";
    let letter =
        |body: &str| format!("Dear Ms Bay,\n\nYour visit is on Monday.\n\n{body}\nYours,\n");
    for (name, roll) in [
        ("letter.txt", roll.to_owned()),
        (
            "letter.md",
            roll.lines().map(|it| format!("| {} |\n", it.replace('\t', " | "))).collect(),
        ),
    ] {
        assert!(holding(name, letter(&roll)).contains(&"people-table".to_owned()), "{name}");
    }
    assert_eq!(holding("letter.txt", letter("Bring your passport.\n")), [""; 0]);
}

/// C05. X53.
#[test]
fn rows_of_people_are_no_open_data() {
    let row = |it: usize| format!("{},07700 9000{it:02},{}\n", EMAILS[it % 6], 40 + it);
    let rows: String = (0..20).map(row).collect();
    let found = holding("bins.csv", format!("Email,Mobile,Collections\n{rows}"));
    assert!(!found.is_empty(), "addresses and numbers of people");
    let counts = "District,Collections\nNorth,120\nSouth,98\nEast,77\n";
    assert_eq!(holding("bins.csv", counts), [""; 0]);
}

/// C08.
#[test]
fn attributes_comments_and_sections_of_data_are_read() {
    let xml = "<?xml version=\"1.0\"?><counts made-by=\"a.bay@example.org\">\
               <!-- checked by Jane Sample --><row n=\"1\">12</row><row n=\"2\">30</row>\
               <note><![CDATA[PC 9901 <b>Karl Invented</b>]]></note></counts>";
    let everything = Everything::of("counts.xml", xml.as_bytes());
    assert_eq!(everything.layers_of("a.bay@example.org"), [Layer::Body]);
    assert_eq!(everything.layers_of("Jane Sample"), [Layer::MarkupComment]);
    assert_eq!(everything.layers_of("Karl Invented"), [Layer::Body]);
    let found = said("counts.xml", xml);
    assert!(found.iter().any(|it| (&*it.0, it.2) == ("person", Layer::MarkupComment)), "{found:?}");
    assert_eq!(holding("counts.xml", "<?xml version=\"1.0\"?><a><b n=\"1\">12</b></a>"), [""; 0]);
}

/// C08.
#[test]
fn members_that_only_some_records_have_are_read() {
    let json = r#"[{"rank": "PC", "number": 12}, {"rank": "PS", "number": 3},
        {"rank": "PI", "number": 1, "internal": {"reviewer": "Jane Sample", "ref": ["AB123456C"]}}]"#;
    let found = said("counts.json", json);
    assert!(found.iter().any(|it| it.0 == "national-insurance-number"), "{found:?}");
    assert!(found.iter().any(|it| it.0 == "people-table"), "{found:?}");
}

/// C08.
#[test]
fn coordinates_of_places_are_found_on_maps() {
    let point = |x: f64| {
        format!(
            r#"{{"type": "Feature", "properties": {{"result": "yes"}},
            "geometry": {{"type": "Point", "coordinates": [-5.9{x}1, 54.59{x}3]}}}}"#
        )
    };
    let points: Vec<String> = (301..306).map(|it| point(f64::from(it))).collect();
    let json = format!(r#"{{"type": "FeatureCollection", "features": [{}]}}"#, points.join(","));
    let found = said("homes.geojson", json);
    assert!(
        found.iter().any(|it| it.0 == "position-column" && it.1 == Severity::Note),
        "{found:?}"
    );
    let kml = "<?xml version=\"1.0\"?><kml><Placemark><name>one</name><Point><coordinates>\
               -5.930101,54.597301,0</coordinates></Point></Placemark></kml>";
    let found = said("homes.kml", kml);
    assert!(found.iter().any(|it| it.0 == "position"), "{found:?}");
    let csv = "Latitude,Longitude,Result\n54.597301,-5.930102,yes\n54.597302,-5.930103,no\n";
    let found = said("homes.csv", csv);
    assert!(has(&found, "position-column", Severity::Note, "A2:A3"), "{found:?}");
    let coarse = said("homes.csv", "Latitude,Longitude,Result\n54.6,-5.9,yes\n54.5,-5.9,no\n");
    assert!(!coarse.iter().any(|it| it.0 == "position-column"), "{coarse:?}");
}
