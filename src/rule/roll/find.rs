//! Finds what stands on a roll, in a text or across the cells of a row.

use std::ops::Range;

use super::words::{Word, words};
use super::{Entry, Member, Roll};
use crate::rule::plain::Plain;

/// The most words of a surname, such as "van der Sample Doe".
const LONGEST_SURNAME: usize = 4;
/// The most words of a unit that is found.
const LONGEST_UNIT: usize = 8;
/// How many words away from the surname the forename or the initial may stand.
const REACH: usize = 3;
/// The most characters between two words of a name.
const WIDEST_BREAK: usize = 3;
/// Digits below which a number says nothing by itself.
const SHORT_NUMBER: usize = 5;
/// The most bytes of a cell that may be a name, or a part of one.
const LONGEST_NAME: usize = 60;

/// A word with its hash.
struct Known<'t> {
    word: Word<'t>,
    hash: u64,
}

/// What a cell may add to a name: its whole as a surname, its first word as a
/// forename, and the initial.
#[derive(Clone, Debug)]
pub(crate) struct Names {
    surname: Option<u64>,
    given: [u64; 2],
}

impl Roll {
    /// Adds to `members` what stands on the roll, in the order of the text.
    pub fn find(&self, text: &str, members: &mut Vec<Member>) {
        let first = members.len();
        match Plain::of(text) {
            None => self.find_plain(text, members),
            Some(plain) => {
                self.find_plain(plain.text(), members);
                for member in &mut members[first..] {
                    member.span = plain.origin(&member.span);
                }
            }
        }
        members[first..].sort_by_key(|member| member.span.start);
    }

    /// Whether a text is a number of the roll, however short.
    pub(crate) fn has_number(&self, text: &str) -> bool {
        self.entries.numbers.contains(&self.hasher.number(text))
    }

    /// What a cell may add to a name in its row.
    pub(crate) fn names(&self, text: &str) -> Option<Names> {
        if text.len() > LONGEST_NAME {
            return None;
        }
        let own: Vec<Known<'_>> = self.known(text);
        let first = own.first().filter(|it| !it.word.has_digit())?;
        let initial: String = first.word.text.chars().take(1).collect();
        let surname = self.hasher.phrase(own.iter().map(|it| it.hash));
        Some(Names {
            surname: surname.filter(|it| self.entries.surnames.contains(it)),
            given: [first.hash, self.hasher.word(&initial)],
        })
    }

    /// Whether the surname of one cell and the forename or initial of another
    /// are those of a person.
    pub(crate) fn are_one(&self, surname: &Names, given: &Names) -> bool {
        let joined = |given| self.hasher.joined(surname.surname.unwrap_or_default(), given);
        surname.surname.is_some()
            && given.given.iter().any(|given| self.entries.people.contains(&joined(*given)))
    }

    fn known<'t>(&self, text: &'t str) -> Vec<Known<'t>> {
        words(text).map(|word| Known { hash: self.hasher.word(word.text), word }).collect()
    }

    fn find_plain(&self, text: &str, members: &mut Vec<Member>) {
        let known = self.known(text);
        let first = members.len();
        let mut at = 0;
        while at < known.len() {
            at += self.find_at(text, &known, at, members).max(1);
        }
        let people = members[first..].iter().any(|it| it.entry == Entry::Person);
        self.find_numbers(text, &known, people, members);
    }

    /// Adds what begins with a word; returns how many words it takes.
    fn find_at(
        &self,
        text: &str,
        known: &[Known<'_>],
        at: usize,
        members: &mut Vec<Member>,
    ) -> usize {
        if !self.entries.first_words.contains(&known[at].hash) {
            return 0;
        }
        if let Some(span) = self.person(text, known, at) {
            members.push(Member { entry: Entry::Person, span });
            return 1;
        }
        let Some(words) = self.unit(text, known, at) else { return 0 };
        let span = known[at].word.span.start..known[at + words - 1].word.span.end;
        members.push(Member { entry: Entry::Unit, span });
        words
    }

    /// The person whose surname begins with a word, from the first of its words
    /// to the last.
    fn person(&self, text: &str, known: &[Known<'_>], at: usize) -> Option<Range<usize>> {
        let longest = run(text, known, at, LONGEST_SURNAME);
        (1..=longest).rev().find_map(|length| {
            let surname = self.hasher.phrase(known[at..at + length].iter().map(|it| it.hash))?;
            if !self.entries.surnames.contains(&surname) {
                return None;
            }
            let own = known[at].word.span.start..known[at + length - 1].word.span.end;
            let given = self
                .given(text, surname, &known[at + length - 1..], 1)
                .or_else(|| self.given_before(text, surname, &known[..=at]))?;
            Some(own.start.min(given.start)..own.end.max(given.end))
        })
    }

    /// The forename or initial in the words behind the first.
    fn given(
        &self,
        text: &str,
        surname: u64,
        known: &[Known<'_>],
        first: usize,
    ) -> Option<Range<usize>> {
        let reach = run(text, known, 0, REACH + 1);
        known[first.min(reach)..reach]
            .iter()
            .find(|it| self.is_given(surname, it))
            .map(|it| it.word.span.clone())
    }

    /// The forename or initial in the words before the last.
    fn given_before(&self, text: &str, surname: u64, known: &[Known<'_>]) -> Option<Range<usize>> {
        let last = known.len() - 1;
        (last.saturating_sub(REACH)..last)
            .find(|first| {
                last - first < run(text, &known[*first..], 0, REACH + 1)
                    && self.is_given(surname, &known[*first])
            })
            .map(|first| known[first].word.span.clone())
    }

    /// Whether a word is the forename or the initials of a person of that surname.
    fn is_given(&self, surname: u64, known: &Known<'_>) -> bool {
        let is_person = |given| self.entries.people.contains(&self.hasher.joined(surname, given));
        let initial = || known.word.text.chars().take(1).collect::<String>();
        is_person(known.hash) || known.word.is_initials() && is_person(self.hasher.word(&initial()))
    }

    /// How many words the unit takes that begins with one.
    fn unit(&self, text: &str, known: &[Known<'_>], at: usize) -> Option<usize> {
        let longest = run(text, known, at, LONGEST_UNIT);
        (1..=longest).rev().find(|length| {
            let words = known[at..at + length].iter().map(|it| it.hash);
            self.hasher.phrase(words).is_some_and(|it| self.entries.units.contains(&it))
        })
    }

    /// Adds the numbers. A short one counts only where a person of the roll
    /// stands in the same text.
    fn find_numbers(
        &self,
        text: &str,
        known: &[Known<'_>],
        people: bool,
        members: &mut Vec<Member>,
    ) {
        for (at, one) in known.iter().enumerate() {
            let pair = run(text, known, at, 2);
            let number = (1..=pair).rev().find_map(|length| {
                let span = one.word.span.start..known[at + length - 1].word.span.end;
                let number = text.get(span.clone())?;
                let has_digit = number.bytes().any(|it| it.is_ascii_digit());
                (has_digit && self.has_number(number)).then_some(span)
            });
            let Some(span) = number else { continue };
            let is_long = text[span.clone()].bytes().filter(u8::is_ascii_alphanumeric).count()
                >= SHORT_NUMBER;
            if is_long || people {
                members.push(Member { entry: Entry::Number, span });
            }
        }
    }
}

/// How many words from one on stand close together, up to `most`.
fn run(text: &str, known: &[Known<'_>], at: usize, most: usize) -> usize {
    let pairs = known[at..].windows(2).take(most - 1);
    1 + pairs.take_while(|pair| are_close(text, &pair[0].word, &pair[1].word)).count()
}

/// Whether two words may belong to one name: little between them, and no end of a
/// sentence.
fn are_close(text: &str, one: &Word<'_>, other: &Word<'_>) -> bool {
    let between = &text[one.span.end..other.span.start];
    let ends = between.starts_with(['.', ';', ':', '!', '?'])
        && between.ends_with(char::is_whitespace)
        && !one.is_initials();
    between.chars().count() <= WIDEST_BREAK && !ends && !between.contains("\n\n")
}

#[cfg(test)]
mod tests {
    use super::super::RollBuilder;
    use super::*;

    fn roll() -> Roll {
        let mut builder = RollBuilder::new([1; 16], b"");
        builder.add_person("Sample", "Jane Ann");
        builder.add_person("van der Doe", "K");
        builder.add_person("O'Madeup-Smythe", "Zoë");
        builder.add_number("0900123");
        builder.add_number("417");
        builder.add_unit("Larkspur Fraud Squad");
        builder.finished().0
    }

    fn found(text: &str) -> Vec<(Entry, &str)> {
        let mut members = Vec::new();
        roll().find(text, &mut members);
        members.into_iter().map(|it| (it.entry, &text[it.span])).collect()
    }

    #[test]
    fn a_person_is_found_any_way_round() {
        for name in [
            "Jane Sample",
            "SAMPLE, J",
            "Sample Jane",
            "J. A. Sample",
            "JA Sample",
            "sample j",
            "Jane Ann Sample",
            "jane.sample",
            "Jane\nSample",
            "Ja\u{200b}ne Sample",
            "K van der Doe",
            "van der Doe, K",
            "O’MADEUP SMYTHE, Zoe",
            "Z O'Madeup-Smythe",
        ] {
            let text = format!("It was {name} who wrote");
            assert_eq!(found(&text), [(Entry::Person, name)], "{name}");
        }
    }

    #[test]
    fn nobody_else_is_found() {
        for text in [
            "Sample",
            "A sample was taken",
            "K Sample",
            "Jane Doe",
            "Jane said so. Sample 4 was",
            "This is a sample. Jane left",
            "der Doe, K",
            "417 of them",
            "Fraud Squad",
            "1900123",
        ] {
            assert_eq!(found(text), [], "{text}");
        }
    }

    #[test]
    fn numbers_and_units_are_found() {
        assert_eq!(found("No 900 123."), [(Entry::Number, "900 123")]);
        assert_eq!(found("(0900123)"), [(Entry::Number, "0900123")]);
        let both = [(Entry::Person, "J Sample"), (Entry::Number, "417")];
        assert_eq!(found("J Sample, 417"), both, "a short number beside a person");
        assert_eq!(found("the LARKSPUR fraud-squad"), [(Entry::Unit, "LARKSPUR fraud-squad")]);
    }

    #[test]
    fn a_name_is_found_across_cells() {
        let roll = roll();
        let cell = |text| roll.names(text).expect("it may be a name");
        assert!(roll.are_one(&cell("Sample"), &cell("J")));
        assert!(roll.are_one(&cell("VAN DER DOE"), &cell("K")));
        assert!(!roll.are_one(&cell("Sample"), &cell("K")));
        assert!(!roll.are_one(&cell("J"), &cell("Sample")));
        assert!(roll.names("12").is_none());
    }
}
