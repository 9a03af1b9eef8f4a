//! The ledger of a workbook package: what is done with each kind of part. A kind
//! that is not in the table is a gap.
//!
//! XML parts are told by their root element, because a part that nothing refers
//! to, or with a name of its own, holds what it holds all the same; others by
//! their names.

use super::harvest::Attributes::{self, All, Named};
use crate::document::Layer;

/// What is done with a part.
#[derive(Clone, Copy, Debug)]
pub(super) enum Duty {
    /// It holds no text; why is said in the table.
    Nothing,
    /// A sheet that no workbook lists, in its own layer.
    Sheet(Layer),
    /// Shared strings that belong to no workbook.
    Strings,
    /// The definition of a pivot cache.
    Cache,
    /// The records of a pivot cache without a definition.
    Records,
    /// Comments, of either kind.
    Comments,
    /// The people of comments.
    People,
    /// A link to another workbook.
    Link,
    /// Queries of Power Query.
    Queries,
    /// Relationships: what leads outside.
    Relations,
    /// Properties of the document.
    Properties,
    /// A chart with the values that it keeps.
    Chart,
    /// A drawing with its shapes.
    Drawing,
    /// A signature with the certificates of those who signed.
    Signature,
    /// The log of a shared workbook.
    Log,
    /// Every text, and the attributes that hold text.
    Texts(Layer, Attributes),
    /// The same where programs break the rules of XML: then it is scanned.
    Loose(Layer, Attributes),
    /// A file of its own.
    File,
    /// A project of macro code.
    Code,
    /// A data model, which nobody reads.
    Model,
    /// The values of a control, which are scanned.
    Controls,
    /// Bytes of which only the printable runs are known.
    Runs(Layer),
}

/// The root elements of parts of known kinds that lie among custom parts.
pub(super) const AMONG_CUSTOM: &[&str] = &["DataMashup", "FormTemplates"];

/// A row a root element: its local name, and what is done with its part.
const ROOTS: &[(&str, Duty)] = &[
    ("worksheet", Duty::Sheet(Layer::OrphanPart)),
    ("chartsheet", Duty::Sheet(Layer::OrphanPart)),
    ("dialogsheet", Duty::Sheet(Layer::Macro)),
    ("macrosheet", Duty::Sheet(Layer::Macro)),
    ("workbook", Duty::Texts(Layer::OrphanPart, All)),
    ("sst", Duty::Strings),
    ("pivotCacheDefinition", Duty::Cache),
    ("pivotCacheRecords", Duty::Records),
    ("comments", Duty::Comments),
    ("ThreadedComments", Duty::Comments),
    ("personList", Duty::People),
    ("externalLink", Duty::Link),
    ("Relationships", Duty::Relations),
    ("coreProperties", Duty::Properties),
    ("Properties", Duty::Properties),
    // Names of fields and captions of members; the members themselves are in the cache.
    (
        "pivotTableDefinition",
        Duty::Texts(
            Layer::PivotCache,
            Named(&["caption", "n", "tag", "stringValue1", "stringValue2", "filter@name"]),
        ),
    ),
    ("wsDr", Duty::Drawing),
    ("userShapes", Duty::Drawing),
    ("xml", Duty::Loose(Layer::TextBox, Named(&["alt", "title", "href"]))), // VML
    ("dataModel", Duty::Texts(Layer::TextBox, Named(&["descr", "title"]))), // SmartArt
    ("drawing", Duty::Texts(Layer::TextBox, Named(&["descr", "title"]))),
    ("ink", Duty::Texts(Layer::TextBox, Named(&["name"]))),
    ("chartSpace", Duty::Chart),
    // Items by name are those of a source outside; of a pivot cache or a table in
    // the file only numbers are kept. The name of its field heads a slicer.
    ("slicerCacheDefinition", Duty::Texts(Layer::SlicerCache, Named(&["i@n", "i@c", "range@n"]))),
    ("slicers", Duty::Texts(Layer::TextBox, Named(&["caption"]))),
    ("timelineCacheDefinition", Duty::Texts(Layer::TextBox, Named(&["sourceName"]))),
    ("timelines", Duty::Texts(Layer::TextBox, Named(&["caption"]))),
    ("connections", Duty::Texts(Layer::Connection, All)),
    ("queryTable", Duty::Texts(Layer::Connection, Named(&["name"]))),
    ("DataMashup", Duty::Queries),
    ("FormTemplates", Duty::Nothing), // the forms of a SharePoint library
    ("headers", Duty::Texts(Layer::Revision, Named(&["userName"]))),
    ("revisions", Duty::Log),
    ("users", Duty::Texts(Layer::Revision, Named(&["name"]))),
    // A table's column names are the cells of its heading row, if it is shown.
    (
        "table",
        Duty::Texts(
            Layer::Property,
            Named(&["comment", "displayName", "totalsRowLabel", "filter@val", "customFilter@val"]),
        ),
    ),
    ("singleXmlCells", Duty::Texts(Layer::CustomXml, Named(&["name", "xpath"]))),
    ("MapInfo", Duty::Texts(Layer::CustomXml, Named(&["Name", "RootElement"]))),
    ("namedSheetViews", Duty::Texts(Layer::CustomView, Named(&["name", "val"]))),
    // Its other values are numbers: every workbook with a dynamic array has some.
    ("metadata", Duty::Texts(Layer::ExternalCache, Named(&["s@v", "n@v"]))),
    ("volTypes", Duty::Texts(Layer::ExternalCache, Named(&[]))),
    ("rvData", Duty::Texts(Layer::ExternalCache, Named(&[]))),
    ("arrayData", Duty::Texts(Layer::ExternalCache, Named(&[]))),
    ("supportingPropertyBags", Duty::Texts(Layer::ExternalCache, Named(&[]))),
    ("webImagesSrd", Duty::Texts(Layer::ExternalCache, Named(&[]))),
    ("formControlPr", Duty::Texts(Layer::ValidationList, Named(&["val", "textHAlign"]))),
    ("ocx", Duty::Texts(Layer::TextBox, Named(&["value"]))),
    ("labelList", Duty::Texts(Layer::Property, Named(&["id", "name", "siteId"]))),
    (
        "webextension",
        Duty::Texts(Layer::CustomXml, Named(&["value", "name", "reference@id", "binding@appref"])),
    ),
    (
        "customUI",
        Duty::Texts(
            Layer::Macro,
            Named(&["label", "onAction", "tag", "description", "screentip", "supertip", "title"]),
        ),
    ),
    ("Signature", Duty::Signature),
    ("DigitalSignature", Duty::Signature),
    ("wetp", Duty::Nothing),           // which task panes are docked
    ("taskpanes", Duty::Nothing),      // which task panes are docked
    ("Types", Duty::Nothing),          // media types of parts
    ("styleSheet", Duty::Nothing),     // fonts, fills, formats
    ("theme", Duty::Nothing),          // colours and fonts
    ("themeOverride", Duty::Nothing),  // colours and fonts of a chart
    ("calcChain", Duty::Nothing),      // the order of calculation
    ("binaryIndex", Duty::Nothing),    // where the rows of a sheet of xlsb begin
    ("chartStyle", Duty::Nothing),     // the look of a chart
    ("colorStyle", Duty::Nothing),     // the colours of a chart
    ("datastoreItem", Duty::Nothing),  // the schemas of a custom part
    ("layoutDef", Duty::Nothing),      // the layout of SmartArt
    ("styleDef", Duty::Nothing),       // the look of SmartArt
    ("colorsDef", Duty::Nothing),      // the colours of SmartArt
    ("rvStructures", Duty::Nothing),   // names of fields of linked data types
    ("rvTypesInfo", Duty::Nothing),    // flags of fields of linked data types
    ("spbStructures", Duty::Nothing),  // names of fields of linked data types
    ("richStyleSheet", Duty::Nothing), // the look of linked data types
    ("richValueRels", Duty::Nothing),  // numbers of relationships
    ("wsSortMap", Duty::Nothing),      // the order of rows
];

/// Whether a lower-case part name is of a kind.
type Fits = fn(&str) -> bool;

/// A row a kind of name, for parts of which the name says more than the bytes.
const NAMES: &[(Fits, Duty)] = &[
    (
        |it| it.starts_with("customxml/item") && !it.contains("props"),
        Duty::Texts(Layer::CustomXml, All),
    ),
    (|it| it.contains("/embeddings/"), Duty::File),
    (|it| it.contains("/media/"), Duty::File),
    (|it| it.starts_with("docprops/thumbnail"), Duty::File),
    (|it| it.ends_with("model/item.data"), Duty::Model),
    (|it| it.ends_with("vbaproject.bin"), Duty::Code),
    (|it| it.contains("vbaprojectsignature"), Duty::Runs(Layer::Signature)),
    (|it| it.contains("printersettings"), Duty::Runs(Layer::PrinterSettings)),
    (|it| it.contains("/customproperty") && it.ends_with(".bin"), Duty::Runs(Layer::CustomXml)),
    (|it| it.contains("/activex/") && it.ends_with(".bin"), Duty::Controls),
    (|it| it.ends_with("attachedtoolbars.bin"), Duty::Runs(Layer::Macro)),
    (|it| it.ends_with(".sigs") || it.ends_with("origin.sigs"), Duty::Runs(Layer::Signature)),
    (|it| it.ends_with(".ds_store") || it.ends_with("thumbs.db"), Duty::Runs(Layer::SystemFile)),
];

/// What is done with a part by its name alone.
pub(super) fn duty_of_name(name: &str) -> Option<Duty> {
    let lower = name.to_ascii_lowercase();
    NAMES.iter().find(|(fits, _)| fits(&lower)).map(|(_, duty)| *duty)
}

/// What is done with an XML part by its root element.
pub(super) fn duty_of_root(root: &str) -> Option<Duty> {
    ROOTS.iter().find(|(own, _)| *own == root).map(|(_, duty)| *duty)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_root_element_has_one_row() {
        for (index, (root, _)) in ROOTS.iter().enumerate() {
            assert!(!ROOTS[..index].iter().any(|(other, _)| other == root), "{root} stands twice");
        }
    }

    #[test]
    fn the_name_decides_where_it_says_more_than_the_bytes() {
        assert!(matches!(
            duty_of_name("customXML/item1.xml"),
            Some(Duty::Texts(Layer::CustomXml, _))
        ));
        assert!(duty_of_name("customXml/itemProps1.xml").is_none());
        assert!(matches!(duty_of_name("xl/model/item.data"), Some(Duty::Model)));
        assert!(duty_of_name("xl/worksheets/sheet1.xml").is_none());
    }
}
