//! What is noted while a picture is read, and pushed layer by layer.

use std::hash::BuildHasher;

use rustc_hash::{FxBuildHasher, FxHashSet};

use crate::document::{Container, Enclosure, Fragment, Gap, Layer, Place, Reason, Sink};
use crate::read::strings::runs;
use crate::read::tail::push_tail;

/// The most texts that are noted of one picture.
const MOST: usize = 10_000;

/// The letters and digits that stand together in a word.
const WORD: usize = 4;

/// A text of a picture.
struct Note {
    layer: Layer,
    place: String,
    text: String,
}

/// What is known of a picture beside what it shows.
pub(super) struct Notes<'s> {
    sink: &'s mut dyn Sink,
    notes: Vec<Note>,
    /// The hashes of the texts that are noted.
    known: FxHashSet<u64>,
    /// Whether there was more than is noted.
    pub(super) is_cut: bool,
    /// Its width and height in pixels; those of the largest where it has several.
    pub(super) size: Option<(u32, u32)>,
    /// Whether what it shows is text that was read.
    pub(super) is_read: bool,
    /// The small picture of itself that it carries along.
    pub(super) thumbnail: Option<Vec<u8>>,
}

impl<'s> Notes<'s> {
    pub(super) fn new(sink: &'s mut dyn Sink) -> Self {
        Notes {
            sink,
            notes: Vec::new(),
            known: FxHashSet::default(),
            is_cut: false,
            size: None,
            is_read: false,
            thumbnail: None,
        }
    }

    /// Notes a text, unless it is blank.
    pub(super) fn add(&mut self, layer: Layer, place: &str, text: &str) {
        let text = text.trim_matches(|it: char| it.is_whitespace() || it == '\0');
        if text.is_empty() || !self.known.insert(FxBuildHasher.hash_one((layer, place, text))) {
            return;
        }
        if self.notes.len() >= MOST {
            self.is_cut = true;
            return;
        }
        self.notes.push(Note { layer, place: place.to_owned(), text: text.to_owned() });
    }

    /// Notes a text about the picture.
    pub(super) fn about(&mut self, place: &str, text: &str) {
        self.add(Layer::ImageMetadata, place, text);
    }

    /// Notes how many of something there are, where one is all that is seen.
    pub(super) fn several(&mut self, what: &str, count: usize) {
        if count > 1 {
            self.about(what, &format!("{count} {what}"));
        }
    }

    /// Notes a size in pixels.
    pub(super) fn measure(&mut self, width: u32, height: u32) {
        let area = |(width, height): (u32, u32)| u64::from(width) * u64::from(height);
        if self.size.is_none_or(|size| area(size) < area((width, height))) {
            self.size = Some((width, height));
        }
    }

    /// Hands over a file in the picture.
    pub(super) fn enclose(&mut self, name: &str, bytes: &[u8]) {
        self.sink.enclose(Enclosure { name, bytes });
    }

    /// Notes what an editor shows of a part that nobody knows, as far as it is
    /// words: among numbers much else can be printed.
    pub(super) fn scan(&mut self, layer: Layer, name: &str, bytes: &[u8]) {
        runs(bytes, |at, text| {
            if is_worded(text) {
                self.add(layer, &format!("{name}, byte {at}"), text);
            }
        });
    }

    /// Pushes what follows the end of the picture.
    pub(super) fn tail(&mut self, bytes: &[u8]) {
        push_tail(bytes, self.sink);
    }

    /// Pushes a thumbnail that shows something else, as the file that it is.
    pub(super) fn unlike(&mut self, bytes: &[u8], remark: &str, size: &str) {
        let container = Container::text("thumbnail", Layer::Thumbnail).remarked(remark);
        self.sink.open(container);
        self.sink.push(Fragment::new(size, Layer::Thumbnail, Place::Whole));
        self.sink.close();
        self.enclose("thumbnail.jpg", bytes);
    }

    /// Pushes the texts, a container a layer.
    pub(super) fn push(mut self) {
        if self.is_cut {
            self.sink
                .gap(Gap::part("metadata", Reason::TooLarge { limit: MOST as u64, unit: "texts" }));
        }
        self.notes.sort_by_key(|note| note.layer);
        for notes in self.notes.chunk_by(|one, other| one.layer == other.layer) {
            self.sink.open(Container::text("", notes[0].layer));
            for note in notes {
                let place = Place::Named(&note.place);
                self.sink.push(Fragment::new(&note.text, note.layer, place));
            }
            self.sink.close();
        }
    }
}

/// Whether a text is letters and digits for the most part, and some of them stand
/// together.
fn is_worded(text: &str) -> bool {
    let counts = |it: char| it.is_alphanumeric() || it == ' ';
    let others = text.chars().filter(|it| !counts(*it)).count();
    let words = text.split(|it: char| !it.is_alphanumeric());
    words.map(|it| it.chars().count()).max().unwrap_or(0) >= WORD
        && others * 4 <= text.chars().count()
}

#[cfg(test)]
mod tests {
    use super::is_worded;

    #[test]
    fn numbers_that_can_be_printed_are_no_words() {
        let cases = [
            ("Jane Sample", true),
            ("DSC04711", true),
            ("C:\\Users\\jsample\\a.jpg", true),
            ("#HF@M>L5=<I[%'$", false),
            ("7AB;C1.2", false),
        ];
        for (text, worded) in cases {
            assert_eq!(is_worded(text), worded, "{text}");
        }
    }
}
