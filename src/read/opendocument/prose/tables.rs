//! The tables of a text: each a grid. One within another, within a note or within a
//! deletion waits for what is around it, since containers do not nest.

use super::Prose;
use super::holder::{Holder, Kind};
use crate::document::{Container, Fragment, Layer, Place};
use crate::read::opendocument::table::repeat;
use crate::read::xml::Element;

/// A cell that waits: its row, its column, its texts.
type Cell = (u32, u32, Vec<(Layer, String)>);

/// A table while it is read.
#[derive(Debug)]
pub(super) struct Table {
    name: String,
    layer: Layer,
    /// Whether its container is open: its cells go out at once.
    pub(super) is_open: bool,
    row: u32,
    rows: u32,
    column: u32,
    columns: u32,
    cells: Vec<Cell>,
}

impl Prose<'_> {
    pub(super) fn open_table(&mut self, element: &Element<'_>) {
        match element.name {
            "table" => self.begin_table(element),
            "table-row" => {
                if let Some(table) = self.tables.last_mut() {
                    table.row = table.row.saturating_add(table.rows);
                    table.rows = repeat(element, "number-rows-repeated").max(1);
                    (table.column, table.columns) = (0, 1);
                }
            }
            _ => self.begin_cell(element),
        }
    }

    fn begin_table(&mut self, element: &Element<'_>) {
        self.table_count += 1;
        let name = match element.text("name") {
            "" => format!("table {}", self.table_count),
            name => name.to_owned(),
        };
        let is_outer = self.holders.len() == 1 && self.tables.is_empty() && self.slide.is_none();
        let layer = self.layer();
        let table = Table {
            name,
            layer,
            is_open: is_outer,
            row: 0,
            rows: 1,
            column: 0,
            columns: 1,
            cells: Vec::new(),
        };
        if is_outer {
            self.end_container();
            self.sink.open(Container::grid(&table.name, layer));
        }
        self.tables.push(table);
    }

    fn begin_cell(&mut self, element: &Element<'_>) {
        let Some(table) = self.tables.last_mut() else { return };
        table.column = table.column.saturating_add(table.columns);
        table.columns = repeat(element, "number-columns-repeated").max(1);
        let layer = self.holders.last().map_or(Layer::Body, |it| it.layer);
        self.holders.push(Holder::new(Kind::Cell, layer, element.name));
    }

    pub(super) fn end_cell(&mut self) {
        let Some(mut holder) = self.holders.pop_if(|it| it.kind == Kind::Cell) else { return };
        let texts = holder.lines.texts();
        let Some(table) = self.tables.last_mut().filter(|_| !texts.is_empty()) else { return };
        if !table.is_open {
            return table.cells.push((table.row, table.column, texts));
        }
        let place = Place::Cell { row: table.row, column: table.column };
        for (layer, text) in &texts {
            self.sink.push(Fragment::new(text, *layer, place));
        }
    }

    pub(super) fn end_table(&mut self) {
        let Some(table) = self.tables.pop() else { return };
        if table.is_open {
            self.sink.close();
            self.push_waiting();
        } else if let Some(shape) = self.slide.as_mut().and_then(|it| it.shapes.last_mut()) {
            for (row, column, texts) in table.cells {
                let texts = texts.into_iter();
                shape.cells.extend(texts.map(|(layer, text)| (row, column, layer, text)));
            }
        } else {
            self.waiting.push(table);
        }
    }

    /// Pushes the tables that waited, if nothing is open any more.
    pub(super) fn push_waiting(&mut self) {
        let is_busy = self.changes.is_open || self.tables.first().is_some_and(|it| it.is_open);
        if is_busy || self.waiting.is_empty() {
            return;
        }
        self.end_container();
        for table in std::mem::take(&mut self.waiting) {
            self.sink.open(Container::grid(&table.name, table.layer));
            for (row, column, texts) in &table.cells {
                let place = Place::Cell { row: *row, column: *column };
                for (layer, text) in texts {
                    self.sink.push(Fragment::new(text, *layer, place));
                }
            }
            self.sink.close();
        }
    }
}
