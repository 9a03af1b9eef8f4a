//! The objects of a document as its dictionaries name them: references are
//! followed, what is of another kind than it should be is not there.

use std::borrow::Cow;

use lopdf::{Dictionary, Document, Error, Object, ObjectId, Stream, decode_text_string};
use rustc_hash::FxHashSet;

use crate::document::Reason;
use crate::read::Budget;

/// The bytes that a stream may unpack to for what is read of it here.
pub(super) const PART: usize = 64 << 20;

/// How deep values may lie in each other before they are left alone.
const DEEPEST: u32 = 64;

/// The most entries of a tree of names, bookmarks or fields that are followed.
pub(super) const MOST: usize = 200_000;

/// The objects of a document, and what may still be spent on it.
#[derive(Clone, Copy)]
pub(super) struct Objects<'a> {
    pub(super) document: &'a Document,
    budget: &'a Budget,
}

impl<'a> Objects<'a> {
    pub(super) fn new(document: &'a Document, budget: &'a Budget) -> Self {
        Objects { document, budget }
    }

    /// What a stream unpacks to, once it is handed on.
    ///
    /// # Errors
    ///
    /// Those of [`Objects::content`], and when all files together are too much.
    pub(super) fn spent(&self, stream: &Stream) -> Result<Vec<u8>, Reason> {
        let content = self.content(stream)?;
        self.budget.unpack(content.len() as u64)?;
        Ok(content)
    }

    /// The object that an object stands for.
    pub(super) fn resolved(&self, object: &'a Object) -> Option<&'a Object> {
        self.document.dereference(object).ok().map(|it| it.1)
    }

    /// The value of a key.
    pub(super) fn get(&self, dictionary: &'a Dictionary, key: &str) -> Option<&'a Object> {
        self.resolved(dictionary.get(key.as_bytes()).ok()?)
    }

    /// The dictionary that an object is, or that its stream has.
    pub(super) fn as_dictionary(&self, object: &'a Object) -> Option<&'a Dictionary> {
        match self.resolved(object)? {
            Object::Dictionary(dictionary) => Some(dictionary),
            Object::Stream(stream) => Some(&stream.dict),
            _ => None,
        }
    }

    /// The dictionary of a key.
    pub(super) fn dictionary(&self, of: &'a Dictionary, key: &str) -> Option<&'a Dictionary> {
        self.as_dictionary(of.get(key.as_bytes()).ok()?)
    }

    /// The stream of a key.
    pub(super) fn stream(&self, of: &'a Dictionary, key: &str) -> Option<&'a Stream> {
        self.get(of, key)?.as_stream().ok()
    }

    /// The values of a key; the one that it has where that is no array.
    pub(super) fn array(&self, of: &'a Dictionary, key: &str) -> &'a [Object] {
        match self.get(of, key) {
            Some(Object::Array(values)) => values,
            Some(Object::Null) | None => &[],
            Some(value) => std::slice::from_ref(value),
        }
    }

    /// The name that a key has as its value; empty without one.
    pub(super) fn name(&self, of: &'a Dictionary, key: &str) -> Cow<'a, str> {
        let name = self.get(of, key).and_then(|it| it.as_name().ok());
        String::from_utf8_lossy(name.unwrap_or_default())
    }

    /// The number of a key.
    pub(super) fn number(&self, of: &'a Dictionary, key: &str) -> Option<i64> {
        self.get(of, key)?.as_i64().ok()
    }

    /// The text of a key, be it a string or a stream; empty without one.
    pub(super) fn text(&self, of: &'a Dictionary, key: &str) -> String {
        self.get(of, key).map(|it| self.as_text(it)).unwrap_or_default()
    }

    /// The text that an object is; empty if it is none.
    pub(super) fn as_text(&self, object: &'a Object) -> String {
        match self.resolved(object) {
            Some(string @ Object::String(..)) => text_of(string),
            Some(Object::Stream(stream)) => {
                let bytes = self.content(stream).unwrap_or_default();
                text_of(&Object::string_literal(bytes))
            }
            _ => String::new(),
        }
    }

    /// What a stream unpacks to.
    ///
    /// # Errors
    ///
    /// When it is too much, or damaged, or packed in a way that is for pictures.
    pub(super) fn content(&self, stream: &Stream) -> Result<Vec<u8>, Reason> {
        stream.decompressed_content_with_limit(PART).map_err(|it| reason(&it))
    }

    /// The catalogue.
    pub(super) fn catalogue(&self) -> Option<&'a Dictionary> {
        self.dictionary(&self.document.trailer, "Root")
    }

    /// The pages by number.
    pub(super) fn pages(&self) -> impl Iterator<Item = (u32, ObjectId, &'a Dictionary)> {
        let document = self.document;
        (1..)
            .zip(document.page_iter().take(MOST))
            .filter_map(move |(number, id)| Some((number, id, document.get_dictionary(id).ok()?)))
    }

    /// The objects that lead from a value to each other, no more than so many.
    pub(super) fn reached(&self, from: &Object, most: usize) -> FxHashSet<ObjectId> {
        let mut reached = FxHashSet::default();
        let mut next = Vec::new();
        references(from, DEEPEST, &mut next);
        while let Some(id) = next.pop().filter(|_| reached.len() < most) {
            if reached.insert(id)
                && let Some(object) = self.document.objects.get(&id)
            {
                references(object, DEEPEST, &mut next);
            }
        }
        reached
    }

    /// The names of a name tree with their values (ISO 32000-2, 7.9.6).
    pub(super) fn names(&self, root: &'a Dictionary) -> Vec<(String, &'a Object)> {
        let mut names = Vec::new();
        let mut seen = FxHashSet::default();
        let mut next = vec![root];
        while let Some(node) = next.pop().filter(|_| names.len() < MOST) {
            for pair in self.array(node, "Names").chunks_exact(2) {
                names.push((self.as_text(&pair[0]), &pair[1]));
            }
            let kids = self.array(node, "Kids").iter().rev();
            let fresh = kids.filter(|it| it.as_reference().is_ok_and(|id| seen.insert(id)));
            next.extend(fresh.filter_map(|it| self.as_dictionary(it)));
        }
        names
    }
}

/// The text of a string: one that breaks its encoding as far as it can be read.
fn text_of(object: &Object) -> String {
    let bytes = object.as_str().unwrap_or_default();
    if let Some(rest) = bytes.strip_prefix(b"\xFF\xFE") {
        return encoding_rs::UTF_16LE.decode_without_bom_handling(rest).0.into_owned();
    }
    let lossy = |_| match bytes.strip_prefix(b"\xFE\xFF") {
        Some(rest) => encoding_rs::UTF_16BE.decode_without_bom_handling(rest).0.into_owned(),
        None => encoding_rs::WINDOWS_1252.decode_without_bom_handling(bytes).0.into_owned(),
    };
    let text = decode_text_string(object).unwrap_or_else(lossy);
    text.trim_matches(|it: char| it.is_whitespace() || it.is_control()).to_owned()
}

/// Adds the references in a value.
fn references(object: &Object, depth: u32, found: &mut Vec<ObjectId>) {
    if depth == 0 {
        return;
    }
    match object {
        Object::Reference(id) => found.push(*id),
        Object::Array(values) => {
            values.iter().for_each(|it| references(it, depth - 1, found));
        }
        Object::Dictionary(dictionary) => of_dictionary(dictionary, depth, found),
        Object::Stream(stream) => of_dictionary(&stream.dict, depth, found),
        _ => {}
    }
}

fn of_dictionary(dictionary: &Dictionary, depth: u32, found: &mut Vec<ObjectId>) {
    dictionary.iter().for_each(|(_, it)| references(it, depth - 1, found));
}

/// Visits the dictionaries in a value, those of streams too, the outer ones first.
pub(super) fn each_dictionary<'a>(object: &'a Object, visit: &mut dyn FnMut(&'a Dictionary)) {
    within(object, DEEPEST, visit);
}

fn within<'a>(object: &'a Object, depth: u32, visit: &mut dyn FnMut(&'a Dictionary)) {
    let dictionary = match object {
        _ if depth == 0 => return,
        Object::Array(values) => {
            return values.iter().for_each(|it| within(it, depth - 1, visit));
        }
        Object::Dictionary(dictionary) => dictionary,
        Object::Stream(stream) => &stream.dict,
        _ => return,
    };
    visit(dictionary);
    dictionary.iter().for_each(|(_, it)| within(it, depth - 1, visit));
}

/// Why a stream could not be unpacked.
pub(super) fn reason(error: &Error) -> Reason {
    match error {
        Error::Decompress(_) => Reason::TooLarge { limit: PART as u64, unit: "unpacked bytes" },
        Error::Unimplemented(_) => Reason::NotInThisVersion("this way of packing"),
        _ => malformed("a stream is damaged"),
    }
}

/// The document breaks its own format.
pub(super) fn malformed(detail: &str) -> Reason {
    Reason::Malformed { format: "pdf", detail: detail.to_owned() }
}
