//! The lines of calendars and cards: a name, parameters and a value, folded over
//! several lines where they are long (RFC 5545, 3.1; RFC 6350, 3.2).

use super::codes::carried;
use crate::document::Reason;
use crate::read::encoding::Encoded;

/// A line, unfolded.
#[derive(Clone, Debug, Default)]
pub(super) struct Line {
    /// Its name in capitals, without the group before it.
    pub(super) name: String,
    parameters: Vec<(String, String)>,
    /// Its value as it is written.
    pub(super) value: String,
}

impl Line {
    /// A line as it is written.
    fn of(text: &str) -> Option<Line> {
        let colon = unquoted(text, ':')?;
        let (front, value) = (&text[..colon], &text[colon + 1..]);
        let mut fields = split(front, ';');
        let name = fields.next()?.trim();
        let name = name.rsplit('.').next().unwrap_or(name).to_ascii_uppercase();
        let parameters = fields.map(|field| {
            let (name, value) = field.split_once('=').unwrap_or(("TYPE", field));
            (name.trim().to_ascii_uppercase(), value.trim().trim_matches('"').to_owned())
        });
        Some(Line { name, parameters: parameters.collect(), value: value.to_owned() })
    }

    /// The value of a parameter.
    pub(super) fn parameter(&self, name: &str) -> Option<&str> {
        let found = self.parameters.iter().find(|it| it.0 == name);
        found.map(|it| it.1.as_str()).filter(|it| !it.is_empty())
    }

    /// The parameters, names in capitals.
    pub(super) fn parameters(&self) -> impl Iterator<Item = (&str, &str)> {
        self.parameters.iter().map(|it| (it.0.as_str(), it.1.as_str()))
    }

    /// Whether the value is a file in base64. vCard 3.0 writes a lone `b`.
    pub(super) fn is_file(&self) -> bool {
        let says = |it: &(String, String), word: &str| it.1.eq_ignore_ascii_case(word);
        self.parameters.iter().any(|it| says(it, "base64") || says(it, "b") || says(it, "binary"))
    }

    /// Whether the value is quoted as in mail (vCard 2.1).
    fn is_quoted(&self) -> bool {
        self.parameters.iter().any(|it| it.1.eq_ignore_ascii_case("quoted-printable"))
    }

    /// The value as a program shows it.
    pub(super) fn text(&self) -> String {
        if !self.is_quoted() {
            return unescaped(&self.value);
        }
        let bytes = carried(self.value.as_bytes(), "quoted-printable").bytes;
        let charset = self.parameter("CHARSET").unwrap_or_default();
        let text = Encoded::of(&bytes).map(|it| it.labelled(charset).whole().into_owned());
        unescaped(&text.unwrap_or_else(|| String::from_utf8_lossy(&bytes).into_owned()))
    }

    /// The values of a list between semicolons.
    pub(super) fn list(&self) -> Vec<String> {
        if self.is_quoted() {
            return self.text().split(';').map(|it| it.trim().to_owned()).collect();
        }
        split(&self.value, ';').map(|it| unescaped(it).trim().to_owned()).collect()
    }
}

/// Hands over the lines of a text that have a name.
///
/// # Errors
///
/// The first error of what takes them.
pub(super) fn each(
    text: &str,
    take: &mut dyn FnMut(&Line) -> Result<(), Reason>,
) -> Result<(), Reason> {
    let mut whole = String::new();
    for line in text.lines() {
        if is_open(&whole) {
            whole.push('\n');
            whole.push_str(line);
            continue;
        }
        let folded = line.strip_prefix([' ', '\t']).filter(|_| !whole.is_empty());
        if let Some(more) = folded {
            whole.push_str(more);
            continue;
        }
        Line::of(&whole).map_or(Ok(()), |line| take(&line))?;
        whole.clear();
        whole.push_str(line);
    }
    Line::of(&whole).map_or(Ok(()), |line| take(&line))
}

/// Whether a quoted value goes on in the next line.
fn is_open(whole: &str) -> bool {
    whole.ends_with('=')
        && Line::of(whole.lines().next().unwrap_or_default()).is_some_and(|line| line.is_quoted())
}

/// Where a letter stands outside of quotes and is not escaped.
fn unquoted(text: &str, letter: char) -> Option<usize> {
    let (mut is_quoted, mut is_escaped) = (false, false);
    text.char_indices().find_map(|(at, it)| {
        let is_it = it == letter && !is_quoted && !is_escaped;
        is_quoted ^= it == '"';
        is_escaped = it == '\\' && !is_escaped;
        is_it.then_some(at)
    })
}

/// A text cut at a letter that is neither quoted nor escaped.
fn split(text: &str, letter: char) -> impl Iterator<Item = &str> {
    let mut rest = Some(text);
    std::iter::from_fn(move || {
        let own = rest?;
        let at = unquoted(own, letter);
        rest = at.map(|at| &own[at + letter.len_utf8()..]);
        Some(at.map_or(own, |at| &own[..at]))
    })
}

/// A text without its escapes.
fn unescaped(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    let mut letters = text.chars();
    while let Some(letter) = letters.next() {
        match letter {
            '\\' => match letters.next() {
                Some('n' | 'N') => plain.push('\n'),
                Some(other) => plain.push(other),
                None => plain.push('\\'),
            },
            other => plain.push(other),
        }
    }
    plain
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_is_told_with_its_parameters_and_without_its_folds() {
        let text = "item1.TEL;TYPE=\"a:b\";X=1:016\r\n 32\r\nN;ENCODING=QUOTED-PRINTABLE:Zo=C3=AB=\r\n Bay;Q\r\nNOTE:a\\, b\\nc\\;d\r\nno line\r\n";
        let mut found = Vec::new();
        let taken = each(text, &mut |line| {
            found.push((line.name.clone(), line.text(), line.list().len()));
            Ok(())
        });
        assert_eq!(taken, Ok(()));
        let own = |name: &str, text: &str, count| (name.to_owned(), text.to_owned(), count);
        let expected =
            [own("TEL", "01632", 1), own("N", "Zoë Bay;Q", 2), own("NOTE", "a, b\nc;d", 1)];
        assert_eq!(found, expected);
    }
}
