//! Rich text ([RTF] 1.9.1), as Word, Outlook and WordPad write it.
//!
//! The story comes first, as it streams, then what stands beside it: notes,
//! headers, comments, shapes, then properties and the files inside. A group that
//! begins with an unknown word is told, never passed over.

mod beside;
mod controls;
mod data;
mod destinations;
mod header;
mod letters;
mod plain;
mod rows;
mod state;
mod tokens;
mod walk;

use self::beside::{Beside, Later, Matter};
use self::data::{form_texts, push_field_data, push_object, push_picture, push_store};
use self::destinations::Duty;
use self::plain::{groups, plain};
use self::state::State;
use self::tokens::Tokens;
use self::walk::Walk;
use super::docx::{Styles, Teller};
use super::html::push_page;
use super::mail::{Disguise, disguise};
use super::tail::push_tail;
use super::{Budget, Format};
use crate::artefact::Artefact;
use crate::document::{Container, Fragment, Gap, Layer, Place, Reason, Sink};

/// Rich text.
pub(super) const FORMAT: Format = Format { name: "rtf", extensions: &["rtf", "doc"], sniff, read };

/// How often groups are followed that were found in others.
const ROUNDS: u32 = 16;

/// Which groups are told in a container of a name and a layer.
type Telling = (fn(&Matter) -> bool, &'static str, Layer);

/// Groups that are told later, in the order in which they are.
const ORDER: &[Telling] = &[
    (|it| matches!(it, Matter::Known(Duty::Note(_))), "footnotes", Layer::Footnote),
    (|it| matches!(it, Matter::Known(Duty::Margin(_))), "", Layer::HeaderFooter),
    (|it| matches!(it, Matter::Comment(..)), "comments", Layer::Comment),
    (|it| matches!(it, Matter::Known(Duty::Box)), "text boxes", Layer::TextBox),
    (|it| matches!(it, Matter::HiddenBox), "hidden shapes", Layer::HiddenShape),
];

fn sniff(artefact: &Artefact<'_>) -> bool {
    artefact.bytes().trim_ascii_start().starts_with(b"{\\rt")
}

fn read(artefact: &Artefact<'_>, budget: &Budget, sink: &mut dyn Sink) -> Result<(), Reason> {
    if let Disguise::Page(page) = disguise(artefact.bytes()) {
        push_page(page.as_bytes(), None, budget, sink)?;
        return push_beside_page(artefact.bytes(), budget, sink);
    }
    push(artefact.bytes(), budget, sink)
}

/// Pushes a rich text.
///
/// # Errors
///
/// When it is cut off, or a limit does not let all of it be read.
pub(super) fn push(bytes: &[u8], budget: &Budget, sink: &mut dyn Sink) -> Result<(), Reason> {
    let mut tokens = Tokens::new(bytes);
    tokens.next(); // the brace that begins it
    let mut reader =
        Reader { beside: Beside::default(), tokens, counts: [0; 2], boxes: Vec::new() };
    let is_whole = reader.push_story(sink);
    reader.push_later(budget, sink);
    reader.beside.push(sink);
    push_tail(reader.tokens.rest().trim_ascii_start(), sink);
    if reader.beside.is_too_deep {
        sink.gap(Gap::part("groups", malformed("they lie too deep in each other")));
    }
    if reader.beside.is_full {
        sink.gap(Gap::part(
            "groups",
            Reason::TooLarge { limit: beside::MOST as u64, unit: "groups" },
        ));
    }
    if is_whole && !reader.tokens.is_cut { Ok(()) } else { Err(Reason::Truncated) }
}

/// Pushes the objects and pictures of a page in disguise, which stand in none of its
/// marks.
fn push_beside_page(bytes: &[u8], budget: &Budget, sink: &mut dyn Sink) -> Result<(), Reason> {
    let tokens = Tokens::new(bytes);
    for (number, span) in (1..).zip(groups(tokens, b"objdata")) {
        push_object(tokens.within(span), number, budget, sink)?;
    }
    for (number, span) in (1..).zip(groups(tokens, b"pict")) {
        push_picture(tokens.within(span), number, budget, sink)?;
    }
    Ok(())
}

fn malformed(detail: &str) -> Reason {
    Reason::Malformed { format: "rtf", detail: detail.to_owned() }
}

/// A rich text while it is read.
struct Reader<'a> {
    tokens: Tokens<'a>,
    beside: Beside,
    /// How many pictures and objects there were.
    counts: [usize; 2],
    /// What the text boxes say, which copies for older programs repeat.
    boxes: Vec<String>,
}

impl Reader<'_> {
    /// Pushes the story, and says whether it ended.
    fn push_story(&mut self, sink: &mut dyn Sink) -> bool {
        let styles = Styles::default();
        let teller = Teller::new("", Layer::Body, &styles, sink);
        let mut walk = Walk::new(self.tokens, State::new(), &mut self.beside, teller);
        let is_whole = walk.all();
        self.tokens = walk.tokens;
        walk.teller.end();
        is_whole
    }

    /// Pushes what was left for later, and what is found in it.
    fn push_later(&mut self, budget: &Budget, sink: &mut dyn Sink) {
        for _ in 0..ROUNDS {
            let mut later = std::mem::take(&mut self.beside.later);
            if later.is_empty() {
                return;
            }
            self.unfold(&mut later);
            for (is, name, layer) in ORDER {
                let own: Vec<Later> = later.extract_if(.., |it| is(&it.matter)).collect();
                self.push_stories(&own, (name, *layer), sink);
            }
            for it in &later {
                if let Err(reason) = self.push_data(it, budget, sink) {
                    sink.gap(Gap::part("data", reason));
                }
            }
        }
        self.beside.is_too_deep |= !self.beside.later.is_empty();
    }

    /// Tells what shapes say of themselves, and puts their texts in their place.
    fn unfold(&mut self, later: &mut Vec<Later>) {
        let shapes = later.extract_if(.., |it| it.matter == Matter::Known(Duty::Shape));
        let mut boxes = Vec::new();
        for shape in shapes.collect::<Vec<_>>() {
            let is_hidden = self.push_shape(&shape);
            let tokens = self.tokens.within(shape.span);
            for word in [&b"shptxt"[..], b"dptxbxtext"] {
                for span in groups(tokens, word) {
                    let matter =
                        if is_hidden { Matter::HiddenBox } else { Matter::Known(Duty::Box) };
                    boxes.push(Later { matter, span, state: shape.state.inner() });
                }
            }
            for span in groups(tokens, b"pict") {
                let matter = Matter::Known(Duty::Picture);
                boxes.push(Later { matter, span, state: shape.state.inner() });
            }
        }
        for it in boxes.iter().filter(|it| it.matter != Matter::Known(Duty::Picture)) {
            self.boxes.push(self.text(it));
        }
        later.append(&mut boxes);
    }

    /// Tells the name and the description of a shape; says whether it is hidden.
    fn push_shape(&mut self, shape: &Later) -> bool {
        let tokens = self.tokens.within(shape.span);
        let mut is_hidden = false;
        for pair in groups(tokens, b"sp") {
            let own = tokens.within(pair);
            let text = |word: &[u8]| {
                let span = groups(own, word).into_iter().next();
                let header = &self.beside.header;
                span.map_or(String::new(), |it| plain(own.within(it), header, header.encoding))
            };
            let (name, value) = (text(b"sn"), text(b"sv"));
            let value = value.trim();
            is_hidden |= name == "fHidden" && value == "1";
            let (layer, place) = match name.as_str() {
                "wzDescription" => (Layer::AltText, "description"),
                "wzName" if !super::ooxml::harvest::is_given(value) => (Layer::AltText, "name"),
                "wzTooltip" => (Layer::AltText, "tip"),
                "gtextUNICODE" => (Layer::TextBox, "lettering"),
                "pibName" => (Layer::SavePath, "picture"),
                "pihlShape" => (Layer::Hyperlink, "link"),
                _ => continue,
            };
            self.beside.tell("shapes", layer, place, value);
        }
        is_hidden
    }

    fn text(&self, later: &Later) -> String {
        let header = &self.beside.header;
        let text = plain(self.tokens.within(later.span), header, header.encoding);
        text.split_whitespace().collect::<Vec<_>>().join(" ")
    }

    /// Pushes parts of a kind that are told for themselves, in one container unless
    /// they have names.
    fn push_stories(&mut self, own: &[Later], (name, layer): (&str, Layer), sink: &mut dyn Sink) {
        if own.is_empty() {
            return;
        }
        let styles = Styles::default();
        for batch in
            own.chunk_by(|_, other| !matches!(other.matter, Matter::Known(Duty::Margin(_))))
        {
            let name = match batch[0].matter {
                Matter::Known(Duty::Margin(margin)) => margin,
                _ => name,
            };
            let mut teller = Teller::new(name, layer, &styles, sink);
            for (number, later) in (1..).zip(batch) {
                self.name(later, number, &mut teller);
                let tokens = self.tokens.within(later.span);
                let mut walk = Walk::new(tokens, later.state.clone(), &mut self.beside, teller);
                walk.all();
                teller = walk.teller;
                teller.end_paragraph();
            }
            teller.end();
        }
    }

    /// Gives a note or a comment its place.
    fn name(&self, later: &Later, number: usize, teller: &mut Teller<'_>) {
        match &later.matter {
            Matter::Known(Duty::Note(kind)) => teller.note(format!("{kind} {number}")),
            Matter::Comment(initials, author) => {
                teller.note(format!("comment {number}"));
                teller.aside(Layer::Comment, "author", author);
                teller.aside(Layer::Comment, "initials", initials);
            }
            _ => {}
        }
    }

    /// Pushes data, and copies that say more than what they are a copy of.
    fn push_data(
        &mut self,
        later: &Later,
        budget: &Budget,
        sink: &mut dyn Sink,
    ) -> Result<(), Reason> {
        let tokens = self.tokens.within(later.span);
        match later.matter {
            Matter::Known(Duty::Picture) => {
                self.counts[0] += 1;
                push_picture(tokens, self.counts[0], budget, sink)
            }
            Matter::Known(Duty::PictureCopy) if self.counts[0] > 0 => Ok(()),
            Matter::Known(Duty::PictureCopy) => self.push_pictures(tokens, budget, sink),
            Matter::Known(Duty::Object) => {
                self.counts[1] += 1;
                push_object(tokens, self.counts[1], budget, sink)
            }
            Matter::Known(Duty::FieldData) => {
                push_field_data(tokens, sink);
                Ok(())
            }
            Matter::Known(Duty::FormField) => {
                for (place, text) in form_texts(tokens, &self.beside.header) {
                    self.beside.tell("form fields", Layer::FormField, place, &text);
                }
                Ok(())
            }
            Matter::Known(Duty::ShapeCopy) => {
                self.push_copy(later, sink);
                self.push_pictures(tokens, budget, sink)
            }
            Matter::Known(Duty::Store) => push_store(tokens, budget, sink),
            _ => Ok(()),
        }
    }

    fn push_pictures(
        &mut self,
        tokens: Tokens<'_>,
        budget: &Budget,
        sink: &mut dyn Sink,
    ) -> Result<(), Reason> {
        if self.counts[0] > 0 {
            return Ok(());
        }
        for span in groups(tokens, b"pict") {
            self.counts[0] += 1;
            push_picture(tokens.within(span), self.counts[0], budget, sink)?;
        }
        Ok(())
    }

    /// Pushes what a copy of a shape says that the shape does not.
    fn push_copy(&self, later: &Later, sink: &mut dyn Sink) {
        let text = self.text(later);
        let is_told = |it: &String| it.contains(text.trim());
        if text.contains(char::is_alphabetic) && !self.boxes.iter().any(is_told) {
            sink.open(Container::text("copies of shapes", Layer::HiddenShape));
            sink.push(Fragment::new(&text, Layer::HiddenShape, Place::Whole));
            sink.close();
        }
    }
}
