//! Reads DIF, the Data Interchange Format of VisiCalc that Excel still saves:
//! two lines a value, the kind and the number, then the text (Software Arts
//! Technical Memorandum SATM-19).

use super::encoding::Encoded;
use super::{Budget, Format};
use crate::artefact::Artefact;
use crate::document::{Container, Fragment, Layer, Place, Reason, Sink};

/// Tables for interchange.
pub(super) const FORMAT: Format = Format { name: "dif", extensions: &["dif"], sniff, read };

fn sniff(artefact: &Artefact<'_>) -> bool {
    let bytes = artefact.bytes();
    bytes.starts_with(b"TABLE\r\n0,1") || bytes.starts_with(b"TABLE\n0,1")
}

fn read(artefact: &Artefact<'_>, budget: &Budget, sink: &mut dyn Sink) -> Result<(), Reason> {
    let text = Encoded::or_scanned(artefact.bytes(), sink)?;
    text.may_be_whole(budget)?;
    sink.open(Container::grid("", Layer::Body));
    let outcome = push_table(&text.whole(), sink);
    sink.close();
    outcome
}

/// Pushes the header's texts and the cells: each value is two lines.
fn push_table(text: &str, sink: &mut dyn Sink) -> Result<(), Reason> {
    let mut lines = text.lines();
    while let Some(topic) = lines.next() {
        let (_, label) = (lines.next(), lines.next().unwrap_or_default());
        if topic == "DATA" {
            break;
        }
        let label = label.trim_matches('"');
        if matches!(topic, "LABEL" | "COMMENT" | "TABLE") && !matches!(label, "" | "EXCEL") {
            sink.push(Fragment::new(label, Layer::Property, Place::Named("header")));
        }
    }
    let (mut row, mut column) = (0_u32, 0_u32);
    while let (Some(kind), Some(value)) = (lines.next(), lines.next()) {
        match (kind.split_once(',').unwrap_or((kind, "")), value) {
            (("-1", _), "EOD") => return Ok(()),
            (("-1", _), _) => (row, column) = (row.saturating_add(1), 0),
            ((sort, number), value) => {
                column = column.saturating_add(1);
                let shown =
                    if sort == "1" { value.trim_matches('"') } else { number_of(number, value) };
                push(shown, row, column, sink);
            }
        }
    }
    Err(Reason::Truncated)
}

/// What a number shows: itself where it is valid, else its word (`TRUE`, `NA`).
fn number_of<'t>(number: &'t str, word: &'t str) -> &'t str {
    if word == "V" { number } else { word }
}

fn push(text: &str, row: u32, column: u32, sink: &mut dyn Sink) {
    if !text.trim().is_empty() {
        sink.push(Fragment::new(text.trim(), Layer::Body, Place::Cell { row, column }));
    }
}
