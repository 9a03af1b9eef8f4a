//! Checks of numbers that stand for people less often: of learners, devices,
//! places and travel documents.

use super::{
    all_equal, digits, is_chi_number, is_hc_number, is_ihi_number, is_luhn, is_nhs_number, plain,
    weighted,
};

/// Any of the four health numbers of ten digits.
pub(super) fn is_health_number(text: &str) -> bool {
    is_nhs_number(text) || is_chi_number(text) || is_hc_number(text) || is_ihi_number(text)
}

/// Modulus 11 with weights 10 to 2, the check digit 10 less the rest, no rest
/// of 0 (Learning Records Service, ULN).
pub(super) fn is_learner_number(text: &str) -> bool {
    let digits = digits(text);
    let [first @ .., last] = digits.as_slice() else { return false };
    let rest = weighted(first, (2..=10).rev()) % 11;
    digits.len() == 10 && digits[0] != 0 && rest > 0 && 10 - rest == *last
}

/// Modulus 97 with weights 8 to 2, or the same less 55 since 2009 (HMRC, VAT
/// registration numbers).
pub(super) fn is_vat_number(text: &str) -> bool {
    let digits = digits(text);
    let (Some(first), Some([ten, one])) = (digits.get(..7), digits.get(7..9)) else { return false };
    let sum = weighted(first, (2..=8).rev()) + ten * 10 + one;
    first.iter().any(|it| *it > 0) && (sum.is_multiple_of(97) || (sum + 55).is_multiple_of(97))
}

/// The second line of a passport: number, birth and expiry, each with a digit by
/// weights 7, 3 and 1 (ICAO Doc 9303, part 4).
pub(super) fn is_machine_line(text: &str) -> bool {
    let line = text.as_bytes();
    let holds = |field: std::ops::Range<usize>| {
        let check = line.get(field.end).and_then(|it| char::from(*it).to_digit(10));
        check.is_some_and(|check| line.get(field).and_then(sum_731) == Some(check))
    };
    line.len() == 44 && [0..9, 13..19, 21..27].into_iter().all(holds)
}

/// The check digit of a field: letters count from 10, fillers 0.
fn sum_731(field: &[u8]) -> Option<u32> {
    let value = |byte: &u8| match byte.to_ascii_uppercase() {
        b'<' => Some(0),
        byte @ b'0'..=b'9' => Some(u32::from(byte - b'0')),
        byte @ b'A'..=b'Z' => Some(u32::from(byte - b'A') + 10),
        _ => None,
    };
    let values: Vec<u32> = field.iter().map(value).collect::<Option<_>>()?;
    Some(weighted(&values, [7, 3, 1].into_iter().cycle()) % 10)
}

/// Luhn over fifteen digits (3GPP TS 23.003, IMEI).
pub(super) fn is_device_number(text: &str) -> bool {
    let digits = digits(text);
    digits.len() == 15 && is_luhn(&digits) && !all_equal(&digits)
}

/// Four numbers up to 255, neither all zero nor the machine's own (RFC 791).
pub(super) fn is_network_address(text: &str) -> bool {
    let parts: Vec<Option<u8>> = text.split('.').map(|it| it.parse().ok()).collect();
    parts.len() == 4
        && parts.iter().all(Option::is_some)
        && !matches!(parts[0], Some(0 | 127 | 255))
}

/// A grid reference to 100 metres or closer: as many figures east as north, three
/// at the least (Ordnance Survey, a guide to coordinate systems).
pub(super) fn is_grid_reference(text: &str) -> bool {
    let plain = plain(text);
    let figures = plain.iter().filter(|it| it.is_ascii_digit()).count();
    let halves: Vec<&str> = text.split([' ', '\u{a0}']).collect();
    let balanced = match halves.as_slice() {
        [.., east, north] if !east.bytes().any(|it| it.is_ascii_alphabetic()) => {
            east.len() == north.len()
        }
        _ => true,
    };
    figures.is_multiple_of(2) && (6..=10).contains(&figures) && balanced
}

/// The codes of forces and agencies in England, Wales, Northern Ireland and, of
/// old, Scotland (Home Office force codes).
pub(super) fn is_force_code(text: &str) -> bool {
    let code: u32 = text.get(..2).and_then(|it| it.parse().ok()).unwrap_or(0);
    matches!(
        code,
        1..=7 | 10..=14 | 16 | 17 | 20..=24 | 30..=37 | 40..=48 | 50 | 52..=57 | 59..=63
            | 70..=88 | 91 | 93 | 97 | 98
    )
}
