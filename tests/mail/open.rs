//! Messages that tell many outsiders to each other, whichever way they are kept.

use foilint::artefact::Artefact;
use foilint::read::Limits;
use foilint::report::{Engine, Settings, check};
use foilint::rule::Rules;

use crate::common::mail::{Msg, eml, properties, winmail};

/// The counts of the rule's findings in a file.
fn met(bytes: &[u8]) -> Vec<u64> {
    let rules = Rules::built_in().expect("the rules load");
    let rule = rules.find("open-recipients").expect("there is the rule");
    let engine = Engine::new(rules, Limits::default(), &Settings::default()).expect("they apply");
    let files = check(Artefact::new("reply", bytes), &engine);
    let findings = files.iter().flat_map(|file| &file.findings);
    findings.filter(|it| it.rule == rule).map(|it| it.count).collect()
}

/// Addresses, each at a domain of its own.
fn addresses(count: usize) -> Vec<String> {
    (0..count).map(|it| format!("person{it}@d{it}.example")).collect()
}

fn sent(line: &str, addresses: &[String]) -> Vec<u8> {
    eml(&[&format!("{line}: {}", addresses.join(",\r\n "))], "Hello")
}

fn saved(kind: u32, addresses: &[String]) -> Vec<u8> {
    let message = Msg::new().text(0x0037, "Hello");
    addresses.iter().fold(message, |message, it| message.recipient(kind, "", it)).file()
}

fn packed(kind: u8, addresses: &[String]) -> Vec<u8> {
    let rows = addresses
        .iter()
        .flat_map(|it| properties(&[(0x0C15, 3, &[kind, 0, 0, 0]), (0x39FE, 0x1E, it.as_bytes())]));
    let table = (addresses.len() as u32).to_le_bytes().into_iter().chain(rows).collect();
    winmail(&[(0x0006_9004, table)])
}

/// E01.
#[test]
fn many_outsiders_in_to_or_cc_are_one_finding_in_every_kind_of_mail() {
    let many = addresses(12);
    let invited: String = many.iter().map(|it| format!("ATTENDEE:mailto:{it}\n")).collect();
    let calendar = format!("BEGIN:VCALENDAR\nBEGIN:VEVENT\n{invited}END:VEVENT\nEND:VCALENDAR\n");
    let files = [sent("Cc", &many), saved(1, &many), packed(2, &many), calendar.into_bytes()];
    let counts: Vec<Vec<u64>> = files.iter().map(|file| met(file)).collect();
    // The message as it is sent goes to the desk as well.
    assert_eq!(counts, [vec![13], vec![12], vec![12], vec![12]]);
}

/// E01.
#[test]
fn a_few_or_blind_recipients_and_those_of_one_organisation_are_none() {
    let many = addresses(12);
    let own: Vec<String> = (0..40).map(|it| format!("person{it}@example.org")).collect();
    for file in [
        sent("Cc", &addresses(8)),
        sent("Bcc", &many),
        sent("Cc", &own),
        saved(3, &many),
        packed(3, &many),
        saved(1, &own),
    ] {
        assert_eq!(met(&file), [0_u64; 0]);
    }
}
