//! Reads SYLK, the symbolic link tables of Multiplan and Excel: a record a line,
//! its fields parted by semicolons (Microsoft, "SYLK file format", as gathered by
//! Gnumeric and Wikipedia; there is no standard).

use rustc_hash::FxHashSet;

use super::encoding::Encoded;
use super::{Budget, Format};
use crate::artefact::Artefact;
use crate::document::{Container, Fragment, Layer, Place, Reason, Sink, column_letters};

/// Symbolic link tables.
pub(super) const FORMAT: Format = Format {
    name: "sylk",
    extensions: &["slk", "sylk"],
    sniff: |artefact| artefact.bytes().starts_with(b"ID;P"),
    read,
};

/// How many runs of columns without width are told apart.
const COLUMNS: usize = 1_024;

fn read(artefact: &Artefact<'_>, budget: &Budget, sink: &mut dyn Sink) -> Result<(), Reason> {
    let text = Encoded::or_scanned(artefact.bytes(), sink)?;
    text.may_be_whole(budget)?;
    sink.open(Container::grid("", Layer::Body));
    let mut table =
        Table { row: 1, column: 1, rows: FxHashSet::default(), columns: Vec::new(), sink };
    let mut has_end = false;
    for record in text.whole().split(['\r', '\n']) {
        has_end |= record.trim() == "E";
        table.take(record);
    }
    table.sink.close();
    if has_end { Ok(()) } else { Err(Reason::Truncated) }
}

/// The table while it is read.
struct Table<'s> {
    row: u32,
    column: u32,
    /// Rows without height, and columns without width, from and to.
    rows: FxHashSet<u32>,
    columns: Vec<(u32, u32)>,
    sink: &'s mut dyn Sink,
}

impl Table<'_> {
    fn take(&mut self, record: &str) {
        let fields = fields(record);
        let Some((kind, fields)) = fields.split_first() else { return };
        for field in fields {
            match field.get(..1) {
                Some("Y") => self.row = number(field).unwrap_or(self.row),
                Some("X") => self.column = number(field).unwrap_or(self.column),
                _ => {}
            }
        }
        match kind.as_str() {
            "C" => fields.iter().for_each(|field| self.push_field(field)),
            "F" => self.take_format(fields),
            "NN" | "NE" if fields.iter().any(|it| it.starts_with('E') && it.contains('"')) => {
                fields.iter().for_each(|field| self.push(&field[1..], Layer::DefinedName, "name"));
            }
            _ => {}
        }
    }

    /// A field of a cell: its value, its formula, its note.
    fn push_field(&mut self, field: &str) {
        let Some(rest) = field.get(1..) else { return };
        let at = format!("{}{}", column_letters(self.column), self.row);
        match &field[..1] {
            "K" => {
                let text =
                    rest.strip_prefix('"').map_or(rest, |it| it.strip_suffix('"').unwrap_or(it));
                let place = Place::Cell { row: self.row, column: self.column };
                if !text.is_empty() {
                    self.sink.push(Fragment::new(text, self.layer(), place));
                }
            }
            "E" if rest.contains('"') => self.push(rest, Layer::Formula, &at),
            "A" => self.push(rest, Layer::Comment, &format!("comment at {at}")),
            _ => {}
        }
    }

    /// Widths and heights of nothing: `W1 3 0` for columns, `M0` for a row.
    fn take_format(&mut self, fields: &[String]) {
        for field in fields {
            let numbers: Vec<u32> = field[1..].split(' ').map_while(|it| it.parse().ok()).collect();
            match (field.get(..1), numbers.as_slice()) {
                (Some("W"), [first, last, 0]) if self.columns.len() < COLUMNS => {
                    self.columns.push((*first, *last))
                }
                (Some("M"), [0]) => {
                    let row = fields.iter().find_map(|it| it.strip_prefix('R')?.parse().ok());
                    self.rows.insert(row.unwrap_or(self.row));
                }
                _ => {}
            }
        }
    }

    fn layer(&self) -> Layer {
        let is_flat = self.rows.contains(&self.row);
        let is_narrow = self.columns.iter().any(|it| it.0 <= self.column && self.column <= it.1);
        if is_flat || is_narrow { Layer::ZeroSize } else { Layer::Body }
    }

    fn push(&mut self, text: &str, layer: Layer, place: &str) {
        if !text.trim().is_empty() {
            self.sink.push(Fragment::new(text, layer, Place::Named(place)));
        }
    }
}

/// The fields of a record that are not empty; a doubled semicolon is one within
/// a field.
fn fields(record: &str) -> Vec<String> {
    let joined = record.trim_end().replace(";;", "\u{0}");
    let fields = joined.split(';').map(|field| unescaped(&field.replace('\u{0}', ";")));
    fields.filter(|field| field.is_char_boundary(1) && !field.is_empty()).collect()
}

/// A field with the control characters that it writes as an escape and two
/// characters: the halves of their code, above a blank and above a zero.
fn unescaped(field: &str) -> String {
    let Some((first, rest)) = field.split_once('\u{1b}') else { return field.to_owned() };
    let mut text = first.to_owned();
    for piece in rest.split('\u{1b}') {
        match piece.as_bytes() {
            [high @ 0x20..=0x2F, low @ 0x30..=0x3F, ..] => {
                text.push(char::from((high - 0x20) << 4 | (low - 0x30)));
                text.push_str(&piece[2..]);
            }
            _ => text.push_str(piece),
        }
    }
    text
}

fn number(field: &str) -> Option<u32> {
    field[1..].trim().parse().ok().filter(|number| *number > 0)
}

#[cfg(test)]
mod tests {
    use super::fields;

    #[test]
    fn a_doubled_semicolon_is_a_semicolon() {
        assert_eq!(fields("C;Y1;K\"a;;b\""), ["C", "Y1", "K\"a;b\""]);
        assert_eq!(fields(""), [""; 0]);
        assert_eq!(fields("é;X1"), ["X1"]);
        assert_eq!(fields("C;K\"a\u{1b} :b\""), ["C", "K\"a\nb\""]);
    }
}
