//! What decides how the rows of a sheet are seen and is written elsewhere:
//! filters and conditional formats behind the rows, tables and drawings in
//! parts of their own.
//!
//! It is looked for when it is first needed: most sheets never need it.

use std::ops::RangeInclusive;

use super::areas::Areas;
use super::conditions::Rules;
use super::drawing::outlines;
use super::reference::{Area, area, rows};
use super::scan::{Token, Tokens};
use super::styles::{Style, Styles};
use super::tag::{resolve, whole};
use crate::document::Reason;
use crate::read::package::Package;
use crate::read::relations::relations_of;
use crate::read::xml::{Node, walk};

/// Everything beside the rows of one sheet.
pub(super) struct Beside<'p, 'a> {
    package: &'p mut Package<'a>,
    part: &'p str,
    /// The rows of the sheet's filter, as the workbook names them.
    named: Option<&'p str>,
    /// The areas that are printed, if the workbook names some.
    print: Areas,
    /// Whether the sheet says that a filter hides rows.
    mode: bool,
    /// The closing tag of the rows.
    end: Vec<u8>,
    /// The cells that filled shapes lie over, once they are known.
    covered: Option<Areas>,
    found: Option<Found>,
}

/// What was found beside the rows.
#[derive(Default)]
struct Found {
    /// The rows below the headings of active filters, in the first column.
    filters: Areas,
    /// Where a table style or a conditional format may give cells a ground.
    filled: Areas,
    /// The conditional formats, in the order in which a program asks them.
    rules: Rules,
    /// Where drawings lie.
    drawings: Areas,
}

impl<'p, 'a> Beside<'p, 'a> {
    /// What is beside the rows of a part. The rows of a filter and the printed
    /// areas are as the workbook names them.
    pub(super) fn new(
        package: &'p mut Package<'a>,
        part: &'p str,
        named: Option<&'p str>,
        print: Option<&str>,
    ) -> Self {
        let print = print.unwrap_or_default().split(',').filter_map(area).collect();
        Beside {
            package,
            part,
            named,
            print,
            mode: false,
            end: Vec::new(),
            covered: None,
            found: None,
        }
    }

    /// Takes note of whether the sheet says that a filter hides rows.
    pub(super) fn set_mode(&mut self, mode: bool) {
        self.mode = mode;
    }

    /// Takes note of the name of the element that holds the rows.
    pub(super) fn set_end(&mut self, qualified: &[u8]) {
        self.end = [b"</", qualified, b">"].concat();
    }

    /// Whether a row lies below the heading of an active filter.
    pub(super) fn filters(&mut self, row: u32, styles: &Styles) -> bool {
        self.found(styles).filters.contain(row, 1)
    }

    /// Whether a table style or a conditional format may give a cell a ground.
    pub(super) fn fills(&mut self, row: u32, column: u32, styles: &Styles) -> bool {
        self.found(styles).filled.contain(row, column)
    }

    /// Whether a conditional format hides the value of a cell of a style.
    pub(super) fn hides(
        &mut self,
        at: (u32, u32),
        value: &str,
        style: Style,
        styles: &Styles,
    ) -> bool {
        self.found(styles).rules.hide(at, value, style)
    }

    /// Where drawings lie.
    pub(super) fn drawings(&mut self, styles: &Styles) -> &[Area] {
        self.found(styles).drawings.all()
    }

    /// Whether a filled shape lies over a cell.
    pub(super) fn covers(&mut self, row: u32, column: u32) -> bool {
        let covered = match &mut self.covered {
            Some(covered) => covered,
            None => self.covered.insert(covered(self.package, self.part)),
        };
        covered.contain(row, column)
    }

    /// Why not all of it was looked at, as far as it was asked for.
    pub(super) fn limit(&self) -> Option<Reason> {
        let rules = self.found.as_ref();
        let found = self.found.as_ref().map(|it| [&it.filters, &it.filled, &it.drawings]);
        let areas = found.into_iter().flatten().chain(&self.covered).chain([&self.print]);
        rules.and_then(|it| it.rules.limit()).or_else(|| areas.filter_map(Areas::limit).next())
    }

    /// The part of the sheet.
    pub(super) fn part(&self) -> &str {
        self.part
    }

    /// Whether the sheet's printed area holds a cell.
    pub(super) fn prints(&mut self, row: u32, column: u32) -> bool {
        self.print.contain(row, column)
    }

    /// Which columns of the whole sheet hold something, from 0 for none.
    pub(super) fn occupied(&mut self) -> Vec<u32> {
        let mut columns = vec![false; super::reference::LAST_COLUMN as usize + 1];
        // What is damaged is a gap when the sheet itself is read so far.
        let _ = self.note_columns(&mut columns);
        (1..).zip(&columns[1..]).filter(|(_, holds)| **holds).map(|(column, _)| column).collect()
    }

    fn note_columns(&mut self, columns: &mut [bool]) -> Result<(), Reason> {
        let Some(mut tokens) = Tokens::of(self.package, self.part)? else { return Ok(()) };
        let mut column = 0;
        loop {
            match tokens.next()? {
                Token::Open(tag) if tag.name == b"row" => column = 0,
                Token::Open(tag) if tag.name == b"c" => {
                    let at = tag.raw(b"r").and_then(super::reference::position);
                    column = at.map_or(column + 1, |(_, column)| column);
                }
                Token::Open(tag) if matches!(tag.name, b"v" | b"is") && !tag.empty => {
                    if let Some(holds) = columns.get_mut(column as usize) {
                        *holds = true;
                    }
                }
                Token::Close(b"sheetData") | Token::End => return Ok(()),
                _ => {}
            }
        }
    }

    /// What is damaged here is a gap when it is read for its texts.
    fn found(&mut self, styles: &Styles) -> &mut Found {
        if self.found.is_none() {
            let mut found = Found::default();
            found.filter(self.named.filter(|_| self.mode).and_then(rows));
            let _ = self.read_tail(&mut found, styles);
            self.read_related(&mut found);
            found.rules.sort();
            self.found = Some(found);
        }
        self.found.get_or_insert_default()
    }

    /// Reads what is written behind the rows.
    fn read_tail(&mut self, found: &mut Found, styles: &Styles) -> Result<(), Reason> {
        let Some(mut tokens) = Tokens::of(self.package, self.part)? else { return Ok(()) };
        if self.end.is_empty() || !tokens.leap(&self.end)? {
            return Ok(());
        }
        let mut tail = Tail { mode: self.mode, ..Tail::default() };
        loop {
            match tokens.next()? {
                Token::Open(tag) => match tag.name {
                    b"customSheetView" if !tag.empty => tail.in_view = true,
                    b"autoFilter" if !tail.in_view => {
                        tail.filter = tag.get(b"ref").as_deref().and_then(rows);
                        found.filter(tail.filter.clone().filter(|_| tail.mode));
                    }
                    b"filterColumn" if !tail.in_view => found.filter(tail.filter.take()),
                    b"conditionalFormatting" => {
                        tail.is_filled = false;
                        found.rules.begin(&tag.get(b"sqref").unwrap_or_default());
                    }
                    b"cfRule" => {
                        let fills = |it| styles.fills(it);
                        if !tail.is_filled && tag.raw(b"dxfId").and_then(whole).is_none_or(fills) {
                            tail.is_filled = true;
                            found.filled.extend(found.rules.areas().iter().cloned());
                        }
                        found.rules.add(tag, styles);
                    }
                    b"formula" => tail.in_formula = !tag.empty,
                    _ => {}
                },
                Token::Text(raw) if tail.in_formula => {
                    let mut formula = String::new();
                    resolve(raw, &mut formula)?;
                    found.rules.set_formula(&formula);
                }
                Token::Close(b"formula") => tail.in_formula = false,
                Token::Close(b"customSheetView") => tail.in_view = false,
                Token::End => return Ok(()),
                _ => {}
            }
        }
    }

    /// Reads the tables and the drawings of the sheet.
    fn read_related(&mut self, found: &mut Found) {
        for relation in relations_of(self.package, self.part).unwrap_or_default() {
            let is_wanted = matches!(relation.kind.as_str(), "table" | "drawing");
            if relation.external || !is_wanted {
                continue;
            }
            let bytes = self.package.take(&relation.target).ok().flatten().unwrap_or_default();
            match relation.kind.as_str() {
                "table" => read_table(&bytes, found),
                _ => found.drawings.extend(outlines(&bytes).touched),
            }
        }
    }
}

/// The cells of a sheet that the filled shapes of its drawings lie over.
fn covered(package: &mut Package<'_>, part: &str) -> Areas {
    let relations = relations_of(package, part).unwrap_or_default();
    let drawings = relations.into_iter().filter(|it| it.kind == "drawing" && !it.external);
    let bytes = drawings.filter_map(|it| package.take(&it.target).ok().flatten());
    bytes.flat_map(|it| outlines(&it).covered).collect()
}

impl Found {
    /// Adds the rows of an active filter, if there are any.
    fn filter(&mut self, rows: Option<RangeInclusive<u32>>) {
        let below = rows.map(|rows| rows.start().saturating_add(1)..=*rows.end());
        self.filters.extend(below.map(|rows| Area { rows, columns: 1..=1 }));
    }
}

/// What stands behind the rows, while it is read.
#[derive(Default)]
struct Tail {
    mode: bool,
    in_view: bool,
    filter: Option<RangeInclusive<u32>>,
    /// Whether the conditional format at hand may give its cells a ground.
    is_filled: bool,
    in_formula: bool,
}

/// Reads the filter and the look of a table. Every built-in style but the light
/// ones fills the heading, the dark ones all of it (ECMA-376 part 1, 18.5.1.5);
/// one of the workbook's own may fill anything.
fn read_table(bytes: &[u8], found: &mut Found) {
    let mut whole = None;
    let mut filter = None;
    let _ = walk(bytes, |node| {
        let Node::Open(element) = node else { return };
        match element.name {
            "table" => whole = area(element.text("ref")),
            "autoFilter" => filter = rows(element.text("ref")),
            "filterColumn" => found.filter(filter.take()),
            "tableStyleInfo" => {
                let style = element.text("name");
                let fills_all = !style.is_empty()
                    && !style.starts_with("TableStyleLight")
                    && !style.starts_with("TableStyleMedium");
                let area = if fills_all { whole.clone() } else { whole.as_ref().map(Area::top) };
                found.filled.extend(area.filter(|_| !style.is_empty()));
            }
            _ => {}
        }
    });
}
