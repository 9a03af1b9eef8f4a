//! Letters into words: by how they stand beside each other, and by whether an
//! eye sees them.

use hayro_interpret::kurbo::{Point, Vec2};

use super::judge::Why;
use super::sheet::{Letter, Sheet};

/// The gap between two letters that makes them two words, in heights of type:
/// pdftotext breaks words at the same.
const WORD_GAP: f64 = 0.1;

/// How far a letter may stand above or below the one before, in heights of type.
const LINE_DRIFT: f64 = 0.4;

/// How far a letter may reach back over the one before.
const OVERLAP: f64 = 0.4;

/// How near the same letter stands to its shadow or to its bold twin.
const TWIN: f64 = 0.17;

/// How narrow a letter is made to fit the width that the page asks for; what is
/// narrower is squeezed on purpose.
const LEAST_STRETCH: f64 = 0.1;

/// A word, all of it seen, or all of it hidden for one reason.
#[derive(Clone, Debug)]
pub(super) struct Word {
    pub(super) text: String,
    pub(super) why: Option<Why>,
    /// Where it begins and ends along its line, and where its line is.
    pub(super) start: f64,
    pub(super) end: f64,
    pub(super) base: f64,
    pub(super) size: f64,
    /// The direction of its line on the page.
    pub(super) along: Vec2,
    /// How many letters it has.
    pub(super) letters: usize,
    /// Whether some mark of an unapplied redaction lies over it.
    pub(super) is_marked: bool,
}

impl Word {
    /// Across its line, downwards on a page that is upright.
    pub(super) fn across(&self) -> Vec2 {
        Vec2::new(-self.along.y, self.along.x)
    }

    /// A point of the page, so far along and above the line.
    pub(super) fn point(&self, along: f64, above: f64) -> Point {
        (self.along * along + self.across() * (self.base - above)).to_point()
    }

    /// Whether another stands on the same line.
    pub(super) fn is_in_line_with(&self, other: &Word) -> bool {
        let size = self.size.max(other.size);
        self.along.dot(other.along) > 0.99 && (self.base - other.base).abs() < LINE_DRIFT * size
    }
}

/// A letter with what is known of it.
struct Placed<'s> {
    letter: &'s Letter,
    text: &'s str,
    why: Option<Why>,
    start: f64,
    end: f64,
    base: f64,
    size: f64,
    along: Vec2,
    is_marked: bool,
}

impl<'s> Placed<'s> {
    fn of(letter: &'s Letter, why: Option<Why>, is_marked: bool) -> Option<Self> {
        let text = letter.text()?;
        let [a, b, c, d, ..] = letter.place.as_coeffs();
        let (across, size) = (a.hypot(b), letter.size());
        let along =
            if across > 0.0 { Vec2::new(a / across, b / across) } else { Vec2::new(1., 0.) };
        let origin = letter.place.translation();
        let start = origin.dot(along);
        // A font that stands in is stretched to the width that the page asks for.
        let height = c.hypot(d);
        let is_stretched = !letter.shape.is_own && across > LEAST_STRETCH * height;
        let scale = if is_stretched { height } else { across };
        let advance = letter.shape.advance.map(|it| it * scale);
        let end = start + advance.unwrap_or_else(|| letter.bounds().width().max(0.3 * size));
        let base = origin.dot(Vec2::new(-along.y, along.x));
        let is_finite = start.is_finite() && end.is_finite() && base.is_finite();
        is_finite.then_some(Placed { letter, text, why, start, end, base, size, along, is_marked })
    }

    fn origin(&self) -> Point {
        self.letter.place.translation().to_point()
    }

    fn is_blank(&self) -> bool {
        self.text.chars().all(|it| it.is_whitespace() || it == '\u{a0}' || it.is_control())
    }
}

/// The words of a sheet in the order in which they are drawn. What hides each
/// letter stands beside it; a letter that is drawn twice is read once.
pub(super) fn words_of(
    sheet: &Sheet,
    whys: &[Option<Why>],
    is_marked: impl Fn(&Letter) -> bool,
) -> Vec<Word> {
    let letters = sheet.letters.iter().zip(whys);
    let placed: Vec<Placed<'_>> =
        letters.filter_map(|(letter, why)| Placed::of(letter, *why, is_marked(letter))).collect();
    let twins = twins(&placed);
    let mut words: Vec<Word> = Vec::new();
    let mut is_apart = true;
    for (letter, _) in placed.iter().zip(twins).filter(|(_, is_twin)| !is_twin) {
        if letter.is_blank() {
            is_apart = true;
            continue;
        }
        match words.last_mut() {
            Some(word) if !is_apart && belongs(word, letter) => extend(word, letter),
            _ => words.push(begun(letter)),
        }
        is_apart = false;
    }
    words
}

fn begun(letter: &Placed<'_>) -> Word {
    let mut text = String::new();
    push_text(&mut text, letter.text);
    Word {
        text,
        why: letter.why,
        start: letter.start,
        end: letter.end,
        base: letter.base,
        size: letter.size,
        along: letter.along,
        letters: 1,
        is_marked: letter.is_marked,
    }
}

fn extend(word: &mut Word, letter: &Placed<'_>) {
    push_text(&mut word.text, letter.text);
    word.end = word.end.max(letter.end);
    word.letters += 1;
}

fn belongs(word: &Word, letter: &Placed<'_>) -> bool {
    let size = word.size.max(letter.size);
    let gap = letter.start - word.end;
    word.why == letter.why
        && word.is_marked == letter.is_marked
        && word.along.dot(letter.along) > 0.99
        && (letter.base - word.base).abs() < LINE_DRIFT * size
        && gap < WORD_GAP * size
        && gap > -OVERLAP * size
}

/// Adds the text of a letter, a ligature as the letters that it joins.
fn push_text(text: &mut String, letter: &str) {
    for one in letter.chars() {
        match one {
            '\u{fb00}' => text.push_str("ff"),
            '\u{fb01}' => text.push_str("fi"),
            '\u{fb02}' => text.push_str("fl"),
            '\u{fb03}' => text.push_str("ffi"),
            '\u{fb04}' => text.push_str("ffl"),
            '\u{fb05}' | '\u{fb06}' => text.push_str("st"),
            '\u{ad}' => text.push('-'),
            _ if one.is_control() => {}
            _ => text.push(one),
        }
    }
}

/// Which letters are there a second time at the same place: the bold twin of a
/// letter that is seen, its shadow, and what lies hidden below the same letter.
fn twins(placed: &[Placed<'_>]) -> Vec<bool> {
    let mut known = Known::default();
    let mut is_twin = vec![false; placed.len()];
    let seen = (0..placed.len()).filter(|it| placed[*it].why.is_none());
    let hidden = (0..placed.len()).filter(|it| placed[*it].why.is_some());
    for at in seen.chain(hidden).filter(|it| !placed[*it].is_blank()) {
        let letter = &placed[at];
        is_twin[at] = known.near(letter).any(|other| are_twins(&placed[other], letter));
        if !is_twin[at] {
            known.add(letter, at);
        }
    }
    is_twin
}

/// Letters by the square of the page in which they begin. The letters of a square
/// are a chain: the last, and for each the one before.
struct Known {
    last: Vec<u32>,
    before: Vec<(u32, u32)>,
}

/// Squares, by a number made of their column and row; some share one.
const SQUARES: usize = 1 << 14;

/// The side of a square, in points.
const SQUARE: f64 = 4.0;

/// Letters of a square that are looked at: where more lie on one place, one more
/// copy does not matter.
const MOST_IN_SQUARE: usize = 64;

const NONE: u32 = u32::MAX;

impl Default for Known {
    fn default() -> Self {
        Known { last: vec![NONE; SQUARES], before: Vec::new() }
    }
}

impl Known {
    fn add(&mut self, letter: &Placed<'_>, at: usize) {
        let origin = letter.origin();
        let square = number_of(column_of(origin.x), column_of(origin.y));
        let link = self.before.len() as u32;
        self.before.push((at as u32, self.last[square]));
        self.last[square] = link;
    }

    /// Letters that may begin where one does.
    fn near<'k>(&'k self, letter: &Placed<'_>) -> impl Iterator<Item = usize> + 'k {
        let (origin, reach) = (letter.origin(), TWIN * letter.size.min(MOST_SIZE));
        let columns = column_of(origin.x - reach)..=column_of(origin.x + reach);
        let rows = column_of(origin.y - reach)..=column_of(origin.y + reach);
        columns
            .flat_map(move |column| rows.clone().map(move |row| number_of(column, row)))
            .flat_map(|square| {
                let first = self.before.get(self.last[square] as usize);
                let chain = std::iter::successors(first, |it| self.before.get(it.1 as usize));
                chain.map(|it| it.0 as usize).take(MOST_IN_SQUARE)
            })
    }
}

/// The height of type above which twins stand no farther apart.
const MOST_SIZE: f64 = 100.0;

/// The column of a square, or its row, from far outside of the page.
fn column_of(at: f64) -> i64 {
    ((at + FAR) / SQUARE) as i64
}

/// Farther than anything that is drawn: rounding down is then cutting off.
const FAR: f64 = 4e6;

fn number_of(column: i64, row: i64) -> usize {
    (column.wrapping_mul(31) ^ row.wrapping_mul(1_009)) as usize % SQUARES
}

fn are_twins(one: &Placed<'_>, other: &Placed<'_>) -> bool {
    let apart = one.origin() - other.origin();
    // Letters that are squeezed to nothing all stand at the same place.
    let near = (TWIN * one.size.min(other.size)).min(one.end - one.start);
    one.text == other.text && apart.x.abs() < near && apart.y.abs() < near
}
