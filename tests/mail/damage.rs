//! Mail that is cut off, changed, or nested beyond measure.

use foilint::artefact::Artefact;
use foilint::document::{Layer, Reason};
use foilint::read::Limits;
use foilint::report::{Engine, Settings, check};
use foilint::rule::Rules;

use crate::common::legacy::WORD;
use crate::common::mail::{Msg, attached, body, eml, packed, part, parted, properties, winmail};
use crate::common::sink::Everything;

/// A file of each kind.
fn files() -> Vec<(&'static str, Vec<u8>)> {
    let parts = [
        &part("text/plain; charset=utf-8", "Hello Zoë")[..],
        &part("text/html", "<p>Hello</p><table><tr><td>1</td></tr></table>"),
        &attached("a.zip", b"PK\x03\x04"),
        "Content-Type: message/rfc822\r\n\r\nFrom: b@example.org\r\nSubject: Re\r\n\r\nInner",
    ];
    let eml = parted("mixed", &parts);
    let line = b"From a@example.org Mon Nov 23 10:00:00 2026\r\n";
    let msg = Msg::new().text(0x0037, "Request").bytes(0x1009, &packed("{\\rtf1\\fromhtml1 x}"));
    let list = properties(&[(0x1000, 0x1E, b"Hello"), (0x0C15, 3, &[1, 0, 0, 0])]);
    let tnef = winmail(&[(0x0001_8004, b"Request".to_vec()), (0x0006_9003, list)]);
    let ics =
        b"BEGIN:VCALENDAR\nBEGIN:VEVENT\nATTENDEE;CN=\"A\":mailto:a@b\nEND:VEVENT\nEND:VCALENDAR";
    let vcf =
        b"BEGIN:VCARD\nN;ENCODING=QUOTED-PRINTABLE:Zo=C3=AB=\n;B\nPHOTO;ENCODING=b:Q2F0\nEND:VCARD";
    vec![
        ("a.mbox", [&line[..], &eml].concat()),
        ("a.eml", eml),
        ("a.msg", msg.recipient(3, "B", "b@example.org").attach("a.txt", b"x").file()),
        ("winmail.dat", tnef),
        ("a.ics", ics.to_vec()),
        ("a.vcf", vcf.to_vec()),
    ]
}

#[test]
fn a_file_that_is_cut_off_or_changed_never_fails_its_reader() {
    for (name, bytes) in files() {
        let step = 1 + bytes.len() / 600;
        for at in (0..bytes.len()).step_by(step) {
            let mut changed = bytes.clone();
            changed[at] ^= 0x51;
            for damaged in [&bytes[..at], &changed] {
                let found = Everything::of(name, damaged);
                let is_failure = found.gaps.iter().any(|gap| gap.reason == Reason::ReaderFailed);
                assert!(!is_failure, "{name} at {at}: {:?}", found.gaps);
            }
        }
    }
}

#[test]
fn a_message_that_is_cut_off_is_a_gap_with_what_came_before() {
    let bytes = parted("mixed", &[&part("text/plain", WORD), &attached("a.csv", b"a,b,c\n")]);
    let found = Everything::of("a.eml", &bytes[..bytes.len() - 10]);
    assert_eq!(found.gaps.len(), 1, "{:?}", found.gaps);
    assert_eq!(found.gaps[0].reason, Reason::Truncated);
    assert_eq!((found.layers_of(WORD), found.enclosures.len()), (vec![Layer::Body], 1));
}

#[test]
fn a_message_of_outlook_whose_directory_is_lost_is_a_gap_and_is_scanned() {
    let mut bytes = Msg::new().text(0x0037, WORD).file();
    let start = u32::from_le_bytes([bytes[48], bytes[49], bytes[50], bytes[51]]) as usize;
    bytes[512 * (start + 1) + 66] = 9; // the kind of the root entry
    let found = Everything::of("a.msg", &bytes);
    assert_eq!((found.format, found.gaps.len()), (Some("msg"), 1), "{:?}", found.gaps);
    assert_eq!(found.layers_of(WORD), [Layer::UnknownPart]);
}

#[test]
fn what_is_packed_in_a_damaged_or_unknown_way_is_a_gap() {
    for (encoding, text) in
        [("base64", "Q2F0*Q2F0"), ("x-zip", "abc"), ("quoted-printable", "a=zz")]
    {
        let kind = format!("Content-Transfer-Encoding: {encoding}");
        let found = Everything::of("a.eml", &eml(&[&kind], text));
        assert_eq!(found.gaps.len(), 1, "{encoding}: {found:?}");
    }
    let lost = eml(&["Content-Type: multipart/mixed; boundary=b1"], WORD);
    let found = Everything::of("a.eml", &lost);
    assert_eq!((found.gaps.len(), found.layers_of(WORD)), (1, vec![Layer::Body]));
}

/// The names of the files that are found within one, and their gaps.
fn chain(name: &str, bytes: &[u8]) -> (Vec<String>, Vec<Reason>) {
    let rules = Rules::built_in().expect("the rules load");
    let engine = Engine::new(rules, Limits::default(), &Settings::default()).expect("they apply");
    let files = check(Artefact::new(name, bytes), &engine);
    let gaps = files.iter().flat_map(|file| file.gaps.iter().map(|gap| gap.reason.clone()));
    (files.iter().map(|file| file.name.clone()).collect(), gaps.collect())
}

#[test]
fn messages_within_messages_end_and_every_level_has_its_name() {
    let inner = eml(&[], WORD);
    let mut deep = String::from_utf8(inner).expect("a text");
    let head = "From: a@example.org\r\nSubject: Fwd\r\nContent-Type: message/rfc822\r\n\r\n";
    for _ in 0..300 {
        deep.insert_str(0, head);
    }
    let (names, gaps) = chain("a.eml", deep.as_bytes());
    assert_eq!(names.len(), 17, "the file itself and sixteen levels");
    assert_eq!(names[2], "a.eml!message 1.eml!message 1.eml");
    assert_eq!(gaps, [Reason::TooDeep(16)]);
    let msg = (0..6).fold(Msg::new().text(0x0037, WORD), |inner, level| {
        Msg::new().text(0x0037, "Fwd").attach_message(&format!("level {level}"), inner)
    });
    let (names, gaps) = chain("a.msg", &msg.file());
    assert_eq!(
        names[6],
        "a.msg!level 5.msg!level 4.msg!level 3.msg!level 2.msg!level 1.msg!level 0.msg"
    );
    assert_eq!(gaps, []);
}

#[test]
fn a_message_of_far_too_many_parts_ends_in_a_gap() {
    let many = vec!["X-A: b\r\nContent-Transfer-Encoding: x-zip\r\n\r\nc"; 30_000];
    let found = Everything::of("a.eml", &parted("mixed", &many));
    let end = Reason::TooLarge { limit: 20_000, unit: "parts" };
    assert!(found.gaps.iter().any(|gap| gap.reason == end), "{:?}", found.gaps.last());
}

#[test]
fn parts_within_parts_end_in_a_gap() {
    let mut deep = part("text/plain", WORD);
    for level in 0..200 {
        let boundary = format!("level{level}");
        let kind = format!("multipart/mixed; boundary={boundary}");
        deep = part(&kind, &body(&boundary, &[&deep]));
    }
    let found = Everything::of("a.eml", &parted("mixed", &[&deep]));
    assert!(found.gaps.iter().any(|gap| gap.reason == Reason::TooDeep(50)), "{:?}", found.gaps);
    assert_eq!(found.layers_of(WORD), [Layer::UnknownPart]);
}
