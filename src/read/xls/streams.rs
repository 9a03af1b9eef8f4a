//! The streams beside the workbook: properties, pivot caches, logs, macros,
//! embedded files. Each is read, handed on, or a gap; none is passed over.

use rustc_hash::FxHashMap;

use super::pivot::{Sources, push_cache};
use super::revisions;
use crate::document::{Container, Enclosure, Gap, Layer, Reason, Sink};
use crate::read::macros;
use crate::read::ole::{Ole, properties};
use crate::read::strings::printable;

/// The names of the sheets by the numbers that the history gives them.
pub(super) type Tabs = FxHashMap<u16, String>;

/// What the workbook says of the streams beside it.
#[derive(Default)]
pub(super) struct Known {
    pub(super) sources: Sources,
    pub(super) tabs: Tabs,
}

/// What becomes of a stream or of all streams of a storage.
enum Fate {
    /// It holds no text of the document's own.
    Passed,
    Properties,
    /// It is of the history of a shared workbook.
    Revisions,
    /// Each stream is a pivot cache.
    Caches,
    /// It holds a file.
    Embedded,
    Macros,
    /// It is encrypted.
    Locked,
    /// It is scanned as a plain editor shows it.
    Scanned(Layer),
    /// It is scanned and is a gap.
    Unread(Layer, &'static str),
}

/// Pushes every stream that is none of `taken`, a storage at a time.
pub(super) fn push(file: &mut Ole<'_>, taken: &[&str], known: &Known, sink: &mut dyn Sink) {
    let mut streams = file.streams();
    streams.retain(|path| !taken.iter().any(|it| it.eq_ignore_ascii_case(path)));
    streams.sort_by(|one, other| top(one).cmp(top(other)));
    for within in streams.chunk_by(|one, other| top(one) == top(other)) {
        let name = top(&within[0]);
        if let Err(reason) = push_storage(file, name, within, known, sink) {
            sink.gap(Gap::part(readable(name), reason));
        }
    }
}

/// The bytes of a stream that names its program (CompObj, [MS-OLEDS] 2.3.8) or
/// lays out toolbars, at the most; a longer one is searched.
const LONGEST_PASSED: usize = 512;

/// Whether a stream is no longer than one that says what it should.
fn is_short(file: &mut Ole<'_>, name: &str) -> bool {
    file.bytes(&format!("/{name}")).is_ok_and(|bytes| bytes.len() <= LONGEST_PASSED)
}

/// The name of a stream's outermost storage, or its own.
fn top(path: &str) -> &str {
    path.trim_start_matches('/').split('/').next().unwrap_or_default()
}

/// Pushes the streams of a storage, or a stream of the root.
fn push_storage(
    file: &mut Ole<'_>,
    name: &str,
    streams: &[String],
    known: &Known,
    sink: &mut dyn Sink,
) -> Result<(), Reason> {
    let is_stream = streams.iter().all(|path| path.trim_start_matches('/') == name);
    match fate(name) {
        Fate::Passed if is_stream && is_short(file, name) => Ok(()),
        Fate::Passed => scan(file, streams, Layer::UnknownPart, sink),
        Fate::Properties | Fate::Revisions if !is_stream => {
            scan(file, streams, Layer::UnknownPart, sink)
        }
        Fate::Locked => Err(Reason::Encrypted),
        Fate::Properties => {
            let bytes = file.bytes(&streams[0])?;
            sink.open(Container::text("properties", Layer::Property));
            properties::push(name, &bytes, sink);
            sink.close();
            Ok(())
        }
        Fate::Revisions => {
            let bytes = file.bytes(&streams[0])?;
            revisions::push(&bytes, &readable(name), &known.tabs, sink)
        }
        Fate::Caches => push_caches(file, streams, &known.sources, sink),
        Fate::Macros => macros::push_storage(name, file, sink),
        Fate::Embedded => embedded(file, name, sink),
        Fate::Scanned(layer) => scan(file, streams, layer, sink),
        Fate::Unread(layer, what) => {
            scan(file, streams, layer, sink)?;
            Err(Reason::NotInThisVersion(what))
        }
    }
}

/// What becomes of the streams below a name of the root storage
/// ([MS-XLS] 2.1.7).
fn fate(top: &str) -> Fate {
    match top {
        "\u{5}SummaryInformation" | "\u{5}DocumentSummaryInformation" => Fate::Properties,
        // The program's name, the links of an embedding, the layout of toolbars.
        "\u{1}CompObj" | "\u{1}Ole" | "\u{3}ObjInfo" | "XCB" => Fate::Passed,
        // What rights management or the CryptoAPI keeps ([MS-XLS] 2.1.7.6, 2.1.7.15).
        "encryption" | "\u{9}DRMContent" => Fate::Locked,
        "_SX_DB_CUR" => Fate::Caches,
        "_SX_DB" => Fate::Unread(Layer::PivotCache, "the pivot caches of Excel 5"),
        "Revision Log" | "User Names" => Fate::Revisions,
        "_VBA_PROJECT_CUR" => Fate::Macros,
        "_VBA_PROJECT" | "Macros" => Fate::Unread(Layer::Macro, "the macros of Excel 5"),
        "Ctls" => Fate::Scanned(Layer::FormField), // what controls show, one behind the other
        "XML" | "MsoDataStore" => Fate::Scanned(Layer::CustomXml),
        "_signatures" | "_xmlsignatures" => Fate::Scanned(Layer::Signature),
        _ if top.starts_with("MBD") || top.starts_with("LNK") => Fate::Embedded,
        _ => Fate::Unread(Layer::UnknownPart, "streams of other programs"),
    }
}

/// Pushes the pivot caches, each in a stream whose name is its number in four
/// hexadecimal digits. One that is damaged is scanned and a gap.
fn push_caches(
    file: &mut Ole<'_>,
    streams: &[String],
    sources: &Sources,
    sink: &mut dyn Sink,
) -> Result<(), Reason> {
    for (count, path) in (1..).zip(streams) {
        let bytes = file.bytes(path)?;
        let number = path.rsplit('/').next().and_then(|name| u16::from_str_radix(name, 16).ok());
        let source = number.and_then(|number| sources.get(&number).copied()).unwrap_or_default();
        if let Err(reason) = push_cache(&bytes, &format!("pivot cache {count}"), source, sink) {
            printable(&bytes, Layer::PivotCache, &readable(path), sink);
            sink.gap(Gap::part(readable(path), reason));
        }
    }
    Ok(())
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

/// Pushes what a plain editor would show of streams.
fn scan(
    file: &mut Ole<'_>,
    streams: &[String],
    layer: Layer,
    sink: &mut dyn Sink,
) -> Result<(), Reason> {
    for path in streams {
        let bytes = file.bytes(path)?;
        printable(&bytes, layer, &readable(path), sink);
    }
    Ok(())
}

/// A path for people: without the control characters that some names begin with.
fn readable(path: &str) -> String {
    path.trim_start_matches('/').chars().filter(|it| !it.is_control()).collect()
}
