//! Files that are versions of each other, and markings on their face.

use serde_json::Value;

use crate::common::archive::{Entry, archive};
use crate::common::outgoing::Outgoing;

/// File, rule and severity of the findings of these families.
fn found(test: &str, families: &str, files: &[(&str, &[u8])]) -> Vec<(String, String, String)> {
    let folder = files.iter().fold(Outgoing::new(test), |it, (name, bytes)| it.file(name, bytes));
    let run = folder.run(&["check", "--format", "json", "--only", families]);
    let report: Value = serde_json::from_str(&run.stdout).unwrap();
    let mut all = Vec::new();
    for file in report["files"].as_array().unwrap() {
        let name = file["name"].as_str().unwrap().trim_start_matches("./").to_owned();
        for finding in file["findings"].as_array().unwrap() {
            let text = |key: &str| finding[key].as_str().unwrap().to_owned();
            all.push((name.clone(), text("rule"), text("severity")));
        }
    }
    all
}

fn row(name: &str, rule: &str, severity: &str) -> (String, String, String) {
    (name.to_owned(), rule.to_owned(), severity.to_owned())
}

/// G07.
#[test]
fn a_name_that_says_unredacted_is_told() {
    let cases =
        ["report_unredacted.txt", "Report - not redacted.txt", "report (for internal use).txt"];
    for name in cases {
        assert_eq!(
            found("named", "FIL", &[(name, b"Total")]),
            [row(name, "unredacted-name", "warning")]
        );
    }
    for name in ["report_redacted.txt", "original request.txt", "report.txt", "internal audit.txt"]
    {
        assert_eq!(found("quiet", "FIL", &[(name, b"Total")]), [], "{name}");
    }
}

/// G07.
#[test]
fn the_original_beside_its_redacted_version_is_told() {
    let inner = archive(&[Entry::stored("report - redacted.txt", b"Total")]);
    let files: [(&str, &[u8]); 2] = [("a.zip", &inner), ("report_original.txt", b"Total")];
    assert_eq!(
        found("original", "FIL", &files),
        [row("report_original.txt", "unredacted-name", "warning")]
    );
    let other: [(&str, &[u8]); 2] =
        [("letter_redacted.txt", b"Total"), ("report_original.txt", b"Total")];
    assert_eq!(found("other", "FIL", &other), []);
}

/// G06.
#[test]
fn an_earlier_version_is_a_note() {
    let files: [(&str, &[u8]); 2] = [("report v1.txt", b"Total"), ("report v2.txt", b"Total")];
    assert_eq!(found("versions", "FIL", &files), [row("report v1.txt", "earlier-version", "note")]);
    let years: [(&str, &[u8]); 2] = [("report 2025.txt", b"Total"), ("report 2026.txt", b"Total")];
    assert_eq!(found("years", "FIL", &years), []);
}

/// A letter of some length about somebody.
fn letter(name: &str) -> String {
    format!(
        "On Monday the panel met to hear the complaint about the parking of vans in the yard. {name} said that \
         nobody had asked for a permit. The panel asked for the book of permits and found that {name} had signed \
         it in March. It closed the case without action and thanked all who had come.\n"
    )
}

/// G06.
#[test]
fn a_text_that_shows_what_another_hides_is_told() {
    let (open, hidden) = (letter("Jane Sample"), letter("[redacted]"));
    let files: [(&str, &[u8]); 2] =
        [("annex a.txt", open.as_bytes()), ("annex b.txt", hidden.as_bytes())];
    assert_eq!(
        found("shown", "FIL", &files),
        [row("annex a.txt", "shows-what-another-hides", "warning")]
    );
    let both: [(&str, &[u8]); 2] =
        [("annex a.txt", hidden.as_bytes()), ("annex b.txt", hidden.as_bytes())];
    assert_eq!(found("hidden", "FIL", &both), []);
    let template: [(&str, &[u8]); 2] =
        [("annex a.txt", open.as_bytes()), ("annex b.txt", open.as_bytes())];
    assert_eq!(found("template", "FIL", &template), []);
    let other = "The weather of the year was dry and the river stood low until the rain came in October and filled it. [redacted]\n";
    let apart: [(&str, &[u8]); 2] =
        [("annex a.txt", open.as_bytes()), ("annex b.txt", other.as_bytes())];
    assert_eq!(found("apart", "FIL", &apart), []);
}

/// G09.
#[test]
fn one_text_in_two_formats_that_differ_is_told() {
    let text = letter("The clerk");
    let page = |more: &str| format!("<!DOCTYPE html><body><p>{text}</p><p>{more}</p>");
    let more =
        "The clerk was Jane Sample of the north depot, who has since left the service for good.";
    let pair = |name: &str, more: &str| {
        let page = page(more);
        found("formats", "FIL", &[("reply.txt", text.as_bytes()), (name, page.as_bytes())])
    };
    assert_eq!(pair("reply.html", more), [row("reply.html", "texts-differ", "note")]);
    assert_eq!(pair("reply.html", "1"), [], "a page number");
    assert_eq!(pair("other.html", more), [], "another name");
}

/// G04.
#[test]
fn a_file_out_of_proportion_to_what_it_shows_is_told() {
    let mut state = 1_u32;
    let mut noise = || {
        state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        (state >> 24) as u8
    };
    let bytes: Vec<u8> = (0..1_200_000).map(|_| noise()).collect();
    let page =
        |name: &str| Entry::stored(name, b"<?xml version=\"1.0\"?><office:document-content/>");
    let with = |name: &str, bytes: &[u8]| {
        let kind = Entry::stored("mimetype", b"application/vnd.oasis.opendocument.text");
        archive(&[kind, page("content.xml"), Entry::stored(name, bytes)])
    };
    let (settings, picture) = (with("Fonts/a.ttf", &bytes), with("Pictures/a.bin", &bytes));
    let small = with("Fonts/a.ttf", &bytes[..1000]);
    let bulky = |bytes: &[u8]| found("bulky", "FIL005", &[("reply.odt", bytes)]);
    assert_eq!(bulky(&settings), [row("reply.odt", "bulky", "note")]);
    assert_eq!(bulky(&picture), [], "it is a file within");
    assert_eq!(bulky(&small), []);
}

/// G08.
#[test]
fn a_marking_on_a_page_is_told() {
    let cases = [
        ("OFFICIAL-SENSITIVE\nTotal", Some("protective-marking")),
        ("Confidential Settlement Deed", Some("not-for-release")),
        ("Without prejudice save as to costs", Some("legal-privilege")),
        ("DRAFT\nTotal", Some("draft")),
        ("OFFICIAL\nTotal", None),
        ("without prejudice to subsection (1)", None),
    ];
    for (text, rule) in cases {
        let found = found("marking", "MRK", &[("reply.txt", text.as_bytes())]);
        assert_eq!(found.iter().map(|it| it.1.as_str()).next(), rule, "{text}");
    }
}

/// G01.
#[test]
fn a_person_in_a_name_is_told() {
    let told = found("person", "PEO", &[("PC 1234 Sampleworth.txt", b"Total")]);
    assert_eq!(told, [row("PC 1234 Sampleworth.txt", "person-with-rank", "warning")]);
    assert_eq!(found("nobody", "PEO", &[("annex 3.txt", b"Total")]), []);
}
