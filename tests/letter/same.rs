//! A rule never sees a format: one letter, written in each format that can carry it,
//! gives the same people.

use foilint::artefact::Artefact;
use foilint::document::Layer;
use foilint::read::Limits;
use foilint::report::{Engine, Settings, check};
use foilint::rule::Rules;

use super::common::document::{Document, row};
use super::common::mail::{Msg, eml, packed};
use super::common::prose::{Prose, p, style};
use super::common::word::{Line, Word, counted, hidden, list};

const LINES: [&str; 4] = [
    "Dear Ms Zoe Sample,",
    "Constable Ciara O'Neill 9901 of the Roads Policing Unit will write to you.",
    "Her number is AB 12 34 56 C, her phone 07700 900123.",
    "Yours, Chief Inspector Marigold Tester",
];

const STAFF: [[&str; 3]; 5] = [
    ["Surname", "Initials", "Rank"],
    ["Devlin", "N", "Sergeant"],
    ["Okafor", "B", "Constable"],
    ["Nowak", "Z", "Inspector"],
    ["Ferris", "T", "Constable"],
];

const HIDDEN: &str = "Complaint against Sergeant Niamh Devlin 8802, phone 07700 900456";

const COMMENT: &str = "Ask Inspector Zofia Nowak first";

/// What a finding says: its rule, how loud it is, its layer, its count, its samples.
type Said = (String, String, &'static str, u64, Vec<String>);

/// What the findings of a file say in these layers; it must be read to the end. What
/// hides an element of a page hides a run of a document.
fn said(name: &str, bytes: &[u8], layers: &[Layer]) -> Vec<Said> {
    let rules = Rules::built_in().expect("the rules load");
    let engine = Engine::new(rules, Limits::default(), &Settings::default()).expect("they apply");
    let files = check(Artefact::new(name, bytes), &engine);
    assert!(files.iter().all(|file| file.gaps.is_empty()), "{name}: {files:#?}");
    let own = |layer| if layer == Layer::HiddenElement { Layer::HiddenText } else { layer };
    let findings = files.iter().flat_map(|file| &file.findings);
    let mut said: Vec<Said> = findings
        .filter(|it| layers.contains(&own(it.layer)))
        .map(|it| {
            let rule = engine.rules().get(it.rule).expect("a rule").name.clone();
            let samples = it.samples.iter().map(ToString::to_string).collect();
            (rule, format!("{:?}", it.severity), own(it.layer).name(), it.count, samples)
        })
        .filter(|it| !it.0.starts_with("hidden-"))
        .collect();
    said.sort();
    said
}

fn docx() -> Document {
    let lines = LINES.iter().fold(Document::new(), |document, line| document.line(line));
    let rows: String = STAFF.iter().map(|cells| row("", cells.iter().copied())).collect();
    lines.inside(&format!("<w:tbl>{rows}</w:tbl>")).run("<w:vanish/>", HIDDEN)
}

fn doc() -> Word {
    let mut lines: Vec<Line> = LINES.iter().map(|line| Line::of(line)).collect();
    lines.extend(STAFF.iter().flat_map(|cells| Line::row(cells)));
    lines.push(Line::run(HIDDEN, &hidden()));
    Word::of(&lines)
}

fn rtf(more: &str) -> String {
    let lines: String = LINES.iter().map(|line| format!("{line}\\par\n")).collect();
    let row = |cells: &[&str; 3]| {
        let cells: String = cells.iter().map(|cell| format!("{cell}\\cell ")).collect();
        format!("\\trowd\\cellx900\\cellx1800\\cellx2700\\pard\\intbl {cells}\\row\n")
    };
    let rows: String = STAFF.iter().map(row).collect();
    format!("{{\\rtf1\\ansi \\pard {lines}{rows}\\pard{{\\v {HIDDEN}\\par}}{more}}}")
}

fn odt(more: &str) -> Vec<u8> {
    let lines: String = LINES.iter().map(|line| p(line)).collect();
    let cell = |text: &&str| format!("<table:table-cell>{}</table:table-cell>", p(text));
    let row = |cells: &[&str; 3]| {
        let cells: String = cells.iter().map(cell).collect();
        format!("<table:table-row>{cells}</table:table-row>")
    };
    let rows: String = STAFF.iter().map(row).collect();
    let secret = format!("<text:p><text:span text:style-name='gone'>{HIDDEN}</text:span></text:p>");
    let body =
        format!("{lines}<table:table table:name='table 1'>{rows}</table:table>{secret}{more}");
    let styles = style("gone", "text", "<style:text-properties text:display='none'/>");
    Prose { styles, ..Prose::text(&body) }.bytes()
}

fn page() -> String {
    let lines: String = LINES.iter().map(|line| format!("<p>{line}</p>")).collect();
    let row = |cells: &[&str; 3]| {
        let cells: String = cells.iter().map(|cell| format!("<td>{cell}</td>")).collect();
        format!("<tr>{cells}</tr>")
    };
    let rows: String = STAFF.iter().map(row).collect();
    format!(
        "<html><body>{lines}<table>{rows}</table><p style='display:none'>{HIDDEN}</p></body></html>"
    )
}

#[test]
fn the_same_letter_gives_the_same_people_in_every_format() {
    let files = [
        ("letter.docx", docx().zip()),
        ("letter.doc", doc().bytes()),
        ("letter.rtf", rtf("").into_bytes()),
        ("letter.odt", odt("")),
        ("letter.html", page().into_bytes()),
        ("page.eml", eml(&["Content-Type: text/html"], &page())),
        ("page.msg", Msg::new().bytes(0x1013, page().as_bytes()).file()),
        ("rich.msg", Msg::new().bytes(0x1009, &packed(&rtf(""))).file()),
    ];
    let layers = [Layer::Body, Layer::HiddenText];
    let expected = said(files[0].0, &files[0].1, &layers);
    for (rule, layer) in [
        ("people-table", "body"),
        ("person-with-rank", "body"),
        ("national-insurance-number", "body"),
        ("person-with-rank", "hidden-text"),
    ] {
        let is_meant = |it: &Said| (it.0.as_str(), it.2) == (rule, layer);
        assert!(expected.iter().any(is_meant), "{rule}: {expected:#?}");
    }
    for (name, bytes) in &files[1..] {
        assert_eq!(said(name, bytes, &layers), expected, "{name}");
    }
}

#[test]
fn the_same_comment_gives_the_same_people_in_every_document() {
    let comments = format!(
        "<w:comments><w:comment w:id='1' w:author='Sgt Niamh Devlin' w:initials='ND'><w:p><w:r>\
         <w:t>{COMMENT}</w:t></w:r></w:p></w:comment></w:comments>"
    );
    let mark = [&counted("ND")[..], &[0; 14], &[0; 10]].concat();
    let own = doc()
        .part(4, &[COMMENT])
        .entry(4, list(&[0, 9], &mark))
        .entry(5, list(&[0, COMMENT.len() as u32 + 1], &[]))
        .entry(36, counted("Sgt Niamh Devlin"));
    let annotation = format!(
        "note{{\\*\\atnid ND}}{{\\*\\atnauthor Sgt Niamh Devlin}}{{\\*\\annotation {COMMENT}}}"
    );
    let noted = format!(
        "<text:p>note<office:annotation><dc:creator>Sgt Niamh Devlin</dc:creator>\
         <meta:creator-initials>ND</meta:creator-initials>{}\
         </office:annotation></text:p>",
        p(COMMENT)
    );
    let files = [
        ("letter.docx", docx().part("comments", "word/comments.xml", comments).zip()),
        ("letter.doc", own.bytes()),
        ("letter.rtf", rtf(&annotation).into_bytes()),
        ("letter.odt", odt(&noted)),
    ];
    let expected = said(files[0].0, &files[0].1, &[Layer::Comment]);
    assert!(expected.iter().any(|it| it.0 == "person-with-rank"), "{expected:#?}");
    for (name, bytes) in &files[1..] {
        assert_eq!(said(name, bytes, &[Layer::Comment]), expected, "{name}");
    }
}
