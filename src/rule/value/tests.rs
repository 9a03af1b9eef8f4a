//! Values and what they must look like, and must not.

use super::{Traits, traits};

fn names(found: Traits) -> Vec<&'static str> {
    let named = Traits::NAMED.iter().filter(|(_, one)| found.contains(*one));
    named.map(|(name, _)| *name).collect()
}

/// Checks that each value has exactly the traits named after it.
fn check(cases: &[(&str, &[&str])]) {
    for (text, expected) in cases {
        assert_eq!(&names(traits(text)), expected, "{text:?}");
    }
}

#[test]
fn single_words_are_what_the_lists_say() {
    check(&[
        ("Okafor", &["SURNAME", "SURNAME_ONLY"]),
        ("O’NEILL", &["SURNAME", "SURNAME_ONLY"]),
        ("Siobhan", &["FORENAME", "FORENAME_ONLY"]),
        ("Long", &["SURNAME", "FORENAME", "WORDING"]),
        ("Report", &["WORDING"]),
        ("Mrs", &["TITLE"]),
        ("Dr.", &["TITLE"]),
    ]);
}

#[test]
fn whole_names_are_seen_in_every_order() {
    for text in [
        "SMITH, J",
        "Smith, J.",
        "Smith, John",
        "SMITH, John",
        "J Smith",
        "J. R. Smith",
        "John Smith",
        "JOHN SMITH",
        "Mr J Smith",
        "Dr Priya Patel",
        "PC 1234 Smith",
        "Major General J D Smith",
        "Air Vice Marshal J Smith",
        "D/Sgt Jane Smith",
        "Sergeant J. Smith",
        "Smith J",
        "Patel Priya",
        "Jane Smith-Jones",
        "Siân O’Neill",
        "SMITH,J",
    ] {
        assert!(traits(text).contains(Traits::FULL_NAME), "{text}: {:?}", names(traits(text)));
    }
}

#[test]
fn what_reads_like_a_name_and_is_none() {
    for text in [
        "Annual Report",
        "Freedom Of Information",
        "Victoria Road",
        "Road Traffic",
        "Hate Crime",
        "White British",
        "North West",
        "Police Staff",
        "Morgan Stanley",
        "Plan B",
        "Yes",
        "Male",
        "Common Assault",
        "Grievous Bodily Harm",
        "Full Time",
        "Milton Keynes",
        "Marks & Spencer",
    ] {
        assert!(!traits(text).contains(Traits::FULL_NAME), "{text}");
    }
}

#[test]
fn initials_are_one_to_three_capitals() {
    for text in ["J", "J.", "J.R.", "J R", "JRT"] {
        assert!(traits(text).contains(Traits::INITIALS), "{text}");
    }
    for text in ["j", "JRTX", "Jo", "1"] {
        assert!(!traits(text).contains(Traits::INITIALS), "{text}");
    }
}

#[test]
fn ranks_grades_and_units() {
    check(&[
        ("Constable", &["RANK"]),
        ("Detective Chief Inspector", &["RANK"]),
        ("T/Sergeant", &["RANK"]),
        ("Band 5", &["RANK"]),
        ("HEO", &["INITIALS", "RANK"]),
        ("PC", &["INITIALS", "RANK"]),
        ("Roads Policing Unit", &["UNIT"]),
        ("Serious Crime Branch", &["UNIT"]),
    ]);
    assert!(!traits("Chief Executive").contains(Traits::RANK));
    assert!(!traits("Head of Operations").contains(Traits::UNIT), "a post");
}

#[test]
fn dates_in_the_spellings_of_spreadsheets() {
    for text in [
        "1980-03-12",
        "12/03/1980",
        "12.3.80",
        "12-Mar-80",
        "12 March 1980",
        "1980-03-12T00:00:00",
        "12/03/1980 10:30",
        "1980-03-12 00:00:00",
    ] {
        assert_eq!(names(traits(text)), ["DATE", "BIRTH_DATE"], "{text}");
    }
    assert_eq!(names(traits("12/03/2024")), ["DATE"], "nobody in a table of staff is born in 2024");
    for text in ["32/03/1980", "12/13/1980", "1.2.3.4", "12/1980", "03/12", "99-99-99"] {
        assert!(!traits(text).contains(Traits::DATE), "{text}");
    }
}

#[test]
fn numbers_by_width_and_range() {
    check(&[
        ("0", &["AGE", "INTEGER"]),
        ("110", &["AGE", "INTEGER"]),
        ("111", &["INTEGER"]),
        ("12345", &["INTEGER", "STAFF_NUMBER", "BIRTH_NUMBER"]),
        ("98765", &["INTEGER", "STAFF_NUMBER"]),
        ("4.01E+09", &["INTEGER"]),
        ("123456789", &["INTEGER"]),
        ("7700900123", &["INTEGER", "CUT_PHONE"]),
        ("AB1234", &["STAFF_NUMBER"]),
        ("GOV02014", &["STAFF_NUMBER"]),
        ("1234A", &["STAFF_NUMBER"]),
        ("£1,234.50", &["MONEY"]),
        ("1234.50", &["MONEY"]),
        ("£300", &["MONEY"]),
        ("0.5", &[]),
    ]);
    assert_eq!(traits("12345").digits(), 5);
}

#[test]
fn identifiers_and_contact_details() {
    check(&[
        ("SW1A 1AA", &["POSTCODE"]),
        ("BT11AA", &["POSTCODE"]),
        ("SW1A 1CC", &[]),
        ("01632 960123", &["PHONE"]),
        ("+44 7700 900123", &["PHONE"]),
        ("07700900123", &["INTEGER", "PHONE"]),
        ("jane.sample@example.org", &["EMAIL"]),
        ("j.sample2@example.org", &["EMAIL"]),
        ("@example", &[]),
        ("AB 12 34 56 C", &["NATIONAL_INSURANCE"]),
        ("AB123456C", &["NATIONAL_INSURANCE"]),
        ("QQ123456A", &[]),
        ("GB123456A", &[]),
        ("20/12345/23", &["CRIME_REFERENCE"]),
        ("CC2023010112345", &["CRIME_REFERENCE"]),
    ]);
}

#[test]
fn addresses_and_free_text() {
    check(&[
        ("12 Station Road", &["ADDRESS"]),
        ("Flat 2, 14 Sample Street, Belfast", &["ADDRESS"]),
        ("Sample House, Belfast, BT1 1AA", &["ADDRESS"]),
        ("The male was seen to leave the shop by the back door", &["FREE_TEXT"]),
        ("possession of drugs", &["WORDING"]),
    ]);
}

#[test]
fn nothing_and_marks_for_nothing() {
    check(&[
        ("", &["EMPTY"]),
        ("  ", &["EMPTY"]),
        ("-", &["PLACEHOLDER"]),
        ("N/A", &["PLACEHOLDER"]),
        ("unknown", &["PLACEHOLDER"]),
        ("Not Recorded", &["PLACEHOLDER"]),
    ]);
}

#[test]
fn no_value_makes_it_panic() {
    for text in
        ["é", "’", "1é", "/", ",", "J’", "O'", "Ä", "12/é/1980", "é3AA", "£", "@", "T:", "–T"]
    {
        traits(text);
    }
    traits(&"é".repeat(99));
    traits(&"A".repeat(500));
}
