//! What the law and official guidance say to a finding: the sections that may
//! apply in each jurisdiction, and the questions of checklists that it answers.
//!
//! Both are data, in `rules/guidance`.

use std::collections::BTreeMap;

use serde::Deserialize;

use super::{PackError, Rule};

/// The sections that may apply.
const EXEMPTIONS: &str = include_str!("../../rules/guidance/exemptions.toml");

/// The questions of checklists.
const CHECKLIST: &str = include_str!("../../rules/guidance/checklist.toml");

/// What the law and official guidance say.
#[derive(Debug)]
pub struct Guidance {
    words: BTreeMap<String, String>,
    jurisdictions: Vec<Jurisdiction>,
    checklists: Vec<Checklist>,
}

/// A law under which information is released.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Jurisdiction {
    /// Its short name, such as FOISA.
    pub name: String,
    /// Its title.
    pub act: String,
    link: String,
    /// Its sections that answer to one of FOIA.
    sections: BTreeMap<String, Vec<String>>,
}

/// The questions of one publication.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Checklist {
    /// The publication.
    pub name: String,
    /// Its questions.
    #[serde(rename = "item")]
    pub items: Vec<Item>,
}

/// A question that a discloser should ask.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Item {
    /// The question.
    pub asks: String,
    /// Names and families of the rules that answer it; none for a question that
    /// only a person can answer.
    pub rules: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Exemptions {
    words: BTreeMap<String, String>,
    #[serde(rename = "jurisdiction")]
    jurisdictions: Vec<Jurisdiction>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Checklists {
    guidance: Vec<Checklist>,
}

impl Guidance {
    /// The guidance that the program carries.
    ///
    /// # Errors
    ///
    /// Never, as long as the tests of the guidance pass.
    pub fn built_in() -> Result<Self, PackError> {
        let exemptions: Exemptions = parsed("exemptions.toml", EXEMPTIONS)?;
        let checklists: Checklists = parsed("checklist.toml", CHECKLIST)?;
        let Exemptions { words, jurisdictions } = exemptions;
        Ok(Guidance { words, jurisdictions, checklists: checklists.guidance })
    }

    /// The laws, that of the rules first.
    pub fn jurisdictions(&self) -> &[Jurisdiction] {
        &self.jurisdictions
    }

    /// The publications.
    pub fn checklists(&self) -> &[Checklist] {
        &self.checklists
    }

    /// What a section of FOIA is about, in a few words.
    pub fn words(&self, section: &str) -> &str {
        self.words.get(section).map_or("", String::as_str)
    }
}

impl Jurisdiction {
    /// The sections that may apply to a rule, each once.
    pub fn sections(&self, rule: &Rule) -> Vec<&str> {
        let mut sections: Vec<&str> = Vec::new();
        let all = rule.exemptions.iter().filter_map(|it| self.sections.get(it)).flatten();
        for section in all {
            if !sections.contains(&section.as_str()) {
                sections.push(section);
            }
        }
        sections
    }

    /// Where a section is published.
    pub fn link(&self, section: &str) -> String {
        let number = section.trim_start_matches(|it: char| !it.is_ascii_digit());
        let end = number.find(|it: char| !it.is_ascii_alphanumeric()).unwrap_or(number.len());
        format!("{}{}", self.link, &number[..end])
    }

    /// Whether it has a row for a section of FOIA, even an empty one.
    pub fn knows(&self, section: &str) -> bool {
        self.sections.contains_key(section)
    }
}

impl Item {
    /// Whether a rule answers the question.
    pub fn is_answered_by(&self, rule: &Rule) -> bool {
        self.rules.iter().any(|it| *it == rule.name || it == rule.family())
    }
}

fn parsed<T: serde::de::DeserializeOwned>(name: &str, text: &str) -> Result<T, PackError> {
    toml::from_str(text).map_err(|error| PackError::Syntax {
        pack: name.to_owned(),
        detail: error.message().to_owned(),
    })
}

#[cfg(test)]
mod tests {
    use super::super::Rules;
    use super::*;

    #[test]
    fn every_exemption_that_a_rule_proposes_is_known_in_each_jurisdiction() {
        let rules = Rules::built_in().expect("the packs compile");
        let guidance = Guidance::built_in().expect("the guidance is well formed");
        for rule in rules.iter() {
            for section in &rule.exemptions {
                assert!(!guidance.words(section).is_empty(), "{section} of {}", rule.code);
                let knows = |it: &Jurisdiction| it.knows(section);
                assert!(guidance.jurisdictions().iter().all(knows), "{section} of {}", rule.code);
            }
        }
    }

    #[test]
    fn every_answer_of_a_checklist_is_a_rule_or_a_family() {
        let rules = Rules::built_in().expect("the packs compile");
        let guidance = Guidance::built_in().expect("the guidance is well formed");
        for item in guidance.checklists().iter().flat_map(|it| &it.items) {
            for name in &item.rules {
                let one = Item { asks: String::new(), rules: vec![name.clone()] };
                assert!(rules.iter().any(|it| one.is_answered_by(it)), "{name}: {}", item.asks);
            }
        }
    }

    #[test]
    fn a_section_leads_to_its_page() {
        let guidance = Guidance::built_in().expect("the guidance is well formed");
        let links: Vec<String> =
            guidance.jurisdictions().iter().map(|it| it.link("s.38(1)(b)")).collect();
        assert!(links[0].ends_with("ukpga/2000/36/section/38"), "{links:?}");
        assert!(links[1].ends_with("uksi/2004/3391/regulation/38"), "{links:?}");
    }
}
