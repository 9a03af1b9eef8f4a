//! The code of macros, in xls and in the parts of newer workbooks alike.

use std::panic::{AssertUnwindSafe, catch_unwind};

use calamine::vba::VbaProject;

use super::ole::Ole;
use super::strings::printable;
use super::{Budget, Limits};
use crate::document::{Container, Fragment, Gap, Layer, Place, Reason, Sink};

/// The largest project that is taken apart, in bytes: its code may unpack to
/// several hundred times as much ([MS-OVBA] 2.4.1).
const LARGEST: usize = 4 << 20;

/// Pushes the code of a macro project that is a file of its own. One that
/// cannot be read is scanned and is a gap.
pub(super) fn push(name: &str, project: &[u8], sink: &mut dyn Sink) {
    let budget = Budget::new(Limits::default());
    let mut file = Ole::open(project, &budget);
    let copy = file.as_mut().ok().and_then(|file| file.storage("").ok());
    push_modules(name, project, copy.as_deref().unwrap_or_default(), sink);
    if let Ok(file) = &mut file {
        push_forms(name, file, sink);
    }
}

/// Pushes the captions and values of user forms, which are storages with streams
/// `f` and `o` ([MS-OFORMS] 2.1.2.1).
fn push_forms(name: &str, file: &mut Ole<'_>, sink: &mut dyn Sink) {
    let streams = file.streams().into_iter();
    for stream in streams.filter(|it| it.ends_with("/f") || it.ends_with("/o")) {
        match file.bytes(&stream) {
            Ok(bytes) => printable(&bytes, Layer::Macro, &format!("forms in {name}"), sink),
            Err(reason) => sink.gap(Gap::part(name, reason)),
        }
    }
}

/// Pushes the code of a macro project that is a storage of a compound file.
///
/// # Errors
///
/// When one of its streams is damaged.
pub(super) fn push_storage(
    name: &str,
    file: &mut Ole<'_>,
    sink: &mut dyn Sink,
) -> Result<(), Reason> {
    let copy = file.storage(&format!("/{name}"))?;
    push_modules(name, &copy, &copy, sink);
    Ok(())
}

/// Pushes the modules of a copy whose directory and chains are sound: those of
/// the original may lead in circles, which `calamine` would follow.
fn push_modules(name: &str, original: &[u8], copy: &[u8], sink: &mut dyn Sink) {
    let modules = catch_unwind(AssertUnwindSafe(|| modules(copy))).unwrap_or_default();
    let Some(modules) = modules else {
        printable(original, Layer::Macro, name, sink);
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
    if project.len() > LARGEST {
        return None;
    }
    let parsed = VbaProject::new(&mut &project[..], project.len()).ok()?;
    let names = parsed.get_module_names();
    names.iter().map(|name| Some(((*name).to_owned(), parsed.get_module(name).ok()?))).collect()
}
