//! What a heading says, when it stands in the vocabulary, and when only a part
//! of it does: an alternative, its first words or its last.

use std::sync::OnceLock;

use rustc_hash::{FxBuildHasher, FxHashMap, FxHashSet};

use super::{Kind, normalised};

/// The vocabulary of headings, a line a [`Kind`].
pub(super) const VOCABULARY: &str = include_str!("../../../rules/lists/headings.tsv");

/// People whose name a column may hold, by what they are.
const PEOPLE: &str = include_str!("../../../rules/lists/headings-people.txt");

/// Things that have a name, or a title, and are no person.
const THINGS: &str = include_str!("../../../rules/lists/headings-things.txt");

/// Headings that the vocabulary holds, or some more: there is room from the start.
const HEADINGS: usize = 2_048;

/// The most words of a heading that is known by its first or last ones, and of
/// one that is no more than a person or a thing.
const MOST_WORDS: usize = 8;
const MOST_BEARER: usize = 3;

/// The longest heading that is looked at, in bytes.
const LONGEST: usize = 200;

/// What is known of headings.
struct Vocabulary {
    kinds: FxHashMap<&'static str, Kind>,
    people: FxHashSet<&'static str>,
    things: FxHashSet<&'static str>,
}

/// What a heading says of its column.
pub(super) fn kind_of(heading: &str) -> Option<Kind> {
    known_kind(heading).or_else(|| {
        let plain = normalised(Some(heading).filter(|it| it.len() <= LONGEST)?);
        let words: Vec<&str> = plain.split(' ').collect();
        vocabulary().of_bearer(bare(&words))
    })
}

/// What a heading says that can be nothing but a heading: the words for people
/// and things by themselves may be values too.
pub(super) fn known_kind(heading: &str) -> Option<Kind> {
    if heading.len() > LONGEST {
        return None;
    }
    let plain = normalised(heading);
    let known = vocabulary();
    known.kinds.get(plain.as_str()).copied().or_else(|| known.alternatives(heading)).or_else(|| {
        let words: Vec<&str> = plain.split(' ').collect();
        known.of_words(bare(&words))
    })
}

/// What the vocabulary says of a heading as a whole.
pub(super) fn listed_kind(heading: &str) -> Option<Kind> {
    vocabulary().kinds.get(normalised(heading).as_str()).copied()
}

impl Vocabulary {
    /// What the alternatives of a heading say, or what stands outside of its
    /// brackets: `Cyfenw / Surname`, `Salary (£)`.
    fn alternatives(&self, heading: &str) -> Option<Kind> {
        let outside = outside_brackets(heading);
        if let Some(kind) = self.kinds.get(normalised(&outside).as_str()) {
            return Some(*kind);
        }
        let parts = outside.split(['/', '|', '\n']).map(normalised);
        let parts: Vec<String> = parts.filter(|part| !part.is_empty()).collect();
        let kinds = parts.iter().map(|part| self.kinds.get(part.as_str()).copied());
        let mut known = kinds.zip(&parts).filter_map(|(kind, part)| Some((kind?, part)));
        let (first, words) = known.next()?;
        let others: Vec<Kind> = known.map(|(kind, _)| kind).collect();
        if others.len() + 1 < parts.len() && !shows_in_part(first, words.split(' ').count()) {
            return None;
        }
        match others.iter().find(|it| **it != first) {
            None => Some(first),
            Some(second) if first.is_name() || second.is_name() => Some(Kind::FullName),
            Some(_) => None,
        }
    }

    /// What the words of a heading say.
    fn of_words(&self, words: &[&str]) -> Option<Kind> {
        if words.is_empty() || words.len() > MOST_WORDS {
            return None;
        }
        let whole = self.kinds.get(words.join(" ").as_str()).copied();
        whole
            .or_else(|| self.of_name(words))
            .or_else(|| self.of_first(words))
            .or_else(|| self.of_last(words))
    }

    /// What a heading that ends or begins with "name" says: "school name" is no
    /// person, "name of pupil" is one. The word nearest to "name" tells.
    fn of_name(&self, words: &[&str]) -> Option<Kind> {
        match words {
            [before @ .., "name" | "names" | "title"] => before.iter().rev(),
            ["name" | "names" | "title", "of", of @ ..] => {
                return of.iter().find_map(|word| self.bearer(word));
            }
            _ => return None,
        }
        .find_map(|word| self.bearer(word))
    }

    /// What a heading says that is a person or a thing and no more: "lead
    /// officer", "supplier".
    fn of_bearer(&self, words: &[&str]) -> Option<Kind> {
        let last = words.last().filter(|_| words.len() <= MOST_BEARER)?;
        self.bearer(last)
    }

    /// What bears a name of that kind, by the word for one or for several.
    fn bearer(&self, word: &str) -> Option<Kind> {
        let is_in = |list: &FxHashSet<&str>| {
            list.contains(word) || word.strip_suffix('s').is_some_and(|it| list.contains(it))
        };
        let person = is_in(&self.people).then_some(Kind::FullName);
        person.or_else(|| is_in(&self.things).then_some(Kind::Thing))
    }

    /// What its last words say: "victim's surname" is a surname.
    fn of_last(&self, words: &[&str]) -> Option<Kind> {
        (1..words.len()).find_map(|first| self.part(&words[first..]))
    }

    /// What its first words say: "rank at time of arrest" is a rank.
    fn of_first(&self, words: &[&str]) -> Option<Kind> {
        let joins = |word: &str| matches!(word, "of" | "at" | "on" | "as" | "when" | "for");
        (1..words.len())
            .rev()
            .filter(|end| joins(words[*end]))
            .find_map(|end| self.part(&words[..end]))
    }

    /// What a part of a heading says, if so many words of its kind are enough.
    fn part(&self, words: &[&str]) -> Option<Kind> {
        let kind = *self.kinds.get(words.join(" ").as_str())?;
        shows_in_part(kind, words.len()).then_some(kind)
    }
}

/// Whether so many words of a longer heading are enough to tell.
fn shows_in_part(kind: Kind, words: usize) -> bool {
    match kind {
        Kind::Surname | Kind::Forename | Kind::Rank | Kind::DateOfBirth | Kind::Postcode => true,
        Kind::Initials | Kind::Email => true,
        Kind::StaffNumber | Kind::NationalIdentifier | Kind::Address | Kind::CrimeReference => {
            words > 1
        }
        Kind::FullName | Kind::Phone | Kind::ServiceDates | Kind::Absence => words > 1,
        _ => false,
    }
}

/// The words of a heading without its number and its unit: `Q1 Surname`,
/// `Salary GBP`, `Contact 2`.
fn bare<'w, 'a>(mut words: &'w [&'a str]) -> &'w [&'a str] {
    let is_number = |word: &str| word.bytes().all(|byte| byte.is_ascii_digit());
    if let ["q" | "question", rest @ ..] = words {
        words = rest;
    }
    while let [first, rest @ ..] = words
        && is_number(first)
    {
        words = rest;
    }
    while let [rest @ .., last] = words
        && !rest.is_empty()
        && (is_number(last) || is_unit(last))
    {
        words = rest;
    }
    words
}

/// A unit of measure behind a heading.
fn is_unit(word: &str) -> bool {
    matches!(word, "gbp" | "eur" | "years" | "yrs" | "months" | "days" | "hours" | "hrs" | "pa")
}

/// A heading without what its brackets hold.
fn outside_brackets(heading: &str) -> String {
    let mut depth = 0_usize;
    let mut outside = String::with_capacity(heading.len());
    for letter in heading.chars() {
        match letter {
            '(' | '[' | '{' => depth += 1,
            ')' | ']' | '}' => depth = depth.saturating_sub(1),
            _ if depth == 0 => outside.push(letter),
            _ => {}
        }
    }
    outside
}

/// The words of a list, a line each, the first about its source.
fn lines(list: &'static str) -> FxHashSet<&'static str> {
    list.lines().filter(|line| !line.starts_with('#')).collect()
}

fn vocabulary() -> &'static Vocabulary {
    static KNOWN: OnceLock<Vocabulary> = OnceLock::new();
    KNOWN.get_or_init(|| {
        let rows = VOCABULARY.lines().filter_map(|line| line.split_once('\t'));
        let mut kinds = FxHashMap::with_capacity_and_hasher(HEADINGS, FxBuildHasher);
        for (name, headings) in rows {
            let Some(kind) = Kind::named(name) else { continue };
            kinds.extend(headings.split('|').map(|heading| (heading, kind)));
        }
        Vocabulary { kinds, people: lines(PEOPLE), things: lines(THINGS) }
    })
}

#[cfg(test)]
mod tests;
