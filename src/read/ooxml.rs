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

use super::package::Package;
use super::relations::relations_of;

/// The name of the main part, by the package's relationships or as it is usual.
pub(super) fn main_part(package: &mut Package<'_>, usual: &str) -> Option<String> {
    let relations = relations_of(package, "").unwrap_or_default();
    let main =
        relations.into_iter().find(|it| it.kind == "officeDocument" && package.has(&it.target));
    main.map(|it| it.target).or_else(|| package.named(usual))
}
