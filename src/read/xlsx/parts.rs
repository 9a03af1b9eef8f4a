//! The parts that only workbooks have: what is done with each kind, by its root
//! element.

use super::super::ooxml::harvest::Attributes::{All, Named};
use super::super::ooxml::{self, Task};
use crate::document::Layer;
use Task::{Own, Shared};

/// What is done with a part of a workbook.
#[derive(Clone, Copy, Debug)]
pub(super) enum Duty {
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
    /// A link to another workbook.
    Link,
    /// The log of a shared workbook.
    Log,
}

/// A row a root element: its local name, and what is done with its part.
pub(super) const ROOTS: &[(&str, Task<Duty>)] = &[
    ("worksheet", Own(Duty::Sheet(Layer::OrphanPart))),
    ("chartsheet", Own(Duty::Sheet(Layer::OrphanPart))),
    ("dialogsheet", Own(Duty::Sheet(Layer::Macro))),
    ("macrosheet", Own(Duty::Sheet(Layer::Macro))),
    ("workbook", Task::texts(Layer::OrphanPart, All)),
    ("sst", Own(Duty::Strings)),
    ("pivotCacheDefinition", Own(Duty::Cache)),
    ("pivotCacheRecords", Own(Duty::Records)),
    ("comments", Own(Duty::Comments)),
    ("ThreadedComments", Own(Duty::Comments)),
    ("externalLink", Own(Duty::Link)),
    // Names of fields and captions of members; the members themselves are in the cache.
    (
        "pivotTableDefinition",
        Task::texts(
            Layer::PivotCache,
            Named(&["caption", "n", "tag", "stringValue1", "stringValue2", "filter@name"]),
        ),
    ),
    ("wsDr", Shared(ooxml::Duty::Drawing)),
    // Items by name are those of a source outside; of a pivot cache or a table in
    // the file only numbers are kept. The name of its field heads a slicer.
    ("slicerCacheDefinition", Task::texts(Layer::SlicerCache, Named(&["i@n", "i@c", "range@n"]))),
    ("slicers", Task::texts(Layer::TextBox, Named(&["caption"]))),
    ("timelineCacheDefinition", Task::texts(Layer::TextBox, Named(&["sourceName"]))),
    ("timelines", Task::texts(Layer::TextBox, Named(&["caption"]))),
    ("connections", Task::texts(Layer::Connection, All)),
    ("queryTable", Task::texts(Layer::Connection, Named(&["name"]))),
    ("headers", Task::texts(Layer::Revision, Named(&["userName"]))),
    ("revisions", Own(Duty::Log)),
    ("users", Task::texts(Layer::Revision, Named(&["name"]))),
    // A table's column names are the cells of its heading row, if it is shown.
    (
        "table",
        Task::texts(
            Layer::Property,
            Named(&["comment", "displayName", "totalsRowLabel", "filter@val", "customFilter@val"]),
        ),
    ),
    ("singleXmlCells", Task::texts(Layer::CustomXml, Named(&["name", "xpath"]))),
    ("MapInfo", Task::texts(Layer::CustomXml, Named(&["Name", "RootElement"]))),
    ("namedSheetViews", Task::texts(Layer::CustomView, Named(&["name", "val"]))),
    // Its other values are numbers: every workbook with a dynamic array has some.
    ("metadata", Task::texts(Layer::ExternalCache, Named(&["s@v", "n@v"]))),
    ("volTypes", Task::texts(Layer::ExternalCache, Named(&[]))),
    ("rvData", Task::texts(Layer::ExternalCache, Named(&[]))),
    ("arrayData", Task::texts(Layer::ExternalCache, Named(&[]))),
    ("supportingPropertyBags", Task::texts(Layer::ExternalCache, Named(&[]))),
    ("webImagesSrd", Task::texts(Layer::ExternalCache, Named(&[]))),
    ("styleSheet", Task::NOTHING),     // fonts, fills, formats
    ("calcChain", Task::NOTHING),      // the order of calculation
    ("binaryIndex", Task::NOTHING),    // where the rows of a sheet of xlsb begin
    ("rvStructures", Task::NOTHING),   // names of fields of linked data types
    ("rvTypesInfo", Task::NOTHING),    // flags of fields of linked data types
    ("spbStructures", Task::NOTHING),  // names of fields of linked data types
    ("richStyleSheet", Task::NOTHING), // the look of linked data types
    ("richValueRels", Task::NOTHING),  // numbers of relationships
    ("wsSortMap", Task::NOTHING),      // the order of rows
];
