//! What a number format shows, and what it does not: each of its sections is for
//! one kind of value, and an empty one shows nothing (ECMA-376 part 1, 18.8.31).

use crate::read::ooxml::colour::{Rgb, numbered};
use crate::read::serial::is_date;

/// How a cell shows a number.
#[derive(Clone, Copy, Debug, Default, Eq, Hash, PartialEq)]
pub(in crate::read) enum Shown {
    /// As it is.
    #[default]
    Number,
    /// As a whole number of at least so many digits: a staff number `000000`.
    Padded(u8),
    /// As a day, a time or both.
    Date,
}

/// The values that a cell does not show.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub(in crate::read) struct Unseen {
    pub(in crate::read) positive: bool,
    pub(in crate::read) negative: bool,
    pub(in crate::read) zero: bool,
    pub(in crate::read) text: bool,
}

impl Unseen {
    /// Whether it leaves out a value.
    pub(in crate::read) fn hides(self, value: &str) -> bool {
        match value.trim().parse::<f64>() {
            Err(_) => self.text,
            Ok(number) if number < 0.0 => self.negative,
            Ok(0.0) => self.zero && self.positive,
            Ok(_) => self.positive,
        }
    }

    /// What one of them leaves out.
    pub(in crate::read) fn or(self, other: Unseen) -> Unseen {
        Unseen {
            positive: self.positive || other.positive,
            negative: self.negative || other.negative,
            zero: self.zero || other.zero,
            text: self.text || other.text,
        }
    }

    /// Whether it leaves out more than zeros, as accounts do.
    pub(in crate::read) fn tells(self) -> bool {
        self.positive || self.negative || self.text
    }
}

/// How a format code shows a number.
pub(in crate::read) fn shown(code: &str) -> Shown {
    match () {
        () if code.len() > 1 && code.chars().all(|it| it == '0') => {
            Shown::Padded(code.len().min(30) as u8)
        }
        () if is_date(code) => Shown::Date,
        () => Shown::Number,
    }
}

/// The values that a format code does not show.
pub(in crate::read) fn unseen(code: &str) -> Unseen {
    if code.is_empty() {
        return Unseen::default();
    }
    of_sections(&sections(code).iter().map(|it| is_empty(it)).collect::<Vec<bool>>())
}

/// The colours that the sections of a format code give to what they show.
pub(in crate::read) fn tints(code: &str) -> Vec<Option<Rgb>> {
    let tints: Vec<Option<Rgb>> = sections(code).iter().map(|it| tint(it)).collect();
    if tints.iter().any(Option::is_some) { tints } else { Vec::new() }
}

/// The values whose section gives them a colour that is not seen.
pub(in crate::read) fn faint(tints: &[Option<Rgb>], is_unseen: impl Fn(Rgb) -> bool) -> Unseen {
    of_sections(&tints.iter().map(|it| it.is_some_and(&is_unseen)).collect::<Vec<bool>>())
}

/// The colours by name (ECMA-376 part 1, 18.8.31); others are numbers.
const NAMED: [(&str, Rgb); 8] = [
    ("black", [0; 3]),
    ("white", [255; 3]),
    ("red", [255, 0, 0]),
    ("green", [0, 255, 0]),
    ("blue", [0, 0, 255]),
    ("yellow", [255, 255, 0]),
    ("magenta", [255, 0, 255]),
    ("cyan", [0, 255, 255]),
];

/// The colour that a section begins with. One with a condition is for other
/// values than its place says.
fn tint(section: &str) -> Option<Rgb> {
    let bare: String = section.split('"').step_by(2).collect();
    let brackets = || bare.split('[').skip(1).filter_map(|it| it.split_once(']'));
    if brackets().any(|(it, _)| it.contains(['<', '>', '='])) {
        return None;
    }
    brackets().find_map(|(name, _)| {
        let name = name.trim().to_ascii_lowercase();
        let own = NAMED.iter().find(|it| it.0 == name).map(|it| it.1);
        own.or_else(|| numbered(name.strip_prefix("color")?.trim().parse().ok()?))
    })
}

/// What of the values the sections leave out that are marked.
fn of_sections(marked: &[bool]) -> Unseen {
    match *marked {
        // A format of one section is for all numbers; texts show themselves.
        [all] => Unseen { positive: all, negative: all, zero: all, text: false },
        [positive, negative] => Unseen { positive, negative, zero: positive, text: false },
        [positive, negative, zero] => Unseen { positive, negative, zero, text: false },
        [positive, negative, zero, text, ..] => Unseen { positive, negative, zero, text },
        [] => Unseen::default(),
    }
}

/// The sections of a format code, parted at the semicolons outside its quotes.
fn sections(code: &str) -> Vec<String> {
    let mut sections = vec![String::new()];
    let mut quoted = false;
    let mut letters = code.chars();
    while let Some(letter) = letters.next() {
        let section = sections.last_mut();
        match letter {
            ';' if !quoted => {
                sections.push(String::new());
                continue;
            }
            '"' => quoted = !quoted,
            '\\' if !quoted => {
                section.into_iter().for_each(|it| it.extend(letters.next()));
                continue;
            }
            // A blank as wide as the next letter, or the next letter as filling.
            '_' | '*' if !quoted => {
                letters.next();
                continue;
            }
            _ => {}
        }
        section.into_iter().for_each(|it| it.push(letter));
    }
    sections
}

/// Whether a section shows nothing: at the most a colour and blanks. One with a
/// condition is for other values than its place says.
fn is_empty(section: &str) -> bool {
    let mut rest = section.trim_matches([' ', '"']);
    while let Some((bracket, behind)) = rest.strip_prefix('[').and_then(|it| it.split_once(']')) {
        if bracket.contains(['<', '>', '=', '$']) {
            return false;
        }
        rest = behind.trim_matches([' ', '"']);
    }
    rest.is_empty()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_format_code_tells_dates_from_numbers() {
        let cases = [
            ("dd/mm/yyyy hh:mm", Shown::Date),
            ("[$-809]dd mmmm yyyy;@", Shown::Date),
            ("General", Shown::Number),
            ("000000", Shown::Padded(6)),
            ("0", Shown::Number),
            (";;;", Shown::Number),
            ("", Shown::Number),
        ];
        for (code, expected) in cases {
            assert_eq!(shown(code), expected, "{code}");
        }
    }

    #[test]
    fn a_section_may_give_the_colour_of_the_ground() {
        let on_white = |code| {
            let Unseen { positive, negative, zero, text } =
                faint(&tints(code), |it| it == [255; 3]);
            (positive, negative, zero, text)
        };
        assert_eq!(
            on_white("[White]General;[White]-General;0;[White]@"),
            (true, true, false, true)
        );
        assert_eq!(on_white("[Color 2]0;[color2]0"), (true, true, true, false));
        assert_eq!(on_white("[Red]0;[Blue]-0;;@"), (false, false, false, false));
        assert_eq!(on_white("[White][>9]0;0"), (false, false, false, false));
        assert_eq!(on_white("\"[White]\"0"), (false, false, false, false), "words that are shown");
        assert_eq!(on_white("General"), (false, false, false, false));
    }

    #[test]
    fn an_empty_section_shows_nothing() {
        let of = |code| {
            let Unseen { positive, negative, zero, text } = unseen(code);
            (positive, negative, zero, text)
        };
        assert_eq!(of(";;;"), (true, true, true, true));
        assert_eq!(of(";;;@"), (true, true, true, false));
        assert_eq!(of(";;"), (true, true, true, false));
        assert_eq!(of("[White]\"\";[Red]_-;;"), (true, true, true, true));
        assert_eq!(of("0;-0;;@"), (false, false, true, false), "zeros alone");
        assert_eq!(of("General"), (false, false, false, false));
        assert_eq!(of("\";\"0;\\;"), (false, false, false, false), "a mark that is shown");
        assert_eq!(of("[>9]0;;"), (false, true, true, false));
        assert_eq!(of(""), (false, false, false, false));
    }
}
