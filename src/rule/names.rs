//! What the name lists say of a word: surname, forename, common English word,
//! title, rank, or a word that turns what is before it into a place or a firm.

pub(super) mod table;

use table::Folded;

/// What a word can be. Most words of names are something else as well.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub(crate) struct Class(u16);

impl Class {
    const SURNAME: Class = Class(1);
    const FORENAME: Class = Class(1 << 2);
    const COMMON: Class = Class(1 << 4);
    const PLACE: Class = Class(1 << 6);
    const AFTER: Class = Class(1 << 7);
    const TITLE: Class = Class(1 << 8);
    const RANK: Class = Class(1 << 9);
    const RANK_IN_CAPITALS: Class = Class(1 << 10);
    const BEFORE_RANK: Class = Class(1 << 11);
    const NOT_PEOPLE: Class = Class(1 << 12);
    const BEFORE_PLACE: Class = Class(1 << 13);

    fn has(self, other: Class) -> bool {
        self.0 & other.0 != 0
    }

    /// 0 if it is no listed surname, 1 if it is, 2 for a frequent one.
    pub(crate) fn surname(self) -> u8 {
        (self.0 & 3) as u8
    }

    /// 0 if it is no listed forename, 1 if it is, 2 for a frequent one.
    pub(crate) fn forename(self) -> u8 {
        (self.0 >> 2 & 3) as u8
    }

    /// 0 if it is no common English word, up to 3 for the most common ones.
    pub(crate) fn common(self) -> u8 {
        (self.0 >> 4 & 3) as u8
    }

    /// A place, a month, a people, a brand.
    pub(crate) fn is_place(self) -> bool {
        self.has(Class::PLACE)
    }

    /// A firm or a thing that reads like a surname.
    pub(crate) fn is_known_otherwise(self) -> bool {
        self.has(Class::NOT_PEOPLE)
    }

    /// A word such as "Road" or "Limited": what is before it is no person.
    pub(crate) fn is_after_name(self) -> bool {
        self.has(Class::AFTER)
    }

    /// A word such as "Lake" or "HMP": what is after it is no person.
    pub(crate) fn is_before_place(self) -> bool {
        self.has(Class::BEFORE_PLACE)
    }

    /// A title such as "Mr".
    pub(crate) fn is_title(self) -> bool {
        self.has(Class::TITLE)
    }

    /// A rank whatever its case, such as "Sergeant".
    pub(crate) fn is_rank(self) -> bool {
        self.has(Class::RANK)
    }

    /// A rank when it is written in capitals, such as "PC".
    pub(crate) fn is_rank_in_capitals(self) -> bool {
        self.has(Class::RANK_IN_CAPITALS)
    }

    /// A word before the word of a rank, such as "Detective".
    pub(crate) fn is_before_rank(self) -> bool {
        self.has(Class::BEFORE_RANK)
    }

    /// A rank, a title, or what comes before a place: words that are cut short.
    pub(crate) fn is_before_name(self) -> bool {
        let titles = Class::TITLE.0 | Class::BEFORE_PLACE.0;
        self.has(Class(titles | Class::RANK.0 | Class::BEFORE_RANK.0))
    }

    /// All that the lists say, as a number below 1 << 14.
    pub(crate) fn bits(self) -> u16 {
        self.0
    }

    /// In no list at all, as rare surnames are.
    pub(crate) fn is_unknown(self) -> bool {
        self.0 == 0
    }

    /// A name of a person and hardly anything else. A rare word that is a
    /// frequent surname, "smith", counts as a name.
    pub(crate) fn is_only_name(self) -> bool {
        let rare = self.common() == 0 || self.common() == 1 && self.surname() == 2;
        self.surname() + self.forename() > 0 && rare && !self.is_place()
    }

    /// What a word of two parts joined by a hyphen is: the least of both.
    fn joined(self, other: Class) -> Class {
        let surname = self.surname().max(self.forename()).min(other.surname());
        let forename = self.forename().min(other.forename());
        let common = self.common().min(other.common());
        Class(u16::from(surname) | u16::from(forename) << 2 | u16::from(common) << 4)
    }
}

/// Bytes of the longest word that is looked at: two long surnames and a hyphen.
const LONGEST: usize = 64;

/// Reads the lists, ahead of the first look-up: while the packs are parsed.
pub(crate) fn prepare() {
    class("a");
}

/// What the lists say of a word, in either case, with or without accents.
///
/// `Smith-Jones` is a surname when both parts can be; `McSomething` and
/// `O'Something` are surnames even when they are in no list.
pub(crate) fn class(word: &str) -> Class {
    if word.len() > LONGEST {
        return Class::default();
    }
    let Some(folded) = Folded::of(word) else {
        return joined(word);
    };
    let listed = table::listed(folded);
    if listed.is_unknown() && is_gaelic(word) { Class::SURNAME } else { listed }
}

/// Whether a text is two names or more that the lists know, and nothing else.
pub(crate) fn is_listed_name(text: &str) -> bool {
    let words = text.split(|it: char| !(it.is_alphanumeric() || matches!(it, '-' | '\'')));
    let words: Vec<&str> = words.filter(|it| !it.is_empty()).collect();
    let known = |word: &&str| {
        let class = class(word);
        word.chars().count() > 1 && class.surname() + class.forename() > 0
    };
    words.len() > 1 && words.iter().all(known) && words.iter().any(|it| it.len() > 3)
}

/// Whether a text reads like a person's name but is known as that of a firm
/// or a place: `Morgan Stanley`.
pub(crate) fn is_known_otherwise(text: &str) -> bool {
    Folded::of(text).is_some_and(|folded| table::listed(folded).is_known_otherwise())
}

/// What a word with a hyphen or a slash is; other words that the lists cannot
/// have are unknown. `D/Sgt` is what its last part is.
fn joined(word: &str) -> Class {
    if let Some((_, last)) = word.rsplit_once('/') {
        return class(last);
    }
    match word.split_once(['-', '‐', '‑']) {
        Some((first, rest)) => class(first).joined(class(rest)),
        None => Class::default(),
    }
}

/// Whether a word is built as Scottish and Irish surnames are.
fn is_gaelic(word: &str) -> bool {
    let rest = ["Mc", "Mac", "O'", "O’", "Fitz", "D'", "D’"]
        .iter()
        .find_map(|prefix| word.strip_prefix(prefix));
    rest.is_some_and(|rest| rest.len() > 2 && rest.starts_with(char::is_uppercase))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_surname_is_known_in_every_spelling() {
        for word in ["Smith", "SMITH", "smith", "O'Neill", "O’Neill", "ONEILL", "McAllister"] {
            assert_eq!(class(word).surname(), 2, "{word}");
        }
    }

    #[test]
    fn accents_do_not_hide_a_forename() {
        for word in ["Siân", "Seán", "Zoë", "ZOË", "Siobhán"] {
            assert_eq!(class(word).forename(), 2, "{word}");
        }
    }

    #[test]
    fn names_of_every_origin_are_listed() {
        let words = "Begum Hussain Okafor Nowak Singh Patel Chowdhury Nguyen Wojcik Abdullah \
                     Ferreira Jones Llewellyn Doherty Mensah Zhang Popescu Kovacs Osei Adebayo";
        for word in words.split_whitespace() {
            assert!(class(word).surname() > 0, "{word}");
        }
    }

    #[test]
    fn a_name_that_is_a_word_is_known_as_both() {
        for word in ["Brown", "Young", "May", "Will", "Grant", "Mark", "Long"] {
            let class = class(word);
            assert!(class.surname() > 0 && class.common() > 1, "{word}");
        }
        assert!(class("Smith").is_only_name());
        assert!(!class("Preston").is_only_name(), "a place as well");
    }

    #[test]
    fn a_double_name_is_what_both_parts_can_be() {
        assert_eq!(class("Smith-Jones").surname(), 2);
        assert_eq!(class("Mary-Jane").forename(), 2);
        assert_eq!(class("follow-up").surname(), 0);
        assert_eq!(class("long-term").surname(), 0);
    }

    #[test]
    fn an_unlisted_gaelic_surname_is_one_by_its_form() {
        assert_eq!(class("McTestcase").surname(), 1);
        assert_eq!(class("O'Testcase").surname(), 1);
        assert_eq!(class("Mcdonaldisation").surname(), 0);
    }

    #[test]
    fn ranks_and_titles_are_words_of_their_own() {
        assert!(class("Sergeant").is_rank());
        assert!(class("PC").is_rank_in_capitals() && !class("PC").is_rank());
        assert!(class("Detective").is_before_rank());
        assert!(class("Mrs").is_title());
        assert!(class("Road").is_after_name());
    }

    #[test]
    fn firms_with_names_of_people_are_known() {
        assert!(is_known_otherwise("Morgan Stanley") && is_known_otherwise("MORGAN STANLEY"));
        assert!(!is_known_otherwise("Morgan Smith"));
    }

    #[test]
    fn what_is_no_word_is_unknown() {
        for word in ["", "-", "12", "Xqzzv", "a1", "wordwordwordwordwordwordword", "中"] {
            assert!(class(word).is_unknown(), "{word}");
        }
    }

    #[test]
    fn a_word_of_many_hyphens_is_no_name() {
        assert!(class(&"A-".repeat(1_000_000)).is_unknown());
    }
}
