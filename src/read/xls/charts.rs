//! The texts that charts keep of the cells that they show.

use super::cells::{self, Value};
use super::globals::{Globals, Sheet};
use super::records::Pieces;
use super::substream::Substream;
use crate::document::{Container, Fragment, Layer, Place, Sink};

/// Pushes the texts that the charts of a sheet keep (SeriesText, [MS-XLS]
/// 2.4.254, and the cells of a chart's own data sheet).
pub(super) fn push(stream: &[u8], sheet: &Sheet, globals: &Globals, sink: &mut dyn Sink) {
    let name = format!("charts of {}", sheet.name);
    let mut is_open = false;
    let mut push = |text: &str, place: Place<'_>| {
        if !is_open {
            sink.open(Container::text(&name, Layer::ChartCache));
            is_open = true;
        }
        sink.push(Fragment::new(text, Layer::ChartCache, place));
    };
    for record in Substream::from(stream, sheet.start).charts() {
        if record.id == 0x100D {
            let inner = record.data.get(2..).unwrap_or_default();
            let text = Pieces::one(inner).short_text(globals.script).unwrap_or_default();
            push(&text, Place::Named("title"));
        }
        let _ = cells::cells(record, globals, &mut |cell| match &cell.value {
            Value::Text(text) => push(text, Place::Named("series")),
            Value::Shared(_, text) => push(text, Place::Named("series")),
            Value::Pending => {}
        });
    }
    if is_open {
        sink.close();
    }
}
