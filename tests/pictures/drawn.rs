//! Drawings in XML: what a browser shows, and what stands there all the same.

use foilint::document::{Gap, Layer, Reason};

use crate::common::pictures::png;
use crate::common::sink::Everything;

fn svg(content: &str) -> Everything {
    let whole = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"640\" height=\"480\">{content}</svg>"
    );
    let everything = Everything::of("a.svg", whole.as_bytes());
    assert_eq!(everything.format, Some("svg"));
    everything
}

const TEXT: &str = "<text x=\"10\" y=\"20\">Constable Bay</text>";

/// H06.
#[test]
fn a_text_under_a_rectangle_is_covered() {
    let rectangle =
        |more: &str| format!("<rect x=\"0\" y=\"5\" width=\"200\" height=\"30\" {more}/>");
    let cases = [
        (format!("{TEXT}{}", rectangle("")), Layer::CoveredText, "drawn over it"),
        (
            format!("<g>{TEXT}</g>{}", rectangle("fill=\"#000\"")),
            Layer::CoveredText,
            "drawn over its group",
        ),
        (format!("{}{TEXT}", rectangle("")), Layer::Body, "drawn before it"),
        (format!("{TEXT}{}", rectangle("fill=\"none\"")), Layer::Body, "a frame"),
        (format!("{TEXT}{}", rectangle("fill-opacity=\"0.2\"")), Layer::Body, "a marker"),
        (format!("{TEXT}{}", rectangle("display=\"none\"")), Layer::Body, "not drawn"),
    ];
    for (content, layer, what) in cases {
        assert_eq!(svg(&content).layers_of("Constable Bay"), [layer], "{what}");
    }
}

/// H06.
#[test]
fn a_text_under_another_shape_is_covered_wherever_both_were_moved_to() {
    let moved =
        "<g transform=\"translate(100 100)\"><text x=\"10\" y=\"20\">Constable Bay</text></g>";
    let plain = "<text transform=\"matrix(1 0 0 1 110 120)\">Constable <tspan>Bay</tspan></text>";
    let over = [
        "<rect x=\"100\" y=\"100\" width=\"90\" height=\"30\"/>",
        "<g transform=\"scale(10)\"><rect x=\"10\" y=\"10\" width=\"9\" height=\"3\"/></g>",
        "<path d=\"M100 100h90v30h-90z\"/>",
        "<polygon points=\"100,100 190,100 190,130 100,130\"/>",
        "<ellipse cx=\"115\" cy=\"115\" rx=\"60\" ry=\"20\"/>",
        "<image x=\"100\" y=\"100\" width=\"90\" height=\"30\" href=\"#a\"/>",
    ];
    let beside = [
        "<rect x=\"10\" y=\"5\" width=\"60\" height=\"30\"/>",
        "<g transform=\"rotate(45)\"><rect x=\"100\" y=\"100\" width=\"90\" height=\"30\"/></g>",
        "<path d=\"M100 100C1 1 1 1 190 130Z\"/>",
        "<svg><rect x=\"100\" y=\"100\" width=\"90\" height=\"30\" fill=\"none\"/></svg>",
    ];
    for text in [moved, plain] {
        for shape in over {
            let layers = svg(&format!("{text}{shape}")).layers_of("Constable Bay");
            assert_eq!(layers, [Layer::CoveredText], "{text}{shape}");
        }
        for shape in beside {
            let layers = svg(&format!("{text}{shape}")).layers_of("Constable Bay");
            assert_eq!(layers, [Layer::Body], "{text}{shape}");
        }
    }
}

/// H06.
#[test]
fn a_text_in_pieces_is_one_and_a_text_off_the_page_is_told() {
    let pieces = "<text y=\"20\">Con<tspan x=\"30\">stable</tspan>\n <tspan>Bay</tspan><tspan x=\"0\" dy=\"15\">later</tspan></text>";
    assert_eq!(svg(pieces).texts(Layer::Body), ["Constable Bay", "later"]);
    let at = |x: &str, y: &str| svg(&format!("<text x=\"{x}\" y=\"{y}\">Constable Bay</text>"));
    for (x, y) in [("-900", "20"), ("700", "20"), ("10", "-5"), ("10", "900")] {
        assert_eq!(at(x, y).layers_of("Constable Bay"), [Layer::OffPage], "{x}, {y}");
    }
    for (x, y) in [("-20", "20"), ("600", "470"), ("50%", "50%")] {
        assert_eq!(at(x, y).layers_of("Constable Bay"), [Layer::Body], "{x}, {y}");
    }
}

/// H06.
#[test]
fn what_is_not_drawn_is_told_apart() {
    let cases = [
        (TEXT.to_owned(), Layer::Body),
        (format!("<g style=\"display:none\">{TEXT}</g>"), Layer::HiddenElement),
        (format!("<g visibility=\"hidden\">{TEXT}</g>"), Layer::HiddenElement),
        (format!("<defs>{TEXT}</defs>"), Layer::HiddenElement),
        (format!("<g fill=\"white\">{TEXT}</g>"), Layer::InvisibleText),
        (format!("<g opacity=\"0\">{TEXT}</g>"), Layer::InvisibleText),
        (format!("<g font-size=\"1px\">{TEXT}</g>"), Layer::InvisibleText),
        ("<title>Constable Bay</title>".to_owned(), Layer::AltText),
        ("<desc>Constable Bay</desc>".to_owned(), Layer::AltText),
        ("<metadata><creator>Constable Bay</creator></metadata>".to_owned(), Layer::Property),
        ("<!-- Constable Bay -->".to_owned(), Layer::MarkupComment),
        ("<script>var who = 'Constable Bay'</script>".to_owned(), Layer::ScriptData),
        (
            "<g xmlns:i=\"i\" i:export-filename=\"C:\\Constable Bay\\a.png\"/>".to_owned(),
            Layer::SavePath,
        ),
        ("<a href=\"https://example.org/Constable Bay\"/>".to_owned(), Layer::Hyperlink),
    ];
    for (content, layer) in cases {
        let everything = svg(&content);
        assert_eq!(everything.layers_of("Constable Bay"), [layer], "{content}");
        assert!(everything.gaps.is_empty());
    }
    assert!(svg("<style>text { fill: red }</style><g id=\"g1\"/>").fragments.is_empty());
}

/// H06.
#[test]
fn a_picture_within_a_drawing_is_handed_over() {
    let everything = svg("<image href=\"data:image/png;base64,iVBORw0KGgo=\"/>");
    assert_eq!(everything.enclosures, [("image 1.png".to_owned(), png((1, 1), &[])[..8].to_vec())]);
}

/// I06.
#[test]
fn a_drawing_of_many_outlines_is_a_gap_and_a_mark_is_none() {
    assert_eq!(svg(&"<path d=\"M0 0\"/>".repeat(41)).gaps, [Gap::whole(Reason::Picture)]);
    assert!(svg(&"<path d=\"M0 0\"/>".repeat(40)).gaps.is_empty());
    let icon = format!("<svg width=\"16\" height=\"16\">{}</svg>", "<path/>".repeat(99));
    assert!(Everything::of("a.svg", icon.as_bytes()).gaps.is_empty());
}

#[test]
fn a_drawing_that_is_cut_off_is_a_gap() {
    let everything = Everything::of("a.svg", b"<svg><text>Constable Bay</text>");
    assert_eq!(everything.gaps.len(), 1);
    assert!(!everything.layers_of("Constable Bay").is_empty());
}
