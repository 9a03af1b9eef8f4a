//! Says whether a heading may be printed in clear: a row that was taken for a
//! heading by mistake could hold a name.

use super::names::class;
use crate::document::{Kind, normalised};

/// Whether every word of a heading is of the vocabulary or an ordinary one.
pub(crate) fn may_be_shown(heading: &str) -> bool {
    Kind::of(heading).is_some() || normalised(heading).split(' ').all(is_ordinary)
}

/// Whether a word is an ordinary English one, or too short to tell of anybody.
fn is_ordinary(word: &str) -> bool {
    let class = class(word);
    word.len() <= 2 || (class.common() > 0 && !class.is_only_name())
}

#[cfg(test)]
mod tests {
    use super::may_be_shown;

    #[test]
    fn no_name_is_shown_as_a_heading() {
        let cases = [
            ("Surname", true, "a heading of the vocabulary"),
            ("Number of cases", true, "ordinary words"),
            ("Patel", false, "a name"),
            ("Xqzv", false, "nobody knows it"),
        ];
        for (heading, shown, why) in cases {
            assert_eq!(may_be_shown(heading), shown, "{heading:?}: {why}");
        }
    }
}
