//! A picture that may show text is a gap; a mark, a rule or a spacer is none.

use foilint::document::{Gap, Reason};

use crate::common::pictures::{gif, jpeg, png, webp};
use crate::common::sink::Everything;
use crate::common::workbook::Workbook;

/// I06.
#[test]
fn a_picture_that_has_room_for_text_is_a_gap() {
    let cases = [
        png((1654, 2339), &[]),
        png((200, 40), &[]),
        gif((640, 480), &[], 1),
        webp((640, 480), &[]),
        jpeg((160, 120), &[], &|_, _| 0),
        b"BM\x1E\0\0\0\0\0\0\0\x1A\0\0\0\x0C\0\0\0\x80\x02\xE0\x01\x01\0\x18\0\0\0\0\0".to_vec(),
    ];
    for bytes in cases {
        let everything = Everything::of("a", &bytes);
        assert_eq!(everything.gaps, [Gap::whole(Reason::Picture)], "{:?}", everything.format);
    }
}

/// I06.
#[test]
fn a_mark_a_rule_and_a_spacer_are_no_gap() {
    let cases = [
        png((64, 64), &[]),
        png((1, 1), &[]),
        png((1200, 4), &[]),
        gif((32, 32), &[], 1),
        webp((16, 16), &[]),
        jpeg((48, 48), &[], &|_, _| 0),
    ];
    for bytes in cases {
        let everything = Everything::of("a", &bytes);
        assert!(everything.gaps.is_empty(), "{:?}: {:?}", everything.format, everything.gaps);
    }
}

/// X37.
#[test]
fn a_picture_in_a_workbook_is_read_like_any_other() {
    for (size, held) in [((32, 32), false), ((640, 480), true)] {
        let book = Workbook::new().sheet("Counts", [["Total", "7"]]);
        let book = book.part("xl/media/image1.png", png(size, &[]));
        let everything = Everything::of("a.xlsx", &book.zip());
        let (name, bytes) = everything.enclosures.first().unwrap();
        assert_eq!(name, "xl/media/image1.png");
        assert_eq!(!Everything::of(name, bytes).gaps.is_empty(), held);
    }
}
