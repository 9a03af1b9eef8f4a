//! What stands beside the story of a rich text: properties, variables and paths at
//! once, notes, shapes, pictures and objects later.

use super::destinations::Duty;
use super::header::Header;
use super::plain::{groups, plain};
use super::state::State;
use super::tokens::{Span, Token, Tokens};
use super::walk::has_word;
use crate::document::{Container, Fragment, Layer, Place, Sink};

/// How many groups are kept for later, and how many texts.
pub(super) const MOST: usize = 200_000;

/// The digits of data that no program of the list wrote.
const LONG: usize = 64;

/// What a group is that is told later.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(super) enum Matter {
    Known(Duty),
    /// A comment by its initials and its author.
    Comment(String, String),
    /// The text of a shape that is hidden.
    HiddenBox,
    /// A group that no list here names.
    Unknown(String),
}

/// A group that is told later, and what is true where it begins.
#[derive(Clone, Debug)]
pub(super) struct Later {
    pub(super) matter: Matter,
    pub(super) span: Span,
    pub(super) state: State,
}

/// A text beside the story.
#[derive(Debug)]
struct Aside {
    container: &'static str,
    layer: Layer,
    place: String,
    text: String,
}

/// What stands beside the story.
#[derive(Debug, Default)]
pub(super) struct Beside {
    pub(super) header: Header,
    pub(super) later: Vec<Later>,
    /// Whether there were more groups than are kept, or groups lie too deep.
    pub(super) is_full: bool,
    pub(super) is_too_deep: bool,
    asides: Vec<Aside>,
    initials: String,
    author: String,
}

impl Beside {
    /// Takes a group: its text is told at once, or it is kept.
    pub(super) fn take(&mut self, matter: Matter, span: Span, state: State, tokens: &Tokens<'_>) {
        let own = tokens.within(span);
        match matter {
            Matter::Known(Duty::Fonts) => self.header.take_fonts(own),
            Matter::Known(Duty::Colours) => self.header.take_colours(own),
            Matter::Known(Duty::Authors) => self.header.take_authors(own),
            Matter::Known(Duty::Passed) => {}
            Matter::Known(Duty::Told(layer, container, place)) => {
                let text = self.text(own, &state);
                self.tell(container, layer, place, &text);
            }
            Matter::Known(Duty::Variable) => self.take_variable(own, &state),
            Matter::Known(Duty::Properties) => self.take_properties(own, &state),
            Matter::Known(Duty::Styles) => self.take_styles(own, &state),
            Matter::Known(Duty::Lists) => self.take_lists(own, &state),
            Matter::Known(Duty::Initials) => self.initials = self.text(own, &state),
            Matter::Known(Duty::Author) => self.author = self.text(own, &state),
            Matter::Known(Duty::Comment) => {
                let by = (std::mem::take(&mut self.initials), std::mem::take(&mut self.author));
                self.keep(Later { matter: Matter::Comment(by.0, by.1), span, state });
            }
            Matter::Unknown(name) => self.take_unknown(&name, own, &state),
            matter => self.keep(Later { matter, span, state }),
        }
    }

    /// Keeps a group for later.
    pub(super) fn keep(&mut self, later: Later) {
        if self.later.len() >= MOST {
            self.is_full = true;
            return;
        }
        self.later.push(later);
    }

    fn text(&self, tokens: Tokens<'_>, state: &State) -> String {
        plain(tokens, &self.header, self.header.encoding_of(state.font)).trim().to_owned()
    }

    /// Tells a text beside the story.
    pub(super) fn tell(&mut self, container: &'static str, layer: Layer, place: &str, text: &str) {
        if self.asides.len() >= MOST {
            self.is_full = true;
        } else if !text.trim().is_empty() {
            let (place, text) = (place.to_owned(), text.trim().to_owned());
            self.asides.push(Aside { container, layer, place, text });
        }
    }

    /// Takes a variable: a group with its name, and one with its value.
    fn take_variable(&mut self, mut tokens: Tokens<'_>, state: &State) {
        let mut texts = Vec::new();
        while let Some(token) = tokens.next() {
            if token == Token::Open {
                let span = tokens.skip_group();
                texts.push(self.text(tokens.within(span), state));
            }
        }
        let name = texts.first().cloned().unwrap_or_default();
        self.tell("settings", Layer::DocumentVariable, "name", &name);
        for value in texts.iter().skip(1) {
            self.tell("settings", Layer::DocumentVariable, &name, value);
        }
    }

    /// Takes the properties that somebody made: names and values in turn.
    fn take_properties(&mut self, tokens: Tokens<'_>, state: &State) {
        let names = groups(tokens, b"propname");
        let values = groups(tokens, b"staticval");
        for value in values {
            let name = names.iter().rev().find(|name| name.from < value.from);
            let name = name.map_or(String::new(), |it| self.text(tokens.within(*it), state));
            let value = self.text(tokens.within(value), state);
            self.tell("properties", Layer::Property, &name, &value);
        }
        for link in groups(tokens, b"linkval") {
            let link = self.text(tokens.within(link), state);
            self.tell("properties", Layer::Property, "link", &link);
        }
    }

    /// Takes the names of styles: those that Word makes tell of nobody.
    fn take_styles(&mut self, mut tokens: Tokens<'_>, state: &State) {
        while let Some(token) = tokens.next() {
            if token == Token::Open {
                let span = tokens.skip_group();
                let name = self.text(tokens.within(span), state);
                let name = name.trim_end_matches(';').trim();
                if !is_built_in(name) {
                    self.tell("styles", Layer::Property, "style", name);
                }
            }
        }
    }

    /// Takes the names of lists, and the words before their items.
    fn take_lists(&mut self, tokens: Tokens<'_>, state: &State) {
        for (word, layer, place) in [
            (&b"listname"[..], Layer::Property, "list"),
            (b"liststylename", Layer::Property, "list"),
            (b"leveltext", Layer::Body, "label"),
        ] {
            for span in groups(tokens, word) {
                let text = self.text(tokens.within(span), state);
                let text = text.split(';').next().unwrap_or_default().trim();
                let text: String = text.chars().filter(|it| !it.is_control()).collect();
                if has_word(&text) && !is_given_list(&text) {
                    self.tell("numbering", layer, place, &text);
                }
            }
        }
    }

    /// Tells the words of a group that is unknown.
    fn take_unknown(&mut self, name: &str, tokens: Tokens<'_>, state: &State) {
        let text = self.text(tokens, state);
        let is_data = text.len() > LONG && text.bytes().all(|it| it.is_ascii_hexdigit());
        if has_word(&text) && !is_data {
            self.tell("other groups", Layer::UnknownPart, name, &text);
        }
    }

    /// Pushes the texts, a container of each name.
    pub(super) fn push(&mut self, sink: &mut dyn Sink) {
        let mut asides = std::mem::take(&mut self.asides);
        asides.sort_by_key(|it| it.container);
        for own in asides.chunk_by(|one, other| one.container == other.container) {
            sink.open(Container::text(own[0].container, own[0].layer));
            for aside in own {
                let place = Place::Named(&aside.place);
                sink.push(Fragment::new(&aside.text, aside.layer, place));
            }
            sink.close();
        }
    }
}

/// Whether a list has a name that its program gave it.
fn is_given_list(name: &str) -> bool {
    ["WWNum", "WW8Num", "Numbering", "List", "Outline"].iter().any(|it| name.starts_with(it))
}

/// Whether a style is one of those that Word and LibreOffice bring.
fn is_built_in(name: &str) -> bool {
    const FRONTS: &[&str] = &[
        "annotation",
        "Balloon",
        "Bibliography",
        "Block Text",
        "Body",
        "Book Title",
        "Bullets",
        "caption",
        "Caption",
        "Character",
        "Closing",
        "Colorful",
        "Comment",
        "Contents",
        "Dark",
        "Date",
        "Default",
        "Definition",
        "Document Map",
        "E-mail",
        "Emphasis",
        "endnote",
        "Endnote",
        "envelope",
        "Followed",
        "Footer",
        "footer",
        "footnote",
        "Footnote",
        "Frame",
        "Grid Table",
        "Hashtag",
        "header",
        "Header",
        "heading",
        "Heading",
        "HTML",
        "Hyperlink",
        "Illustration",
        "index",
        "Index",
        "Intense",
        "Internet",
        "line number",
        "Light",
        "List",
        "macro",
        "Main",
        "Medium",
        "Mention",
        "Message",
        "Nor",
        "No Spacing",
        "Normal",
        "Note",
        "Number",
        "Outline",
        "page number",
        "Placeholder",
        "Plain",
        "Preformatted",
        "Quot",
        "Revision",
        "Salutation",
        "Signature",
        "Smart",
        "Source",
        "Standard",
        "Strong",
        "Sub",
        "Table",
        "Teletype",
        "Text",
        "Title",
        "TOC",
        "toc",
        "TOA",
        "toa",
        "Unresolved",
        "User",
        "Variable",
        "Visited",
        "WW",
        "table of",
        "Absatz",
    ];
    name.is_empty() || FRONTS.iter().any(|front| name.starts_with(front)) || !has_word(name)
}
