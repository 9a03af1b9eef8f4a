//! Reads xlsb, the binary workbooks of Excel 2007 and later: a zip with parts
//! of records ([MS-XLSB]).
//!
//! The records say what the elements of an xlsx say. Each is written as the
//! element that it stands for, and the workbook is then read as an xlsx: the
//! same content hidden in the same way is found in the same words.

mod comments;
mod conditions;
mod external;
mod formula;
mod harvest;
mod lists;
mod margin;
mod markup;
mod pivot;
mod records;
mod revisions;
mod sheet;
mod strings;
mod styles;
mod translation;
mod workbook;

use super::package::Package;
use super::{Budget, Format, Limits, xlsx};
use crate::artefact::Artefact;
use crate::document::{Reason, Sink};

/// Binary workbooks of Excel 2007 and later.
pub(super) const FORMAT: Format = Format { name: "xlsb", extensions: &["xlsb"], sniff, read };

/// Whether the bytes are a zip with a binary workbook in it.
fn sniff(artefact: &Artefact<'_>) -> bool {
    let budget = Budget::new(Limits::default());
    artefact.bytes().starts_with(b"PK")
        && Package::open(artefact.bytes(), &budget)
            .is_ok_and(|package| package.names().any(|name| name.ends_with("/workbook.bin")))
}

fn read(artefact: &Artefact<'_>, budget: &Budget, sink: &mut dyn Sink) -> Result<(), Reason> {
    let package = Package::open(artefact.bytes(), budget)?;
    xlsx::read_package(package.translated(translation::translated), artefact, budget, sink);
    Ok(())
}
