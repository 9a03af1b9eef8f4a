//! Documents of Office Open XML: docx, docm, dotx, dotm, Transitional and Strict
//! (ECMA-376 part 1, 11 and 17).
//!
//! The body comes first, as it streams; then every other part of the package by
//! the ledger in [`parts`]. A part that fails is a gap, and the next one is read.

mod about;
mod authors;
mod fields;
mod ledger;
mod look;
mod paragraph;
mod parts;
mod sections;
mod settings;
mod shapes;
pub(super) mod single;
mod story;
mod styles;
mod table;

use rustc_hash::FxHashSet;

pub(super) use self::about::CROPPED;
pub(super) use self::fields::is_given as is_given_bookmark;
pub(super) use self::look::{Ground, Look};
use self::settings::Pages;
pub(super) use self::story::teller::{Block, Change, Run, Teller};
use self::story::{About, Ending, Story};
pub(super) use self::styles::Styles;
use super::ooxml::{main_part, push_damaged};
use super::package::Package;
use super::relations::{Relation, relations_of};
use super::strings::printable;
use super::xml::{self, walk_whole, walk_whole_stream};
use super::zip::push_around;
use super::{Budget, Format, Limits};
use crate::artefact::Artefact;
use crate::document::{Gap, Layer, Reason, Sink};

/// Documents of Office Open XML.
pub(super) const FORMAT: Format =
    Format { name: "docx", extensions: &["docx", "docm", "dotx", "dotm"], sniff, read };

/// Where the main part usually lies.
const MAIN: &str = "word/document.xml";

/// The bytes of a part that are looked at to tell the format.
const HEAD: usize = 4096;

/// The kinds of relationships to a file of its own (17.17.2, 15.2.11, 15.2.12).
const FILES: &[&str] = &["aFChunk", "subDocument", "package", "oleObject"];

/// How many parts are followed from one to the next.
const MOST_PARTS: usize = 100_000;

/// A document while it is read.
struct Reader<'a, 's> {
    package: Package<'a>,
    /// For looks at parts that leave the ledger as it is.
    twin: Package<'a>,
    styles: Styles,
    page: Ground,
    pages: Pages,
    /// The parts that lead from the package to each other.
    reached: FxHashSet<String>,
    /// Those that are files of their own.
    files: FxHashSet<String>,
    /// The notes that the body refers to, once it is read.
    notes: Option<FxHashSet<String>>,
    /// The headers and footers that no page shows.
    unseen: FxHashSet<String>,
    sink: &'s mut dyn Sink,
}

/// A package whose main part is a document, or whose parts lie where those of
/// documents do.
fn sniff(artefact: &Artefact<'_>) -> bool {
    if !artefact.bytes().starts_with(b"PK") {
        return false;
    }
    let budget = Budget::new(Limits::default());
    let Ok(mut package) = Package::open(artefact.bytes(), &budget) else { return false };
    let is_usual = package.has("[Content_Types].xml")
        && package.names().any(|name| name.to_ascii_lowercase().starts_with("word/"));
    let Some(part) = main_part(&mut package, MAIN) else { return is_usual };
    let mut head = vec![0; HEAD];
    let count = package.head(&part, &mut head).unwrap_or(0);
    is_usual || xml::root(&head[..count]).is_some_and(|root| root == "document")
}

fn read(artefact: &Artefact<'_>, budget: &Budget, sink: &mut dyn Sink) -> Result<(), Reason> {
    let mut package = Package::open(artefact.bytes(), budget)?;
    push_around(&package, artefact.bytes(), sink);
    if let Some(contradiction) = package.contradiction() {
        sink.gap(Gap::whole(contradiction));
    }
    let mut reader = Reader {
        twin: package.twin(),
        package,
        styles: Styles::default(),
        page: Ground::Page([255; 3]),
        pages: Pages::default(),
        reached: FxHashSet::default(),
        files: FxHashSet::default(),
        notes: None,
        unseen: FxHashSet::default(),
        sink,
    };
    reader.read();
    Ok(())
}

impl Reader<'_, '_> {
    fn read(&mut self) {
        self.reach();
        let Some(part) = main_part(&mut self.twin, MAIN) else {
            let detail = "it has no body".to_owned();
            self.sink.gap(Gap::whole(Reason::Malformed { format: "docx", detail }));
            return self.end();
        };
        let relations = self.relations(&part);
        self.pages = self.read_looks(&relations);
        let outcome = self.read_story(&part, self.about("", Layer::Body)).map(|ending| {
            let unseen = ending.sections.unseen(self.pages.has_even);
            let parts = relations.iter().filter(|it| unseen.contains(&it.id));
            self.unseen = parts.map(|it| it.target.clone()).collect();
            (self.page, self.notes) = (ending.page, Some(ending.notes));
        });
        self.note(&part, outcome);
        self.end();
    }

    /// Reads what is neither the body nor needed for it.
    fn end(&mut self) {
        self.read_rest();
        for hole in self.package.holes() {
            printable(hole, Layer::TrailingBytes, "between the parts", self.sink);
        }
        self.read_unlisted();
    }

    /// Follows the relationships from the package on.
    fn reach(&mut self) {
        let mut next = vec![String::new()];
        while let Some(part) = next.pop() {
            for relation in self.relations(&part).into_iter().filter(|it| !it.external) {
                if FILES.contains(&relation.kind.as_str()) {
                    self.files.insert(relation.target.clone());
                }
                let is_new = self.reached.insert(relation.target.clone());
                if is_new && self.reached.len() < MOST_PARTS {
                    next.push(relation.target);
                }
            }
        }
    }

    /// Reads what decides how the body looks. Where it is damaged it is a gap when
    /// the ledger comes to it.
    fn read_looks(&mut self, relations: &[Relation]) -> Pages {
        let mut bytes_of = |kind: &str| {
            let part = relations.iter().find(|it| it.kind == kind && !it.external);
            let bytes = part.and_then(|it| self.twin.take(&it.target).ok().flatten());
            bytes.unwrap_or_default()
        };
        self.styles.colours.read_theme(&bytes_of("theme"));
        let _ = self.styles.read(&bytes_of("styles"));
        Pages::of(&bytes_of("settings"))
    }

    /// Reads a story, and gives what it says of others.
    fn read_story(&mut self, part: &str, about: About) -> Result<Ending, Reason> {
        let mut head = vec![0; HEAD];
        let count = self.twin.head(part, &mut head)?;
        let mut story = Story::new(about, &self.styles, &mut *self.sink);
        let outcome = if xml::encoding(&head[..count]).is_some() {
            let bytes = self.package.take(part)?.unwrap_or_default();
            walk_whole(&bytes, |piece| story.take(&piece))
        } else {
            match self.package.stream(part)? {
                Some(stream) => walk_whole_stream(stream, |piece| story.take(&piece)),
                None => Ok(()),
            }
        };
        let ending = story.end();
        outcome.map(|()| ending)
    }

    /// A story of a name in a layer, on the pages of this document.
    fn about(&self, name: &str, layer: Layer) -> About {
        let (page, is_coloured) = (self.page, self.pages.is_coloured);
        About { name: name.to_owned(), layer, page, is_coloured, notes: None }
    }

    /// The relationships of a part; those that are damaged are a gap when the
    /// ledger comes to their part.
    fn relations(&mut self, part: &str) -> Vec<Relation> {
        relations_of(&mut self.twin, part).unwrap_or_default()
    }

    /// Makes a failure a gap.
    fn note(&mut self, part: &str, outcome: Result<(), Reason>) {
        if let Err(reason) = outcome {
            push_damaged(&mut self.twin, part, &reason, self.sink);
            self.sink.gap(Gap::part(part, reason));
        }
    }
}
