//! Bytes behind the end of a picture: what a cut left behind, a film, a second
//! picture.

use foilint::document::{Gap, Layer, Reason};

use crate::common::pictures::{gif, plain_jpeg, png, webp};
use crate::common::sink::Everything;

fn pictures() -> [Vec<u8>; 4] {
    [plain_jpeg(&[]), png((640, 480), &[]), gif((640, 480), &[], 1), webp((640, 480), &[])]
}

/// I03.
#[test]
fn text_behind_the_end_is_told() {
    for picture in pictures() {
        let everything = Everything::of("a", &[&picture[..], b"Constable Bay"].concat());
        assert_eq!(everything.texts(Layer::TrailingBytes), ["Constable Bay"]);
        let quiet = Everything::of("a", &[&picture[..], &[0; 99]].concat());
        assert!(quiet.fragments.is_empty(), "{:?}", quiet.fragments);
    }
}

/// I03.
#[test]
fn what_a_cut_left_behind_is_a_gap() {
    let rest: Vec<u8> = (0..200_u16).map(|it| (it * 7) as u8 | 0x80).collect();
    for picture in pictures() {
        let everything = Everything::of("a", &[&picture[..], &rest].concat());
        assert!(everything.gaps.contains(&Gap::part("after the end", Reason::UnknownFormat)));
        assert!(everything.layers_of("200 bytes").contains(&Layer::TrailingBytes));
    }
}

/// I03.
#[test]
fn a_second_picture_and_a_film_are_files() {
    let second = png((640, 480), &[]);
    let film = b"\0\0\0\x18ftypmp42\0\0\0\0mp42isom";
    for picture in pictures() {
        let everything = Everything::of("a", &[&picture[..], &second].concat());
        assert_eq!(everything.enclosures, [("after the end.png".to_owned(), second.clone())]);
        let everything = Everything::of("a", &[&picture[..], film].concat());
        assert_eq!(everything.enclosures, [("after the end.mp4".to_owned(), film.to_vec())]);
    }
}
