//! The parts that a document's letters are of: its body, notes, headers, comments,
//! text boxes ([MS-DOC] 2.3).

use std::ops::Range;

use super::blocks::has_first_page;
use super::bytes::{plc, short, wide};
use super::fib::{Entry, Fib, Part};
use super::story::{Found, Text};
use crate::document::{Layer, Sink};
use crate::read::docx::Teller;

/// The bytes of a section's description, of a comment's, and of its initials; where
/// the number of its author stands ([MS-DOC] 2.9.246 and 2.9.8).
const SECTION: usize = 12;
const COMMENT: usize = 30;
const INITIALS: usize = 20;

/// The stories of headers before those of the first section: what separates notes
/// from the text. Then each section has these ([MS-DOC] 2.8.22).
const SEPARATORS: usize = 6;
const MARGINS: [&str; 6] = [
    "header of even pages",
    "header",
    "footer of even pages",
    "footer",
    "header of first pages",
    "footer of first pages",
];

/// Pushes the parts in their order.
pub(super) fn push(
    text: &Text<'_>,
    fib: &Fib,
    table: &[u8],
    found: &mut Found,
    sink: &mut dyn Sink,
) {
    for (part, letters) in fib.parts() {
        let mut walk = Walk { text, fib, table, found: &mut *found, letters };
        match part {
            Part::Main => walk.whole("", Layer::Body, sink),
            Part::Footnotes => walk.notes("footnote", Entry::FootnoteTexts, sink),
            Part::Endnotes => walk.notes("endnote", Entry::EndnoteTexts, sink),
            Part::Headers => walk.margins(sink),
            Part::Macros => walk.whole("macros", Layer::Macro, sink),
            Part::Comments => walk.comments(sink),
            Part::Boxes => walk.whole("text boxes", Layer::TextBox, sink),
            Part::HeaderBoxes => walk.whole("text boxes of headers", Layer::TextBox, sink),
        }
    }
}

/// The walk over a part.
struct Walk<'t, 'f> {
    text: &'t Text<'t>,
    fib: &'t Fib,
    table: &'t [u8],
    found: &'f mut Found,
    letters: Range<u32>,
}

impl<'t> Walk<'t, '_> {
    fn teller<'s>(&self, name: &str, layer: Layer, sink: &'s mut dyn Sink) -> Teller<'s>
    where
        't: 's,
    {
        Teller::new(name, layer, &self.text.sheet.styles, sink)
    }

    /// Pushes the part as one.
    fn whole(&mut self, name: &str, layer: Layer, sink: &mut dyn Sink) {
        let mut teller = self.teller(name, layer, sink);
        self.text.tell(self.letters.clone(), self.found, &mut teller);
        teller.end();
    }

    /// The letters between the positions of a list; those that it does not name are
    /// the last of all.
    fn ranges(&self, entry: Entry) -> Vec<Range<u32>> {
        let (positions, _) = plc(self.fib.bytes(entry, self.table), 0);
        let Range { start, end } = self.letters;
        let mut ranges = Vec::new();
        let mut from = start;
        for position in positions {
            let to = start.saturating_add(position).clamp(from, end);
            if position > 0 {
                ranges.push(from..to);
            }
            from = to;
        }
        if from < end {
            ranges.push(from..end);
        }
        ranges
    }

    /// Pushes the notes of a kind.
    fn notes(&mut self, kind: &str, entry: Entry, sink: &mut dyn Sink) {
        let name = format!("{kind}s");
        let mut teller = self.teller(&name, Layer::Footnote, sink);
        for (number, letters) in (1..).zip(self.ranges(entry)) {
            teller.note(format!("{kind} {number}"));
            self.text.tell(letters, self.found, &mut teller);
        }
        teller.end();
    }

    /// Pushes headers and footers, those that no page shows as hidden.
    fn margins(&mut self, sink: &mut dyn Sink) {
        let settings = self.fib.bytes(Entry::Settings, self.table);
        let has_even = settings.first().is_some_and(|it| it & 1 == 1);
        let (_, sections) = plc(self.fib.bytes(Entry::Sections, self.table), SECTION);
        let (positions, _) = plc(self.fib.bytes(Entry::HeaderTexts, self.table), 0);
        let start = self.letters.start;
        let mut has_first = false;
        for (number, pair) in positions.windows(2).enumerate() {
            let end = start.saturating_add(pair[1]).min(self.letters.end);
            let letters = start.saturating_add(pair[0]).min(end)..end;
            let Some(number) = number.checked_sub(SEPARATORS) else {
                self.margin("separators of notes", Layer::Footnote, letters, sink);
                continue;
            };
            let (section, kind) = (number / MARGINS.len(), number % MARGINS.len());
            let own = sections.get(section).is_some_and(|it| has_first_page(it, self.text.stream));
            // A section without one of its own shows that of the one before.
            has_first |= own;
            let is_seen = match kind {
                0 | 2 => has_even,
                4 | 5 => has_first,
                _ => true,
            };
            let name = format!("{} of section {}", MARGINS[kind], section + 1);
            let name = if sections.len() < 2 { MARGINS[kind] } else { &name };
            let layer = if is_seen { Layer::HeaderFooter } else { Layer::HiddenText };
            self.margin(name, layer, letters, sink);
        }
        let end = positions.last().map_or(start, |it| start.saturating_add(*it));
        if end < self.letters.end {
            let letters = end..self.letters.end;
            self.margin("headers", Layer::HeaderFooter, letters, sink);
        }
    }

    fn margin(&mut self, name: &str, layer: Layer, letters: Range<u32>, sink: &mut dyn Sink) {
        let mut teller = self.teller(name, layer, sink);
        self.text.tell(letters, self.found, &mut teller);
        teller.end();
    }

    /// Pushes the comments with those who wrote them.
    fn comments(&mut self, sink: &mut dyn Sink) {
        let (_, marks) = plc(self.fib.bytes(Entry::CommentMarks, self.table), COMMENT);
        let authors = authors(self.fib.bytes(Entry::CommentAuthors, self.table));
        let mut teller = self.teller("comments", Layer::Comment, sink);
        for (number, letters) in self.ranges(Entry::CommentTexts).into_iter().enumerate() {
            teller.note(format!("comment {}", number + 1));
            if let Some(mark) = marks.get(number) {
                let author = short(mark, INITIALS).and_then(|it| authors.get(usize::from(it)));
                teller.aside(Layer::Comment, "author", author.map_or("", String::as_str));
                let length = short(mark, 0).map_or(0, |it| usize::from(it) * 2);
                let initials = mark.get(2..2 + length.min(INITIALS - 2)).map(wide);
                teller.aside(Layer::Comment, "initials", &initials.unwrap_or_default());
            }
            self.text.tell(letters, self.found, &mut teller);
        }
        teller.end();
    }
}

/// Those who wrote comments, each name with its length before it.
fn authors(bytes: &[u8]) -> Vec<String> {
    let mut rest = bytes;
    let mut authors = Vec::new();
    while let Some(length) = short(rest, 0).map(|it| usize::from(it) * 2) {
        let Some(name) = rest.get(2..2 + length) else { break };
        authors.push(wide(name));
        rest = &rest[2 + length..];
    }
    authors
}
