//! Reads xlsb, the binary workbooks of Excel 2007 and later: a zip with parts
//! of records ([MS-XLSB]).

mod comments;
mod external;
mod harvest;
mod margin;
mod parts;
mod pivot;
mod records;
mod sheet;
mod styles;
mod workbook;

use rustc_hash::FxHashSet;

use self::workbook::{Name, Workbook};
use super::package::Package;
use super::{Budget, Format, Limits, facts};
use crate::artefact::Artefact;
use crate::document::{Container, Fragment, Gap, Layer, Place, Reason, Sink};

/// The part that every workbook of this kind has; Excel writes it to `xl/`.
const WORKBOOK: &str = "workbook.bin";

/// Binary workbooks of Excel 2007 and later.
pub(super) const FORMAT: Format = Format { name: "xlsb", extensions: &["xlsb"], sniff, read };

/// Whether the bytes are a zip with a binary workbook in it.
fn sniff(artefact: &Artefact<'_>) -> bool {
    let budget = Budget::new(Limits::default());
    artefact.bytes().starts_with(b"PK")
        && Package::open(artefact.bytes(), &budget).is_ok_and(|package| folder(&package).is_some())
}

/// The folder of the workbook, with the stroke at its end.
fn folder(package: &Package<'_>) -> Option<String> {
    let folders = package.names().filter_map(|name| name.strip_suffix(WORKBOOK));
    folders.filter(|folder| folder.ends_with('/')).min_by_key(|it| it.len()).map(str::to_owned)
}

fn read(artefact: &Artefact<'_>, budget: &Budget, sink: &mut dyn Sink) -> Result<(), Reason> {
    let mut package = Package::open(artefact.bytes(), budget)?;
    if let Some(reason) = package.contradiction() {
        sink.gap(Gap::whole(reason));
    }
    let folder = folder(&package).ok_or(Reason::UnknownFormat)?;
    let workbook = Workbook::read(&mut package, &folder, sink);
    push_names(&workbook.names, sink);
    facts::push(&workbook.facts, sink);
    let mut parts = FxHashSet::default();
    for sheet in &workbook.sheets {
        if !parts.insert(&sheet.part) {
            sink.gap(Gap::part(&sheet.name, Reason::Ambiguous("two sheets share a part")));
            continue;
        }
        sheet::push(&mut package, sheet, &workbook, sink);
    }
    parts::push(&mut package, &folder, &workbook, sink);
    workbook.shared.push_orphans(sink);
    Ok(())
}

/// Pushes the defined names that are hidden or hold texts.
fn push_names(names: &[Name], sink: &mut dyn Sink) {
    if names.is_empty() {
        return;
    }
    sink.open(Container::text("defined names", Layer::DefinedName));
    for name in names {
        let place = Place::Named(&name.name);
        sink.push(Fragment::new(&name.name, Layer::DefinedName, place));
        for text in &name.texts {
            sink.push(Fragment::new(text, Layer::DefinedName, place));
        }
    }
    sink.close();
}
