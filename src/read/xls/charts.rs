//! Charts: their titles, and the values that they keep of the cells that they show.
//!
//! As in newer workbooks, values that a visible sheet of the same file shows are
//! seen, and so are titles that were typed in; what is kept of a hidden sheet, of one
//! that is gone or of another workbook is not.

use super::cells::{self, Value};
use super::globals::{Globals, Sheet};
use super::records::{Pieces, Record, Script};
use super::substream::Substream;
use crate::document::{Container, Fragment, Layer, Place, Sink};
use crate::read::serial;

/// The references of a series: of its name, its values, its categories and the sizes
/// of its bubbles (BRAI, [MS-XLS] 2.4.29).
const PARTS: usize = 4;

/// A chart while it is read.
#[derive(Default)]
struct Chart {
    /// Whether a visible sheet shows what each part of each series refers to.
    series: Vec<Vec<bool>>,
    /// Whether what the last reference refers to is shown.
    is_shown: bool,
    /// The part whose values come next (SIIndex, [MS-XLS] 2.4.265).
    part: usize,
}

/// Pushes the texts and the values that the charts of a sheet keep.
pub(super) fn push(stream: &[u8], sheet: &Sheet, globals: &Globals, sink: &mut dyn Sink) {
    let name = format!("charts of {}", sheet.name);
    let fixed = (sheet.layer != Layer::Body).then_some(sheet.layer);
    let mut is_open = false;
    let mut push = |text: &str, is_seen: bool, place: &str| {
        // A number that is seen is in its cell, and an error tells of nobody.
        let is_told = is_seen && !text.contains(char::is_alphabetic);
        if text.trim().is_empty() || is_told || is_error(text) {
            return;
        }
        if !is_open {
            sink.open(Container::text(&name, fixed.unwrap_or(Layer::TextBox)));
            is_open = true;
        }
        let seen = fixed.unwrap_or(Layer::TextBox);
        let layer = if is_seen { seen } else { Layer::ChartCache };
        sink.push(Fragment::new(text, layer, Place::Named(place)));
    };
    let mut chart = Chart::default();
    for record in Substream::from(stream, sheet.start).charts() {
        if record.id == 0x100D {
            // SeriesText, 2.4.254
            let inner = record.data.get(2..).unwrap_or_default();
            let text = Pieces::one(inner).short_text(globals.script).unwrap_or_default();
            push(&text, chart.is_shown, "title");
        }
        chart.take(record, globals);
        let _ = cells::cells(record, globals, &mut |cell| match &cell.value {
            Value::Text(text) => push(text, chart.shows(cell.column), "series"),
            Value::Shared(_, text) => push(text, chart.shows(cell.column), "series"),
            Value::Pending => {}
        });
    }
    if is_open {
        sink.close();
    }
}

/// Whether a text is an error as a cell shows it.
fn is_error(text: &str) -> bool {
    text.starts_with('#') && (0..=0x2A).filter_map(serial::error).any(|error| error == text)
}

impl Chart {
    /// Takes what a record says of the chart; nothing when it is too short.
    fn take(&mut self, record: Record<'_>, globals: &Globals) -> Option<()> {
        match record.id {
            0x0809 => *self = Chart { is_shown: true, ..Chart::default() }, // BOF of the next
            0x1003 => self.series.push(Vec::new()),                         // Series, 2.4.252
            0x1051 => {
                self.is_shown = is_shown(record, globals)?;
                if let Some(parts) = self.series.last_mut().filter(|it| it.len() < PARTS) {
                    parts.push(self.is_shown);
                }
            }
            0x1065 => self.part = record.u16(0)?.into(),
            _ => {}
        }
        Some(())
    }

    /// Whether the values at hand of a series are shown.
    fn shows(&self, series: u16) -> bool {
        let parts = self.series.get(usize::from(series));
        parts.and_then(|parts| parts.get(self.part)).copied().unwrap_or(false)
    }
}

/// Whether what a reference refers to is shown: cells of a visible sheet, or a name
/// that was typed in. The formula is one reference to cells (PtgRef3d, PtgArea3d).
fn is_shown(record: Record<'_>, globals: &Globals) -> Option<bool> {
    let (part, kind) = (*record.data.first()?, *record.data.get(1)?);
    if kind != 2 {
        return Some(part == 0);
    }
    let is_reference = matches!(record.data.get(8)?, 0x3A | 0x5A | 0x7A | 0x3B | 0x5B | 0x7B);
    let is_newer = matches!(globals.script, Script::Unicode);
    let sheet = globals.referred(record.u16(9)?).filter(|_| is_reference && is_newer);
    Some(sheet.is_some_and(|sheet| sheet.layer == Layer::Body))
}
