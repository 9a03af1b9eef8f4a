//! What the packages of Office have in common, workbooks, documents and slides
//! alike: the ledger of the parts that any of them may have.
//!
//! A format has a table of its own, which comes first: a row a root element, and
//! what is done with such a part ([`Task`]).

pub(super) mod asides;
mod charts;
pub(super) mod colour;
mod controls;
pub(super) mod flat;
pub(super) mod harvest;
mod mashup;
mod part;
mod parts;
mod people;
pub(super) mod signature;

pub(super) use part::Part;
pub(super) use parts::{Duty, Task, task};

use super::encoding::Encoded;
use super::markup::push_markup;
use super::package::Package;
use super::relations::relations_of;
use crate::document::{Layer, Reason, Sink};

/// Pushes what an editor shows of a part whose markup is damaged, which is not read
/// to its end; `package` is one in which it was not taken.
pub(super) fn push_damaged(
    package: &mut Package<'_>,
    part: &str,
    reason: &Reason,
    sink: &mut dyn Sink,
) {
    if !matches!(reason, Reason::Malformed { .. }) {
        return;
    }
    let bytes = package.twin().take(part).ok().flatten().unwrap_or_default();
    if let Some(text) = Encoded::of(&bytes) {
        push_markup(&text, part, Layer::UnknownPart, sink);
    }
}

/// The name of the main part, by the package's relationships or as it is usual.
pub(super) fn main_part(package: &mut Package<'_>, usual: &str) -> Option<String> {
    let relations = relations_of(package, "").unwrap_or_default();
    let main =
        relations.into_iter().find(|it| it.kind == "officeDocument" && package.has(&it.target));
    main.map(|it| it.target).or_else(|| package.named(usual))
}
