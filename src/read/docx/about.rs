//! What the attributes of a document's elements tell beside its text: names,
//! descriptions, choices, paths.

use super::fields::is_given as is_given_bookmark;
use crate::document::Layer;
use crate::read::ooxml::harvest::is_given;
use crate::read::xml::Element;

/// That a picture is cut off only on the page (20.1.8.55).
pub(in crate::read) const CROPPED: &str =
    "cropped: what lies outside the frame is still in the file";

/// A row an attribute that tells: its element, itself, where that lies, and words
/// for its place.
const TELLING: &[(&str, &str, Layer, &str)] = &[
    ("docPr", "descr", Layer::AltText, "description"),
    ("docPr", "title", Layer::AltText, "title"),
    ("cNvPr", "descr", Layer::AltText, "description"),
    ("cNvPr", "title", Layer::AltText, "title"),
    ("shape", "alt", Layer::AltText, "description"),
    ("shape", "href", Layer::Hyperlink, "link"),
    ("rect", "alt", Layer::AltText, "description"),
    ("imagedata", "title", Layer::AltText, "picture"),
    ("imagedata", "href", Layer::SavePath, "picture"),
    ("tblCaption", "val", Layer::AltText, "title"),
    ("tblDescription", "val", Layer::AltText, "description"),
    ("hyperlink", "tooltip", Layer::AltText, "tip"),
    ("hlinkClick", "tooltip", Layer::AltText, "tip"),
    ("textpath", "string", Layer::TextBox, "lettering"),
    ("helpText", "val", Layer::FormField, "help"),
    ("statusText", "val", Layer::FormField, "help"),
    ("listEntry", "val", Layer::FormField, "choice"),
    ("default", "val", Layer::FormField, "default"),
    ("listItem", "displayText", Layer::FormField, "choice"),
    ("listItem", "value", Layer::FormField, "choice"),
    ("alias", "val", Layer::Property, "control"),
    ("tag", "val", Layer::Property, "control"),
    ("attr", "val", Layer::CustomXml, "attribute"),
    ("dataBinding", "xpath", Layer::CustomXml, "binding"),
    ("permStart", "ed", Layer::Property, "permission"),
    ("control", "name", Layer::Property, "control"),
    ("frame", "name", Layer::Property, "frame"),
    ("div", "title", Layer::Property, "title"),
];

/// Hands over what the attributes of an element tell: the layer, words for the
/// place, the text.
pub(super) fn told(element: &Element<'_>, mut tell: impl FnMut(Layer, &str, &str)) {
    for (_, attribute, layer, place) in TELLING.iter().filter(|row| row.0 == element.name) {
        let text = element.text(attribute);
        if text.contains(char::is_alphabetic) && !is_usual(attribute, text) {
            tell(*layer, place, text);
        }
    }
    match element.name {
        "docPr" | "cNvPr" if !is_given(element.text("name")) => {
            tell(Layer::AltText, "name", element.text("name"));
        }
        "bookmarkStart" => {
            let name = element.text("name");
            if name.contains(char::is_alphabetic) && !is_given_bookmark(name) {
                tell(Layer::Property, "bookmark", name);
            }
        }
        "srcRect" if is_cropped(element) => tell(Layer::ImageMetadata, "picture", CROPPED),
        _ => {}
    }
}

/// Whether a value is one that programs write: a switch, the path of a binding
/// to the properties, which are told themselves.
fn is_usual(attribute: &str, text: &str) -> bool {
    match attribute {
        "xpath" => text.contains("Properties") || text.contains("properties"),
        "val" => matches!(text, "true" | "false" | "on" | "off"),
        _ => false,
    }
}

/// Whether a picture is cut off on a side: parts of it in thousandths of a
/// percent, in Strict files with a percent sign.
fn is_cropped(element: &Element<'_>) -> bool {
    ["l", "t", "r", "b"].iter().any(|side| {
        let amount = element.text(side).trim_end_matches('%');
        amount.parse::<f64>().is_ok_and(|amount| amount > 0.0)
    })
}
