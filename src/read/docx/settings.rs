//! The settings of a document: its variables, the source of its mail merge, its
//! protection, and what decides how its pages look (ECMA-376 part 1, 17.15).

use super::look::is_on;
use crate::document::{Container, Fragment, Layer, Place, Reason, Sink};
use crate::read::xlsx::workbook::PROTECTED;
use crate::read::xml::{Element, Node, walk};

/// Settings of a mail merge that say how it is done and not from what (17.14).
const WAYS: &[&str] = &[
    "active",
    "activeRecord",
    "checkErrors",
    "column",
    "dataType",
    "destination",
    "doNotSuppressBlankLines",
    "dynamicAddress",
    "fHdr",
    "lid",
    "linkToQuery",
    "mailAsAttachment",
    "mainDocumentType",
    "type",
    "viewMergedData",
    "colDelim",
];

/// What the settings say of the look of pages.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Pages {
    /// Whether even pages have headers of their own.
    pub(super) has_even: bool,
    /// Whether the colour of the page is shown.
    pub(super) is_coloured: bool,
}

impl Pages {
    /// What the settings say. Those that are damaged are a gap when the ledger
    /// comes to them.
    pub(super) fn of(bytes: &[u8]) -> Self {
        let mut pages = Pages::default();
        let _ = walk(bytes, |node| match node {
            Node::Open(element) if element.name == "evenAndOddHeaders" => {
                pages.has_even = is_on(element);
            }
            Node::Open(element) if element.name == "displayBackgroundShape" => {
                pages.is_coloured = is_on(element);
            }
            _ => {}
        });
        pages
    }
}

/// Pushes what the settings tell.
///
/// # Errors
///
/// When the part is damaged. What came before was pushed.
pub(super) fn push_settings(bytes: &[u8], sink: &mut dyn Sink) -> Result<(), Reason> {
    let mut is_merge = false;
    let mut element_at_hand = String::new();
    sink.open(Container::text("settings", Layer::Property));
    let outcome = walk(bytes, |node| match node {
        Node::Open(element) => {
            is_merge |= element.name == "mailMerge";
            element.name.clone_into(&mut element_at_hand);
            if is_merge {
                push_merge(element, sink);
            } else {
                push_setting(element, sink);
            }
        }
        Node::Close("mailMerge") => is_merge = false,
        Node::Text(text) => push(Layer::UnknownPart, &element_at_hand, text, sink),
        Node::Close(_) => {}
    });
    sink.close();
    outcome
}

fn push_merge(element: &Element<'_>, sink: &mut dyn Sink) {
    let value = element.text("val");
    if !WAYS.contains(&element.name) && value.contains(char::is_alphabetic) {
        push(Layer::MailMerge, element.name, value, sink);
    }
}

fn push_setting(element: &Element<'_>, sink: &mut dyn Sink) {
    match element.name {
        "docVar" => {
            push(Layer::DocumentVariable, "name", element.text("name"), sink);
            push(Layer::DocumentVariable, element.text("name"), element.text("val"), sink);
        }
        "documentProtection" | "writeProtection" if element.iter().next().is_some() => {
            push(Layer::Property, "protection", PROTECTED, sink);
        }
        "saveThroughXslt" => {
            push(Layer::SavePath, "transformed by", element.text("solutionID"), sink);
        }
        "attachedSchema" | "schema" => {
            let own = element.get("val").or(element.get("schemaLocation"));
            let is_path = |it: &&str| it.contains('\\') || it.starts_with("file:");
            let path = own.filter(is_path).unwrap_or_default();
            push(Layer::SavePath, "schema", path, sink);
        }
        _ => {}
    }
}

fn push(layer: Layer, place: &str, text: &str, sink: &mut dyn Sink) {
    if !text.trim().is_empty() {
        sink.push(Fragment::new(text.trim(), layer, Place::Named(place)));
    }
}

/// Pushes the people of a part: those who wrote comments or changed the text,
/// with the accounts that they used ([MS-DOCX] 2.5.3).
///
/// # Errors
///
/// When the part is damaged. What came before was pushed.
pub(super) fn push_people(bytes: &[u8], sink: &mut dyn Sink) -> Result<(), Reason> {
    let mut people = Vec::new();
    let outcome = walk(bytes, |node| {
        let Node::Open(element) = node else { return };
        let own = ["author", "userId"].map(|name| element.text(name).to_owned());
        people.extend(own.into_iter().filter(|it| !it.is_empty()));
    });
    if !people.is_empty() {
        sink.open(Container::text("people", Layer::Comment));
        people.iter().for_each(|it| push(Layer::Comment, "person", it, sink));
        sink.close();
    }
    outcome
}
