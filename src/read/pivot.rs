//! A pivot cache as every workbook keeps it: fields, the items that
//! records refer to by number, and the records.

use crate::document::{Container, Fragment, Headings, Layer, Place, Sink};

/// A pivot cache while it is read.
#[derive(Default)]
pub(super) struct Cache {
    pub(super) fields: Vec<Field>,
    /// Who refreshed it last.
    pub(super) refreshed_by: String,
}

/// A field of a pivot cache.
#[derive(Default)]
pub(super) struct Field {
    name: String,
    pub(super) items: Vec<String>,
    /// Which items a record refers to.
    used: Vec<bool>,
    /// The items of a grouping.
    pub(super) groups: Vec<String>,
}

/// What became of the source of a pivot cache.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub(super) enum Source {
    /// It is a sheet of the workbook, which is seen.
    Seen,
    /// It is a sheet of the workbook, which is hidden.
    Hidden,
    /// It is a sheet that is no longer there.
    Gone,
    /// It is another file, a database or a model.
    Outside,
    /// It is a range by its name.
    Range,
    /// The definition that would say it is gone.
    Undefined,
    /// Nothing says what it is.
    #[default]
    Unknown,
}

impl Field {
    /// A field of this name, without items yet.
    pub(super) fn named(name: String) -> Self {
        Field { name, ..Field::default() }
    }
}

impl Source {
    /// The source that is a sheet of this layer; of none if it is gone.
    pub(super) fn sheet(layer: Option<Layer>) -> Self {
        match layer {
            None => Source::Gone,
            Some(Layer::Body) => Source::Seen,
            Some(_) => Source::Hidden,
        }
    }

    /// What became of it, in words without content.
    pub(super) fn remark(self) -> &'static str {
        match self {
            Source::Seen => "the source sheet is in the file",
            Source::Hidden => "no sheet that is seen shows them: the source sheet is hidden",
            Source::Gone => "no sheet shows them: the source sheet is no longer in the file",
            Source::Outside => "no sheet shows them: their source is another file",
            Source::Undefined => "no sheet shows them: their definition is no longer in the file",
            Source::Range => "their source is a range with a name",
            Source::Unknown => "no sheet shows them: their source is no longer in the file",
        }
    }
}

impl Cache {
    /// Opens the container of the cache's records.
    pub(super) fn open(&mut self, name: &str, source: Source, sink: &mut dyn Sink) {
        let container = Container::records(name, Layer::PivotCache);
        sink.open(container.remarked(source.remark()));
        let names = self.fields.iter().map(|field| field.name.clone()).collect();
        sink.headings(&Headings::new(names, 0));
        for field in &mut self.fields {
            field.used = vec![false; field.items.len()];
        }
    }

    /// Pushes the item to which a record refers; one that is not there is none.
    pub(super) fn push_item(&mut self, row: u32, column: u32, index: usize, sink: &mut dyn Sink) {
        let field = column.checked_sub(1).and_then(|it| self.fields.get_mut(it as usize));
        let Some(field) = field else { return };
        if let Some((item, used)) = field.items.get(index).zip(field.used.get_mut(index)) {
            *used = true;
            push(item, row, column, sink);
        }
    }

    /// Pushes the items that no record refers to, below the last record, then
    /// the items of groupings and who refreshed the cache, and closes it.
    pub(super) fn close(&self, last: u32, sink: &mut dyn Sink) {
        for (column, field) in (1..).zip(&self.fields) {
            let items = field.items.iter().zip(&field.used).filter(|(_, used)| !**used);
            let unused = items.map(|(item, _)| item).chain(&field.groups);
            for (row, item) in (last.saturating_add(1)..).zip(unused) {
                push(item, row, column, sink);
            }
        }
        if !self.refreshed_by.is_empty() {
            let place = Place::Named("refreshed by");
            sink.push(Fragment::new(&self.refreshed_by, Layer::Property, place));
        }
        sink.close();
    }
}

/// Pushes a value of a record.
pub(super) fn push(text: &str, row: u32, column: u32, sink: &mut dyn Sink) {
    if !text.is_empty() {
        sink.push(Fragment::new(text, Layer::PivotCache, Place::Cell { row, column }));
    }
}

/// A moment of eight bytes as a cell would show it: year and month of two bytes
/// each, then day, hour, minute and second (SXDtr, [MS-XLS] 2.4.282, and
/// PCDIDateTime, [MS-XLSB] 2.5.95).
pub(super) fn moment(bytes: &[u8]) -> Option<String> {
    let &[year, century, month, _, day, hour, minute, second] = bytes.get(..8)? else {
        return None;
    };
    let year = u16::from_le_bytes([year, century]);
    let date = format!("{year:04}-{month:02}-{day:02}");
    if (hour, minute, second) == (0, 0, 0) {
        return Some(date);
    }
    Some(format!("{date} {hour:02}:{minute:02}:{second:02}"))
}
