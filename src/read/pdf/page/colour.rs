//! Colours as they lie over each other on a page, and whether an eye tells two of
//! them apart.

use hayro_interpret::BlendMode;

/// The contrast below which an eye sees no letter: #F2F2F2 on white has 1.12. The
/// ratio is that of WCAG 2.2, which asks for 4.5 to read with ease.
const LEAST_CONTRAST: f32 = 1.12;

/// The difference of one channel by which colours as bright as each other are
/// told apart.
const TELLING_CHANNEL: f32 = 0.25;

/// A colour with its opacity, each from 0 to 1.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Colour {
    pub(super) rgb: [f32; 3],
    pub(super) opacity: f32,
}

impl Colour {
    /// The paper.
    pub(super) const WHITE: Colour = Colour { rgb: [1.0; 3], opacity: 1.0 };
    /// Nothing at all.
    pub(super) const CLEAR: Colour = Colour { rgb: [0.0; 3], opacity: 0.0 };

    /// A colour of its channels, the opacity last.
    pub(super) fn of([red, green, blue, opacity]: [f32; 4]) -> Self {
        Colour { rgb: [red, green, blue], opacity }
    }

    /// A colour of bytes.
    pub(super) fn of_bytes(bytes: [u8; 4]) -> Self {
        Colour::of(bytes.map(|it| f32::from(it) / 255.0))
    }

    /// The same colour with a part of its opacity.
    pub(super) fn faded(self, part: f32) -> Self {
        Colour { opacity: self.opacity * part, ..self }
    }

    /// How bright it is (WCAG 2.2, relative luminance).
    pub(super) fn luminance(self) -> f32 {
        let linear = |it: f32| {
            if it <= 0.04045 { it / 12.92 } else { ((it + 0.055) / 1.055).powf(2.4) }
        };
        let [red, green, blue] = self.rgb.map(linear);
        0.2126 * red + 0.7152 * green + 0.0722 * blue
    }

    /// Whether an eye tells it from another; both lie on paper.
    pub(super) fn differs_from(self, other: Colour) -> bool {
        if self == other {
            return false;
        }
        let channels = self.rgb.iter().zip(other.rgb);
        if channels.map(|(one, two)| (one - two).abs()).fold(0.0, f32::max) >= TELLING_CHANNEL {
            return true;
        }
        let (one, two) = (self.luminance() + 0.05, other.luminance() + 0.05);
        one.max(two) / one.min(two) >= LEAST_CONTRAST
    }

    /// What is seen once it lies over a ground (ISO 32000-2, 11.3.6).
    pub(super) fn over(self, ground: Colour, blend: BlendMode) -> Colour {
        if self.opacity >= 1.0 && blend == BlendMode::Normal {
            return self;
        }
        let opacity = self.opacity + ground.opacity * (1.0 - self.opacity);
        if opacity <= 0.0 {
            return Colour::CLEAR;
        }
        let mut rgb = [0.0; 3];
        for (at, channel) in rgb.iter_mut().enumerate() {
            let (above, below) = (self.rgb[at], ground.rgb[at]);
            let mixed = blended(below, above, blend);
            let own = (1.0 - ground.opacity) * above + ground.opacity * mixed;
            *channel =
                ((1.0 - self.opacity) * ground.opacity * below + self.opacity * own) / opacity;
        }
        Colour { rgb, opacity }
    }
}

/// A channel of a blend (ISO 32000-2, 11.3.5.2). Those that mix the channels count
/// as the normal one.
fn blended(below: f32, above: f32, blend: BlendMode) -> f32 {
    match blend {
        BlendMode::Multiply => below * above,
        BlendMode::Screen => below + above - below * above,
        BlendMode::Overlay => hard_light(above, below),
        BlendMode::HardLight | BlendMode::SoftLight => hard_light(below, above),
        BlendMode::Darken => below.min(above),
        BlendMode::Lighten => below.max(above),
        BlendMode::ColorDodge => (below / (1.0 - above).max(f32::EPSILON)).min(1.0),
        BlendMode::ColorBurn => 1.0 - ((1.0 - below) / above.max(f32::EPSILON)).min(1.0),
        BlendMode::Difference => (below - above).abs(),
        BlendMode::Exclusion => below + above - 2.0 * below * above,
        _ => above,
    }
}

fn hard_light(below: f32, above: f32) -> f32 {
    if above <= 0.5 {
        below * 2.0 * above
    } else {
        let light = 2.0 * above - 1.0;
        below + light - below * light
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn grey(level: f32) -> Colour {
        Colour::of([level, level, level, 1.0])
    }

    #[test]
    fn an_eye_tells_pale_grey_from_white_and_not_what_is_nearly_white() {
        assert!(grey(0.93).differs_from(Colour::WHITE));
        assert!(!grey(0.97).differs_from(Colour::WHITE));
        assert!(grey(0.0).differs_from(grey(0.2)));
    }

    #[test]
    fn a_highlight_leaves_black_letters_black() {
        let yellow = Colour::of([1.0, 1.0, 0.0, 1.0]);
        let marked = yellow.over(grey(0.0), BlendMode::Multiply);
        assert_eq!(marked, grey(0.0));
        assert_eq!(yellow.over(Colour::WHITE, BlendMode::Multiply), yellow);
    }
}
