//! Tables in text: csv, tsv, and their kin with semicolons or pipes.
//!
//! There are no magic bytes. A table is told by the same number of fields in
//! each of its first records; the extension helps, and is all that tells a
//! table of one column from a list.

mod reach;

use csv::{ByteRecord, Reader, ReaderBuilder};

use reach::Reach;

use super::encoding::Encoded;
use super::layout::{has_aligned_table, is_heading};
use super::text::push_lines;
use super::{Budget, Format};
use crate::artefact::Artefact;
use crate::document::{Container, Fragment, Gap, Layer, Place, Reason, Sink};

/// Tables in text.
pub(super) const FORMAT: Format = Format {
    name: "csv",
    extensions: &["csv", "tsv", "tab", "txt", "prn", "dat", "asc"],
    sniff: |artefact| delimiter_of(artefact).is_some(),
    read,
};

/// The delimiters, the most usual first.
const DELIMITERS: [u8; 6] = [b',', b'\t', b';', b'|', b'^', b'~'];

/// The records at the front that are looked at.
const SAMPLED: usize = 100;

/// Extensions of which nothing is a table unless it says `sep=`: their text
/// has lists and tables of its own making.
const PROSE: &[&str] = &["md", "markdown", "log", "json", "xml", "html", "rst", "tex"];

fn read(artefact: &Artefact<'_>, budget: &Budget, sink: &mut dyn Sink) -> Result<(), Reason> {
    let text = Encoded::of(artefact.bytes()).ok_or(Reason::UnknownFormat)?;
    let delimiter = delimiter_of(artefact).ok_or(Reason::UnknownFormat)?;
    if let Err(too_large) = text.may_be_whole(budget) {
        sink.gap(Gap::part("columns", too_large));
        push_lines(&text, "", Layer::Body, sink);
        return Ok(());
    }
    let whole = text.whole();
    let (first_row, table) = match declared(&whole) {
        Some((_, table)) => (2, table),
        None => (1, &*whole),
    };
    sink.open(Container::grid("", Layer::Body));
    push_records(table, delimiter, first_row, sink);
    sink.close();
    Ok(())
}

/// Pushes the fields of each record, its row counted as a spreadsheet shows it:
/// blank lines count.
fn push_records(table: &str, delimiter: u8, first_row: u32, sink: &mut dyn Sink) {
    let mut reader = reader(table, delimiter);
    let mut record = ByteRecord::new();
    let mut row = first_row;
    let mut reach = Reach::default();
    // A reader of bytes in memory that takes records of any length has no error left.
    while reader.read_byte_record(&mut record).unwrap_or(false) {
        let start = record.position().map_or(0, |position| position.byte());
        row = row.saturating_add(blank_lines(table.as_bytes(), start));
        for (column, field) in (1..).zip(&record) {
            push_field(field, (row, column), &mut reach, sink);
        }
        row = row.saturating_add(1);
    }
}

fn push_field(field: &[u8], (row, column): (u32, u32), reach: &mut Reach, sink: &mut dyn Sink) {
    // Fields of UTF-8 are UTF-8: delimiters and quotes are ASCII.
    let text = String::from_utf8_lossy(field);
    if !text.is_empty() {
        let layer = reach.layer(row, column);
        sink.push(Fragment::new(&text, layer, Place::Cell { row, column }));
    }
}

/// The blank lines before a record, which the reader passes over. A line feed
/// that belongs to the return before it ends no line of its own.
fn blank_lines(table: &[u8], start: u64) -> u32 {
    let start = usize::try_from(start).unwrap_or(table.len()).min(table.len());
    let mut before = table[..start].last().copied().unwrap_or_default();
    let mut lines = 0;
    for byte in table[start..].iter().take_while(|byte| matches!(byte, b'\r' | b'\n')) {
        lines += u32::from(!(before == b'\r' && *byte == b'\n'));
        before = *byte;
    }
    lines
}

fn reader(table: &str, delimiter: u8) -> Reader<&[u8]> {
    let mut builder = ReaderBuilder::new();
    builder.delimiter(delimiter).has_headers(false).flexible(true);
    builder.from_reader(table.as_bytes())
}

/// The delimiter, if the artefact is a table.
fn delimiter_of(artefact: &Artefact<'_>) -> Option<u8> {
    let head = Encoded::head(artefact.bytes()).filter(|head| !head.trim().is_empty())?;
    if let Some((delimiter, _)) = declared(&head) {
        return Some(delimiter);
    }
    let sample = whole_lines(&head, artefact.bytes().len());
    let extension = artefact.extension();
    let best = DELIMITERS.into_iter().map(|it| Layout::of(sample, it)).max_by_key(Layout::merit)?;
    match extension.as_str() {
        "csv" if best.columns < 2 && has_aligned_table(sample) => None,
        "csv" if best.columns < 2 && is_spaced(sample) => Some(b' '),
        "csv" => Some(best.delimiter),
        "tsv" | "tab" if best.columns < 2 => Some(b'\t'),
        "tsv" | "tab" => Some(best.delimiter),
        other if PROSE.contains(&other) => None,
        _ => best.is_telling().then_some(best.delimiter),
    }
}

/// Whether single blanks set the fields apart: words do as well, so that it takes
/// a heading of known names, or initials that each stand by themselves.
fn is_spaced(sample: &str) -> bool {
    let layout = Layout::of(sample, b' ');
    let fields: Vec<Vec<&str>> =
        sample.lines().take(SAMPLED).map(|line| line.split(' ').collect()).collect();
    let rows = || fields.iter().skip(1).filter(|row| row.len() == layout.columns);
    let is_initial = |column: usize| {
        let single = |row: &Vec<&str>| row.get(column).is_some_and(|it| it.len() == 1);
        rows().count() > 1 && rows().all(single)
    };
    let is_known = fields.first().is_some_and(|heading| is_heading(heading));
    let is_even = layout.even * 10 >= layout.records * 8 && layout.records > 2;
    is_even && layout.columns > 1 && (is_known || (0..layout.columns).any(is_initial))
}

/// The delimiter that a first line `sep=;` declares, as Excel reads it, and the
/// table below.
fn declared(text: &str) -> Option<(u8, &str)> {
    let rest = text.get(..4).filter(|word| word.eq_ignore_ascii_case("sep="))?;
    let after = &text[rest.len()..];
    let delimiter = *after.as_bytes().first().filter(|byte| byte.is_ascii())?;
    let line = &after[1..];
    let table = line.strip_prefix("\r\n").or_else(|| line.strip_prefix(['\n', '\r']))?;
    Some((delimiter, table))
}

/// The head without a last line that is cut off.
fn whole_lines(head: &str, bytes: usize) -> &str {
    let is_cut = bytes > super::encoding::HEAD;
    let last = head.rfind('\n').filter(|_| is_cut);
    last.map_or(head, |last| &head[..=last])
}

/// How a sample lies in columns by one delimiter.
struct Layout {
    delimiter: u8,
    /// The fields that most records have.
    columns: usize,
    /// The records that have as many.
    even: usize,
    records: usize,
}

impl Layout {
    fn of(sample: &str, delimiter: u8) -> Layout {
        let mut reader = reader(sample, delimiter);
        let fields = reader.byte_records().filter_map(Result::ok).take(SAMPLED).map(|it| it.len());
        let mut counts: Vec<usize> = fields.collect();
        counts.sort_unstable();
        let runs = counts.chunk_by(|one, other| one == other);
        let most = runs.max_by_key(|run| run.len()).unwrap_or_default();
        Layout {
            delimiter,
            columns: most.first().copied().unwrap_or(0),
            even: most.len(),
            records: counts.len(),
        }
    }

    /// What makes one delimiter better than another: columns at all, then an
    /// even number of them, then how many, then the more usual one.
    fn merit(&self) -> (bool, usize, usize, std::cmp::Reverse<usize>) {
        let evenness = self.even * 10 / self.records.max(1);
        let usual = DELIMITERS.iter().position(|it| *it == self.delimiter).unwrap_or(0);
        (self.columns > 1, evenness, self.columns, std::cmp::Reverse(usual))
    }

    /// Whether the columns alone tell a table. Commas and semicolons stand in
    /// prose too, so it takes more of them.
    fn is_telling(&self) -> bool {
        let is_even = self.even == self.records;
        let is_prose_mark = matches!(self.delimiter, b',' | b';');
        let (columns, records) = if is_prose_mark { (3, 3) } else { (2, 2) };
        is_even && self.columns >= columns && self.records >= records
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn delimiter(name: &str, text: &str) -> Option<char> {
        delimiter_of(&Artefact::new(name, text.as_bytes())).map(char::from)
    }

    #[test]
    fn a_table_is_told_by_its_columns() {
        let cases = [
            ("a.csv", "Surname,Rank\nBay,PC\n", Some(','), "plain"),
            ("a.csv", "Surname;Pay\nBay;1,5\nCole;2,5\nDee;3,5", Some(';'), "decimal commas"),
            ("a.csv", "\"Bay; J\",PC\n\"Cole; K\",PS\n", Some(','), "semicolons in quotes"),
            ("a.csv", "Surname\nBay\n", Some(','), "one column"),
            ("a.tsv", "Bay\nCole\n", Some('\t'), "one column of tsv"),
            ("a.csv", "sep=|\nBay|PC\n", Some('|'), "declared"),
            ("a.txt", "Bay\tPC\nCole\tPS\n", Some('\t'), "tabs on each line"),
            ("a.txt", "Bay\tPC\nand so on\n", None, "a tab on one line"),
            ("a.txt", "Dear Ms Bay,\nwell, here it is\n", None, "prose"),
            ("a.md", "|a|b|\n|-|-|\n|c|d|\n", None, "a table of Markdown"),
            ("a", "a,b,c\nd,e,f\ng,h,i\n", Some(','), "no extension"),
            ("a.csv", "", None, "nothing"),
            ("a.csv", "Surname Rank\nBay PC\nCole PS\n", Some(' '), "blanks below a heading"),
            ("a.csv", "Bay J PC\nCole K PS\nDee L PC\n", Some(' '), "initials between blanks"),
            ("a.csv", "Unit\nRoads Unit\nCustody Unit\n", Some(','), "a column of words"),
            ("a.csv", "Bay    J  PC\nCole      PS\nDee    L  PC\n", None, "columns of blanks"),
        ];
        for (name, text, expected, why) in cases {
            assert_eq!(delimiter(name, text), expected, "{why}");
        }
    }

    #[test]
    fn blank_lines_count_as_rows() {
        let cases: &[(&[u8], u64, u32)] = &[
            (b"a", 0, 0),
            (b"\na", 0, 1),
            (b"\r\n\r\na", 0, 2),
            (b"\r\ra", 0, 2),
            (b"a\r\n\r\nb", 2, 1),
            (b"", 7, 0),
        ];
        for (table, start, expected) in cases {
            assert_eq!(blank_lines(table, *start), *expected, "{table:?}");
        }
    }
}
