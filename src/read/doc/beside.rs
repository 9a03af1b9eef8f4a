//! What the table stream keeps beside the text: who saved the document where, its
//! variables, bookmarks, templates, the names of files ([MS-DOC] 2.5.6).

use super::bytes::{short, sttb, texts, wide};
use super::fib::{Entry, Fib};
use super::story::Text;
use crate::document::{Container, Fragment, Layer, Place, Sink};
use crate::read::docx::is_given_bookmark;
use crate::read::strings::printable;

/// What the document is associated with, by number ([MS-DOC] 2.9.276).
const ASSOCIATIONS: &[(usize, Layer, &str)] = &[
    (1, Layer::SavePath, "template"),
    (2, Layer::Property, "title"),
    (3, Layer::Property, "subject"),
    (4, Layer::Property, "keywords"),
    (6, Layer::Property, "creator"),
    (7, Layer::Property, "last-modified-by"),
    (8, Layer::MailMerge, "dataSource"),
    (9, Layer::MailMerge, "headerSource"),
    (17, Layer::Property, "password to write"),
];

/// Entries whose texts an editor shows: a row its layer and its name.
const SCANNED: &[(Entry, Layer, &str)] = &[
    (Entry::FormFields, Layer::FormField, "form fields"),
    (Entry::Captions, Layer::Property, "captions"),
    (Entry::Route, Layer::Property, "routing slip"),
    (Entry::FileNames, Layer::SavePath, "linked files"),
];

/// Texts with the layer and the place of each.
type Texts = Vec<(Layer, String, String)>;

/// Pushes what stands beside the text.
pub(super) fn push(text: &Text<'_>, fib: &Fib, table: &[u8], sink: &mut dyn Sink) {
    let bytes = |entry| fib.bytes(entry, table);
    push_all("saved by", &saves(&sttb(bytes(Entry::SavedBy))), sink);
    let associated = sttb(bytes(Entry::Associations));
    let mut settings: Texts = Vec::new();
    for (number, layer, place) in ASSOCIATIONS {
        let own = associated.get(*number).filter(|it| !is_usual(it));
        settings.extend(own.map(|it| (*layer, (*place).to_owned(), it.clone())));
    }
    settings.extend(variables(bytes(Entry::Variables)));
    push_all("settings", &settings, sink);
    let own = |layer, place: &str, texts: Vec<String>| -> Texts {
        texts.into_iter().map(|it| (layer, place.to_owned(), it)).collect()
    };
    let mut bookmarks = sttb(bytes(Entry::Bookmarks));
    bookmarks.retain(|it| !is_given_bookmark(it) && it.contains(char::is_alphabetic));
    push_all("bookmarks", &own(Layer::Property, "bookmark", bookmarks), sink);
    push_all("styles", &own(Layer::Property, "style", text.sheet.names.clone()), sink);
    let snippets = sttb(bytes(Entry::GlossaryNames));
    push_all("snippets", &own(Layer::HiddenText, "name", snippets), sink);
    for (entry, layer, name) in SCANNED {
        printable(bytes(*entry), *layer, name, sink);
    }
}

/// Who saved the document, and where: the last ten times, the last one at the end
/// ([MS-DOC] 2.9.282).
fn saves(texts: &[String]) -> Texts {
    let mut saves = Vec::new();
    for (number, pair) in (1..).zip(texts.chunks(2)) {
        for (layer, text) in [Layer::Revision, Layer::SavePath].into_iter().zip(pair) {
            saves.push((layer, format!("save {number}"), text.clone()));
        }
    }
    saves
}

/// The variables of a document: their names, then their values, each ended by a zero
/// ([MS-DOC] 2.9.287, StwUser).
fn variables(bytes: &[u8]) -> Texts {
    let Some((names, mut at)) = texts(bytes) else { return Vec::new() };
    let mut variables = Vec::new();
    for name in names {
        let length = short(bytes, at).map_or(0, |it| usize::from(it) * 2);
        let value = bytes.get(at + 2..at + 2 + length).map(wide).unwrap_or_default();
        at += length + 4;
        variables.push((Layer::DocumentVariable, "name".to_owned(), name.clone()));
        variables.push((Layer::DocumentVariable, name, value));
    }
    variables
}

/// Whether a document is associated with what every one is.
fn is_usual(text: &str) -> bool {
    let name = text.to_ascii_lowercase();
    matches!(name.trim(), "" | "normal" | "normal.dot" | "normal.dotm")
}

fn push_all(name: &str, texts: &Texts, sink: &mut dyn Sink) {
    let mut texts = texts.iter().filter(|it| !it.2.trim().is_empty()).peekable();
    let Some(first) = texts.peek() else { return };
    sink.open(Container::text(name, first.0));
    for (layer, place, text) in texts {
        sink.push(Fragment::new(text.trim(), *layer, Place::Named(place)));
    }
    sink.close();
}
