//! Each limit of a reader: at its figure nothing is said, one above it is a gap
//! that names the limit. What is left out is never left out in silence.

use foilint::document::Reason;

use crate::checked;
use crate::common::document::Document;
use crate::common::ods::Ods;
use crate::common::ppt::{self, Ppt};
use crate::common::pptx::Deck;
use crate::common::prose::{Prose, p};
use crate::common::workbook::pack;

/// Something counted: the name of its file, what is written for each number, and
/// what the whole is made of them.
struct Case {
    name: &'static str,
    limit: usize,
    unit: &'static str,
    file: fn(usize) -> Vec<u8>,
}

/// So many pieces, each made from its number.
fn pieces(count: usize, piece: impl Fn(usize) -> String) -> String {
    (0..count).map(piece).collect()
}

fn page(inner: &str) -> Vec<u8> {
    format!("<html><body>{inner}</body></html>").into_bytes()
}

const CASES: &[Case] = &[
    Case {
        name: "style.html",
        limit: 50_000,
        unit: "rules of style",
        file: |count| {
            let rules = pieces(count, |it| format!(".c{it}{{color:red}}"));
            page(&format!("<style>{rules}</style><p>Total"))
        },
    },
    Case {
        name: "spans.html",
        limit: 1_024,
        unit: "cells that reach into a row",
        file: |count| {
            let cells = pieces(count, |_| "<td rowspan=2>1</td>".to_owned());
            page(&format!("<table><tr>{cells}</tr><tr><td>2</td></tr></table>"))
        },
    },
    Case {
        name: "deep.html",
        limit: 255,
        unit: "elements in each other",
        file: |count| page(&format!("<section>{}</section>", "<em>".repeat(count))),
    },
    Case {
        name: "sheets.html",
        limit: 10_000,
        unit: "sheets of a workbook",
        file: |count| {
            let sheets = "<ExcelWorksheet><Name>A</Name></ExcelWorksheet>".repeat(count);
            let list = format!("<ExcelWorksheets>{sheets}</ExcelWorksheets>");
            let book = format!("<xml><ExcelWorkbook>{list}</ExcelWorkbook></xml>");
            page(&format!("<!--[if gte mso 9]>{book}<![endif]--><p>Total"))
        },
    },
    Case {
        name: "keyed.json",
        limit: 4_096,
        unit: "objects whose keys are data",
        file: |count| {
            let own = r#"{"Ash":"PC","Bay":"PC","Cole":"PC","Dee":"PC","Eve":"PC"}"#;
            let all = pieces(count, |it| format!(",\"group{it}\":{own}"));
            format!("{{\"title\":\"Staff\"{all}}}").into_bytes()
        },
    },
    Case {
        name: "wide.json",
        limit: 4_096,
        unit: "columns of a table",
        file: |count| {
            let fields = pieces(count - 1, |it| format!(",\"f{it}\":1"));
            format!("[{{\"total\":1{fields}}}]").into_bytes()
        },
    },
    Case {
        name: "many.json",
        limit: 4_096,
        unit: "tables of records",
        file: |count| {
            let all = pieces(count, |it| format!(",\"group{it}\":[{{\"a\":1}},{{\"a\":2}}]"));
            format!("{{\"title\":\"x\"{all}}}").into_bytes()
        },
    },
    Case {
        name: "tables.txt",
        limit: 1_000,
        unit: "tables in a text",
        file: |count| {
            let row = |text: &str| format!("{}\n", text.replace(' ', "       "));
            let rows = ["Station Total Rate", "North 12 0.5", "South 13 0.6", "East 14 0.7"];
            let rows: String = rows.into_iter().chain(["West 15 0.8"; 3]).map(row).collect();
            let prose = "\nThe figures below were counted again at the end of the year.\n\n";
            format!("{prose}{rows}").repeat(count).into_bytes()
        },
    },
    Case {
        name: "printed.ods",
        limit: 1_024,
        unit: "printed or drawn areas of a sheet",
        file: |count| {
            let ranges = pieces(count, |it| format!("A.A{0}:A.B{0} ", it + 1));
            let row = "<table:table-row><table:table-cell><text:p>1</text:p></table:table-cell>\
                </table:table-row>";
            let after = format!(
                "<table:table table:name='A' table:print-ranges='{ranges}'>{row}</table:table>"
            );
            Ods { after, ..Ods::default() }.bytes()
        },
    },
    Case {
        name: "pilot.ods",
        limit: 16_384,
        unit: "fields of a pivot table",
        file: |count| {
            let field = "<table:data-pilot-field table:source-field-name='Total'/>".repeat(count);
            let table = format!("<table:data-pilot-table table:name='A'>{field}");
            let after = format!(
                "<table:data-pilot-tables>{table}</table:data-pilot-table></table:data-pilot-tables>"
            );
            Ods { after, ..Ods::default() }.bytes()
        },
    },
    Case {
        name: "changes.odt",
        limit: 100_000,
        unit: "tracked insertions",
        file: |count| {
            let changes = pieces(count, |it| {
                format!(
                    "<text:changed-region text:id='c{it}'><text:insertion/></text:changed-region>"
                )
            });
            let list = format!("<text:tracked-changes>{changes}</text:tracked-changes>");
            Prose::text(&format!("{list}{}", p("Total"))).bytes()
        },
    },
    Case {
        name: "authors.docx",
        limit: 10_000,
        unit: "authors of changes",
        file: |count| {
            let marks = pieces(count, |it| format!("<w:ins w:author='Clerk {it}'/>"));
            Document::new().inside(&format!("<w:p>{marks}</w:p>")).zip()
        },
    },
    Case {
        name: "shapes.pptx",
        limit: 1_000,
        unit: "shapes of a slide",
        file: |count| Deck::of(&"<p:sp><p:spPr/></p:sp>".repeat(count)).bytes(),
    },
    Case {
        name: "records.ppt",
        limit: 46,
        unit: "records in each other",
        file: |count| {
            let group = |inner: Vec<u8>, _| ppt::container(0xF003, 0, &[inner]);
            let inner = (0..count).fold(ppt::atom(0xF004, 0, &[]), group);
            let own = ppt::slide(0, &[ppt::container(0x040C, 0, &[inner])]);
            Ppt::default().save(&[ppt::document(&[&[]], &[], &[]), own]).bytes()
        },
    },
    Case {
        name: "covered.svg",
        limit: 2_000,
        unit: "texts below a rectangle",
        file: |count| {
            let texts = pieces(count, |it| format!("<text x='500' y='{it}'>7</text>"));
            let lid = "<rect x='0' y='0' width='9' height='9' fill='black'/>";
            format!("<svg xmlns='http://www.w3.org/2000/svg'>{texts}{lid}</svg>").into_bytes()
        },
    },
    Case {
        name: "texts.zip",
        limit: 2_000,
        unit: "texts compared with the other files",
        file: |count| {
            let text = "the report on stations says which of them were closed at the end [redacted]\
                of the year and what became of all the posts that had been there before\n";
            pack(&(0..count).map(|it| (format!("{it}.txt"), text.into())).collect::<Vec<_>>())
        },
    },
    Case {
        name: "sheets.fods",
        limit: 1_000,
        unit: "tables compared with the other files",
        file: |count| {
            let row = |text: &str| {
                let cell =
                    |it| format!("<table:table-cell><text:p>{it}</text:p></table:table-cell>");
                let cells: String = text.split(' ').map(cell).collect();
                format!("<table:table-row>{cells}</table:table-row>")
            };
            let rows = ["Surname Initial Rank", "Sample J PC", "Tester K PC", "Planter L PC"];
            let rows: String = rows.into_iter().map(row).collect();
            let after =
                pieces(count, |it| format!("<table:table table:name='S{it}'>{rows}</table:table>"));
            Ods { after, ..Ods::default() }.flat().into_bytes()
        },
    },
];

/// Whether a file with so many has a gap of that unit.
fn is_told(case: &Case, count: usize) -> bool {
    let rows = checked(case.name, (case.file)(count));
    let mut reasons = rows.iter().flat_map(|row| &row.gaps).map(|gap| &gap.reason);
    reasons.any(|it| matches!(it, Reason::TooLarge { unit, .. } if *unit == case.unit))
}

#[test]
fn a_limit_that_is_reached_is_a_gap_and_one_that_is_met_is_none() {
    let mut wrong = Vec::new();
    for case in CASES {
        let told = [case.limit - 1, case.limit, case.limit + 1].map(|count| is_told(case, count));
        if told != [false, false, true] {
            wrong.push((case.name, told));
        }
    }
    assert_eq!(wrong, []);
}
