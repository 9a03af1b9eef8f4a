//! Bytes written in the letters of base64, as parts within texts are.

/// The bytes of a text in base64 (RFC 4648, 4), blanks within it skipped.
pub(super) fn decoded(text: &str) -> Option<Vec<u8>> {
    let is_code = |it: u8| it.is_ascii_whitespace() || it == b'=' || value(it).is_some();
    text.bytes().all(is_code).then(|| lenient(text.as_bytes()).0)
}

/// What the letters of base64 among the bytes say, and whether all of them are
/// such letters or blanks, and none of the last four is lost.
pub(super) fn lenient(text: &[u8]) -> (Vec<u8>, bool) {
    let mut bytes = Vec::with_capacity(text.len() / 4 * 3);
    let (mut bits, mut count, mut is_whole) = (0_u32, 0, true);
    for letter in text.iter().filter(|it| !it.is_ascii_whitespace() && **it != b'=') {
        let Some(value) = value(*letter) else {
            is_whole = false;
            continue;
        };
        bits = bits << 6 | value;
        count += 6;
        if count >= 8 {
            count -= 8;
            bytes.push((bits >> count) as u8);
            bits &= (1 << count) - 1;
        }
    }
    (bytes, is_whole && count < 6)
}

/// What a letter of base64 stands for.
fn value(letter: u8) -> Option<u32> {
    let value = match letter {
        b'A'..=b'Z' => letter - b'A',
        b'a'..=b'z' => letter - b'a' + 26,
        b'0'..=b'9' => letter - b'0' + 52,
        b'+' => 62,
        b'/' => 63,
        _ => return None,
    };
    Some(value.into())
}

#[cfg(test)]
mod tests {
    use super::decoded;

    #[test]
    fn base64_is_that_of_the_standard() {
        // The test vectors of RFC 4648, 10.
        let cases =
            [("", ""), ("Zg==", "f"), ("Zm8=", "fo"), ("Zm9v", "foo"), ("Zm9v\nYmFy", "foobar")];
        for (encoded, plain) in cases {
            assert_eq!(decoded(encoded), Some(plain.as_bytes().to_vec()), "{encoded}");
        }
        assert_eq!(decoded("Zm9*"), None);
    }
}
