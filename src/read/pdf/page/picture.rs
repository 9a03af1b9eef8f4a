//! Pictures on a page: their pixels at the points where someone asks.

use std::cell::Cell;
use std::rc::Rc;

use hayro_interpret::kurbo::{Affine, Point};
use hayro_interpret::{Image, ImageData, LumaData, Paint, RasterImage, StencilImage};

use super::colour::Colour;

/// Pixels of a picture that is looked into: 100 megapixels are A1 at 300 dpi.
const MOST_PIXELS: u64 = 60_000_000;

/// Pixels kept along the longer side: a letter of 10 points on A4 has 20.
const KEPT_SIDE: u32 = 1_700;

/// What stands for a picture that cannot be looked into.
const UNKNOWN: Colour = Colour { rgb: [0.5; 3], opacity: 1.0 };

/// The pixels of a picture, red, green, blue and opacity, as many as are kept.
#[derive(Debug)]
pub(super) struct Pixels {
    width: u32,
    height: u32,
    bytes: Vec<[u8; 4]>,
}

/// A picture, and how it lies on the page.
#[derive(Debug)]
pub(super) struct Picture {
    /// Its number among those of the page.
    pub(super) number: usize,
    /// From the page into the unit square, top left first.
    pub(super) inverse: Affine,
    pub(super) pixels: Option<Rc<Pixels>>,
    /// Whether it has no holes.
    pub(super) is_whole: bool,
    /// Whether someone asked for pixels that are not there.
    pub(super) is_wanted: Cell<bool>,
}

impl Picture {
    pub(super) fn is_opaque(&self) -> bool {
        self.is_whole
    }

    /// Its colour at a point of the page.
    pub(super) fn colour_at(&self, point: Point) -> Colour {
        let Some(pixels) = &self.pixels else {
            self.is_wanted.set(true);
            return UNKNOWN;
        };
        let at = self.inverse * point;
        pixels.at(at.x, at.y)
    }
}

impl Pixels {
    fn at(&self, x: f64, y: f64) -> Colour {
        let column = ((x * f64::from(self.width)) as i64).clamp(0, i64::from(self.width) - 1);
        let row = ((y * f64::from(self.height)) as i64).clamp(0, i64::from(self.height) - 1);
        let at = row as usize * self.width as usize + column as usize;
        self.bytes.get(at).map_or(UNKNOWN, |bytes| Colour::of_bytes(*bytes))
    }

    /// The pixels of an image; none if it is too large or does not decode.
    pub(super) fn of(image: &Image<'_, '_>) -> Option<Pixels> {
        if u64::from(image.width()) * u64::from(image.height()) > MOST_PIXELS {
            return None;
        }
        match image {
            Image::Raster(raster) => Pixels::of_raster(raster),
            Image::Stencil(stencil) => Pixels::of_stencil(stencil),
        }
    }

    fn of_raster(raster: &RasterImage<'_>) -> Option<Pixels> {
        let mut pixels = None;
        raster.with_rgba(
            |data, opacity| {
                pixels = Pixels::drawn(data.width(), data.height(), |x, y, across, down| {
                    let [red, green, blue] = colour_of(&data, x, y);
                    let opacity = opacity.as_ref().map_or(255, |luma| scaled(luma, across, down));
                    [red, green, blue, opacity]
                });
            },
            None,
        );
        pixels
    }

    fn of_stencil(stencil: &StencilImage<'_, '_>) -> Option<Pixels> {
        let mut pixels = None;
        stencil.with_stencil(
            |luma, paint| {
                let [red, green, blue, most] = match paint {
                    Paint::Color(colour) => colour.to_rgba().to_rgba8(),
                    Paint::Pattern(_) => [128, 128, 128, 255],
                };
                pixels = Pixels::drawn(luma.width, luma.height, |x, y, _, _| {
                    let opacity = u16::from(sample(&luma, x, y)) * u16::from(most) / 255;
                    [red, green, blue, opacity as u8]
                });
            },
            None,
        );
        pixels
    }

    /// As many pixels as are kept, each from its place in a picture of a size and
    /// from how far across and down that is.
    fn drawn(
        width: u32,
        height: u32,
        pixel: impl Fn(u32, u32, f64, f64) -> [u8; 4],
    ) -> Option<Pixels> {
        let shrink = width.max(height).div_ceil(KEPT_SIDE).max(1);
        let (kept_width, kept_height) = (width.div_ceil(shrink), height.div_ceil(shrink));
        let mut bytes = Vec::with_capacity(kept_width as usize * kept_height as usize);
        for row in 0..kept_height {
            for column in 0..kept_width {
                let (x, y) = (column * shrink, row * shrink);
                let across = f64::from(column) / f64::from(kept_width);
                bytes.push(pixel(x, y, across, f64::from(row) / f64::from(kept_height)));
            }
        }
        (!bytes.is_empty()).then_some(Pixels { width: kept_width, height: kept_height, bytes })
    }
}

fn colour_of(data: &ImageData, x: u32, y: u32) -> [u8; 3] {
    match data {
        ImageData::Luma(luma) => [sample(luma, x, y); 3],
        ImageData::Rgb(rgb) => {
            let at = (y as usize * rgb.width as usize + x as usize) * 3;
            let bytes = rgb.data.get(at..at + 3);
            bytes.and_then(|it| it.try_into().ok()).unwrap_or([128; 3])
        }
    }
}

fn sample(luma: &LumaData, x: u32, y: u32) -> u8 {
    luma.data.get(y as usize * luma.width as usize + x as usize).copied().unwrap_or(255)
}

/// A sample of a mask that may have another size than its picture.
fn scaled(luma: &LumaData, across: f64, down: f64) -> u8 {
    let (x, y) = (across * f64::from(luma.width), down * f64::from(luma.height));
    sample(luma, x as u32, y as u32)
}
