//! The parts beside the sheets. Each is read, handed on, or a gap; none is
//! passed over.

use super::comments;
use crate::document::{Container, Enclosure, Fragment, Gap, Layer, Place, Reason, Sink};
use crate::read::package::Package;
use crate::read::strings::printable;
use crate::read::{macros, xml};

/// What becomes of a part.
#[derive(Clone, Copy)]
enum Fate {
    /// It holds no text of the document's own.
    Passed,
    /// It is a file.
    Enclosed,
    /// The texts of its elements, and of attributes that name or describe.
    Texts(Layer),
    /// As texts if it is well-formed, which the old drawings need not be; as a
    /// plain editor shows it if not.
    Markup,
    /// Only what its relations lead to outside.
    Relations,
    Comments,
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
    ("docProps/", Fate::Texts(Layer::Property)),
    ("docMetadata/", Fate::Texts(Layer::Property)),
    ("xl/printerSettings/", Fate::Scanned(Layer::PrinterSettings)),
    ("xl/comments", Fate::Comments),
    ("xl/threadedComments/", Fate::Texts(Layer::Comment)),
    ("xl/persons/", Fate::Texts(Layer::Property)),
    ("xl/charts/style", Fate::Passed),
    ("xl/charts/colors", Fate::Passed),
    ("xl/charts/", Fate::Texts(Layer::ChartCache)),
    ("xl/drawings/vml", Fate::Markup),
    ("xl/metadata.bin", Fate::Scanned(Layer::UnknownPart)),
    ("xl/xmlMaps.xml", Fate::Texts(Layer::CustomXml)),
    ("xl/attachedToolbars.bin", Fate::Scanned(Layer::Macro)),
    ("xl/drawings/", Fate::Texts(Layer::TextBox)),
    ("xl/diagrams/", Fate::Texts(Layer::TextBox)),
    ("customXml/", Fate::Texts(Layer::CustomXml)),
    ("_xmlsignatures/", Fate::Texts(Layer::Signature)),
    ("xl/tables/", Fate::Scanned(Layer::Body)),
    ("xl/media/", Fate::Enclosed),
    ("xl/embeddings/", Fate::Enclosed),
    ("xl/vbaProject.bin", Fate::Macros),
    ("xl/model/", Fate::DataModel),
    ("xl/pivotCache/", Fate::Unread(Layer::PivotCache, "the pivot caches of xlsb")),
    ("xl/pivotTables/", Fate::Unread(Layer::PivotCache, "the pivot tables of xlsb")),
    ("xl/slicer", Fate::Unread(Layer::SlicerCache, "the slicers of xlsb")),
    ("xl/timeline", Fate::Unread(Layer::SlicerCache, "the timelines of xlsb")),
    ("xl/externalLinks/", Fate::Unread(Layer::ExternalCache, "the external links of xlsb")),
    ("xl/connections.bin", Fate::Unread(Layer::Connection, "the connections of xlsb")),
    ("xl/queryTables/", Fate::Unread(Layer::Connection, "the queries of xlsb")),
    ("xl/revisions/", Fate::Unread(Layer::Revision, "the revision logs of xlsb")),
    ("xl/ctrlProps/", Fate::Unread(Layer::UnknownPart, "the controls of xlsb")),
    ("xl/activeX/", Fate::Unread(Layer::UnknownPart, "the controls of xlsb")),
];

/// Pushes every part that nobody took; `folder` is that of the workbook.
pub(super) fn push(package: &mut Package<'_>, folder: &str, sink: &mut dyn Sink) {
    for name in package.rest() {
        let usual = name.strip_prefix(folder).map(|inner| format!("xl/{inner}"));
        let fate = fate(usual.as_deref().unwrap_or(&name));
        if let Err(reason) = push_part(package, &name, fate, sink) {
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
        Fate::Passed => Ok(()),
        Fate::Enclosed => {
            sink.enclose(Enclosure { name, bytes: &bytes });
            Ok(())
        }
        Fate::Texts(layer) => push_texts(&bytes, name, layer, sink),
        Fate::Markup => {
            if push_texts(&bytes, name, Layer::TextBox, sink).is_err() {
                printable(&bytes, Layer::TextBox, name, sink);
            }
            Ok(())
        }
        Fate::Relations => push_relations(&bytes, name, sink),
        Fate::Comments => comments::push(package, name, sink),
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

/// Pushes the texts of an XML part, and the attributes that name or describe.
/// The place of a text is the element that it stands in.
fn push_texts(bytes: &[u8], name: &str, layer: Layer, sink: &mut dyn Sink) -> Result<(), Reason> {
    sink.open(Container::text(if layer == Layer::Property { "properties" } else { name }, layer));
    let mut within = String::new();
    let outcome = xml::walk(bytes, |node| match node {
        xml::Node::Open(element) => {
            place(element.name).clone_into(&mut within);
            for attribute in ["displayName", "userId", "descr", "title"] {
                push_text(element.text(attribute), layer, attribute, sink);
            }
        }
        xml::Node::Text(text) => push_text(text, layer, &within, sink),
        xml::Node::Close(_) => within.clear(),
    });
    sink.close();
    outcome
}

fn push_text(text: &str, layer: Layer, place: &str, sink: &mut dyn Sink) {
    let is_word = text.chars().any(char::is_alphanumeric) && !IRRELEVANT.contains(&place);
    if is_word {
        sink.push(Fragment::new(text.trim(), layer, Place::Named(place)));
    }
}

/// Elements whose texts are measures and names of the program, not of a person.
const IRRELEVANT: &[&str] = &[
    "Application",
    "AppVersion",
    "DocSecurity",
    "ScaleCrop",
    "LinksUpToDate",
    "SharedDoc",
    "HyperlinksChanged",
    "TotalTime",
    "created",
    "modified",
    "lastPrinted",
    "i4",
    "row",
    "col",
    "rowOff",
    "colOff",
    "Anchor",
    "Row",
    "Column",
    "formatCode",
    "f",
    "MoveWithCells",
    "SizeWithCells",
    "AutoFill",
    "Visible",
    "PrintObject",
    "LockText",
    "DefaultSize",
    "AutoLine",
];

/// The name under which every format gives a property.
fn place(element: &str) -> &str {
    match element {
        "lastModifiedBy" => "last-modified-by",
        "Company" => "company",
        "Manager" => "manager",
        other => other,
    }
}

/// Pushes what the relations of a part lead to outside of the file.
fn push_relations(bytes: &[u8], name: &str, sink: &mut dyn Sink) -> Result<(), Reason> {
    sink.open(Container::text(name, Layer::Hyperlink));
    let outcome = xml::walk(bytes, |node| {
        let xml::Node::Open(element) = node else { return };
        let target = element.text("Target");
        let is_path = target.starts_with("file:") || name.contains("externalLink");
        if element.text("TargetMode") == "External" && !target.is_empty() {
            let layer = if is_path { Layer::SavePath } else { Layer::Hyperlink };
            sink.push(Fragment::new(target, layer, Place::Named("target")));
        }
    });
    sink.close();
    outcome
}
