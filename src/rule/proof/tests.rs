//! Vectors of every check, good and bad.

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
    ("cro-number", &["SF05/482703J", "SF83/50058Z", "65656/91H"], &["65656/91J", "SF05482703J"]),
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
    ("health-number", &["9434765919", "0101999992", "3200000015", "8000000008"], &["5000000001"]),
    ("learner-number", &["9990000017", "9000000024"], &["9990000016", "0990000017", "999"]),
    ("vat-number", &["GB980780684", "999 9999 73"], &["980780685", "000000000", "98078"]),
    (
        "machine-line",
        &["L898902C36UTO7408122F1204159ZE184226B<<<<<10"],
        &["L898902C37UTO7408122F1204159ZE184226B<<<<<10", "L898902C36UTO"],
    ),
    ("device-number", &["490154203237518", "49-015420-323751-8"], &["490154203237519", "49"]),
    ("network-address", &["192.0.2.17"], &["192.0.2.256", "127.0.0.1", "1.2.3"]),
    ("grid-reference", &["TQ 123 456", "TQ123456", "J 1234 5678"], &["TQ 12 34", "TQ 1234 567"]),
    ("force-code", &["98ZZ0000123", "01ZZ0000123"], &["99ZZ0000123", "08ZZ", ""]),
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
