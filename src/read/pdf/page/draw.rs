//! Draws the pages of a document one by one, with what they share kept.

use std::panic::{AssertUnwindSafe, catch_unwind};

use hayro_interpret::hayro_syntax::Pdf;
use hayro_interpret::hayro_syntax::content::TypedIter;
use hayro_interpret::hayro_syntax::object::{Array, Object, Stream};
use hayro_interpret::hayro_syntax::page::Page;
use hayro_interpret::kurbo::Rect;
use hayro_interpret::{
    Context, InterpreterCache, InterpreterSettings, RenderContent, TransformExt, interpret,
    interpret_page,
};
use rustc_hash::FxHashSet;

use super::annotations::{self, Marked};
use super::collector::{Collector, Kept, MOST_ACTS, Overdrawn};
use super::judge::MOST_WORK;
use super::malformed;
use super::sheet::Sheet;
use crate::document::Reason;
use crate::read::Budget;

/// Around everything that a page may draw: clips are told apart from its edge.
const EVERYWHERE: Rect = Rect::new(-1e6, -1e6, 1e6, 1e6);

/// Marks and letters of a document, and for each byte of it: a page of text packs
/// to a third of a byte for each letter.
const ACTS: u64 = 4_000_000;
const ACTS_A_BYTE: u64 = 20;

/// Steps that may be spent on judging a document, and for each byte of it.
const STEPS: u64 = 100_000_000;
const STEPS_A_BYTE: u64 = 500;

/// Bytes that nothing packs into at the most.
const EMPTY: usize = 16;

/// A page as it is drawn.
pub(super) struct Drawn {
    pub(super) sheet: Sheet,
    /// What is shown of it, the top left at nought.
    pub(super) page: Rect,
    /// Where text is marked to be redacted.
    pub(super) marked: Marked,
}

/// Draws the pages of a document.
pub(super) struct Drawer<'d> {
    pdf: &'d Pdf,
    budget: &'d Budget,
    cache: InterpreterCache<'d>,
    kept: Kept,
    /// Marks and letters that the document may still draw, and steps that may still
    /// be spent on judging them.
    acts: u64,
    steps: u64,
}

impl<'d> Drawer<'d> {
    pub(super) fn of(pdf: &'d Pdf, budget: &'d Budget) -> Self {
        let bytes = pdf.data().as_ref().len() as u64;
        Drawer {
            pdf,
            budget,
            cache: InterpreterCache::new(),
            kept: Kept::default(),
            acts: ACTS + bytes.saturating_mul(ACTS_A_BYTE),
            steps: STEPS + bytes.saturating_mul(STEPS_A_BYTE),
        }
    }

    /// How many steps may be spent on judging the next page.
    pub(super) fn steps(&self) -> u64 {
        self.steps.min(MOST_WORK)
    }

    /// Takes note of steps that were spent.
    pub(super) fn spend(&mut self, steps: u64) {
        self.steps = self.steps.saturating_sub(steps);
    }

    /// Draws a page, with the pixels of some of its pictures.
    pub(super) fn draw(&mut self, index: usize, wanted: FxHashSet<usize>) -> Result<Drawn, Reason> {
        let page = self.pdf.pages().get(index).ok_or_else(|| malformed("a page is missing"))?;
        let content = content_of(page)?;
        self.budget.unpack(content.len() as u64)?;
        let drawn = catch_unwind(AssertUnwindSafe(|| self.drawn(page, &content, wanted)));
        drawn.map_err(|thrown| {
            self.cache = InterpreterCache::new();
            if thrown.is::<Overdrawn>() {
                self.acts = self.acts.saturating_sub(MOST_ACTS);
                return Reason::TooLarge { limit: MOST_ACTS, unit: "marks on a page" };
            }
            Reason::ReaderFailed
        })
    }

    fn drawn(&mut self, page: &Page<'d>, content: &[u8], wanted: FxHashSet<usize>) -> Drawn {
        let place = page.initial_transform(true).to_kurbo();
        let (width, height) = page.render_dimensions();
        let context = |content| {
            let settings =
                InterpreterSettings { render_content: content, ..InterpreterSettings::default() };
            Context::new(place, EVERYWHERE, &self.cache, self.pdf.xref(), settings)
        };
        let mut collector = Collector::new(&mut self.kept, wanted, self.acts.min(MOST_ACTS));
        let mut inside = context(RenderContent::PAGE);
        interpret(TypedIter::new(content), page.resources(), &mut inside, &mut collector);
        collector.is_annotating = true;
        interpret_page(page, &mut context(RenderContent::ANNOTATIONS), &mut collector);
        self.acts = self.acts.saturating_sub(collector.acts());
        let mut sheet = collector.sheet;
        let marked = annotations::read(page, place, &mut sheet);
        let page = Rect::new(0.0, 0.0, f64::from(width), f64::from(height));
        Drawn { sheet, page, marked }
    }
}

/// What a page draws, all its streams one after the other.
fn content_of(page: &Page<'_>) -> Result<Vec<u8>, Reason> {
    let unreadable = || malformed("the content of a page does not unpack");
    let unpacked = |stream: &Stream<'_>| {
        let content = stream.decoded_data().map_err(|_| unreadable())?.into_owned();
        let is_lost = content.is_empty() && stream.raw_data().len() > EMPTY;
        if is_lost { Err(unreadable()) } else { Ok(content) }
    };
    match page.raw().get::<Object<'_>>(b"Contents".as_slice()) {
        Some(Object::Stream(stream)) => unpacked(&stream),
        Some(Object::Array(streams)) => all_of(&streams, unpacked),
        Some(Object::Null(_)) | None => Ok(Vec::new()),
        Some(_) => Err(unreadable()),
    }
}

fn all_of(
    streams: &Array<'_>,
    unpacked: impl Fn(&Stream<'_>) -> Result<Vec<u8>, Reason>,
) -> Result<Vec<u8>, Reason> {
    let mut content = Vec::new();
    for stream in streams.iter::<Object<'_>>().filter_map(Object::into_stream) {
        content.extend(unpacked(&stream)?);
        content.push(b'\n');
    }
    Ok(content)
}
