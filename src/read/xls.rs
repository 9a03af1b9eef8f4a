//! Reads xls, the workbooks of Excel 5 to 2003: a compound file with a stream of
//! records ([MS-XLS]). The walk over the records is this module's own, since it
//! has to know which rows and columns are hidden.

mod cells;
mod charts;
mod conditions;
pub(super) mod drawing;
mod external;
mod globals;
mod layout;
mod links;
pub(super) mod lock;
mod margin;
mod names;
mod notes;
pub(super) mod pictures;
mod pivot;
mod reach;
mod records;
mod revisions;
mod shapes;
mod sheet;
pub(super) mod streams;
mod styles;
mod substream;
mod unlisted;

use std::collections::BTreeSet;

pub(super) use self::lock::cloak;

use self::globals::{Globals, Sheet, SheetKind};
use self::streams::Known;
use self::substream::Substream;
use super::ole::{self, Ole};
use super::strings::printable;
use super::{Budget, Format, facts};
use crate::artefact::Artefact;
use crate::document::{Container, Fragment, Gap, Layer, Place, Reason, Sink};

/// The streams that hold a workbook: that of BIFF8, and that of BIFF5. A file
/// may have both, the second an older form of the first.
const WORKBOOKS: [&str; 2] = ["/Workbook", "/Book"];

/// Workbooks of Excel 5 to 2003.
pub(super) const FORMAT: Format =
    Format { name: "xls", extensions: &["xls", "xlt", "xla"], sniff, read };

/// Whether the bytes are a compound file with a workbook in it.
fn sniff(artefact: &Artefact<'_>) -> bool {
    ole::is_ole(artefact.bytes())
        && Ole::directory(artefact.bytes())
            .is_some_and(|file| WORKBOOKS.iter().any(|path| file.has(path)))
}

fn read(artefact: &Artefact<'_>, budget: &Budget, sink: &mut dyn Sink) -> Result<(), Reason> {
    let unlocked = lock::unlocked(artefact.bytes(), budget, sink);
    let mut file = Ole::open(unlocked.as_deref().unwrap_or(artefact.bytes()), budget)?;
    let mut outcome = file.soundness();
    let mut known = Known::default();
    let workbooks = WORKBOOKS.iter().filter(|path| file.has(path)).collect::<Vec<_>>();
    for (path, layer) in workbooks.into_iter().zip([Layer::Body, Layer::OrphanPart]) {
        let read = file.bytes(path).and_then(|stream| workbook(&stream, layer, &mut known, sink));
        outcome = outcome.and(read);
    }
    streams::push(&mut file, &WORKBOOKS, &known, sink);
    ole::slack::push(artefact.bytes(), sink);
    outcome
}

/// Pushes every stream of a file that is none of `taken`.
pub(super) fn push_streams(file: &mut Ole<'_>, taken: &[&str], sink: &mut dyn Sink) {
    streams::push(file, taken, &Known::default(), sink);
}

/// Pushes a workbook stream that lies in a layer: one beside the first is what
/// no program of today shows. Takes note of what it says of the streams beside it.
fn workbook(
    stream: &[u8],
    layer: Layer,
    known: &mut Known,
    sink: &mut dyn Sink,
) -> Result<(), Reason> {
    let mut globals = Globals::read(stream)?;
    if layer != Layer::Body {
        globals.sheets.iter_mut().for_each(|sheet| sheet.layer = layer);
    }
    push_globals(&globals, sink);
    external::push(stream, &globals, sink);
    pictures::push(stream, sink);
    let within = within_others(stream, &globals.sheets);
    let mut read = BTreeSet::new();
    for sheet in &globals.sheets {
        if within.contains(&sheet.start) || !read.insert(sheet.start) {
            sink.gap(Gap::part(&sheet.name, Reason::Ambiguous("two sheets overlap")));
        } else {
            push_sheet(stream, sheet, &globals, sink);
        }
    }
    unlisted::push(stream, &globals, sink);
    globals.shared.push_orphans(sink);
    known.sources.extend(pivot::sources(stream, &globals));
    known.tabs.extend(globals.tabs());
    globals.flaw.map_or(Ok(()), Err)
}

/// Where sheets begin within another one. No program writes such, and to read
/// them all could take for ever.
fn within_others(stream: &[u8], sheets: &[Sheet]) -> BTreeSet<usize> {
    let mut starts: Vec<usize> = sheets.iter().map(|sheet| sheet.start).collect();
    starts.sort_unstable();
    starts.dedup();
    let mut furthest = 0;
    let mut within = BTreeSet::new();
    for start in starts {
        if start < furthest {
            within.insert(start);
        } else {
            furthest = Substream::from(stream, start).end();
        }
    }
    within
}

/// Pushes one sheet by its kind.
fn push_sheet(stream: &[u8], sheet: &Sheet, globals: &Globals, sink: &mut dyn Sink) {
    if matches!(sheet.kind, SheetKind::Table | SheetKind::Macro) {
        sheet::push(stream, sheet, globals, sink);
    }
    if sheet.kind == SheetKind::Macro {
        sink.gap(Gap::part(&sheet.name, Reason::NotInThisVersion("the formulas of macro sheets")));
    }
    if sheet.kind == SheetKind::Module {
        let end = Substream::from(stream, sheet.start).end();
        let module = stream.get(sheet.start..end).unwrap_or_default();
        printable(module, Layer::Macro, &sheet.name, sink);
        sink.gap(Gap::part(&sheet.name, Reason::NotInThisVersion("macro modules of Excel 5")));
    }
    charts::push(stream, sheet, globals, sink);
}

/// Pushes what the workbook says of itself, and the defined names.
fn push_globals(globals: &Globals, sink: &mut dyn Sink) {
    facts::push(&globals.facts, sink);
    if globals.names.is_empty() {
        return;
    }
    sink.open(Container::text("defined names", Layer::DefinedName));
    for name in &globals.names {
        let place = Place::Named(&name.name);
        sink.push(Fragment::new(&name.name, Layer::DefinedName, place));
        for text in &name.texts {
            sink.push(Fragment::new(text, Layer::DefinedName, place));
        }
    }
    sink.close();
}
