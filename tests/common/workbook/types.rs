//! The content types of a workbook's parts (ECMA-376 part 2, 7.3.7): without
//! them no other program opens it.

const MAIN: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml";
const PACKAGE: &str = "application/vnd.openxmlformats-package";
const DOCUMENT: &str = "application/vnd.openxmlformats-officedocument";

/// What begins the names of parts, the family of their type, and the type.
const TYPES: [(&str, &str, &str); 11] = [
    ("xl/workbook.xml", MAIN, "sheet.main"),
    ("xl/worksheets/sheet", MAIN, "worksheet"),
    ("xl/styles.xml", MAIN, "styles"),
    ("xl/sharedStrings.xml", MAIN, "sharedStrings"),
    ("xl/comments", MAIN, "comments"),
    ("xl/pivotCache/pivotCacheDefinition", MAIN, "pivotCacheDefinition"),
    ("xl/pivotCache/pivotCacheRecords", MAIN, "pivotCacheRecords"),
    ("xl/externalLinks/externalLink", MAIN, "externalLink"),
    ("docProps/core.xml", PACKAGE, "core-properties"),
    ("docProps/app.xml", DOCUMENT, "extended-properties"),
    ("docProps/custom.xml", DOCUMENT, "custom-properties"),
];

/// The part that tells the types of the others.
pub(super) fn types_xml<'p>(parts: impl Iterator<Item = &'p String>) -> String {
    let known = |part: &&str| TYPES.iter().find(|row| part.starts_with(row.0));
    let own: String = parts
        .map(String::as_str)
        .filter_map(|part| Some((part, known(&part)?)))
        .map(|(part, (_, family, kind))| {
            format!("<Override PartName='/{part}' ContentType='{family}.{kind}+xml'/>")
        })
        .collect();
    format!(
        "<Types xmlns='http://schemas.openxmlformats.org/package/2006/content-types'>\
         <Default Extension='rels' ContentType='{PACKAGE}.relationships+xml'/>\
         <Default Extension='xml' ContentType='application/xml'/>{own}</Types>"
    )
}
