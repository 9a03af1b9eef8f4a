//! What a slide takes from its layout, its master and their theme: colours, ground,
//! the places of placeholders.

use super::place::Key;
use crate::read::ooxml::colour::{Colours, Rgb};
use crate::read::slide::Frame;
use crate::read::xml::{Element, Node, walk};

/// What slides of a layout have in common.
#[derive(Debug, Default)]
pub(super) struct Theme {
    pub(super) colours: Colours,
    /// Which colours of the theme those of the slide are (19.3.1.6).
    map: Vec<(String, String)>,
    /// The ground of slides without one of their own, if it is plain.
    pub(super) ground: Option<Rgb>,
    /// Whether something is drawn behind the slides: then their ground is unknown.
    pub(super) has_art: bool,
    pub(super) places: Vec<(Key, Frame)>,
}

impl Theme {
    /// Takes what a master or a layout says. What is damaged is a gap when it is
    /// read for its texts.
    pub(super) fn wear(&mut self, bytes: &[u8]) {
        let (mut at, mut is_placeholder): (Vec<String>, bool) = (Vec::new(), false);
        let _ = walk(bytes, |node| match node {
            Node::Open(element) => {
                match element.name {
                    "clrMap" => {
                        let own = element.iter().map(|it| (it.0.to_owned(), it.1.to_owned()));
                        self.map = own.collect();
                    }
                    "bg" => self.ground = None,
                    "sp" => is_placeholder = false,
                    "ph" => is_placeholder = true,
                    "pic" | "graphicFrame" => self.has_art = true,
                    _ => {}
                }
                if let Some(ground) = self.ground_of(element, &at) {
                    self.ground = Some(ground);
                }
                at.push(element.name.to_owned());
            }
            Node::Close(name) => {
                at.pop();
                self.has_art |= name == "sp" && !is_placeholder;
            }
            Node::Text(_) => {}
        });
    }

    /// The ground that an element of a background says.
    pub(super) fn ground_of(&self, element: &Element<'_>, at: &[String]) -> Option<Rgb> {
        let is_ground = match at {
            [.., around, fill] if fill == "solidFill" => around == "bgPr",
            [.., fill] => fill == "bgRef",
            [] => false,
        };
        is_ground.then(|| self.colour(element)).flatten()
    }

    /// A colour as an element of a drawing writes it (20.1.2.3): its parts, or a
    /// name of the theme.
    pub(super) fn colour(&self, element: &Element<'_>) -> Option<Rgb> {
        match element.name {
            "srgbClr" => self.colours.plain(element.text("val")),
            "sysClr" => self.colours.plain(element.text("lastClr")),
            "prstClr" => match element.text("val") {
                "white" => Some([255; 3]),
                "black" => Some([0; 3]),
                _ => None,
            },
            "schemeClr" => {
                let name = element.text("val");
                let own = self.map.iter().find(|it| it.0 == name).map(|it| it.1.as_str());
                let usual = match name {
                    "bg1" => "lt1",
                    "tx1" => "dk1",
                    "bg2" => "lt2",
                    "tx2" => "dk2",
                    name => name,
                };
                self.colours.of_scheme(own.unwrap_or(usual))
            }
            _ => None,
        }
    }
}
