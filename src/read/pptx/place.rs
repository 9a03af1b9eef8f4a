//! Where shapes lie: in groups with coordinates of their own (ECMA-376 part 1,
//! 20.1.7.5), and where the layout puts placeholders.

use crate::read::slide::Frame;
use crate::read::xml::{Element, Node, walk};

/// How the coordinates of a group are those of the slide.
#[derive(Clone, Copy, Debug)]
pub(super) struct Grid {
    scale: (f64, f64),
    shift: (f64, f64),
}

impl Default for Grid {
    fn default() -> Self {
        Grid { scale: (1.0, 1.0), shift: (0.0, 0.0) }
    }
}

impl Grid {
    /// The coordinates within a group that lies within these.
    pub(super) fn within(&self, transform: &Transform) -> Grid {
        let (corner, size) = (transform.corner, transform.size);
        let (inner, extent) = (transform.inner.unwrap_or(corner), transform.extent.unwrap_or(size));
        let ratio =
            |whole: i64, part: i64| if part == 0 { 1.0 } else { whole as f64 / part as f64 };
        let scale = (ratio(size.0, extent.0), ratio(size.1, extent.1));
        let shift = (
            corner.0 as f64 - inner.0 as f64 * scale.0,
            corner.1 as f64 - inner.1 as f64 * scale.1,
        );
        Grid {
            scale: (self.scale.0 * scale.0, self.scale.1 * scale.1),
            shift: (self.shift.0 + shift.0 * self.scale.0, self.shift.1 + shift.1 * self.scale.1),
        }
    }

    /// The rectangle on the slide of a shape within.
    pub(super) fn frame(&self, transform: &Transform) -> Frame {
        let (left, top) = transform.corner;
        let x = |it: i64| (it as f64 * self.scale.0 + self.shift.0) as i64;
        let y = |it: i64| (it as f64 * self.scale.1 + self.shift.1) as i64;
        let (right, bottom) =
            (left.saturating_add(transform.size.0), top.saturating_add(transform.size.1));
        Frame { left: x(left), top: y(top), right: x(right), bottom: y(bottom) }
    }
}

/// Where a shape or a group lies, as it is written.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Transform {
    corner: (i64, i64),
    size: (i64, i64),
    inner: Option<(i64, i64)>,
    extent: Option<(i64, i64)>,
}

impl Transform {
    /// Takes an element of a transform.
    pub(super) fn take(&mut self, element: &Element<'_>) {
        match element.name {
            "off" => self.corner = pair(element, "x", "y").unwrap_or_default(),
            "ext" => self.size = pair(element, "cx", "cy").unwrap_or_default(),
            "chOff" => self.inner = pair(element, "x", "y"),
            "chExt" => self.extent = pair(element, "cx", "cy"),
            _ => {}
        }
    }
}

fn pair(element: &Element<'_>, one: &str, other: &str) -> Option<(i64, i64)> {
    Some((element.text(one).trim().parse().ok()?, element.text(other).trim().parse().ok()?))
}

/// What a placeholder is: its type and its number (19.3.1.36).
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub(super) struct Key {
    pub(super) kind: String,
    index: String,
}

impl Key {
    pub(super) fn of(element: &Element<'_>) -> Self {
        let kind = element.get("type").unwrap_or("obj").to_owned();
        Key { kind, index: element.get("idx").unwrap_or("0").to_owned() }
    }
}

/// Where the placeholders of a layout or a master lie.
#[derive(Debug, Default)]
pub(super) struct Placeholders {
    places: Vec<(Key, Frame)>,
}

impl Placeholders {
    /// The placeholders of a part that have a place. One that is damaged is a gap
    /// when it is read for its texts.
    pub(super) fn of(bytes: &[u8]) -> Vec<(Key, Frame)> {
        let mut own = Placeholders::default();
        let (mut key, mut transform, mut is_placed) = (None, Transform::default(), false);
        let _ = walk(bytes, |node| match node {
            Node::Open(element) => match element.name {
                "sp" | "pic" | "graphicFrame" => (key, is_placed) = (None, false),
                "ph" => key = Some(Key::of(element)),
                "off" | "ext" => {
                    is_placed |= element.name == "ext" && element.get("cx").is_some();
                    if element.get("uri").is_none() {
                        transform.take(element);
                    }
                }
                _ => {}
            },
            Node::Close("sp" | "pic" | "graphicFrame") => {
                if let Some(key) = key.take().filter(|_| is_placed) {
                    own.places.push((key, Grid::default().frame(&transform)));
                }
            }
            _ => {}
        });
        own.places
    }
}

/// Where a placeholder lies by those of its master and then of its layout: the
/// last that fits, by its number or else by its type.
pub(super) fn placed(places: &[(Key, Frame)], key: &Key) -> Option<Frame> {
    let by = |fits: &dyn Fn(&Key) -> bool| places.iter().rev().find(|it| fits(&it.0));
    let by_index = || by(&|it| it.index == key.index && key.index != "0");
    let own = by(&|it| it == key).or_else(by_index).or_else(|| by(&|it| it.kind == key.kind));
    own.map(|it| it.1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_shape_of_a_group_lies_where_the_group_puts_it() {
        let group = Transform {
            corner: (1_000, 1_000),
            size: (200, 100),
            inner: Some((0, 0)),
            extent: Some((100, 100)),
        };
        let shape = Transform { corner: (50, 50), size: (10, 10), ..Transform::default() };
        let frame = Grid::default().within(&group).frame(&shape);
        assert_eq!(frame, Frame { left: 1_100, top: 1_050, right: 1_120, bottom: 1_060 });
    }
}
