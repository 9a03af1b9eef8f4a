//! Annotations: what reviewers wrote beside the pages, who they are, and marks for
//! a redaction that nobody carried out (ISO 32000-2, 12.5).

use lopdf::Dictionary;

use super::notes::{Kind, Notes, Spot};
use super::objects::{MOST, Objects};
use crate::document::Layer;
use crate::read::markup::unescaped;

const TEXTS: Kind = Kind::new(Layer::Annotation, "annotations");
const SEEN: Kind = Kind::new(Layer::Body, "annotations").remarked("the pages show the words");
const UNSEEN: Kind =
    Kind::new(Layer::Annotation, "annotations").remarked("they are set not to be shown");
const AUTHORS: Kind = Kind::new(Layer::Annotation, "authors of annotations");
const MARKS: Kind = Kind::new(Layer::UnappliedRedaction, "redaction marks")
    .remarked("they were never applied, what is below them is still there");

/// What a redaction mark is that says nothing itself.
pub(in crate::read) const MARK: &str = "a mark for a redaction that was not applied";

/// Flags: it is invisible, hidden, or not viewed (12.5.3).
const HIDDEN: i64 = 1 | 2 | 32;

/// Notes the annotations of all pages.
pub(super) fn take(objects: Objects<'_>, notes: &mut Notes) {
    for (page, _, dictionary) in objects.pages() {
        for annotation in objects.array(dictionary, "Annots").iter().take(MOST) {
            if let Some(annotation) = objects.as_dictionary(annotation) {
                take_one(objects, annotation, Spot::Page(page), notes);
            }
        }
    }
}

fn take_one(objects: Objects<'_>, annotation: &Dictionary, page: Spot, notes: &mut Notes) {
    let is_hidden = objects.number(annotation, "F").is_some_and(|it| it & HIDDEN != 0);
    let subtype = objects.name(annotation, "Subtype");
    let kind = if is_hidden { UNSEEN } else { TEXTS };
    if subtype == "Redact" {
        notes.add(MARKS, page.clone(), MARK);
        notes.add(MARKS, page.clone(), &corners(objects, annotation));
        notes.add(MARKS, page.clone(), &objects.text(annotation, "OverlayText"));
    }
    if subtype == "Popup" || subtype == "Widget" {
        return;
    }
    // What a link says of itself is mostly the words that it stands on.
    let seen = (subtype == "Link").then_some(SEEN);
    let contents = objects.text(annotation, "Contents");
    match seen {
        Some(_) => notes.add_shown(kind, seen, page.clone(), &contents),
        None => notes.add(kind, page.clone(), &contents),
    }
    notes.add(kind, page.clone(), &plain(&objects.text(annotation, "RC")));
    notes.add(kind, page.clone(), &objects.text(annotation, "Subj"));
    notes.add(AUTHORS, page, &objects.text(annotation, "T"));
}

/// The corners of a mark on its page, lower left and upper right, in points.
fn corners(objects: Objects<'_>, mark: &Dictionary) -> String {
    let corners = objects.array(mark, "Rect").iter();
    let corners = corners.filter_map(|it| objects.resolved(it)?.as_float().ok());
    let corners: Vec<String> = corners.map(|it| format!("{}", it.round())).collect();
    format!("its corners in points: {}", corners.join(", "))
}

/// The words of a rich text (12.7.3.4), which is markup.
pub(super) fn plain(rich: &str) -> String {
    let mut text = String::with_capacity(rich.len());
    let mut rest = rich;
    while let Some((before, behind)) = rest.split_once('<') {
        text.push_str(&unescaped(before));
        text.push(' ');
        rest = behind.split_once('>').map_or("", |it| it.1);
    }
    text.push_str(&unescaped(rest));
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
