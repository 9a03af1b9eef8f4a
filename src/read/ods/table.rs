//! A table while it is read: the layers of its rows and columns, and the place
//! of the cell at hand.

use super::row::Row;
use super::styles::Styles;
use crate::document::{Layer, column_letters};
use crate::read::xml::Element;

/// The most columns of a sheet (LibreOffice 7.4 and later).
const COLUMNS: u32 = 16_384;

/// A table.
pub(super) struct Table {
    pub(super) name: String,
    /// The layer of the table as a whole.
    pub(super) layer: Layer,
    pub(super) row: Row,
    /// The columns that are not shown, in order: the first, the last, and why.
    columns: Vec<(u32, u32, Layer)>,
    /// Those whose cells usually show nothing.
    blank_columns: Vec<(u32, u32)>,
    next_column: u32,
    next_row: u32,
    cell: Cell,
}

/// The cell at hand.
#[derive(Default)]
struct Cell {
    /// What it shows, if it has paragraphs.
    shown: Option<String>,
    value: String,
    count: u32,
    /// Whether its style, or a cell over it, hides it.
    is_unseen: bool,
}

impl Table {
    pub(super) fn new(layer: Layer, name: &str) -> Self {
        Table {
            name: name.to_owned(),
            layer,
            row: Row::default(),
            columns: Vec::new(),
            blank_columns: Vec::new(),
            next_column: 1,
            next_row: 1,
            cell: Cell::default(),
        }
    }

    /// Takes a column, or many alike.
    pub(super) fn column(&mut self, element: &Element<'_>, styles: &Styles) {
        let after = self.next_column.saturating_add(repeat(element, "number-columns-repeated"));
        let has_no_size = styles.has_no_size("table-column", element.text("style-name"));
        let unsized_layer = has_no_size.then_some(Layer::ZeroSize);
        if let Some(layer) = hidden(element, Layer::HiddenColumn).or(unsized_layer) {
            self.columns.push((self.next_column, after - 1, layer));
        }
        if styles.is_unseen(element.text("default-cell-style-name")) {
            self.blank_columns.push((self.next_column, after - 1));
        }
        self.next_column = after;
    }

    /// Begins a row.
    pub(super) fn begin_row(&mut self, element: &Element<'_>, styles: &Styles) {
        let count = repeat(element, "number-rows-repeated");
        let has_no_size = styles.has_no_size("table-row", element.text("style-name"));
        let layer = hidden(element, Layer::HiddenRow).or(has_no_size.then_some(Layer::ZeroSize));
        self.row = Row::new(self.next_row, count, layer);
        self.next_row = self.next_row.saturating_add(count);
    }

    /// Begins a cell with what its attributes say of its value.
    pub(super) fn begin_cell(&mut self, element: &Element<'_>, styles: &Styles) {
        let is_blank = element.get("style-name").map(|style| styles.is_unseen(style));
        self.cell = Cell {
            shown: None,
            value: value(element).to_owned(),
            count: repeat(element, "number-columns-repeated"),
            is_unseen: element.name == "covered-table-cell"
                || is_blank.unwrap_or_else(|| self.is_in_blank_column()),
        };
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

    /// Ends the cell. A value of which nothing is shown is there all the same.
    pub(super) fn end_cell(&mut self) {
        let cell = std::mem::take(&mut self.cell);
        let is_blank = cell.shown.as_ref().is_some_and(|shown| shown.trim().is_empty());
        let is_unseen = cell.is_unseen || (is_blank && !cell.value.is_empty());
        let text = cell.shown.filter(|_| !is_blank).unwrap_or(cell.value);
        if text.is_empty() || self.columns.is_empty() {
            let layers = self.cell_layers(is_unseen);
            self.row.add(text, cell.count, layers);
            return;
        }
        for _ in 0..cell.count.min(COLUMNS) {
            let layers = self.cell_layers(is_unseen);
            self.row.add(text.clone(), 1, layers);
        }
    }

    /// The cell at hand as a person writes it: `B7`.
    pub(super) fn at(&self) -> String {
        format!("{}{}", column_letters(self.row.column), self.row.number)
    }

    fn is_in_blank_column(&self) -> bool {
        let column = self.row.column;
        self.blank_columns.iter().any(|it| (it.0..=it.1).contains(&column))
    }

    /// The layer of the cell at hand, and what hides it within a hidden sheet.
    fn cell_layers(&self, is_unseen: bool) -> (Layer, Option<Layer>) {
        let column = self.row.column;
        let index = self.columns.partition_point(|it| it.1 < column);
        let columns = self.columns.get(index).filter(|it| it.0 <= column);
        let own = self.row.layer.or(columns.map(|it| it.2));
        if self.layer != Layer::Body {
            return (self.layer, own);
        }
        let unseen = is_unseen.then_some(Layer::InvisibleText);
        (own.or(unseen).unwrap_or(Layer::Body), None)
    }
}

/// How many alike an element stands for.
fn repeat(element: &Element<'_>, attribute: &str) -> u32 {
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
