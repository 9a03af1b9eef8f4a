//! Pivot caches: the records of a pivot table's source, kept in the workbook
//! whether the source is still there or not (ECMA-376 part 1, 18.10).

use super::scan::{Token, Tokens};
use super::tag::Tag;
use crate::document::{Container, Fragment, Headings, Layer, Place, Reason, Sink};
use crate::read::xml::{Element, Node, walk};

/// The definition of a pivot cache.
#[derive(Default)]
pub(super) struct Cache {
    fields: Vec<Field>,
    /// Who refreshed it last.
    refreshed_by: String,
    /// Where the records come from.
    pub(super) source: Source,
}

/// A field of a pivot cache.
#[derive(Default)]
struct Field {
    name: String,
    items: Vec<String>,
    /// Which items a record refers to.
    used: Vec<bool>,
    /// The items of a grouping.
    groups: Vec<String>,
}

/// Where the records of a cache come from, as its definition says.
#[derive(Default)]
pub(super) struct Source {
    /// The name of a sheet.
    pub(super) sheet: String,
    /// The name of a range or table.
    pub(super) name: String,
    /// Whether it is another file, a database or a model.
    pub(super) outside: bool,
}

/// Where the definition is read.
#[derive(Clone, Copy, Eq, PartialEq)]
enum Inside {
    Nothing,
    Items,
    Groups,
}

impl Cache {
    /// Reads a definition. What stands before an error stays.
    ///
    /// # Errors
    ///
    /// When the part is damaged.
    pub(super) fn read(&mut self, bytes: &[u8]) -> Result<(), Reason> {
        let mut inside = Inside::Nothing;
        let mut depth = 0;
        walk(bytes, |node| match node {
            Node::Open(element) => {
                match element.name {
                    "sharedItems" => inside = Inside::Items,
                    "groupItems" => inside = Inside::Groups,
                    _ if inside != Inside::Nothing => depth += 1,
                    _ => self.open(element),
                }
                if depth == 1 && inside != Inside::Nothing {
                    self.add_item(element, inside);
                }
            }
            Node::Close("sharedItems" | "groupItems") => (inside, depth) = (Inside::Nothing, 0),
            Node::Close(_) if inside != Inside::Nothing => depth -= 1,
            _ => {}
        })
    }

    fn open(&mut self, element: &Element<'_>) {
        match element.name {
            "pivotCacheDefinition" => {
                element.text("refreshedBy").clone_into(&mut self.refreshed_by);
            }
            "cacheSource" => {
                self.source.outside |= matches!(element.text("type"), "external" | "scenario");
            }
            "worksheetSource" | "rangeSet" => {
                element.text("sheet").clone_into(&mut self.source.sheet);
                element.text("name").clone_into(&mut self.source.name);
                self.source.outside |= element.get("id").is_some();
            }
            "cacheField" => self
                .fields
                .push(Field { name: element.text("name").to_owned(), ..Field::default() }),
            _ => {}
        }
    }

    fn add_item(&mut self, element: &Element<'_>, inside: Inside) {
        let Some(field) = self.fields.last_mut() else { return };
        let text = shown(element.name.as_bytes(), element.text("v"));
        match inside {
            Inside::Items => {
                field.items.push(text);
                field.used.push(false);
            }
            _ => field.groups.push(text),
        }
    }

    /// Pushes the records of the cache, then the values that no record holds.
    ///
    /// # Errors
    ///
    /// When the records are damaged. What came before was pushed.
    pub(super) fn push(
        mut self,
        container: Container<'_>,
        records: Option<Tokens<'_>>,
        sink: &mut dyn Sink,
    ) -> Result<(), Reason> {
        sink.open(container);
        let names = self.fields.iter().map(|field| field.name.clone()).collect();
        sink.headings(&Headings::new(names, 0));
        let mut row = 0;
        let outcome = match records {
            Some(mut tokens) => self.push_records(&mut tokens, &mut row, sink),
            None => Ok(()),
        };
        self.push_unused(row, sink);
        if !self.refreshed_by.is_empty() {
            let place = Place::Named("refreshed by");
            sink.push(Fragment::new(&self.refreshed_by, Layer::Property, place));
        }
        sink.close();
        outcome
    }

    fn push_records(
        &mut self,
        tokens: &mut Tokens<'_>,
        row: &mut u32,
        sink: &mut dyn Sink,
    ) -> Result<(), Reason> {
        let mut column = 0;
        let mut depth = 0;
        loop {
            match tokens.next()? {
                Token::Open(tag) if tag.name == b"r" && depth == 0 => {
                    (*row, column) = (row.saturating_add(1), 0);
                    depth = u32::from(!tag.empty);
                }
                Token::Open(tag) if depth > 0 => {
                    if depth == 1 {
                        column += 1;
                        self.push_value(tag, *row, column, sink);
                    }
                    depth += u32::from(!tag.empty);
                }
                Token::Close(_) => depth = depth.saturating_sub(1),
                Token::End => return Ok(()),
                _ => {}
            }
        }
    }

    fn push_value(&mut self, tag: Tag<'_>, row: u32, column: u32, sink: &mut dyn Sink) {
        if tag.name != b"x" {
            let text = shown(tag.name, &tag.get(b"v").unwrap_or_default());
            return push(&text, row, column, sink);
        }
        let field = self.fields.get_mut(column as usize - 1);
        let Some((field, index)) = field.zip(tag.number(b"v")) else { return };
        if let Some(used) = field.used.get_mut(index as usize) {
            *used = true;
            push(&field.items[index as usize], row, column, sink);
        }
    }

    /// Pushes the items that no record refers to, below the records, then the
    /// items of groupings: a cache keeps the values of records that are gone.
    fn push_unused(&self, last: u32, sink: &mut dyn Sink) {
        for (column, field) in (1..).zip(&self.fields) {
            let items = field.items.iter().zip(&field.used).filter(|(_, used)| !**used);
            let unused = items.map(|(item, _)| item).chain(&field.groups);
            for (row, item) in (last.saturating_add(1)..).zip(unused) {
                push(item, row, column, sink);
            }
        }
    }
}

fn push(text: &str, row: u32, column: u32, sink: &mut dyn Sink) {
    if !text.is_empty() {
        sink.push(Fragment::new(text, Layer::PivotCache, Place::Cell { row, column }));
    }
}

/// A value as a cell would show it, by the element that holds it.
fn shown(element: &[u8], value: &str) -> String {
    match element {
        b"b" => if value == "1" || value == "true" { "TRUE" } else { "FALSE" }.to_owned(),
        b"d" => value.trim_end_matches("T00:00:00").replace('T', " "),
        b"s" | b"n" => value.to_owned(),
        _ => String::new(),
    }
}
