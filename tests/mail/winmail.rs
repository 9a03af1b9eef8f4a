//! What Outlook sends to programs other than itself.

use foilint::document::{Layer, Reason};

use crate::common::legacy::WORD;
use crate::common::mail::{attached, part, parted, properties, winmail};
use crate::common::sink::Everything;
use crate::{assert_planted, whole};

const SUBJECT: u32 = 0x0001_8004;
const PROPERTIES: u32 = 0x0006_9003;
const RECIPIENTS: u32 = 0x0006_9004;
const BEGINS: u32 = 0x0006_9002;
const TITLE: u32 = 0x0001_8010;
const DATA: u32 = 0x0006_800F;
const ATTACHED: u32 = 0x0006_9005;

fn subject() -> (u32, Vec<u8>) {
    (SUBJECT, b"Your request\0".to_vec())
}

/// E03.
#[test]
fn properties_of_a_winmail_file_are_those_of_a_message() {
    let twin = winmail(&[subject()]);
    for (id, layer) in [
        (0x1000, Layer::Body),
        (0x3FFA, Layer::Property),
        (0x0E02, Layer::Bcc),
        (0x0070, Layer::MailHeader),
    ] {
        let list = properties(&[(0x0C15, 3, &[1, 0, 0, 0]), (id, 0x1E, WORD.as_bytes())]);
        assert_planted("tnef", &winmail(&[subject(), (PROPERTIES, list)]), &twin, layer);
    }
}

/// E03.
#[test]
fn the_recipients_of_a_winmail_file_are_told_by_their_kind() {
    let row = |kind: u8| {
        let list = properties(&[
            (0x0C15, 3, &[kind, 0, 0, 0]),
            (0x3001, 0x1E, WORD.as_bytes()),
            (0x39FE, 0x1E, b"m@example.org"),
        ]);
        winmail(&[subject(), (RECIPIENTS, [&1_u32.to_le_bytes()[..], &list].concat())])
    };
    let twin = winmail(&[subject()]);
    assert_planted("tnef", &row(1), &twin, Layer::Recipients);
    assert_planted("tnef", &row(3), &twin, Layer::Bcc);
}

/// E03.
#[test]
fn the_attachments_of_a_winmail_file_are_files_inside_to_any_depth() {
    let inner = winmail(&[(SUBJECT, WORD.as_bytes().to_vec())]);
    let object = [&[0; 16][..], &inner].concat();
    let message = properties(&[(0x3701, 0x0D, &object), (0x3705, 3, &[5, 0, 0, 0])]);
    let outer = winmail(&[
        subject(),
        (BEGINS, vec![0; 14]),
        (TITLE, b"A~1.CSV\0".to_vec()),
        (DATA, b"a,b".to_vec()),
        (ATTACHED, properties(&[(0x3707, 0x1E, b"annex.csv")])),
        (BEGINS, vec![0; 14]),
        (TITLE, b"Inner\0".to_vec()),
        (ATTACHED, message),
    ]);
    let found = whole("tnef", &outer);
    let files: Vec<&str> = found.enclosures.iter().map(|it| it.0.as_str()).collect();
    assert_eq!(files, ["annex.csv", "Inner.tnef"]);
    assert_eq!(whole("tnef", &found.enclosures[1].1).layers_of(WORD), [Layer::Body]);
}

/// E03.
#[test]
fn a_winmail_file_in_a_message_keeps_its_place_in_the_chain() {
    let inner = winmail(&[subject()]);
    let outer = parted("mixed", &[&part("text/plain", "Hello"), &attached("winmail.dat", &inner)]);
    let found = whole("eml", &outer);
    assert_eq!(found.enclosures, [("winmail.dat".to_owned(), inner)]);
}

#[test]
fn a_winmail_file_that_is_cut_off_is_a_gap() {
    let list = properties(&[(0x1000, 0x1E, WORD.as_bytes())]);
    let bytes = winmail(&[subject(), (PROPERTIES, list)]);
    for length in 6..bytes.len() {
        let found = Everything::of("winmail.dat", &bytes[..length]);
        let is_told = length == 6 || length == 6 + 11 + 13;
        let is_gap = found.gaps.iter().any(|gap| gap.reason == Reason::Truncated);
        assert!(is_gap || is_told, "{length}: {:?}", found.gaps);
    }
}
