//! The parts of a workbook beside its tables, and what the texts in them are.

use crate::document::{Container, Layer};
use crate::read::xml::Element;

/// Parts that describe looks, windows and page breaks: they hold no text of
/// anyone's, but for the headers and footers among the options of a sheet.
const ABOUT_LOOKS: &[&str] = &[
    "Colors",
    "ComponentOptions",
    "SmartTagType",
    "ConditionalFormatting",
    "OfficeDocumentSettings",
    "PageBreaks",
    "Schema",
    "Sorting",
    "Styles",
    "Table",
    "WorksheetOptions",
];

/// What the texts in the elements of a part are: the part, the element (any
/// when empty), the layer, and words for the place.
const TEXTS: &[(&str, &str, Layer, &str)] = &[
    ("DocumentProperties", "Author", Layer::Property, "creator"),
    ("DocumentProperties", "LastAuthor", Layer::Property, "last-modified-by"),
    ("DocumentProperties", "Title", Layer::Property, "title"),
    ("DocumentProperties", "Subject", Layer::Property, "subject"),
    ("DocumentProperties", "Keywords", Layer::Property, "keywords"),
    ("DocumentProperties", "Description", Layer::Property, "description"),
    ("DocumentProperties", "Category", Layer::Property, "category"),
    ("DocumentProperties", "Manager", Layer::Property, "manager"),
    ("DocumentProperties", "Company", Layer::Property, "company"),
    ("DocumentProperties", "HyperlinkBase", Layer::SavePath, "base of links"),
    ("CustomDocumentProperties", "", Layer::Property, "custom property"),
    ("ExcelWorkbook", "Path", Layer::SavePath, "another workbook"),
    ("ExcelWorkbook", "SheetName", Layer::ExternalCache, "sheet of another workbook"),
    ("ExcelWorkbook", "Text", Layer::ExternalCache, "cell of another workbook"),
    ("ExcelWorkbook", "Number", Layer::ExternalCache, "cell of another workbook"),
    ("ExcelWorkbook", "Name", Layer::ExternalCache, "name in another workbook"),
    ("ComponentOptions", "Caption", Layer::TextBox, "caption"),
    ("WorksheetOptions", "CodeName", Layer::Property, "code name"),
    ("MapInfo", "", Layer::CustomXml, "map of XML"),
    ("PivotTable", "RefreshName", Layer::PivotCache, "refreshed by"),
    ("PivotTable", "FileName", Layer::SavePath, "source of a pivot table"),
    ("PivotTable", "Name", Layer::PivotCache, "pivot table"),
    ("PivotTable", "Caption", Layer::PivotCache, "pivot table"),
    ("QueryTable", "", Layer::Connection, "query"),
    ("DataValidation", "Value", Layer::ValidationList, "validation"),
    ("DataValidation", "Min", Layer::ValidationList, "validation"),
    ("DataValidation", "Max", Layer::ValidationList, "validation"),
    ("DataValidation", "InputTitle", Layer::ValidationList, "words of a validation"),
    ("DataValidation", "InputMessage", Layer::ValidationList, "words of a validation"),
    ("DataValidation", "ErrorTitle", Layer::ValidationList, "words of a validation"),
    ("DataValidation", "ErrorMessage", Layer::ValidationList, "words of a validation"),
    ("ConditionalFormatting", "Value1", Layer::Formula, "conditional format"),
    ("ConditionalFormatting", "Value2", Layer::Formula, "conditional format"),
];

/// The runs of a text (HTML, as far as the schema takes it in).
const RUNS: &[&str] = &["B", "I", "U", "S", "Sub", "Sup", "Span", "Font"];

/// Elements whose texts are numbers, choices and ranges: they tell of nobody.
const CHOICES: &[&str] = &[
    "ActiveChart",
    "RGB",
    "HRef",
    "Boolean",
    "Calculation",
    "CellRangeList",
    "CommentsLayout",
    "Created",
    "DataField",
    "DefaultVersion",
    "EnableSelection",
    "Error",
    "ErrorStyle",
    "FileInterface",
    "Format1",
    "Function",
    "Gridlines",
    "LastPrinted",
    "LastSaved",
    "Location",
    "NumberFormat",
    "Orientation",
    "PageOrder",
    "PivotTableAutoFormat",
    "PrintErrors",
    "Qualifier",
    "Range",
    "RangeSelection",
    "RefModeR1C1",
    "Selection",
    "SelectionMode",
    "Style",
    "SubtotalName",
    "Type",
    "Version",
    "View",
    "Visible",
    "DataType",
    "Format",
    "CreatedVersion",
    "Subtotal",
    "Destination",
    "Operator",
    "SheetChange",
    "WidthType",
    "Color",
    "Value",
    "Min",
    "Max",
    "Value1",
    "Value2",
    "ParentField",
    "RefreshDate",
    "RefreshDateCopy",
    "Expanded",
    "Unit",
    "Formula",
    "ConsolidationReference",
    "Reference",
    "AllowBlank",
    "TopRowVisible",
    "Name",
    "Rule",
];

/// Whether an element is a run of a text.
pub(super) fn is_run(element: &str) -> bool {
    RUNS.contains(&element)
}

/// Whether a text in an element is known to tell of nobody.
pub(super) fn is_known(element: &str) -> bool {
    CHOICES.contains(&element) || element.starts_with("Protect") || element.starts_with("Do")
}

/// What the attributes of an element tell that no reader knows: those with words
/// in them, but for the addresses of vocabularies.
pub(super) fn words(part: &str, element: &Element<'_>) -> Vec<(Layer, String)> {
    let layer = match meaning(part, "") {
        Some((layer @ (Layer::CustomXml | Layer::UnknownPart | Layer::Connection), _)) => layer,
        _ if part == "Table" => Layer::UnknownPart,
        _ => return Vec::new(),
    };
    let is_word = |it: &&str| it.contains(char::is_alphabetic) && !it.contains("www.w3.org");
    element.iter().map(|it| it.1).filter(is_word).map(|it| (layer, it.to_owned())).collect()
}

/// What a text in an element of a part is, if it tells anything: its layer and
/// words for its place. A part that nobody knows tells all its texts.
pub(in crate::read) fn meaning<'e>(part: &str, element: &'e str) -> Option<(Layer, &'e str)> {
    let own = |row: &&(&str, &str, Layer, &'static str)| {
        row.0 == part && (row.1.is_empty() || row.1 == element)
    };
    if let Some(row) = TEXTS.iter().find(own) {
        return Some((row.2, row.3));
    }
    let is_known = ABOUT_LOOKS.contains(&part) || TEXTS.iter().any(|row| row.0 == part);
    let is_filter = matches!(part, "AutoFilter" | "Names");
    (!is_known && !is_filter && !part.is_empty()).then_some((Layer::UnknownPart, element))
}

/// Whether the words of a text are those of a formula: only what it says
/// beside references counts.
pub(super) fn is_formula(place: &str) -> bool {
    matches!(place, "validation" | "conditional format")
}

/// The container of a part of the workbook itself.
pub(super) fn container(part: &str) -> Container<'_> {
    match part {
        "DocumentProperties" | "CustomDocumentProperties" => {
            Container::text("properties", Layer::Property)
        }
        "ExcelWorkbook" => Container::text("workbook", Layer::ExternalCache),
        "Names" => Container::text("defined names", Layer::DefinedName),
        "OfficeDocumentSettings" => Container::text("settings", Layer::SavePath),
        other => Container::text(other, Layer::UnknownPart),
    }
}
