//! Where the texts of a story lie: whether each is seen, and if not, why.

use super::{Role, Story};
use crate::document::Layer;
use crate::read::docx::fields::told;
use crate::read::docx::look::{Ground, Look};

/// The bytes of a paragraph after which its texts go out before it ends.
const LONGEST: usize = 1 << 20;

/// How many texts of choices are kept to compare with their copies.
const MOST_TOLD: usize = 10_000;

impl Story<'_> {
    /// Takes a text.
    pub(super) fn text(&mut self, text: &str) {
        match self.role {
            Role::Words { keeps_blanks: true } => self.add(text),
            Role::Words { keeps_blanks: false } => {
                self.add(text.trim_matches([' ', '\n', '\r', '\t']));
            }
            Role::Code => self.add_code(text),
            Role::Data => self.data.push_str(text),
            Role::Offset => self.shapes.offset(text),
            Role::Layout => {}
            Role::Unknown if self.within.before > 0 => {}
            Role::Unknown => self.push_aside(Layer::UnknownPart, "unknown element", text),
        }
    }

    /// Adds words to the paragraph at hand.
    pub(super) fn add(&mut self, text: &str) {
        if self.fields.is_code() {
            return self.add_code(text);
        }
        let layer = self.layer(text);
        if self.within.choices > 0 && self.within.fallbacks == 0 && self.told.len() < MOST_TOLD {
            self.told.push(text.trim().to_owned());
        }
        let base = self.about.layer;
        let Some(paragraph) = self.paragraphs.last_mut() else {
            return self.push_aside(layer, "text", text);
        };
        paragraph.add(text, layer, base);
        if paragraph.len() > LONGEST {
            self.deliver();
        }
    }

    /// Adds a break or a tab.
    pub(super) fn add_blank(&mut self, blank: char) {
        if let Some(paragraph) = self.paragraphs.last_mut() {
            paragraph.add_blank(blank);
        }
    }

    /// Adds a letter of a font of symbols, which stands in a range of its own for
    /// some (ECMA-376 part 1, 17.3.3.30).
    pub(super) fn add_symbol(&mut self, code: &str) {
        let code = u32::from_str_radix(code, 16).ok();
        let code = code.map(|it| if (0xF000..0xF100).contains(&it) { it - 0xF000 } else { it });
        if let Some(letter) = code.and_then(char::from_u32).filter(|it| !it.is_control()) {
            self.add(letter.encode_utf8(&mut [0; 4]));
        }
    }

    fn add_code(&mut self, text: &str) {
        if let Some(rest) = self.fields.add(text).map(str::to_owned) {
            self.push_aside(Layer::FieldCode, "field", &rest);
        }
    }

    /// Pushes the code of a field, if it tells anything.
    pub(super) fn push_code(&mut self, code: &str) {
        if let Some((layer, text)) = told(code) {
            self.push_aside(layer, "field", text);
        }
    }

    /// The layer of a text of the run at hand.
    fn layer(&mut self, text: &str) -> Layer {
        if self.within.fallbacks > 0 {
            return Layer::HiddenShape;
        }
        let of_table = self.tables.iter().find_map(|table| table.hidden());
        if self.within.deletions > 0 || of_table == Some(Layer::Deletion) {
            return Layer::Deletion;
        }
        let look = self.look();
        let is_off_the_web = look.is_off_the_web() && text.contains(char::is_alphabetic);
        if look.is_hidden() || is_off_the_web || self.folded.is_some() {
            return Layer::HiddenText;
        }
        let is_unseen = self.paragraphs.last().is_some_and(|it| it.is_unseen);
        let flat = is_unseen.then_some(Layer::InvisibleText);
        let unseen = self.shapes.hidden().or(flat).or_else(|| look.unseen(self.ground()));
        let changed = of_table == Some(Layer::Insertion) || self.within.insertions > 0;
        match of_table.filter(|layer| *layer != Layer::Insertion).or(unseen) {
            Some(layer) => layer,
            None if changed => Layer::Insertion,
            None if self.shapes.is_boxed() => Layer::TextBox,
            None => self.about.layer,
        }
    }

    /// How the run at hand looks.
    fn look(&mut self) -> Look {
        if let Some(look) = self.run.look {
            return look;
        }
        let paragraph = self.paragraphs.last().map_or("", |it| it.style.as_str());
        let look = self.styles.look(self.run.own, &self.run.style, paragraph);
        self.run.look = Some(look);
        look
    }

    /// What lies behind the text at hand.
    fn ground(&self) -> Ground {
        let paragraph = self.paragraphs.last();
        let own = paragraph.and_then(|it| it.shade);
        let styled = || paragraph.and_then(|it| self.styles.shade(&it.style));
        let boxed = || self.shapes.ground().filter(|_| self.shapes.is_boxed());
        let of_table = || self.tables.last().and_then(|table| table.ground(self.styles));
        let shade = own.unwrap_or_else(styled);
        shade.or_else(boxed).or_else(of_table).unwrap_or(self.about.page)
    }
}
