//! Calendars and cards.

use foilint::document::{Layer, Reason};

use crate::common::legacy::WORD;
use crate::common::outgoing::Outgoing;
use crate::common::sink::Everything;
use crate::{assert_planted, whole};

fn calendar(lines: &str) -> Vec<u8> {
    format!(
        "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nBEGIN:VEVENT\r\nSUMMARY:Roads\r\n{lines}\
         END:VEVENT\r\nEND:VCALENDAR\r\n"
    )
    .into_bytes()
}

fn card(lines: &str) -> String {
    format!("BEGIN:VCARD\r\nVERSION:3.0\r\nN:Bay;Zoe;;;\r\nFN:Zoe Bay\r\n{lines}END:VCARD\r\n")
}

/// E07.
#[test]
fn what_a_calendar_says_is_told_by_who_sees_it() {
    let twin = calendar("");
    let cases = [
        (format!("DESCRIPTION:With {WORD}\\, at\r\n  noon\r\n"), Layer::Body),
        (format!("LOCATION:{WORD}\r\n"), Layer::Body),
        (format!("ATTENDEE;CN=\"{WORD}\";ROLE=X:mailto:m@example.org\r\n"), Layer::Recipients),
        (format!("ORGANIZER;CN={WORD}:MAILTO:m@example.org\r\n"), Layer::Recipients),
        (format!("ATTENDEE;SENT-BY=\"mailto:{WORD}\":mailto:m@example.org\r\n"), Layer::MailHeader),
        (format!("X-CASE-OWNER:{WORD}\r\n"), Layer::Property),
        (
            format!("X-ALT-DESC;FMTTYPE=text/html:<p style=display:none>{WORD}</p>\r\n"),
            Layer::HiddenElement,
        ),
    ];
    for (lines, layer) in cases {
        assert_planted("ics", &calendar(&lines), &twin, layer);
    }
    let found = whole("ics", &calendar("ATTENDEE;CN=B Test:mailto:b@example.org\r\n"));
    assert_eq!(found.texts(Layer::Recipients), ["B Test <b@example.org>"]);
}

/// E07.
#[test]
fn a_file_in_a_calendar_is_a_file_inside() {
    let line = "ATTACH;ENCODING=BASE64;VALUE=BINARY;X-FILENAME=a.txt:Q2F0\r\n";
    let found = whole("ics", &calendar(line));
    assert_eq!(found.enclosures, [("a.txt".to_owned(), b"Cat".to_vec())]);
}

/// E07.
#[test]
fn a_card_is_a_row_of_a_table_with_headings() {
    let quoted = "NOTE;ENCODING=QUOTED-PRINTABLE:Zo=C3=AB=\r\n=20Bay\r\n";
    let lines = format!(
        "item1.TEL;TYPE=CELL:07700 900123\r\nEMAIL:z@example.org\r\nADR:;;1 High St;Anytown;;AN1 1AA;\r\n\
         BDAY:1980-01-02\r\n{quoted}X-SPOUSE:{WORD}\r\nPHOTO;ENCODING=b;TYPE=JPEG:Q2F0\r\n"
    );
    let found = whole("vcf", (card("") + &card(&lines)).as_bytes());
    let cell = |column| {
        let found = found.fragments.iter().find(|it| it.at == (2, column));
        found.map(|it| it.text.as_str()).unwrap_or_default()
    };
    let row: Vec<&str> = (1..=10).map(cell).collect();
    assert_eq!(
        row,
        [
            "Bay",
            "Zoe",
            "Zoe Bay",
            "07700 900123",
            "z@example.org",
            "1 High St, Anytown, AN1 1AA",
            "",
            "",
            "1980-01-02",
            "Zoë Bay",
        ]
    );
    assert_eq!(found.layers_of(WORD), [Layer::Property]);
    assert_eq!(found.enclosures, [("photo of card 2".to_owned(), b"Cat".to_vec())]);
}

/// E07.
#[test]
fn cards_are_held_as_the_table_of_people_that_they_are() {
    let cards: String = ["Bay", "Sample", "Tester"]
        .iter()
        .map(|name| {
            format!(
                "BEGIN:VCARD\r\nN:{name};Zoe;;;\r\nBDAY:1980-01-02\r\nTEL:01632 960123\r\nEND:VCARD\r\n"
            )
        })
        .collect();
    let (report, code) = Outgoing::new("cards").file("people.vcf", cards).json();
    let findings = report["files"][0]["findings"].as_array().cloned().unwrap_or_default();
    let rules: Vec<&str> = findings.iter().filter_map(|it| it["rule"].as_str()).collect();
    assert!(rules.contains(&"people-table") && code == 1, "{rules:?}");
}

#[test]
fn a_calendar_or_a_card_without_its_end_is_a_gap() {
    for whole in [calendar(""), card("").into_bytes()] {
        let text = String::from_utf8(whole).expect("a text");
        let cut = &text[..text.rfind("END:").expect("an end")];
        let found = Everything::of("a", cut.as_bytes());
        assert_eq!(
            found.gaps.iter().map(|it| &it.reason).collect::<Vec<_>>(),
            [&Reason::Truncated]
        );
    }
}
