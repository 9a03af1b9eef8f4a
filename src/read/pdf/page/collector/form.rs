//! The forms of what is drawn: boxes, paths, lines.

use std::cell::OnceCell;

use hayro_interpret::kurbo::{Affine, BezPath, PathSeg, Shape, Stroke};
use hayro_interpret::{FillRule, StrokeProps};

use crate::read::pdf::page::sheet::Form;

/// Rounds of dashes along a line; one with more looks like one without gaps.
const MOST_DASHES: f64 = 2_000.0;

/// A filled path, a box where it is one.
pub(super) fn filled(path: BezPath, rule: FillRule) -> Form {
    let bounds = path.bounding_box();
    let is_upright = |it: PathSeg| match it {
        PathSeg::Line(line) => {
            (line.p0.x - line.p1.x).abs() < 0.01 || (line.p0.y - line.p1.y).abs() < 0.01
        }
        _ => false,
    };
    let is_box = path.elements().len() <= 6 && path.segments().all(is_upright);
    if is_box && bounds.width() > 0.0 && bounds.height() > 0.0 {
        return Form::Box(bounds);
    }
    Form::Path(path, rule)
}

/// A line as it lies on the page; as thin as no device draws it, it is a hair.
pub(super) fn stroked(path: &BezPath, props: &StrokeProps, transform: Affine) -> Form {
    let scale = transform.determinant().abs().sqrt();
    let width = (f64::from(props.line_width) * scale).max(0.1);
    let path = transform * path.clone();
    let dashes = props.dash_array.iter().map(|it| f64::from(*it).abs() * scale);
    let round: f64 = dashes.clone().sum();
    let is_fine = round * MOST_DASHES < path.perimeter(1.0);
    let dashes = dashes.filter(|_| !is_fine);
    let style = Stroke::new(width)
        .with_caps(props.line_cap)
        .with_join(props.line_join)
        .with_miter_limit(f64::from(props.miter_limit))
        .with_dashes(f64::from(props.dash_offset) * scale, dashes);
    Form::Line(path, style, OnceCell::new())
}
