//! Slides of PowerPoint 97 to 2003 ([MS-PPT]): ppt, pps, pot.
//!
//! The slides of the last save come first, each with its notes and its comments;
//! then what is embedded, what only earlier saves had, and the other streams.

mod edits;
mod lock;
mod loose;
pub(super) mod objects;
pub(super) mod records;
mod shapes;
mod streams;

use rustc_hash::{FxHashMap, FxHashSet};

use self::edits::{DIRECTORY, EDIT, Edits};
use self::records::{Record, Records};
use super::ole::Ole;
use super::slide::Slide;
use super::strings::printable;
use super::unread::has_stream;
use super::xls::lock::cloak::Cloak;
use super::{Budget, Format, unlock};
use crate::artefact::Artefact;
use crate::document::{Container, Fragment, Gap, Layer, Place, Reason, Sink};

/// Slides of PowerPoint 97 to 2003.
pub(super) const FORMAT: Format = Format {
    name: "ppt",
    extensions: &["ppt", "pps", "pot"],
    sniff: |artefact| {
        super::ole::is_ole(artefact.bytes()) && has_stream(artefact.bytes(), "PowerPoint Document")
    },
    read,
};

/// Parts of a presentation ([MS-PPT] 2.13.24): the document, a slide, notes, a
/// master, the master of handouts.
const SLIDE: u16 = 0x03EE;
const NOTES: u16 = 0x03F0;
const MASTERS: [u16; 2] = [0x03F8, 0x0FC9];

/// The lists of slides and of notes, with what their placeholders show
/// (2.4.14.3); an entry of them.
const LIST: u16 = 0x0FF0;
const ENTRY: u16 = 0x03F3;

/// What begins a text of the outline: its number counts these (2.9.39).
const TEXT_HEADER: u16 = 0x0F9F;

/// The size of the slides, which slide notes are of, how a slide is shown.
const DOCUMENT_ATOM: u16 = 0x03E9;
const NOTES_ATOM: u16 = 0x03F1;
const SHOW: u16 = 0x03F9;

/// Where the document says which parts are the masters of notes and of handouts.
const OTHER_MASTERS: [usize; 2] = [24, 28];

/// The flag of a slide that is not shown (2.6.6), and where it stands.
const HIDDEN: u16 = 0x0004;
const SHOW_FLAGS: usize = 10;

/// How many slides without a part are named.
const MOST_MISSING: u32 = 1_000;

/// A slide of the outline.
#[derive(Debug, Default)]
struct Listed {
    part: u32,
    id: u32,
    /// What its placeholders show.
    texts: Vec<String>,
}

fn read(artefact: &Artefact<'_>, budget: &Budget, sink: &mut dyn Sink) -> Result<(), Reason> {
    let mut file = Ole::open(artefact.bytes(), budget)?;
    let current = file.bytes("/Current User").unwrap_or_default();
    let stream = file.bytes("/PowerPoint Document");
    let mut cloak = None;
    let outcome = stream.and_then(|stream| match Edits::of(&current, &stream) {
        Ok(edits) => {
            cloak = push_opened(&stream, &edits, budget, sink)?;
            Ok(())
        }
        Err(Reason::Encrypted) => Err(Reason::Encrypted),
        Err(reason) => {
            printable(&stream, Layer::UnknownPart, "PowerPoint Document", sink);
            Err(reason)
        }
    });
    streams::push(&mut file, cloak.as_ref(), budget, sink);
    outcome
}

/// Pushes the presentation, and tells what lay over it if it is encrypted.
///
/// # Errors
///
/// When no password fits.
fn push_opened(
    stream: &[u8],
    edits: &Edits,
    budget: &Budget,
    sink: &mut dyn Sink,
) -> Result<Option<Cloak>, Reason> {
    let Some(session) = edits.session else {
        push(stream, edits, budget, sink);
        return Ok(None);
    };
    let opened = lock::cloak(stream, edits, session, budget)?;
    unlock::say(&opened, sink);
    let plain = lock::plain(stream, edits, session, &opened.content);
    push(&plain, edits, budget, sink);
    Ok(Some(opened.content))
}

/// Pushes the presentation.
fn push(stream: &[u8], edits: &Edits, budget: &Budget, sink: &mut dyn Sink) {
    let live: FxHashSet<usize> = edits.parts.values().copied().collect();
    let document = edits.document(stream);
    let (slides, notes) = (listed(document, 0), listed(document, 2));
    let size = document.and_then(|it| {
        let atom = it.child(DOCUMENT_ATOM)?;
        Some((i64::from(atom.i32(0)?), i64::from(atom.i32(4)?)))
    });
    if document.is_none() {
        let detail = "its document is not there".into();
        sink.gap(Gap::whole(Reason::Malformed { format: "ppt", detail }));
    }
    let mut of: FxHashMap<u32, &Listed> = FxHashMap::default();
    for notes in &notes {
        if let Some(slide) = slide_of(edits, notes, stream) {
            of.entry(slide).or_insert(notes);
        }
    }
    let (mut seen, mut told, mut missing) = (FxHashSet::default(), FxHashSet::default(), 0);
    for (number, slide) in (1..).zip(&slides).filter(|it| seen.insert(it.1.part)) {
        let name = format!("slide {number}");
        match edits.part(slide.part, stream).filter(|it| it.kind == SLIDE) {
            Some(record) => {
                told.insert(record.at);
                push_slide(&record, slide, &name, size, sink);
            }
            None if missing == MOST_MISSING => {}
            None => {
                missing += 1;
                sink.gap(Gap::part(name, Reason::Truncated));
            }
        }
        let notes = of.get(&slide.id).and_then(|it| Some((it, edits.part(it.part, stream)?)));
        if let Some((listed, notes)) = notes {
            told.insert(notes.at);
            push_notes(&notes, &listed.texts, &format!("notes of slide {number}"), sink);
        }
    }
    let at = |number: u32| edits.parts.get(&number).copied();
    let masters = masters(document).into_iter().filter_map(at).collect::<FxHashSet<usize>>();
    for part in Records::of(stream).filter(|it| live.contains(&it.at)) {
        let role = match (masters.contains(&part.at), told.contains(&part.at)) {
            (true, _) => Role::Master,
            (_, true) => Role::Listed,
            _ => Role::Other,
        };
        push_part(&part, role, sink);
    }
    if let Some(reason) = Records::of(stream).find_map(|part| part.limit()) {
        sink.gap(Gap::part("PowerPoint Document", reason));
    }
    push_objects(stream, budget, sink);
    push_earlier(stream, &live, edits.count, sink);
}

/// The identifier of the slide that notes are of.
fn slide_of(edits: &Edits, notes: &Listed, stream: &[u8]) -> Option<u32> {
    edits.part(notes.part, stream)?.child(NOTES_ATOM)?.u32(0)
}

/// What a part is for the presentation.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
enum Role {
    Listed,
    Master,
    Other,
}

/// The numbers of the masters, those of titles, notes and handouts among them.
fn masters(document: Option<Record<'_>>) -> Vec<u32> {
    let atom = document.and_then(|it| it.child(DOCUMENT_ATOM));
    let others = OTHER_MASTERS.iter().filter_map(|at| atom?.u32(*at));
    listed(document, 1).iter().map(|it| it.part).chain(others).collect()
}

/// The slides of a list of the document, by which kind of list it is.
fn listed(document: Option<Record<'_>>, kind: u16) -> Vec<Listed> {
    let mut slides: Vec<Listed> = Vec::new();
    let list =
        document.and_then(|it| it.children().find(|it| it.kind == LIST && it.instance == kind));
    for record in list.iter().flat_map(Record::children) {
        if record.kind == ENTRY {
            let number = |at| record.u32(at).unwrap_or_default();
            slides.push(Listed { part: number(0), id: number(12), texts: Vec::new() });
        } else if let Some(slide) = slides.last_mut() {
            match (record.kind, slide.texts.last_mut(), record.text()) {
                (TEXT_HEADER, ..) => slide.texts.push(String::new()),
                (_, Some(last), Some(text)) => *last = text,
                _ => {}
            }
        }
    }
    slides
}

fn push_slide(
    record: &Record<'_>,
    listed: &Listed,
    name: &str,
    size: Option<(i64, i64)>,
    sink: &mut dyn Sink,
) {
    let flags = record.child(SHOW).and_then(|it| it.u16(SHOW_FLAGS)).unwrap_or(0);
    let layer = if flags & HIDDEN == 0 { Layer::Body } else { Layer::HiddenSlide };
    let (mut shapes, rest) = shapes::shapes(record, &listed.texts);
    // What the outline keeps and no placeholder shows.
    let texts = rest.into_iter().map(|it| (Layer::HiddenText, it)).collect();
    shapes.push(super::slide::Shape { texts, ..Default::default() });
    Slide { name: name.to_owned(), layer, size, shapes }.push(sink);
    loose::push_comments(record, &format!("comments of {name}"), sink);
    if record.is_cut {
        sink.gap(Gap::part(name, Reason::Truncated));
    }
}

fn push_notes(record: &Record<'_>, outline: &[String], name: &str, sink: &mut dyn Sink) {
    let (shapes, rest) = shapes::shapes(record, outline);
    let own = shapes.into_iter().flat_map(|it| it.texts).map(|it| it.1);
    let texts: Vec<String> = own.chain(rest).collect();
    push_texts(&texts, Container::text(name, Layer::SpeakerNotes), sink);
}

/// Pushes what a part of the last save holds beside its listed slides and notes.
fn push_part(part: &Record<'_>, role: Role, sink: &mut dyn Sink) {
    match part.kind {
        kind if MASTERS.contains(&kind) || role == Role::Master => {
            let (shapes, _) = shapes::shapes(part, &[]);
            let own = shapes.into_iter().filter(|it| !it.is_prompt).flat_map(|it| it.texts);
            let texts: Vec<String> = own.map(|it| it.1).collect();
            push_texts(&texts, Container::text("master", Layer::HeaderFooter), sink);
        }
        SLIDE if role == Role::Other => {
            let (shapes, _) = shapes::shapes(part, &[]);
            let (name, layer) = ("a slide that is not listed".to_owned(), Layer::OrphanPart);
            Slide { name, layer, size: None, shapes }.push(sink);
        }
        NOTES if role == Role::Other => push_notes(part, &[], "notes of no slide", sink),
        _ => {}
    }
    sink.open(Container::text("beside the slides", Layer::Property));
    loose::push_strings(part, sink);
    sink.close();
}

fn push_texts(texts: &[String], container: Container<'_>, sink: &mut dyn Sink) {
    if texts.is_empty() {
        return;
    }
    sink.open(container);
    let mut line = 1;
    for text in texts {
        sink.push(Fragment::new(text, container.layer, Place::Line(line)));
        line += 1 + text.matches('\n').count() as u64;
    }
    sink.close();
}

/// Pushes the objects of every save: those of earlier ones can be had as well.
fn push_objects(stream: &[u8], budget: &Budget, sink: &mut dyn Sink) {
    let objects = Records::of(stream).filter(|it| it.kind == objects::OBJECT);
    for (number, object) in (1..).zip(objects) {
        let name = format!("object{number}");
        if let Err(reason) = objects::push(&object, &name, budget, sink) {
            sink.gap(Gap::part(name, reason));
        }
    }
}

/// Pushes the texts that only earlier saves have (2.1.2: a save adds its records
/// behind those of the save before, which stay).
fn push_earlier(stream: &[u8], live: &FxHashSet<usize>, saves: usize, sink: &mut dyn Sink) {
    let mut seen: FxHashSet<String> = FxHashSet::default();
    for part in Records::of(stream).filter(|it| live.contains(&it.at)) {
        part.walk(&mut |record, _| seen.extend(texts(record)));
    }
    let earlier = format!("earlier saves ({})", saves.saturating_sub(1));
    let mut is_open = false;
    for part in Records::of(stream).filter(|it| !live.contains(&it.at)) {
        if part.is_cut {
            sink.gap(Gap::part("PowerPoint Document", Reason::Truncated));
        }
        if matches!(part.kind, EDIT | DIRECTORY | objects::OBJECT) {
            continue;
        }
        part.walk(&mut |record, _| {
            for text in texts(record) {
                if !seen.insert(text.clone()) {
                    continue;
                }
                if !std::mem::replace(&mut is_open, true) {
                    sink.open(Container::text(&earlier, Layer::EarlierRevision));
                }
                let place = format!("byte {}", part.at + 1);
                sink.push(Fragment::new(&text, Layer::EarlierRevision, Place::Named(&place)));
            }
        });
    }
    if is_open {
        sink.close();
    }
}

/// The texts of a record: its own, or those of a text box, whose version does not
/// say that it holds records.
fn texts(record: &Record<'_>) -> Vec<String> {
    const TEXT_BOX: u16 = 0xF00D;
    let within = || Records::of(record.data).filter_map(|it| it.text()).collect();
    let own = record.text().into_iter().collect();
    let texts: Vec<String> = if record.kind == TEXT_BOX { within() } else { own };
    texts.into_iter().filter(|it| it.contains(char::is_alphanumeric)).collect()
}
