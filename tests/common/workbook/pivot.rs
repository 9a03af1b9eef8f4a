//! A pivot cache: its definition and its records.

use std::fmt::Write as _;

use super::sheet::Value;
use super::xml::{LINKS, MAIN, escaped};

/// A pivot cache.
#[derive(Clone, Debug, Default)]
pub struct Pivot {
    source: String,
    fields: Vec<String>,
    records: Vec<Vec<Value>>,
    refreshed_by: String,
    pub(super) unreferenced: bool,
    pub(super) without_records: bool,
}

impl Pivot {
    /// The cache of a sheet, by its name whether it is there or not.
    pub fn of<F, R, V>(
        sheet: &str,
        fields: impl IntoIterator<Item = F>,
        records: impl IntoIterator<Item = R>,
    ) -> Self
    where
        F: Into<String>,
        R: IntoIterator<Item = V>,
        V: Into<Value>,
    {
        let records = records.into_iter().map(|row| row.into_iter().map(Into::into).collect());
        Pivot {
            source: format!("<worksheetSource ref='A1:Z9' sheet='{}'/>", escaped(sheet)),
            fields: fields.into_iter().map(Into::into).collect(),
            records: records.collect(),
            ..Pivot::default()
        }
    }

    /// The source as it is written.
    pub fn source(mut self, xml: &str) -> Self {
        xml.clone_into(&mut self.source);
        self
    }

    pub fn refreshed_by(mut self, name: &str) -> Self {
        name.clone_into(&mut self.refreshed_by);
        self
    }

    /// Leaves the parts in the package and takes every reference to them away.
    pub fn unreferenced(mut self) -> Self {
        self.unreferenced = true;
        self
    }

    /// Keeps the values of the fields without the records.
    pub fn without_records(mut self) -> Self {
        self.without_records = true;
        self
    }

    pub(super) fn definition(&self) -> String {
        let mut fields = String::new();
        for (column, name) in self.fields.iter().enumerate() {
            let mut items = String::new();
            for text in self.items(column) {
                let _ = write!(items, "<s v='{}'/>", escaped(&text));
            }
            let name = escaped(name);
            let _ = write!(
                fields,
                "<cacheField name='{name}'><sharedItems>{items}</sharedItems></cacheField>"
            );
        }
        format!(
            "<pivotCacheDefinition xmlns='{MAIN}' xmlns:r='{LINKS}' r:id='rId1' refreshedBy='{}'>\
             <cacheSource type='worksheet'>{}</cacheSource><cacheFields>{fields}</cacheFields>\
             </pivotCacheDefinition>",
            escaped(&self.refreshed_by),
            self.source
        )
    }

    /// The different texts of a column.
    fn items(&self, column: usize) -> Vec<String> {
        let mut items = Vec::new();
        for record in &self.records {
            if let Some(Value::Text(text)) = record.get(column)
                && !items.contains(text)
            {
                items.push(text.clone());
            }
        }
        items
    }

    pub(super) fn records_xml(&self) -> String {
        let items: Vec<Vec<String>> = (0..self.fields.len()).map(|it| self.items(it)).collect();
        let mut xml = format!("<pivotCacheRecords xmlns='{MAIN}'>");
        for record in &self.records {
            xml.push_str("<r>");
            for (column, value) in record.iter().enumerate() {
                let _ = match value {
                    Value::Text(text) => {
                        let index = items[column].iter().position(|it| it == text);
                        write!(xml, "<x v='{}'/>", index.unwrap_or_default())
                    }
                    Value::Number(number) | Value::Styled(number, _) => {
                        write!(xml, "<n v='{number}'/>")
                    }
                    Value::Date(day) => write!(xml, "<n v='{day}'/>"),
                    Value::Boolean(value) => write!(xml, "<b v='{}'/>", u8::from(*value)),
                    Value::Formula(_, text) => write!(xml, "<s v='{}'/>", escaped(text)),
                    Value::Empty => write!(xml, "<m/>"),
                };
            }
            xml.push_str("</r>");
        }
        xml + "</pivotCacheRecords>"
    }
}
