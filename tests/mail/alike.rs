//! One letter in every kind of mail, and as the text and the page that it is:
//! the same people are found.

use foilint::artefact::Artefact;
use foilint::document::Layer;
use foilint::read::Limits;
use foilint::report::{Engine, Settings, check};
use foilint::rule::Rules;

use crate::common::mail::{Msg, eml, packed, part, parted, properties, winmail};

const LINES: &[&str] = &[
    "Dear Ms Zoe Sample,",
    "Constable Ciara O'Neill 9901 of the Roads Policing Unit will write to you.",
    "Her number is AB 12 34 56 C, her phone 07700 900123.",
    "Yours, Chief Inspector Marigold Tester",
];

/// What the findings of a file say of its body: rule, severity, count, samples.
fn said(name: &str, bytes: &[u8]) -> Vec<(String, String, u64, Vec<String>)> {
    let rules = Rules::built_in().expect("the rules load");
    let engine = Engine::new(rules, Limits::default(), &Settings::default()).expect("they apply");
    let files = check(Artefact::new(name, bytes), &engine);
    assert!(files.iter().all(|file| file.gaps.is_empty()), "{name}: {files:#?}");
    let findings = files.iter().flat_map(|file| &file.findings);
    let body = findings.filter(|it| it.layer == Layer::Body).map(|it| {
        let rule = engine.rules().get(it.rule).expect("a rule").name.clone();
        let samples = it.samples.iter().map(ToString::to_string).collect();
        (rule, format!("{:?}", it.severity), it.count, samples)
    });
    let mut body: Vec<_> = body.collect();
    body.sort();
    body
}

#[test]
fn the_same_letter_gives_the_same_people_in_every_kind_of_mail() {
    let plain = LINES.join("\r\n");
    let page: String = LINES.iter().map(|line| format!("<p>{line}</p>")).collect();
    let page = format!("<html><body>{page}</body></html>");
    let rich = packed(&format!("{{\\rtf1\\ansi\\fromhtml1 {{\\*\\htmltag64 {page}}}}}"));
    let list = properties(&[(0x1000, 0x1E, plain.as_bytes())]);
    let files = [
        ("a.html", page.clone().into_bytes()),
        ("plain.eml", eml(&[], &plain)),
        ("page.eml", eml(&["Content-Type: text/html"], &page)),
        (
            "both.eml",
            parted("alternative", &[&part("text/plain", &plain), &part("text/html", &page)]),
        ),
        ("plain.msg", Msg::new().text(0x1000, &plain).file()),
        ("page.msg", Msg::new().text(0x1000, &plain).bytes(0x1013, page.as_bytes()).file()),
        ("rich.msg", Msg::new().bytes(0x1009, &rich).file()),
        ("winmail.dat", winmail(&[(0x0006_9003, list)])),
    ];
    let expected = said("a.txt", plain.as_bytes());
    assert!(expected.iter().any(|it| it.0 == "person-with-rank"), "{expected:#?}");
    for (name, bytes) in &files {
        assert_eq!(said(name, bytes), expected, "{name}");
    }
}
