//! The part of the walk over a page that hands things over: tables and cells,
//! blocks of text, what elements without markup hold, files within the page.

use super::{Attributes, Grid, Open, Page};
use crate::document::{Container, Enclosure, Fragment, Gap, Layer, Place, Reason};
use crate::read::base64;
use crate::read::html::look::Look;

impl Page<'_> {
    /// Takes the start tags of which tables are made.
    pub(super) fn open_in_table(
        &mut self,
        name: &str,
        attributes: Attributes<'_>,
        look: &mut Look,
    ) {
        if name == "table" {
            return self.begin_table(look);
        }
        let Some(table) = self.tables.last_mut() else { return };
        match name {
            "col" => table.add_columns(attributes.count("span"), look.layer),
            "tr" => table.begin_row(),
            "td" | "th" => {
                let (columns, rows) = (attributes.count("colspan"), attributes.count("rowspan"));
                if let Some(layer) = table.begin_cell(columns, rows) {
                    look.hide(layer);
                }
                table.keep(attributes.get("x:str"), attributes.get("x:num"), look.layer);
                let criterion = attributes.get("x:autofilter").unwrap_or("all");
                if !criterion.eq_ignore_ascii_case("all") {
                    table.filter(attributes.text("x:autofilterrange"));
                }
            }
            _ => {}
        }
    }

    /// Begins a table. One within another waits for that to end: containers do
    /// not nest.
    fn begin_table(&mut self, look: &mut Look) {
        let (name, hidden) = self.office.table(self.table_count);
        self.table_count += 1;
        if let Some(layer) = hidden {
            look.hide(layer);
        }
        let mut table = Grid::new(name, look.layer);
        table.is_inner = !self.tables.is_empty();
        if !table.is_inner {
            self.flush();
            self.end_container();
            self.sink.open(table.container());
        }
        self.tables.push(table);
    }

    /// Ends an element that is no longer open.
    pub(super) fn end(&mut self, open: &Open) {
        match &*open.name {
            "table" => self.end_table(),
            "td" | "th" => {
                if let Some(table) = self.tables.last_mut() {
                    table.end_cell(self.sink);
                }
            }
            "style" => {
                let sheet = std::mem::take(&mut self.raw);
                self.rules.add(&sheet);
                self.take_sheet(&sheet);
            }
            "script" => self.push_raw(Layer::ScriptData, "script"),
            "title" => self.push_raw(Layer::Property, "title"),
            "textarea" => self.push_raw(open.look.text_layer(), "field"),
            _ => {}
        }
    }

    fn end_table(&mut self) {
        let Some(mut table) = self.tables.pop() else { return };
        table.end_cell(self.sink);
        self.note(table.limit());
        if table.is_inner {
            return self.inner.push(table);
        }
        self.flush();
        self.sink.close();
        for mut inner in std::mem::take(&mut self.inner) {
            inner.push_kept(self.sink);
        }
    }

    /// Makes a limit that was reached a gap.
    pub(super) fn note(&mut self, limit: Option<Reason>) {
        limit.into_iter().for_each(|reason| self.sink.gap(Gap::whole(reason)));
    }

    fn push_raw(&mut self, layer: Layer, place: &str) {
        let raw = std::mem::take(&mut self.raw);
        self.push(raw.trim(), layer, place);
    }

    /// Pushes a text that stands aside of the page's own.
    pub(super) fn push(&mut self, text: &str, layer: Layer, place: &str) {
        if !text.is_empty() {
            self.begin_container();
            self.sink.push(Fragment::new(text, layer, Place::Named(place)));
        }
    }

    /// Pushes the text outside cells.
    pub(super) fn flush(&mut self) {
        if self.texts.is_blank() {
            return;
        }
        self.begin_container();
        self.texts.push(Place::Whole, self.sink);
    }

    fn begin_container(&mut self) {
        if self.tables.is_empty() && !std::mem::replace(&mut self.is_open, true) {
            self.sink.open(Container::text("", Layer::Body));
        }
    }

    fn end_container(&mut self) {
        if std::mem::take(&mut self.is_open) {
            self.sink.close();
        }
    }

    /// Gives a file to the sink that stands in an attribute (RFC 2397).
    pub(super) fn enclose(&mut self, address: &str) {
        let Some((head, data)) = address.strip_prefix("data:").and_then(|it| it.split_once(','))
        else {
            return;
        };
        let (kind, bytes) = match head.strip_suffix(";base64") {
            Some(kind) => (kind, base64::decoded(&unescaped(data))),
            None => (head, Some(unescaped(data).into_bytes())),
        };
        self.files += 1;
        let kind = kind.split(';').next().unwrap_or_default();
        let extension = kind.rsplit('/').next().unwrap_or_default();
        let extension: String = extension.chars().take_while(char::is_ascii_alphanumeric).collect();
        let extension = if kind == "text/plain" { "txt" } else { &extension };
        let name = format!("data {}.{extension}", self.files);
        match bytes {
            Some(bytes) => self.sink.enclose(Enclosure { name: &name, bytes: &bytes }),
            None => self.sink.gap(Gap::part(name, Reason::Truncated)),
        }
    }

    /// In a page of a spreadsheet program a row or column that is not shown is
    /// what that program calls hidden.
    pub(super) fn hide_as_sheet(&self, name: &str, look: &mut Look) {
        let is_own = self.look().layer.is_none() && look.layer == Some(Layer::HiddenElement);
        if self.office.is_workbook && is_own {
            match name {
                "tr" => {
                    let is_filtered = self.tables.last().is_some_and(Grid::filters_next);
                    let layer = if is_filtered { Layer::FilteredRow } else { Layer::HiddenRow };
                    look.layer = Some(layer);
                }
                "col" => look.layer = Some(Layer::HiddenColumn),
                _ => {}
            }
        }
    }
}

/// An address with its escaped bytes as they are (RFC 3986, 2.1).
fn unescaped(address: &str) -> String {
    let mut bytes = Vec::with_capacity(address.len());
    let mut rest = address.as_bytes();
    while let Some((first, after)) = rest.split_first() {
        let digit = |at: usize| char::from(*after.get(at)?).to_digit(16);
        let escaped = digit(0).zip(digit(1)).filter(|_| *first == b'%');
        bytes.push(escaped.map_or(*first, |(high, low)| (high << 4 | low) as u8));
        rest = if escaped.is_some() { &after[2..] } else { after };
    }
    String::from_utf8_lossy(&bytes).into_owned()
}
