//! The sentences of findings. They name kinds, counts and places, and quote no
//! content.

use super::profile::{Area, Profile};
use crate::document::{Kind, Layer, Shape};
use crate::rule::{Ground, Key, Listing, Overlap, Rule, Typed, may_be_shown};

/// Field names of a hidden table that are named, at the most.
const NAMED_FIELDS: usize = 12;

/// A hidden place and what it holds.
pub(super) fn of_place(profile: &Profile, area: &Area, listing: Option<&Listing>) -> String {
    let holds = match listing {
        Some(listing) => people(listing),
        None => amount(profile, area),
    };
    let remark = profile.remark.as_ref().map(|it| format!("; {it}")).unwrap_or_default();
    let place = match area.layer {
        Layer::FilteredRow if !area.has_content() => "what a filter asks for",
        layer => layer.words(),
    };
    format!("{}: {holds}{remark}.", sentence(place))
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
    let noun = if column.filled == 1 { "value" } else { "values" };
    format!("A column of {} {noun}: {}{told}.", grouped(column.filled), column.kind.words())
}

/// Counts that are so low that they tell of a person.
pub(super) fn of_small(count: u64) -> String {
    let noun = if count == 1 { "count" } else { "counts" };
    format!("{} {noun} below five.", grouped(count))
}

/// Withheld counts that the totals give away.
pub(super) fn of_derivable(count: u64) -> String {
    match count {
        1 => "A withheld count can be worked out from the totals.".to_owned(),
        _ => format!("{} withheld counts can be worked out from the totals.", grouped(count)),
    }
}

/// Rows that no other is like.
pub(super) fn of_singles(alone: u64, rows: u64, facts: &[Kind]) -> String {
    let verb = if alone == 1 { "stands" } else { "stand" };
    let (alone, rows) = (grouped(alone), grouped(rows));
    format!("{alone} of {rows} rows {verb} alone by {}.", listed(facts))
}

/// Recipients who are outsiders to each other.
pub(super) fn of_recipients(addresses: u64, homes: u64) -> String {
    let (addresses, homes) = (grouped(addresses), grouped(homes));
    format!("{addresses} recipients of {homes} organisations or private mailboxes see each other.")
}

/// Numbers of a table or a text that stand beside names elsewhere.
pub(super) fn of_join(overlap: Overlap, key: Key, place: &str, says: &[Kind]) -> String {
    let (shared, of) = (grouped(overlap.shared), grouped(overlap.of));
    let verb = if overlap.shared == 1 { "stands" } else { "stand" };
    let here = match says {
        [] => String::new(),
        says => format!("; here with {}", listed(says)),
    };
    format!("{shared} of {of} {} {verb} beside names in {place}{here}.", key.words())
}

/// Rows that follow each other as those of a table with names do.
pub(super) fn of_order(count: u64, place: &str, says: &[Kind]) -> String {
    let count = grouped(count);
    format!(
        "Its {count} rows are in the order of those beside names in {place}; here with {}.",
        listed(says)
    )
}

/// Whether the people of a hidden place stand where everyone sees them too.
pub(super) fn of_seen(overlap: Overlap) -> String {
    let (shared, of) = (grouped(overlap.shared), grouped(overlap.of));
    match overlap.shared {
        0 => "none of the names stands where everyone sees it".to_owned(),
        all if all == overlap.of => "all names also stand where everyone sees them".to_owned(),
        _ => format!("{shared} of {of} names also stand where everyone sees them"),
    }
}

/// Kinds one after the other: "rank, unit and age".
fn listed(kinds: &[Kind]) -> String {
    let words: Vec<&str> = kinds.iter().map(|kind| kind.words()).collect();
    match words.split_last() {
        Some((last, before)) if !before.is_empty() => format!("{} and {last}", before.join(", ")),
        Some((last, _)) => (*last).to_owned(),
        None => String::new(),
    }
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
    let nothing = profile.remark.as_ref().map_or("empty".to_owned(), |it| format!("no text; {it}"));
    format!("{}: {nothing}.", sentence(layer.words()))
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
