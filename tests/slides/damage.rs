//! Slides that are damaged tell what they can, and are gaps; none is a panic.

use foilint::document::{Layer, Reason};

use super::WORD;
use super::common::ppt::{Ppt, atom, container, document, drawing, shape, slide};
use super::common::pptx::{Deck, part, plain};
use super::common::sink::Everything;

/// P09.
#[test]
fn a_chain_that_leads_in_a_circle_ends() {
    let mut edit = [256_u32, 0, 0, 0, 1, 9, 0].map(u32::to_le_bytes).concat();
    edit[8..12].copy_from_slice(&0_u32.to_le_bytes());
    let own = Ppt::default().save(&[document(&[&[]], &[], &[]), atom(0x0FF5, 0, &edit)]);
    let found = Everything::of("reply.ppt", &own.bytes());
    assert!(!found.gaps.is_empty(), "the slide is not there");
}

/// P09.
#[test]
fn records_that_lie_deep_or_claim_too_much_are_no_harm() {
    let mut deep = shape(WORD, (9, 9, 90, 90), 0);
    for _ in 0..5_000 {
        deep = container(0xF003, 0, &[deep]);
    }
    let own = [document(&[&[]], &[], &[]), slide(0, &[container(0xF002, 0, &[deep])])];
    let found = Everything::of("reply.ppt", &Ppt::default().save(&own).bytes());
    assert_eq!(found.format, Some("ppt"));
    let mut cut = slide(0, &[drawing(&[shape(WORD, (9, 9, 90, 90), 0)])]);
    cut[4..8].copy_from_slice(&u32::MAX.to_le_bytes());
    let own = [document(&[&[]], &[], &[]), cut];
    let found = Everything::of("reply.ppt", &Ppt::default().save(&own).bytes());
    assert_eq!(found.layers_of(WORD), [Layer::Body]);
    assert!(found.gaps.iter().any(|it| it.reason == Reason::Truncated));
}

/// P09.
#[test]
fn every_byte_may_be_wrong() {
    let own =
        [document(&[&[WORD]], &[], &[]), slide(4, &[drawing(&[shape(WORD, (9, 9, 90, 90), 0)])])];
    let whole = Ppt::default().save(&own).bytes();
    for at in (512..whole.len()).step_by(13) {
        for value in [0, 0xFF] {
            let mut bytes = whole.clone();
            bytes[at] = value;
            let found = Everything::of("reply.ppt", &bytes);
            assert!(found.gaps.iter().all(|it| it.reason != Reason::ReaderFailed), "byte {at}");
        }
    }
}

/// P01.
#[test]
fn what_came_before_the_damage_stays() {
    let shapes = plain(WORD) + "<p:sp>&unknown;</p:sp>";
    let found = Everything::of("reply.pptx", &Deck::of(&shapes).bytes());
    assert_eq!(found.layers_of(WORD), [Layer::Body, Layer::UnknownPart]);
    assert_eq!(found.gaps[0].part, "ppt/slides/slide1.xml");
}

/// P01.
#[test]
fn a_slide_without_a_part_and_a_part_of_no_kind_are_gaps() {
    let deck =
        Deck { behind: "<p:sldId id='9' r:id='rId99'/>".to_owned(), ..Deck::of(&plain("a")) };
    let found = Everything::of("reply.pptx", &deck.bytes());
    assert_eq!(found.gaps[0].part, "slide 2");
    let deck = Deck::of(&plain("a")).with("ppt/more.xml", part("mystery", "", WORD));
    let found = Everything::of("reply.pptx", &deck.bytes());
    assert_eq!(found.layers_of(WORD), [Layer::UnknownPart]);
    assert_eq!(found.gaps[0].reason, Reason::UnknownFormat);
}

/// P01.
#[test]
fn a_slide_that_is_listed_many_times_is_read_once() {
    let listed = "<p:sldId id='300' r:id='rId1'/>".repeat(5_000);
    let deck = Deck { behind: listed, ..Deck::of(&plain(WORD)) };
    let found = Everything::of("reply.pptx", &deck.bytes());
    assert_eq!(found.layers_of(WORD), [Layer::Body]);
    let missing: String = (0..5_000).map(|it| format!("<p:sldId id='9' r:id='x{it}'/>")).collect();
    let deck = Deck { behind: missing, ..Deck::of(&plain(WORD)) };
    assert_eq!(Everything::of("reply.pptx", &deck.bytes()).gaps.len(), 1_000);
}
