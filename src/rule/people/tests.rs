//! Texts and the people they name: `«R …»` with a rank, `«T …»` with a title,
//! `«A …»` alone.

use super::{Grade, Known, find_in_value, is_whole, read_pages};

/// The text with the people found marked in it.
fn marked(text: &str) -> String {
    let mut found = Vec::new();
    find_in_value(text, &mut found);
    let mut marked = text.to_owned();
    for person in found.iter().rev() {
        let letter = match person.grade {
            Grade::WithRank => 'R',
            Grade::Titled => 'T',
            Grade::Alone => 'A',
        };
        marked.insert(person.span.end, '»');
        marked.insert_str(person.span.start, &format!("«{letter} "));
    }
    marked
}

/// Checks that exactly the people marked in each text are found.
fn check(texts: &[&str]) {
    for expected in texts {
        let mut text = (*expected).to_owned();
        for mark in ["«R ", "«T ", "«A ", "»"] {
            text = text.replace(mark, "");
        }
        assert_eq!(&marked(&text), expected);
    }
}

/// Checks that nobody is found.
fn nobody(texts: &[&str]) {
    for text in texts {
        assert_eq!(&marked(text), text);
    }
}

#[test]
fn a_rank_or_a_number_beside_a_name() {
    check(&[
        "PC 1234 «R Sample» attended.",
        "Sergeant «R J. Sample» and DC «R Testcase» spoke.",
        "D/Sgt «R Jane Sample», T/Inspector «R Okafor»",
        "Constable 1234 «R SAMPLE» attended",
        "«R Sample, J»., Constable",
        "Detective Chief Inspector «R Brown» signed it.",
        "statement of constable «R Sample» of that day",
        "Det Supt «R O’Neill» and Insp. «R R. J. Patel» agreed",
        "seen by PCSO «R Smith-Jones» at noon",
    ]);
}

#[test]
fn a_rank_set_off_beside_a_name() {
    check(&[
        "«R Smith, J» (Sergeant)\n«R Young, A» (Constable)",
        "Sergeant - «R J Smith»\nInspector – «R Jane Okafor»",
        "«R Smith J» – Constable\n«R Patel R» - Detective Inspector",
        "«R J Smith»: Inspector\n«R B Young»: Constable",
        "«R Jane Smith», Custody Sergeant",
        "«R Jane Smith» (HEO), «R John Patel» [Grade 7]",
        "1. Sergeant: «R John Smith»\n• (PC 1234) «R Patel, K»",
        "«R Smith, J».: Chief Inspector",
        "«R Okafor» (Sergeant 1234)",
        "«R Jane Smith» – sergeant. She left.",
        "«R A Patel» - Constable\n«R Smith A» (Constable)",
    ]);
    check(&[
        "«A Jane Smith», Head of Operations",
        "«A Smith, J» (Manager)",
        "«A Jane Smith» (Con) and «A John Patel» (Lab)",
        "«A Jane Smith» - Inspectorate of Prisons",
        "«A Jane Smith» (see the Sergeant for more)",
        "PS: «A John Smith» will come.",
        "Report of the Inspectorate: «A John Smith»",
    ]);
    nobody(&[
        "Custody Suite (Sergeant)",
        "Band A (Sergeant)",
        "Victoria Road (Sergeant)",
        "Leeds - Inspector",
        "Part B: PC",
    ]);
}

#[test]
fn a_title_before_a_name() {
    check(&[
        "Mr «T J Sample» and Dr «T Testcase» met.",
        "Mrs. «T Mary Brown» wrote to Cllr «T Hussain».",
        "Lord Justice «T Okafor» held",
        "dear Ms «T van der Sample»",
        "Prime Minister «T Okafor» and Bishop «T Doherty» met Minister for Health",
    ]);
}

#[test]
fn a_name_alone() {
    check(&[
        "It was «A John Smith» who called.",
        "«A J. R. Sample» wrote",
        "«A SMITH, J»",
        "«A Smith A»\n«A Jones I»",
        "signed by «A J. R.\nSample» and others",
        "«A Smith, John»",
        "«A Siobhán O'Doherty» and «A Priya Patel»",
        "met «A Jane Smith-Jones».",
        "«A Mohammed Hussain», «A Jane Okafor»",
        "WITNESS «A JOHN HUSSAIN» STATED",
    ]);
}

#[test]
fn a_name_is_known_again() {
    check(&["It was «A Jane Okafor». Later «A Okafor» left."]);
    nobody(&["Later Okafor left."]);
}

#[test]
fn a_name_is_known_again_in_another_paragraph() {
    let mut known = Known::default();
    let mut met = |text| {
        let mut count = 0;
        read_pages(text, &mut known, |page| {
            count += (0..page.runs()).map(|run| page.by_rules(run).len()).sum::<usize>();
        });
        count
    };
    assert_eq!(met("Later Okafor left."), 0);
    assert_eq!(met("It was Jane Okafor."), 1);
    assert_eq!(met("Later Okafor left."), 1);
}

#[test]
fn places_firms_and_offices_are_nobody() {
    nobody(&[
        "Marks & Spencer and Morgan Stanley",
        "Victoria Road, St James Park, King George Hospital",
        "the Lord Chancellor's Department and the Chief Constable's Office",
        "HMP Frank Smith Road",
        "the Grant Thornton report",
        "in San Francisco and Sri Lanka",
        "John Lewis, Milton Keynes",
        "the John Smith Foundation",
        "PC World",
        "MS Excel, P.O. Box, Jefferson Way",
        "Texas - Parker",
        "came to Port Elizabeth",
        "Kevin",
        "Chief Constable",
    ]);
}

#[test]
fn headings_and_beginnings_of_sentences_are_nobody() {
    nobody(&[
        "Annual Report 2023",
        "Freedom Of Information Act",
        "Will May be able to attend?",
        "Please Mark all that apply. A Brown dog.",
        "On Monday 3 January the Police Service of Northern Ireland said so.",
        "THE CHIEF CONSTABLE WILL PUBLISH THE ANNUAL REPORT IN MAY",
        "Yes, I was there. OK, I know.",
        "Vitamin C and Plan B",
        "I AM SO PROUD, THE DI SAID SO. Major League",
        "near St. Louis, in January 2020, a German town",
        "Common Assault, Grievous Bodily Harm, Road Traffic Collision",
    ]);
}

#[test]
fn names_do_not_run_over_lines_and_cells() {
    nobody(&["Kevin-less\nOkafor", "PC\t1234", "Sergeant\nAnnual totals"]);
    check(&["«A Jane Smith»\n«A John Patel»", "«A Jane Smith»\t«A John Patel»"]);
}

#[test]
fn a_name_is_read_over_the_lines_of_a_paragraph() {
    check(&[
        "The record was then signed by «A Niamh\nDonnelly», who left.",
        "The record was then signed by «A Niamh\r\nDonnelly» at noon.",
        "The record was then signed by Sergeant\n«R Donnelly» at noon.",
    ]);
    check(&[
        "The record was then signed by «A Niamh»\n\nDonnelly was there.",
        "Present on the day in the room: «A Niamh»\nDonnelly\nOkafor\n",
        "- this was signed by the witness «A Niamh»\n- Donnelly was there",
        "it was the | signed by | was by | «A Niamh»\nDonnelly | so",
    ]);
}

#[test]
fn the_span_holds_the_name_only() {
    let mut found = Vec::new();
    find_in_value("Siân saw D/Sgt Zoë O’Neill’s car", &mut found);
    let texts: Vec<_> =
        found.iter().map(|p| &"Siân saw D/Sgt Zoë O’Neill’s car"[p.span.clone()]).collect();
    assert_eq!(texts, ["Siân", "Zoë O’Neill"]);
}

#[test]
fn a_whole_value_is_one_name_or_none() {
    assert!(is_whole("Mr J Smith"));
    assert!(is_whole("Smith, J"));
    assert!(is_whole("Smith, J (Sergeant)"));
    assert!(is_whole("Sergeant - J Smith"));
    assert!(!is_whole("Smith, J (Sergeant) and John Patel"));
    assert!(!is_whole("John Smith, Jane Patel"));
    assert!(!is_whole("seen by John Smith"));
}

#[test]
fn odd_text_is_read_to_its_end() {
    for text in
        ["", "É", "É’", "A.", "PC 1é", "J. ", "O'", "Mr ", "É-", "Ça/Éa", "X’s", "中A", "Àé"]
    {
        marked(text);
        marked(&text.repeat(200));
    }
}
