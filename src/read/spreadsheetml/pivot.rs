//! A pivot cache of a workbook: a rowset with its schema and its records
//! (MS-PERSISTXML, as Excel writes it into `x:PivotCache`).

use crate::document::{Container, Fragment, Headings, Layer, Place, Sink};
use crate::read::xml::Element;

/// The most fields of a cache (Excel specifications and limits: the columns of
/// a sheet).
const FIELDS: usize = 16_384;

/// A pivot cache while it is read.
#[derive(Debug, Default)]
pub(super) struct Pivot {
    /// The name of each field in the records, and the one that people see.
    fields: Vec<(String, String)>,
    records: u32,
}

impl Pivot {
    /// Takes an element of a cache.
    pub(super) fn open(&mut self, element: &Element<'_>, number: usize, sink: &mut dyn Sink) {
        match element.name {
            "AttributeType" | "attribute" => self.add_field(element),
            "row" => {
                if self.records == 0 {
                    self.begin(number, sink);
                }
                self.records = self.records.saturating_add(1);
                self.push_record(element, sink);
            }
            _ => {}
        }
    }

    /// A field: listed by `attribute`, named for people by `AttributeType`.
    fn add_field(&mut self, element: &Element<'_>) {
        let listed = element.get("type").or(element.get("name")).unwrap_or_default();
        let names = element.iter().filter(|it| it.0 == "name").map(|it| it.1);
        let shown = names.last().unwrap_or(listed);
        let is_room = self.fields.len() < FIELDS;
        match self.fields.iter_mut().find(|field| field.0 == listed) {
            Some(field) if element.name == "AttributeType" => shown.clone_into(&mut field.1),
            None if is_room => self.fields.push((listed.to_owned(), shown.to_owned())),
            _ => {}
        }
    }

    fn begin(&self, number: usize, sink: &mut dyn Sink) {
        let name = format!("pivot cache {number}");
        sink.open(Container::records(&name, Layer::PivotCache));
        let texts = self.fields.iter().map(|field| field.1.clone()).collect();
        sink.headings(&Headings::new(texts, 0));
    }

    fn push_record(&mut self, element: &Element<'_>, sink: &mut dyn Sink) {
        for (name, value) in element.iter().filter(|it| !it.1.trim().is_empty()) {
            let known = self.fields.iter().position(|field| field.0 == name);
            let column = known.unwrap_or(self.fields.len()) as u32 + 1;
            let place = Place::Cell { row: self.records, column };
            sink.push(Fragment::new(value, Layer::PivotCache, place));
        }
    }

    /// Ends the cache. One without records tells the names of its fields.
    pub(super) fn end(&self, number: usize, sink: &mut dyn Sink) {
        if self.records == 0 && !self.fields.is_empty() {
            let name = format!("pivot cache {number}");
            sink.open(Container::text(&name, Layer::PivotCache).remarked("it has no records"));
            for (_, shown) in &self.fields {
                sink.push(Fragment::new(shown, Layer::PivotCache, Place::Named("field")));
            }
        }
        sink.close();
    }
}
