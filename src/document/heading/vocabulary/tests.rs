//! Headings and what they must be taken for.

use super::*;

fn check(cases: &[(&str, Option<Kind>, &str)]) {
    for (heading, kind, why) in cases {
        assert_eq!(kind_of(heading), *kind, "{heading:?}: {why}");
    }
}

#[test]
fn headings_are_known_however_they_are_written() {
    check(&[
        ("Surname", Some(Kind::Surname), "as it stands"),
        ("SURNAME*", Some(Kind::Surname), "capitals and a mark"),
        ("LastName", Some(Kind::Surname), "CamelCase"),
        ("Victim's Surname", Some(Kind::Surname), "by its last word"),
        ("Forename(s)", Some(Kind::Forename), "a plural in brackets"),
        ("Rank / Grade", Some(Kind::Rank), "two words and a stroke"),
        ("Rank at time of incident", Some(Kind::Rank), "by its first word"),
        ("Collar Number", Some(Kind::StaffNumber), "number for no"),
        ("Staff #", Some(Kind::StaffNumber), "a number sign"),
        ("D.O.B.", Some(Kind::DateOfBirth), "dots between letters"),
        ("DOB (dd/mm/yyyy)", Some(Kind::DateOfBirth), "a form in brackets"),
        ("Q3. Surname", Some(Kind::Surname), "the number of a question"),
        ("Salary £", Some(Kind::Pay), "a unit"),
        ("Street / highway", None, "an alternative that nobody knows"),
        ("Surname/Forename", Some(Kind::FullName), "two parts of a name"),
        ("", None, "nothing"),
        ("()", None, "brackets around nothing"),
    ]);
}

#[test]
fn the_name_of_a_thing_is_no_name_of_a_person() {
    for heading in [
        "File name",
        "FileName",
        "Unit name (short)",
        "Host name",
        "HOSTNAME",
        "Product name",
        "School name",
        "Name of school",
        "Ward name",
        "Report title",
        "Supplier",
    ] {
        let kind = kind_of(heading);
        assert!(
            matches!(kind, Some(Kind::Thing | Kind::Unit | Kind::Location)),
            "{heading}: {kind:?}"
        );
    }
    for heading in ["Name of pupil", "School contact name", "Councillor's name", "Lead officer"] {
        assert_eq!(kind_of(heading), Some(Kind::FullName), "{heading}");
    }
}

#[test]
fn headings_in_welsh_irish_and_gaelic_are_known_beside_the_english_ones() {
    check(&[
        ("Cyfenw", Some(Kind::Surname), "Welsh"),
        ("Cyfenw / Surname", Some(Kind::Surname), "both"),
        ("Surname\nCyfenw", Some(Kind::Surname), "one below the other"),
        ("Enw cyntaf", Some(Kind::Forename), "Welsh"),
        ("Rheng | Rank", Some(Kind::Rank), "both"),
        ("Dyddiad geni", Some(Kind::DateOfBirth), "Welsh"),
        ("Ffon", Some(Kind::Phone), "without its accent"),
        ("Rhif adnabod", Some(Kind::StaffNumber), "Welsh"),
        ("SLOINNE", Some(Kind::Surname), "Irish"),
        ("Céadainm", Some(Kind::Forename), "Irish"),
        ("Dáta Breithe", Some(Kind::DateOfBirth), "Irish"),
        ("Sloinneadh", Some(Kind::Surname), "Scottish Gaelic"),
        ("Ceann-latha breith", Some(Kind::DateOfBirth), "Scottish Gaelic"),
        ("Seòladh", Some(Kind::Address), "Scottish Gaelic"),
    ]);
}

#[test]
fn headings_stand_in_the_vocabulary_as_they_are_compared_and_once() {
    let mut known = FxHashSet::default();
    let rows = VOCABULARY.lines().filter_map(|line| line.split_once('\t'));
    for heading in rows.flat_map(|(_, headings)| headings.split('|')) {
        assert_eq!(heading, normalised(heading));
        assert!(known.insert(heading), "{heading} stands twice");
    }
    assert!(known.len() <= HEADINGS);
}

#[test]
fn a_person_and_a_thing_are_not_the_same_word() {
    let known = vocabulary();
    let both: Vec<_> = known.people.intersection(&known.things).collect();
    assert!(both.is_empty(), "{both:?}");
}
