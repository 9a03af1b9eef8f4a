//! Words into pieces of lines and paragraphs, in the order in which a page draws
//! them.

use super::judge::Why;
use super::words::Word;

/// The gap between words, in heights of type, that sets two cells apart.
const CELL_GAP: f64 = 0.9;

/// The step from line to line in a paragraph, in heights of type.
const LINE_STEP: std::ops::Range<f64> = 0.7..1.9;

/// The part of the widest line of a paragraph that a line fills which goes on in
/// the next.
const FULL: f64 = 0.7;

/// The bytes of a paragraph at the most.
const LONGEST: usize = 8 << 10;

/// Words beside each other on one line, without a gap as wide as that of columns.
#[derive(Clone, Debug)]
pub(super) struct Piece {
    pub(super) text: String,
    pub(super) start: f64,
    pub(super) end: f64,
    pub(super) base: f64,
    pub(super) size: f64,
    pub(super) why: Option<Why>,
    /// Whether its line runs from left to right across the page.
    pub(super) is_level: bool,
    last: Word,
}

impl Piece {
    fn of(word: Word) -> Self {
        Piece {
            text: word.text.clone(),
            start: word.start,
            end: word.end,
            base: word.base,
            size: word.size,
            why: word.why,
            is_level: word.along.x > 0.99,
            last: word,
        }
    }

    fn takes(&self, word: &Word) -> bool {
        let gap = word.start - self.end;
        let size = self.size.max(word.size);
        self.why == word.why
            && self.last.is_in_line_with(word)
            && gap < CELL_GAP * size
            && gap > -0.5 * size
    }

    fn add(&mut self, word: Word) {
        self.text.push(' ');
        self.text.push_str(&word.text);
        self.end = self.end.max(word.end);
        self.last = word;
    }
}

/// Pieces of lines, each of words of one kind.
pub(super) fn pieces_of(words: impl IntoIterator<Item = Word>) -> Vec<Piece> {
    let mut pieces: Vec<Piece> = Vec::new();
    for word in words {
        match pieces.last_mut() {
            Some(piece) if piece.takes(&word) => piece.add(word),
            _ => pieces.push(Piece::of(word)),
        }
    }
    pieces
}

/// Paragraphs: pieces that stand on one line, and lines that go on below.
pub(super) fn paragraphs_of<'p>(pieces: impl IntoIterator<Item = &'p Piece>) -> Vec<String> {
    let mut paragraphs: Vec<String> = Vec::new();
    let mut before: Option<&Piece> = None;
    let mut widest = 0.0_f64;
    for piece in pieces {
        let joined = before.filter(|it| goes_on(it, piece, widest));
        match (joined, paragraphs.last_mut()) {
            (Some(_), Some(text)) if text.len() < LONGEST => {
                join(text, &piece.text);
                widest = widest.max(piece.end);
            }
            _ => {
                paragraphs.push(piece.text.clone());
                widest = piece.end;
            }
        }
        before = Some(piece);
    }
    paragraphs
}

/// Adds a line to a paragraph. A word that is broken at its end is made whole, as
/// pdftotext does; a name with a hyphen keeps it.
fn join(text: &mut String, line: &str) {
    let word = text.strip_suffix('-').filter(|it| it.ends_with(char::is_alphabetic));
    match word.map(str::len) {
        Some(length) if line.starts_with(char::is_lowercase) => text.truncate(length),
        Some(_) if line.starts_with(char::is_uppercase) => {}
        _ => text.push(' '),
    }
    text.push_str(line);
}

/// Whether a piece goes on where the one before ended.
fn goes_on(before: &Piece, piece: &Piece, widest: f64) -> bool {
    if before.why != piece.why || before.is_level != piece.is_level {
        return false;
    }
    if before.last.is_in_line_with(&piece.last) {
        return piece.start > before.start;
    }
    let size = before.size.max(piece.size);
    let is_alike = before.size.min(piece.size) > 0.9 * size;
    let step = (piece.base - before.base) / size;
    let overlaps = piece.start < before.end && before.start < piece.end;
    let left = before.start.min(piece.start);
    let is_full = before.end - left >= FULL * (widest.max(piece.end) - left);
    is_alike && LINE_STEP.contains(&step) && overlaps && is_full
}
