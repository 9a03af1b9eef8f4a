//! How a workbook's cells show their numbers: as such, as dates, or not at all.

use crate::document::Reason;
use crate::read::serial::{is_built_in_date, is_date};
use crate::read::xml::{Element, Node, walk};

/// How a cell shows a number.
#[derive(Clone, Copy, Debug, Default, Eq, Hash, PartialEq)]
pub(super) enum Shown {
    /// As it is.
    #[default]
    Number,
    /// As a whole number of at least so many digits: a staff number `000000`.
    Padded(u8),
    /// As a day, a time or both.
    Date,
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
    let built_in = || u16::try_from(id).is_ok_and(is_built_in_date).then_some(Shown::Date);
    own.or_else(built_in).unwrap_or_default()
}

/// How a format code shows a number.
fn shown(code: &str) -> Shown {
    let all = |letter: char| !code.is_empty() && code.chars().all(|it| it == letter);
    match () {
        () if all(';') => Shown::Nothing,
        () if all('0') && code.len() > 1 => Shown::Padded(code.len().min(30) as u8),
        () if is_date(code) => Shown::Date,
        () => Shown::Number,
    }
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
            (";;;", Shown::Nothing),
            ("", Shown::Number),
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
