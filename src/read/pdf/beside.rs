//! What lies beside the pages of a document: gathered before it is known what the
//! pages show, pushed after it.

use lopdf::xref::XrefEntry;
use lopdf::{Object, ObjectId};
use rustc_hash::FxHashSet;

use super::files::{self, File};
use super::notes::Notes;
use super::objects::{Objects, malformed};
use super::witness::Witness;
use super::{about, annotation, contents, form, outline, sweep};
use crate::document::{Gap, Reason, Sink};

/// What a document uses of what it holds.
#[derive(Default)]
pub(super) struct Used {
    /// What leads from the trailer to each other.
    pub(super) reached: FxHashSet<ObjectId>,
    /// The names under which contents draw forms.
    pub(super) drawn: FxHashSet<Vec<u8>>,
}

/// What lies beside the pages of a document.
pub(super) struct Beside<'a> {
    pub(super) objects: Objects<'a>,
    pub(super) used: Used,
    pub(super) notes: Notes,
    pub(super) attachments: Vec<File<'a>>,
    pub(super) pictures: Vec<File<'a>>,
}

impl<'a> Beside<'a> {
    pub(super) fn of(objects: Objects<'a>) -> Self {
        let trailer = &objects.document.trailer;
        let reached = objects.reached(&Object::Dictionary(trailer.clone()), usize::MAX);
        let used = Used { reached, ..Used::default() };
        let (notes, attachments, pictures) = (Notes::default(), Vec::new(), Vec::new());
        let mut beside = Beside { objects, used, notes, attachments, pictures };
        about::take(objects, &mut beside.notes);
        outline::take(objects, &mut beside.notes);
        annotation::take(objects, &mut beside.notes);
        form::take(objects, &mut beside.notes);
        files::take_missing(objects, &mut beside.notes);
        beside.sweep();
        beside
    }

    /// Takes what may hang anywhere.
    fn sweep(&mut self) {
        let objects = self.objects;
        for (id, object) in &objects.document.objects {
            if self.used.reached.contains(id) {
                sweep::take(objects, object, &mut self.notes);
                self.attachments.extend(files::attachments(objects, object, &mut self.notes));
                self.pictures.extend(files::picture(id.0, object));
                contents::take(objects, object, &mut self.used.drawn, &mut self.notes);
            }
        }
    }

    /// Pushes what is used and was not read: objects that are damaged, sounds and films.
    fn push_gaps(&self, sink: &mut dyn Sink) {
        let document = self.objects.document;
        let is_listed = |id: &ObjectId| {
            let entry = document.reference_table.entries.get(&id.0);
            matches!(entry, Some(XrefEntry::Normal { .. } | XrefEntry::Compressed { .. }))
        };
        let is_lost = |id: &&ObjectId| !document.objects.contains_key(id) && is_listed(id);
        let lost = self.used.reached.iter().filter(is_lost).count();
        if lost > 0 {
            let detail = format!("{lost} of its objects cannot be read");
            sink.gap(Gap::part("objects", malformed(&detail)));
        }
        let used = |it: &&ObjectId| self.used.reached.contains(it);
        let streams = document
            .objects
            .keys()
            .filter(used)
            .filter_map(|id| document.objects.get(id).and_then(|it| it.as_stream().ok()));
        let has_media = streams.filter(|it| files::is_media(self.objects, it)).count() > 0;
        if has_media {
            let reason = Reason::NotInThisVersion("sounds, films and models");
            sink.gap(Gap::part("media", reason));
        }
    }

    /// Pushes what was noted, hands over the files, and gives what is used.
    pub(super) fn push(mut self, witness: &mut Witness<'_>) -> Used {
        files::take_thumbnails(self.objects, &mut self.notes, witness.onward());
        self.push_gaps(witness.onward());
        self.notes.push(witness);
        let sink = witness.onward();
        self.attachments.iter().for_each(|it| files::enclose(self.objects, it, sink));
        self.pictures.iter().for_each(|it| files::enclose_picture(it, sink));
        self.used
    }
}
