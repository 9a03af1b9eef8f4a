//! Whether a picture shows a word that leaves no ink of its own: the text of a
//! scan that can be searched, as long as the picture is not blacked out there.

use hayro_interpret::kurbo::{Point, Rect};

use super::judge::{Judge, Why};
use super::sheet::{Ink, Kind, Mark, Sheet};
use super::words::Word;

/// Points that are looked at along each letter.
const POINTS_A_LETTER: usize = 8;

/// The heights above the line at which it is looked, in heights of type: within
/// the small letters.
const HEIGHTS: [f64; 4] = [0.08, 0.2, 0.33, 0.45];

/// How much darker than its ground ink has to be.
const LEAST_DEPTH: f32 = 0.2;

/// Letters that are looked at in one word.
const MOST_LETTERS: usize = 24;

/// Whether a picture may show a word, going by what hides the word itself.
pub(super) fn may_show(word: &Word) -> bool {
    matches!(word.why, Some(Why::NoInk | Why::Transparent | Why::Covered(Kind::Picture)))
}

/// Whether what lies on the page in place of a word, a picture at least in part,
/// looks like writing: along a line it turns from dark to light and back for
/// nearly every letter. A box, a bar and a ruled line do not.
pub(super) fn shows(judge: &Judge<'_>, word: &Word) -> bool {
    let (top, bottom) = (word.point(word.start, HEIGHTS[3] * word.size), word.point(word.end, 0.0));
    let marks = judge.marks_at(Rect::from_points(top, bottom).inflate(0.5, 0.5));
    if !judge.has_picture(&marks) {
        return false;
    }
    let letters = word.letters.clamp(1, MOST_LETTERS);
    let count = letters * POINTS_A_LETTER;
    let turns = HEIGHTS.iter().map(|height| {
        let step = (word.end - word.start) / count as f64;
        let points = (0..count)
            .map(|at| word.point(word.start + step * (at as f64 + 0.5), height * word.size));
        let lights: Vec<f32> = points.map(|it| judge.shown(&marks, it).luminance()).collect();
        turns_of(&lights)
    });
    turns.max().unwrap_or(0) >= letters.max(2)
}

/// Boxes of a page that are looked below.
const MOST_BOXES: usize = 300;

/// The size of a box that stands in for words, in points.
const BOX_HEIGHT: std::ops::Range<f64> = 5.0..120.0;
const BOX_WIDTH: f64 = 8.0;

/// The rows of points below a box, in parts of its height: at its edges lie the
/// words beside it. And the points between two of a row.
const ROWS: [f64; 5] = [0.32, 0.41, 0.5, 0.59, 0.68];
const STEP: f64 = 0.8;

/// The part of a box at each end that words beside it may reach into.
const EDGE: f64 = 0.08;

/// Rows in which there has to be writing.
const LEAST_ROWS: usize = 2;

/// Turns from dark to light below a box that are writing.
const LEAST_TURNS: usize = 6;

/// How many boxes lie over writing that a picture shows: who takes the box away
/// has it back.
pub(super) fn boxes_over_writing(judge: &Judge<'_>, sheet: &Sheet) -> usize {
    let marks = sheet.marks.iter().enumerate();
    let boxes = marks.filter(|(_, mark)| is_box(mark)).take(MOST_BOXES);
    boxes.filter(|(number, mark)| has_writing_below(judge, *number, mark.bounds)).count()
}

fn is_box(mark: &Mark) -> bool {
    let bounds = mark.bounds;
    matches!(mark.style.ink, Ink::Flat(_))
        && mark.kind != Kind::Line
        && mark.style.is_opaque()
        && BOX_HEIGHT.contains(&bounds.height())
        && bounds.width() > BOX_WIDTH
}

fn has_writing_below(judge: &Judge<'_>, number: usize, bounds: Rect) -> bool {
    let mut below = judge.marks_at(bounds);
    below.retain(|it| *it < number);
    if !judge.has_picture(&below) {
        return false;
    }
    let start = bounds.x0 + EDGE * bounds.width();
    let count = (((1.0 - 2.0 * EDGE) * bounds.width() / STEP) as usize).min(1_000);
    let has_writing = |row: &&f64| {
        let y = bounds.y0 + bounds.height() * **row;
        let points = (0..count).map(|at| Point::new(start + (at as f64 + 0.5) * STEP, y));
        let lights: Vec<f32> = points.map(|it| judge.shown(&below, it).luminance()).collect();
        turns_of(&lights) >= LEAST_TURNS
    };
    ROWS.iter().filter(has_writing).count() >= LEAST_ROWS
}

/// How often a row of brightnesses turns from dark to light or back.
fn turns_of(lights: &[f32]) -> usize {
    let darkest = lights.iter().copied().fold(1.0, f32::min);
    let lightest = lights.iter().copied().fold(0.0, f32::max);
    if lightest - darkest < LEAST_DEPTH {
        return 0;
    }
    let middle = f32::midpoint(darkest, lightest);
    lights.windows(2).filter(|it| (it[0] < middle) != (it[1] < middle)).count()
}

#[cfg(test)]
mod tests {
    use super::turns_of;

    #[test]
    fn writing_turns_often_and_a_box_never() {
        assert_eq!(turns_of(&[1.0, 0.1, 0.9, 0.1, 1.0]), 4);
        assert_eq!(turns_of(&[0.0; 5]), 0);
        assert_eq!(turns_of(&[0.5, 0.55, 0.5]), 0, "noise of a flat grey");
    }
}
