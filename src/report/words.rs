//! The sentences of findings. They name kinds, counts and places, and quote no
//! content.

use super::profile::{Area, Profile};
use crate::document::{Kind, Layer, Shape};
use crate::rule::{Ground, Listing, Rule, Typed, may_be_shown};

/// Field names of a hidden table that are named, at the most.
const NAMED_FIELDS: usize = 12;

/// A hidden place and what it holds.
pub(super) fn of_place(profile: &Profile, area: &Area, listing: Option<&Listing>) -> String {
    let holds = match listing {
        Some(listing) => people(listing),
        None => amount(profile, area),
    };
    let remark = profile.remark.as_ref().map(|it| format!("; {it}")).unwrap_or_default();
    format!("{}: {holds}{remark}.", sentence(area.layer.words()))
}

/// A table that everyone sees and that lists people.
pub(super) fn of_people(listing: &Listing) -> String {
    format!("The table lists {}.", people(listing))
}

/// A column of personal data.
pub(super) fn of_column(column: &Typed) -> String {
    let told = match column.ground {
        Ground::Both => "",
        Ground::Heading => ", by its heading alone",
        Ground::Values => ", by its values alone",
    };
    format!("A column of {} values: {}{told}.", grouped(column.filled), column.kind.words())
}

/// A rule met in the texts of a layer.
pub(super) fn of_hits(rule: &Rule, count: u64, layer: Layer) -> String {
    let times = if count == 1 { String::new() } else { format!(", {} times", grouped(count)) };
    format!("{} in {}{times}.", rule.summary, layer.words())
}

/// Cells of a hidden sheet that stay hidden when it is shown.
pub(super) fn of_within(layer: Layer, count: u64) -> String {
    let cells = if count == 1 { "cell stays" } else { "cells stay" };
    let words = sentence(layer.words());
    format!("{words} of a hidden sheet: {} {cells} hidden when it is shown.", grouped(count))
}

/// A hidden container without anything in it.
pub(super) fn of_nothing(layer: Layer, profile: &Profile) -> String {
    let remark = profile.remark.as_ref().map(|it| format!("; {it}")).unwrap_or_default();
    format!("{}: empty{remark}.", sentence(layer.words()))
}

/// Words with a capital at the front.
fn sentence(words: &str) -> String {
    let mut letters = words.chars();
    letters.next().map_or_else(String::new, |it| it.to_uppercase().chain(letters).collect())
}

/// The people of a list: "9,483 people: surname, initial, rank", and which of it
/// rests on headings or on values alone.
fn people(listing: &Listing) -> String {
    let named = |kinds: &[Kind]| kinds.iter().map(|it| it.words()).collect::<Vec<_>>().join(", ");
    let noun = if listing.people == 1 { "person" } else { "people" };
    let mut told = format!("{} {noun}: {}", grouped(listing.people), named(&listing.kinds));
    for (kinds, alone) in [(&listing.by_heading, "heading"), (&listing.by_values, "values")] {
        if !kinds.is_empty() {
            told.push_str(&format!("; by {alone} alone: {}", named(kinds)));
        }
    }
    told
}

/// How much a place holds, and under which headings.
fn amount(profile: &Profile, area: &Area) -> String {
    let count = area.count();
    let noun = match (profile.shape, area.rows > 0) {
        (Some(Shape::Records), true) => "record",
        (_, true) => "row",
        (_, false) => "text",
    };
    let plural = if count == 1 { "" } else { "s" };
    format!("{} {noun}{plural}{}", grouped(count), fields(profile, area))
}

/// The headings of a table that may be shown: ": district, month and 3 more".
fn fields(profile: &Profile, area: &Area) -> String {
    if area.rows == 0 {
        return String::new();
    }
    let all: Vec<&str> = profile.headings.iter().map(|(_, text)| text).collect();
    let shown: Vec<String> = all
        .iter()
        .filter(|text| may_be_shown(text))
        .take(NAMED_FIELDS)
        .map(|text| text.to_lowercase())
        .collect();
    match (shown.len(), all.len() - shown.len()) {
        (0, _) => String::new(),
        (_, 0) => format!(": {}", shown.join(", ")),
        (_, more) => format!(": {} and {more} more", shown.join(", ")),
    }
}

/// A number with commas between the thousands.
pub(crate) fn grouped(number: u64) -> String {
    let digits = number.to_string();
    let mut grouped = String::with_capacity(digits.len() + digits.len() / 3);
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    grouped
}

#[cfg(test)]
mod tests {
    use super::grouped;

    #[test]
    fn thousands_are_grouped() {
        for (number, text) in [(0, "0"), (999, "999"), (9_483, "9,483"), (1_048_576, "1,048,576")] {
            assert_eq!(grouped(number), text);
        }
    }
}
