//! Where the points of a drawing come to lie: the transformations of elements
//! (W3C, CSS Transforms Module Level 1, 8).

/// A point of a drawing.
pub(super) type Point = (f32, f32);

/// A matrix of six numbers, as `matrix()` writes it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Frame([f32; 6]);

impl Default for Frame {
    fn default() -> Self {
        Frame([1.0, 0.0, 0.0, 1.0, 0.0, 0.0])
    }
}

impl Frame {
    /// The frame within this one that an attribute asks for; nothing where it
    /// asks for what is not known.
    pub(super) fn within(self, transform: &str) -> Option<Frame> {
        let mut frame = self;
        for step in transform.split(')').map(str::trim).filter(|it| !it.is_empty()) {
            let (name, numbers) = step.split_once('(')?;
            frame = frame.times(of(name.trim_matches([' ', ',']), &numbers_of(numbers)?)?);
        }
        Some(frame)
    }

    /// Where a point comes to lie.
    pub(super) fn point(self, (x, y): Point) -> Point {
        let [a, b, c, d, e, f] = self.0;
        (a * x + c * y + e, b * x + d * y + f)
    }

    fn times(self, Frame([a, b, c, d, e, f]): Frame) -> Frame {
        let [p, q, r, s, _, _] = self.0;
        let (x, y) = self.point((e, f));
        Frame([p * a + r * b, q * a + s * b, p * c + r * d, q * c + s * d, x, y])
    }
}

/// The numbers of a list, with blanks or commas between.
pub(super) fn numbers_of(list: &str) -> Option<Vec<f32>> {
    let numbers = list.split([' ', ',', '\n', '\t', '\r']).filter(|it| !it.is_empty());
    numbers.map(|it| it.trim_end_matches("deg").trim_end_matches("px").parse().ok()).collect()
}

/// The matrix of a function.
fn of(name: &str, numbers: &[f32]) -> Option<Frame> {
    Some(Frame(match (name, numbers) {
        ("matrix", [a, b, c, d, e, f]) => [*a, *b, *c, *d, *e, *f],
        ("translate", [x]) => [1.0, 0.0, 0.0, 1.0, *x, 0.0],
        ("translate", [x, y]) => [1.0, 0.0, 0.0, 1.0, *x, *y],
        ("scale", [both]) => [*both, 0.0, 0.0, *both, 0.0, 0.0],
        ("scale", [x, y]) => [*x, 0.0, 0.0, *y, 0.0, 0.0],
        ("rotate", [angle]) => turned(*angle),
        ("rotate", [angle, x, y]) => {
            let back = Frame([1.0, 0.0, 0.0, 1.0, -x, -y]);
            let there = Frame([1.0, 0.0, 0.0, 1.0, *x, *y]);
            return Some(there.times(Frame(turned(*angle))).times(back));
        }
        ("skewX", [angle]) => [1.0, 0.0, angle.to_radians().tan(), 1.0, 0.0, 0.0],
        ("skewY", [angle]) => [1.0, angle.to_radians().tan(), 0.0, 1.0, 0.0, 0.0],
        _ => return None,
    }))
}

fn turned(angle: f32) -> [f32; 6] {
    let (sine, cosine) = angle.to_radians().sin_cos();
    [cosine, sine, -sine, cosine, 0.0, 0.0]
}

#[cfg(test)]
mod tests {
    use super::Frame;

    #[test]
    fn transformations_are_applied_from_the_right() {
        let cases = [
            ("translate(10)", (11.0, 2.0)),
            ("translate(10, 20) scale(2)", (12.0, 24.0)),
            ("scale(2) translate(10 20)", (22.0, 44.0)),
            ("matrix(1 0 0 1 5 6)", (6.0, 8.0)),
            ("rotate(90)", (-2.0, 1.0)),
            ("rotate(180, 1, 1)", (1.0, 0.0)),
        ];
        for (transform, expected) in cases {
            let (x, y) = Frame::default().within(transform).unwrap_or_default().point((1.0, 2.0));
            assert!((x - expected.0).abs() < 0.01 && (y - expected.1).abs() < 0.01, "{transform}");
        }
        assert!(Frame::default().within("perspective(4)").is_none());
    }
}
