//! Pivot caches: the records of a pivot table's source, kept in the workbook
//! whether the source is still there or not (ECMA-376 part 1, 18.10).

use super::scan::{Token, Tokens};
use super::tag::Tag;
use crate::document::{Fragment, Layer, Place, Reason, Sink};
use crate::read::pivot::{Cache, Field, Source, push};
use crate::read::xml::{Element, Node, walk};

/// Attributes beside the fields and their items that hold text: the element, the
/// attribute, what it is called in a report.
const TELLING: &[(&str, &str, &str)] = &[
    ("cacheField", "formula", "formula of a field"),
    ("calculatedItem", "formula", "formula of an item"),
    ("calculatedMember", "name", "member"),
    ("calculatedMember", "mdx", "formula of a member"),
    ("pageItem", "name", "page"),
    ("cacheHierarchy", "caption", "hierarchy"),
];

/// The definition of a pivot cache.
#[derive(Default)]
pub(super) struct Definition {
    cache: Cache,
    /// Where the records come from.
    pub(super) origin: Origin,
    /// What else it says: what that is, and the text.
    told: Vec<(&'static str, String)>,
}

/// Where the records of a cache come from, as its definition says.
#[derive(Default)]
pub(super) struct Origin {
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

impl Definition {
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
        let telling = TELLING.iter().filter(|it| it.0 == element.name);
        let told = telling.filter_map(|it| element.get(it.1).map(|text| (it.2, text.to_owned())));
        self.told.extend(told);
        match element.name {
            "pivotCacheDefinition" => {
                element.text("refreshedBy").clone_into(&mut self.cache.refreshed_by);
            }
            "cacheSource" => {
                self.origin.outside |= matches!(element.text("type"), "external" | "scenario");
            }
            "worksheetSource" | "rangeSet" => {
                element.text("sheet").clone_into(&mut self.origin.sheet);
                element.text("name").clone_into(&mut self.origin.name);
                self.origin.outside |= element.get("id").is_some();
            }
            "cacheField" => self.cache.fields.push(Field::named(element.text("name").to_owned())),
            _ => {}
        }
    }

    fn add_item(&mut self, element: &Element<'_>, inside: Inside) {
        let Some(field) = self.cache.fields.last_mut() else { return };
        let text = shown(element.name.as_bytes(), element.text("v"));
        match inside {
            Inside::Items => field.items.push(text),
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
        name: &str,
        source: Source,
        records: Option<Tokens<'_>>,
        sink: &mut dyn Sink,
    ) -> Result<(), Reason> {
        self.cache.open(name, source, sink);
        let mut row = 0;
        let outcome = match records {
            Some(mut tokens) => {
                let outcome = self.push_records(&mut tokens, &mut row, sink);
                tokens.asides().push(name, sink);
                outcome
            }
            None => Ok(()),
        };
        self.push_origin(source, sink);
        for (place, text) in self.told.iter().filter(|(_, text)| !text.trim().is_empty()) {
            sink.push(Fragment::new(text, Layer::PivotCache, Place::Named(place)));
        }
        self.cache.close(row, sink);
        outcome
    }

    /// Pushes the names of a sheet and a range that are not in the workbook: those
    /// that are say nothing more.
    fn push_origin(&self, source: Source, sink: &mut dyn Sink) {
        if !matches!(source, Source::Gone | Source::Outside | Source::Unknown) {
            return;
        }
        for text in [&self.origin.sheet, &self.origin.name].into_iter().filter(|it| !it.is_empty())
        {
            sink.push(Fragment::new(text, Layer::Property, Place::Named("source")));
        }
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
            push(&text, row, column, sink);
        } else if let Some(index) = tag.number(b"v") {
            self.cache.push_item(row, column, index as usize, sink);
        }
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
