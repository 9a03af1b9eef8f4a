//! What honest files have is quiet, and its twin that tells of people is loud.

mod common;

use common::outgoing::Outgoing;
use common::workbook::{Sheet, Workbook};

/// The codes of the findings of a file that are louder than a note, each once.
fn loud(name: &str, bytes: impl AsRef<[u8]>) -> Vec<String> {
    let (report, _) =
        Outgoing::new(&format!("alarms-{}", name.replace('.', "-"))).file(name, bytes).json();
    let files = report["files"].as_array().expect("a list").iter();
    let findings = files.flat_map(|file| file["findings"].as_array().expect("a list"));
    let loud = findings.filter(|it| it["severity"] != "note");
    let mut codes: Vec<String> = loud.map(|it| it["code"].as_str().unwrap_or("").into()).collect();
    codes.sort();
    codes.dedup();
    codes
}

/// A table of comma-separated values, a row a line.
fn table(heading: &str, rows: &[&str]) -> String {
    format!("{heading}\n{}\n", rows.join("\n"))
}

const QUIET: [&str; 0] = [];

#[test]
fn numbers_by_street_are_no_list_of_people_and_house_numbers_are() {
    let streets = ["Gordon Street", "Albert Road", "Ashley Close", "High Street", "Percy Road"];
    let counts: Vec<String> = streets.iter().map(|it| format!("{it},Burglary,12")).collect();
    let counts: Vec<&str> = counts.iter().map(String::as_str).collect();
    assert_eq!(loud("streets.csv", table("Street,Offence,Number", &counts)), QUIET);
    let houses: Vec<String> =
        (1..).zip(streets).map(|(number, it)| format!("{number} {it},Burglary,12")).collect();
    let houses: Vec<&str> = houses.iter().map(String::as_str).collect();
    assert_eq!(loud("houses.csv", table("Street,Offence,Number", &houses)), ["PEO001"]);
}

#[test]
fn places_with_their_phones_are_no_list_of_people() {
    let rows = [
        "Exampleton,1 High Street,01632 960001,40",
        "Sampleford,2 High Street,01632 960002,38",
        "Madeham,3 High Street,01632 960003,12",
    ];
    for heading in ["Station,Address,Telephone,Officers", "Hospital,Address,Phone,Complaints"] {
        let codes = loud("places.csv", table(heading, &rows));
        assert!(!codes.contains(&"PEO001".to_owned()), "{heading}: {codes:?}");
    }
    let people = loud("people.csv", table("Full name,Address,Telephone,Visits", &rows));
    assert_eq!(loud("homes.csv", table("Ref,Home address,Telephone,Visits", &rows)), ["PEO001"]);
    assert!(people.contains(&"PEO001".to_owned()) || people.contains(&"PEO006".to_owned()));
}

#[test]
fn wards_below_years_are_places_and_officers_are_people() {
    let names = ["Abbey", "Kelvin", "Lewis", "Grove", "Newton", "Douglas", "Morgan", "Okafor"];
    let rows: Vec<String> = names.iter().map(|it| format!("{it},Burglary,40,50")).collect();
    let rows: Vec<&str> = rows.iter().map(String::as_str).collect();
    assert_eq!(loud("wards.csv", table("Ward,Offence,2022,2023", &rows)), QUIET);
    assert_eq!(loud("electoral.csv", table("Electoral ward,Offence,A,B", &rows)), QUIET);
    let officers = loud("officers.csv", table("Surname,Offence,2022,2023", &rows));
    assert_eq!(officers, ["PEO001"]);
}

#[test]
fn dogs_are_no_people_and_their_keepers_are() {
    let dogs = [
        "Max,German Shepherd,7",
        "Bella,German Shepherd,4",
        "Poppy,Spaniel,5",
        "Rex,Spaniel,6",
        "Charlie,Spaniel,6",
        "Oscar,Spaniel,9",
    ];
    assert_eq!(loud("dogs.csv", table("Name,Breed,Age", &dogs)), QUIET);
    let keepers = [
        "Karl Okafor,German Shepherd,47",
        "Lena Nowak,German Shepherd,34",
        "Ann Doherty,Spaniel,25",
        "Peter Hughes,Spaniel,36",
        "Siobhan Murphy,Spaniel,51",
    ];
    assert_eq!(loud("keepers.csv", table("Name,Breed,Age", &keepers)), ["PEO001"]);
}

#[test]
fn the_marks_of_tests_are_no_ranks() {
    let names = ["Karl Okafor", "Lena Nowak", "Ann Doherty", "Peter Hughes", "Siobhan Begum"];
    let graded = |grades: [&str; 5]| -> Vec<String> {
        let rows = names.iter().zip(grades).map(|(name, grade)| format!("{name},90,{grade}"));
        loud(
            "grades.csv",
            table(
                "Name,Score,Grade",
                &rows.collect::<Vec<_>>().iter().map(String::as_str).collect::<Vec<_>>(),
            ),
        )
    };
    assert_eq!(graded(["A", "B", "C", "C", "A"]), ["PEO004"], "names, and no list of staff");
    assert_eq!(graded(["AO", "EO", "HEO", "SEO", "EO"]), ["PEO001"]);
}

/// A workbook with something behind the rows of its sheet.
fn behind(xml: &str) -> Vec<u8> {
    let rows = [["Offence", "Count"], ["Thefts", "120"], ["Burglaries", "300"]];
    Workbook::new().add(Sheet::new("Reply").rows(rows).after(xml)).zip()
}

fn list(values: &str) -> Vec<u8> {
    behind(&format!(
        "<dataValidations><dataValidation type='list' sqref='B2'><formula1>\"{values}\"</formula1>\
         </dataValidation></dataValidations>"
    ))
}

#[test]
fn a_list_to_choose_from_is_loud_when_it_names_people() {
    for values in ["Yes,No", "AO,EO,HEO", "Yes,No,Not held"] {
        assert_eq!(loud("list.xlsx", list(values)), QUIET, "{values}");
    }
    let codes = loud("named.xlsx", list("Siobhan Okafor,Karl Nowak"));
    assert!(codes.contains(&"HID020".to_owned()), "{codes:?}");
}

#[test]
fn the_number_of_a_control_is_nothing_and_its_items_are_told() {
    let control = |xml: &str| {
        Workbook::new()
            .sheet("Reply", [["Offence"], ["Theft"]])
            .part("xl/ctrlProps/ctrlProp1.xml", xml)
            .zip()
    };
    assert_eq!(
        loud("number.xlsx", control("<formControlPr objectType='Scroll' val='33'/>")),
        QUIET
    );
    let items = "<formControlPr><itemLst><item val='Siobhan Okafor'/></itemLst></formControlPr>";
    assert!(loud("items.xlsx", control(items)).contains(&"HID020".to_owned()));
}

#[test]
fn what_a_filter_asks_for_is_a_note_and_the_rows_that_it_hides_are_not() {
    let filter = "<autoFilter ref='A1:B3'><filterColumn colId='0'><filters><filter val='Thefts'/></filters></filterColumn></autoFilter>";
    assert_eq!(loud("criterion.xlsx", behind(filter)), QUIET);
    let rows = [["Offence", "Count"], ["Thefts", "120"], ["Burglaries", "300"]];
    let sheet = Sheet::new("Reply").rows(rows).filter("A1:B3", "Thefts").hide_row(3);
    assert_eq!(loud("rows.xlsx", Workbook::new().add(sheet).zip()), ["HID005"]);
}

#[test]
fn a_name_for_cells_that_are_gone_is_a_note_and_one_that_holds_values_is_not() {
    let named = |value: &str| {
        Workbook::new().sheet("Reply", [["Offence"], ["Theft"]]).name("Old", value).zip()
    };
    assert_eq!(loud("gone.xlsx", named("Reply!#REF!")), QUIET);
    assert_eq!(loud("values.xlsx", named("{\"north\",\"south\"}")), ["HID012"]);
}

/// A PNG whose points are the bytes.
fn png(points: &[u8]) -> Vec<u8> {
    let mut png = b"\x89PNG\r\n\x1A\n".to_vec();
    for (name, data) in [(b"IDAT", points), (b"IEND", &[])] {
        png.extend((data.len() as u32).to_be_bytes());
        png.extend_from_slice(name);
        png.extend_from_slice(data);
        png.extend([0; 4]);
    }
    png
}

#[test]
fn the_points_of_a_picture_hold_no_people() {
    let points = b"\x01\x02Karl Okafor\x01\xC8d, AbU, Y\xF9, V H\xDBK\x02";
    assert_eq!(loud("points.png", png(points)), QUIET);
}

#[test]
fn chance_in_unread_bytes_makes_no_people() {
    let mut seed = 7_u64;
    let mut byte = || {
        seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (seed >> 33) as u8
    };
    let mut packed = b"Rar!\x1A\x07".to_vec();
    packed.extend((0..200_000).map(|_| byte()));
    assert_eq!(loud("packed.rar", &packed), QUIET);
    packed.extend([0; 600]);
    packed.extend(b"signed by Siobhan Okafor");
    let told = loud("signed.rar", &packed);
    assert!(told.contains(&"PEO003".to_owned()), "{told:?}");
}
