//! Slides of Office Open XML: pptx, pptm, potx, ppsx (ECMA-376 part 1, 13 and 19).
//!
//! The slides that the presentation lists come first, each with its notes and its
//! comments; then every other part of the package by the ledger in [`parts`].

mod comments;
mod look;
mod open;
mod parts;
mod place;
mod presentation;
mod shapes;

use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

use self::comments::Authors;
use self::look::Theme;
use self::parts::{Duty, ROOTS};
use self::place::Placeholders;
use self::presentation::Presentation;
use self::shapes::{Page, page};
use super::ooxml::asides::push_asides;
use super::ooxml::colour::Colours;
use super::ooxml::{Part, Task, main_part, push_damaged, task};
use super::package::Package;
use super::relations::{Relation, relations_of};
use super::slide::{Shape, Slide};
use super::zip::push_around;
use super::{Budget, Format, Limits, xml};
use crate::artefact::Artefact;
use crate::document::{Container, Fragment, Gap, Layer, Place, Reason, Sight, Sink};

/// Slides of Office Open XML.
pub(super) const FORMAT: Format = Format {
    name: "pptx",
    extensions: &["pptx", "pptm", "potx", "potm", "ppsx", "ppsm"],
    sniff,
    read,
};

/// Where the main part usually lies.
const MAIN: &str = "ppt/presentation.xml";

/// The bytes of the main part that are looked at to tell the format.
const HEAD: usize = 4096;

/// How many slides without a part are named.
const MOST_MISSING: u32 = 1_000;

/// A presentation while it is read.
struct Reader<'a, 's> {
    package: Package<'a>,
    /// For looks at parts that leave the ledger as it is.
    twin: Package<'a>,
    presentation: Presentation,
    authors: Authors,
    /// The layers of slides that are hidden, by the parts that belong to them.
    owners: BTreeMap<String, Layer>,
    /// The layouts and masters that slides use.
    used: BTreeSet<String>,
    /// What layouts say of their slides.
    themes: BTreeMap<String, Rc<Theme>>,
    sink: &'s mut dyn Sink,
}

/// A package whose main part is a presentation, or with parts in the folder of one.
fn sniff(artefact: &Artefact<'_>) -> bool {
    if !artefact.bytes().starts_with(b"PK") {
        return false;
    }
    let budget = Budget::new(Limits::default());
    let Ok(mut package) = Package::open(artefact.bytes(), &budget) else { return false };
    if package.has("[Content_Types].xml") && package.names().any(|it| it.starts_with("ppt/")) {
        return true;
    }
    let Some(part) = main_part(&mut package, MAIN) else { return false };
    let mut head = vec![0; HEAD];
    let count = package.head(&part, &mut head).unwrap_or(0);
    xml::root(&head[..count]).is_some_and(|root| root == "presentation")
}

fn read(artefact: &Artefact<'_>, budget: &Budget, sink: &mut dyn Sink) -> Result<(), Reason> {
    let mut package = Package::open(artefact.bytes(), budget)?;
    push_around(&package, artefact.bytes(), sink);
    if let Some(contradiction) = package.contradiction() {
        sink.gap(Gap::whole(contradiction));
    }
    let twin = package.twin();
    package.unlisted(&mut |name, bytes| push_unlisted(name, bytes, sink));
    let mut reader = Reader {
        package,
        twin,
        presentation: Presentation::default(),
        authors: Authors::default(),
        owners: BTreeMap::new(),
        used: BTreeSet::new(),
        themes: BTreeMap::new(),
        sink,
    };
    reader.read();
    Ok(())
}

/// Pushes what an entry shows that the directory does not list.
fn push_unlisted(name: &str, bytes: Result<Vec<u8>, Reason>, sink: &mut dyn Sink) {
    match bytes {
        Ok(bytes) => super::strings::printable(&bytes, Layer::OrphanPart, name, sink),
        Err(reason) => sink.gap(Gap::part(name, reason)),
    }
}

impl Reader<'_, '_> {
    fn read(&mut self) {
        let part = main_part(&mut self.twin, MAIN).unwrap_or_default();
        let relations = self.relations(&part);
        let outcome = self.taken(&part).and_then(|bytes| self.presentation.read(&bytes));
        self.note(&part, outcome);
        self.presentation.push(self.sink);
        for authors in
            relations.iter().filter(|it| matches!(it.kind.as_str(), "commentAuthors" | "authors"))
        {
            let bytes = self.twin.take(&authors.target).ok().flatten().unwrap_or_default();
            // What is damaged is a gap when it is read for its people.
            let _ = self.authors.read(&bytes);
        }
        let own = relations.into_iter().filter(|it| !it.external);
        let parts: BTreeMap<String, String> = own.map(|it| (it.id, it.target)).collect();
        let mut missing = 0;
        for (number, id) in (1..).zip(self.presentation.slides.clone()) {
            let name = format!("slide {number}");
            match parts.get(&id) {
                Some(part) if self.package.is_taken(part) => {} // listed twice
                Some(part) => self.read_slide(part, &name, None),
                None if missing == MOST_MISSING => {}
                None => {
                    missing += 1;
                    let detail = "a slide has no part".to_owned();
                    let reason = Reason::Malformed { format: "pptx", detail };
                    self.sink.gap(Gap::part(name, reason));
                }
            }
        }
        self.read_rest();
    }

    /// Reads a slide with its notes and its comments.
    fn read_slide(&mut self, part: &str, name: &str, fixed: Option<Layer>) {
        let outcome = self.taken(part).and_then(|bytes| {
            let relations = self.relations(part);
            let theme = self.theme(&relations);
            let page = page(&bytes, &theme);
            let hidden = page.is_hidden.then_some(Layer::HiddenSlide);
            let layer = fixed.or(hidden).unwrap_or(Layer::Body);
            if layer != Layer::Body {
                let inner = relations.iter().filter(|it| !it.external && is_shown(&it.kind));
                self.owners.extend(inner.map(|it| (it.target.clone(), layer)));
            }
            let Page { shapes, outcome, .. } = page;
            let size = self.presentation.size;
            Slide { name: name.to_owned(), layer, size, shapes }.push(self.sink);
            self.read_beside(&relations, name);
            outcome
        });
        self.note(part, outcome);
    }

    /// Reads the notes and the comments of a slide.
    fn read_beside(&mut self, relations: &[Relation], slide: &str) {
        for relation in relations.iter().filter(|it| !it.external) {
            let part = relation.target.as_str();
            let outcome = match relation.kind.as_str() {
                _ if self.package.is_taken(part) => Ok(()),
                "notesSlide" => self.read_notes(part, &format!("notes of {slide}")),
                "comments" => self.read_comments(part, &format!("comments of {slide}")),
                _ => Ok(()),
            };
            self.note(part, outcome);
        }
    }

    fn read_notes(&mut self, part: &str, name: &str) -> Result<(), Reason> {
        let bytes = self.taken(part)?;
        let Page { shapes, outcome, .. } = page(&bytes, &Theme::default());
        push_texts(&shapes, Container::text(name, Layer::SpeakerNotes), self.sink);
        outcome
    }

    fn read_comments(&mut self, part: &str, name: &str) -> Result<(), Reason> {
        let bytes = self.taken(part)?;
        comments::push(&bytes, name, &self.authors, self.sink)
    }

    /// What the layout and the master of a slide say of its look.
    fn theme(&mut self, relations: &[Relation]) -> Rc<Theme> {
        let Some(layout) = one(relations, "slideLayout") else { return Rc::default() };
        if let Some(theme) = self.themes.get(&layout) {
            return Rc::clone(theme);
        }
        let theme = Rc::new(self.theme_of(&layout));
        self.themes.insert(layout, Rc::clone(&theme));
        theme
    }

    fn theme_of(&mut self, layout: &str) -> Theme {
        let mut theme = Theme::default();
        let layouts = self.relations(layout);
        let master = one(&layouts, "slideMaster").unwrap_or_default();
        let masters = self.relations(&master);
        if let Some(colours) = one(&masters, "theme") {
            theme.colours.read_theme(&self.looked_at(&colours));
        }
        for part in [master.as_str(), layout] {
            let bytes = self.looked_at(part);
            theme.wear(&bytes);
            theme.places.extend(Placeholders::of(&bytes));
        }
        self.used.extend([layout.to_owned(), master]);
        theme
    }

    /// Reads the parts that nobody took.
    fn read_rest(&mut self) {
        for part in self.package.rest() {
            let outcome = task(&mut self.twin, &part, ROOTS);
            let outcome = outcome.and_then(|task| self.read_part(&part, task));
            self.note(&part, outcome);
        }
    }

    fn read_part(&mut self, part: &str, task: Task<Duty>) -> Result<(), Reason> {
        match task {
            _ if self.package.is_taken(part) => Ok(()), // taken along with a slide
            Task::Own(Duty::Slide) => {
                self.read_slide(part, part, Some(Layer::OrphanPart));
                Ok(())
            }
            Task::Own(Duty::Notes) => self.read_notes(part, part),
            Task::Own(Duty::Comments) => self.read_comments(part, part),
            Task::Own(Duty::Authors) => {
                let bytes = self.taken(part)?;
                comments::push_authors(&bytes, part, self.sink)
            }
            Task::Own(Duty::Master) => self.read_master(part),
            Task::Shared(duty) => {
                let bytes = self.package.take(part)?.unwrap_or_default();
                let hidden = self.owners.get(part).copied();
                let part = Part {
                    name: part,
                    bytes: &bytes,
                    hidden,
                    colours: &Colours::default(),
                    shows: &|_| false,
                };
                part.push(duty, &mut self.twin, self.sink)
            }
        }
    }

    /// Reads the texts of a layout or a master that are no prompts. Those of a
    /// layout that no slide uses are seen nowhere.
    fn read_master(&mut self, part: &str) -> Result<(), Reason> {
        let bytes = self.taken(part)?;
        let mut page = page(&bytes, &Theme::default());
        page.shapes.retain(|it| !it.is_prompt);
        let is_seen = self.used.contains(part) || !part.contains("slideLayout");
        let layer = if is_seen { Layer::HeaderFooter } else { Layer::OrphanPart };
        push_texts(&page.shapes, Container::text(part, layer), self.sink);
        page.outcome
    }

    fn relations(&mut self, part: &str) -> Vec<Relation> {
        relations_of(&mut self.twin, part).unwrap_or_default()
    }

    fn looked_at(&mut self, part: &str) -> Vec<u8> {
        self.twin.take(part).ok().flatten().unwrap_or_default()
    }

    /// The bytes of a part, what belongs to no element of it pushed.
    fn taken(&mut self, part: &str) -> Result<Vec<u8>, Reason> {
        let bytes = self.package.take(part)?;
        push_asides(bytes.as_deref().unwrap_or_default(), part, self.sink);
        bytes.ok_or_else(|| Reason::Malformed {
            format: "pptx",
            detail: "a part is not there".into(),
        })
    }

    /// Makes a failure a gap.
    fn note(&mut self, part: &str, outcome: Result<(), Reason>) {
        if let Err(reason) = outcome {
            push_damaged(&mut self.twin, part, &reason, self.sink);
            self.sink.gap(Gap::part(part, reason));
        }
    }
}

/// Whether a part that a slide refers to is shown on it.
fn is_shown(kind: &str) -> bool {
    !matches!(kind, "slideLayout" | "notesSlide" | "comments" | "slide")
}

/// The target of the first relationship of a kind.
fn one(relations: &[Relation], kind: &str) -> Option<String> {
    relations.iter().find(|it| it.kind == kind && !it.external).map(|it| it.target.clone())
}

/// Pushes the texts of shapes as a container of its layer, unless there are none.
fn push_texts(shapes: &[Shape], container: Container<'_>, sink: &mut dyn Sink) {
    let why = |it: &Shape| it.is_hidden.then_some(Layer::HiddenShape);
    let cells = |it: &'_ Shape| -> Vec<(Layer, String)> {
        it.cells.iter().map(|it| (it.2, it.3.clone())).collect()
    };
    let own = shapes.iter().flat_map(|it| {
        let texts = it.all(why(it)).map(|(layer, text)| (layer, text.to_owned()));
        texts.chain(cells(it)).collect::<Vec<_>>()
    });
    let mut own = own.peekable();
    if own.peek().is_none() {
        return;
    }
    sink.open(container);
    let mut line = 1;
    for (layer, text) in own {
        let layer = if layer.sight() == Sight::Seen { container.layer } else { layer };
        sink.push(Fragment::new(&text, layer, Place::Line(line)));
        line += 1 + text.matches('\n').count() as u64;
    }
    sink.close();
}
