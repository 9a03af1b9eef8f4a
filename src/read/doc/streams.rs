//! The streams beside the text: properties, macros, embedded objects, custom XML.

use std::collections::BTreeSet;

use crate::document::{Container, Gap, Layer, Reason, Sink};
use crate::read::Budget;
use crate::read::macros;
use crate::read::ole::{Ole, object, properties, store};
use crate::read::xls::streams::{readable, scan, top};

/// The storage of embedded objects, each in one of its own ([MS-DOC] 2.1.4).
const POOL: &str = "ObjectPool";

/// The bytes of a stream that names its program, at the most.
const LONGEST_PASSED: usize = 512;

/// Pushes every stream that is none of `taken`, a storage at a time.
pub(super) fn push(file: &mut Ole<'_>, taken: &[&str], budget: &Budget, sink: &mut dyn Sink) {
    let mut streams = file.streams();
    streams.retain(|path| !taken.iter().any(|it| it.eq_ignore_ascii_case(path)));
    streams.sort_by(|one, other| top(one).cmp(top(other)));
    for within in streams.chunk_by(|one, other| top(one) == top(other)) {
        let name = top(&within[0]);
        if let Err(reason) = push_storage(file, name, within, budget, sink) {
            sink.gap(Gap::part(readable(name), reason));
        }
    }
}

fn push_storage(
    file: &mut Ole<'_>,
    name: &str,
    streams: &[String],
    budget: &Budget,
    sink: &mut dyn Sink,
) -> Result<(), Reason> {
    match name {
        "\u{5}SummaryInformation" | "\u{5}DocumentSummaryInformation" => {
            let bytes = file.bytes(&streams[0])?;
            sink.open(Container::text("properties", Layer::Property));
            properties::push(name, &bytes, sink);
            sink.close();
            Ok(())
        }
        "\u{1}CompObj" | "\u{1}Ole" | "\u{3}ObjInfo" => {
            let is_short = file.bytes(&streams[0]).is_ok_and(|it| it.len() <= LONGEST_PASSED);
            if is_short { Ok(()) } else { scan(file, streams, Layer::UnknownPart, sink) }
        }
        "encryption" | "\u{9}DRMContent" => Err(Reason::Encrypted),
        "Macros" => macros::push_storage(name, file, sink),
        "MsoDataStore" => store::push_store(file, "/MsoDataStore/", sink),
        "_signatures" | "_xmlsignatures" => scan(file, streams, Layer::Signature, sink),
        // The table stream of an earlier save.
        "0Table" | "1Table" => scan(file, streams, Layer::OrphanPart, sink),
        POOL => push_objects(file, streams, budget, sink),
        _ => {
            scan(file, streams, Layer::UnknownPart, sink)?;
            Err(Reason::NotInThisVersion("streams of other programs"))
        }
    }
}

/// Pushes the objects of the pool.
fn push_objects(
    file: &mut Ole<'_>,
    streams: &[String],
    budget: &Budget,
    sink: &mut dyn Sink,
) -> Result<(), Reason> {
    let name = |path: &String| path.split('/').nth(2).unwrap_or_default().to_owned();
    let objects: BTreeSet<String> = streams.iter().map(name).collect();
    for (number, object) in (1..).zip(objects) {
        let bytes = file.storage(&format!("/{POOL}/{object}"))?;
        object::push_object(&format!("object{number}"), &bytes, budget, sink)?;
    }
    Ok(())
}
