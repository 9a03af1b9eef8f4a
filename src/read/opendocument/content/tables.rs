//! The part of the walk that reads tables, what lies beside them, and the names
//! that stand for ranges of them.

use super::{Content, MOST_FORMULAS, Place};
use crate::document::{Container, Fragment, Gap, Layer};
use crate::read::opendocument::attributes::leads_outside;
use crate::read::opendocument::row::REPEATS;
use crate::read::opendocument::scope::Within;
use crate::read::opendocument::table::Table;
use crate::read::serial::constant;
use crate::read::xlsx::workbook::PROTECTED;
use crate::read::xml::Element;

/// The fronts of names that programs give to filters, print areas and sheets.
const OF_PROGRAMS: &[&str] =
    &["_xl", "Excel_BuiltIn_", "Print_Area", "Print_Titles", "Sheet_Title"];

impl Content<'_> {
    pub(super) fn open_of_tables(&mut self, element: &Element<'_>) {
        match element.name {
            "table" => return self.begin_table(element),
            "dde-link" => self.is_link = true,
            "spreadsheet" if element.is_on("structure-protected") => {
                self.push(PROTECTED, Layer::Property, "protection");
            }
            "named-range" | "named-expression" => self.push_name(element),
            _ => {}
        }
        let Some(table) = self.table.as_mut() else { return self.tell_unless_shape(element) };
        match element.name {
            "table-column" => table.column(element, &self.styles),
            "table-row" => table.begin_row(element, &self.styles),
            "table-row-group" | "table-column-group" => {
                table.begin_group(element.text("display") == "false");
            }
            _ => self.tell_unless_shape(element),
        }
    }

    pub(super) fn close_of_tables(&mut self, name: &str) {
        match name {
            "table" => self.end_table(),
            "dde-link" => self.is_link = false,
            "named-expressions" if std::mem::take(&mut self.has_names) => self.sink.close(),
            _ => {}
        }
        let Some(table) = self.table.as_mut() else { return };
        match name {
            "table-cell" | "covered-table-cell" => {
                let number = self.tables.len().saturating_sub(1);
                let survey = &mut self.survey;
                table.end_cell(&mut || survey(number), REPEATS.saturating_sub(self.copies));
            }
            "table-row" => self.is_cut |= table.row.push(&mut self.copies, self.sink),
            "table-row-group" | "table-column-group" => table.end_group(),
            _ => {}
        }
    }

    /// What a shape tells was told when it was entered.
    fn tell_unless_shape(&mut self, element: &Element<'_>) {
        if Within::of(element.name).is_none() {
            self.tell(element);
        }
    }

    pub(super) fn begin_cell(&mut self, element: &Element<'_>) {
        let Some(table) = self.table.as_mut() else { return };
        table.begin_cell(element, &mut self.styles);
        self.push_formula(element.text("formula"));
    }

    fn begin_table(&mut self, element: &Element<'_>) {
        self.end_table();
        let name = element.text("name");
        let external = external_sheet(name);
        let layer = match &self.object {
            Some((_, layer)) => *layer,
            None if self.is_link || external.is_some() => Layer::ExternalCache,
            None if self.styles.hides_table(element.text("style-name")) => Layer::HiddenSheet,
            None => Layer::Body,
        };
        let shown = match (&self.object, external) {
            (Some((object, _)), _) if name == "local-table" => object.clone(),
            (Some((object, _)), _) => format!("{object} {name}"),
            (None, Some((_, sheet))) => format!("{sheet} of another workbook"),
            (None, None) => name.to_owned(),
        };
        self.tables.push((name.to_owned(), layer));
        if self.object.is_some() && layer == Layer::TextBox {
            return; // a sheet that is seen shows the same cells
        }
        self.table = Some(Table::new(layer, &shown, element));
        self.sink.open(Container::grid(&shown, layer));
        if let Some((path, _)) = external {
            self.push(path, Layer::SavePath, "another workbook");
        }
        if element.is_on("protected") {
            self.push(PROTECTED, Layer::Property, "protection");
        }
    }

    /// Ends the table at hand, and tells its comments.
    pub(super) fn end_table(&mut self) {
        if let Some(table) = &self.table {
            self.sink.close();
            let gap = |reason| Gap::part("content.xml", reason);
            table.limit().map(gap).into_iter().for_each(|gap| self.sink.gap(gap));
        }
        let name = self.table.take().map(|table| table.name).unwrap_or_default();
        let comments = std::mem::take(&mut self.comments);
        if comments.is_empty() {
            return;
        }
        self.sink.open(Container::text(&format!("comments of {name}"), Layer::Comment));
        for (at, text) in &comments {
            self.push(text, Layer::Comment, at);
        }
        self.sink.close();
    }

    /// Pushes a defined name that is hidden, or that stands for more than a range
    /// that everyone can see.
    fn push_name(&mut self, element: &Element<'_>) {
        let name = element.text("name").to_owned();
        if OF_PROGRAMS.iter().any(|own| name.starts_with(own)) {
            return;
        }
        let range = element.get("cell-range-address").unwrap_or_default();
        let expression = element.get("expression").unwrap_or(range);
        let bare = expression.trim_start_matches("of:").trim_start_matches('=');
        let is_beyond = bare.contains(['"', '{']) || bare.contains("#REF!") || leads_outside(bare);
        if is_beyond || element.is_on("hidden") {
            if self.table.is_none() && !std::mem::replace(&mut self.has_names, true) {
                self.sink.open(Container::text("defined names", Layer::DefinedName));
            }
            self.push(&name, Layer::DefinedName, &name);
            self.push(&constant(bare), Layer::DefinedName, &name);
        }
    }

    /// Pushes a formula that has a text of its own in it, each once.
    fn push_formula(&mut self, formula: &str) {
        let is_telling = formula.split('"').skip(1).step_by(2).any(|it| !it.trim().is_empty());
        if !is_telling || self.formulas.contains(formula) {
            return;
        }
        if self.formulas.len() >= MOST_FORMULAS {
            self.is_full = true;
            return;
        }
        let Some(table) = &self.table else { return };
        let (layer, at) = (table.layer, table.at());
        let layer = if layer == Layer::Body { Layer::Formula } else { layer };
        self.sink.push(Fragment::new(formula, layer, Place::Named(&at)));
        self.formulas.insert(formula.to_owned());
    }
}

/// The file and the sheet of a table that keeps what another file held, by its
/// name: `'file:///annex.ods'#$Sheet1`. Programs do not show such a table, and
/// what hides it is no one's choice: it is a cache, whatever its style says.
fn external_sheet(name: &str) -> Option<(&str, &str)> {
    let (path, sheet) = name.strip_prefix('\'')?.rsplit_once("'#")?;
    path.contains(':').then(|| (path, sheet.trim_start_matches('$')))
}
