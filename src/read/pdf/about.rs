//! What a document says of itself: its properties, its layers, the labels of its
//! pages, the names of places in it (ISO 32000-2, 14.3.3, 8.11, 12.4.2, 12.3.2.4).

use lopdf::{Dictionary, ObjectId};
use rustc_hash::FxHashSet;

use super::notes::{Kind, Notes, Spot};
use super::objects::{MOST, Objects};
use crate::document::Layer;
use crate::read::properties::kebab;

const PROPERTIES: Kind = Kind::new(Layer::Property, "properties");
const LAYERS: Kind = Kind::new(Layer::Property, "layers");
const HIDDEN_LAYERS: Kind = Kind::new(Layer::OptionalContent, "layers that are switched off");
const LABELS: Kind = Kind::new(Layer::Bookmark, "page labels");
const DESTINATIONS: Kind = Kind::new(Layer::Bookmark, "named destinations");
const THREADS: Kind = Kind::new(Layer::Property, "articles");
const SOURCES: Kind = Kind::new(Layer::Hyperlink, "sources of captured pages");

/// What the programs call the places that they name themselves.
const AUTOMATIC: &[&str] = &[
    "appendix",
    "bookmark",
    "caption",
    "chapter",
    "cite",
    "doc",
    "end",
    "equation",
    "figure",
    "footnote",
    "goback",
    "hfootnote",
    "item",
    "lastpage",
    "line",
    "lstlisting",
    "lstnumber",
    "page",
    "paragraph",
    "part",
    "ref",
    "section",
    "start",
    "subparagraph",
    "subsection",
    "subsubsection",
    "table",
    "toc",
    "top",
];

/// Notes what the document says of itself.
pub(super) fn take(objects: Objects<'_>, notes: &mut Notes) {
    if let Some(info) = objects.dictionary(&objects.document.trailer, "Info") {
        take_texts(objects, info, PROPERTIES, notes);
    }
    let Some(catalogue) = objects.catalogue() else { return };
    take_layers(objects, catalogue, notes);
    take_labels(objects, catalogue, notes);
    take_destinations(objects, catalogue, notes);
    let threads = objects.array(catalogue, "Threads").iter().take(MOST);
    for thread in threads.filter_map(|it| objects.as_dictionary(it)) {
        if let Some(info) = objects.dictionary(thread, "I") {
            take_texts(objects, info, THREADS, notes);
        }
    }
}

/// Notes the texts of a dictionary but for dates.
fn take_texts(objects: Objects<'_>, info: &Dictionary, kind: Kind, notes: &mut Notes) {
    for (key, value) in info.iter() {
        let text = objects.as_text(value);
        if !text.starts_with("D:") {
            notes.add(kind, Spot::named(kebab(&String::from_utf8_lossy(key))), &text);
        }
    }
}

/// Notes the names of the layers.
fn take_layers(objects: Objects<'_>, catalogue: &Dictionary, notes: &mut Notes) {
    let Some(layers) = objects.dictionary(catalogue, "OCProperties") else { return };
    let Some(usual) = objects.dictionary(layers, "D") else { return };
    let listed = |key| -> FxHashSet<ObjectId> {
        let values = objects.array(usual, key).iter();
        values.filter_map(|it| it.as_reference().ok()).collect()
    };
    let (on, off) = (listed("ON"), listed("OFF"));
    let is_off = objects.name(usual, "BaseState") == "OFF";
    for group in objects.array(layers, "OCGs").iter().take(MOST) {
        let Ok(id) = group.as_reference() else { continue };
        let Some(group) = objects.as_dictionary(group) else { continue };
        let is_hidden = off.contains(&id) || (is_off && !on.contains(&id));
        let kind = if is_hidden { HIDDEN_LAYERS } else { LAYERS };
        notes.add(kind, Spot::Whole, &objects.text(group, "Name"));
    }
}

/// Notes the words before the numbers of pages.
fn take_labels(objects: Objects<'_>, catalogue: &Dictionary, notes: &mut Notes) {
    let Some(root) = objects.dictionary(catalogue, "PageLabels") else { return };
    let mut seen = FxHashSet::default();
    let mut next = vec![root];
    while let Some(node) = next.pop().filter(|_| seen.len() < MOST) {
        for pair in objects.array(node, "Nums").chunks_exact(2) {
            let label = objects.as_dictionary(&pair[1]);
            let text = label.map(|it| objects.text(it, "P")).unwrap_or_default();
            let page = pair[0].as_i64().ok().and_then(|it| u32::try_from(it + 1).ok());
            if has_word(&text) {
                notes.add_unseen(LABELS, page.map_or(Spot::Whole, Spot::Page), &text);
            }
        }
        let kids = objects.array(node, "Kids").iter();
        let fresh = kids.filter(|it| it.as_reference().is_ok_and(|id| seen.insert(id)));
        next.extend(fresh.filter_map(|it| objects.as_dictionary(it)));
    }
}

/// Notes the names of places that a person gave, and where captured pages came
/// from.
fn take_destinations(objects: Objects<'_>, catalogue: &Dictionary, notes: &mut Notes) {
    let trees = objects.dictionary(catalogue, "Names");
    let tree = |key| trees.and_then(|it| objects.dictionary(it, key));
    let old = objects.dictionary(catalogue, "Dests").into_iter().flat_map(Dictionary::iter);
    let old = old.map(|(key, _)| String::from_utf8_lossy(key).into_owned());
    let new = tree("Dests").map(|it| objects.names(it)).unwrap_or_default();
    for name in old.chain(new.into_iter().map(|it| it.0)).take(MOST) {
        let name = name.replace("%20", " ");
        if is_given(&name) {
            notes.add_unseen(DESTINATIONS, Spot::Whole, &name.replace('_', " "));
        }
    }
    for (source, _) in tree("URLS").map(|it| objects.names(it)).unwrap_or_default() {
        notes.add(SOURCES, Spot::Whole, &source);
    }
}

/// Whether a text has a word in it rather than a number or a letter.
fn has_word(text: &str) -> bool {
    text.split(|it: char| !it.is_alphabetic()).any(|it| it.chars().count() >= 4)
}

/// Whether a place has a name that a person gave: two words that no program uses.
fn is_given(name: &str) -> bool {
    let words = name.split(|it: char| !it.is_alphabetic());
    let own =
        |it: &&str| it.chars().count() >= 3 && !AUTOMATIC.contains(&it.to_lowercase().as_str());
    words.filter(own).count() >= 2
}

#[cfg(test)]
mod tests {
    use super::is_given;

    #[test]
    fn a_program_names_a_place_by_its_sort_and_its_number() {
        let cases = [
            ("section.1.2", false),
            ("Doc-Start", false),
            ("_Toc31415926", false),
            ("G3.1021411", false),
            ("cite.smith2010", false),
            ("Interview of Jane Sample", true),
            ("PC_Sample_statement", true),
        ];
        for (name, given) in cases {
            assert_eq!(is_given(name), given, "{name}");
        }
    }
}
