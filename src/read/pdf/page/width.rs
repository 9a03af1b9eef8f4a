//! What the width of a black box betrays: how many letters stood below it. A name
//! of nine letters among five people is a name.

use hayro_interpret::kurbo::Rect;

use super::sheet::{Ink, Kind, Mark, Sheet};
use super::words::Word;

/// Black, for the eye.
const DARKEST: f32 = 0.06;

/// The height of a box that stands in for words, in heights of type.
const HEIGHT: std::ops::Range<f64> = 0.5..2.2;

/// The gap to the next word, in heights of type.
const NEAR: f64 = 2.5;

/// The letters of a box that says anything: of a whole line one learns nothing.
const LETTERS: std::ops::RangeInclusive<usize> = 2..=40;

/// Boxes of a page that are measured.
const MOST_BOXES: usize = 300;

/// The letters that would fill each black box that stands in a line of text, going
/// by the words beside it. A box with words on or below it betrays more than that.
pub(super) fn letters_of_boxes(sheet: &Sheet, words: &[Word]) -> Vec<usize> {
    let boxes = sheet.marks.iter().filter(|mark| is_black_box(mark)).take(MOST_BOXES);
    let letters = boxes.filter_map(|mark| letters_of(mark.bounds, words));
    letters.filter(|it| LETTERS.contains(it)).collect()
}

fn is_black_box(mark: &Mark) -> bool {
    let Ink::Flat(colour) = mark.style.ink else { return false };
    let is_box = matches!(mark.kind, Kind::Box | Kind::Annotation);
    is_box && mark.style.is_opaque() && colour.luminance() < DARKEST
}

fn letters_of(area: Rect, words: &[Word]) -> Option<usize> {
    let level = || words.iter().filter(|word| word.along.x > 0.99);
    let middle = |word: &Word| (word.start + word.end) / 2.0;
    let in_line = |word: &Word| {
        let height = word.base - 0.35 * word.size;
        area.y0 < height && height < area.y1 && HEIGHT.contains(&(area.height() / word.size))
    };
    let is_inside = |word: &Word| in_line(word) && area.x0 < middle(word) && middle(word) < area.x1;
    if level().any(is_inside) {
        return None;
    }
    let is_beside = |word: &&Word| {
        let gap = (word.start - area.x1).max(area.x0 - word.end);
        word.why.is_none() && in_line(word) && gap < NEAR * word.size
    };
    let (width, letters) = level()
        .filter(is_beside)
        .map(|word| (word.end - word.start, word.letters))
        .reduce(|one, two| (one.0 + two.0, one.1 + two.1))?;
    let letter = width / letters as f64;
    (letter > 0.0).then(|| (area.width() / letter).round() as usize)
}
