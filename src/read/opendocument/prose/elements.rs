//! The elements of the content: what each begins.

use super::fields::{Field, field};
use super::holder::{self, Kind};
use super::{Prose, QUIET};
use crate::document::Layer;
use crate::read::xml::Element;

impl Prose<'_> {
    /// Takes an element that other texts than those around it belong to; false
    /// when it is none.
    pub(super) fn open_structure(&mut self, element: &Element<'_>) -> bool {
        match element.name {
            "automatic-styles" | "styles" => self.is_style = true,
            "master-styles" => self.is_master = true,
            "layer" => self.styles.open(element),
            "scripts" => self.is_script = true,
            "forms" => self.is_form = true,
            name if QUIET.contains(&name) && !self.is_in_line() => self.quiet += 1,
            "tracked-changes" => self.begin_changes(element),
            "changed-region" | "insertion" | "deletion" | "format-change" => {
                self.open_change(element);
            }
            "table" | "table-row" | "table-cell" | "covered-table-cell" => {
                self.open_table(element);
            }
            "page" => self.begin_page(element),
            "notes" => self.begin_holder(Kind::Notes, Layer::SpeakerNotes, element.name),
            "annotation" => self.begin_comment(element),
            "note" => self.begin_holder(Kind::Note, Layer::Footnote, element.name),
            name if holder::is_header(name) && self.is_master => self.begin_header(element),
            name if holder::is_shape(name) => self.begin_shape(element),
            _ => return false,
        }
        true
    }

    /// Takes an element of a line of text, or one that tells something itself.
    pub(super) fn open_in_line(&mut self, element: &Element<'_>) {
        match element.name {
            "p" | "h" => self.holder().depth += 1,
            "s" => self.add(&" ".repeat(spaces(element))),
            "tab" => self.add("\t"),
            "line-break" => self.add("\n"),
            "change-start" => self.changes.begin_span(element.text("change-id")),
            "change-end" => self.changes.end_span(element.text("change-id")),
            "hidden-paragraph" if element.get("is-hidden") != Some("false") => {
                self.holder().lines.veil(Layer::HiddenText);
            }
            "binary-data" => self.binaries.push(String::new()),
            _ => {}
        }
        for Field { layer, place, text } in field(element) {
            self.push(&text, layer, place);
        }
    }
}

/// The most spaces that one element may stand for here.
const SPACES: usize = 1_000;

/// How many spaces an element stands for.
fn spaces(element: &Element<'_>) -> usize {
    element.get("c").and_then(|count| count.parse().ok()).unwrap_or(1).min(SPACES)
}
