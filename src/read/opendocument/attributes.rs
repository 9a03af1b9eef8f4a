//! The attributes of the content that hold text: lists of allowed values, forms,
//! filters, links to other files and databases.

use crate::document::Layer;
use crate::read::xlsx::margin::telling;
use crate::read::xml::Element;

/// What an attribute tells.
pub(super) struct Attribute {
    pub(super) layer: Layer,
    /// Words for the place.
    pub(super) place: &'static str,
    pub(super) text: String,
}

/// Attributes that hold text: the element, the attribute, the layer, words for
/// the place (OpenDocument 1.3 part 3, 9 and 10).
const ATTRIBUTES: &[(&str, &str, Layer, &str)] = &[
    ("dde-source", "dde-application", Layer::ExternalCache, "source of a link"),
    ("dde-source", "dde-topic", Layer::ExternalCache, "source of a link"),
    ("dde-source", "dde-item", Layer::ExternalCache, "source of a link"),
    ("table-source", "table-name", Layer::ExternalCache, "source of a link"),
    ("table-source", "href", Layer::SavePath, "source of a link"),
    ("cell-range-source", "name", Layer::ExternalCache, "source of a link"),
    ("cell-range-source", "href", Layer::SavePath, "source of a link"),
    ("database-source-sql", "database-name", Layer::Connection, "source of a range"),
    ("database-source-sql", "sql-statement", Layer::Connection, "source of a range"),
    ("database-source-table", "database-name", Layer::Connection, "source of a range"),
    ("database-source-table", "database-table-name", Layer::Connection, "source of a range"),
    ("database-source-table", "table-name", Layer::Connection, "source of a range"),
    ("database-source-query", "database-name", Layer::Connection, "source of a range"),
    ("database-source-query", "query-name", Layer::Connection, "source of a range"),
    ("connection-resource", "href", Layer::Connection, "source of a form"),
    ("filter-condition", "value", Layer::FilteredRow, "filter"),
    ("filter-set-item", "value", Layer::FilteredRow, "filter"),
    ("scenario", "comment", Layer::Scenario, "scenario"),
    ("a", "href", Layer::Hyperlink, "link"),
    ("a", "title", Layer::Hyperlink, "link"),
    ("content-validation", "condition", Layer::ValidationList, "validation"),
    ("help-message", "title", Layer::ValidationList, "validation"),
    ("error-message", "title", Layer::ValidationList, "validation"),
    ("map", "condition", Layer::Formula, "conditional format"),
    ("condition", "value", Layer::Formula, "conditional format"),
    ("event-listener", "href", Layer::Macro, "macro of an event"),
];

/// Attributes of the elements of forms (part 3, 13).
const OF_FORMS: &[(&str, Layer, &str)] = &[
    ("label", Layer::TextBox, "label of a field"),
    ("title", Layer::AltText, "tip of a field"),
    ("current-value", Layer::TextBox, "field"),
    ("value", Layer::TextBox, "field"),
    ("string-value", Layer::FormField, "property of a field"),
    ("command", Layer::Connection, "source of a form"),
    ("datasource", Layer::Connection, "source of a form"),
    ("list-source", Layer::Connection, "source of a list"),
    ("filter", Layer::Connection, "filter of a form"),
    ("href", Layer::Hyperlink, "target of a form"),
];

/// What the attributes of an element tell.
pub(super) fn told(element: &Element<'_>, is_form: bool) -> Vec<Attribute> {
    let mut told = Vec::new();
    for (name, value) in element.iter().filter(|it| !it.1.trim().is_empty()) {
        let own = ATTRIBUTES.iter().find(|row| row.0 == element.name && row.1 == name);
        if let Some((.., layer, place)) = own {
            let text = text_of(value, *layer);
            told.push(Attribute { layer: *layer, place, text });
        } else if is_form {
            told.extend(of_form(element, name, value));
        } else if matches!(name, "href" | "source-cell-range-addresses") && leads_outside(value) {
            let (layer, text) = (Layer::SavePath, value.to_owned());
            told.push(Attribute { layer, place: "path", text });
        }
    }
    told.dedup_by(|next, before| next.text == before.text);
    told
}

/// What an attribute of a field tells: a list of values, a hidden one, or what
/// everyone sees in it.
fn of_form(element: &Element<'_>, name: &str, value: &str) -> Option<Attribute> {
    let (_, layer, place) = OF_FORMS.iter().find(|row| row.0 == name)?;
    let (layer, place) = match (element.name, name) {
        ("option" | "item", "label" | "value") | ("list-value", _) => {
            (Layer::ValidationList, "list of a field")
        }
        ("hidden", _) => (Layer::FormField, "hidden field"),
        ("checkbox" | "radio", "value" | "current-value") => return None,
        ("form", "href") if !leads_outside(value) => return None,
        _ => (*layer, *place),
    };
    // Which kind of field a program makes of it.
    let is_kind = value.starts_with("com.sun.star.");
    (!is_kind).then(|| Attribute { layer, place, text: value.to_owned() })
}

/// What a value says beside references.
fn text_of(value: &str, layer: Layer) -> String {
    match layer {
        Layer::ValidationList if value.contains("cell-content-is-in-list") => {
            items(value).join(",")
        }
        Layer::ValidationList if value.starts_with("of:") || value.contains("cell-content") => {
            if value.contains('"') {
                value.to_owned()
            } else {
                String::new()
            }
        }
        Layer::ValidationList => value.to_owned(),
        Layer::Formula => telling(value, layer),
        _ => value.to_owned(),
    }
}

/// The texts within the quotes of a formula.
pub(super) fn items(formula: &str) -> Vec<&str> {
    formula.split('"').skip(1).step_by(2).filter(|it| !it.is_empty()).collect()
}

/// Whether a reference leads out of the file: by an address or a path.
pub(super) fn leads_outside(reference: &str) -> bool {
    reference.contains("://")
        || reference.contains("file:")
        || reference.contains("\\\\")
        || reference.starts_with("../")
        || reference.starts_with('/')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_list_of_allowed_values_is_its_items() {
        let list = "of:cell-content-is-in-list(\"Bay\";\"Cole\")";
        assert_eq!(text_of(list, Layer::ValidationList), "Bay,Cole");
        assert_eq!(text_of("of:cell-content-is-in-list([.A1:.A9])", Layer::ValidationList), "");
        assert_eq!(text_of("Pick one", Layer::ValidationList), "Pick one");
    }
}
