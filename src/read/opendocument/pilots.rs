//! Pivot tables: the members of their fields, which stay when their source is
//! hidden or gone, and where the source is (OpenDocument 1.3 part 3, 9.6).

use super::reference::sheet_of;
use crate::document::{Fragment, Gap, Layer, Place, Reason, Sink};
use crate::read::pivot::{Cache, Field, Source};
use crate::read::xml::{Element, Node};

/// The most fields of a pivot table, and the most members of one (LibreOffice:
/// the columns and the rows of a sheet); more are a gap.
const FIELDS: usize = 16_384;
const MEMBERS: usize = 1_048_576;

/// The sources outside the file, and their attributes that tell something.
const SOURCES: &[(&str, &[&str])] = &[
    ("database-source-sql", &["database-name", "sql-statement"]),
    ("database-source-table", &["database-name", "database-table-name", "table-name"]),
    ("database-source-query", &["database-name", "query-name"]),
    ("source-service", &["name", "source-name", "object-name", "user-name", "password"]),
];

/// The pivot tables while they are read.
#[derive(Default)]
pub(super) struct Pilots {
    count: usize,
    cache: Cache,
    source: Source,
    facts: Vec<String>,
    /// Whether there were more fields or members.
    is_full: bool,
}

impl Pilots {
    /// Takes a piece of the pivot tables; `layer_of` tells the layer of a table.
    pub(super) fn visit(
        &mut self,
        node: &Node<'_>,
        layer_of: &dyn Fn(&str) -> Option<Layer>,
        sink: &mut dyn Sink,
    ) {
        match node {
            Node::Open(element) => self.open(element, layer_of),
            Node::Close("data-pilot-table") => self.end(sink),
            _ => {}
        }
    }

    fn open(&mut self, element: &Element<'_>, layer_of: &dyn Fn(&str) -> Option<Layer>) {
        let name = element.text("name");
        match element.name {
            "data-pilot-table" => {
                *self = Pilots { count: self.count + 1, ..Pilots::default() };
                self.tell(element.text("application-data"));
            }
            "source-cell-range" => {
                let sheet = sheet_of(element.text("cell-range-address"));
                let named =
                    if element.get("name").is_some() { Source::Range } else { Source::Gone };
                self.source = sheet.map_or(named, |it| Source::sheet(layer_of(&it)));
            }
            "data-pilot-field" if self.cache.fields.len() >= FIELDS => self.is_full = true,
            "data-pilot-field" => {
                let field = element.text("source-field-name").to_owned();
                self.cache.fields.push(Field::named(field));
            }
            "data-pilot-member" => self.add(name, |field| &mut field.items),
            "data-pilot-group" | "data-pilot-group-member" => {
                self.add(name, |field| &mut field.groups);
            }
            "filter-condition" | "filter-set-item" => self.tell(element.text("value")),
            _ => self.tell_source(element),
        }
    }

    fn tell_source(&mut self, element: &Element<'_>) {
        let Some((_, telling)) = SOURCES.iter().find(|row| row.0 == element.name) else { return };
        self.source = Source::Outside;
        telling.iter().for_each(|name| self.tell(element.text(name)));
    }

    fn tell(&mut self, text: &str) {
        if !text.trim().is_empty() {
            self.facts.push(text.to_owned());
        }
    }

    fn add(&mut self, name: &str, items: impl Fn(&mut Field) -> &mut Vec<String>) {
        let Some(field) = self.cache.fields.last_mut() else { return };
        let items = items(field);
        let is_room = items.len() < MEMBERS;
        if !name.is_empty() && is_room {
            items.push(name.to_owned());
        }
        self.is_full |= !is_room;
    }

    /// Pushes the members, each below the name of its field, and the source.
    fn end(&mut self, sink: &mut dyn Sink) {
        self.cache.open(&format!("pivot cache {}", self.count), self.source, sink);
        for fact in &self.facts {
            let place = Place::Named("source of a pivot table");
            sink.push(Fragment::new(fact, Layer::Connection, place));
        }
        self.cache.close(0, sink);
        if self.is_full {
            let reason = Reason::TooLarge { limit: FIELDS as u64, unit: "fields of a pivot table" };
            sink.gap(Gap::part("content.xml", reason));
        }
    }
}
