//! Where a fragment is within its container. Every number counts from 1.

/// A place within a container.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Place<'a> {
    /// The container or the artefact as a whole.
    Whole,
    /// A cell, row and column from 1. In a table within a text the row is the
    /// line of the text.
    Cell {
        /// The row, from 1.
        row: u32,
        /// The column, from 1.
        column: u32,
    },
    /// A line of text, from 1. A text of several lines begins there.
    Line(u64),
    /// A page, from 1.
    Page(u32),
    /// A place with a name of its own: `property creator`, `comment at B7`.
    Named(&'a str),
}

/// The letters of a spreadsheet column: 1 is `A`, 27 is `AA`; nothing for 0.
pub fn column_letters(column: u32) -> String {
    let mut letters = Vec::new();
    let mut rest = column;
    while rest > 0 {
        rest -= 1;
        letters.push(char::from(b'A' + (rest % 26) as u8));
        rest /= 26;
    }
    letters.iter().rev().collect()
}

#[cfg(test)]
mod tests {
    use super::column_letters;

    #[test]
    fn columns_have_the_letters_of_a_spreadsheet() {
        let cases = [(1, "A"), (26, "Z"), (27, "AA"), (702, "ZZ"), (703, "AAA"), (16_384, "XFD")];
        for (column, letters) in cases {
            assert_eq!(column_letters(column), letters, "column {column}");
        }
    }
}
