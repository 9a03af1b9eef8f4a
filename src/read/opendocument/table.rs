//! A table while it is read: the layers of its rows and columns, and the place
//! of the cell at hand.

use std::rc::Rc;

use super::reference::{area, list};
use super::row::Row;
use super::styles::{Look, Styles};
use crate::document::{Layer, Reason, column_letters};
use crate::read::reach::{Area, Reach};
use crate::read::xml::Element;

/// The most columns of a sheet (LibreOffice 7.4 and later).
const COLUMNS: u32 = 16_384;

/// Which columns of the whole table hold something: asked for only where cells
/// lie far from the rest.
pub(super) type Occupied<'o> = &'o mut dyn FnMut() -> Vec<u32>;

/// A table.
pub(super) struct Table {
    pub(super) name: String,
    /// The layer of the table as a whole.
    pub(super) layer: Layer,
    pub(super) row: Row,
    /// The columns that are not shown, in order: the first, the last, and why.
    columns: Vec<(u32, u32, Layer)>,
    /// The styles of the cells of columns without one of their own.
    styles: Vec<(u32, u32, String)>,
    row_style: String,
    is_protected: bool,
    /// Whether each group of rows or columns around what is at hand is folded.
    groups: Vec<bool>,
    reach: Reach,
    next_column: u32,
    next_row: u32,
    cell: Cell,
}

/// The cell at hand.
#[derive(Default)]
struct Cell {
    /// What it shows, if it has paragraphs.
    shown: Option<String>,
    /// Words in it that nobody sees.
    faint: String,
    value: String,
    count: u32,
    look: Option<Look>,
    is_covered: bool,
}

impl Table {
    /// A table of a layer, by its name and by what it says that is printed.
    pub(super) fn new(layer: Layer, name: &str, element: &Element<'_>) -> Self {
        let printed = list(element.text("print-ranges")).into_iter().filter_map(area).collect();
        Table {
            name: name.to_owned(),
            layer,
            row: Row::default(),
            columns: Vec::new(),
            styles: Vec::new(),
            row_style: String::new(),
            is_protected: element.is_on("protected"),
            groups: Vec::new(),
            reach: Reach::new(printed),
            next_column: 1,
            next_row: 1,
            cell: Cell::default(),
        }
    }

    /// Takes a column, or many alike.
    pub(super) fn column(&mut self, element: &Element<'_>, styles: &Styles) {
        let after = self.next_column.saturating_add(repeat(element, "number-columns-repeated"));
        if after == self.next_column || self.next_column > COLUMNS {
            return;
        }
        let has_no_size = styles.has_no_size("table-column", element.text("style-name"));
        let unsized_layer = has_no_size.then_some(Layer::ZeroSize);
        let folded = self.groups.contains(&true).then_some(Layer::HiddenColumn);
        if let Some(layer) = hidden(element, Layer::HiddenColumn).or(folded).or(unsized_layer) {
            self.columns.push((self.next_column, after - 1, layer));
        }
        if let Some(style) = element.get("default-cell-style-name") {
            self.styles.push((self.next_column, after - 1, style.to_owned()));
        }
        self.next_column = after;
    }

    /// Begins a group of rows or columns, which may be folded.
    pub(super) fn begin_group(&mut self, is_folded: bool) {
        self.groups.push(is_folded);
    }

    /// Ends a group.
    pub(super) fn end_group(&mut self) {
        self.groups.pop();
    }

    /// Begins a row.
    pub(super) fn begin_row(&mut self, element: &Element<'_>, styles: &Styles) {
        let count = repeat(element, "number-rows-repeated");
        let has_no_size = styles.has_no_size("table-row", element.text("style-name"));
        let folded = self.groups.contains(&true).then_some(Layer::HiddenRow);
        let unsized_layer = has_no_size.then_some(Layer::ZeroSize);
        let layer = hidden(element, Layer::HiddenRow).or(folded).or(unsized_layer);
        self.row = Row::new(self.next_row, count, layer);
        element.text("default-cell-style-name").clone_into(&mut self.row_style);
        self.next_row = self.next_row.saturating_add(count);
        if layer.is_some() {
            self.reach.pass(self.row.number, self.next_row - 1);
        }
    }

    /// Begins a cell with what its attributes say of its value.
    pub(super) fn begin_cell(&mut self, element: &Element<'_>, styles: &mut Styles) {
        let style = element.get("style-name").unwrap_or_else(|| self.usual_style());
        self.cell = Cell {
            shown: None,
            faint: String::new(),
            value: value(element).to_owned(),
            count: repeat(element, "number-columns-repeated"),
            look: Some(styles.look(style)),
            is_covered: element.name == "covered-table-cell",
        };
    }

    /// How the cell at hand looks.
    pub(super) fn look(&self) -> Option<Look> {
        self.cell.look
    }

    /// Adds a paragraph to the cell: it shows these and not its value.
    pub(super) fn paragraph(&mut self, text: &str) {
        match &mut self.cell.shown {
            Some(shown) => {
                shown.push('\n');
                shown.push_str(text);
            }
            none => *none = Some(text.to_owned()),
        }
    }

    /// Adds words to the cell that nobody sees.
    pub(super) fn add_faint(&mut self, text: &str) {
        self.cell.faint.push_str(text);
    }

    /// Takes note that a drawing reaches from the cell at hand to another one.
    pub(super) fn cover(&mut self, end: &str) {
        let (row, column) = (self.row.number, self.row.column);
        if let Some(end) = area(end) {
            let (rows, columns) = (row..=*end.rows.end(), column..=*end.columns.end());
            self.reach.cover(Area { rows, columns });
        }
    }

    /// The limit that was reached.
    pub(super) fn limit(&self) -> Option<Reason> {
        self.reach.limit()
    }

    /// Ends the cell, of which so many copies may still be told. A value of which
    /// nothing is shown is there all the same.
    pub(super) fn end_cell(&mut self, occupied: Occupied<'_>, room: u64) {
        let cell = std::mem::take(&mut self.cell);
        self.cell.count = cell.count;
        let is_blank = cell.shown.as_ref().is_some_and(|shown| shown.trim().is_empty());
        let look = cell.look.filter(|_| self.layer == Layer::Body);
        let is_unseen = cell.is_covered
            || look.is_some_and(|it| it.is_blank || (it.is_veiled && self.is_protected));
        let text = cell.shown.filter(|_| !is_blank).unwrap_or_else(|| cell.value.clone());
        let value = if cell.value.is_empty() { &text } else { &cell.value };
        let is_unseen = is_unseen || look.is_some_and(|it| it.hides(value));
        let (text, faint) = (text.as_str(), cell.faint.trim());
        // What a chart writes for an empty cell.
        if (text.is_empty() || text == "NaN") && faint.is_empty() {
            return self.row.skip(cell.count);
        }
        let texts = [(text, is_unseen), (faint, true)].into_iter().filter(|it| !it.0.is_empty());
        let texts: Vec<(Rc<str>, bool)> = texts.map(|it| (Rc::from(it.0), it.1)).collect();
        self.add(&texts, occupied, room);
    }

    /// Adds the texts of the cell at hand, for each run of columns that are hidden
    /// alike.
    fn add(&mut self, texts: &[(Rc<str>, bool)], occupied: Occupied<'_>, room: u64) {
        let mut left = self.cell.count;
        let mut runs = 0;
        while left > 0 {
            if runs > room {
                self.row.cut();
                return self.row.skip(left);
            }
            let run = self.alike().min(left);
            for (text, is_unseen) in texts {
                let layers = self.cell_layers(*is_unseen, run, occupied);
                match runs {
                    0 => self.row.add(text, run, layers),
                    _ => self.row.add_copy(text, run, layers),
                }
            }
            self.row.skip(run);
            left -= run;
            runs += 1;
        }
    }

    /// How many columns from the one at hand on are hidden alike.
    fn alike(&self) -> u32 {
        let column = self.row.column;
        let index = self.columns.partition_point(|it| it.1 < column);
        match self.columns.get(index) {
            Some((first, last, _)) if *first <= column => (last - column).saturating_add(1),
            Some((first, ..)) => first - column,
            None => u32::MAX,
        }
    }

    /// The cell at hand as a person writes it: `B7`.
    pub(super) fn at(&self) -> String {
        format!("{}{}", column_letters(self.row.column), self.row.number)
    }

    /// The style of a cell that has none of its own: that of its row, else that
    /// of its column (19.615).
    fn usual_style(&self) -> &str {
        if !self.row_style.is_empty() {
            return &self.row_style;
        }
        let column = self.row.column;
        let index = self.styles.partition_point(|it| it.1 < column);
        let style = self.styles.get(index).filter(|it| it.0 <= column);
        style.map_or("", |it| &it.2)
    }

    /// The layer of the cell at hand, and what hides it within a hidden sheet.
    fn cell_layers(
        &mut self,
        is_unseen: bool,
        alike: u32,
        occupied: Occupied<'_>,
    ) -> (Layer, Option<Layer>) {
        let column = self.row.column;
        let index = self.columns.partition_point(|it| it.1 < column);
        let columns = self.columns.get(index).filter(|it| it.0 <= column);
        let own = self.row.layer.or(columns.map(|it| it.2));
        if self.layer != Layer::Body {
            return (self.layer, own);
        }
        let unseen = is_unseen.then_some(Layer::InvisibleText);
        let layer = own.or(unseen).unwrap_or_else(|| self.layer_by_distance(alike, occupied));
        (layer, None)
    }

    /// The layer of the cell at hand, and of those alike behind it, by how far from
    /// the rest it lies.
    fn layer_by_distance(&mut self, alike: u32, occupied: Occupied<'_>) -> Layer {
        let column = self.row.column;
        let is_far = self.reach.excludes((self.row.number, column), &self.columns, occupied);
        if is_far {
            return Layer::RemoteCell;
        }
        let last = self.row.number.saturating_add(self.row.count.saturating_sub(1));
        self.reach.stretch(last, column.saturating_add(alike.saturating_sub(1)));
        Layer::Body
    }
}

/// How many alike an element stands for.
pub(super) fn repeat(element: &Element<'_>, attribute: &str) -> u32 {
    element.get(attribute).and_then(|count| count.parse().ok()).unwrap_or(1)
}

/// Why a row or a column is not shown (`table:visibility`, OpenDocument 1.3
/// part 3, 19.752).
fn hidden(element: &Element<'_>, layer: Layer) -> Option<Layer> {
    match element.text("visibility") {
        "collapse" => Some(layer),
        "filter" => Some(Layer::FilteredRow),
        _ => None,
    }
}

/// The value of a cell by its attributes (OpenDocument 1.3 part 3, 19.389).
pub(super) fn value<'e>(element: &'e Element<'_>) -> &'e str {
    let attribute = match element.text("value-type") {
        "date" => "date-value",
        "time" => "time-value",
        "boolean" => "boolean-value",
        "string" => "string-value",
        _ => "value",
    };
    element.text(attribute)
}
