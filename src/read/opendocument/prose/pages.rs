//! The pages of slides and drawings, and the shapes of any document: where they
//! lie, and whether anyone sees them.

use super::Prose;
use super::holder::Kind;
use crate::document::{Container, Fragment, Layer, Place, Sight};
use crate::read::opendocument::scope;
use crate::read::opendocument::styles::points;
use crate::read::slide::{self, Frame, Shape, Slide};
use crate::read::xml::Element;

/// EMU in a point.
const POINT: f64 = 12_700.0;

impl Prose<'_> {
    /// Begins a slide or a page of a drawing.
    pub(super) fn begin_page(&mut self, element: &Element<'_>) {
        self.end_container();
        self.page_count += 1;
        let style = element.text("style-name");
        let master = element.text("master-page-name");
        let is_hidden = self.styles.hides_page(style);
        let layer = if is_hidden { Layer::HiddenSlide } else { Layer::Body };
        let size = self.styles.page_size(master);
        let ground = self.styles.page_ground(style, master);
        self.open.iter_mut().rev().take(1).for_each(|it| it.ground = ground);
        let name = format!("slide {}", self.page_count);
        let size = size.map(|(width, height)| (emu(width), emu(height)));
        self.slide = Some(Slide { name, layer, size, shapes: Vec::new() });
        self.name_page(element.text("name"));
        self.tell(element);
    }

    /// The name of a page is told when a person gave it.
    fn name_page(&mut self, name: &str) {
        let bare = name.trim_end_matches(|it: char| it.is_ascii_digit()).trim_end();
        let is_given = matches!(bare, "page" | "Slide" | "slide" | "Page" | "Folie" | "");
        if let Some(slide) = self.slide.as_mut().filter(|_| !is_given) {
            let texts = vec![(Layer::AltText, name.to_owned())];
            slide.shapes.push(Shape { texts, ..Shape::default() });
        }
    }

    pub(super) fn end_page(&mut self) {
        while self.holders.len() > 1 {
            self.end_holder();
        }
        let Some(mut slide) = self.slide.take() else { return };
        self.end_container();
        forget_title(&mut slide);
        slide.push(self.sink);
        let notes = std::mem::take(&mut self.notes);
        if notes.iter().any(|it| !it.trim().is_empty()) {
            let name = format!("notes of {}", slide.name);
            self.sink.open(Container::text(&name, Layer::SpeakerNotes));
            let mut line = 1;
            for text in &notes {
                self.sink.push(Fragment::new(text, Layer::SpeakerNotes, Place::Line(line)));
                line += 1 + text.matches('\n').count() as u64;
            }
            self.sink.close();
        }
    }

    /// Begins a shape. It is hidden by its layer, by itself, or by the shape around.
    pub(super) fn begin_shape(&mut self, element: &Element<'_>) {
        let is_hidden = self.styles.hides_layer(element.text("layer"))
            || matches!(element.text("display"), "none" | "printer");
        let around = self.holders.last().map_or(Layer::Body, |it| it.layer);
        let layer = match around {
            around if around.sight() != Sight::Seen => around,
            _ if self.slide.is_some() => Layer::Body,
            _ if self.is_master => Layer::HeaderFooter,
            _ if is_hidden || self.is_sizeless(element) => Layer::HiddenShape,
            _ => Layer::TextBox,
        };
        let is_prompt = self.is_master && is_prompt(element);
        let kind = if is_prompt { Kind::Prompt } else { Kind::Shape };
        self.begin_holder(kind, layer, element.name);
        self.place(element, is_hidden);
        let name = element.text("name");
        if !slide::is_of_program(name) && !scope::is_of_program(name) {
            let layer = if is_hidden { Layer::HiddenShape } else { Layer::AltText };
            self.push_beside(name, layer, "name of a shape");
        }
        self.tell(element);
    }

    fn is_sizeless(&self, element: &Element<'_>) -> bool {
        let is_nothing = |name| element.get(name).and_then(points).is_some_and(|it| it < 0.25);
        is_nothing("width") && is_nothing("height")
    }

    /// Adds the shape to the slide at hand, if it is on one and not among its notes.
    fn place(&mut self, element: &Element<'_>, is_hidden: bool) {
        let is_in_notes = self.holders.iter().any(|it| it.kind == Kind::Notes);
        let family = element.text("style-name");
        let is_filled = self.styles.dress("graphic", family).is_opaque
            || self.styles.dress("presentation", family).is_opaque;
        let Some(slide) = self.slide.as_mut().filter(|_| !is_in_notes) else { return };
        slide.shapes.push(Shape {
            frame: frame(element),
            is_opaque: is_filled && element.name != "line",
            is_hidden,
            ..Shape::default()
        });
        if let Some(own) = self.holders.last_mut() {
            own.shape = slide.shapes.len().checked_sub(1);
        }
    }

    /// Hands over the texts of a shape: to the slide, to the notes, or out.
    pub(super) fn end_shape(&mut self, texts: Vec<(Layer, String)>, shape: Option<usize>) {
        if let Some((slide, number)) = self.slide.as_mut().zip(shape) {
            if let Some(shape) = slide.shapes.get_mut(number) {
                shape.texts.extend(texts);
            }
        } else if self.holders.iter().any(|it| it.kind == Kind::Notes) {
            self.notes.extend(texts.into_iter().map(|it| it.1));
        } else {
            let place = if self.is_master { "master page" } else { "text box" };
            self.push_all(&texts, place);
        }
    }

    /// Pushes what describes a shape, on a slide with the shape itself.
    pub(super) fn push_beside(&mut self, text: &str, layer: Layer, place: &str) {
        if self.holders.iter().any(|it| it.kind == Kind::Notes) {
            return self.notes.push(text.to_owned());
        }
        match self.slide.as_mut().and_then(|it| it.shapes.last_mut()) {
            Some(shape) => shape.texts.push((layer, text.to_owned())),
            None => self.push(text, layer, place),
        }
    }
}

/// Forgets the name of a page that is its title: programs name pages so.
fn forget_title(slide: &mut Slide) {
    let is_text = |name: &str| {
        let texts = slide.shapes.iter().flat_map(|it| &it.texts);
        texts.into_iter().any(|it| it.0 != Layer::AltText && it.1.trim() == name)
    };
    let name = slide.shapes.first().and_then(|it| it.texts.first());
    if name.is_some_and(|it| it.0 == Layer::AltText && is_text(&it.1)) {
        slide.shapes.iter_mut().take(1).for_each(|it| drop(it.texts.remove(0)));
    }
}

/// Whether a shape of a master page only says where text may go: all that have a
/// class but those at the edges of a page (19.389).
fn is_prompt(element: &Element<'_>) -> bool {
    let edges = ["header", "footer", "date-time", "page-number"];
    let is_of_edge = element.get("class").is_none_or(|it| edges.contains(&it));
    element.is_on("placeholder") || !is_of_edge
}

/// The rectangle of a shape, if it says where it lies.
fn frame(element: &Element<'_>) -> Option<Frame> {
    let length = |name| element.get(name).and_then(points).map(emu);
    if let Some(((left, top), (right, bottom))) =
        length("x1").zip(length("y1")).zip(length("x2").zip(length("y2")))
    {
        return Some(Frame { left, top, right, bottom });
    }
    if element.get("transform").is_some() {
        return None; // turned: it lies somewhere
    }
    let corner = length("x").zip(length("y"))?;
    Some(Frame::sized(corner, length("width").zip(length("height"))?))
}

fn emu(points: f64) -> i64 {
    (points * POINT) as i64
}
