//! Names that stand for themselves, without rank and title: forename and surname,
//! initials and surname, the surname first. Each gives the word behind the name.

use super::announced::{goes_on, is_rank_word, leads_on, makes_a_place};
use super::words::{Join, Shape, Word};

/// `SAMPLE, J`, `Sample, J. R.`, `SAMPLE, John`, `Sample, John`.
pub(super) fn reversed(words: &[Word], index: usize) -> Option<usize> {
    let (surname, given) = (&words[index], words.get(index + 1)?);
    if given.join != Join::Comma || surname.join == Join::Space || surname.shape == Shape::Initial {
        return None;
    }
    let mut end = index + 2;
    while words
        .get(end)
        .is_some_and(|word| word.join == Join::Space && word.shape == Shape::Initial)
    {
        end += 1;
    }
    let listed = surname.class.surname() > 0;
    let plain = surname.class.common() < 2 && !surname.class.is_place()
        || given.dotted && surname.class.surname() == 2;
    let fits = match given.shape {
        Shape::Initial if given.is_pronoun => false,
        Shape::Initial => plain && (listed || is_unlisted_surname(surname)),
        Shape::Capital | Shape::Upper => {
            let unlike = surname.shape == Shape::Upper && given.shape == Shape::Capital;
            let forename = given.class.forename() == 2 && given.class.common() == 0;
            forename && plain && listed && (unlike || surname.class.forename() == 0)
        }
        Shape::Particle | Shape::Number | Shape::Letters => false,
    };
    let over = words.get(end).is_none_or(|word| word.join != Join::Space || is_rank_word(word));
    (fits && over).then_some(end)
}

/// `XQZZY` in capitals may be a surname that no list has.
fn is_unlisted_surname(word: &Word) -> bool {
    word.class.is_unknown() && word.shape == Shape::Upper && word.end - word.start > 3
}

/// `J Sample`, `J. R. Sample`, `JR Sample` is left to those with a rank.
pub(super) fn after_initials(words: &[Word], index: usize) -> Option<usize> {
    let mut end = index;
    let mut dotted = false;
    while words.get(end)?.shape == Shape::Initial
        && (end == index || words[end].join == Join::Space)
    {
        dotted |= words[end].dotted;
        end += 1;
    }
    while words.get(end)?.shape == Shape::Particle {
        end += 1;
    }
    let surname = words.get(end)?;
    let shaped = matches!(surname.shape, Shape::Capital | Shape::Upper);
    if end == index || end - index > 4 || surname.join != Join::Space || !shaped {
        return None;
    }
    let class = surname.class;
    let fits = if dotted || words[index].join == Join::Start && !words[index].is_pronoun {
        // `Q MIN` is a code, `J LEE` a name.
        let is_code = !dotted && is_brief(surname) && class.surname() < 2;
        let listed = class.surname() > 0 && (class.common() < 2 || class.surname() == 2);
        !is_code && (class.is_unknown() || listed)
    } else {
        class.surname() > 0 && class.is_only_name() && !words[index].is_pronoun
    };
    (fits && !makes_a_place(words, end + 1)).then_some(end + 1)
}

/// `John Sample`, `Mary-Jane van der Sample`, `John A. Sample`.
pub(super) fn full(words: &[Word], index: usize) -> Option<usize> {
    let first = &words[index];
    if first.shape == Shape::Initial {
        return None;
    }
    let mut end = index + 1;
    let mut last = None;
    while let Some(word) = words.get(end).filter(|word| word.join == Join::Space && end < index + 5)
    {
        let fits = match word.shape {
            Shape::Initial => leads_on(words, end),
            Shape::Particle => true,
            Shape::Number | Shape::Letters => false,
            Shape::Capital | Shape::Upper => {
                goes_on(word) && word.shape == first.shape
                    || goes_on(word) && first.shape == Shape::Capital
            }
        };
        if !fits {
            break;
        }
        last = if matches!(word.shape, Shape::Capital | Shape::Upper) { Some(word) } else { last };
        end += 1;
    }
    if last?.class.is_after_name() && first.class.surname() == 2 {
        return None; // "Jefferson Way", "Sullivan Bay"; "Mary Hill" is a name
    }
    let need = if first.shape == Shape::Upper { 5 } else { 4 };
    let enough = as_forename(first)? + as_surname(last?) >= need;
    (enough && !makes_a_place(words, end)).then_some(end)
}

/// How well a word does as a forename, 1 to 3.
fn as_forename(word: &Word) -> Option<u8> {
    let class = word.class;
    match (class.forename(), class.common()) {
        _ if class.is_rank() || class.is_title() || class.is_after_name() => None,
        (0, 0) if class.is_unknown() || class.is_only_name() => Some(1),
        (0, _) => None,
        (2, 0) if !class.is_place() => Some(3),
        (2, 0 | 1) => Some(2),
        (1, 0) if !class.is_place() => Some(2),
        (2, _) => Some(1),
        _ => None,
    }
}

/// How well a word does as a surname, 1 to 3.
fn as_surname(word: &Word) -> u8 {
    let class = word.class;
    match class.surname() {
        2 if class.is_only_name() => 3,
        2 if class.common() < 3 => 2,
        1 if class.is_only_name() => 2,
        _ => 1,
    }
}

/// `Sample J`, at the end of what is said; `Sample A` at the end of its line.
pub(super) fn before_initials(text: &str, words: &[Word], index: usize) -> Option<usize> {
    let surname = &words[index];
    if surname.join == Join::Space || surname.class.surname() == 0 || !surname.class.is_only_name()
    {
        return None;
    }
    let initials = words[index + 1..]
        .iter()
        .take_while(|word| word.join == Join::Space && word.shape == Shape::Initial)
        .take_while(|word| !word.is_pronoun || ends_a_line(text, word.end))
        .count();
    let end = index + 1 + initials;
    let over = words.get(end).is_none_or(|word| word.join == Join::Comma || is_rank_word(word));
    let is_judge = initials == 1 && is_judge(text, words, index + 1);
    let is_code = is_brief(surname) && surname.class.surname() < 2;
    // "Colum L includes six" is a column; surnames alone are followed so.
    let is_thing = surname.class.forename() > 0 && goes_on_in_prose(text, words[end - 1].end);
    ((1..4).contains(&initials) && over && !is_judge && !is_code && !is_thing).then_some(end)
}

/// A word of a few capitals.
fn is_brief(word: &Word) -> bool {
    word.shape == Shape::Upper && word.end - word.start < 5
}

/// Whether a word in lower case follows.
fn goes_on_in_prose(text: &str, at: usize) -> bool {
    let rest = text[at..].strip_prefix(' ');
    rest.is_some_and(|it| it.starts_with(|next: char| next.is_ascii_lowercase()))
}

/// Whether a `J` stands for a judge of the High Court: something is said of the
/// one before it.
fn is_judge(text: &str, words: &[Word], index: usize) -> bool {
    let Some(letter) = words.get(index) else { return false };
    let rest = &text[letter.end..];
    let said = rest
        .strip_prefix(' ')
        .is_some_and(|it| it.starts_with(|next: char| next.is_ascii_lowercase()));
    &text[letter.start..letter.end] == "J"
        && !letter.dotted
        && (said || rest.starts_with(['\'', '’']))
}

fn ends_a_line(text: &str, at: usize) -> bool {
    matches!(text.as_bytes().get(at), None | Some(b'\n' | b'\r' | b'\t'))
}
