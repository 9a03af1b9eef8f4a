//! SVG: drawings in XML, of which a browser shows some texts and not others
//! (W3C, Scalable Vector Graphics 2).

mod shapes;

use shapes::{Area, Look, number};

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

/// Texts that a rectangle is held against: the last ones before it. More are a gap.
const COVERED: usize = 2_000;

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
    /// Where it begins, if it is drawn.
    at: Option<(f32, f32)>,
    /// The transformations that it stands in, as a hash.
    frame: u64,
}

/// The state of the walk.
struct Drawing<'s> {
    sink: &'s mut dyn Sink,
    open: Vec<(String, Look)>,
    texts: Vec<Text>,
    outlines: usize,
    files: usize,
    is_icon: bool,
    /// Whether a rectangle was not held against every text before it.
    is_cut: bool,
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
        let look = outer.of(element);
        match element.name {
            "svg" if self.open.is_empty() => self.is_icon = is_icon(element),
            "rect" => self.cover(&look, element),
            "path" | "use" | "polygon" => self.outlines += 1,
            "image" | "feImage" => self.link(element, Layer::Hyperlink),
            "a" => self.link(element, Layer::Hyperlink),
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
            return;
        }
        let layer = match own.as_str() {
            "title" | "desc" => Layer::AltText,
            "script" => Layer::ScriptData,
            _ if within("metadata") => Layer::Property,
            _ => look.hidden.unwrap_or(Layer::Body),
        };
        let is_drawn = layer == Layer::Body;
        let at = look.at.filter(|_| is_drawn);
        self.texts.push(Text {
            layer,
            place: own,
            text: text.trim().to_owned(),
            at,
            frame: look.frame,
        });
    }

    fn note(&mut self, layer: Layer, place: &str, text: &str) {
        if !text.trim().is_empty() {
            let (place, text) = (place.to_owned(), text.trim().to_owned());
            self.texts.push(Text { layer, place, text, at: None, frame: 0 });
        }
    }

    /// A rectangle covers the texts that were drawn before it.
    fn cover(&mut self, look: &Look, element: &Element<'_>) {
        let Some(area) = Area::of(element).filter(|_| look.is_solid()) else { return };
        self.is_cut |= self.texts.len() > COVERED;
        for text in self.texts.iter_mut().rev().take(COVERED) {
            if text.frame == look.frame && text.at.is_some_and(|at| area.holds(at)) {
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
                self.sink.push(Fragment::new(&text.text, text.layer, Place::Named(&text.place)));
            }
            self.sink.close();
        }
    }
}

/// Whether a drawing says that it is as small as a mark.
fn is_icon(root: &Element<'_>) -> bool {
    let side = |name: &str| number(root.text(name));
    side("width").zip(side("height")).is_some_and(|(width, height)| width.max(height) <= 64.0)
}
