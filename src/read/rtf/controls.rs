//! Control words that stand for a letter (RTF 1.9.1, "Special Characters").

/// The text of a control word, if it stands for one.
pub(super) fn letter(word: &[u8]) -> Option<&'static str> {
    const LETTERS: &[(&[u8], &str)] = &[
        (b"lquote", "\u{2018}"),
        (b"rquote", "\u{2019}"),
        (b"ldblquote", "\u{201c}"),
        (b"rdblquote", "\u{201d}"),
        (b"bullet", "\u{2022}"),
        (b"endash", "\u{2013}"),
        (b"emdash", "\u{2014}"),
        (b"emspace", "\u{2003}"),
        (b"enspace", "\u{2002}"),
        (b"qmspace", "\u{2005}"),
    ];
    LETTERS.iter().find(|row| row.0 == word).map(|row| row.1)
}
