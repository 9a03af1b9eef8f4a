//! Headings in the one spelling in which the vocabulary is compared: lower case,
//! CamelCase split, no accents, no punctuation, one word for "number".

/// A heading as the vocabulary writes it: lower case without accents, CamelCase
/// split, `&` as "and", "number" and its abbreviations as "no", no other
/// punctuation.
pub fn normalised(heading: &str) -> String {
    let mut spaced = String::with_capacity(heading.len() + 8);
    let mut before = ' ';
    let mut letters = heading.chars().peekable();
    while let Some(letter) = letters.next() {
        match letter {
            '\'' | '’' | '‘' | '.' | '\u{ad}' | '\u{200b}' => continue,
            '&' => spaced.push_str(" and "),
            '#' | '№' => spaced.push_str(" no "),
            '°' | 'º' => spaced.push('º'),
            _ if letter.is_alphanumeric() => {
                if begins_word(before, letter, letters.peek().copied()) {
                    spaced.push(' ');
                }
                spaced.extend(letter.to_lowercase().map(unaccented));
            }
            _ => spaced.push(' '),
        }
        before = letter;
    }
    let words: Vec<&str> = spaced.split_whitespace().map(said_alike).collect();
    words.join(" ")
}

/// Whether a letter begins a word of CamelCase: `staffNumber`, `NINumber`,
/// `Forename1`.
fn begins_word(before: char, letter: char, next: Option<char>) -> bool {
    let is_lower = |it: Option<char>| it.is_some_and(char::is_lowercase);
    match letter {
        _ if letter.is_ascii_digit() => before.is_alphabetic(),
        _ if !letter.is_uppercase() => false,
        // The plural of an abbreviation, `IDs`, is one word.
        _ if before.is_uppercase() => is_lower(next) && next != Some('s'),
        _ => before.is_lowercase(),
    }
}

/// A word, with those that say the same made one.
fn said_alike(word: &str) -> &str {
    match word {
        "number" | "num" | "nr" | "nos" | "numbers" | "nº" => "no",
        "1st" => "first",
        "2nd" => "second",
        "3rd" => "third",
        _ => word,
    }
}

/// A letter without the accents of Welsh, Irish and Scottish Gaelic, which are
/// often left out.
fn unaccented(letter: char) -> char {
    match letter {
        'à' | 'á' | 'â' | 'ä' => 'a',
        'è' | 'é' | 'ê' | 'ë' => 'e',
        'ì' | 'í' | 'î' | 'ï' => 'i',
        'ò' | 'ó' | 'ô' | 'ö' => 'o',
        'ù' | 'ú' | 'û' | 'ü' => 'u',
        'ŵ' => 'w',
        'ŷ' | 'ý' | 'ÿ' => 'y',
        _ => letter,
    }
}

#[cfg(test)]
mod tests {
    use super::normalised;

    #[test]
    fn one_heading_has_one_spelling() {
        let cases = [
            ("StaffNumber", "staff no"),
            ("NINumber", "ni no"),
            ("staff_no.", "staff no"),
            ("Staff Nº", "staff no"),
            ("Forename1", "forename 1"),
            ("1st Initial", "first initial"),
            ("Pay & Grade", "pay and grade"),
            ("D.O.B.", "dob"),
            ("IDs", "ids"),
            ("FFÔN", "ffon"),
            ("  Home\nAddress*", "home address"),
            ("\u{feff}Surname", "surname"),
        ];
        for (heading, plain) in cases {
            assert_eq!(normalised(heading), plain, "{heading:?}");
        }
    }
}
