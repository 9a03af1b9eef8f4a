//! The history of a shared workbook: the streams `Revision Log` and `User Names`
//! ([MS-XLS] 2.1.7.19 and 2.1.7.20).

use super::records::{Pieces, Record, Records};
use super::streams::Tabs;
use crate::document::{Container, Extent, Fragment, Layer, Place, Reason, Sink};
use crate::read::formula::{Dialect, literals};
use crate::read::serial;

/// The change of a cell (RRDChgCell, [MS-XLS] 2.4.223), and the bytes before its
/// formats and values.
const CHANGE: u16 = 0x013B;
const CHANGE_HEAD: usize = 28;

/// The most bytes of the formats before the values that are looked through.
const LONGEST_FORMATS: usize = 256;

/// What a record of the history tells of, as far as its texts need words.
const WORDS: &[(u16, &str)] = &[
    (0x001C, "comment by"),     // NoteRR, 2.5.185
    (0x0138, "changed by"),     // RRDHead, 2.4.226
    (0x013E, "sheet renamed"),  // RRDRenSheet, 2.4.234
    (0x014D, "sheet inserted"), // RRInsertSh, 2.4.239
    (0x0153, "defined name"),   // RRDDefName, 2.4.224
    (0x0193, "user"),           // UsrInfo, 2.4.340
    (0x01AC, "view"),           // RRDUserView, 2.4.237
];

/// Pushes the texts of a stream, with the names of the sheets.
///
/// # Errors
///
/// When it says what a cell held in a way that makes no sense, or does not end
/// with a record.
pub(super) fn push(
    stream: &[u8],
    name: &str,
    tabs: &Tabs,
    sink: &mut dyn Sink,
) -> Result<(), Reason> {
    let mut history = History { name, tabs, is_open: false, sink };
    let mut records = Records::from(stream, 0);
    let mut is_broken = false;
    while let Some(record) = records.next() {
        let bytes: Vec<u8> = records.whole(record).bytes_left().collect();
        let record = Record { id: record.id, data: &bytes };
        if record.id == CHANGE && history.push_change(record).is_some() {
            continue;
        }
        is_broken |= record.id == CHANGE;
        history.push_texts(record);
    }
    history.close();
    if records.at() < stream.len() {
        return Err(Reason::Truncated);
    }
    if is_broken {
        return Err(Reason::NotInThisVersion("some changes of a revision log"));
    }
    Ok(())
}

/// A history while it is pushed.
struct History<'h> {
    name: &'h str,
    tabs: &'h Tabs,
    is_open: bool,
    sink: &'h mut dyn Sink,
}

impl History<'_> {
    /// Pushes the texts of a record, wherever in it they stand.
    fn push_texts(&mut self, record: Record<'_>) {
        let words = WORDS.iter().find(|row| row.0 == record.id).map_or("change", |row| row.1);
        for text in record.texts() {
            self.push(&text, words);
        }
    }

    /// Pushes what a cell held before a change and after it; nothing when the
    /// record makes no sense.
    fn push_change(&mut self, record: Record<'_>) -> Option<()> {
        let kinds = record.u16(14)?;
        let (row, column) = (u32::from(record.u16(18)?), u32::from(record.u16(20)?));
        let (old, new) = values(record, kinds)?;
        let sheet = self.tabs.get(&record.u16(12)?);
        let place = Extent::from(Place::Cell { row: row + 1, column: column + 1 });
        let cell = place.location(sheet.map_or("", String::as_str));
        old.iter().for_each(|text| self.push(text, &format!("{cell} before")));
        new.iter().for_each(|text| self.push(text, &format!("{cell} after")));
        Some(())
    }

    fn push(&mut self, text: &str, place: &str) {
        if text.trim().is_empty() {
            return;
        }
        if !self.is_open {
            self.sink.open(Container::text(self.name, Layer::Revision));
            self.is_open = true;
        }
        self.sink.push(Fragment::new(text.trim(), Layer::Revision, Place::Named(place)));
    }

    fn close(&mut self) {
        if self.is_open {
            self.sink.close();
        }
    }
}

/// The texts of a value.
type Texts = Vec<String>;

/// What the cell held before and after. The two values are the last bytes of the
/// record; how long the formats before them are, only the values themselves tell.
fn values(record: Record<'_>, kinds: u16) -> Option<(Texts, Texts)> {
    let size = record.u32(22)? as usize;
    let last = record.data.len().checked_sub(size)?;
    (CHANGE_HEAD..=last).take(LONGEST_FORMATS).find_map(|start| {
        let (old, end) = value(record.data.get(start..start + size)?, kinds >> 3 & 7)?;
        let (new, new_end) = value(record.data.get(start + size..)?, kinds & 7)?;
        let is_all = end == size && start + size + new_end == record.data.len();
        is_all.then_some((old, new))
    })
}

/// The texts of a value of a kind, and how many bytes it takes.
fn value(bytes: &[u8], kind: u16) -> Option<(Texts, usize)> {
    let record = Record { id: CHANGE, data: bytes };
    let one = |text: String, end| Some((vec![text], end));
    match kind {
        0 => Some((Vec::new(), 0)),
        1 => one(serial::number(serial::compact(record.u32(0)?)), 4),
        2 => one(serial::number(record.f64(0)?), 8),
        3 => {
            let mut pieces = Pieces::one(bytes);
            let text = pieces.rich_text()?;
            one(text, bytes.len() - pieces.bytes_left().count())
        }
        4 => {
            let is_error = *bytes.get(1)? != 0;
            let text = serial::truth(*bytes.first()? != 0).to_owned();
            Some((if is_error { Vec::new() } else { vec![text] }, 2))
        }
        5 => {
            let length = usize::from(record.u16(0)?);
            let tokens = bytes.get(2..2 + length)?;
            Some((literals(tokens, Dialect::Biff8), bytes.len()))
        }
        _ => None,
    }
}
