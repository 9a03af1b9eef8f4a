//! Columns and what they must be taken for.

use super::*;
use crate::rule::traits;

/// Invented people, as many as a block and more.
const SURNAMES: &str = "Okafor Patel Doherty Hughes Nowak Begum Campbell Smith Singh Murphy \
                        McAllister Wojcik Evans Ahmed Kowalski Osei O'Neill Llewellyn";

/// A column of values, each with its own hash.
fn column<'v>(values: impl IntoIterator<Item = &'v str>) -> Column {
    let mut column = Column::default();
    for value in values {
        let letters = value.bytes().fold(7_u64, |hash, byte| {
            (hash ^ u64::from(byte)).wrapping_mul(0x9E37_79B9_7F4A_7C15).rotate_left(31)
        });
        column.add(traits(value), letters.wrapping_mul(0xBF58_476D_1CE4_E5B9));
    }
    column
}

fn names() -> impl Iterator<Item = &'static str> {
    SURNAMES.split_whitespace()
}

fn repeated(value: &'static str, count: usize) -> impl Iterator<Item = &'static str> {
    std::iter::repeat_n(value, count)
}

fn kind(values: impl IntoIterator<Item = &'static str>) -> Option<Kind> {
    column(values).kind(None).map(|(kind, _)| kind)
}

#[test]
fn a_list_below_a_table_of_something_else_tells_the_kind() {
    let mixed = repeated("Theft", 200).chain(names()).chain(names()).chain(names());
    assert_eq!(kind(mixed), Some(Kind::Surname));
    let ranks = repeated("12", 200).chain(repeated("Sergeant", 40)).chain(repeated("12", 50));
    assert_eq!(kind(ranks), Some(Kind::Rank));
    assert_eq!(kind(repeated("Theft", 200).chain(names().take(9))), None, "too few to tell");
}

#[test]
fn names_are_believed_before_another_heading() {
    let column = column(["Smith A", "Okafor B", "Patel C", "Nowak D", "Begum E", "Hughes F"]);
    let by_values = Some((Kind::FullName, Ground::Values));
    for heading in [Kind::Rank, Kind::FreeText, Kind::Thing] {
        assert_eq!(column.kind(Some(heading)), by_values, "{heading:?}");
    }
}

#[test]
fn it_is_told_what_a_kind_rests_on() {
    type Case = (&'static [&'static str], Option<Kind>, Option<(Kind, Ground)>, &'static str);
    let cases: [Case; 7] = [
        (&["Okafor", "Patel"], Some(Kind::Surname), Some((Kind::Surname, Ground::Both)), "both"),
        (&["Xqzv", "Zzyx"], Some(Kind::Surname), Some((Kind::Surname, Ground::Heading)), "rare"),
        (&["Theft", "Arson"], None, None, "neither"),
        (&["120", "118"], Some(Kind::FullName), None, "numbers below a name"),
        (&["29221"], Some(Kind::DateOfBirth), Some((Kind::DateOfBirth, Ground::Both)), "a serial"),
        (&["7700900123"], Some(Kind::Phone), Some((Kind::Phone, Ground::Both)), "a lost zero"),
        (&["4.01E+09"], Some(Kind::StaffNumber), Some((Kind::StaffNumber, Ground::Heading)), "cut"),
    ];
    for (values, heading, expected, why) in cases {
        assert_eq!(column(values.iter().copied()).kind(heading), expected, "{why}");
    }
    assert_eq!(column(names()).kind(None), Some((Kind::Surname, Ground::Values)));
}

#[test]
fn few_words_that_repeat_are_no_names() {
    let words = ["Okafor", "Patel"].into_iter().cycle().take(60);
    assert_eq!(kind(words), None, "two values sixty times");
    assert_eq!(kind(["Y", "N"].into_iter().cycle().take(60)), None, "yes and no");
}

#[test]
fn firms_below_the_heading_of_a_thing_are_no_people() {
    let firms = ["Ted Smith", "Arco Foods", "Norton Wood", "Bay Plastics", "Smith Okafor", "Acme"];
    assert_eq!(column(firms).kind(Some(Kind::Thing)), Some((Kind::Thing, Ground::Both)));
}
