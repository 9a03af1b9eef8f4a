//! Files that people write: what is wrong with one, in which line, and what may have been
//! meant.

/// Letters that may differ between an unknown key and the one that was meant.
const NEAR: usize = 3;

/// What is wrong with a file: the line, and for an unknown key the nearest one of those
/// that it has, or its table of a heading such as `[budget]`.
pub(crate) fn told(
    error: &toml::de::Error,
    text: &str,
    keys: &dyn Fn(Option<&str>) -> &'static [&'static str],
) -> String {
    let start = error.span().map_or(0, |span| span.start);
    let line = line_of(text, start);
    let unknown = error.message().split('`').nth(1).filter(|_| error.message().contains("unknown"));
    let table = text.get(..start).and_then(|it| it.lines().rfind(|line| line.starts_with('[')));
    let meant = unknown.and_then(|key| {
        let nearest = keys(table).iter().min_by_key(|known| distance(key, known))?;
        let differ = distance(key, nearest);
        (differ <= NEAR && 2 * differ <= key.len()).then(|| format!("; did you mean {nearest}?"))
    });
    format!("{} in line {line}{}", unquoted(error.message()), meant.unwrap_or_default())
}

/// A message without what it quotes of the file: a wrong file may have been named. What
/// was expected, and which key is missing, is known here and stays.
fn unquoted(message: &str) -> String {
    let quotes = ["invalid", "unknown", "duplicate"].iter().any(|it| message.starts_with(it));
    if !quotes {
        return message.to_owned();
    }
    let (head, expected) = match message.rfind(", expected") {
        Some(at) => message.split_at(at),
        None => (message, ""),
    };
    let told = head.split(['`', '"']).next().unwrap_or_default().trim_end();
    format!("{told}{expected}")
}

/// The line, from 1, that a byte of the file is in.
pub(crate) fn line_of(text: &str, at: usize) -> usize {
    text.get(..at).map_or(1, |it| it.matches('\n').count() + 1)
}

/// How many letters must be put in, left out or changed (Levenshtein).
fn distance(one: &str, other: &str) -> usize {
    let mut costs: Vec<usize> = (0..=other.len()).collect();
    for (row, letter) in one.bytes().enumerate() {
        let mut before = std::mem::replace(&mut costs[0], row + 1);
        for (column, own) in other.bytes().enumerate() {
            let change = before + usize::from(letter != own);
            before = costs[column + 1];
            costs[column + 1] = change.min(before + 1).min(costs[column] + 1);
        }
    }
    costs.last().copied().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::{distance, unquoted};

    #[test]
    fn what_a_file_holds_is_not_quoted() {
        for (message, expected) in [
            (
                "invalid type: string \"Sample\", expected a sequence",
                "invalid type: string, expected a sequence",
            ),
            (
                "invalid type: string \"a, expected b\", expected u8",
                "invalid type: string, expected u8",
            ),
            ("unknown field `Sample`, expected `a` or `b`", "unknown field, expected `a` or `b`"),
            ("missing field `reason`", "missing field `reason`"),
        ] {
            assert_eq!(unquoted(message), expected);
        }
    }

    #[test]
    fn letters_are_counted_that_differ() {
        for (one, other, expected) in
            [("roll", "roll", 0), ("rol", "roll", 1), ("allows", "allow", 1), ("", "roll", 4)]
        {
            assert_eq!(distance(one, other), expected, "{one} {other}");
        }
    }
}
