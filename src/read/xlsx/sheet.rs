//! One sheet, cell by cell: what each shows, and whether anyone sees it.

mod limits;
mod numbers;
mod unseen;

use std::hash::{BuildHasher, Hash};

use rustc_hash::{FxBuildHasher, FxHashSet};

use self::limits::{Cut, MOST_FORMULAS, MOST_MERGED};
use self::numbers::Numbers;
pub(in crate::read) use self::numbers::as_shown;

use super::Book;
use super::beside::Beside;
use super::hiding::{Columns, is_no_height};
use super::margin::Margin;
use super::reference::{Area, LAST_ROW, area, position};
use super::remote::Reach;
use super::runs::Run;
use super::scan::{Token, Tokens};
use super::styles::Style;
use super::tag::{Tag, append, resolve, whole, without_controls};
use crate::document::{Extent, Fragment, Layer, Place, Reason, Sink};

/// How a cell's value is written (ECMA-376 part 1, 18.18.11).
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
enum Kind {
    Number,
    Shared,
    Text,
    Boolean,
    Error,
}

/// A cell before its value is known.
#[derive(Clone, Copy, Debug)]
struct Cell {
    row: u32,
    column: u32,
    kind: Kind,
    style: Style,
}

/// A sheet while it is read.
pub(super) struct Sheet<'s, 'a> {
    book: &'s mut Book,
    /// The layer of everything in it, if it is hidden as a whole.
    fixed: Option<Layer>,
    beside: Beside<'s, 'a>,
    columns: Columns,
    reach: Reach,
    row: u32,
    column: u32,
    /// The elements that rows lie in: one within a row is another program's.
    row_depth: u32,
    /// Why the row at hand is not seen.
    row_layer: Option<Layer>,
    /// Whether rows that do not say how high they are have no height.
    is_flat: bool,
    /// The formulas with texts in them that were pushed.
    formulas: FxHashSet<u64>,
    /// The value at hand, its entities resolved.
    value: String,
    formula: String,
    /// How the value at hand is read aloud.
    reading: String,
    /// The run at hand of a text that is written in the cell.
    run: Run,
    numbers: Numbers,
    /// The ranges of merged cells.
    merged: Vec<Area>,
    /// What there is too much of.
    cut: Cut,
    /// Whether a cell refers to a shared string that is not there.
    dangling: bool,
}

impl<'s, 'a> Sheet<'s, 'a> {
    /// A sheet of a book; `fixed` is its layer if it is hidden as a whole.
    pub(super) fn new(book: &'s mut Book, fixed: Option<Layer>, beside: Beside<'s, 'a>) -> Self {
        Sheet {
            numbers: Numbers::new(book.is_1904),
            book,
            fixed,
            beside,
            columns: Columns::default(),
            reach: Reach::default(),
            row: 0,
            column: 0,
            row_depth: u32::MAX,
            row_layer: None,
            is_flat: false,
            formulas: FxHashSet::default(),
            value: String::new(),
            formula: String::new(),
            reading: String::new(),
            run: Run::default(),
            merged: Vec::new(),
            cut: Cut::default(),
            dangling: false,
        }
    }

    /// Pushes what the sheet holds, and gives the ranges of its merged cells, which
    /// are written behind them.
    ///
    /// # Errors
    ///
    /// When its part is damaged. What came before was pushed.
    pub(super) fn read(
        mut self,
        tokens: &mut Tokens<'_>,
        sink: &mut dyn Sink,
    ) -> Result<Vec<Area>, Reason> {
        let mut margin = Margin::new(self.fixed);
        loop {
            match tokens.next()? {
                Token::Open(tag) => match tag.name {
                    b"c" => {
                        let cell = self.begin_cell(tag);
                        if !tag.empty {
                            self.read_cell(cell, tokens, sink)?;
                        }
                    }
                    b"row" if tag.depth <= self.row_depth => self.begin_row(tag),
                    _ => self.begin_other(tag, &mut margin, sink),
                },
                Token::Text(raw) => margin.text(raw, sink)?,
                Token::Plain(raw) => margin.plain(raw, sink),
                Token::Close(name) => margin.close(name),
                Token::End => break,
            }
        }
        tokens.asides().push(self.beside.part(), sink);
        self.push_limits(sink);
        if self.dangling { Err(no_such_string()) } else { Ok(self.merged) }
    }

    fn begin_other(&mut self, tag: Tag<'_>, margin: &mut Margin, sink: &mut dyn Sink) {
        match tag.name {
            b"col" => self.columns.add(tag),
            b"sheetFormatPr" => {
                self.columns.set_usual(tag);
                self.is_flat = tag.raw(b"defaultRowHeight").is_some_and(is_no_height)
                    && tag.is_on(b"customHeight");
            }
            b"sheetPr" => self.beside.set_mode(tag.is_on(b"filterMode")),
            b"sheetData" => self.beside.set_end(tag.qualified),
            b"mergeCell" if self.merged.len() >= MOST_MERGED => self.cut.merged = true,
            b"mergeCell" => {
                self.merged.extend(tag.get(b"ref").as_deref().and_then(area));
            }
            _ => {}
        }
        margin.open(tag, sink);
    }

    /// A row: its number is one more than the last unless it says so.
    ///
    /// `zeroHeight` hides only the rows that are not written: Excel writes every
    /// row that it shows, and `hidden` on those that it does not.
    fn begin_row(&mut self, tag: Tag<'_>) {
        let number = tag.number(b"r").filter(|row| (1..=LAST_ROW).contains(row));
        self.row = number.unwrap_or(self.row.saturating_add(1));
        self.column = 0;
        self.row_depth = tag.depth;
        self.row_layer = None;
        if tag.is_on(b"hidden") {
            let filtered = self.beside.filters(self.row, &self.book.styles);
            self.reach.pass(self.row);
            self.row_layer = Some(if filtered { Layer::FilteredRow } else { Layer::HiddenRow });
        } else if tag.raw(b"ht").map_or(self.is_flat, is_no_height) {
            self.row_layer = Some(Layer::ZeroSize);
        }
    }

    fn begin_cell(&mut self, tag: Tag<'_>) -> Cell {
        let mut at = None;
        let mut style = 0;
        let mut kind = Kind::Number;
        for (name, value) in tag.attributes() {
            match name {
                b"r" => at = position(value),
                b"s" => style = whole(value).unwrap_or(0),
                b"t" => kind = kind_of(value),
                _ => {}
            }
        }
        let (row, column) = at.unwrap_or((self.row.max(1), self.column + 1));
        self.column = column;
        Cell { row, column, kind, style: self.book.styles.of(style) }
    }

    fn read_cell(
        &mut self,
        cell: Cell,
        tokens: &mut Tokens<'_>,
        sink: &mut dyn Sink,
    ) -> Result<(), Reason> {
        self.value.clear();
        if let Some(raw) = tokens.usual_value() {
            if cell.kind == Kind::Shared {
                self.push_shared(cell, whole(raw), sink);
                return Ok(());
            }
            resolve(raw, &mut self.value)?;
        } else {
            self.formula.clear();
            self.reading.clear();
            self.collect(tokens)?;
            self.push_formula(cell, sink);
            self.push_reading(cell, sink);
        }
        if cell.kind == Kind::Text
            && let Some(plain) = without_controls(&self.value)
        {
            self.value = plain;
            self.run = Run::default();
        }
        self.push_value(cell, sink);
        Ok(())
    }

    /// Collects the value and the formula of a cell up to its end, whatever the
    /// way in which they are written: `v`, or `is` with runs.
    fn collect(&mut self, tokens: &mut Tokens<'_>) -> Result<(), Reason> {
        let mut element = Inside::Nothing;
        let mut reading = false;
        loop {
            match tokens.next()? {
                Token::Open(tag) => match tag.name {
                    b"r" | b"color" | b"sz" => {
                        self.run.open(&tag, &self.book.styles.colours, self.value.len());
                    }
                    _ if tag.empty => {}
                    b"t" if reading => element = Inside::Reading,
                    b"v" | b"t" => element = Inside::Value,
                    b"f" => element = Inside::Formula,
                    b"rPh" => reading = true,
                    _ => {}
                },
                Token::Close(b"r") => self.run.end(&self.value),
                Token::Close(b"c") => return Ok(()),
                Token::Close(b"rPh") => reading = false,
                Token::Close(_) => element = Inside::Nothing,
                Token::Text(raw) => match element {
                    Inside::Value => resolve(raw, &mut self.value)?,
                    Inside::Formula => resolve(raw, &mut self.formula)?,
                    Inside::Reading => resolve(raw, &mut self.reading)?,
                    Inside::Nothing => {}
                },
                Token::Plain(raw) => match element {
                    Inside::Value => append(raw, &mut self.value),
                    Inside::Formula => append(raw, &mut self.formula),
                    Inside::Reading => append(raw, &mut self.reading),
                    Inside::Nothing => {}
                },
                Token::End => return Err(Reason::Truncated),
            }
        }
    }

    fn push_shared(&mut self, cell: Cell, index: Option<u32>, sink: &mut dyn Sink) {
        let (layer, within) = (self.layer(cell, index), self.within(cell));
        let place = Place::Cell { row: cell.row, column: cell.column };
        if index.is_some_and(|it| self.book.strings.parts(it).is_some())
            && self.is_on_white(cell, layer)
        {
            let known = index.and_then(|it| self.book.strings.used_parts(it));
            known.into_iter().for_each(|parts| Self::push_parts(cell, parts, sink));
            return;
        }
        match index.and_then(|index| self.book.strings.get(index)) {
            Some("") => {}
            Some(text) => sink.push(Fragment { text, layer, within, place, shared: index }),
            None => self.dangling = true,
        }
    }

    fn push_value(&mut self, cell: Cell, sink: &mut dyn Sink) {
        if cell.kind == Kind::Shared {
            if !self.value.is_empty() {
                self.push_shared(cell, whole(self.value.trim().as_bytes()), sink);
            }
            return;
        }
        if self.value.is_empty() {
            return;
        }
        let (layer, within) = (self.layer(cell, None), self.within(cell));
        if let Some(parts) = self.run.parts(&self.value, 0)
            && self.is_on_white(cell, layer)
        {
            return Self::push_parts(cell, &parts, sink);
        }
        let text = match cell.kind {
            Kind::Error => return,
            Kind::Boolean if matches!(self.value.trim(), "1" | "true") => "TRUE",
            Kind::Boolean => "FALSE",
            Kind::Number => self.numbers.shown(&self.value, cell.style.shown),
            _ => &self.value,
        };
        let place = Place::Cell { row: cell.row, column: cell.column };
        sink.push(Fragment { within, ..Fragment::new(text, layer, place) });
    }

    /// Pushes how a text is read aloud, which no cell shows.
    fn push_reading(&self, cell: Cell, sink: &mut dyn Sink) {
        if !self.reading.trim().is_empty() {
            let place = Place::Cell { row: cell.row, column: cell.column };
            sink.push(Fragment::new(&self.reading, Layer::OrphanString, place));
        }
    }

    /// Pushes a formula that has a text of its own in it, or that is a macro.
    fn push_formula(&mut self, cell: Cell, sink: &mut dyn Sink) {
        // A text of its own, or the path of another file.
        let telling = self.formula.contains(['"', '\\'])
            || self.formula.contains("://")
            || self.fixed == Some(Layer::Macro);
        if self.formula.is_empty() || !telling {
            return;
        }
        let literals = literals(&self.formula);
        if self.formulas.len() >= MOST_FORMULAS {
            self.cut.formulas |= !self.formulas.contains(&literals);
        } else if self.formulas.insert(literals) {
            let place = Extent::from(Place::Cell { row: cell.row, column: cell.column });
            let place = place.location("");
            let layer = self.fixed.unwrap_or(Layer::Formula);
            sink.push(Fragment::new(&self.formula, layer, Place::Named(&place)));
        }
    }
}

/// What the text at hand belongs to.
#[derive(Clone, Copy)]
enum Inside {
    Nothing,
    Value,
    Formula,
    Reading,
}

fn kind_of(written: &[u8]) -> Kind {
    match written {
        b"s" => Kind::Shared,
        b"b" => Kind::Boolean,
        b"e" => Kind::Error,
        b"n" => Kind::Number,
        _ => Kind::Text,
    }
}

/// A number that is equal for formulas with the same texts and paths in them.
fn literals(formula: &str) -> u64 {
    let mut hasher = FxBuildHasher.build_hasher();
    for literal in formula.split('"').skip(1).step_by(2) {
        literal.hash(&mut hasher);
    }
    // The path of another file stands in quotes, its name in brackets at the end.
    let path = formula.split_once(']').filter(|(before, _)| before.contains(['\\', '/']));
    path.and_then(|(before, _)| before.rsplit('\'').next()).hash(&mut hasher);
    std::hash::Hasher::finish(&hasher)
}

fn no_such_string() -> Reason {
    Reason::Malformed { format: "xlsx", detail: "a cell refers to a text that is not there".into() }
}
