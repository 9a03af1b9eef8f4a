//! Letters that are damaged tell what they can, and are gaps; none is a panic.

use foilint::document::Reason;

use super::WORD;
use super::common::sink::Everything;
use super::common::word::{Line, Word, counted, hidden, list, sttb};

fn rich() -> Word {
    let mut lines = vec![Line::of("Dear ").and(WORD, &hidden())];
    lines.extend(Line::row(&["Surname", "Rank"]));
    Word::of(&lines)
        .part(4, &["note"])
        .entry(4, list(&[0, 9], &[0; 30]))
        .entry(5, list(&[0, 5], &[]))
        .entry(36, counted("A Clerk"))
        .entry(51, sttb(&["Unknown"]))
}

#[test]
fn every_byte_of_a_document_may_be_wrong() {
    let whole = rich().bytes();
    for at in (512..whole.len()).step_by(37) {
        for value in [0, 0x7F, 0xFF] {
            let mut bytes = whole.clone();
            bytes[at] = value;
            let found = Everything::of("reply.doc", &bytes);
            assert!(found.gaps.iter().all(|it| it.reason != Reason::ReaderFailed), "byte {at}");
        }
    }
}

#[test]
fn a_document_cut_off_anywhere_is_never_clean() {
    let whole = rich().bytes();
    for length in (600..whole.len() - 512).step_by(271) {
        let found = Everything::of("reply.doc", &whole[..length]);
        assert!(found.gaps.iter().all(|it| it.reason != Reason::ReaderFailed), "{length}");
        assert!(!found.gaps.is_empty() || !found.layers_of(WORD).is_empty(), "{length}");
    }
}

#[test]
fn a_rich_text_that_is_wrong_anywhere_is_no_panic() {
    let whole = format!(
        "{{\\rtf1{{\\fonttbl{{\\f0\\fcharset128 A;}}}}{{\\colortbl;\\red1;}}\\trowd\\cellx9\\intbl \
         a\\cell\\row{{\\field{{\\*\\fldinst PAGE}}{{\\fldrslt 1}}}}{{\\*\\annotation {WORD}}}\
         {{\\shp{{\\*\\shpinst{{\\sp{{\\sn a}}{{\\sv b}}}}{{\\shptxt c}}}}}}{{\\pict\\bin2 ab}}\
         {{\\object{{\\*\\objdata 0105}}}}\\u-1?\\'8}}"
    );
    for at in 0..whole.len() {
        for value in [b'{', b'}', b'\\', b'9', 0xFF] {
            let mut bytes = whole.clone().into_bytes();
            bytes[at] = value;
            let found = Everything::of("reply.rtf", &bytes);
            assert!(found.gaps.iter().all(|it| it.reason != Reason::ReaderFailed), "byte {at}");
        }
    }
}

#[test]
fn groups_that_lie_deep_or_are_many_end() {
    let deep = format!("{{\\rtf1 {}{WORD}{}}}", "{".repeat(30_000), "}".repeat(30_000));
    let found = Everything::of("a.rtf", deep.as_bytes());
    assert!(found.gaps.iter().any(|it| matches!(it.reason, Reason::Malformed { .. })));
    let notes = "{\\footnote ".repeat(5_000) + &"}".repeat(5_000);
    let found = Everything::of("a.rtf", format!("{{\\rtf1 {notes}}}").as_bytes());
    assert!(!found.gaps.is_empty(), "they lie too deep in each other");
    let many = format!("{{\\rtf1 {}}}", "{\\footnote a}".repeat(210_000));
    let found = Everything::of("a.rtf", many.as_bytes());
    assert!(found.gaps.iter().any(|it| matches!(it.reason, Reason::TooLarge { .. })));
}

#[test]
fn a_document_whose_pieces_share_their_bytes_ends() {
    let piece = [&[0; 2][..], &0x400_u32.to_le_bytes(), &[0; 2]].concat();
    let positions: Vec<u32> = (0..=20_000).map(|it| it * 5).collect();
    let pieces = list(&positions, &piece.repeat(20_000));
    let pieces = [&[2][..], &(pieces.len() as u32).to_le_bytes(), &pieces].concat();
    let found = Everything::of("a.doc", &rich().entry(33, pieces).bytes());
    assert_eq!(found.gaps[0].reason, Reason::Truncated);
    assert!(!found.layers_of("Dear").is_empty());
}
