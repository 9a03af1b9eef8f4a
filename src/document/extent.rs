//! How far something reaches within its container, and how a report writes it.

use super::{Place, column_letters};

/// How far something reaches within its container.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub(crate) enum Extent {
    /// Nowhere yet.
    #[default]
    Nowhere,
    /// The container or the artefact as a whole.
    Whole,
    /// A rectangle of cells, from 1.
    Cells {
        /// The first and the last row.
        rows: (u32, u32),
        /// The first and the last column.
        columns: (u32, u32),
    },
    /// Lines, from 1.
    Lines(u64, u64),
    /// Pages, from 1.
    Pages(u32, u32),
    /// A place with a name of its own, the first of several.
    Named(String),
}

impl Extent {
    /// Takes in one more place. Places of another sort than the first do not
    /// move it.
    pub(crate) fn add(&mut self, place: Place<'_>) {
        match (&mut *self, place) {
            (Extent::Cells { rows, columns }, Place::Cell { row, column }) => {
                *rows = (rows.0.min(row), rows.1.max(row));
                *columns = (columns.0.min(column), columns.1.max(column));
            }
            (Extent::Lines(first, last), Place::Line(line)) => {
                (*first, *last) = ((*first).min(line), (*last).max(line));
            }
            (Extent::Pages(first, last), Place::Page(page)) => {
                (*first, *last) = ((*first).min(page), (*last).max(page));
            }
            (Extent::Nowhere, _) => *self = Extent::from(place),
            _ => {}
        }
    }

    /// This and another together. Where they are of another sort, the first
    /// that is somewhere.
    pub(crate) fn joined(&self, other: &Extent) -> Extent {
        let mut both = if *self == Extent::Nowhere { other.clone() } else { self.clone() };
        if let Extent::Cells { rows, columns } = other {
            both.add(Place::Cell { row: rows.0, column: columns.0 });
            both.add(Place::Cell { row: rows.1, column: columns.1 });
        }
        both
    }

    /// The place in words: `SAP!A1:F9484`, `line 3`, `comments of SAP B7`.
    pub(crate) fn location(&self, container: &str) -> String {
        self.location_as(container, str::to_owned)
    }

    /// The place in words, its own name as `label` shows it.
    pub(crate) fn location_as(&self, container: &str, label: impl Fn(&str) -> String) -> String {
        let within = match self {
            Extent::Nowhere | Extent::Whole => return container.to_owned(),
            Extent::Cells { rows, columns } => return cells(container, *rows, *columns),
            Extent::Lines(first, last) if first == last => format!("line {first}"),
            Extent::Lines(first, last) => format!("lines {first} to {last}"),
            Extent::Pages(first, last) if first == last => format!("page {first}"),
            Extent::Pages(first, last) => format!("pages {first} to {last}"),
            Extent::Named(name) => label(name),
        };
        if container.is_empty() { within } else { format!("{container} {within}") }
    }
}

impl From<Place<'_>> for Extent {
    fn from(place: Place<'_>) -> Self {
        match place {
            Place::Whole => Extent::Whole,
            Place::Cell { row, column } => {
                Extent::Cells { rows: (row, row), columns: (column, column) }
            }
            Place::Line(line) => Extent::Lines(line, line),
            Place::Page(page) => Extent::Pages(page, page),
            Place::Named(name) => Extent::Named(name.to_owned()),
        }
    }
}

/// A range of cells as a spreadsheet writes it: `'My sheet'!A1:B2`.
fn cells(sheet: &str, rows: (u32, u32), columns: (u32, u32)) -> String {
    let first = format!("{}{}", column_letters(columns.0), rows.0);
    let last = format!("{}{}", column_letters(columns.1), rows.1);
    let range = if first == last { first } else { format!("{first}:{last}") };
    let bare = sheet.chars().all(|it| it.is_alphanumeric() || matches!(it, '_' | '•'));
    match (sheet.is_empty(), bare) {
        (true, _) => range,
        (false, true) => format!("{sheet}!{range}"),
        (false, false) => format!("'{}'!{range}", sheet.replace('\'', "''")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_is_written_as_its_program_writes_it() {
        let mut extent = Extent::from(Place::Cell { row: 1, column: 1 });
        extent.add(Place::Cell { row: 9484, column: 32 });
        assert_eq!(extent.location("SAP"), "SAP!A1:AF9484");
        assert_eq!(extent.location(""), "A1:AF9484");
        assert_eq!(extent.location("Bob's list"), "'Bob''s list'!A1:AF9484");
        assert_eq!(Extent::from(Place::Line(3)).location(""), "line 3");
        assert_eq!(
            Extent::from(Place::Named("B7")).location("comments of SAP"),
            "comments of SAP B7"
        );
        assert_eq!(Extent::Whole.location("SAP"), "SAP");
    }
}
