//! Checks that a candidate must pass, by the name that a pack gives: check
//! digits, ranges and prefixes. The facts come from the public documents that
//! each names.

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
];

/// The letters of modulus 23, 0 first: I, O and S are left out (CJS Data
/// Standards Catalogue, PNCID).
const MODULUS_23: &[u8; 23] = b"ZABCDEFGHJKLMNPQRTUVWXY";

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

/// The letter of modulus 23 for a number.
fn letter_23<'d>(digits: impl IntoIterator<Item = &'d u32>) -> u8 {
    let rest = digits.into_iter().fold(0, |rest, digit| (rest * 10 + digit) % 23);
    MODULUS_23[rest as usize]
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

/// The last two digits of a year and a serial of seven, modulus 23 (CJS Data
/// Standards Catalogue, PNCID).
fn is_pnc_id(text: &str) -> bool {
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
fn is_cro_number(text: &str) -> bool {
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
fn is_arrest_summons_number(text: &str) -> bool {
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
    let doubled = |(index, digit): (usize, &u32)| match (index % 2, digit) {
        (0, digit) => *digit,
        (_, digit) => digit * 2 / 10 + digit * 2 % 10,
    };
    let sum: u32 = digits.iter().rev().enumerate().map(doubled).sum();
    matches!(digits.first(), Some(2..=6))
        && (15..=16).contains(&digits.len())
        && sum.is_multiple_of(10)
        && !all_equal(&digits)
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

/// Begins with the code of a force that records crime in Niche, then a year.
fn is_niche_reference(text: &str) -> bool {
    const FORCES: [u32; 16] = [12, 13, 14, 16, 34, 43, 44, 45, 47, 50, 52, 54, 55, 61, 62, 98];
    let digits = digits(text);
    let year = leading(&digits, 4) % 100;
    FORCES.contains(&leading(&digits, 2)) && (5..=49).contains(&year)
}

/// The address of a person: none of its words names a desk.
fn is_personal_address(text: &str) -> bool {
    const DESKS: &[&str] = &[
        "foi",
        "foia",
        "freedom",
        "freedomofinformation",
        "information",
        "info",
        "enquiries",
        "enquiry",
        "contact",
        "contactus",
        "press",
        "pressoffice",
        "media",
        "mediaoffice",
        "data",
        "dpo",
        "dataprotection",
        "disclosure",
        "complaints",
        "customer",
        "customerservice",
        "customerservices",
        "service",
        "services",
        "support",
        "help",
        "helpdesk",
        "hello",
        "office",
        "team",
        "desk",
        "admin",
        "administration",
        "recruitment",
        "jobs",
        "careers",
        "hr",
        "finance",
        "accounts",
        "webmaster",
        "web",
        "website",
        "noreply",
        "reply",
        "donotreply",
        "postmaster",
        "mailbox",
        "inbox",
        "correspondence",
        "casework",
        "registry",
        "records",
        "communications",
        "comms",
        "feedback",
        "general",
        "mail",
        "email",
        "publications",
        "statistics",
        "stats",
        "accessibility",
        "firearms",
        "licensing",
        "vetting",
        "legal",
        "procurement",
        "sar",
        "requests",
        "request",
        "public",
        "policy",
        "unit",
        "dept",
        "department",
        "secretariat",
        "governance",
        "compliance",
        "privacy",
        "icoaccess",
    ];
    let local = text.split('@').next().unwrap_or_default().to_ascii_lowercase();
    let mut words = local.split(|it: char| !it.is_ascii_alphabetic()).filter(|it| !it.is_empty());
    local.bytes().any(|it| it.is_ascii_alphabetic()) && !words.any(|word| DESKS.contains(&word))
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
mod tests {
    use super::{CHECKS, named};

    /// Vectors by check: published ones, those of open source named in the
    /// reference, and invented ones.
    const VECTORS: &[(&str, &[&str], &[&str])] = &[
        ("ni-number", &["AB 12 34 56 C", "ab123456c"], &["GB123456A", "ZZ123456A", "AB000000C"]),
        (
            "nhs-number",
            &["9434765870", "943 476 5919", "9876543210"],
            &["0000000000", "9434765871", "9999999999", "943476591", ""],
        ),
        ("chi-number", &["0101999992", "101999992"], &["3213999990", "0113999990", "12"]),
        ("hc-number", &["320 000 0015"], &["9434765870", "3200000011"]),
        ("ihi-number", &["8000000008"], &["9434765870", "8000000001"]),
        ("pps-number", &["6433435F", "6433435OA"], &["6433435E", "643343F"]),
        (
            "pnc-id",
            &["81/34U", "02/73319Z", "00/223R", "79/163001B", "67/9893091D", "2002/0073319Z"],
            &["81/34V", "02/73319A", "2002/0073319Y", "X"],
        ),
        (
            "cro-number",
            &["SF05/482703J", "SF83/50058Z", "65656/91H"],
            &["65656/91J", "SF05482703J"],
        ),
        (
            "arrest-summons-number",
            &["1101ZD0100000448754K", "11/01ZD/01/00000410836V", "1101ZD01410836V"],
            &["1101ZD0100000448754J", "11"],
        ),
        ("pupil-number", &["B801200005001"], &["A801200005001", "B80120000500"]),
        ("tax-reference", &["1955839661", "19558 39661"], &["2955839661", "1111111111"]),
        ("iban", &["GB82 WEST 1234 5698 7654 32"], &["GB82WEST12345698765433", "GB82"]),
        ("card-number", &["4111 1111 1111 1111"], &["4111 1111 1111 1112", "0000000000000000"]),
        ("driving-licence", &["MORGA657054SM9IJ", "FOX99753116SM9IJ"], &["MO9GA657054SM9IJ"]),
        ("northern-ireland-plate", &["AZ 1234", "XUI 123"], &["ABC 123", "A 12"]),
        (
            "uk-phone",
            &["01632 960123", "07700 900123", "+44 (0)1632 960 123", "0044 7700 900123"],
            &["09632 960123", "0163296012", "01632 9601234", "00000000000"],
        ),
        ("niche-reference", &["43240123456"], &["99240123456", "43990123456"]),
        (
            "personal-address",
            &["j.sample@example.org", "sample22@example.org"],
            &["foi@example.org", "data.protection@example.org", "101@example.org"],
        ),
        ("staff-number", &["12345", "AB123", "1234"], &["12", "2024", "1999"]),
        (
            "calendar-date",
            &["31/12/1980", "1980-12-31", "1.2.80"],
            &["32/12/1980", "12/31/1980", "1/2"],
        ),
    ];

    #[test]
    fn every_check_accepts_its_good_vectors_and_refuses_its_bad_ones() {
        for (name, good, bad) in VECTORS {
            let check = named(name).unwrap_or_else(|| panic!("{name} is a check"));
            for text in *good {
                assert!(check(text), "{name} accepts {text}");
            }
            for text in *bad {
                assert!(!check(text), "{name} refuses {text}");
            }
        }
        assert_eq!(VECTORS.len(), CHECKS.len(), "every check has vectors");
    }

    #[test]
    fn no_check_fails_on_any_text() {
        for (name, check) in CHECKS {
            for text in ["", "/", "é", "S", "1", "99999999999999999999999999", "A/B", "+44"] {
                check(text);
            }
            assert!(!check(""), "{name} refuses nothing at all");
        }
    }
}
