//! Forms: what was filled in, what was there before, what can be chosen, and the
//! XML of forms that bring their own (ISO 32000-2, 12.7; XFA 3.3).

use std::collections::VecDeque;

use lopdf::{Dictionary, Object};
use rustc_hash::FxHashSet;

use super::annotation::plain;
use super::notes::{Kind, Notes, Spot};
use super::objects::{MOST, Objects};
use crate::document::Layer;
use crate::read::xml::{Node, walk};

const VALUES: Kind = Kind::new(Layer::FormField, "form fields");
const HIDDEN_VALUES: Kind =
    Kind::new(Layer::FormField, "form fields").remarked("they are set not to be shown");
const XFA: Kind = Kind::new(Layer::FormField, "XML of the form");

/// The most dots in the name of a field.
const DEEPEST: usize = 32;

/// What a field has that its kids have too unless they say otherwise: its value,
/// the one that a reset gives, its formatted value, its hint.
const TEXTS: &[&str] = &["V", "DV", "RV", "TU"];

/// Flags of the widget: hidden, not viewed (12.5.3).
const HIDDEN: i64 = 2 | 32;

/// Notes the fields and the XML of the form.
pub(super) fn take(objects: Objects<'_>, notes: &mut Notes) {
    let form = objects.catalogue().and_then(|it| objects.dictionary(it, "AcroForm"));
    let Some(form) = form else { return };
    let mut seen = FxHashSet::default();
    let fields = objects.array(form, "Fields").iter();
    let mut next: VecDeque<(String, &Object)> = fields.map(|it| (String::new(), it)).collect();
    while let Some((path, field)) = next.pop_front().filter(|_| seen.len() < MOST) {
        if field.as_reference().is_ok_and(|id| !seen.insert(id)) {
            continue;
        }
        let Some(field) = objects.as_dictionary(field) else { continue };
        let name = joined(path, &objects.text(field, "T"));
        take_field(objects, field, &name, notes);
        if name.matches('.').count() < DEEPEST {
            next.extend(objects.array(field, "Kids").iter().map(|it| (name.clone(), it)));
        }
    }
    take_xml(objects, form, notes);
}

/// The whole name of a field (12.7.4.2).
fn joined(path: String, name: &str) -> String {
    match (path.is_empty(), name.is_empty()) {
        (_, true) => path,
        (true, false) => name.to_owned(),
        (false, false) => format!("{path}.{name}"),
    }
}

fn take_field(objects: Objects<'_>, field: &Dictionary, name: &str, notes: &mut Notes) {
    let is_hidden = objects.number(field, "F").is_some_and(|it| it & HIDDEN != 0);
    let kind = if is_hidden { HIDDEN_VALUES } else { VALUES };
    for key in TEXTS {
        for value in objects.array(field, key) {
            let text = plain(&objects.as_text(value));
            notes.add_shown(kind, is_hidden.then_some(kind), Spot::named(name), &text);
        }
    }
    for choice in objects.array(field, "Opt") {
        let texts = match objects.resolved(choice) {
            Some(Object::Array(texts)) => texts,
            _ => std::slice::from_ref(choice),
        };
        for text in texts {
            notes.add_unseen(kind, Spot::named(name), &objects.as_text(text));
        }
    }
}

/// Notes the texts in the XML of a form: a stream, or several with their names.
fn take_xml(objects: Objects<'_>, form: &Dictionary, notes: &mut Notes) {
    let mut whole = Vec::new();
    for part in objects.array(form, "XFA") {
        if let Some(Object::Stream(stream)) = objects.resolved(part) {
            whole.extend(objects.content(stream).unwrap_or_default());
        }
    }
    let mut path: Vec<String> = Vec::new();
    let _ = walk(&whole, |node| match node {
        Node::Open(element) => path.push(element.name.to_owned()),
        Node::Close(_) => drop(path.pop()),
        Node::Text(text) => {
            let is_setting = path.iter().any(|it| it == "config" || it == "localeSet");
            if !is_setting {
                let name = path.last().map_or("", String::as_str);
                notes.add_unseen(XFA, Spot::named(name), text);
            }
        }
    });
}
