//! Says how a label is shown: the name of a sheet, a part, an inner file, a
//! field. What may be a person's name is masked word by word; the ordinary
//! words stay, so that the place is found.

mod own;
mod word;

use std::ops::Range;

use super::people::{Known, find, find_in_value};
use word::{Sort, Word, words};

/// The bytes of a label that are shown: nobody finds a place by more.
const LONGEST: usize = 200;

/// A label with all but the first letter of each word masked that may tell of a
/// person.
pub(crate) fn masked_label(label: &str) -> String {
    let end = label.floor_char_boundary(LONGEST);
    let mut shown = String::with_capacity(2 * end);
    for segment in label[..end].split_inclusive(['/', '\\', '!']) {
        mask_segment(segment, &mut shown);
    }
    if end < label.len() {
        shown.push('…');
    }
    shown
}

/// Masks what lies between two slashes. A folder says nothing of its files.
fn mask_segment(segment: &str, shown: &mut String) {
    let words = words(segment);
    let masked = masked(segment, &words);
    let mut end = 0;
    for (word, masked) in words.iter().zip(masked) {
        shown.push_str(&segment[end..word.span.start]);
        let text = &segment[word.span.clone()];
        if masked {
            push_masked(text, shown)
        } else {
            shown.push_str(text)
        }
        end = word.span.end;
    }
    shown.push_str(&segment[end..]);
}

/// Which of the words are masked: those that are names, what stands beside them
/// and may be one, then the initials and numbers of who is named.
fn masked(segment: &str, words: &[Word<'_>]) -> Vec<bool> {
    let found = people(segment, words);
    let inside = |word: &Word<'_>| found.iter().any(|it| it.contains(&word.span.start));
    let alone = matches!(words, [one] if one.sort == Sort::Either && one.is_frequent());
    let mut masked: Vec<bool> =
        words.iter().map(|it| it.sort == Sort::Name || it.may_be_name() && inside(it)).collect();
    let is = |at: Option<usize>, test: &dyn Fn(&Word<'_>) -> bool| {
        at.and_then(|at| words.get(at)).is_some_and(test)
    };
    let tells = |it: &Word<'_>| matches!(it.sort, Sort::Initial | Sort::Number | Sort::Rank);
    for at in 0..words.len() {
        let beside = [at.checked_sub(1), Some(at + 1)];
        let named = beside.iter().flatten().any(|it| masked.get(*it) == Some(&true));
        let told = beside.into_iter().any(|it| is(it, &tells));
        masked[at] |= words[at].may_be_name() && (named || told || alone);
    }
    let anybody = masked.contains(&true);
    for at in 0..words.len() {
        let named = [at.checked_sub(1), Some(at + 1)]
            .into_iter()
            .flatten()
            .any(|it| masked.get(it) == Some(&true) && words[it].sort != Sort::Number);
        masked[at] |= match words[at].sort {
            Sort::Number | Sort::Code => anybody,
            Sort::Initial => named,
            Sort::Long => true,
            _ => false,
        };
    }
    masked
}

/// Where the finder of people meets somebody once what joins words is a blank.
fn people(segment: &str, words: &[Word<'_>]) -> Vec<Range<usize>> {
    let mut spread = String::with_capacity(2 * segment.len());
    let mut starts = Vec::with_capacity(words.len());
    for word in words {
        starts.push(spread.len());
        spread.push_str(&segment[word.span.clone()]);
        spread.push(' ');
    }
    let mut found = Vec::new();
    find(&spread, &mut Known::default(), &mut found);
    find_in_value(&spread, &mut found);
    let inside = |at: &usize| found.iter().any(|person| person.span.contains(at));
    let named = starts.iter().zip(words).filter(|(at, _)| inside(at));
    named.map(|(_, word)| word.span.clone()).collect()
}

/// The first letter, and a dot for each of the others. An initial is all there
/// is of that name, and so is a digit of a number.
fn push_masked(text: &str, shown: &mut String) {
    let mut letters = text.chars();
    let rest = letters.clone().count() - 1;
    match letters.next() {
        Some(first) if first.is_alphabetic() && rest > 0 => shown.push(first),
        _ => shown.push('•'),
    }
    shown.extend(std::iter::repeat_n('•', rest));
}

#[cfg(test)]
mod tests {
    use super::masked_label;

    #[test]
    fn no_label_shows_who_is_named_in_it() {
        let labels = [
            "Thistlewood M 40210",
            "Thistlewood",
            "thistlewood",
            "THISTLEWOOD",
            "thistlewood_m",
            "Thistlewood_Margaret",
            "MargaretThistlewood",
            "ThistlewoodM",
            "mthistlewood",
            "$.Margaret Thistlewood.NI number",
            "/Staff/MargaretThistlewood/@nino",
            "xl/Margaret Thistlewood.xml",
            "Margaret Thistlewood/grievance.csv",
            "PC 40210 Thistlewood",
            "leave of thistlewood-margaret.xlsx",
            "Thistlewood's leave",
        ];
        for label in labels {
            let shown = masked_label(label);
            let folded = shown.to_lowercase();
            assert!(!folded.contains("thist") && !folded.contains("marg"), "{label}: {shown}");
            assert!(!shown.contains("40210"), "{label}: {shown}");
            assert_eq!(shown.chars().count(), label.chars().count(), "{label}: {shown}");
        }
    }

    #[test]
    fn a_name_that_is_a_word_is_masked_beside_what_tells_of_a_person() {
        let cases = [
            ("Brown M", "B•••• •", "an initial"),
            ("Young 40210", "Y•••• •••••", "a number"),
            ("Sgt Young", "Sgt Y••••", "a rank"),
            ("Mark Thistlewood", "M••• T••••••••••", "a name"),
            ("smith_j.csv", "s••••_•.csv", "an initial in lower case"),
        ];
        for (label, shown, why) in cases {
            assert_eq!(masked_label(label), shown, "{label}: {why}");
        }
    }

    #[test]
    fn an_ordinary_label_stays() {
        let labels = [
            "Summary",
            "Constables",
            "Sheet1",
            "Sheet1 (2)",
            "Data 2023-24",
            "Q3 2024",
            "SAP",
            "PSNI FOI 2024",
            "xl/drawings/drawing1.xml",
            "xl/worksheets/_rels/sheet1.xml.rels",
            "xl/printerSettings/printerSettings1.bin",
            "docProps/app.xml",
            "customXml/item1.xml",
            "_xlnm._FilterDatabase",
            "annexes.zip",
            "2026.zip",
            "allowances.xls",
            "comments of Summary",
            "defined names",
            "pivot cache 1",
            "Summary!B2:B30 drop-down",
            "January 2024",
            "Jan-Mar",
            "Table 5",
            "Young people",
            "Leave by month",
            "content.xml",
            "META-INF/manifest.xml",
            "$.records.status",
            "AF9484",
        ];
        for label in labels {
            assert_eq!(masked_label(label), label);
        }
    }
}
