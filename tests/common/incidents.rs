//! The breaches that foilint is named after, rebuilt with invented people, and
//! the clean twin of each.

use super::workbook::{Pivot, Sheet, Workbook};

/// A small generator of numbers that are the same in every run.
struct Numbers(u64);

impl Numbers {
    /// One of a list (xorshift64*, Vigna 2016).
    fn one_of<'a>(&mut self, list: &[&'a str]) -> &'a str {
        list[self.below(list.len())]
    }

    fn below(&mut self, bound: usize) -> usize {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        (self.0.wrapping_mul(0x2545_F491_4F6C_DD1D) >> 33) as usize % bound
    }
}

const SURNAMES: [&str; 40] = [
    "Adams",
    "Ahmed",
    "Bailey",
    "Begum",
    "Bell",
    "Boyd",
    "Byrne",
    "Campbell",
    "Clarke",
    "Connolly",
    "Davies",
    "Devlin",
    "Doherty",
    "Evans",
    "Ferguson",
    "Gallagher",
    "Graham",
    "Hughes",
    "Hussain",
    "Jenkins",
    "Johnston",
    "Kelly",
    "Khan",
    "Lynch",
    "Magee",
    "McBride",
    "McCann",
    "Morgan",
    "Murphy",
    "Nowak",
    "O'Neill",
    "Patel",
    "Quinn",
    "Robinson",
    "Singh",
    "Stewart",
    "Thompson",
    "Walsh",
    "Williams",
    "Wilson",
];
const FORENAMES: [&str; 12] = [
    "Aisha", "Brian", "Ciara", "David", "Emma", "Farid", "Gemma", "Hassan", "Jane", "Martin",
    "Niamh", "Robert",
];
const RANKS: [&str; 6] =
    ["Constable", "Sergeant", "Inspector", "Chief Inspector", "Superintendent", "Constable"];
const GRADES: [&str; 4] =
    ["Administrative Officer", "Executive Officer", "Staff Officer", "Grade 7"];
const UNITS: [&str; 6] = [
    "Local Policing Team",
    "Roads Policing",
    "Crime Operations",
    "Tactical Support Group",
    "Human Resources",
    "Custody",
];
const PLACES: [&str; 6] = ["Anytown", "Otherton", "Northside", "Westbridge", "Harbour", "Hillview"];
const OFFENCES: [&str; 5] =
    ["Burglary", "Common assault", "Criminal damage", "Harassment", "Theft from a vehicle"];
const MONTHS: [&str; 4] = ["January", "February", "March", "April"];

/// The people of the police service that was asked for counts by rank.
pub const STAFF: usize = 9_483;

/// The crime records behind a table of statistics.
pub const RECORDS: usize = 1_230;

/// The rows that a filter hides below those that were asked for.
pub const FILTERED: usize = 33_000;

/// The rows that were asked for.
pub const ASKED_FOR: usize = 150;

pub const STAFF_HEADINGS: [&str; 6] =
    ["Surname", "Initial", "Rank/Grade", "Unit", "Location", "Service Number"];

/// A row a member of staff.
pub fn staff(count: usize) -> Vec<Vec<String>> {
    let mut numbers = Numbers(1);
    let row = |number: usize| {
        let grade = if number.is_multiple_of(4) { &GRADES[..] } else { &RANKS[..] };
        let texts = [
            numbers.one_of(&SURNAMES).to_owned(),
            initial(numbers.one_of(&FORENAMES)),
            numbers.one_of(grade).to_owned(),
            numbers.one_of(&UNITS).to_owned(),
            numbers.one_of(&PLACES).to_owned(),
            (41_000 + number).to_string(),
        ];
        texts.to_vec()
    };
    (0..count).map(row).collect()
}

fn initial(forename: &str) -> String {
    forename.chars().take(1).collect()
}

/// The table of counts by rank that was asked for.
pub fn counts() -> Vec<Vec<String>> {
    let rows =
        [["Rank", "Officers"], ["Constable", "4980"], ["Sergeant", "1117"], ["Inspector", "402"]];
    rows.iter().map(|row| row.map(str::to_owned).to_vec()).collect()
}

/// Counts by rank, and the staff list they were made from on a hidden sheet.
pub fn counts_by_rank() -> Workbook {
    let mut rows = vec![STAFF_HEADINGS.map(str::to_owned).to_vec()];
    rows.extend(staff(STAFF));
    Workbook::new().sheet("Officers by rank", counts()).hidden_sheet("SAP", rows)
}

/// The same without the hidden sheet.
pub fn counts_by_rank_clean() -> Workbook {
    Workbook::new().sheet("Officers by rank", counts())
}

/// Crime statistics by district.
fn statistics() -> Vec<Vec<String>> {
    let rows =
        [["District", "Crimes"], ["Northside", "412"], ["Westbridge", "398"], ["Harbour", "420"]];
    rows.iter().map(|row| row.map(str::to_owned).to_vec()).collect()
}

/// A record a crime.
fn crimes(count: usize) -> Vec<Vec<String>> {
    let mut numbers = Numbers(2);
    let row = |number: usize| {
        let name = format!("{} {}", numbers.one_of(&FORENAMES), numbers.one_of(&SURNAMES));
        let house = 1 + numbers.below(90);
        let texts = [
            format!("36/{}/23", 1_000 + number),
            numbers.one_of(&OFFENCES).to_owned(),
            name,
            (18 + numbers.below(60)).to_string(),
            format!("{house} Station Road, {}", numbers.one_of(&PLACES)),
            numbers.one_of(&MONTHS).to_owned(),
        ];
        texts.to_vec()
    };
    (0..count).map(row).collect()
}

/// Crime statistics whose pivot cache keeps the records; the sheet that they
/// came from was deleted.
pub fn crime_statistics() -> Workbook {
    let fields = ["Crime Reference", "Offence", "Victim Name", "Age", "Address", "Month"];
    Workbook::new().sheet("Crimes by district", statistics()).pivot(Pivot::of(
        "Records",
        fields,
        crimes(RECORDS),
    ))
}

/// The same with the figures alone.
pub fn crime_statistics_clean() -> Workbook {
    Workbook::new().sheet("Crimes by district", statistics())
}

pub const APPLICANT_HEADINGS: [&str; 5] =
    ["Reference", "Surname", "Forename", "Date of birth", "Service branch"];

/// A row an applicant for relocation.
fn applicants(count: usize) -> Vec<Vec<String>> {
    let mut numbers = Numbers(3);
    let branches = ["Army", "Police", "Interpreter", "Special Forces"];
    let row = |number: usize| {
        let texts = [
            format!("R{:06}", 100_000 + number),
            numbers.one_of(&SURNAMES).to_owned(),
            numbers.one_of(&FORENAMES).to_owned(),
            format!(
                "19{}-0{}-1{}",
                60 + numbers.below(39),
                1 + numbers.below(9),
                numbers.below(10)
            ),
            numbers.one_of(&branches).to_owned(),
        ];
        texts.to_vec()
    };
    (0..count).map(row).collect()
}

/// Some rows that may be seen, and far more that only a filter hides.
pub fn relocation() -> Workbook {
    let mut rows = vec![APPLICANT_HEADINGS.map(str::to_owned).to_vec()];
    rows.extend(applicants(ASKED_FOR + FILTERED));
    let last = rows.len();
    let sheet = Sheet::new("Applicants").rows(rows).filter(&format!("A1:E{last}"), "Police");
    let hidden = ASKED_FOR + 2..=last;
    Workbook::new().add(hidden.fold(sheet, |sheet, row| sheet.hide_row(row)))
}

/// The counts that answer the same request.
pub fn relocation_clean() -> Workbook {
    let rows = [["Service branch", "Applicants"], ["Army", "81"], ["Police", "69"]];
    Workbook::new().sheet("Applicants", rows)
}

/// An export whose address columns were hidden on the screen, not deleted.
pub fn honours() -> String {
    let mut numbers = Numbers(4);
    let mut text = String::from("Name,Award,Citation,Address,Postcode\n");
    for number in 0..109 {
        let name = format!("{} {}", numbers.one_of(&FORENAMES), numbers.one_of(&SURNAMES));
        let place = numbers.one_of(&PLACES);
        let house = 1 + numbers.below(90);
        let line = format!(
            "{name},Medal,For services to charity,\"{house} Mill Lane, {place}\",ZZ99 {}AA\n",
            number % 10
        );
        text.push_str(&line);
    }
    text
}

/// The same list as it was meant to go out: counts by award.
pub fn honours_clean() -> String {
    "Award,Recipients\nMedal,109\nOrder,12\n".to_owned()
}

/// Pay and allowances with the names and ranks plainly visible.
pub fn allowances() -> Vec<Vec<String>> {
    let mut numbers = Numbers(5);
    let headings = ["Surname", "Forename", "Rank", "Station", "Allowance"];
    let mut rows = vec![headings.map(str::to_owned).to_vec()];
    for _ in 0..56 {
        rows.push(vec![
            numbers.one_of(&SURNAMES).to_owned(),
            numbers.one_of(&FORENAMES).to_owned(),
            numbers.one_of(&RANKS).to_owned(),
            numbers.one_of(&PLACES).to_owned(),
            (300 + numbers.below(2_000)).to_string(),
        ]);
    }
    rows
}

/// Pay and allowances by rank.
pub fn allowances_clean() -> Vec<Vec<String>> {
    let rows = [["Rank", "Allowance"], ["Constable", "41210"], ["Sergeant", "18034"]];
    rows.iter().map(|row| row.map(str::to_owned).to_vec()).collect()
}

/// Rows as a csv writes them.
pub fn csv(rows: &[Vec<String>]) -> String {
    rows.iter().map(|row| row.join(",") + "\n").collect()
}
