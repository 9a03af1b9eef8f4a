//! The parts beside the sheets. Each is read, handed on, or a gap; none is
//! passed over.

use super::workbook::Workbook;
use super::{comments, external, harvest, pivot};
use crate::document::{Container, Enclosure, Fragment, Gap, Layer, Place, Reason, Sink};
use crate::read::macros;
use crate::read::package::Package;
use crate::read::properties::push_properties;
use crate::read::relations::relations_in;
use crate::read::strings::printable;
use crate::read::xlsx::harvest::Attributes::{self, All, Named};
use crate::read::xlsx::harvest::push_texts;

/// What becomes of a part.
#[derive(Clone, Copy)]
enum Fate {
    /// It holds no text of the document's own.
    Passed,
    /// It is a file.
    Enclosed,
    Properties,
    /// The texts of its elements and of these attributes, as in xlsx.
    Texts(Layer, Attributes),
    /// As texts if it is well-formed, which the old drawings need not be; as a
    /// plain editor shows it if not.
    Markup(Layer),
    /// The texts of its records.
    Records(Layer),
    /// A revision log: texts of its records, and a gap for its numbers.
    Log,
    /// Only what its relations lead to outside.
    Relations,
    Comments,
    /// A pivot cache, which takes its records along.
    Cache,
    /// A link to another workbook.
    External,
    Macros,
    /// It is scanned as a plain editor shows it.
    Scanned(Layer),
    /// It is scanned and is a gap.
    Unread(Layer, &'static str),
    DataModel,
}

/// What becomes of the parts whose names begin like this; the first that fits.
const FATES: &[(&str, Fate)] = &[
    ("[Content_Types].xml", Fate::Passed),
    ("xl/theme/", Fate::Passed),
    ("xl/calcChain.bin", Fate::Passed),
    ("xl/worksheets/binaryIndex", Fate::Passed),
    ("xl/macrosheets/binaryIndex", Fate::Passed),
    ("docProps/thumbnail", Fate::Enclosed),
    ("docProps/", Fate::Properties),
    ("docMetadata/", Fate::Texts(Layer::Property, Named(&["id", "name", "siteId"]))),
    ("xl/printerSettings/", Fate::Scanned(Layer::PrinterSettings)),
    ("xl/comments", Fate::Comments),
    ("xl/threadedComments/", Fate::Texts(Layer::Comment, Named(&[]))),
    ("xl/persons/", Fate::Texts(Layer::Property, Named(&["displayName", "userId"]))),
    ("xl/charts/style", Fate::Passed),
    ("xl/charts/colors", Fate::Passed),
    ("xl/charts/", Fate::Texts(Layer::ChartCache, Named(&["descr", "title"]))),
    ("xl/drawings/vml", Fate::Markup(Layer::TextBox)),
    ("xl/metadata.bin", Fate::Records(Layer::ExternalCache)),
    ("xl/volatileDependencies.bin", Fate::Records(Layer::ExternalCache)),
    ("xl/xmlMaps.xml", Fate::Texts(Layer::CustomXml, All)),
    ("xl/attachedToolbars.bin", Fate::Scanned(Layer::Macro)),
    ("xl/drawings/", Fate::Texts(Layer::TextBox, Named(&["descr", "title"]))),
    ("xl/diagrams/", Fate::Texts(Layer::TextBox, Named(&["descr", "title"]))),
    ("customXml/", Fate::Texts(Layer::CustomXml, All)),
    ("_xmlsignatures/", Fate::Texts(Layer::Signature, Named(&[]))),
    ("xl/tables/tableSingleCells", Fate::Records(Layer::CustomXml)),
    // A table's column names are the cells of its heading row; its comment is not.
    ("xl/tables/", Fate::Records(Layer::Property)),
    ("xl/media/", Fate::Enclosed),
    ("xl/embeddings/", Fate::Enclosed),
    ("xl/vbaProject.bin", Fate::Macros),
    ("xl/model/", Fate::DataModel),
    ("xl/pivotCache/pivotCacheDefinition", Fate::Cache),
    ("xl/pivotCache/", Fate::Unread(Layer::PivotCache, "records without their definition")),
    ("xl/pivotTables/", Fate::Records(Layer::PivotCache)),
    ("xl/slicer", Fate::Records(Layer::SlicerCache)),
    ("xl/timeline", Fate::Markup(Layer::SlicerCache)),
    ("xl/externalLinks/", Fate::External),
    ("xl/connections.bin", Fate::Records(Layer::Connection)),
    ("xl/queryTables/", Fate::Records(Layer::Connection)),
    ("xl/revisions/revisionLog", Fate::Log),
    ("xl/revisions/", Fate::Records(Layer::Revision)),
    ("xl/ctrlProps/", Fate::Texts(Layer::ValidationList, Named(&["val"]))),
    ("xl/namedSheetViews/", Fate::Texts(Layer::CustomView, Named(&["name", "val"]))),
    ("xl/activeX/", Fate::Unread(Layer::UnknownPart, "the controls of xlsb")),
];

/// Pushes every part that nobody took; `folder` is that of the workbook.
pub(super) fn push(
    package: &mut Package<'_>,
    folder: &str,
    workbook: &Workbook,
    sink: &mut dyn Sink,
) {
    let mut caches = 0;
    for name in package.rest() {
        if package.is_taken(&name) {
            continue; // taken along with another part
        }
        let usual = name.strip_prefix(folder).map(|inner| format!("xl/{inner}"));
        let fate = fate(usual.as_deref().unwrap_or(&name));
        let pushed = if matches!(fate, Fate::Cache) {
            caches += 1;
            pivot::push_cache(package, &name, &format!("pivot cache {caches}"), workbook, sink)
        } else {
            push_part(package, &name, fate, sink)
        };
        if let Err(reason) = pushed {
            sink.gap(Gap::part(&name, reason));
        }
    }
}

fn push_part(
    package: &mut Package<'_>,
    name: &str,
    fate: Fate,
    sink: &mut dyn Sink,
) -> Result<(), Reason> {
    if matches!(fate, Fate::Passed) {
        package.pass(name);
        return Ok(());
    }
    let Some(bytes) = package.take(name)? else { return Ok(()) };
    match fate {
        Fate::Passed | Fate::Cache => Ok(()),
        Fate::Enclosed => {
            sink.enclose(Enclosure { name, bytes: &bytes });
            Ok(())
        }
        Fate::Texts(layer, attributes) => push_texts(&bytes, name, layer, attributes, sink),
        Fate::Properties => {
            sink.open(Container::text("properties", Layer::Property));
            let outcome = push_properties(&bytes, sink);
            sink.close();
            outcome
        }
        Fate::Markup(layer) => {
            if push_texts(&bytes, name, layer, Named(&["alt", "title", "caption"]), sink).is_err() {
                printable(&bytes, layer, name, sink);
            }
            Ok(())
        }
        Fate::Relations => push_relations(&bytes, name, sink),
        Fate::Records(layer) => harvest::push_texts(package, name, layer, sink),
        Fate::Log => {
            harvest::push_texts(package, name, Layer::Revision, sink)?;
            Err(Reason::NotInThisVersion("the numbers of a revision log"))
        }
        Fate::Comments => comments::push(package, name, name, sink),
        Fate::External => external::push(package, name, sink),
        Fate::Macros => {
            macros::push(name, &bytes, sink);
            Ok(())
        }
        Fate::DataModel => Err(Reason::DataModel),
        Fate::Scanned(layer) => {
            printable(&bytes, layer, name, sink);
            Ok(())
        }
        Fate::Unread(layer, what) => {
            printable(&bytes, layer, name, sink);
            Err(Reason::NotInThisVersion(what))
        }
    }
}

/// What becomes of a part.
fn fate(name: &str) -> Fate {
    if name.ends_with(".rels") {
        return Fate::Relations;
    }
    let known = FATES.iter().find(|(start, _)| name.starts_with(start)).map(|row| row.1);
    known.unwrap_or(Fate::Unread(Layer::UnknownPart, "parts of this name"))
}

/// Pushes what the relations of a part lead to outside of the file.
fn push_relations(bytes: &[u8], name: &str, sink: &mut dyn Sink) -> Result<(), Reason> {
    sink.open(Container::text(name, Layer::Hyperlink));
    let outcome = relations_in(bytes, |relation| {
        let is_path = relation.target.starts_with("file:") || name.contains("externalLink");
        if relation.external && !relation.target.is_empty() {
            let layer = if is_path { Layer::SavePath } else { Layer::Hyperlink };
            sink.push(Fragment::new(&relation.target, layer, Place::Named("target")));
        }
    });
    sink.close();
    outcome
}
