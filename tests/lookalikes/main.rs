//! What the look-alikes of workbooks hide, planted one place at a time: the word
//! is found in its layer, and a file without it is quiet there.

#![allow(missing_docs)]

mod beside;
#[path = "../common/mod.rs"]
mod common;
mod damage;
mod page;
mod spreadsheetml;

use foilint::document::Layer;

use common::legacy::{WORD, staff};
use common::lookalike::{Spreadsheetml, page, related};
use common::ods::Ods;
use common::outgoing::Outgoing;
use common::sink::Everything;
use common::table::{Sheet, State};

/// The same sheets in every look-alike.
fn everywhere(sheets: &[Sheet]) -> Vec<(&'static str, Vec<u8>)> {
    vec![
        ("a.xml", Spreadsheetml::of(sheets).text().into_bytes()),
        ("a.html", page(sheets).into_bytes()),
        ("a.mht", related(sheets).into_bytes()),
        ("a.fods", Ods::of(sheets).flat().into_bytes()),
    ]
}

/// The layers of the word in a file.
fn layers(name: &str, text: &str) -> Vec<Layer> {
    Everything::of(name, text.as_bytes()).layers_of(WORD)
}

#[test]
fn a_plain_sheet_is_body_in_every_format_and_nothing_else() {
    for (name, bytes) in everywhere(&[staff()]) {
        let found = Everything::of(name, &bytes);
        assert_eq!(found.texts(Layer::Body), ["Name", "Age", WORD, "41", "Total", "1"], "{name}");
        assert_eq!(found.fragments.iter().find(|it| it.text == WORD).map(|it| it.at), Some((2, 1)));
        let hidden = found.fragments.iter().filter(|it| !matches!(it.layer, Layer::Body));
        let texts: Vec<&str> = hidden.map(|it| it.text.as_str()).collect();
        assert_eq!((texts, found.gaps.len(), found.enclosures.len()), (vec![], 0, 0), "{name}");
    }
}

#[test]
fn a_hidden_sheet_is_hidden_in_every_format() {
    let open = Sheet::of("Summary", &[&["Total", "1"]]);
    for (name, bytes) in everywhere(&[open, staff().state(State::Hidden)]) {
        let found = Everything::of(name, &bytes);
        assert_eq!(found.layers_of(WORD), [Layer::HiddenSheet], "{name}");
        assert_eq!(found.layers_of("Total"), [Layer::Body, Layer::HiddenSheet], "{name}");
        let sheets = found.containers.iter().map(|it| it.0.as_str());
        assert!(sheets.clone().any(|it| it == "Staff"), "{name}: {:?}", found.containers);
    }
}

#[test]
fn a_very_hidden_sheet_is_told_from_a_hidden_one() {
    for (name, bytes) in everywhere(&[staff().state(State::VeryHidden)]).iter().take(3) {
        let found = Everything::of(name, bytes);
        assert_eq!(found.layers_of(WORD), [Layer::VeryHiddenSheet], "{name}");
    }
}

#[test]
fn a_hidden_row_and_a_hidden_column_are_hidden_and_their_neighbours_are_not() {
    for (name, bytes) in everywhere(&[staff().hiding_rows(&[2])]) {
        let found = Everything::of(name, &bytes);
        assert_eq!(found.layers_of(WORD), [Layer::HiddenRow], "{name}");
        assert_eq!(found.texts(Layer::Body), ["Name", "Age", "Total", "1"], "{name}");
    }
    for (name, bytes) in everywhere(&[staff().hiding_columns(&[1])]) {
        let found = Everything::of(name, &bytes);
        assert_eq!(found.layers_of(WORD), [Layer::HiddenColumn], "{name}");
        assert_eq!(found.texts(Layer::Body), ["Age", "41", "1"], "{name}");
    }
}

/// S18.
#[test]
fn a_file_that_is_only_called_xls_is_read_as_what_it_is() {
    let mut files = everywhere(&[staff().hiding_rows(&[2])]);
    files.push(("a.ods", Ods::of(&[staff().hiding_rows(&[2])]).bytes()));
    for (name, bytes) in files {
        let own = Everything::of(name, &bytes);
        let called = Everything::of("reply.xls", &bytes);
        assert_eq!(called.format, own.format, "{name}");
        assert_eq!(called.layers_of(WORD), [Layer::HiddenRow], "{name}");
        let (report, code) =
            Outgoing::new(&format!("called-{name}")).file("reply.xls", &bytes).json();
        let findings = report["files"][0]["findings"].as_array().cloned().unwrap_or_default();
        let rules: Vec<&str> = findings.iter().filter_map(|it| it["rule"].as_str()).collect();
        assert!(rules.contains(&"wrong-extension") && code == 1, "{name}: {rules:?}");
    }
    let csv =
        Everything::of("reply.xls", format!("Name,Age,Unit\n{WORD},41,a\nBay,42,b\n").as_bytes());
    assert_eq!((csv.format, csv.layers_of(WORD)), (Some("csv"), vec![Layer::Body]));
}

#[test]
fn a_filtered_row_is_told_from_a_hidden_one() {
    let sheets = [staff().hiding_rows(&[2]).filtered()];
    for (name, bytes) in
        [("a.xml", Spreadsheetml::of(&sheets).text()), ("a.fods", Ods::of(&sheets).flat())]
    {
        assert_eq!(layers(name, &bytes), [Layer::FilteredRow], "{name}");
    }
}

#[test]
fn a_table_of_people_is_the_same_finding_in_every_format() {
    let rows: &[&[&str]] = &[
        &["Surname", "Initial", "Rank", "Unit"],
        &["Sample", "J", "Sergeant", "Roads"],
        &["Tester", "K", "Constable", "Dogs"],
        &["Proof", "L", "Inspector", "Roads"],
    ];
    let csv: String = rows.iter().map(|row| row.join(",") + "\n").collect();
    let mut files = everywhere(&[Sheet::of("Staff", rows)]);
    files.insert(0, ("a.csv", csv.into_bytes()));
    let mut outcomes = files.iter().map(|(name, bytes)| {
        let (report, code) = Outgoing::new(&format!("people-{name}")).file(name, bytes).json();
        let findings = report["files"][0]["findings"].as_array().cloned().unwrap_or_default();
        let loud = findings.iter().filter(|it| it["severity"] != "note");
        let told: Vec<String> = loud
            .map(|it| format!("{} {} {} {}", it["code"], it["layer"], it["count"], it["message"]))
            .collect();
        assert!(!told.is_empty() && code == 1, "{name}: {report}");
        (*name, told)
    });
    let (_, expected) = outcomes.next().expect("csv comes first");
    outcomes.for_each(|(name, told)| assert_eq!(told, expected, "{name}"));
}
