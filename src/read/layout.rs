//! Tables laid out in plain text: by tabs, by pipes as Markdown and database
//! programs write them, by blanks that line up.
//!
//! A table is told by its first rows and goes on as long as lines fit it.

mod aligned;

use memchr::{memchr, memchr2, memmem};

use aligned::Cuts;

use crate::document::Kind;

/// Rows by which a table is told.
const SAMPLE: usize = 3;

/// Lines that are enough to tell whether a table begins: its first rows, and a
/// line of dashes or a blank one between each.
pub(super) const ENOUGH_LINES: usize = 2 * SAMPLE;

/// The bytes of a line above which it is no row.
const LONGEST_ROW: usize = 4 << 10;

/// The bytes of a line that may stand between rows as a caption of those below.
const LONGEST_CAPTION: usize = 40;

/// Lines between rows that are none: a blank one and a caption.
const MOST_BETWEEN: usize = 2;

/// Words above which the second of two columns is prose behind a number.
const PROSE_WORDS: usize = 6;

/// Words of a cell at the most where nothing but two blanks sets it off.
const MOST_WORDS: usize = 4;

/// Whether a text has anything that lays out a table.
pub(super) fn may_have_tables(text: &str) -> bool {
    let bytes = text.as_bytes();
    memchr2(b'\t', b'|', bytes).is_some() || memmem::find(bytes, b"  ").is_some()
}

/// What sets the fields of a row apart.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) enum Mark {
    /// One tab.
    Tab,
    /// Tabs, as many as it takes for the columns to line up.
    Tabs,
    /// `|`, perhaps at both ends of the row as well.
    Pipe,
    /// Two blanks or more.
    Blanks,
}

impl Mark {
    /// Whether a line has the mark between two of its words.
    fn is_in(self, line: &str) -> bool {
        let inner = line.trim().as_bytes();
        line.len() <= LONGEST_ROW
            && match self {
                Mark::Tab | Mark::Tabs => memchr(b'\t', inner).is_some(),
                Mark::Pipe => memchr(b'|', inner).is_some(),
                Mark::Blanks => memmem::find(inner, b"  ").is_some(),
            }
    }

    /// The fields of a row.
    fn fields(self, line: &str) -> Vec<&str> {
        let filled = |it: &&str| !it.trim().is_empty();
        let fields: Vec<&str> = match self {
            Mark::Tab => line.trim_end().split('\t').collect(),
            Mark::Tabs => line.split('\t').filter(filled).collect(),
            Mark::Blanks => line.split("  ").filter(filled).collect(),
            Mark::Pipe => {
                let inner = line.trim();
                let inner = inner.strip_prefix('|').unwrap_or(inner);
                inner.strip_suffix('|').unwrap_or(inner).split('|').collect()
            }
        };
        fields.into_iter().map(str::trim).collect()
    }

    /// Whether rows may have fewer fields than there are columns.
    fn keeps_empty_fields(self) -> bool {
        matches!(self, Mark::Tab | Mark::Pipe)
    }
}

/// How the columns of a table are told in its lines.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(super) enum Columns {
    /// So many fields set apart by a mark.
    Marked(Mark, usize),
    /// By what is blank in every row between two columns.
    Aligned(Cuts),
}

impl Columns {
    /// The columns of the table that begins with the first of some lines.
    pub(super) fn of(lines: &[&str]) -> Option<Columns> {
        let first = *lines.first()?;
        if !may_have_tables(first) || is_rule(first) {
            return None;
        }
        [Mark::Pipe, Mark::Tab, Mark::Tabs, Mark::Blanks]
            .into_iter()
            .filter(|mark| mark.is_in(first))
            .find_map(|mark| Columns::by(mark, lines))
    }

    /// The columns by a mark, if the first rows have as many.
    fn by(mark: Mark, lines: &[&str]) -> Option<Columns> {
        let near = &lines[..lines.len().min(ENOUGH_LINES)];
        let is_row = |line: &&&str| mark.is_in(line) && !is_rule(line);
        let rows: Vec<&str> = near
            .iter()
            .take_while(|line| mark.is_in(line) || is_between(line))
            .filter(is_row)
            .copied()
            .take(SAMPLE)
            .collect();
        let is_ruled = mark == Mark::Pipe && near.get(1).is_some_and(|line| is_rule(line));
        let is_framed = rows.iter().all(|row| row.trim_start().starts_with('|'));
        if rows.len() < 2 || mark == Mark::Pipe && !is_ruled && !is_framed {
            return None;
        }
        if rows.len() < SAMPLE && !is_ruled && !is_heading(&mark.fields(rows[0])) {
            return None;
        }
        let columns = match mark {
            Mark::Blanks => Cuts::of(&rows).map(Columns::Aligned).or_else(|| even(mark, &rows)),
            _ => even(mark, &rows),
        }?;
        let fields: Vec<Vec<&str>> = rows.iter().map(|row| columns.cells(row)).collect();
        is_list(&fields).then_some(columns)
    }

    /// How many of some lines go on with the table.
    pub(super) fn rows(&mut self, lines: &[&str]) -> usize {
        let mut rows = 0;
        loop {
            let rest = &lines[rows..];
            let fits = |line: &&str| self.fits(line);
            let Some(between) = rest.iter().take(MOST_BETWEEN + 1).position(fits) else {
                return rows;
            };
            if !rest[..between].iter().all(|line| is_between(line) || is_caption(line)) {
                return rows;
            }
            self.narrow(rest[between]);
            rows += between + 1;
        }
    }

    /// Whether a line can be a row of the table.
    fn fits(&self, line: &str) -> bool {
        if line.len() > LONGEST_ROW || line.trim().is_empty() {
            return false;
        }
        match self {
            Columns::Marked(Mark::Pipe, _) if is_rule(line) => true,
            Columns::Marked(mark, count) if mark.is_in(line) => {
                let fields = mark.fields(line).len();
                fields == *count || mark.keeps_empty_fields() && fields < *count
            }
            Columns::Marked(..) => false,
            Columns::Aligned(cuts) => {
                let is_laid_out = Mark::Blanks.is_in(line) || line.starts_with("  ");
                is_laid_out
                    && (cuts.fit(line)
                        || cuts.narrowed(line).is_some()
                        || Mark::Blanks.fields(line).len() == cuts.columns())
            }
        }
    }

    /// Takes in a row that may leave less blank between two columns.
    fn narrow(&mut self, line: &str) {
        if let Columns::Aligned(cuts) = self
            && !cuts.fit(line)
            && let Some(narrower) = cuts.narrowed(line)
        {
            *cuts = narrower;
        }
    }

    /// The cells of a row, some of them empty; none of a line of dashes.
    pub(super) fn cells<'a>(&self, line: &'a str) -> Vec<&'a str> {
        match self {
            _ if is_rule(line) => Vec::new(),
            Columns::Marked(mark, _) => mark.fields(line),
            Columns::Aligned(cuts) if cuts.fit(line) || cuts.narrowed(line).is_some() => {
                cuts.cells(line)
            }
            Columns::Aligned(_) => Mark::Blanks.fields(line),
        }
    }
}

/// The columns of rows that have as many fields by a mark.
fn even(mark: Mark, rows: &[&str]) -> Option<Columns> {
    let counts: Vec<usize> = rows.iter().map(|row| mark.fields(row).len()).collect();
    let most = counts.iter().copied().max()?;
    let full = counts.iter().filter(|count| **count == most).count();
    let is_even = full == rows.len() || mark.keeps_empty_fields() && full * 2 > rows.len();
    let words = |row: &&str| mark.fields(row).iter().all(|it| word_count(it) <= MOST_WORDS);
    let is_set_off = mark != Mark::Blanks || most > 2 && rows.iter().all(words);
    (most > 1 && is_even && is_set_off).then_some(Columns::Marked(mark, most))
}

/// Whether rows are a list rather than a form, numbered paragraphs or prose.
fn is_list(rows: &[Vec<&str>]) -> bool {
    let most = |is: fn(&Vec<&str>) -> bool| {
        rows.iter().skip(1).filter(|row| is(row)).count() * 2 >= rows.len() - 1
    };
    let is_pair = rows.iter().all(|row| row.len() == 2);
    let is_form = |row: &Vec<&str>| row[0].ends_with(':') || Kind::of_surely(row[0]).is_some();
    let is_item = |row: &Vec<&str>| {
        let numbered = row[0].len() < 8 && row[0].ends_with(['.', ')']);
        numbered || !row[0].contains(char::is_alphanumeric)
    };
    let is_prose = |row: &Vec<&str>| word_count(row[1]) > PROSE_WORDS;
    !(is_pair && (most(is_form) || most(is_item) || most(is_prose)))
}

/// Whether a text has a table within its first lines that nothing but blanks
/// lays out.
pub(super) fn has_aligned_table(text: &str) -> bool {
    let lines: Vec<&str> = text.lines().collect();
    (0..lines.len()).any(|at| matches!(Columns::of(&lines[at..]), Some(Columns::Aligned(_))))
}

/// Whether fields name what stands below them.
pub(super) fn is_heading(fields: &[&str]) -> bool {
    let mut kinds: Vec<Kind> = fields.iter().filter_map(|field| Kind::of_surely(field)).collect();
    kinds.sort_unstable();
    kinds.dedup();
    kinds.len() > 1
}

/// Whether a line is made of dashes, as below a heading.
fn is_rule(line: &str) -> bool {
    let line = line.trim();
    let is_mark = |byte| matches!(byte, b'-' | b'=' | b'+' | b'|' | b':' | b' ' | b'\t');
    line.contains(['-', '=']) && line.bytes().all(is_mark)
}

/// Whether a line may stand between two rows.
fn is_between(line: &str) -> bool {
    line.trim().is_empty() || is_rule(line)
}

/// Whether a line may be a caption of the rows below.
fn is_caption(line: &str) -> bool {
    line.trim().len() <= LONGEST_CAPTION && !line.trim_end().ends_with(['.', ',', ';'])
}

fn word_count(text: &str) -> usize {
    text.split_whitespace().count()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The cells of the table at the front of a text.
    fn table(text: &str) -> Option<Vec<Vec<&str>>> {
        let lines: Vec<&str> = text.lines().collect();
        let mut columns = Columns::of(&lines)?;
        let count = columns.rows(&lines);
        Some(lines[..count].iter().map(|line| columns.cells(line)).collect())
    }

    #[test]
    fn columns_that_line_up_are_cut_where_every_row_is_blank() {
        let text = "Surname    In  Rank\n-------    --  ----\nSample     J   Chief Inspector\n\
                    Testcase       Constable\nÉxample    K   Sergeant\nand so on.  Yes\n";
        let rows = table(text).expect("a table");
        assert_eq!(rows[0], ["Surname", "In", "Rank"]);
        assert_eq!(rows[2], ["Sample", "J", "Chief Inspector"]);
        assert_eq!(rows[3], ["Testcase", "", "Constable"]);
        assert_eq!(rows[4], ["Éxample", "K", "Sergeant"]);
        assert_eq!(rows.len(), 5, "the line below is prose");
    }

    #[test]
    fn fields_are_told_by_tabs_and_by_pipes() {
        let cases = [
            ("Surname\tRank\nBay\tPC\n", "a heading and a row"),
            ("Bay\tPC\nCole\tPS\nDee\tPC\n", "no heading"),
            ("Surname\tRank\nFeatherstone\tPC\nBay\t\tPS\n", "tabs until it lines up"),
            ("| Surname | Rank |\n|:---|---|\n| Bay | PC |\n", "Markdown"),
            (" Surname | Rank\n---------+------\n Bay     | PC\n", "a database program"),
            ("Bay  J  PC\nFeatherstone  K  PS\nCo  L  PC\n", "two blanks that line nothing up"),
        ];
        for (text, why) in cases {
            let rows = table(text).unwrap_or_default();
            assert_eq!(rows.len(), text.lines().count(), "{why}: {rows:?}");
        }
    }

    #[test]
    fn prose_and_forms_are_no_tables() {
        let cases = [
            ("Dear Sir.  I write\nto say.  Yes, it is so.\nNo.  Never again.\n", "two blanks"),
            ("Name:\tBay\nRank:\tPC\nPhone:\t01632 960001\n", "a form"),
            ("Surname   Bay\nRank      PC\nUnit      Roads\n", "a form without colons"),
            ("1.  We hold no records.\n2.  We will not say.\n3.  It is so.\n", "a numbered list"),
            ("-  one thing\n-  another\n-  a third\n", "a bulleted list"),
            ("this | that\nyes | no\nso | on\n", "pipes in prose"),
            ("\tlet a = 1;\n\tlet b = 2;\n\tlet c = 3;\n", "a program"),
        ];
        for (text, why) in cases {
            assert_eq!(table(text), None, "{why}");
        }
    }

    #[test]
    fn a_table_goes_on_below_a_caption() {
        let text = "Bay\tPC\nCole\tPS\nDee\tPC\n\nCustody\nEve\tPC\n\nThat is all.\n\nYes\tNo\n";
        assert_eq!(table(text).map(|rows| rows.len()), Some(6));
    }
}
