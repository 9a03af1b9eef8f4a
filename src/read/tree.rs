//! A tree of named values on its way into a sink: records that repeat become a
//! table, whatever else there is goes out as text with its path.
//!
//! A tree is walked twice and never kept: once for the fields of each table,
//! once for the values.

use rustc_hash::FxHashMap;

use crate::document::{Container, Fragment, Headings, Layer, Place, Reason, Sink};

/// The columns of a table at the most: fields beyond go out as text, which is a gap.
const MOST_COLUMNS: usize = 4_096;

/// The tables with columns at the most; one more is a gap.
const MOST_TABLES: usize = 4_096;

/// The tables of a tree by the path of their records.
#[derive(Debug, Default)]
pub(super) struct Tables {
    all: FxHashMap<String, Columns>,
    is_full: bool,
}

impl Tables {
    /// Takes note of a field of a record.
    fn note(&mut self, table: &str, field: &str) {
        if let Some(columns) = self.all.get_mut(table) {
            return columns.note(field);
        }
        if self.all.len() >= MOST_TABLES {
            self.is_full = true;
            return;
        }
        self.all.entry(table.to_owned()).or_default().note(field);
    }

    /// The limit that was reached: what lies beyond is no table.
    pub(super) fn limit(&self) -> Option<Reason> {
        let wide = self.all.values().any(|it| it.is_full);
        let (limit, unit) = match wide {
            true => (MOST_COLUMNS, "columns of a table"),
            false => (MOST_TABLES, "tables of records"),
        };
        (wide || self.is_full).then_some(Reason::TooLarge { limit: limit as u64, unit })
    }
}

/// The columns of a table.
#[derive(Debug, Default)]
struct Columns {
    names: Vec<String>,
    numbers: FxHashMap<String, u32>,
    is_full: bool,
}

impl Columns {
    /// Takes note of a field, given by its path within the record.
    fn note(&mut self, field: &str) {
        if self.numbers.contains_key(field) {
            return;
        }
        if self.names.len() >= MOST_COLUMNS {
            self.is_full = true;
            return;
        }
        self.names.push(heading(field));
        self.numbers.insert(field.to_owned(), u32::try_from(self.names.len()).unwrap_or(0));
    }
}

/// The heading of a field, its path in words.
fn heading(field: &str) -> String {
    let words = field.split(['.', '/', '[', ']', '@']).filter(|word| !word.is_empty());
    words.collect::<Vec<_>>().join(" ")
}

/// What a walk is for.
pub(super) enum Pass<'p> {
    /// To learn the columns of the tables.
    Survey(&'p mut Tables),
    /// To push the values.
    Tell(&'p Tables, &'p mut dyn Sink),
}

/// What the values go into.
enum Open {
    Nothing,
    Text,
    /// The records of a path, and the row of the last.
    Table {
        path: String,
        row: u32,
    },
}

impl Open {
    /// The length of the records' path and the row, if a path is within them.
    fn record_around(&self, plain: &str) -> Option<(usize, u32)> {
        let Open::Table { path, row } = self else { return None };
        let below = plain.strip_prefix(path.as_str())?;
        let is_within = below.is_empty() || below.starts_with(['.', '/', '[']);
        is_within.then_some((path.len(), *row))
    }
}

/// Where a walk was before it entered a part of the tree.
#[derive(Clone, Copy)]
pub(super) struct Mark {
    path: usize,
    plain: usize,
}

/// A walk over a tree.
pub(super) struct Walk<'p> {
    pass: Pass<'p>,
    /// The path of the current value, such as `$.people[3].surname`.
    path: String,
    /// The same without numbers, such as `$.people[].surname`.
    plain: String,
    open: Open,
}

impl<'p> Walk<'p> {
    /// A walk that begins at the root of that name.
    pub(super) fn new(root: &str, pass: Pass<'p>) -> Self {
        Walk { pass, path: root.to_owned(), plain: root.to_owned(), open: Open::Nothing }
    }

    /// Enters a part of the tree by its step, with and without its number.
    pub(super) fn enter(&mut self, step: &str, plain: &str) -> Mark {
        let mark = Mark { path: self.path.len(), plain: self.plain.len() };
        self.path.push_str(step);
        self.plain.push_str(plain);
        mark
    }

    /// Leaves what was entered, and ends the table that began there.
    pub(super) fn leave(&mut self, mark: Mark) {
        self.path.truncate(mark.path);
        self.plain.truncate(mark.plain);
    }

    /// The path of the current value.
    pub(super) fn path(&self) -> &str {
        &self.path
    }

    /// The path of the current value without numbers.
    pub(super) fn plain(&self) -> &str {
        &self.plain
    }

    /// Whether a record is being read.
    pub(super) fn is_in_record(&self) -> bool {
        self.open.record_around(&self.plain).is_some()
    }

    /// Begins a record of a table here: the first one begins the table, unless
    /// this is within a record already.
    pub(super) fn record(&mut self) {
        if let Open::Table { path, row } = &mut self.open
            && *path == self.plain
        {
            *row += 1;
        } else if !self.is_in_record() {
            self.begin_table();
        }
    }

    fn begin_table(&mut self) {
        self.open = Open::Table { path: self.plain.clone(), row: 1 };
        let Pass::Tell(tables, sink) = &mut self.pass else { return };
        let name = self.plain.strip_suffix("[]").unwrap_or(&self.plain);
        sink.open(Container::records(name, Layer::Body));
        let Some(columns) = tables.all.get(&self.plain) else { return };
        sink.headings(&Headings::new(columns.names.clone(), 0));
        for name in columns.names.iter().filter(|name| name.contains(' ')) {
            sink.push(Fragment::new(name, Layer::Body, Place::Named("fields")));
        }
    }

    /// Ends the table whose records lie in here, if there is one.
    pub(super) fn end_records(&mut self) {
        let Open::Table { path, .. } = &self.open else { return };
        if path.len() > self.plain.len() && path.starts_with(&self.plain) {
            self.open = Open::Nothing;
            if let Pass::Tell(_, sink) = &mut self.pass {
                sink.close();
            }
        }
    }

    /// Takes the value of the current path.
    pub(super) fn value(&mut self, text: &str) {
        if text.trim().is_empty() {
            return;
        }
        match self.open.record_around(&self.plain) {
            Some((length, row)) => self.field(length, row, text),
            None => self.text(text, Layer::Body),
        }
    }

    /// Takes a value of a record.
    fn field(&mut self, length: usize, row: u32, text: &str) {
        let (table, field) = self.plain.split_at(length);
        match &mut self.pass {
            Pass::Survey(tables) => tables.note(table, field),
            Pass::Tell(tables, sink) => {
                let columns = tables.all.get(table);
                let column = columns.and_then(|columns| columns.numbers.get(field)).copied();
                let cell = column.map(|column| Place::Cell { row, column });
                let place = cell.unwrap_or(Place::Named(&self.path));
                sink.push(Fragment::new(text, Layer::Body, place));
            }
        }
    }

    /// Takes a text that is no value of a field.
    pub(super) fn text(&mut self, text: &str, layer: Layer) {
        let Pass::Tell(_, sink) = &mut self.pass else { return };
        if text.trim().is_empty() {
            return;
        }
        if matches!(self.open, Open::Nothing) {
            sink.open(Container::text("", Layer::Body));
            self.open = Open::Text;
        }
        sink.push(Fragment::new(text, layer, Place::Named(&self.path)));
    }

    /// Ends the walk, and the container that is open.
    pub(super) fn end(self) {
        if let (Pass::Tell(_, sink), Open::Text | Open::Table { .. }) = (self.pass, self.open) {
            sink.close();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::heading;

    #[test]
    fn a_heading_is_a_path_in_words() {
        let cases = [(".surname", "surname"), (".home.post_code", "home post_code"), ("[].a", "a")];
        for (field, words) in cases {
            assert_eq!(heading(field), words);
        }
    }
}
