//! How a workbook's cells show their numbers: as such, as dates, or not at all.

use crate::document::Reason;
use crate::read::xml::{Element, Node, walk};

/// How a cell shows a number.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub(super) enum Shown {
    /// As it is.
    #[default]
    Number,
    /// As a whole number of at least so many digits: a staff number `000000`.
    Padded(u8),
    /// As a day.
    Date,
    /// As a time of day.
    Time,
    /// As a day with a time.
    DateTime,
    /// As hours that may be more than 24.
    Elapsed,
    /// Not at all: the format `;;;`.
    Nothing,
}

/// How cells show their numbers, by the number of their style.
#[derive(Debug, Default)]
pub(super) struct Styles {
    shown: Vec<Shown>,
}

impl Styles {
    /// How a cell of a style shows a number.
    pub(super) fn shown(&self, style: u32) -> Shown {
        self.shown.get(style as usize).copied().unwrap_or_default()
    }

    /// Reads the part of the styles.
    ///
    /// # Errors
    ///
    /// When the part is damaged; the styles before stay.
    pub(super) fn read(&mut self, bytes: &[u8]) -> Result<(), Reason> {
        let mut formats: Vec<(u32, Shown)> = Vec::new();
        let mut in_cells = false;
        walk(bytes, |node| match node {
            Node::Open(element) => match element.name {
                "numFmt" => {
                    formats.push((number(element, "numFmtId"), shown(element.text("formatCode"))));
                }
                "cellXfs" => in_cells = true,
                "xf" if in_cells => self.shown.push(of(&formats, number(element, "numFmtId"))),
                _ => {}
            },
            Node::Close("cellXfs") => in_cells = false,
            _ => {}
        })
    }
}

fn number(element: &Element<'_>, name: &str) -> u32 {
    element.text(name).parse().unwrap_or_default()
}

/// How a format shows a number: one of the workbook's own, else a built-in one.
fn of(formats: &[(u32, Shown)], id: u32) -> Shown {
    let own = formats.iter().find(|(own, _)| *own == id).map(|(_, shown)| *shown);
    own.unwrap_or_else(|| built_in(id))
}

/// The built-in formats that show dates and times (ECMA-376 part 1, 18.8.30);
/// 27 to 36 and 50 to 58 are the dates of East Asian languages.
fn built_in(id: u32) -> Shown {
    match id {
        14..=17 | 27..=31 | 36 | 50..=54 | 57..=58 => Shown::Date,
        18..=21 | 32..=35 | 45 | 47 | 55..=56 => Shown::Time,
        22 => Shown::DateTime,
        46 => Shown::Elapsed,
        _ => Shown::Number,
    }
}

/// How a format code shows a number.
pub(super) fn shown(code: &str) -> Shown {
    if !code.is_empty() && code.chars().all(|letter| letter == ';') {
        return Shown::Nothing;
    }
    if code.chars().all(|letter| letter == '0') && code.len() > 1 {
        return Shown::Padded(code.len().min(30) as u8);
    }
    let bare = bare(code);
    if bare.contains("general") {
        return Shown::Number;
    }
    if ["[h", "[m", "[s"].iter().any(|elapsed| code.to_ascii_lowercase().contains(elapsed))
        && !code.to_ascii_lowercase().contains("[mag")
    {
        return Shown::Elapsed;
    }
    let day = bare.contains(['y', 'd']);
    let clock = bare.contains(['h', 's']);
    match (day, clock) {
        (true, true) => Shown::DateTime,
        (true, false) => Shown::Date,
        (false, true) => Shown::Time,
        (false, false) if bare.contains('m') => Shown::Date,
        (false, false) => Shown::Number,
    }
}

/// The first section of a format code in lower case, without what stands in
/// quotes, in brackets, or behind a `\`, `_` or `*`.
fn bare(code: &str) -> String {
    let mut bare = String::new();
    let mut letters = code.chars();
    while let Some(letter) = letters.next() {
        match letter {
            ';' => break,
            '"' => drop(letters.by_ref().find(|it| *it == '"')),
            '[' => drop(letters.by_ref().find(|it| *it == ']')),
            '\\' | '_' | '*' => drop(letters.next()),
            _ => bare.extend(letter.to_lowercase()),
        }
    }
    bare
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_format_code_tells_dates_from_numbers() {
        let cases = [
            ("dd/mm/yyyy", Shown::Date),
            ("[$-809]dd mmmm yyyy;@", Shown::Date),
            ("mmm-yy", Shown::Date),
            ("dd/mm/yyyy hh:mm", Shown::DateTime),
            ("hh:mm AM/PM", Shown::Time),
            ("[h]:mm:ss", Shown::Elapsed),
            ("0.00\" days\"", Shown::Number),
            ("#,##0.00_d", Shown::Number),
            ("[Magenta]0.0", Shown::Number),
            ("General", Shown::Number),
            ("£#,##0\\d", Shown::Number),
            ("000000", Shown::Padded(6)),
            ("0", Shown::Number),
            (";;;", Shown::Nothing),
        ];
        for (code, expected) in cases {
            assert_eq!(shown(code), expected, "{code}");
        }
    }

    #[test]
    fn the_formats_of_cells_are_not_those_of_named_styles() {
        let part = b"<styleSheet><numFmts><numFmt numFmtId='164' formatCode='yyyy'/></numFmts>\
            <cellStyleXfs><xf numFmtId='22'/></cellStyleXfs>\
            <cellXfs><xf numFmtId='0'/><xf numFmtId='164'/><xf numFmtId='14'/></cellXfs></styleSheet>";
        let mut styles = Styles::default();
        assert_eq!(styles.read(part), Ok(()));
        assert_eq!(styles.shown, [Shown::Number, Shown::Date, Shown::Date]);
    }
}
