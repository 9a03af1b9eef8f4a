//! The committed weights are whole, and the same documents give the same ones.

use super::{SLOT_BITS, TAGS, trained};
use crate::rule::people::{Certainty, Known, find};

#[path = "../../../../examples/train_people"]
#[allow(dead_code, clippy::unwrap_used)]
mod train {
    pub(super) mod chance;
    pub(super) mod corpus;
    pub(super) mod invent;
    pub(super) mod learn;
}

use train::corpus::{Document, cleaned};
use train::learn::{Effort, taught};

fn document(text: &str, names: &[&str]) -> Document {
    let span = |name: &&str| text.find(name).map(|start| start..start + name.len());
    let people = names.iter().filter_map(span).collect();
    Document { text: text.into(), people, others: Vec::new() }
}

#[test]
fn the_committed_weights_are_whole() {
    let table = include_bytes!("../../../../rules/tagger/people.weights");
    assert_eq!(table.len(), TAGS.len() << SLOT_BITS);
    let used = (0..1 << SLOT_BITS).filter(|slot| trained(*slot) != [0; 4]).count();
    assert!(used > 10_000, "{used} slots have weights");
    assert_eq!(trained(1 << SLOT_BITS), [0; 4], "beyond the table there is nothing");
}

#[test]
fn the_same_documents_teach_the_same() {
    let documents = [
        document("It was Xqane who rang Lord Zorbleu.", &["Xqane", "Zorbleu"]),
        document("The Xqane Road was closed by Zorbleu Ltd.", &[]),
    ];
    let small = Effort { learners: 1, filled: 1 };
    let once = taught(&documents.each_ref(), small).bytes();
    assert_eq!(once, taught(&documents.each_ref(), small).bytes());
    assert_ne!(
        once,
        taught(&[&documents[1]], small).bytes(),
        "other documents teach something else"
    );
}

#[test]
fn marks_of_training_text_lose_titles_and_accounts() {
    let cleaned =
        cleaned(document("Dr. Jane Sample met @sample.", &["Dr. Jane Sample", "@sample"]));
    assert_eq!(cleaned.people.first(), Some(&(4..15)));
    assert_eq!(cleaned.others.first(), Some(&(20..27)));
}

#[test]
fn a_name_that_rules_and_tagger_see_is_sure_and_any_other_may_be_one() {
    let cases = [
        ("The letter was signed by Jane Okafor in May.", Some(Certainty::Sure), "both see it"),
        ("It was all due to Mr Zorbleu.", Some(Certainty::Sure), "a title stands there"),
        ("Later that day Okafor left the building.", Some(Certainty::Maybe), "only the tagger"),
        ("Later that day the Human Resources team left.", None, "neither"),
        ("The report by Okafor & Sons Ltd was late.", None, "a firm"),
    ];
    for (text, expected, why) in cases {
        let mut found = Vec::new();
        find(text, &mut Known::default(), &mut found);
        let certainty = found.first().map(|person| person.certainty);
        assert_eq!(certainty, expected, "{text}: {why}");
    }
}
