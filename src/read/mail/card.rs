//! Reads cards of people, `.vcf` (vCard 2.1, 3.0 and 4.0): a table with a row a
//! card, and what the cards hold beside it.

use super::calendar::begins;
use super::lines::{Line, each};
use crate::artefact::Artefact;
use crate::document::{Container, Enclosure, Fragment, Headings, Layer, Place, Reason, Sink};
use crate::read::base64;
use crate::read::encoding::Encoded;
use crate::read::{Budget, Format};

/// Cards of people.
pub(in super::super) const FORMAT: Format =
    Format { name: "vcf", extensions: &["vcf", "vcard"], sniff, read };

/// The columns of the table, and the line that each is from.
const COLUMNS: &[(&str, &str)] = &[
    ("Surname", "N"),
    ("Forename", "N"),
    ("Full name", "FN"),
    ("Phone number", "TEL"),
    ("E-mail address", "EMAIL"),
    ("Address", "ADR"),
    ("Organisation", "ORG"),
    ("Job title", "TITLE"),
    ("Date of birth", "BDAY"),
    ("Notes", "NOTE"),
];

/// Lines that hold no text of a person.
const PASSED: &[&str] = &["BEGIN", "END", "VERSION", "REV"];

fn sniff(artefact: &Artefact<'_>) -> bool {
    begins(artefact, "BEGIN:VCARD")
}

fn read(artefact: &Artefact<'_>, budget: &Budget, sink: &mut dyn Sink) -> Result<(), Reason> {
    let text = Encoded::or_scanned(artefact.bytes(), sink)?;
    text.may_be_whole(budget)?;
    let text = text.whole();
    let is_whole = push_table(&text, sink)?;
    push_beside(&text, sink)?;
    if is_whole { Ok(()) } else { Err(Reason::Truncated) }
}

/// Pushes the table, and says whether the last card has an end.
fn push_table(text: &str, sink: &mut dyn Sink) -> Result<bool, Reason> {
    sink.open(Container::records("cards", Layer::Body));
    let headings = COLUMNS.iter().map(|column| column.0.to_owned()).collect();
    sink.headings(&Headings::new(headings, 0));
    let mut row = 0;
    let mut depth = 0_u32;
    each(text, &mut |line| {
        match line.name.as_str() {
            "BEGIN" => (row, depth) = (row + 1, depth + 1),
            "END" => depth = depth.saturating_sub(1),
            _ => push_cells(line, row, sink),
        }
        Ok(())
    })?;
    sink.close();
    Ok(depth == 0)
}

/// Pushes the cells that a line makes.
fn push_cells(line: &Line, row: u32, sink: &mut dyn Sink) {
    let mut push = |text: &str, column: u32| {
        if !text.trim().is_empty() {
            sink.push(Fragment::new(text.trim(), Layer::Body, Place::Cell { row, column }));
        }
    };
    if line.name == "N" {
        let parts = line.list();
        return (1..).zip(parts.iter().take(2)).for_each(|(column, part)| push(part, column));
    }
    let Some(column) = COLUMNS.iter().position(|column| column.1 == line.name) else { return };
    let text = match line.name.as_str() {
        "ADR" | "ORG" => {
            let parts = line.list();
            parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(", ")
        }
        _ => line.text(),
    };
    let text = text.strip_prefix("tel:").unwrap_or(&text);
    push(text, u32::try_from(column).unwrap_or_default() + 1);
}

/// Pushes what the cards hold beside the table, and the files in them.
fn push_beside(text: &str, sink: &mut dyn Sink) -> Result<(), Reason> {
    let mut card = 0;
    let mut told = 0;
    each(text, &mut |line| {
        card += u32::from(line.name == "BEGIN");
        let in_table = line.name == "N" || COLUMNS.iter().any(|column| column.1 == line.name);
        let place = line.name.to_ascii_lowercase();
        if line.is_file() || line.value.starts_with("data:") {
            let data = line.value.rsplit(',').next().unwrap_or_default();
            let (bytes, _) = base64::lenient(data.as_bytes());
            sink.enclose(Enclosure { name: &format!("{place} of card {card}"), bytes: &bytes });
        } else if in_table || PASSED.contains(&line.name.as_str()) {
            if line.name == "N" {
                push_names(&line.list(), card, &mut told, sink);
            }
        } else {
            push(&line.text(), &place, card, &mut told, sink);
        }
        Ok(())
    })?;
    sink.close();
    Ok(())
}

/// Pushes the names that are neither the first nor the last.
fn push_names(parts: &[String], card: u32, told: &mut u32, sink: &mut dyn Sink) {
    parts.iter().skip(2).for_each(|part| push(part, "further names", card, told, sink));
}

/// Pushes a text into the container of its card.
fn push(text: &str, place: &str, card: u32, told: &mut u32, sink: &mut dyn Sink) {
    if text.trim_matches([' ', ';', '\n']).is_empty() {
        return;
    }
    if *told != card {
        sink.open(Container::text(&format!("card {card}"), Layer::Property));
        *told = card;
    }
    sink.push(Fragment::new(text.trim(), Layer::Property, Place::Named(place)));
}
