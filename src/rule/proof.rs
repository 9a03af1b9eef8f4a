//! Checks that a candidate must pass, by the name that a pack gives: check
//! digits, ranges and prefixes. The facts come from the public documents that
//! each names.

mod justice;
mod more;

use justice::{is_arrest_summons_number, is_cro_number, is_niche_reference, is_pnc_id};
use more::{
    is_device_number, is_force_code, is_grid_reference, is_health_number, is_learner_number,
    is_machine_line, is_network_address, is_vat_number,
};

/// Whether a candidate is what its form says.
type Check = fn(&str) -> bool;

/// Every check by its name in packs.
const CHECKS: &[(&str, Check)] = &[
    ("ni-number", is_ni_number),
    ("nhs-number", is_nhs_number),
    ("chi-number", is_chi_number),
    ("hc-number", is_hc_number),
    ("ihi-number", is_ihi_number),
    ("pps-number", is_pps_number),
    ("pnc-id", is_pnc_id),
    ("cro-number", is_cro_number),
    ("arrest-summons-number", is_arrest_summons_number),
    ("pupil-number", is_pupil_number),
    ("tax-reference", is_tax_reference),
    ("iban", is_iban),
    ("card-number", is_card_number),
    ("driving-licence", is_driving_licence),
    ("northern-ireland-plate", is_northern_ireland_plate),
    ("uk-phone", is_uk_phone),
    ("niche-reference", is_niche_reference),
    ("personal-address", is_personal_address),
    ("staff-number", is_staff_number),
    ("calendar-date", is_calendar_date),
    ("health-number", is_health_number),
    ("learner-number", is_learner_number),
    ("vat-number", is_vat_number),
    ("machine-line", is_machine_line),
    ("device-number", is_device_number),
    ("network-address", is_network_address),
    ("grid-reference", is_grid_reference),
    ("force-code", is_force_code),
];

/// The names of all checks.
pub(super) fn names() -> impl Iterator<Item = &'static str> {
    CHECKS.iter().map(|row| row.0)
}

/// The check of a name.
pub(super) fn named(name: &str) -> Option<Check> {
    CHECKS.iter().find(|row| row.0 == name).map(|row| row.1)
}

/// The digits of a text, as numbers.
fn digits(text: &str) -> Vec<u32> {
    text.chars().filter_map(|it| it.to_digit(10)).collect()
}

/// The letters and digits of a text, in capitals.
fn plain(text: &str) -> Vec<u8> {
    text.bytes().filter(u8::is_ascii_alphanumeric).map(|it| it.to_ascii_uppercase()).collect()
}

fn all_equal(digits: &[u32]) -> bool {
    digits.iter().all(|it| Some(it) == digits.first())
}

/// The sum of digits, each by its weight.
fn weighted(digits: &[u32], weights: impl IntoIterator<Item = u32>) -> u32 {
    digits.iter().zip(weights).map(|(digit, weight)| digit * weight).sum()
}

/// The number that the first `count` digits write.
fn leading(digits: &[u32], count: usize) -> u32 {
    digits.iter().take(count).fold(0, |number, digit| number * 10 + digit)
}

/// Prefixes that are never issued (HMRC, NIM39110).
fn is_ni_number(text: &str) -> bool {
    let plain = plain(text);
    let Some(prefix) = plain.get(..2) else { return false };
    let never: [&[u8]; 7] = [b"BG", b"GB", b"KN", b"NK", b"NT", b"TN", b"ZZ"];
    !never.contains(&prefix) && !all_equal(&digits(text))
}

/// Modulus 11 with weights 10 to 2 (NHS Data Dictionary, NHS NUMBER).
fn passes_modulus_11(digits: &[u32]) -> bool {
    let [first @ .., last] = digits else { return false };
    let check = (11 - weighted(first, (2..=10).rev()) % 11) % 11;
    digits.len() == 10 && check == *last && !all_equal(digits)
}

/// Issued from 400 000 000 to 499 999 999 and from 600 000 000; those from 9 are
/// for tests (NHS Data Dictionary; the ranges of the `nhs-number` library).
fn is_nhs_number(text: &str) -> bool {
    let digits = digits(text);
    matches!(digits.first(), Some(4 | 6 | 7 | 9)) && passes_modulus_11(&digits)
}

/// Begins with a date of birth; a spreadsheet drops the zero in front of it.
fn is_chi_number(text: &str) -> bool {
    let mut digits = digits(text);
    if digits.len() == 9 {
        digits.insert(0, 0);
    }
    let (day, month) = (leading(&digits, 2), leading(&digits, 4) % 100);
    (1..=31).contains(&day) && (1..=12).contains(&month) && passes_modulus_11(&digits)
}

/// Northern Ireland: 320 000 0000 to 399 999 9999.
fn is_hc_number(text: &str) -> bool {
    let digits = digits(text);
    (32..=39).contains(&leading(&digits, 2)) && passes_modulus_11(&digits)
}

/// Ireland: 800 000 0000 to 859 999 9999.
fn is_ihi_number(text: &str) -> bool {
    let digits = digits(text);
    (80..=85).contains(&leading(&digits, 2)) && passes_modulus_11(&digits)
}

/// Modulus 23 with weights 8 to 2, a second letter by 9 (Department of Social
/// Protection).
fn is_pps_number(text: &str) -> bool {
    let plain = plain(text);
    let digits = digits(text);
    let Some(&check) = plain.get(7) else { return false };
    let second = match plain.get(8) {
        Some(letter @ b'A'..=b'I') => u32::from(letter - b'A' + 1),
        _ => 0,
    };
    let rest = (weighted(&digits, (2..=8).rev()) + second * 9) % 23;
    let expected = if rest == 0 { b'W' } else { b'A' + (rest - 1) as u8 };
    digits.len() == 7 && check == expected && !all_equal(&digits)
}

/// Modulus 23 with weights from 2 (DfE, unique pupil numbers).
fn is_pupil_number(text: &str) -> bool {
    const LETTERS: &[u8; 23] = b"ABCDEFGHJKLMNPQRTUVWXYZ";
    let plain = plain(text);
    let [letter, rest @ ..] = plain.as_slice() else { return false };
    let value = |byte: &u8| match byte {
        b'0'..=b'9' => Some(u32::from(byte - b'0')),
        _ => LETTERS.iter().position(|it| it == byte).map(|it| it as u32),
    };
    let Some(values) = rest.iter().map(value).collect::<Option<Vec<u32>>>() else { return false };
    values.len() == 12
        && !all_equal(&values)
        && LETTERS[(weighted(&values, 2..) % 23) as usize] == *letter
}

/// The first digit checks the nine behind it (HMRC, UTR).
fn is_tax_reference(text: &str) -> bool {
    let digits = digits(text);
    let [first, rest @ ..] = digits.as_slice() else { return false };
    let sum = weighted(rest, [6, 7, 8, 9, 10, 5, 4, 3, 2]);
    rest.len() == 9 && digits_of_utr(sum % 11) == Some(*first) && !all_equal(&digits)
}

fn digits_of_utr(rest: u32) -> Option<u32> {
    [2, 1, 9, 8, 7, 6, 5, 4, 3, 2, 1].get(rest as usize).copied()
}

/// Modulus 97 of the number with its front at its end (ISO 13616).
fn is_iban(text: &str) -> bool {
    let plain = plain(text);
    let Some((front, account)) = plain.split_at_checked(4) else { return false };
    let length = match &front[..2] {
        b"GB" | b"IE" | b"DE" => 22,
        _ => plain.len(),
    };
    let rest = account.iter().chain(front).fold(0, |rest, byte| match byte {
        b'0'..=b'9' => (rest * 10 + u32::from(byte - b'0')) % 97,
        _ => (rest * 100 + u32::from(byte - b'A' + 10)) % 97,
    });
    plain.len() == length && (15..=34).contains(&length) && rest == 1
}

/// Luhn, and a first digit that card schemes use (ISO/IEC 7812).
fn is_card_number(text: &str) -> bool {
    let digits = digits(text);
    matches!(digits.first(), Some(2..=6))
        && (15..=16).contains(&digits.len())
        && is_luhn(&digits)
        && !all_equal(&digits)
}

/// Luhn (ISO/IEC 7812, annex B).
fn is_luhn(digits: &[u32]) -> bool {
    let doubled = |(index, digit): (usize, &u32)| match index % 2 {
        0 => *digit,
        _ => digit * 2 / 10 + digit * 2 % 10,
    };
    digits.iter().rev().enumerate().map(doubled).sum::<u32>().is_multiple_of(10)
}

/// Five letters of the surname, filled up with nines behind it (DVLA, GB
/// driver number).
fn is_driving_licence(text: &str) -> bool {
    let plain = plain(text);
    let Some(surname) = plain.get(..5) else { return false };
    let letters = surname.iter().take_while(|it| it.is_ascii_alphabetic()).count();
    plain.len() == 16 && letters > 0 && surname[letters..].iter().all(|it| *it == b'9')
}

/// The two letters of a place in Northern Ireland, the last before the digits.
fn is_northern_ireland_plate(text: &str) -> bool {
    const PAIRS: &[u8] = b"AZBZCZDZEZFZGZHZIAIBIGIJILIWJIJZKZLZMZNZOIOZPZRZSZTZUIUZVZWZXIXZYZ";
    let plain = plain(text);
    let letters = plain.iter().take_while(|it| it.is_ascii_alphabetic()).count();
    letters >= 2 && PAIRS.chunks(2).any(|pair| pair == &plain[letters - 2..letters])
}

/// Nine or ten digits behind the 0 or +44, the first of them one that numbers
/// of people and places begin with (Ofcom, National Telephone Numbering Plan).
fn is_uk_phone(text: &str) -> bool {
    let digits = digits(text);
    let national = match digits.as_slice() {
        [0, 0, 4, 4, 0, rest @ ..] | [0, 0, 4, 4, rest @ ..] => rest,
        [4, 4, 0, rest @ ..] | [4, 4, rest @ ..] if text.starts_with('+') => rest,
        [0, rest @ ..] => rest,
        _ => return false,
    };
    let is_grouped = text.contains([' ', '-', '(', '+', '\u{a0}']);
    let is_long = national.len() == 10 || (national.len() == 9 && is_grouped);
    is_long && matches!(national.first(), Some(1 | 2 | 3 | 7 | 8)) && !all_equal(national)
}

/// The words of a mail address that belong to a desk and not to a person.
const DESKS: &str = include_str!("../../rules/lists/desks.txt");

fn is_desk(word: &str) -> bool {
    DESKS.lines().any(|desk| desk == word)
}

/// The address of a person: none of its words names a desk.
fn is_personal_address(text: &str) -> bool {
    let local = text.split('@').next().unwrap_or_default().to_ascii_lowercase();
    let mut words = local.split(|it: char| !it.is_ascii_alphabetic()).filter(|it| !it.is_empty());
    local.bytes().any(|it| it.is_ascii_alphabetic()) && !words.any(is_desk)
}

/// Three to eight digits that are no year.
fn is_staff_number(text: &str) -> bool {
    let digits = digits(text);
    let is_year = text.len() == 4 && matches!(leading(&digits, 2), 19 | 20);
    (3..=8).contains(&digits.len()) && !is_year
}

/// A day and a month that exist, in the order of this country.
fn is_calendar_date(text: &str) -> bool {
    let parts = text.split(|it: char| !it.is_ascii_digit()).filter(|it| !it.is_empty());
    let numbers: Vec<u32> = parts.filter_map(|it| it.parse().ok()).collect();
    match numbers.as_slice() {
        [1900..=2100, month, day] | [day, month, _] => {
            (1..=31).contains(day) && (1..=12).contains(month)
        }
        _ => false,
    }
}

#[cfg(test)]
mod tests;
