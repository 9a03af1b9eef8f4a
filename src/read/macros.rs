//! The code of macros, in xls and in the parts of newer workbooks alike.

use std::panic::{AssertUnwindSafe, catch_unwind};

use calamine::vba::VbaProject;

use super::strings::printable;
use crate::document::{Container, Fragment, Gap, Layer, Place, Reason, Sink};

/// Pushes the code of a macro project, a compound file ([MS-OVBA] 2.2.1). One
/// that cannot be read is scanned and is a gap.
pub(super) fn push(name: &str, project: &[u8], sink: &mut dyn Sink) {
    let modules = catch_unwind(AssertUnwindSafe(|| modules(project))).unwrap_or_default();
    let Some(modules) = modules else {
        printable(project, Layer::Macro, name, sink);
        sink.gap(Gap::part(name, Reason::NotInThisVersion("macros of this form")));
        return;
    };
    sink.open(Container::text(name, Layer::Macro));
    for (module, code) in modules.iter().filter(|(_, code)| !code.trim().is_empty()) {
        sink.push(Fragment::new(code, Layer::Macro, Place::Named(module)));
    }
    sink.close();
}

/// The modules of a project with their code.
fn modules(project: &[u8]) -> Option<Vec<(String, String)>> {
    let parsed = VbaProject::new(&mut &project[..], project.len()).ok()?;
    let names = parsed.get_module_names();
    names.iter().map(|name| Some(((*name).to_owned(), parsed.get_module(name).ok()?))).collect()
}
