//! The headers and footers of a document's sections, and which of them no page
//! shows (ECMA-376 part 1, 17.10).

use crate::read::xml::Element;

/// A section, as far as its headers matter.
#[derive(Debug, Default)]
struct Section {
    /// Headers and footers: what they are, for which pages, and their relationship.
    margins: Vec<(bool, String, String)>,
    /// Whether its first page has headers of its own.
    has_first: bool,
}

/// The sections of a document, in their order.
#[derive(Debug, Default)]
pub(super) struct Sections {
    all: Vec<Section>,
}

impl Sections {
    /// Takes note of an element of a section.
    pub(super) fn take(&mut self, element: &Element<'_>) {
        if element.name == "sectPr" {
            return self.all.push(Section::default());
        }
        let Some(section) = self.all.last_mut() else { return };
        match element.name {
            "headerReference" | "footerReference" => section.margins.push((
                element.name == "headerReference",
                element.text("type").to_owned(),
                element.text("id").to_owned(),
            )),
            "titlePg" => section.has_first = super::look::is_on(element),
            _ => {}
        }
    }

    /// The relationships of headers and footers that no page shows: of even pages
    /// where all pages are alike, of first pages where the first is like the rest.
    pub(super) fn unseen(&self, has_even: bool) -> Vec<String> {
        let mut unseen = Vec::new();
        for (at, section) in self.all.iter().enumerate() {
            for (is_header, pages, relation) in &section.margins {
                let is_seen = match pages.as_str() {
                    "first" => self.shows_first(at, *is_header),
                    "even" => has_even,
                    _ => true,
                };
                if !is_seen {
                    unseen.push(relation.clone());
                }
            }
        }
        unseen
    }

    /// Whether a section, or one after it that takes its header over, shows it.
    fn shows_first(&self, at: usize, is_header: bool) -> bool {
        let replaces = |section: &&Section| {
            section.margins.iter().any(|it| it.0 == is_header && it.1 == "first")
        };
        let own = self.all.get(at).into_iter();
        let next = self.all.iter().skip(at + 1).take_while(|section| !replaces(section));
        own.chain(next).any(|section| section.has_first)
    }
}
