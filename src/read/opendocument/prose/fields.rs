//! Fields and marks that keep more than they show (OpenDocument 1.3 part 3, 7 and 8).

use crate::document::Layer;
use crate::read::xml::Element;

/// What a field keeps.
pub(super) struct Field {
    pub(super) layer: Layer,
    /// Words for the place.
    pub(super) place: &'static str,
    pub(super) text: String,
}

/// A row an attribute: its element, itself, its layer, words for the place.
const FIELDS: &[(&str, &str, Layer, &str)] = &[
    ("hidden-text", "string-value", Layer::HiddenText, "hidden text"),
    ("hidden-text", "condition", Layer::FieldCode, "condition"),
    ("hidden-paragraph", "condition", Layer::FieldCode, "condition"),
    ("section", "condition", Layer::FieldCode, "condition"),
    ("conditional-text", "condition", Layer::FieldCode, "condition"),
    ("conditional-text", "string-value-if-true", Layer::FieldCode, "text of a condition"),
    ("conditional-text", "string-value-if-false", Layer::FieldCode, "text of a condition"),
    ("user-field-decl", "string-value", Layer::DocumentVariable, "variable"),
    ("user-field-decl", "formula", Layer::DocumentVariable, "variable"),
    ("variable-set", "string-value", Layer::DocumentVariable, "variable"),
    ("variable-set", "formula", Layer::DocumentVariable, "variable"),
    ("database-display", "database-name", Layer::MailMerge, "source of a mail merge"),
    ("database-display", "table-name", Layer::MailMerge, "source of a mail merge"),
    ("database-display", "column-name", Layer::MailMerge, "field of a mail merge"),
    ("database-name", "database-name", Layer::MailMerge, "source of a mail merge"),
    ("database-name", "table-name", Layer::MailMerge, "source of a mail merge"),
    ("database-next", "database-name", Layer::MailMerge, "source of a mail merge"),
    ("database-next", "table-name", Layer::MailMerge, "source of a mail merge"),
    ("database-row-select", "database-name", Layer::MailMerge, "source of a mail merge"),
    ("database-row-select", "condition", Layer::MailMerge, "source of a mail merge"),
    ("placeholder", "description", Layer::FieldCode, "placeholder"),
    ("text-input", "description", Layer::FieldCode, "prompt"),
    ("drop-down", "help", Layer::FieldCode, "prompt"),
    ("label", "value", Layer::ValidationList, "list of a field"),
    ("execute-macro", "name", Layer::Macro, "macro of a field"),
    ("dde-connection-decl", "dde-application", Layer::ExternalCache, "source of a link"),
    ("dde-connection-decl", "dde-topic", Layer::ExternalCache, "source of a link"),
    ("dde-connection-decl", "dde-item", Layer::ExternalCache, "source of a link"),
    ("section-source", "section-name", Layer::FieldCode, "source of a section"),
    ("alphabetical-index-mark", "string-value", Layer::FieldCode, "index mark"),
    ("alphabetical-index-mark", "key1", Layer::FieldCode, "index mark"),
    ("alphabetical-index-mark", "key2", Layer::FieldCode, "index mark"),
    ("alphabetical-index-mark-start", "key1", Layer::FieldCode, "index mark"),
    ("alphabetical-index-mark-start", "key2", Layer::FieldCode, "index mark"),
    ("toc-mark", "string-value", Layer::FieldCode, "index mark"),
    ("user-index-mark", "string-value", Layer::FieldCode, "index mark"),
    ("bibliography-mark", "author", Layer::FieldCode, "bibliography"),
    ("bibliography-mark", "annote", Layer::FieldCode, "bibliography"),
    ("bibliography-mark", "note", Layer::FieldCode, "bibliography"),
    ("bibliography-mark", "url", Layer::Hyperlink, "bibliography"),
    ("meta", "content", Layer::FieldCode, "metadata of a text"),
    ("meta-field", "content", Layer::FieldCode, "metadata of a text"),
    ("script", "href", Layer::Macro, "script"),
    ("show", "name", Layer::CustomView, "custom show"),
    ("section", "protection-key", Layer::Property, ""),
];

/// The fronts of names that programs give to bookmarks.
const OF_PROGRAMS: &[&str] = &["_", "OLE_LINK", "Bookmark"];

/// What an element keeps in attributes.
pub(super) fn field(element: &Element<'_>) -> Vec<Field> {
    let rows = FIELDS.iter().filter(|row| row.0 == element.name && !row.3.is_empty());
    let mut kept: Vec<Field> = rows
        .filter_map(|(_, attribute, layer, place)| {
            let text = element.get(attribute)?.to_owned();
            let is_trivial = *attribute == "condition" && !text.contains(['"', '[']);
            let is_number = *attribute == "formula" && !text.contains('"');
            (!is_trivial && !is_number).then_some(Field { layer: *layer, place, text })
        })
        .collect();
    let is_mark = matches!(
        element.name,
        "bookmark" | "bookmark-start" | "reference-mark" | "reference-mark-start"
    );
    let name = element.text("name");
    if is_mark && !OF_PROGRAMS.iter().any(|own| name.starts_with(own)) {
        kept.push(Field { layer: Layer::Bookmark, place: "bookmark", text: name.to_owned() });
    }
    kept
}
