//! Tells words from what chance makes of bytes that are no text: numbers of a
//! program, drawings, packed or encrypted data.

/// The bytes that are looked at together.
const BLOCK: usize = 512;

/// Different bytes from which on a block is packed: 512 bytes without any order
/// have some 221, text and tables of numbers have fewer than half of them.
const PACKED: u32 = 180;

/// The characters from which on a run is no chance where bytes have an order, and
/// the fewest that a run needs where they have none.
const LONG: usize = 24;
const LEAST_PACKED: usize = 12;

/// The percentage of characters that belong to words, and that among packed bytes.
const WORDED: usize = 50;
const WORDED_PACKED: usize = 90;

/// The order of the bytes around a run, kept for the block that was looked at last.
pub(super) struct Around<'b> {
    bytes: &'b [u8],
    last: Option<(usize, bool)>,
}

impl<'b> Around<'b> {
    pub(super) fn new(bytes: &'b [u8]) -> Self {
        Around { bytes, last: None }
    }

    /// Whether the run that begins at a byte is nothing but chance.
    pub(super) fn is_noise(&mut self, at: usize, text: &str) -> bool {
        let length = text.chars().count();
        match (self.is_packed(at), length) {
            (true, ..LEAST_PACKED) => true,
            (true, _) => worded(text) * 100 < length * WORDED_PACKED,
            (false, LONG..) => false,
            (false, _) => worded(text) * 100 < length * WORDED,
        }
    }

    /// Whether the bytes around one have no order.
    fn is_packed(&mut self, at: usize) -> bool {
        let block = at / BLOCK;
        if let Some((_, is_packed)) = self.last.filter(|it| it.0 == block) {
            return is_packed;
        }
        let mut seen = [0_u64; 4];
        for byte in self.bytes.iter().skip(block * BLOCK).take(BLOCK) {
            seen[usize::from(byte >> 6)] |= 1 << (byte & 63);
        }
        let is_packed = seen.iter().map(|it| it.count_ones()).sum::<u32>() >= PACKED;
        self.last = Some((block, is_packed));
        is_packed
    }
}

/// The characters of a text that belong to words or to numbers, and the blanks.
fn worded(text: &str) -> usize {
    let blanks = text.chars().filter(|it| it.is_whitespace()).count();
    let words = text.split(|it: char| !it.is_alphanumeric());
    words.filter(|it| is_word(it)).map(|it| it.chars().count()).sum::<usize>() + blanks
}

/// Whether letters and digits are written as a word, a name or a number is: a letter
/// of another alphabet is rare in it, and so is a capital behind a small one.
fn is_word(word: &str) -> bool {
    let count = word.chars().count();
    if word.bytes().all(|it| it.is_ascii_digit()) {
        return count > 1;
    }
    let letters: Vec<char> = word.chars().filter(|it| it.is_alphabetic()).collect();
    let foreign = letters.iter().filter(|it| !it.is_ascii()).count();
    let is_other_script = letters.iter().all(|it| *it > '\u{24f}');
    let rises = |pair: &[char]| pair[0].is_lowercase() && pair[1].is_uppercase();
    let falls = |pair: &[char]| pair[0].is_uppercase() && pair[1].is_lowercase();
    let risen = letters.windows(2).filter(|it| rises(it)).count();
    let fallen = letters.windows(2).skip(1).filter(|it| falls(it)).count();
    let changes = word.as_bytes().windows(2).filter(|it| is_digit_beside_letter(it)).count();
    count > 2
        && (foreign * 4 <= letters.len() || is_other_script)
        && (risen, fallen) <= (usize::from(count > 5), usize::from(count > 5))
        && fallen <= risen
        && changes < 2
}

fn is_digit_beside_letter(pair: &[u8]) -> bool {
    pair[0].is_ascii_digit() != pair[1].is_ascii_digit()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_and_names_are_told_from_chance() {
        let told = [
            "Smith",
            "Zo\u{eb} Bay",
            "O'Neill",
            "McAllister",
            "Fran\u{e7}ois",
            "PC 1234 Okafor",
            "01632 960123",
            "jane@example.org",
            "SAMPLE, J",
        ];
        for text in told {
            assert!(!Around::new(&[]).is_noise(0, text), "{text}");
        }
        for text in
            ["IDATx", "cPph\u{c0}", "\u{c8}d, AbU, Y\u{f9}, V H\u{db}K", "O\u{f1}A%k", "xK9;Qa"]
        {
            assert!(Around::new(&[]).is_noise(0, text), "{text}");
        }
    }

    #[test]
    fn more_is_asked_of_what_stands_among_packed_bytes() {
        let packed: Vec<u8> = (0..=255).cycle().take(BLOCK).collect();
        let mut around = Around::new(&packed);
        assert!(around.is_noise(0, "Smith"));
        assert!(around.is_noise(0, "V Okafor; Qx%aB"));
        assert!(!around.is_noise(0, "signed by Jane Okafor"));
    }
}
