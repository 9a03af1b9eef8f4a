//! SVG: drawings in XML, of which a browser shows some texts and not others
//! (W3C, Scalable Vector Graphics 2).

mod frame;
mod outline;
mod shapes;

use frame::{Point, numbers_of};
use outline::{holds, outline};
use shapes::{Look, number};

use super::encoding::Encoded;
use super::markup::push_markup;
use super::xml::{self, Element, Node, Piece, walk_whole};
use super::{Budget, Format, base64};
use crate::artefact::Artefact;
use crate::document::{Container, Enclosure, Fragment, Gap, Layer, Place, Reason, Sink};

/// XML with the root of a drawing.
pub(super) const FORMAT: Format = Format {
    name: "svg",
    extensions: &["svg", "xml"],
    sniff: |artefact| {
        xml::root(&artefact.bytes()[..artefact.bytes().len().min(HEAD)]).as_deref() == Some("svg")
    },
    read,
};

/// The bytes at the front in which the root stands.
const HEAD: usize = 4096;

/// Outlines above which a drawing may be one of letters: a mark has fewer.
const OUTLINES: usize = 40;

/// Texts that a shape is held against: the last ones before it. More are a gap.
const COVERED: usize = 2_000;

/// The width of a letter, as a share of its height: a narrow one.
const NARROW: f32 = 0.4;

/// Attributes that hold what a program noted, by their local name.
const NOTED: &[(&str, Layer)] = &[
    ("docname", Layer::SavePath),
    ("absref", Layer::SavePath),
    ("docbase", Layer::SavePath),
    ("export-filename", Layer::SavePath),
    ("label", Layer::Property),
    ("aria-label", Layer::AltText),
    ("alt", Layer::AltText),
];

fn read(artefact: &Artefact<'_>, budget: &Budget, sink: &mut dyn Sink) -> Result<(), Reason> {
    let bytes = artefact.bytes();
    if bytes.len() as u64 > budget.limits().part {
        return Err(Reason::TooLarge { limit: budget.limits().part, unit: "bytes" });
    }
    let mut drawing = Drawing {
        sink,
        open: Vec::new(),
        texts: Vec::new(),
        outlines: 0,
        files: 0,
        is_icon: false,
        is_cut: false,
        blocks: 0,
        page: None,
    };
    let outcome = walk_whole(bytes, |piece| drawing.take(&piece));
    drawing.push();
    let is_cut = drawing.is_cut;
    let shows_outlines = drawing.outlines > OUTLINES && !drawing.is_icon;
    if is_cut {
        let unit = "texts below a rectangle";
        sink.gap(Gap::whole(Reason::TooLarge { limit: COVERED as u64, unit }));
    }
    if shows_outlines {
        sink.gap(Gap::whole(Reason::Picture));
    }
    if let Some(text) = Encoded::of(bytes).filter(|_| outcome.is_err()) {
        push_markup(&text, "", Layer::UnknownPart, sink);
    }
    outcome
}

/// A text of the drawing.
struct Text {
    layer: Layer,
    place: String,
    text: String,
    /// Where it begins, if it is drawn and that is known.
    at: Option<Point>,
    /// The number of the `text` element that it is a part of; 0 for none.
    block: usize,
}

impl Text {
    /// Whether a text of a block goes on where this one ends: on the same line.
    fn goes_on(&self, block: usize, layer: Layer, at: Option<Point>) -> bool {
        let line = |it: Option<Point>| it.map(|(_, y)| y.round());
        self.block == block && self.layer == layer && line(self.at) == line(at)
    }
}

/// The state of the walk.
struct Drawing<'s> {
    sink: &'s mut dyn Sink,
    open: Vec<(String, Look)>,
    texts: Vec<Text>,
    outlines: usize,
    files: usize,
    is_icon: bool,
    /// Whether a shape was not held against every text before it.
    is_cut: bool,
    /// How many `text` elements there were.
    blocks: usize,
    /// The left, top, right and bottom edges of the page.
    page: Option<[f32; 4]>,
}

impl Drawing<'_> {
    fn take(&mut self, piece: &Piece<'_>) {
        match piece {
            Piece::Node(Node::Open(element)) => self.enter(element),
            Piece::Node(Node::Text(text)) => self.text(text),
            Piece::Node(Node::Close(_)) => drop(self.open.pop()),
            Piece::Aside(text) => self.note(Layer::MarkupComment, "comment", text),
        }
    }

    fn enter(&mut self, element: &Element<'_>) {
        let outer = self.open.last().map(|it| it.1.clone()).unwrap_or_default();
        let mut look = outer.of(element);
        self.cover(&look, element);
        match element.name {
            "svg" if self.open.is_empty() => {
                (self.is_icon, self.page) = (is_icon(element), page(element));
            }
            "svg" => look.frame = None, // it has a page of its own
            "text" => self.blocks += 1,
            "path" | "use" | "polygon" => self.outlines += 1,
            "image" | "feImage" | "a" => self.link(element, Layer::Hyperlink),
            _ => {}
        }
        for (name, value) in element.iter() {
            let noted = NOTED.iter().find(|it| it.0 == name).map(|it| it.1);
            let noted = noted.or(name.starts_with("data-").then_some(Layer::ScriptData));
            if let Some(layer) = noted {
                self.note(layer, name, value);
            }
        }
        self.open.push((element.name.to_owned(), look));
    }

    /// A file in an address is handed over (RFC 2397), any other one is told.
    fn link(&mut self, element: &Element<'_>, layer: Layer) {
        let address = element.text("href").trim();
        let Some((kind, data)) = address.strip_prefix("data:").and_then(|it| it.split_once(','))
        else {
            if !address.starts_with('#') {
                self.note(layer, "address", address);
            }
            return;
        };
        self.files += 1;
        let extension =
            kind.split([';', '+']).next().and_then(|it| it.rsplit('/').next()).unwrap_or_default();
        let name = format!("image {}.{extension}", self.files);
        match base64::decoded(data).filter(|_| kind.ends_with(";base64")) {
            Some(bytes) => self.sink.enclose(Enclosure { name: &name, bytes: &bytes }),
            None => self.sink.gap(Gap::part(name, Reason::UnknownFormat)),
        }
    }

    /// A text belongs to what it stands in.
    fn text(&mut self, text: &str) {
        let within = |name: &str| self.open.iter().any(|it| it.0 == name);
        let own = self.open.last().map(|it| it.0.clone()).unwrap_or_default();
        let look = self.open.last().map(|it| it.1.clone()).unwrap_or_default();
        if own == "style" || text.trim().is_empty() {
            let last = self.texts.last_mut().filter(|it| it.block > 0 && it.block == self.blocks);
            return last.into_iter().for_each(|it| it.text.push(' '));
        }
        let layer = match own.as_str() {
            "title" | "desc" => Layer::AltText,
            "script" => Layer::ScriptData,
            _ if within("metadata") => Layer::Property,
            _ => look.hidden.unwrap_or(Layer::Body),
        };
        let at = look.place().filter(|_| layer == Layer::Body && within("text"));
        let is_off = at.is_some_and(|at| self.is_off_page(at, &look, text));
        let layer = if is_off { Layer::OffPage } else { layer };
        let block = if within("text") { self.blocks } else { 0 };
        match self.texts.last_mut().filter(|it| block > 0 && it.goes_on(block, layer, at)) {
            Some(last) => last.text.push_str(text),
            None => self.texts.push(Text { layer, place: own, text: text.to_owned(), at, block }),
        }
    }

    /// Whether a text lies beyond the edges of the page, however narrow it is.
    fn is_off_page(&self, (x, y): Point, look: &Look, text: &str) -> bool {
        let Some([left, top, right, bottom]) = self.page else { return false };
        let width = text.trim().chars().count() as f32 * look.height * NARROW;
        x > right || y < top || y - look.height > bottom || x + 3.0 * width < left
    }

    fn note(&mut self, layer: Layer, place: &str, text: &str) {
        if !text.trim().is_empty() {
            let (place, text) = (place.to_owned(), text.trim().to_owned());
            self.texts.push(Text { layer, place, text, at: None, block: 0 });
        }
    }

    /// A shape covers the texts that were drawn before it.
    fn cover(&mut self, look: &Look, element: &Element<'_>) {
        let corners = look.frame.filter(|_| look.is_solid()).and_then(|it| outline(element, it));
        let Some(corners) = corners else { return };
        self.is_cut |= self.texts.len() > COVERED;
        for text in self.texts.iter_mut().rev().take(COVERED) {
            if text.layer == Layer::Body && text.at.is_some_and(|at| holds(&corners, at)) {
                text.layer = Layer::CoveredText;
            }
        }
    }

    /// Pushes the texts, those of a layer one behind the other.
    fn push(&mut self) {
        self.texts.sort_by_key(|text| text.layer);
        for texts in self.texts.chunk_by(|one, other| one.layer == other.layer) {
            self.sink.open(Container::text("", texts[0].layer));
            for text in texts {
                let words: Vec<&str> = text.text.split_whitespace().collect();
                let place = Place::Named(&text.place);
                self.sink.push(Fragment::new(&words.join(" "), text.layer, place));
            }
            self.sink.close();
        }
    }
}

/// The edges of the page of a drawing, in the numbers of its places.
fn page(root: &Element<'_>) -> Option<[f32; 4]> {
    let side = |name: &str| number(root.text(name));
    match numbers_of(root.text("viewBox")).as_deref() {
        Some([left, top, width, height]) => Some([*left, *top, left + width, top + height]),
        _ => side("width").zip(side("height")).map(|(width, height)| [0.0, 0.0, width, height]),
    }
}

/// Whether a drawing says that it is as small as a mark.
fn is_icon(root: &Element<'_>) -> bool {
    let side = |name: &str| number(root.text(name));
    side("width").zip(side("height")).is_some_and(|(width, height)| width.max(height) <= 64.0)
}
