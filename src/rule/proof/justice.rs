//! Checks of the numbers of police and courts.

use super::{digits, leading, plain};

/// The letters of modulus 23, 0 first: I, O and S are left out (CJS Data
/// Standards Catalogue, PNCID).
const MODULUS_23: &[u8; 23] = b"ZABCDEFGHJKLMNPQRTUVWXY";

/// The letter of modulus 23 for a number.
fn letter_23<'d>(digits: impl IntoIterator<Item = &'d u32>) -> u8 {
    let rest = digits.into_iter().fold(0, |rest, digit| (rest * 10 + digit) % 23);
    MODULUS_23[rest as usize]
}

/// The last two digits of a year and a serial of seven, modulus 23 (CJS Data
/// Standards Catalogue, PNCID).
pub(super) fn is_pnc_id(text: &str) -> bool {
    let plain = plain(text);
    let Some((&letter, _)) = plain.split_last() else { return false };
    let digits = digits(text);
    let has_century = text.find('/') == Some(4) || (!text.contains('/') && digits.len() == 11);
    let year = if has_century { 2 } else { 0 };
    let Some((year, serial)) = digits.get(year..).and_then(|it| it.split_at_checked(2)) else {
        return false;
    };
    serial.len() <= 7 && letter_23(year.iter().chain(&padded(serial, 7))) == letter
}

/// Digits with zeros in front.
fn padded(digits: &[u32], width: usize) -> Vec<u32> {
    let zeros = width.saturating_sub(digits.len());
    std::iter::repeat_n(0, zeros).chain(digits.iter().copied()).collect()
}

/// Serial and year, `SF` and year and serial for files without fingerprints,
/// modulus 23 (CJS Data Standards Catalogue, CRO).
pub(super) fn is_cro_number(text: &str) -> bool {
    let plain = plain(text);
    let Some((&letter, _)) = plain.split_last() else { return false };
    let Some((before, after)) = text.split_once('/') else { return false };
    let (before, after) = (digits(before), digits(after));
    let expected = if plain.starts_with(b"SF") {
        letter_23(before.iter().chain(&after))
    } else {
        letter_23(after.iter().chain(&padded(&before, 6)))
    };
    letter == expected
}

/// Force, system, year and a serial of eleven, modulus 23; what is not a digit
/// in force and system does not count (CJS Data Standards Catalogue, ASN).
pub(super) fn is_arrest_summons_number(text: &str) -> bool {
    let plain = plain(text);
    let [y1, y2, rest @ .., letter] = plain.as_slice() else { return false };
    let Some((unit, serial)) = rest.split_at_checked(6) else { return false };
    let number = |bytes: &[u8]| -> Vec<u32> {
        bytes.iter().filter_map(|it| char::from(*it).to_digit(10)).collect()
    };
    let mut counted = number(unit);
    counted.extend(number(&[*y1, *y2]));
    counted.extend(padded(&number(serial), 11));
    letter_23(&counted) == *letter
}

/// Begins with the code of a force that records crime in Niche, then a year.
pub(super) fn is_niche_reference(text: &str) -> bool {
    const FORCES: [u32; 16] = [12, 13, 14, 16, 34, 43, 44, 45, 47, 50, 52, 54, 55, 61, 62, 98];
    let digits = digits(text);
    let year = leading(&digits, 4) % 100;
    FORCES.contains(&leading(&digits, 2)) && (5..=49).contains(&year)
}
