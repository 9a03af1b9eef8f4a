//! Hands the words of the pages on: what is seen in paragraphs and tables, what is
//! hidden in a container for each thing that hides it.

use rustc_hash::FxHashMap;

use super::judge::Why;
use super::lines::{Piece, paragraphs_of, pieces_of};
use super::sheet::Kind;
use super::table::{Table, tables_of};
use super::verdict::Judged;
use super::words::Word;
use crate::document::{Container, Fragment, Gap, Layer, Place, Reason, Sink};

/// Bytes of hidden text kept until the pages are done.
const MOST_KEPT: usize = 4 << 20;

/// Characters of a hidden text that are worth a finding.
const LEAST_LETTERS: usize = 2;

/// Words that stand for what was taken out, and are no leak below a box.
const PLACEHOLDERS: [&str; 7] =
    ["redacted", "redaction", "removed", "withheld", "exempt", "sensitive", "section"];

/// A hidden text.
struct Hidden {
    layer: Layer,
    cause: &'static str,
    page: u32,
    text: String,
}

/// Hands the words of the pages on.
pub(super) struct Writer<'s> {
    sink: &'s mut dyn Sink,
    page: u32,
    hidden: Vec<Hidden>,
    bytes: usize,
    /// The last table, if nothing stands below it, and its rows so far.
    table: Option<(Table, u32)>,
    /// Pages one after the other that cannot be read for the same reason.
    unread: Vec<(Reason, u32, u32)>,
}

impl<'s> Writer<'s> {
    pub(super) fn new(sink: &'s mut dyn Sink) -> Self {
        Writer { sink, page: 0, hidden: Vec::new(), bytes: 0, table: None, unread: Vec::new() }
    }

    /// Takes the next page.
    pub(super) fn page(&mut self, judged: Judged) {
        self.page += 1;
        for reason in judged.gaps {
            self.miss(reason);
        }
        for letters in judged.boxes {
            self.keep(Layer::RedactionGap, WIDTH, format!("{letters} letters"));
        }
        if judged.boxed_writing > 0 {
            self.keep(Layer::CoveredText, BOXED, OVER_PICTURE.to_owned());
        }
        if judged.cropped > 0 {
            self.keep(Layer::ImageMetadata, PICTURE, CROPPED.to_owned());
        }
        let marked = judged.words.iter().filter(|word| word.is_marked && word.why.is_none());
        self.hide(Layer::UnappliedRedaction, MARKED, pieces_of(marked.cloned()));
        let (seen, hidden): (Vec<Word>, Vec<Word>) =
            judged.words.into_iter().partition(|word| word.why.is_none());
        self.show(&pieces_of(seen));
        let hidden = pieces_of(hidden);
        let labels = labels_of(&hidden);
        for piece in hidden {
            if let Some(why) = piece.why {
                let is_label =
                    why == Why::Boxed && labels.iter().any(|it| it.starts_with(&piece.text));
                let (layer, cause) = told(if is_label { Why::Ground } else { why });
                self.hide(layer, cause, vec![piece]);
            }
        }
    }

    /// Takes note of a page that cannot be read.
    pub(super) fn gap(&mut self, reason: Reason) {
        self.page += 1;
        self.miss(reason);
    }

    fn miss(&mut self, reason: Reason) {
        let page = self.page;
        let last = self.unread.iter_mut().find(|it| it.0 == reason && it.2 + 1 == page);
        match last {
            Some(range) => range.2 = page,
            None => self.unread.push((reason, page, page)),
        }
    }

    /// Hands on what is kept.
    pub(super) fn finish(mut self) {
        self.sink.close();
        self.flush();
        for (reason, first, last) in std::mem::take(&mut self.unread) {
            let part = if first == last {
                format!("page {first}")
            } else {
                format!("pages {first} to {last}")
            };
            self.sink.gap(Gap::part(part, reason));
        }
    }

    fn show(&mut self, pieces: &[Piece]) {
        let (mut tables, is_free) = tables_of(pieces);
        if let (Some((open, _)), Some(first)) = (&self.table, tables.first())
            && open.is_continued_by(first)
        {
            let first = tables.remove(0);
            self.rows(first);
        } else {
            self.table = None;
        }
        let free = pieces.iter().zip(is_free).filter(|(_, is_free)| *is_free);
        let paragraphs = paragraphs_of(free.map(|(piece, _)| piece));
        if !paragraphs.is_empty() {
            self.sink.open(Container::text("pages", Layer::Body));
        }
        for text in paragraphs {
            self.sink.push(Fragment::new(&text, Layer::Body, Place::Page(self.page)));
        }
        for (number, table) in (1..).zip(tables) {
            let name = format!("table {number} on page {}", self.page);
            self.sink.open(Container::grid(&name, Layer::Body));
            self.table = Some((Table { rows: Vec::new(), columns: table.columns.clone() }, 0));
            self.rows(table);
        }
    }

    /// Hands on the rows of a table, below those of the page before, whose heading
    /// they may repeat.
    fn rows(&mut self, table: Table) {
        let Some((open, count)) = &mut self.table else { return };
        let heading = open.rows.first();
        let is_again = heading.is_some() && heading == table.rows.first();
        for row in table.rows.iter().skip(usize::from(is_again)) {
            *count += 1;
            for (column, text) in row {
                let column = u32::try_from(*column).unwrap_or(u32::MAX).saturating_add(1);
                let place = Place::Cell { row: *count, column };
                self.sink.push(Fragment::new(text, Layer::Body, place));
            }
        }
        open.columns = table.columns;
        if open.rows.is_empty() {
            open.rows.extend(table.rows.into_iter().take(1));
        }
    }

    fn hide(&mut self, layer: Layer, cause: &'static str, pieces: Vec<Piece>) {
        for piece in pieces.into_iter().filter(|it| is_telling(&it.text)) {
            self.keep(layer, cause, piece.text);
        }
        if self.bytes > MOST_KEPT {
            self.flush();
        }
    }

    fn keep(&mut self, layer: Layer, cause: &'static str, text: String) {
        self.bytes += text.len();
        self.hidden.push(Hidden { layer, cause, page: self.page, text });
    }

    fn flush(&mut self) {
        let mut hidden = std::mem::take(&mut self.hidden);
        self.bytes = 0;
        hidden.sort_by_key(|it| (it.layer, it.cause, it.page));
        let mut open = None;
        for it in &hidden {
            if open != Some((it.layer, it.cause)) {
                self.sink.open(Container::text(it.layer.words(), it.layer).remarked(it.cause));
                self.table = None;
            }
            open = Some((it.layer, it.cause));
            self.sink.push(Fragment::new(&it.text, it.layer, Place::Page(it.page)));
        }
        self.sink.close();
    }
}

/// Boxes of a page with the same text that are enough to make it a label: what a
/// program for redacting prints into each.
const LABELS: usize = 3;

/// The texts that many boxes of a page share. The last letters of one may stand
/// beside its box.
fn labels_of(pieces: &[Piece]) -> Vec<String> {
    let mut counts: FxHashMap<&str, usize> = FxHashMap::default();
    for piece in pieces.iter().filter(|it| it.why == Some(Why::Boxed)) {
        *counts.entry(&piece.text).or_default() += 1;
    }
    let labels = counts.into_iter().filter(|(_, count)| *count >= LABELS);
    labels.map(|(text, _)| text.to_owned()).collect()
}

/// Whether a hidden text says anything: not a speck, not `XXXX`, not "redacted".
fn is_telling(text: &str) -> bool {
    let letters: Vec<char> = text.chars().filter(|it| it.is_alphanumeric()).collect();
    let Some(first) = letters.first() else { return false };
    let is_one = letters.iter().all(|it| it.eq_ignore_ascii_case(first));
    let mut words = text.split(|it: char| !it.is_alphanumeric()).filter(|it| !it.is_empty());
    let stands_for = |word: &str| PLACEHOLDERS.iter().any(|it| word.eq_ignore_ascii_case(it));
    letters.len() >= LEAST_LETTERS && !is_one && !words.all(stands_for)
}

/// What is marked to be redacted and still there.
const MARKED: &str = "it is marked to be redacted, and the redaction was not applied";

/// A box over the picture of words.
const BOXED: &str = "a box lies over a picture that still shows what is below";
pub(in crate::read) const OVER_PICTURE: &str = "writing in a picture, with a box over it";

/// A picture that holds more than is seen.
const PICTURE: &str = "a picture holds more than the page shows";
pub(in crate::read) const CROPPED: &str =
    "cropped: what lies outside the frame is still in the file";

/// What a black box says all the same.
const WIDTH: &str = "so many letters would fill it, going by the words beside it";

/// The layer of what something hides, and the thing in words.
fn told(why: Why) -> (Layer, &'static str) {
    match why {
        Why::OffPage => (Layer::OffPage, "it lies outside what is shown of the page"),
        Why::Clipped => (Layer::InvisibleText, "it is clipped away"),
        Why::Tiny => (Layer::InvisibleText, "its type is too small to read"),
        Why::NoInk => (Layer::InvisibleText, "it is drawn without ink"),
        Why::Transparent => (Layer::InvisibleText, "it is transparent"),
        Why::Ground => (Layer::InvisibleText, "it has the colour of its ground"),
        Why::Boxed => (Layer::CoveredText, "it has the colour of the box on which it stands"),
        Why::Layer => (Layer::OptionalContent, "its layer is switched off"),
        Why::Covered(kind) => (Layer::CoveredText, covered_by(kind)),
    }
}

fn covered_by(kind: Kind) -> &'static str {
    match kind {
        Kind::Box => "a box lies over it",
        Kind::Shape => "a shape lies over it",
        Kind::Line => "a line lies over it",
        Kind::Pattern => "a pattern lies over it",
        Kind::Picture => "a picture lies over it",
        Kind::Annotation => "an annotation lies over it",
    }
}
