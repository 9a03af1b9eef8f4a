//! Pixels of a PNG that nobody sees and that keep their colours: what was rubbed
//! out to transparency is still there (PNG, third edition, 6.2, 7, 9 and 12.4).

use std::io::{self, Read};

use rustc_hash::FxHashSet;

use super::long_high;

/// The fewest colours of transparent pixels that show a picture: a program that
/// clears an area leaves one, and blends a few along its edges.
const COLOURS: usize = 64;

/// The fewest transparent pixels that show one.
const PIXELS: u64 = 2_000;

/// What deflate packs a byte into at the best (zlib, Maximum Compression Factor).
const BEST: u64 = 1032;

/// The passes of a picture that is interlaced: where each begins, and its steps
/// (8.2); those of one that is not.
const INTERLACED: [[u32; 4]; 7] = [
    [0, 0, 8, 8],
    [4, 0, 8, 8],
    [0, 4, 4, 8],
    [2, 0, 4, 4],
    [0, 2, 2, 4],
    [1, 0, 2, 2],
    [0, 1, 1, 2],
];
const WHOLE: [[u32; 4]; 1] = [[0, 0, 1, 1]];

/// What the head of a picture says of its pixels (11.2.1), if they may be clear.
#[derive(Clone, Copy)]
pub(super) struct Head {
    width: u32,
    height: u32,
    /// The bytes of a sample, and the samples of a pixel, the last of which says
    /// how much it covers.
    sample: usize,
    samples: usize,
    is_interlaced: bool,
}

impl Head {
    pub(super) fn of(header: &[u8]) -> Option<Head> {
        let samples = match header.get(9)? {
            4 => 2,
            6 => 4,
            _ => return None,
        };
        Some(Head {
            width: long_high(header, 0)?,
            height: long_high(header, 4)?,
            sample: if *header.get(8)? == 16 { 2 } else { 1 },
            samples,
            is_interlaced: *header.get(12)? == 1,
        })
    }

    /// Whether so many packed bytes can be a row of it.
    pub(super) fn fits(self, packed: u64) -> bool {
        u64::from(self.width) * (self.sample * self.samples) as u64 <= packed.saturating_mul(BEST)
    }

    /// How many pixels are transparent and hold a picture all the same; none when
    /// their colours are those of a cleared area.
    ///
    /// # Errors
    ///
    /// When the rows end too early.
    pub(super) fn hidden_pixels(self, mut rows: impl Read) -> io::Result<u64> {
        let passes: &[[u32; 4]] = if self.is_interlaced { &INTERLACED } else { &WHOLE };
        let mut hidden = Hidden::default();
        for [left, top, across, down] in passes {
            let width = self.width.saturating_sub(*left).div_ceil(*across);
            let height = self.height.saturating_sub(*top).div_ceil(*down);
            if width > 0 && height > 0 {
                self.read_pass(width, height, &mut rows, &mut hidden)?;
            }
        }
        let is_picture = hidden.colours.len() >= COLOURS && hidden.pixels >= PIXELS;
        Ok(if is_picture { hidden.pixels } else { 0 })
    }

    fn read_pass(
        self,
        width: u32,
        height: u32,
        rows: &mut impl Read,
        hidden: &mut Hidden,
    ) -> io::Result<()> {
        let pixel = self.sample * self.samples;
        let length = width as usize * pixel;
        let (mut before, mut row) = (vec![0; length], vec![0; length]);
        for _ in 0..height {
            let mut filter = [0];
            rows.read_exact(&mut filter)?;
            rows.read_exact(&mut row)?;
            unfilter(filter[0], pixel, &before, &mut row);
            for pixel in row.chunks_exact(pixel) {
                let (colour, cover) = pixel.split_at(pixel.len() - self.sample);
                if cover.iter().all(|it| *it == 0) {
                    hidden.take(colour);
                }
            }
            std::mem::swap(&mut before, &mut row);
        }
        Ok(())
    }
}

/// The transparent pixels of a picture.
#[derive(Default)]
struct Hidden {
    pixels: u64,
    colours: FxHashSet<[u8; 6]>,
}

impl Hidden {
    fn take(&mut self, colour: &[u8]) {
        self.pixels += 1;
        if self.colours.len() < COLOURS {
            let mut whole = [0; 6];
            whole.iter_mut().zip(colour).for_each(|(one, byte)| *one = *byte);
            self.colours.insert(whole);
        }
    }
}

/// Takes back the filter of a row (9.2).
fn unfilter(filter: u8, pixel: usize, before: &[u8], row: &mut [u8]) {
    for at in 0..row.len() {
        let left = if at >= pixel { row[at - pixel] } else { 0 };
        let corner = if at >= pixel { before[at - pixel] } else { 0 };
        let above = before[at];
        let guess = match filter {
            1 => left,
            2 => above,
            3 => u16::midpoint(left.into(), above.into()) as u8,
            4 => nearest(left, above, corner),
            _ => 0,
        };
        row[at] = row[at].wrapping_add(guess);
    }
}

/// The predictor of Paeth (9.4).
fn nearest(left: u8, above: u8, corner: u8) -> u8 {
    let guess = i16::from(left) + i16::from(above) - i16::from(corner);
    let far = |it: u8| (guess - i16::from(it)).abs();
    if far(left) <= far(above) && far(left) <= far(corner) {
        left
    } else if far(above) <= far(corner) {
        above
    } else {
        corner
    }
}

#[cfg(test)]
mod tests {
    use super::unfilter;

    #[test]
    fn the_filters_are_taken_back() {
        let before = [10, 20, 30];
        for (filter, expected) in
            [(0, [1, 2, 3]), (1, [1, 3, 6]), (2, [11, 22, 33]), (3, [6, 15, 25]), (4, [11, 22, 33])]
        {
            let mut row = [1, 2, 3];
            unfilter(filter, 1, &before, &mut row);
            assert_eq!(row, expected, "filter {filter}");
        }
    }
}
