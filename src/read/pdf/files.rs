//! Files in the document: attachments, wherever they hang, pictures that hold more
//! than they show, thumbnails (ISO 32000-2, 7.11.4, 12.3.4).

use lopdf::{Dictionary, Object, Stream};
use memchr::memmem;
use rustc_hash::FxHashSet;

use super::notes::{Kind, Notes, Spot};
use super::objects::{Objects, each_dictionary};
use super::sweep::file_name;
use crate::document::{Enclosure, Gap, Layer, Reason, Sink};

const ATTACHMENTS: Kind = Kind::new(Layer::Property, "attachments");
const THUMBNAILS: Kind = Kind::new(Layer::Thumbnail, "thumbnails of pages")
    .remarked("small pictures of the pages, as they were when they were made");

const MISSING: Kind = Kind::new(Layer::Embedded, "attachments")
    .remarked("their names are in the document, they themselves are not");

/// The marks of what a camera or a program notes in a JPEG: EXIF, XMP, IPTC.
const MARKS: &[&[u8]] = &[b"Exif\0", b"http://ns.adobe.com/", b"Photoshop 3.0\0"];

/// The bytes of a JPEG in which the marks stand.
const FRONT: usize = 64 << 10;

/// A file in the document.
pub(super) struct File<'a> {
    pub(super) name: String,
    pub(super) stream: &'a Stream,
}

/// The attachments that an object leads to, wherever it hangs, and what is said of
/// them.
pub(super) fn attachments<'a>(
    objects: Objects<'a>,
    object: &'a Object,
    notes: &mut Notes,
) -> Vec<File<'a>> {
    let mut files = Vec::new();
    each_dictionary(object, &mut |dictionary| {
        let Some(forms) = objects.dictionary(dictionary, "EF") else { return };
        let name = named(objects, dictionary);
        notes.add(ATTACHMENTS, Spot::named(&name), &objects.text(dictionary, "Desc"));
        let mut seen: FxHashSet<*const Stream> = FxHashSet::default();
        for (_, form) in forms.iter() {
            if let Some(Object::Stream(stream)) = objects.resolved(form)
                && seen.insert(stream)
            {
                files.push(File { name: name.clone(), stream });
            }
        }
    });
    files
}

/// Notes the names of attachments that are not there themselves.
pub(super) fn take_missing(objects: Objects<'_>, notes: &mut Notes) {
    let names = objects.catalogue().and_then(|it| objects.dictionary(it, "Names"));
    let Some(files) = names.and_then(|it| objects.dictionary(it, "EmbeddedFiles")) else { return };
    for (name, file) in objects.names(files) {
        let file = objects.as_dictionary(file).filter(|it| it.has(b"EF"));
        if file.is_none() {
            notes.add(MISSING, Spot::Whole, &name);
        }
    }
}

/// The name of an attachment, which may be a whole path.
fn named(objects: Objects<'_>, file: &Dictionary) -> String {
    let names = ["UF", "F", "Unix", "DOS", "Mac"].iter().map(|it| objects.text(file, it));
    let name = names.into_iter().find(|it| !it.is_empty());
    name.or_else(|| Some(file_name(objects, file, "F")))
        .filter(|it| !it.is_empty())
        .unwrap_or_else(|| "attachment".to_owned())
}

/// Hands over a file, or says why it was not read.
pub(super) fn enclose(objects: Objects<'_>, file: &File<'_>, sink: &mut dyn Sink) {
    match objects.spent(file.stream) {
        Ok(bytes) => sink.enclose(Enclosure { name: &file.name, bytes: &bytes }),
        Err(reason) => sink.gap(Gap::part(&file.name, reason)),
    }
}

/// A picture that holds what a camera or a program noted, as the file that it is.
pub(super) fn picture<'a>(number: u32, object: &'a Object) -> Option<File<'a>> {
    let stream = object.as_stream().ok()?;
    let is_jpeg = stream.filters().is_ok_and(|it| it == [b"DCTDecode"]);
    let front = stream.content.get(..FRONT).unwrap_or(&stream.content);
    let holds = MARKS.iter().any(|mark| memmem::find(front, mark).is_some());
    (is_jpeg && holds).then(|| File { name: format!("picture {number}.jpg"), stream })
}

/// Hands over a picture as it lies in the document.
pub(super) fn enclose_picture(file: &File<'_>, sink: &mut dyn Sink) {
    sink.enclose(Enclosure { name: &file.name, bytes: &file.stream.content });
}

/// Whether a stream is a sound or a model in three dimensions (13.3, 13.6).
pub(super) fn is_media(objects: Objects<'_>, stream: &Stream) -> bool {
    stream.dict.has_type(b"Sound")
        || stream.dict.has_type(b"3D")
        || ["U3D", "PRC"].contains(&&*objects.name(&stream.dict, "Subtype"))
}

/// Notes which pages have a small picture of themselves; what they show is a gap.
pub(super) fn take_thumbnails(objects: Objects<'_>, notes: &mut Notes, sink: &mut dyn Sink) {
    let mut any = false;
    for (page, _, dictionary) in objects.pages() {
        let Some(thumbnail) = objects.stream(dictionary, "Thumb") else { continue };
        let side = |key| objects.number(&thumbnail.dict, key).unwrap_or(0);
        let size = format!("{} by {} points", side("Width"), side("Height"));
        notes.add(THUMBNAILS, Spot::Page(page), &size);
        any = true;
    }
    if any {
        sink.gap(Gap::part("thumbnails", Reason::Picture));
    }
}
