//! What a number format shows, and what it does not: each of its sections is for
//! one kind of value, and an empty one shows nothing (ECMA-376 part 1, 18.8.31).

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
    let empty: Vec<bool> = sections(code).iter().map(|it| is_empty(it)).collect();
    match empty[..] {
        // A format of one section is for all numbers; texts show themselves.
        [_] if code.is_empty() => Unseen::default(),
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
