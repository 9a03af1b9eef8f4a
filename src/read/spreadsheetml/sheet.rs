//! The table of a sheet: the cell at hand, what it shows, and whether anyone
//! sees it.

use std::hash::BuildHasher;

use rustc_hash::{FxBuildHasher, FxHashSet};

use super::styles::{Style, Styles};
use super::survey::Facts;
use crate::document::{Extent, Fragment, Layer, Place, Reason, Sink};
use crate::read::reach::{Area, Reach};
use crate::read::serial::truth;
use crate::read::xlsx::sheet::as_shown;
use crate::read::xml::Element;

/// The height or width, in points, that nobody sees any more.
const NO_SIZE: f64 = 0.25;

/// How many different formulas of a sheet are told apart.
const MOST_FORMULAS: usize = 100_000;

/// A sheet while it is read.
#[derive(Debug)]
pub(super) struct Sheet {
    facts: Facts,
    /// The columns that are not seen, in order: the first, the last, and why.
    columns: Vec<(u32, u32, Layer)>,
    next_column: u32,
    next_row: u32,
    row: u32,
    row_layer: Option<Layer>,
    column: u32,
    /// The column behind the cell at hand and what it is merged with.
    next_cell: u32,
    /// The height of rows that say none.
    height: Option<String>,
    /// The styles of the table, of columns and of the row at hand.
    table_style: String,
    column_styles: Vec<(u32, u32, String)>,
    row_style: String,
    style: Style,
    kind: String,
    formulas: FxHashSet<u64>,
    reach: Reach,
    /// What merged cells lie over, as far as it is not above the row at hand.
    covered: Vec<Area>,
    /// The first limit that was reached.
    limit: Option<Reason>,
}

/// The most merged cells that reach into one row.
const MOST_COVERED: usize = 1024;

impl Sheet {
    /// A sheet of which that much is known.
    pub(super) fn new(facts: Facts) -> Self {
        Sheet {
            facts,
            columns: Vec::new(),
            next_column: 1,
            next_row: 1,
            row: 0,
            row_layer: None,
            column: 1,
            next_cell: 1,
            height: None,
            table_style: String::new(),
            column_styles: Vec::new(),
            row_style: String::new(),
            style: Style::default(),
            kind: String::new(),
            formulas: FxHashSet::default(),
            reach: Reach::default(),
            covered: Vec::new(),
            limit: None,
        }
    }

    /// The layer of the sheet as a whole.
    pub(super) fn layer(&self) -> Layer {
        self.facts.hidden.unwrap_or(Layer::Body)
    }

    /// The layer of what stands beside the cells.
    pub(super) fn beside(&self, layer: Layer) -> Layer {
        self.facts.hidden.unwrap_or(layer)
    }

    /// Takes the table itself, which may begin away from the corner.
    pub(super) fn begin_table(&mut self, element: &Element<'_>) {
        self.next_row = number(element, "TopCell").unwrap_or(1);
        self.next_column = number(element, "LeftCell").unwrap_or(1);
        self.next_cell = self.next_column;
        self.height = element.get("DefaultRowHeight").map(str::to_owned);
        element.text("StyleID").clone_into(&mut self.table_style);
    }

    /// Takes the area that is printed.
    pub(super) fn print(&mut self, area: Option<Area>) {
        self.reach = Reach::new(area.into_iter().collect());
    }

    /// Takes a column, or several alike.
    pub(super) fn add_column(&mut self, element: &Element<'_>) {
        let first = number(element, "Index").unwrap_or(self.next_column);
        let last = first.saturating_add(number(element, "Span").unwrap_or(0));
        self.next_column = last.saturating_add(1);
        if element.is_on("Hidden") {
            self.columns.push((first, last, Layer::HiddenColumn));
        } else if is_no_size(element, "Width") {
            self.columns.push((first, last, Layer::ZeroSize));
        }
        if let Some(style) = element.get("StyleID") {
            self.column_styles.push((first, last, style.to_owned()));
        }
    }

    /// Begins a row.
    pub(super) fn begin_row(&mut self, element: &Element<'_>) {
        self.row = number(element, "Index").unwrap_or(self.next_row);
        let alike = number(element, "Span").unwrap_or(0);
        self.next_row = self.row.saturating_add(alike).saturating_add(1);
        self.next_cell = 1;
        let filtered = self.facts.filtered.as_ref();
        self.row_layer = match () {
            () if element.is_on("Hidden") => {
                let by_filter = filtered.is_some_and(|rows| rows.contains(&self.row));
                Some(if by_filter { Layer::FilteredRow } else { Layer::HiddenRow })
            }
            () if is_no_size(element, "Height") => Some(Layer::ZeroSize),
            () if element.get("Height").is_none() && self.has_no_height() => Some(Layer::ZeroSize),
            () => None,
        };
        element.text("StyleID").clone_into(&mut self.row_style);
        self.covered.retain(|it| *it.rows.end() >= self.row);
        if self.row_layer.is_some() {
            self.reach.pass(self.row, self.next_row.saturating_sub(1));
        }
    }

    /// Begins a cell; its link and its formula are in its attributes.
    pub(super) fn begin_cell(
        &mut self,
        element: &Element<'_>,
        styles: &Styles,
        sink: &mut dyn Sink,
    ) {
        self.column = number(element, "Index").unwrap_or(self.next_cell);
        let merged = number(element, "MergeAcross").unwrap_or(0);
        self.next_cell = self.column.saturating_add(merged).saturating_add(1);
        self.style = styles.of(element.get("StyleID").unwrap_or_else(|| self.usual_style()));
        self.merge(element, merged);
        let place = self.at();
        for (attribute, layer) in [("HRef", Layer::Hyperlink), ("HRefScreenTip", Layer::AltText)] {
            self.push(element.text(attribute), layer, &place, sink);
        }
        let formula = element.text("Formula");
        if formula.contains('"') && self.is_new(formula) {
            self.push(formula, Layer::Formula, &place, sink);
        }
    }

    /// Begins the value of a cell.
    pub(super) fn begin_value(&mut self, element: &Element<'_>) {
        element.text("Type").clone_into(&mut self.kind);
    }

    /// Pushes the value of the cell at hand.
    pub(super) fn push_value(
        &mut self,
        value: &str,
        faint: &str,
        occupied: &mut dyn FnMut() -> Vec<u32>,
        sink: &mut dyn Sink,
    ) {
        let place = Place::Cell { row: self.row, column: self.column };
        if !faint.trim().is_empty() {
            let layer = self.facts.hidden.unwrap_or(Layer::InvisibleText);
            sink.push(Fragment::new(faint.trim(), layer, place));
        }
        if value.is_empty() || self.kind == "Error" {
            return;
        }
        let is_text = matches!(self.kind.as_str(), "String" | "");
        let number = value.trim().parse::<f64>().ok().filter(|_| !is_text);
        let text = match (self.kind.as_str(), number) {
            ("Boolean", _) => truth(value.trim() == "1").to_owned(),
            ("DateTime", _) => date(value),
            ("Number", Some(number)) => as_shown(number, self.style.shown, false),
            _ => value.to_owned(),
        };
        let unseen = self.style.hides(if is_text { None } else { number.or(Some(1.0)) });
        let (layer, within) = self.cell_layers(unseen, occupied);
        sink.push(Fragment { within, ..Fragment::new(&text, layer, place) });
    }

    /// Whether a run of words in this colour is not seen in the cell at hand.
    pub(super) fn hides_run(&self, colour: &str) -> bool {
        self.style.hides_ink(colour)
    }

    /// Takes note of the cells that the one at hand lies over.
    fn merge(&mut self, element: &Element<'_>, across: u32) {
        let down = number(element, "MergeDown").unwrap_or(0);
        if across == 0 && down == 0 {
            return;
        }
        if self.covered.len() >= MOST_COVERED {
            self.end_at(MOST_COVERED, "merged cells that reach into a row");
        } else {
            let (row, column) = (self.row, self.column);
            let (rows, columns) =
                (row..=row.saturating_add(down), column..=self.next_cell.saturating_sub(1));
            self.covered.push(Area { rows, columns });
        }
    }

    /// The style of a cell that has none of its own: that of its row, of its
    /// column, or of the table.
    fn usual_style(&self) -> &str {
        let index = self.column_styles.partition_point(|it| it.1 < self.column);
        let column = self.column_styles.get(index).filter(|it| it.0 <= self.column);
        let column = column.map_or("", |it| &it.2);
        let mut styles = [&self.row_style, column, &self.table_style].into_iter();
        styles.find(|it| !it.is_empty()).unwrap_or("Default")
    }

    fn has_no_height(&self) -> bool {
        let height = self.height.as_ref().and_then(|it| it.trim().parse::<f64>().ok());
        height.is_some_and(|it| it < NO_SIZE)
    }

    /// Pushes a text that belongs to the cell at hand without being its value.
    pub(super) fn push_comment(&self, text: &str, words: &str, sink: &mut dyn Sink) {
        self.push(text.trim(), Layer::Comment, &format!("{words} {}", self.at()), sink);
    }

    /// Pushes how the text of the cell at hand is read aloud, which no cell shows.
    pub(super) fn push_reading(&self, text: &str, sink: &mut dyn Sink) {
        let place = format!("reading of {}", self.at());
        self.push(text.trim(), Layer::OrphanString, &place, sink);
    }

    fn push(&self, text: &str, layer: Layer, place: &str, sink: &mut dyn Sink) {
        if !text.trim().is_empty() {
            sink.push(Fragment::new(text, self.beside(layer), Place::Named(place)));
        }
    }

    fn is_new(&mut self, formula: &str) -> bool {
        let hash = FxBuildHasher.hash_one(formula);
        if self.formulas.len() >= MOST_FORMULAS && !self.formulas.contains(&hash) {
            self.end_at(MOST_FORMULAS, "different formulas of a sheet");
            return false;
        }
        self.formulas.insert(hash)
    }

    /// Why not all of the sheet was looked into, if it was not.
    pub(super) fn limit(&self) -> Option<Reason> {
        self.limit.clone()
    }

    fn end_at(&mut self, limit: usize, unit: &'static str) {
        self.limit.get_or_insert(Reason::TooLarge { limit: limit as u64, unit });
    }

    /// The cell at hand as a person writes it: `B7`.
    fn at(&self) -> String {
        Extent::from(Place::Cell { row: self.row, column: self.column }).location("")
    }

    /// The layer of the cell at hand, and what hides it within a hidden sheet.
    fn cell_layers(
        &mut self,
        is_unseen: bool,
        occupied: &mut dyn FnMut() -> Vec<u32>,
    ) -> (Layer, Option<Layer>) {
        let (row, column) = (self.row, self.column);
        let index = self.columns.partition_point(|it| it.1 < column);
        let columns = self.columns.get(index).filter(|it| it.0 <= column);
        let is_first = |it: &Area| (*it.rows.start(), *it.columns.start()) == (row, column);
        let is_covered = self.covered.iter().any(|it| it.contains(row, column) && !is_first(it));
        let unseen = (is_unseen || is_covered).then_some(Layer::InvisibleText);
        let own = self.row_layer.or(columns.map(|it| it.2));
        if let Some(hidden) = self.facts.hidden {
            return (hidden, own);
        }
        if let Some(layer) = own.or(unseen) {
            return (layer, None);
        }
        let is_far = self.reach.excludes((row, column), &self.columns, occupied);
        (if is_far { Layer::RemoteCell } else { Layer::Body }, None)
    }
}

pub(super) fn number(element: &Element<'_>, attribute: &str) -> Option<u32> {
    element.get(attribute)?.trim().parse().ok()
}

fn is_no_size(element: &Element<'_>, attribute: &str) -> bool {
    let size = element.get(attribute).and_then(|size| size.trim().parse::<f64>().ok());
    size.is_some_and(|size| size < NO_SIZE)
}

/// A date as every reader of workbooks writes it. It comes with a time of day,
/// and a time alone with the day before the first.
fn date(value: &str) -> String {
    let Some((day, time)) = value.split_once('T') else { return value.to_owned() };
    let time = time.split(['.', 'Z']).next().unwrap_or(time);
    match (day, time) {
        ("1899-12-30" | "1899-12-31", _) => time.to_owned(),
        (_, "00:00:00") => day.to_owned(),
        _ => format!("{day} {time}"),
    }
}

#[cfg(test)]
mod tests {
    use super::date;

    #[test]
    fn a_moment_is_a_date_a_time_or_both() {
        let cases = [
            ("2026-11-23T00:00:00.000", "2026-11-23"),
            ("2026-11-23T14:30:00.000", "2026-11-23 14:30:00"),
            ("1899-12-31T06:00:00.000", "06:00:00"),
            ("soon", "soon"),
        ];
        for (value, text) in cases {
            assert_eq!(date(value), text);
        }
    }
}
