//! What could be drawn and is not: pages outside the tree of pages, forms that no
//! content names, contents of no page. Each is put on a page of its own, so that
//! it is read as every page is.

use std::sync::Arc;

use lopdf::{Dictionary, Document, Object, ObjectId, Stream, dictionary};
use memchr::memmem;
use rustc_hash::{FxHashMap, FxHashSet};

use super::contents::may_draw;
use super::notes::Kind;
use super::objects::{Objects, each_dictionary, malformed};
use super::{Source, Used};
use crate::document::{Layer, Reason};

const PAGES: Kind = Kind::new(Layer::UnreachableObject, "pages nothing refers to");
const FORMS: Kind = Kind::new(Layer::UnreachableObject, "drawings no page uses");
const CONTENTS: Kind = Kind::new(Layer::UnreachableObject, "contents of no page");
const TEMPLATES: Kind = Kind::new(Layer::UnreachableObject, "templates of pages");

/// The sorts of what is not drawn, in the order in which they are pushed.
pub(super) const KINDS: &[Kind] = &[PAGES, TEMPLATES, FORMS, CONTENTS];

/// The most that is drawn of each sort.
const MOST: usize = 500;

/// Entries that a page has from those above it (ISO 32000-2, 7.7.3.4).
const INHERITED: &[&str] = &["Resources", "MediaBox", "CropBox", "Rotate"];

/// Something that is not drawn.
pub(super) struct Drawing {
    pub(super) id: ObjectId,
    pub(super) kind: Kind,
}

/// The pages that are in no tree, and the templates for pages (12.6.4.18).
pub(super) fn pages(objects: Objects<'_>, loose: &[ObjectId]) -> Vec<Drawing> {
    let document = objects.document;
    let is_page =
        |id: &&ObjectId| document.get_dictionary(**id).is_ok_and(|it| it.has_type(b"Page"));
    let loose = loose.iter().filter(is_page).map(|id| Drawing { id: *id, kind: PAGES });
    let names = objects.catalogue().and_then(|it| objects.dictionary(it, "Names"));
    let templates = names.and_then(|it| objects.dictionary(it, "Templates"));
    let templates = templates.map(|it| objects.names(it)).unwrap_or_default().into_iter();
    let templates = templates.filter_map(|it| it.1.as_reference().ok());
    let templates = templates.map(|id| Drawing { id, kind: TEMPLATES });
    loose.take(MOST).chain(templates.take(MOST)).collect()
}

/// The forms that resources list and no content names, and those nothing lists.
pub(super) fn forms(objects: Objects<'_>, used: &Used, loose: &[ObjectId]) -> Vec<Drawing> {
    let document = objects.document;
    let is_form = |id: &ObjectId| {
        let form = document.objects.get(id).and_then(|it| it.as_stream().ok());
        form.is_some_and(|it| objects.name(&it.dict, "Subtype") == "Form")
    };
    let mut ids: Vec<ObjectId> = loose.iter().copied().filter(is_form).collect();
    let mut listed: FxHashMap<ObjectId, Vec<&[u8]>> = FxHashMap::default();
    let mut other: FxHashSet<ObjectId> = FxHashSet::default();
    for id in &used.reached {
        if let Some(object) = document.objects.get(id) {
            each_dictionary(object, &mut |it| list(objects, it, &mut listed, &mut other));
        }
    }
    listed.retain(|id, _| !other.contains(id) && is_form(id));
    listed.retain(|_, names| !names.iter().any(|it| used.drawn.contains(*it)));
    ids.extend(listed.keys());
    ids.sort_unstable();
    ids.into_iter().take(MOST).map(|id| Drawing { id, kind: FORMS }).collect()
}

/// Lists what a dictionary gives names as resources, and what it refers to else.
fn list<'a>(
    objects: Objects<'a>,
    dictionary: &'a Dictionary,
    listed: &mut FxHashMap<ObjectId, Vec<&'a [u8]>>,
    other: &mut FxHashSet<ObjectId>,
) {
    let resources = objects.dictionary(dictionary, "XObject");
    for (name, value) in resources.into_iter().flat_map(Dictionary::iter) {
        if let Ok(id) = value.as_reference() {
            listed.entry(id).or_default().push(name);
        }
    }
    // A dictionary of resources refers to forms by the same names.
    for (name, value) in dictionary.iter() {
        let is_listed = |id: &ObjectId| listed.get(id).is_some_and(|it| it.contains(&&name[..]));
        match value {
            Object::Reference(id) if !is_listed(id) => drop(other.insert(*id)),
            Object::Array(values) => {
                other.extend(values.iter().filter_map(|it| it.as_reference().ok()))
            }
            _ => {}
        }
    }
}

/// The contents that no page has and that show text.
pub(super) fn contents(objects: Objects<'_>, loose: &[ObjectId]) -> Vec<Drawing> {
    let mut of_pages: FxHashSet<ObjectId> = FxHashSet::default();
    for id in loose {
        let page = objects.document.get_dictionary(*id).ok();
        let contents = page.map(|it| objects.array(it, "Contents")).unwrap_or_default();
        of_pages.extend(contents.iter().filter_map(|it| it.as_reference().ok()));
        let only = page.and_then(|it| it.get(b"Contents").ok()?.as_reference().ok());
        of_pages.extend(only);
    }
    let own = loose.iter().filter(|id| !of_pages.contains(id));
    let showing = own.filter(|id| {
        let stream = objects.document.objects.get(id).and_then(|it| it.as_stream().ok());
        let stream = stream.filter(|it| may_draw(it) && !it.dict.has(b"BBox"));
        stream.is_some_and(|it| shows_text(&objects.content(it).unwrap_or_default()))
    });
    showing.take(MOST).map(|id| Drawing { id: *id, kind: CONTENTS }).collect()
}

/// Whether operators show text (9.4.3).
fn shows_text(content: &[u8]) -> bool {
    let has = |operator: &[u8]| memmem::find(content, operator).is_some();
    has(b"BT") && has(b"ET") && (has(b"Tj") || has(b"TJ"))
}

/// A document whose pages are the drawings, in their order.
///
/// # Errors
///
/// When it cannot be written.
pub(super) fn document_of(document: &Document, drawings: &[Drawing]) -> Result<Source, Reason> {
    let mut made = document.clone();
    made.encryption_state = None;
    let resources = first_resources(document);
    let root = made.new_object_id();
    let mut kids = Vec::new();
    for drawing in drawings {
        let page = match drawing.kind {
            FORMS => page_of_form(&mut made, drawing.id),
            CONTENTS => dictionary! { "Contents" => drawing.id, "Resources" => resources.clone() },
            _ => own_page(document, drawing.id),
        };
        kids.push(Object::Reference(placed(&mut made, page, root)));
    }
    let count = kids.len() as i64;
    made.set_object(root, dictionary! { "Type" => "Pages", "Kids" => kids, "Count" => count });
    let catalogue = dictionary! { "Type" => "Catalog", "Pages" => root };
    let catalogue = made.add_object(catalogue);
    made.trailer = dictionary! { "Root" => catalogue };
    let mut bytes = Vec::new();
    made.save_to(&mut bytes).map_err(|_| malformed("what no page shows cannot be drawn"))?;
    Ok(Source { bytes: Arc::new(bytes), password: String::new() })
}

/// Adds a page below a root, of a size that shows everything.
fn placed(document: &mut Document, mut page: Dictionary, root: ObjectId) -> ObjectId {
    page.set("Type", "Page");
    page.set("Parent", root);
    if !page.has(b"MediaBox") {
        let corners = [-5000, -5000, 5000, 5000].map(Object::from);
        page.set("MediaBox", corners.to_vec());
    }
    document.add_object(page)
}

/// A page that draws a form.
fn page_of_form(document: &mut Document, form: ObjectId) -> Dictionary {
    let content = document.add_object(Stream::new(Dictionary::new(), b"/Form Do".to_vec()));
    let resources = dictionary! { "XObject" => dictionary! { "Form" => form } };
    dictionary! { "Contents" => content, "Resources" => resources }
}

/// A page with what it has from those above it.
fn own_page(document: &Document, id: ObjectId) -> Dictionary {
    let mut page = document.get_dictionary(id).cloned().unwrap_or_default();
    for key in INHERITED {
        let mut above = page.get(b"Parent").ok().and_then(|it| it.as_reference().ok());
        for _ in 0..32 {
            let Some(node) = above.and_then(|id| document.get_dictionary(id).ok()) else { break };
            if let Ok(value) = node.get(key.as_bytes())
                && !page.has(key.as_bytes())
            {
                page.set(*key, value.clone());
            }
            above = node.get(b"Parent").ok().and_then(|it| it.as_reference().ok());
        }
    }
    page
}

/// The resources of the first page: contents of no page were most likely drawn with
/// its fonts.
fn first_resources(document: &Document) -> Object {
    let first = document.page_iter().next().map(|id| own_page(document, id));
    first.and_then(|it| it.get(b"Resources").ok().cloned()).unwrap_or(Object::Null)
}
