//! Bookmarks: the names of chapters beside the pages, which nobody redacts
//! (ISO 32000-2, 12.3.3).

use rustc_hash::FxHashSet;

use super::notes::{Kind, Notes, Spot};
use super::objects::{MOST, Objects};
use crate::document::Layer;

/// Bookmarks that say what everyone sees on a page too, and those that say something
/// else.
const SHOWN: Kind = Kind::new(Layer::Body, "bookmarks").remarked("the pages show the words");
const OTHER: Kind = Kind::new(Layer::Bookmark, "bookmarks").remarked("no page shows these words");

/// Notes the bookmarks.
pub(super) fn take(objects: Objects<'_>, notes: &mut Notes) {
    let root = objects.catalogue().and_then(|it| objects.dictionary(it, "Outlines"));
    let Some(root) = root else { return };
    let mut seen = FxHashSet::default();
    let mut next = vec![root.get(b"First")];
    while let Some(bookmark) = next.pop().filter(|_| seen.len() < MOST) {
        let Ok(bookmark) = bookmark else { continue };
        if !bookmark.as_reference().is_ok_and(|id| seen.insert(id)) {
            continue;
        }
        let Some(bookmark) = objects.as_dictionary(bookmark) else { continue };
        let place = Spot::named(format!("bookmark {}", seen.len()));
        notes.add_shown(OTHER, Some(SHOWN), place, &objects.text(bookmark, "Title"));
        next.push(bookmark.get(b"Next"));
        next.push(bookmark.get(b"First"));
    }
}
