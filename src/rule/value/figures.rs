//! Values with digits: numbers, dates, amounts, references, postcodes.

use super::{Tally, Traits, date};

/// Years in which a person may be born who is alive and in a staff list.
const BIRTHS: std::ops::RangeInclusive<u16> = 1920..=2012;

/// The same as days from the beginning of 1900: 1 January 1920 to 31 December 2012.
const BIRTH_DAYS: std::ops::RangeInclusive<u32> = 7_306..=41_274;

/// The fewest digits of a phone number.
const PHONE_DIGITS: usize = 10;

/// What a value with digits looks like; nothing if it is rather wording.
pub(super) fn traits(text: &str, tally: &Tally) -> Traits {
    let bytes = text.as_bytes();
    if tally.digits == bytes.len() {
        return number(text, tally.digits);
    }
    if tally.digits + tally.letters == bytes.len() && tally.letters < 4 && is_staff_number(bytes) {
        return Traits::STAFF_NUMBER;
    }
    if let Some(year) = bytes[0].is_ascii_digit().then(|| date::year(text)).flatten() {
        return Traits::DATE.when(Traits::BIRTH_DATE, || BIRTHS.contains(&year));
    }
    if bytes.contains(&b'@') {
        return Traits::default().when(Traits::EMAIL, || is_email(text));
    }
    if text.len() > 24 {
        return Traits::default();
    }
    if is_cut_short(text) {
        return Traits::INTEGER;
    }
    Traits::default()
        .when(Traits::MONEY, || is_money(text))
        .when(Traits::PHONE, || is_phone(text))
        .when(Traits::POSTCODE, || is_postcode(text))
        .when(Traits::NATIONAL_INSURANCE, || is_national_insurance(text))
        .when(Traits::CRIME_REFERENCE, || is_crime_reference(text))
}

fn number(text: &str, digits: usize) -> Traits {
    Traits::INTEGER
        .when(Traits::AGE, || digits < 4 && text.parse::<u16>().is_ok_and(|age| age <= 110))
        .when(Traits::STAFF_NUMBER, || (4..=8).contains(&digits))
        .when(Traits::PHONE, || digits >= PHONE_DIGITS && is_phone(text))
        .when(Traits::CUT_PHONE, || digits == 10 && b"127".contains(&text.as_bytes()[0]))
        .when(Traits::BIRTH_NUMBER, || digits < 9 && is_birth_number(text, digits))
}

/// A year of birth; a day as spreadsheets count them from 1900 (ECMA-376 part 1,
/// 18.17.4.1), from 1920 to 2012; a day, month and year in one number.
fn is_birth_number(text: &str, digits: usize) -> bool {
    let number = |text: &str| text.parse::<u32>().unwrap_or(0);
    let is_year = |text: &str| text.parse().is_ok_and(|year| BIRTHS.contains(&year));
    let is_day = |month: &str, day: &str| {
        (1..=12).contains(&number(month)) && (1..=31).contains(&number(day))
    };
    match digits {
        4 | 5 => is_year(text) || BIRTH_DAYS.contains(&number(text)),
        8 => {
            is_year(&text[4..]) && is_day(&text[2..4], &text[..2])
                || is_year(&text[..4]) && is_day(&text[4..6], &text[6..])
        }
        _ => false,
    }
}

/// A number that a spreadsheet has cut to its first figures: `4.01E+09`.
fn is_cut_short(text: &str) -> bool {
    let Some((figures, power)) = text.split_once(['E', 'e']) else { return false };
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|it| it.is_ascii_digit());
    let figures = figures
        .split_once('.')
        .map_or(digits(figures), |(whole, rest)| digits(whole) && digits(rest));
    figures && power.strip_prefix('+').is_some_and(digits)
}

/// One to three letters before three to seven digits, or one after four to six.
fn is_staff_number(bytes: &[u8]) -> bool {
    let before = bytes.iter().take_while(|byte| byte.is_ascii_alphabetic()).count();
    let digits = bytes[before..].iter().take_while(|byte| byte.is_ascii_digit()).count();
    match bytes.len() - before - digits {
        0 => (1..=3).contains(&before) && (3..=7).contains(&digits),
        1 => before == 0 && (4..=6).contains(&digits),
        _ => false,
    }
}

/// A mark of currency before digits, or digits and pence.
fn is_money(text: &str) -> bool {
    if text.as_bytes()[0].is_ascii_alphabetic() {
        return false;
    }
    let amount = text.trim_start_matches(['-', '£', '€', '$', ' ']);
    let marked = text.contains(['£', '€', '$']);
    let whole = amount.split('.').next().unwrap_or(amount);
    let pence = amount.len().saturating_sub(whole.len());
    let plain = whole.bytes().all(|byte| byte.is_ascii_digit() || byte == b',');
    let exact = amount[whole.len()..].bytes().skip(1).all(|byte| byte.is_ascii_digit());
    plain && exact && !whole.is_empty() && (pence == 3 || marked && pence == 0)
}

/// `0` or `+44` and nine or ten digits, as Ofcom's National Telephone
/// Numbering Plan has them.
fn is_phone(text: &str) -> bool {
    let plain = text.bytes().all(|byte| byte.is_ascii_digit() || b" +()-.".contains(&byte));
    if !plain {
        return false;
    }
    let digits: usize = text.bytes().filter(u8::is_ascii_digit).count();
    let start = text.trim_start_matches('(');
    match start.strip_prefix("+44").or_else(|| start.strip_prefix("0044")) {
        Some(_) => (11..=15).contains(&digits),
        None => start.starts_with('0') && (PHONE_DIGITS..=11).contains(&digits),
    }
}

fn is_email(text: &str) -> bool {
    let Some((user, domain)) = text.split_once('@') else { return false };
    let plain = |part: &str| !part.is_empty() && !part.contains([' ', '@', ',', ';']);
    plain(user) && plain(domain) && domain.trim_matches('.').contains('.')
}

/// Whether it is a mail address that has no digit in it.
pub(super) fn is_plain_email(text: &str) -> bool {
    text.contains('@') && is_email(text)
}

/// The outward and the inward part of BS 7666, in either case.
pub(super) fn is_postcode(text: &str) -> bool {
    let bytes = text.as_bytes();
    let Some((outward, inward)) = bytes.split_last_chunk::<3>() else { return false };
    let outward = outward.strip_suffix(b" ").unwrap_or(outward);
    let unit = |byte: &u8| byte.is_ascii_alphabetic() && !b"CIKMOVcikmov".contains(byte);
    if !inward[0].is_ascii_digit() || !inward[1..].iter().all(unit) {
        return false;
    }
    let letters = outward.iter().take_while(|byte| byte.is_ascii_alphabetic()).count();
    let district = &outward[letters.min(outward.len())..];
    (1..=2).contains(&letters)
        && match district {
            [first] => first.is_ascii_digit(),
            [first, second] => first.is_ascii_digit() && second.is_ascii_alphanumeric(),
            _ => false,
        }
}

/// Two letters, six digits, A to D. Source: HMRC, NIM39110.
fn is_national_insurance(text: &str) -> bool {
    let mut kept = [0; 9];
    let mut length = 0;
    for byte in text.bytes().filter(|byte| *byte != b' ') {
        let Some(slot) = kept.get_mut(length) else { return false };
        *slot = byte.to_ascii_uppercase();
        length += 1;
    }
    let [first, second, digits @ .., suffix] = kept;
    let letter = |byte: u8| byte.is_ascii_uppercase() && !b"DFIQUV".contains(&byte);
    let unused = [b"BG", b"GB", b"KN", b"NK", b"NT", b"TN", b"ZZ"].contains(&&[first, second]);
    length == 9
        && letter(first)
        && letter(second)
        && second != b'O'
        && !unused
        && digits.iter().all(u8::is_ascii_digit)
        && (b'A'..=b'D').contains(&suffix)
}

/// Parts between slashes of which one has three digits or more and the last
/// is a year, or `CC` and digits. The forces publish no format: after
/// released data.
fn is_crime_reference(text: &str) -> bool {
    if let Some(digits) = text.strip_prefix("CC") {
        return digits.len() > 5 && digits.bytes().all(|byte| byte.is_ascii_digit());
    }
    let parts = text.split('/').count();
    let alphanumeric = |part: &str| {
        (1..8).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_alphanumeric())
    };
    let digits = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
    let year =
        text.rsplit('/').next().is_some_and(|last| digits(last) && [2, 4].contains(&last.len()));
    let serial = text.split('/').rev().skip(1).any(|part| part.len() > 2 && digits(part));
    (2..=5).contains(&parts) && year && serial && text.split('/').all(alphanumeric)
}
