//! The attributes of a tag, and what those that hold text tell.

use html5ever::tokenizer::Tag;

use super::look::Look;
use super::rules::Rules;
use crate::document::Layer;

/// Names of `meta` elements that describe the page for programs.
const FOR_PROGRAMS: &[&str] = &[
    "apple-mobile-web-app-capable",
    "color-scheme",
    "format-detection",
    "generator",
    "originator",
    "progid",
    "referrer",
    "robots",
    "theme-color",
    "viewport",
];

/// The attributes of a tag.
#[derive(Clone, Copy)]
pub(super) struct Attributes<'t>(pub(super) &'t Tag);

impl<'t> Attributes<'t> {
    /// The value of an attribute.
    pub(super) fn get(self, name: &str) -> Option<&'t str> {
        self.iter().find(|it| it.0 == name).map(|it| it.1)
    }

    /// The value of an attribute; empty without one.
    pub(super) fn text(self, name: &str) -> &'t str {
        self.get(name).unwrap_or_default()
    }

    /// The value of an attribute as a number; 1 without one.
    pub(super) fn count(self, name: &str) -> u32 {
        self.text(name).trim().parse().unwrap_or(1)
    }

    fn iter(self) -> impl Iterator<Item = (&'t str, &'t str)> {
        self.0.attrs.iter().map(|it| (&*it.name.local, &*it.value))
    }

    /// How the element looks within one that looks so. Colours out of style
    /// sheets count in pages of Office alone: elsewhere a sheet may colour the
    /// ground in ways that are not looked at here.
    pub(super) fn look(self, element: &str, outer: Look, rules: &Rules, is_office: bool) -> Look {
        let mut look = outer.handed_down();
        if element == "comment" {
            look.hide(Layer::Comment); // what LibreOffice makes of a cell's comment
        }
        let (class, id) = (self.text("class"), self.text("id"));
        rules.apply(element, class, id, &mut look);
        if let Some(value) = self.get("bgcolor") {
            look.set_ground(value);
        }
        if let Some(value) = self.get("color").filter(|_| element == "font") {
            look.set_ink(value);
        }
        look.declare(self.text("style"));
        let is_styled = !class.is_empty() || !id.is_empty();
        if !is_office && rules.has_sheets && (is_styled || self.get("background").is_some()) {
            look.doubt_ground();
        }
        let is_closed = element == "dialog" && self.get("open").is_none();
        if self.get("hidden").is_some() || element == "template" || is_closed {
            look.hide(Layer::HiddenElement);
        }
        look.is_pre |= matches!(element, "pre" | "xmp" | "listing" | "plaintext");
        look
    }

    /// What the attributes tell: layer, words for the place, text.
    pub(super) fn telling(self, element: &str) -> Vec<(Layer, String, &'t str)> {
        let mut told = Vec::new();
        for (name, value) in self.iter().filter(|it| !it.1.trim().is_empty()) {
            if let Some((layer, place)) = meaning(element, name, value) {
                told.push((layer, place.to_owned(), value));
            }
        }
        match element {
            "meta" => told.extend(self.property()),
            "input" | "button" | "param" | "data" | "option" => told.extend(self.value(element)),
            _ => {}
        }
        told
    }

    /// A property of the page.
    fn property(self) -> Option<(Layer, String, &'t str)> {
        let name = self.get("name").or(self.get("property"))?;
        let is_telling = !FOR_PROGRAMS.contains(&name.to_ascii_lowercase().as_str());
        let name = if name.eq_ignore_ascii_case("author") { "creator" } else { name };
        let value = self.text("content");
        (is_telling && !value.is_empty()).then(|| (Layer::Property, name.to_owned(), value))
    }

    /// The value of a field.
    fn value(self, element: &str) -> Option<(Layer, String, &'t str)> {
        let value = self.get("value").filter(|value| !value.trim().is_empty())?;
        let kind = self.text("type").to_ascii_lowercase();
        let name = self.text("name");
        let layer = match (element, kind.as_str()) {
            ("input", "hidden" | "password") | ("param" | "data", _) => Layer::HiddenElement,
            // What an option sends need not be what it shows.
            ("option", _) if is_telling(value) => Layer::ScriptData,
            ("option", _) => return None,
            ("input", "checkbox" | "radio") => Layer::ScriptData,
            _ => Layer::Body,
        };
        Some((layer, format!("field {name}"), value))
    }
}

/// Whether what an option sends is more than a number or a code.
fn is_telling(value: &str) -> bool {
    value.trim().contains(' ') || value.contains('@')
}

/// What an attribute tells, if it tells anything.
fn meaning(element: &str, name: &str, value: &str) -> Option<(Layer, &'static str)> {
    let is_path = value.starts_with("file:") || value.starts_with("\\\\");
    match name {
        "href" | "src" | "action" | "data" | "background" if is_path => {
            Some((Layer::SavePath, "path"))
        }
        "href" if matches!(element, "a" | "area") => {
            let is_here = value.starts_with('#') || value.starts_with("javascript:void");
            (!is_here).then_some((Layer::Hyperlink, "link"))
        }
        "action" | "formaction" => Some((Layer::Hyperlink, "form")),
        "src" | "srcset" | "poster" if !value.starts_with("data:") && element != "script" => {
            Some((Layer::Hyperlink, "source"))
        }
        "alt" | "longdesc" => Some((Layer::AltText, "alternative text")),
        "title" | "aria-label" | "aria-description" | "summary" => Some((Layer::AltText, "title")),
        "placeholder" | "label" => Some((Layer::Body, "placeholder")),
        "srcdoc" => Some((Layer::ScriptData, "page within")),
        name if name.starts_with("data-") => Some((Layer::ScriptData, "data attribute")),
        name if name.starts_with("on") => {
            value.contains(['"', '\'']).then_some((Layer::ScriptData, "handler"))
        }
        "x:fmla" => value.contains('"').then_some((Layer::Formula, "formula")),
        _ => None,
    }
}
