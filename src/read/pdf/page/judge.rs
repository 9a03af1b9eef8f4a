//! Whether a letter leaves ink of its own that an eye sees, and if not, what
//! hides it.

use std::cell::Cell;

use hayro_interpret::kurbo::{Point, Rect};

use super::colour::Colour;
use super::sheet::{Hand, Ink, Kind, Letter, Mark, Sheet, Stroked};

/// The part of a letter's ink that has to be seen. A line through a word leaves
/// more than half of each letter; hatching that leaves less than this hides it.
const LEAST_SEEN: f64 = 0.2;

/// The height of type, in points, that nobody reads.
const TINY: f64 = 1.0;

/// The width of type, in heights of it, that nobody reads.
const NARROW: f64 = 0.05;

/// Squares along each side of the page into which marks are sorted.
const SQUARES: usize = 24;

/// Work that may be spent on one page: a question to one segment of one path.
pub(super) const MOST_WORK: u64 = 100_000_000;

/// What hides a letter.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) enum Why {
    OffPage,
    Clipped,
    Tiny,
    /// Render mode 3, or a font that draws nothing.
    NoInk,
    Transparent,
    /// The colour of its ground.
    Ground,
    /// The colour of a box or a picture on which it stands.
    Boxed,
    Covered(Kind),
    /// An optional layer that is off.
    Layer,
}

/// The marks of a page by where they lie.
pub(super) struct Judge<'s> {
    sheet: &'s Sheet,
    page: Rect,
    squares: Vec<Vec<u32>>,
    work: Cell<u64>,
    most: u64,
}

impl<'s> Judge<'s> {
    /// Sorts the marks of a sheet.
    pub(super) fn of(sheet: &'s Sheet, page: Rect, most: u64) -> Self {
        let squares = vec![Vec::new(); SQUARES * SQUARES];
        let mut judge = Judge { sheet, page, squares, work: Cell::new(0), most };
        for (number, mark) in (0..).zip(&sheet.marks) {
            if let Some((columns, rows)) = judge.squares_of(mark.bounds) {
                for row in rows {
                    for column in columns.clone() {
                        judge.squares[row * SQUARES + column].push(number);
                    }
                }
            }
        }
        judge
    }

    /// Whether more was asked than a page is worth: what was said after that is not
    /// to be relied on.
    pub(super) fn is_spent(&self) -> bool {
        self.work.get() > self.most
    }

    /// How much was asked.
    pub(super) fn work(&self) -> u64 {
        self.work.get()
    }

    fn squares_of(
        &self,
        bounds: Rect,
    ) -> Option<(std::ops::RangeInclusive<usize>, std::ops::RangeInclusive<usize>)> {
        let within = bounds.intersect(self.page);
        if within.width() < 0.0 || within.height() < 0.0 || bounds.intersect(self.page).is_nan() {
            return None;
        }
        let square = |at: f64, from: f64, length: f64| {
            (((at - from) / length.max(1.0) * SQUARES as f64) as usize).min(SQUARES - 1)
        };
        let (across, down) = (self.page.width(), self.page.height());
        let column = |x| square(x, self.page.x0, across);
        let row = |y| square(y, self.page.y0, down);
        Some((column(within.x0)..=column(within.x1), row(within.y0)..=row(within.y1)))
    }

    /// The marks that may lie at some place, in the order in which they are drawn.
    fn near(&self, bounds: Rect) -> Vec<usize> {
        let Some((columns, rows)) = self.squares_of(bounds) else { return Vec::new() };
        let mut found = Vec::new();
        for row in rows {
            for column in columns.clone() {
                let square = &self.squares[row * SQUARES + column];
                let touching = square.iter().map(|it| *it as usize);
                found.extend(touching.filter(|it| overlap(self.sheet.marks[*it].bounds, bounds)));
            }
        }
        self.work.set(self.work.get() + 1 + found.len() as u64);
        found.sort_unstable();
        found.dedup();
        found
    }

    /// What hides a letter; none if an eye sees it.
    pub(super) fn hides(&self, letter: &Letter) -> Option<Why> {
        let hand = self.sheet.hands.get(letter.hand).filter(|_| !self.is_spent())?;
        let bounds = letter.bounds();
        if hand.stroke == Stroked::Nothing {
            return self.hides_without_ink(letter);
        }
        if letter.shape.inside.is_empty() {
            return letter.shape.is_own.then_some(Why::NoInk);
        }
        if !overlap(self.page, bounds) {
            return Some(Why::OffPage);
        }
        let is_tiny = letter.size() < TINY && bounds.width().max(bounds.height()) < TINY;
        if is_tiny || is_squeezed(letter) {
            return Some(Why::Tiny);
        }
        let near = if self.sheet.marks.is_empty() { Vec::new() } else { self.near(bounds) };
        if near.is_empty() && hand.style.clip.is_none() && hand.shows_on_paper {
            return None;
        }
        self.hides_by_points(letter, hand, &near)
    }

    /// A letter without ink is not even off the page where a picture shows it.
    fn hides_without_ink(&self, letter: &Letter) -> Option<Why> {
        let origin = letter.place * Point::ORIGIN;
        Some(if self.page.contains(origin) { Why::NoInk } else { Why::OffPage })
    }

    fn hides_by_points(&self, letter: &Letter, hand: &Hand, near: &[usize]) -> Option<Why> {
        let shape = &letter.shape;
        let points = if hand.stroke == Stroked::Outline { &shape.edge } else { &shape.inside };
        let (mut seen, mut causes) = (0, Vec::new());
        for point in points {
            match self.hides_point(letter, hand, near, letter.place * *point) {
                None => seen += 1,
                Some(why) => causes.push(why),
            }
        }
        if f64::from(seen) >= LEAST_SEEN * points.len() as f64 {
            return None;
        }
        let count = |why: &Why| causes.iter().filter(|it| *it == why).count();
        causes.iter().max_by_key(|why| count(why)).copied()
    }

    /// What hides the ink of a letter at one point.
    fn hides_point(
        &self,
        letter: &Letter,
        hand: &Hand,
        near: &[usize],
        point: Point,
    ) -> Option<Why> {
        if !self.page.contains(point) {
            return Some(Why::OffPage);
        }
        if !self.sheet.is_within(hand.style.clip, point) {
            return Some(Why::Clipped);
        }
        let split = near.partition_point(|it| *it < letter.order);
        let (below, above) = near.split_at(split);
        let ground = self.ground(below, point);
        let own = hand.style.colour_at(point);
        let mut with = own.over(ground, hand.style.blend);
        let mut without = ground;
        if !with.differs_from(without) {
            let is_on_paper = !ground.differs_from(Colour::WHITE);
            return Some(match own.opacity {
                ..0.05 => Why::Transparent,
                _ if is_on_paper => Why::Ground,
                _ => Why::Boxed,
            });
        }
        for number in above {
            let mark = self.mark(*number);
            if !self.sheet.covers(mark, point) {
                continue;
            }
            let colour = mark.style.colour_at(point);
            with = colour.over(with, mark.style.blend);
            without = colour.over(without, mark.style.blend);
            if !with.differs_from(without) {
                return Some(Why::Covered(mark.kind));
            }
        }
        None
    }

    fn mark(&self, number: usize) -> &Mark {
        let mark = &self.sheet.marks[number];
        self.work.set(self.work.get() + mark.form.weight());
        mark
    }

    /// The colour that some marks leave on the paper at a point: the last that is
    /// opaque hides all before.
    fn ground(&self, marks: &[usize], point: Point) -> Colour {
        let mut over = Vec::new();
        for number in marks.iter().rev() {
            let mark = self.mark(*number);
            if self.is_spent() {
                break;
            }
            if self.sheet.covers(mark, point) {
                over.push(mark);
                if mark.style.is_opaque() {
                    break;
                }
            }
        }
        over.iter().rev().fold(Colour::WHITE, |below, mark| {
            mark.style.colour_at(point).over(below, mark.style.blend)
        })
    }

    /// The colour that the page shows at a point in the end, letters aside.
    pub(super) fn shown(&self, near: &[usize], point: Point) -> Colour {
        self.ground(near, point)
    }

    /// The marks at a place.
    pub(super) fn marks_at(&self, bounds: Rect) -> Vec<usize> {
        self.near(bounds)
    }

    /// Whether a picture lies at a place, or something that is cut to a form as
    /// letters are that something is drawn through.
    pub(super) fn has_picture(&self, marks: &[usize]) -> bool {
        marks.iter().map(|it| &self.sheet.marks[*it].style).any(|style| {
            let clip = style.clip.and_then(|it| self.sheet.clips.get(it));
            matches!(style.ink, Ink::Picture(_)) || clip.is_some_and(|it| it.form.is_some())
        })
    }
}

/// Whether a letter is so narrow for its height that it is a stroke.
fn is_squeezed(letter: &Letter) -> bool {
    let [a, b, c, d, ..] = letter.place.as_coeffs();
    a.hypot(b) < NARROW * c.hypot(d)
}

fn overlap(one: Rect, two: Rect) -> bool {
    one.x0 < two.x1 && two.x0 < one.x1 && one.y0 < two.y1 && two.y0 < one.y1
}
