//! A page, judged: the words that an eye sees, those it does not and why, and what
//! keeps the page from being read.

use hayro_interpret::kurbo::{Point, Rect};
use rustc_hash::FxHashSet;

use super::draw::{Drawer, Drawn};
use super::judge::{Judge, Why};
use super::malformed;
use super::scan;
use super::sheet::{Ink, Letter, Mark, Sheet, Stroked};
use super::width::letters_of_boxes;
use super::words::{Word, words_of};
use crate::document::Reason;

/// The part of a page that a picture covers which is a page of its own.
const PICTURE_PAGE: f64 = 0.3;

/// The part of a page that a picture covers which anyone looks at.
const LEAST_PICTURE: f64 = 0.01;

/// The part of a picture that is shown where it is cropped.
const CROPPED: f64 = 0.7;

/// Letters on a page that is a picture: a stamp, a page number.
const FEW_LETTERS: usize = 40;

/// Letters without a text, in a hundred, above which a page cannot be read.
const UNMAPPED_PERCENT: usize = 20;

/// A page, judged.
pub(super) struct Judged {
    pub(super) words: Vec<Word>,
    /// What keeps the page, or a part of it, from being read.
    pub(super) gaps: Vec<Reason>,
    /// How many letters each black box betrays.
    pub(super) boxes: Vec<usize>,
    /// How many boxes lie over writing in a scan.
    pub(super) boxed_writing: usize,
    /// How many pictures hold more than is shown of them.
    pub(super) cropped: usize,
}

/// Draws a page and judges it. Another document shows the layers that are off in
/// this one.
pub(super) fn of_page(
    drawer: &mut Drawer<'_>,
    other: Option<&mut Drawer<'_>>,
    index: usize,
) -> Result<Judged, Reason> {
    let drawn = drawer.draw(index, FxHashSet::default())?;
    let mut judged = judged(drawer, &drawn);
    let wanted = wanted_of(&drawn.sheet);
    let mut last = drawn;
    if !wanted.is_empty() {
        last = drawer.draw(index, wanted)?;
        judged = self::judged(drawer, &last);
    }
    if let Some(other) = other {
        let all = other.draw(index, FxHashSet::default())?;
        judged.words.extend(off_words(&last.sheet, &all));
    }
    Ok(judged)
}

/// The pictures whose pixels were asked for.
fn wanted_of(sheet: &Sheet) -> FxHashSet<usize> {
    let pictures = sheet.marks.iter().filter_map(|mark| match &mark.style.ink {
        Ink::Picture(picture) => Some(picture),
        _ => None,
    });
    pictures.filter(|it| it.is_wanted.get()).map(|it| it.number).collect()
}

fn judged(drawer: &mut Drawer<'_>, drawn: &Drawn) -> Judged {
    let judge = Judge::of(&drawn.sheet, drawn.page, drawer.steps());
    let whys: Vec<Option<Why>> =
        drawn.sheet.letters.iter().map(|letter| judge.hides(letter)).collect();
    let is_marked = |letter: &Letter| drawn.marked.takes(letter);
    let mut words = words_of(&drawn.sheet, &whys, is_marked);
    for word in words.iter_mut().filter(|word| scan::may_show(word)) {
        if scan::shows(&judge, word) {
            word.why = None;
        }
    }
    let mut gaps = Vec::new();
    if judge.is_spent() {
        gaps.push(Reason::TooLarge { limit: super::judge::MOST_WORK, unit: "steps for a page" });
    }
    if is_unmapped(&drawn.sheet) {
        gaps.push(malformed("its letters do not say what they stand for"));
    }
    let is_scan = pictured(drawn) > PICTURE_PAGE;
    if is_scan && words.iter().map(|it| it.letters).sum::<usize>() < FEW_LETTERS {
        gaps.push(Reason::Picture);
    }
    let boxed_writing = if is_scan { scan::boxes_over_writing(&judge, &drawn.sheet) } else { 0 };
    let cropped = drawn.sheet.marks.iter().filter(|mark| is_cropped(mark, drawn.page)).count();
    drawer.spend(judge.work());
    let boxes = letters_of_boxes(&drawn.sheet, &words);
    Judged { words, gaps, boxes, boxed_writing, cropped }
}

/// The part of a page that pictures cover.
fn pictured(drawn: &Drawn) -> f64 {
    let pictures = drawn.sheet.marks.iter().filter(|it| matches!(it.style.ink, Ink::Picture(_)));
    let covered: f64 = pictures.map(|it| shown_area(it.bounds, drawn.page)).sum();
    covered / drawn.page.area().max(1.0)
}

fn shown_area(bounds: Rect, page: Rect) -> f64 {
    let shown = bounds.intersect(page);
    shown.width().max(0.0) * shown.height().max(0.0)
}

/// Whether much of a picture lies outside its clip or the page.
fn is_cropped(mark: &Mark, page: Rect) -> bool {
    let Ink::Picture(_) = mark.style.ink else { return false };
    let (whole, shown) = (mark.form.bounds().area(), shown_area(mark.bounds, page));
    shown > LEAST_PICTURE * page.area() && shown < CROPPED * whole
}

/// Whether letters that are seen do not say what they stand for.
fn is_unmapped(sheet: &Sheet) -> bool {
    let drawn = sheet.letters.iter().filter(|it| !it.shape.inside.is_empty());
    let inked =
        |it: &&Letter| sheet.hands.get(it.hand).is_some_and(|hand| hand.stroke != Stroked::Nothing);
    let (mut all, mut unmapped) = (0, 0);
    for letter in drawn.filter(inked) {
        all += 1;
        unmapped += usize::from(!letter.text().is_some_and(is_text));
    }
    unmapped >= 10 && unmapped * 100 > all * UNMAPPED_PERCENT
}

/// Whether a text says anything: characters for private use do not.
fn is_text(text: &str) -> bool {
    let is_private = |it: char| matches!(it, '\u{e000}'..='\u{f8ff}' | '\u{fffd}');
    text.chars().any(|it| !it.is_control() && !is_private(it))
}

/// The words of layers that are off: the letters that only the document with all
/// its layers draws.
fn off_words(shown: &Sheet, all: &Drawn) -> Vec<Word> {
    let mut shown = shown.letters.iter().peekable();
    let mut whys = Vec::new();
    for letter in &all.sheet.letters {
        let is_shown = shown.peek().is_some_and(|it| is_same(it, letter));
        whys.push((!is_shown).then_some(Why::Layer));
        if is_shown {
            shown.next();
        }
    }
    let mut words = words_of(&all.sheet, &whys, |_| false);
    words.retain(|word| word.why.is_some());
    words
}

fn is_same(one: &Letter, other: &Letter) -> bool {
    let apart = (one.place * Point::ORIGIN) - (other.place * Point::ORIGIN);
    one.text() == other.text() && apart.hypot() < 0.01
}
