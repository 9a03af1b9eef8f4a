//! The main part: which slides there are and in which order, how large they are,
//! the names of sections and custom shows, protection.

use crate::document::{Container, Fragment, Layer, Place, Reason, Sink};
use crate::read::xlsx::workbook::PROTECTED;
use crate::read::xml::{Node, walk};

/// The names that PowerPoint gives to sections.
const GIVEN: &[&str] = &["Default Section", "Untitled Section", "Summary Section"];

/// What the main part says.
#[derive(Debug, Default)]
pub(super) struct Presentation {
    /// The relationships of the slides, in their order.
    pub(super) slides: Vec<String>,
    /// Width and height of a slide, in EMU.
    pub(super) size: Option<(i64, i64)>,
    /// Names, with words for what they are of.
    names: Vec<(Layer, &'static str, String)>,
}

impl Presentation {
    /// Reads the part.
    ///
    /// # Errors
    ///
    /// When it is damaged. What came before is known.
    pub(super) fn read(&mut self, bytes: &[u8]) -> Result<(), Reason> {
        walk(bytes, |node| {
            let Node::Open(element) = node else { return };
            match element.name {
                // Its own number comes first: `id`, then `r:id`.
                "sldId" => {
                    let relation = element.iter().filter(|it| it.0 == "id").last();
                    let is_listed = element.iter().filter(|it| it.0 == "id").count() > 1;
                    self.slides.extend(relation.filter(|_| is_listed).map(|it| it.1.to_owned()));
                }
                "sldSz" => {
                    let number = |name| element.text(name).parse().ok();
                    self.size = number("cx").zip(number("cy"));
                }
                "section" => self.name(Layer::CustomView, "section", element.text("name")),
                "custShow" => self.name(Layer::CustomView, "custom show", element.text("name")),
                "modifyVerifier" => self.name(Layer::Property, "protection", PROTECTED),
                _ => {}
            }
        })
    }

    fn name(&mut self, layer: Layer, what: &'static str, name: &str) {
        if !name.trim().is_empty() && !GIVEN.contains(&name) {
            self.names.push((layer, what, name.to_owned()));
        }
    }

    /// Pushes the names of sections and custom shows.
    pub(super) fn push(&self, sink: &mut dyn Sink) {
        if self.names.is_empty() {
            return;
        }
        sink.open(Container::text("presentation", Layer::Property));
        for (layer, what, name) in &self.names {
            sink.push(Fragment::new(name, *layer, Place::Named(what)));
        }
        sink.close();
    }
}
