//! What a cell of a table of counts says: a number, that one was withheld, that
//! its line is a total.

use crate::document::normalised;

/// What a cell says.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) enum Figure {
    Blank,
    Number(i64),
    /// A mark that stands for a number, and the highest that it may be.
    Withheld {
        most: i64,
    },
    /// The label of a sum.
    Total,
    /// Anything else: words, shares, averages.
    Other,
}

/// Marks in place of a count. `[c]` is that of the Government Statistical
/// Service (Analysis Function, Symbols in tables), `*` and `..` are older ones.
const MARKS: [&str; 13] = [
    "*",
    "**",
    "***",
    "#",
    "..",
    "[c]",
    "(c)",
    "[s]",
    "suppressed",
    "[suppressed]",
    "redacted",
    "[redacted]",
    "withheld",
];

/// Words that say that the number is lower than the one that follows.
const BELOW: [&str; 4] = ["<", "less than ", "fewer than ", "under "];

/// Words that say that the number may be the one that follows.
const UP_TO: [&str; 4] = ["≤", "<=", "up to ", "at most "];

/// The highest end of a range in place of a count.
const HIGHEST_RANGE: i64 = 10;

/// Digits of a count at the most.
const MOST_DIGITS: usize = 12;

/// The longest label of a sum, in bytes.
const LONGEST_LABEL: usize = 60;

/// Words for a sum at the beginning or the end of its label; "cyfanswm" is Welsh.
const SUMS: [&str; 6] = ["total", "totals", "overall", "sum", "subtotal", "cyfanswm"];

impl Figure {
    pub(super) fn of(text: &str) -> Figure {
        let text = text.trim();
        if text.is_empty() {
            return Figure::Blank;
        }
        if let Some(number) = number(text) {
            return Figure::Number(number);
        }
        if let Some(most) = withheld(text) {
            return Figure::Withheld { most };
        }
        if is_sum(text) { Figure::Total } else { Figure::Other }
    }

    pub(super) fn number(self) -> Option<i64> {
        if let Figure::Number(number) = self { Some(number) } else { None }
    }

    /// Whether it is a count, or stands for one.
    pub(super) fn is_count(self) -> bool {
        matches!(self, Figure::Number(_) | Figure::Withheld { .. })
    }
}

/// Whether a number is a year of some record.
pub(super) fn is_year(number: i64) -> bool {
    (1900..2100).contains(&number)
}

/// A whole number, commas between its thousands or not.
fn number(text: &str) -> Option<i64> {
    if text.len() > 2 * MOST_DIGITS {
        return None;
    }
    let begins = text.as_bytes().first().is_some_and(u8::is_ascii_digit);
    if !begins || !text.bytes().all(|it| it.is_ascii_digit() || it == b',') {
        return None;
    }
    let digits: String = text.chars().filter(|it| *it != ',').collect();
    if digits.len() > MOST_DIGITS { None } else { digits.parse().ok() }
}

/// The highest number that a mark may stand for.
fn withheld(text: &str) -> Option<i64> {
    if text.len() > LONGEST_LABEL {
        return None;
    }
    let plain = text.to_lowercase();
    if MARKS.contains(&plain.as_str()) {
        return Some(i64::MAX);
    }
    let after = |marks: &[&str]| {
        let rest = marks.iter().find_map(|mark| plain.strip_prefix(mark))?;
        number(rest.trim()).filter(|it| *it > 0)
    };
    let range = || {
        let (first, last) = plain.split_once(['-', '–']).or_else(|| plain.split_once(" to "))?;
        let (first, last) = (number(first.trim())?, number(last.trim())?);
        (first < last && last <= HIGHEST_RANGE).then_some(last)
    };
    after(&UP_TO).or_else(|| after(&BELOW).map(|it| it - 1)).or_else(range)
}

/// Whether a label stands for the sum of others.
fn is_sum(text: &str) -> bool {
    if text.len() > LONGEST_LABEL || text.bytes().all(|it| !it.is_ascii_alphabetic()) {
        return false;
    }
    let plain = normalised(text);
    let mut words = plain.split(' ');
    let first = words.next().unwrap_or_default();
    let last = words.next_back().unwrap_or(first);
    plain == "all" || SUMS.contains(&first) || SUMS.contains(&last)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_say_what_they_stand_for() {
        let withheld = |most| Figure::Withheld { most };
        let cases = [
            ("1,204", Figure::Number(1204)),
            ("<5", withheld(4)),
            ("< 5", withheld(4)),
            ("≤5", withheld(5)),
            ("Fewer than 5", withheld(4)),
            ("1-4", withheld(4)),
            ("1 to 4", withheld(4)),
            ("[c]", withheld(i64::MAX)),
            ("Suppressed", withheld(i64::MAX)),
            ("Grand Total", Figure::Total),
            ("Total officers", Figure::Total),
            ("All", Figure::Total),
            ("Cyfanswm", Figure::Total),
            ("All Saints", Figure::Other),
            ("12%", Figure::Other),
            ("3.5", Figure::Other),
            ("20-29", Figure::Other),
            ("-", Figure::Other),
            (" ", Figure::Blank),
        ];
        for (text, figure) in cases {
            assert_eq!(Figure::of(text), figure, "{text:?}");
        }
    }
}
