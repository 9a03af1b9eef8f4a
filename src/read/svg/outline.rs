//! The areas that shapes of a drawing fill (W3C, Scalable Vector Graphics 2, 9 and
//! 10), as far as they have straight sides.

use super::frame::{Frame, Point, numbers_of};
use super::shapes::number;
use crate::read::xml::Element;

/// The corners that stand for a circle.
const CORNERS: u8 = 16;

/// The most corners of an outline: letters that were turned into outlines have more.
const MOST: usize = 64;

/// The corners of what an element fills; nothing for another kind of element, or
/// where they are not known.
pub(super) fn outline(element: &Element<'_>, frame: Frame) -> Option<Vec<Point>> {
    let side = |name: &str| number(element.text(name));
    let place = |name: &str| side(name).unwrap_or(0.0);
    let corners = match element.name {
        "rect" | "image" => {
            let (left, top) = (place("x"), place("y"));
            let (right, bottom) = (left + side("width")?, top + side("height")?);
            vec![(left, top), (right, top), (right, bottom), (left, bottom)]
        }
        "circle" | "ellipse" => {
            let across = side("rx").or(side("r")).or(side("ry"))?;
            let along = side("ry").or(side("r")).or(side("rx"))?;
            let corner = |number: u8| {
                let (sine, cosine) =
                    (f32::from(number) * std::f32::consts::TAU / f32::from(CORNERS)).sin_cos();
                (place("cx") + across * cosine, place("cy") + along * sine)
            };
            (0..CORNERS).map(corner).collect()
        }
        "polygon" => {
            let numbers = numbers_of(element.text("points"))?;
            numbers.chunks_exact(2).map(|it| (it[0], it[1])).collect()
        }
        "path" => straight(element.text("d"))?,
        _ => return None,
    };
    let fits = (3..=MOST).contains(&corners.len());
    fits.then(|| corners.into_iter().map(|it| frame.point(it)).collect())
}

/// Whether a point lies within: a line from it to the right crosses the sides an
/// odd number of times.
pub(super) fn holds(corners: &[Point], (x, y): Point) -> bool {
    let before = corners.iter().cycle().skip(corners.len().saturating_sub(1));
    let sides = corners.iter().zip(before);
    let crossed = sides.filter(|((ax, ay), (bx, by))| {
        (*ay > y) != (*by > y) && x < (bx - ax) * (y - ay) / (by - ay) + ax
    });
    crossed.count() % 2 == 1
}

/// The corners of a path with straight sides alone, of one piece.
fn straight(path: &str) -> Option<Vec<Point>> {
    let mut corners: Vec<Point> = Vec::new();
    let mut rest = path.trim();
    while let Some(command) = rest.chars().next() {
        let body = rest.get(command.len_utf8()..)?;
        let end = body.find(|it: char| it.is_ascii_alphabetic() && it != 'e').unwrap_or(body.len());
        let numbers = numbers_of(&body[..end].replace('-', " -").replace("e -", "e-"))?;
        rest = body[end..].trim_start();
        match command.to_ascii_lowercase() {
            'z' if rest.is_empty() => break,
            'm' if !corners.is_empty() => return None,
            'm' | 'l' | 'h' | 'v' if corners.len() + numbers.len() <= 2 * MOST => {
                step(command, &numbers, &mut corners);
            }
            _ => return None,
        }
    }
    Some(corners)
}

/// Takes the steps of one command; those in small letters begin at the last corner.
fn step(command: char, numbers: &[f32], corners: &mut Vec<Point>) {
    let width = if command.eq_ignore_ascii_case(&'h') || command.eq_ignore_ascii_case(&'v') {
        1
    } else {
        2
    };
    for step in numbers.chunks_exact(width) {
        let last = corners.last().copied().unwrap_or_default();
        let from = if command.is_ascii_lowercase() { last } else { (0.0, 0.0) };
        corners.push(match command.to_ascii_lowercase() {
            'h' => (from.0 + step[0], last.1),
            'v' => (last.0, from.1 + step[0]),
            _ => (from.0 + step[0], from.1 + step[1]),
        });
    }
}

#[cfg(test)]
mod tests {
    use super::{holds, straight};

    #[test]
    fn paths_with_straight_sides_have_corners() {
        let square = [(1.0, 1.0), (3.0, 1.0), (3.0, 3.0), (1.0, 3.0)];
        for path in
            ["M1 1 3 1 3 3 1 3Z", "M1,1h2v2h-2z", "M 1,1 L 3,1 L 3,3 L 1,3 Z", "m1 1 2 0 0 2-2 0z"]
        {
            assert_eq!(straight(path).as_deref(), Some(&square[..]), "{path}");
        }
        for path in ["M1 1C1 1 1 1 1 1Z", "M1 1h2v2zM5 5h1v1z", "é"] {
            assert_eq!(straight(path), None, "{path}");
        }
        assert!(holds(&square, (2.0, 2.0)) && !holds(&square, (4.0, 2.0)));
    }
}
