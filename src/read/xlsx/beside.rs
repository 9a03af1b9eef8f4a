//! What decides how the rows of a sheet are seen and is written elsewhere:
//! filters and conditional formats behind the rows, tables and drawings in
//! parts of their own.
//!
//! It is looked for when it is first needed: most sheets never need it.

use std::ops::RangeInclusive;

use super::conditions::{self, Rule};
use super::drawing::outlines;
use super::reference::{Area, area, rows};
use super::scan::{Token, Tokens};
use super::styles::{Style, Styles};
use super::tag::{resolve, whole};
use crate::document::Reason;
use crate::read::package::Package;
use crate::read::relations::relations_of;
use crate::read::xml::{Node, walk};

/// How many areas of a kind are looked into for each cell. Beyond them a text may
/// be called hidden that is not.
const MOST_AREAS: usize = 1024;

/// How many filled shapes are looked at for each cell.
const MOST_COVERS: usize = 64;

/// Everything beside the rows of one sheet.
pub(super) struct Beside<'p, 'a> {
    package: &'p mut Package<'a>,
    part: &'p str,
    /// The rows of the sheet's filter, as the workbook names them.
    named: Option<&'p str>,
    /// The areas that are printed, if the workbook names some.
    print: Vec<Area>,
    /// Whether the sheet says that a filter hides rows.
    mode: bool,
    /// The closing tag of the rows.
    end: Vec<u8>,
    /// The cells that filled shapes lie over, once they are known.
    covered: Option<Vec<Area>>,
    found: Option<Found>,
}

/// What was found beside the rows.
#[derive(Default)]
struct Found {
    /// The rows over which active filters lie.
    filters: Vec<RangeInclusive<u32>>,
    /// Where a table style or a conditional format may give cells a ground.
    filled: Vec<Area>,
    /// The conditional formats, in the order in which a program asks them.
    rules: Vec<Rule>,
    /// Where drawings lie.
    drawings: Vec<Area>,
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
        let print =
            print.unwrap_or_default().split(',').filter_map(area).take(MOST_AREAS).collect();
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
        let filters = &self.found(styles).filters;
        filters.iter().any(|rows| rows.contains(&row) && row > *rows.start())
    }

    /// Whether a table style or a conditional format may give a cell a ground.
    pub(super) fn fills(&mut self, row: u32, column: u32, styles: &Styles) -> bool {
        self.found(styles).filled.iter().any(|it| it.contains(row, column))
    }

    /// Whether a conditional format hides the value of a cell of a style.
    pub(super) fn hides(
        &mut self,
        at: (u32, u32),
        value: &str,
        style: Style,
        styles: &Styles,
    ) -> bool {
        conditions::hide(&self.found(styles).rules, at, value, style)
    }

    /// Where drawings lie.
    pub(super) fn drawings(&mut self, styles: &Styles) -> &[Area] {
        &self.found(styles).drawings
    }

    /// Whether a filled shape lies over a cell.
    pub(super) fn covers(&mut self, row: u32, column: u32) -> bool {
        let covered = match &self.covered {
            Some(covered) => covered,
            None => self.covered.insert(covered(self.package, self.part)),
        };
        covered.iter().any(|it| it.contains(row, column))
    }

    /// Whether the sheet's printed area holds a cell.
    pub(super) fn prints(&self, row: u32, column: u32) -> bool {
        self.print.iter().any(|it| it.contains(row, column))
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
    fn found(&mut self, styles: &Styles) -> &Found {
        if self.found.is_none() {
            let mut found = Found::default();
            found.filters.extend(self.named.filter(|_| self.mode).and_then(rows));
            let _ = self.read_tail(&mut found, styles);
            self.read_related(&mut found);
            found.filters.truncate(MOST_AREAS);
            conditions::sort(&mut found.rules);
            found.filled.truncate(MOST_AREAS);
            found.drawings.truncate(MOST_AREAS);
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
                        found.filters.extend(tail.filter.clone().filter(|_| tail.mode));
                    }
                    b"filterColumn" if !tail.in_view => found.filters.extend(tail.filter.take()),
                    b"conditionalFormatting" => {
                        let areas = tag.get(b"sqref").unwrap_or_default();
                        tail.areas = areas.split_whitespace().filter_map(area).collect();
                    }
                    b"cfRule" => {
                        if tag.raw(b"dxfId").and_then(whole).is_none_or(|it| styles.fills(it)) {
                            found.filled.extend_from_slice(&tail.areas);
                        }
                        found.rules.extend(Rule::of(tag, &tail.areas, styles));
                    }
                    b"formula" => tail.in_formula = !tag.empty,
                    _ => {}
                },
                Token::Text(raw) if tail.in_formula => {
                    let mut formula = String::new();
                    resolve(raw, &mut formula)?;
                    found.rules.last_mut().into_iter().for_each(|it| it.set_formula(&formula));
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
fn covered(package: &mut Package<'_>, part: &str) -> Vec<Area> {
    let relations = relations_of(package, part).unwrap_or_default();
    let drawings = relations.into_iter().filter(|it| it.kind == "drawing" && !it.external);
    let bytes = drawings.filter_map(|it| package.take(&it.target).ok().flatten());
    bytes.flat_map(|it| outlines(&it).covered).take(MOST_COVERS).collect()
}

/// What stands behind the rows, while it is read.
#[derive(Default)]
struct Tail {
    mode: bool,
    in_view: bool,
    filter: Option<RangeInclusive<u32>>,
    /// The areas of the conditional format at hand.
    areas: Vec<Area>,
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
            "filterColumn" => found.filters.extend(filter.take()),
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
