//! Whether a picture shows a word that leaves no ink of its own: the text of a
//! scan that can be searched, as long as the picture is not blacked out there.

use hayro_interpret::kurbo::Rect;

use super::judge::{Judge, Why};
use super::sheet::Kind;
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
