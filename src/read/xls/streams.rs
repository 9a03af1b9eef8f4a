//! The streams beside the workbook: properties, pivot caches, logs, macros,
//! embedded files. Each is read, handed on, or a gap; none is passed over.

use crate::document::{Container, Enclosure, Gap, Layer, Reason, Sink};
use crate::read::ole::{Ole, properties};
use crate::read::strings::printable;

/// What becomes of a stream or of all streams of a storage.
enum Fate {
    /// It holds no text of the document's own.
    Passed,
    Properties,
    /// It holds a file.
    Embedded,
    /// It is scanned as a plain editor shows it.
    Scanned(Layer),
    /// It is scanned and is a gap.
    Unread(Layer, &'static str),
}

/// Pushes every stream that is none of `taken`.
pub(super) fn push(file: &mut Ole<'_>, taken: &[&str], sink: &mut dyn Sink) {
    let mut last = String::new();
    for path in file.streams() {
        if taken.iter().any(|it| it.eq_ignore_ascii_case(&path)) {
            continue;
        }
        let top = path.trim_start_matches('/').split('/').next().unwrap_or_default().to_owned();
        let is_next = top == last;
        if let Err(reason) = push_stream(file, &path, &top, is_next, sink) {
            sink.gap(Gap::part(readable(&path), reason));
        }
        last = top;
    }
}

/// Pushes one stream; `is_next` when it lies in the same storage as the last.
fn push_stream(
    file: &mut Ole<'_>,
    path: &str,
    top: &str,
    is_next: bool,
    sink: &mut dyn Sink,
) -> Result<(), Reason> {
    match fate(top) {
        Fate::Passed => {}
        Fate::Properties => {
            let bytes = file.bytes(path)?;
            sink.open(Container::text("properties", Layer::Property));
            properties::push(path, &bytes, sink);
            sink.close();
        }
        Fate::Embedded if is_next => {}
        Fate::Embedded => embedded(file, top, sink)?,
        Fate::Scanned(layer) => scan(file, path, layer, sink)?,
        Fate::Unread(layer, what) => {
            if !is_next {
                sink.gap(Gap::part(readable(top), Reason::NotInThisVersion(what)));
            }
            scan(file, path, layer, sink)?;
        }
    }
    Ok(())
}

/// What becomes of the streams below a name of the root storage
/// ([MS-XLS] 2.1.7).
fn fate(top: &str) -> Fate {
    match top {
        "\u{5}SummaryInformation" | "\u{5}DocumentSummaryInformation" => Fate::Properties,
        // The program's name, the links of an embedding, the layout of toolbars.
        "\u{1}CompObj" | "\u{1}Ole" | "\u{3}ObjInfo" | "XCB" => Fate::Passed,
        "_SX_DB_CUR" | "_SX_DB" => Fate::Unread(Layer::PivotCache, "the pivot caches of xls"),
        "Revision Log" | "User Names" => {
            Fate::Unread(Layer::Revision, "the revision log of a shared xls workbook")
        }
        "_VBA_PROJECT_CUR" | "_VBA_PROJECT" | "Macros" => {
            Fate::Unread(Layer::Macro, "macros of xls")
        }
        "Ctls" => Fate::Unread(Layer::UnknownPart, "controls of xls"),
        "XML" | "MsoDataStore" => Fate::Scanned(Layer::CustomXml),
        "_signatures" | "_xmlsignatures" => Fate::Scanned(Layer::Signature),
        _ if top.starts_with("MBD") || top.starts_with("LNK") => Fate::Embedded,
        _ => Fate::Unread(Layer::UnknownPart, "streams of other programs"),
    }
}

/// Encloses what was embedded: a package as the file that it is, anything else
/// as the compound file that it was.
fn embedded(file: &mut Ole<'_>, top: &str, sink: &mut dyn Sink) -> Result<(), Reason> {
    let package = format!("/{top}/Package");
    let bytes =
        if file.has(&package) { file.bytes(&package)? } else { file.storage(&format!("/{top}"))? };
    sink.enclose(Enclosure { name: top, bytes: &bytes });
    Ok(())
}

/// Pushes what a plain editor would show of a stream.
fn scan(file: &mut Ole<'_>, path: &str, layer: Layer, sink: &mut dyn Sink) -> Result<(), Reason> {
    let bytes = file.bytes(path)?;
    let name = readable(path);
    sink.open(Container::text(&name, layer));
    printable(&bytes, layer, &name, sink);
    sink.close();
    Ok(())
}

/// A path for people: without the control characters that some names begin with.
fn readable(path: &str) -> String {
    path.trim_start_matches('/').chars().filter(|it| !it.is_control()).collect()
}
