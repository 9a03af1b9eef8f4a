//! The pages of 512 bytes that say which properties the letters and the paragraphs
//! of a stretch of the stream have ([MS-DOC] 2.9.33 and 2.9.175, FKP).

use std::collections::BTreeSet;
use std::ops::Range;

use super::bytes::{long, longs, plc};

/// The bytes of a page, and those of a paragraph's entry in it.
const PAGE: usize = 512;
const ENTRY: usize = 13;

/// The bits of a page's number ([MS-DOC] 2.9.206).
const NUMBER: u32 = 0x003F_FFFF;

/// A stretch of the stream with its properties.
#[derive(Clone, Debug)]
pub(super) struct Stretch {
    pub(super) bytes: Range<usize>,
    /// Where the properties lie in the stream.
    pub(super) properties: Range<usize>,
}

/// The stretches of a stream, in their order.
#[derive(Debug, Default)]
pub(super) struct Stretches {
    all: Vec<Stretch>,
    /// The pages that they were read from.
    pub(super) pages: Vec<Range<usize>>,
}

/// What a page is of.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) enum Kind {
    Letters,
    Paragraphs,
}

impl Stretches {
    /// The stretches that a list of pages names.
    pub(super) fn of(list: &[u8], stream: &[u8], kind: Kind) -> Self {
        let mut stretches = Stretches::default();
        let (_, numbers) = plc(list, 4);
        let numbers = numbers.iter().filter_map(|it| long(it, 0)).map(|it| it & NUMBER);
        for number in numbers.collect::<BTreeSet<u32>>() {
            let start = number as usize * PAGE;
            let Some(page) = stream.get(start..start + PAGE) else { continue };
            stretches.pages.push(start..start + PAGE);
            stretches.take(page, start, kind);
        }
        stretches.all.sort_by_key(|it| it.bytes.start);
        stretches
    }

    fn take(&mut self, page: &[u8], start: usize, kind: Kind) {
        let count = usize::from(page[PAGE - 1]);
        let size = if kind == Kind::Letters { 1 } else { ENTRY };
        let Some((places, rest)) = page.split_at_checked((count + 1) * 4) else { return };
        let places = longs(places);
        for (pair, entry) in places.windows(2).zip(rest.chunks(size)) {
            let at = usize::from(entry[0]) * 2;
            let own = if at == 0 { 0..0 } else { properties(page, at, kind) };
            let own = own.start + start..own.end.min(PAGE) + start;
            let bytes = pair[0] as usize..pair[1] as usize;
            self.all.push(Stretch { bytes, properties: own });
        }
    }

    /// The stretch that a byte lies in.
    pub(super) fn at(&self, place: usize) -> Option<&Stretch> {
        let behind = self.all.partition_point(|it| it.bytes.start <= place);
        let stretch = self.all.get(behind.checked_sub(1)?)?;
        stretch.bytes.contains(&place).then_some(stretch)
    }

    /// Where the stretch that begins behind a byte does.
    pub(super) fn next(&self, place: usize) -> Option<usize> {
        let behind = self.all.partition_point(|it| it.bytes.start <= place);
        self.all.get(behind).map(|it| it.bytes.start)
    }
}

/// Where properties lie in a page: a length stands before them. That of paragraphs
/// counts pairs of bytes, and where it is 0 another follows ([MS-DOC] 2.9.174).
fn properties(page: &[u8], at: usize, kind: Kind) -> Range<usize> {
    let length = |at: usize| usize::from(page.get(at).copied().unwrap_or(0));
    match (kind, length(at)) {
        (Kind::Letters, own) => at + 1..at + 1 + own,
        (_, 0) => at + 2..at + 2 + length(at + 1) * 2,
        (_, own) => at + 1..at + own * 2,
    }
}
