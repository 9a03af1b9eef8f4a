//! What one run checks with: the rules, found by what they look for, and the
//! limits.

use super::Settings;
use super::look::{Under, may_name};
use super::own::Own;
use crate::decision::Key;
use crate::document::{Gap, Kind, Layer};
use crate::finding::{Finding, Fingerprint, Reveal, Unread, label};
use crate::read::{Keys, Limits};
use crate::rule::{
    Basis, Certainty, Combination, Grade, Heading, Hit, Known, Look, Person, Roll, Rule, Rules,
    Traits, is_listed_name, people, people_of_a_value,
};

/// Whether the report wants the SHA-256 of each file.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub enum Digests {
    /// It does not.
    #[default]
    Skipped,
    /// It does.
    Sha256,
}

/// A rule that was named and that there is not.
#[derive(Debug, thiserror::Error)]
#[error("there is no rule {0}")]
pub struct UnknownRule(pub String);

/// What one run checks with.
pub struct Engine {
    pub(super) rules: Rules,
    pub(super) index: Index,
    pub(super) limits: Limits,
    pub(super) digests: Digests,
    pub(super) leave: Option<Reveal>,
    /// The people whom the organisation itself has named.
    pub(super) own: Own,
    /// The passwords to try on what is encrypted.
    pub(super) keys: Keys,
    /// The key of fingerprints; without one each artefact's own bytes are it.
    pub(super) key: Option<Key>,
    /// Whether each rule is switched off.
    off: Vec<bool>,
}

/// The rules by what they look for.
pub(super) struct Index {
    layers: Vec<Option<usize>>,
    people: Vec<(usize, Vec<Combination>)>,
    columns: Vec<(Kind, usize)>,
    with_rank: Option<usize>,
    person: Option<usize>,
    perhaps: Option<usize>,
    /// The rules by which a text gives a number of staff.
    numbers: Vec<usize>,
    /// The checks of a whole, each with its rule and the words that it wants.
    wholes: Vec<(String, usize, Vec<String>)>,
    /// The rules for people, numbers and units of a roll.
    own: [Option<usize>; 3],
}

/// The names of the rules by which a text gives a number of staff.
const NUMBERS_OF_STAFF: [&str; 2] = ["rank-with-number", "staff-number"];

impl Index {
    fn new(rules: &Rules) -> Self {
        let mut index = Index {
            layers: vec![None; Layer::all().count()],
            people: Vec::new(),
            columns: Vec::new(),
            with_rank: None,
            person: None,
            perhaps: None,
            numbers: NUMBERS_OF_STAFF.into_iter().filter_map(|it| rules.find(it)).collect(),
            wholes: Vec::new(),
            own: [None; 3],
        };
        for (number, rule) in rules.iter().enumerate() {
            index.add(number, &rule.look);
        }
        index
    }

    fn add(&mut self, number: usize, look: &Look) {
        match look {
            Look::Layers(layers) => {
                for layer in layers {
                    self.layers[*layer as usize] = Some(number);
                }
            }
            Look::People(combinations) => self.people.push((number, combinations.clone())),
            Look::Column(kinds) => self.columns.extend(kinds.iter().map(|kind| (*kind, number))),
            Look::Finder(name) => match name.as_str() {
                "person-with-rank" => self.with_rank = Some(number),
                "perhaps-a-person" => self.perhaps = Some(number),
                _ => self.person = Some(number),
            },
            Look::Whole(whole) => {
                self.wholes.push((whole.check.clone(), number, whole.near.clone()));
            }
            Look::Own(entry) => self.own[*entry as usize] = Some(number),
            Look::Pattern(_) | Look::Phrases(_) => {}
        }
    }

    /// The rule of a layer.
    pub(super) fn of_layer(&self, layer: Layer) -> Option<usize> {
        self.layers[layer as usize]
    }

    /// The rule of a column of a kind.
    pub(super) fn of_column(&self, kind: Kind) -> Option<usize> {
        self.columns.iter().find(|(own, _)| *own == kind).map(|(_, rule)| *rule)
    }

    /// The rule of a check of a whole, and the words that it wants.
    pub(super) fn whole(&self, check: &str) -> Option<(usize, &[String])> {
        let found = self.wholes.iter().find(|(name, ..)| name == check)?;
        Some((found.1, &found.2))
    }

    /// Whether a rule finds people in running text.
    pub(super) fn finds_people(&self, rule: usize) -> bool {
        [self.person, self.with_rank, self.perhaps].contains(&Some(rule))
    }

    /// Whether a rule finds numbers of staff in running text.
    pub(super) fn finds_numbers(&self, rule: usize) -> bool {
        self.numbers.contains(&rule)
    }

    /// The rules of tables that list people, each with its combinations.
    pub(super) fn of_people(&self) -> &[(usize, Vec<Combination>)] {
        &self.people
    }
}

impl Engine {
    /// What a run checks with.
    ///
    /// # Errors
    ///
    /// When the settings name a rule that there is not.
    pub fn new(rules: Rules, limits: Limits, settings: &Settings) -> Result<Self, UnknownRule> {
        let index = Index::new(&rules);
        let only = named(&rules, &settings.only)?;
        let ignored = named(&rules, &settings.ignore)?;
        let off = (0..rules.iter().count())
            .map(|rule| ignored.contains(&rule) || !(only.is_empty() || only.contains(&rule)))
            .collect();
        let own = Own { rules: index.own, ..Own::default() };
        let Settings { digests, leave, .. } = *settings;
        let keys = Keys::default();
        Ok(Engine { rules, index, limits, digests, leave, own, keys, key: None, off })
    }

    /// The same with a roll of the organisation's own people.
    #[must_use]
    pub fn with_roll(self, roll: Roll) -> Self {
        let own = Own { roll: Some(roll), ..self.own };
        Engine { own, ..self }
    }

    /// The same with passwords to try on what is encrypted.
    #[must_use]
    pub fn with_keys(self, keys: Keys) -> Self {
        Engine { keys, ..self }
    }

    /// The same with people who are public on purpose: their names are counted, and
    /// are no findings.
    #[must_use]
    pub fn with_allowed(self, allowed: Roll) -> Self {
        let own = Own { allowed: Some(allowed), ..self.own };
        Engine { own, ..self }
    }

    /// The same with the key of the decisions, so that fingerprints survive edits
    /// elsewhere in a file; without one they are of the file's own bytes.
    #[must_use]
    pub fn with_key(self, key: Option<Key>) -> Self {
        Engine { key, ..self }
    }

    /// The fingerprint of parts. Without a key it is that of the artefact's own bytes:
    /// who has not got the file cannot try names against it.
    pub(super) fn fingerprint(
        &self,
        bytes: impl FnOnce() -> [u8; 32],
        parts: &[&[u8]],
    ) -> Fingerprint {
        Fingerprint::new(&self.key.as_ref().map_or_else(bytes, Key::bytes), parts)
    }

    /// A gap of an artefact, known by the hash of its bytes: what was not read may be
    /// another thing after any edit.
    pub(super) fn unread(&self, gap: Gap, (name, hash): (&str, &[u8; 32])) -> Unread {
        let parts: [&[u8]; 5] =
            [b"gap", name.as_bytes(), gap.part.as_bytes(), gap.reason.name().as_bytes(), hash];
        let fingerprint = Some(self.fingerprint(|| *hash, &parts));
        let part = label(&gap.part, self.leave);
        Unread { part, reason: gap.reason, fingerprint, decision: None }
    }

    /// Whether what a rule has met is the name of a person who is allowed.
    pub(super) fn allows(&self, rule: usize, text: &str) -> bool {
        self.index.finds_people(rule) && self.own.allows(text)
    }

    /// How many rules are switched off.
    pub(crate) fn switched_off(&self) -> usize {
        self.off.iter().filter(|off| **off).count()
    }

    /// How much one file may cost.
    pub(crate) fn limits(&self) -> &Limits {
        &self.limits
    }

    /// The rules.
    pub fn rules(&self) -> &Rules {
        &self.rules
    }

    /// The rules that a cell's text meets, and what that rests on.
    pub(super) fn scan_cell(
        &self,
        text: &str,
        traits: Traits,
        under: &Under<'_>,
        known: &mut Known,
        hits: &mut Vec<Hit>,
    ) -> Basis {
        let basis = self.rules.scan(text, under.heading, hits);
        if may_name(text) && under.wants_people(traits) {
            let mut found = Vec::new();
            match under.holds_prose(text) {
                true => people(text, known, &mut found),
                false => people_of_a_value(text, &mut found),
            }
            self.name(found, hits);
        }
        basis
    }

    /// The rules that a running text meets.
    pub(super) fn scan_text(&self, text: &str, known: &mut Known, hits: &mut Vec<Hit>) {
        self.rules.scan(text, &Heading::default(), hits);
        let mut found = Vec::new();
        match parted_path(text) {
            Some(parted) => people_of_a_value(&parted, &mut found),
            None => people(text, known, &mut found),
        }
        self.name(found, hits);
    }

    /// The rules that a scrap of bytes meets which nothing tells to be text: a name counts
    /// where the lists know each of its words.
    pub(super) fn scan_scrap(&self, text: &str, hits: &mut Vec<Hit>) {
        self.scan_text(text, &mut Known::default(), hits);
        let known = |hit: &Hit| text.get(hit.span.clone()).is_some_and(is_listed_name);
        hits.retain(|hit| {
            let perhaps = self.index.perhaps == Some(hit.rule);
            !self.index.finds_people(hit.rule) || !perhaps && known(hit)
        });
    }

    /// Adds what is said of the people found.
    fn name(&self, found: Vec<Person>, hits: &mut Vec<Hit>) {
        for person in found {
            let rule = match (person.grade, person.certainty) {
                (Grade::WithRank, _) => self.index.with_rank,
                (_, Certainty::Sure) => self.index.person,
                (_, Certainty::Maybe) => self.index.perhaps,
            };
            hits.extend(rule.map(|rule| Hit { rule, span: person.span }));
        }
    }

    /// Whether a rule is applied.
    pub(crate) fn is_on(&self, rule: usize) -> bool {
        !self.off.get(rule).is_some_and(|off| *off)
    }

    /// Leaves out what rules that are switched off have found, and sorts the
    /// rest: the loudest first, then by place and code.
    pub(super) fn arrange(&self, findings: &mut Vec<Finding>) {
        findings.retain(|finding| self.is_on(finding.rule));
        findings.sort_by(|one, other| {
            let code =
                |finding: &Finding| self.rules.get(finding.rule).map(|rule| rule.code.as_str());
            one.severity
                .cmp(&other.severity)
                .reverse()
                .then_with(|| one.container.cmp(&other.container))
                .then_with(|| code(one).cmp(&code(other)))
                .then_with(|| one.location.cmp(&other.location))
        });
    }
}

/// The longest path of a file, in bytes (Windows, MAX_PATH, times the bytes of a
/// letter).
const LONGEST_PATH: usize = 520;

/// The path of a file with tabs between its parts, over which no name runs, and
/// blanks within them; each byte keeps its place. Nothing for any other text.
fn parted_path(text: &str) -> Option<String> {
    let begins = || {
        let is_drive = text.as_bytes().first().is_some_and(u8::is_ascii_alphabetic)
            && text.get(1..3).is_some_and(|it| matches!(it, ":\\" | ":/"));
        is_drive || ["\\\\", "/home/", "/Users/", "file:"].iter().any(|it| text.starts_with(it))
    };
    (text.len() <= LONGEST_PATH && begins() && !text.contains('\n'))
        .then(|| text.replace(['\\', '/', '.'], "\t").replace('_', " "))
}

/// The rules that go by these codes, names or families.
fn named(rules: &Rules, names: &[String]) -> Result<Vec<usize>, UnknownRule> {
    let mut all = Vec::new();
    for name in names {
        let before = all.len();
        let goes_by = |rule: &Rule| {
            let family = rule.code.trim_end_matches(|it: char| it.is_ascii_digit());
            [rule.code.as_str(), rule.name.as_str(), family]
                .iter()
                .any(|it| it.eq_ignore_ascii_case(name))
        };
        all.extend(
            (0..).zip(rules.iter()).filter(|(_, rule)| goes_by(rule)).map(|(number, _)| number),
        );
        if all.len() == before {
            return Err(UnknownRule(name.clone()));
        }
    }
    Ok(all)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_is_parted_and_a_text_is_not() {
        let parted = parted_path(r"C:\Users\x\Jane_Sample.png");
        assert_eq!(parted.as_deref(), Some("C:\tUsers\tx\tJane Sample\tpng"));
        for text in ["He/she of C:\\x", "and/or", "a.b", "N/A", ""] {
            assert_eq!(parted_path(text), None, "{text}");
        }
    }

    #[test]
    fn a_person_in_a_path_is_found() {
        let rules = Rules::built_in().expect("the packs are well formed");
        let engine = Engine::new(rules, Limits::default(), &Settings::default());
        let engine = engine.expect("no settings name a rule");
        let met = |text: &str| {
            let mut hits = Vec::new();
            engine.scan_text(text, &mut Known::default(), &mut hits);
            let of = |hit: &Hit| text.get(hit.span.clone()).map(str::to_owned);
            hits.iter().filter_map(of).collect::<Vec<String>>()
        };
        let path = r"C:\Users\jsample\Pictures\Margaret_Thistlewood.png";
        assert_eq!(met(path), ["Margaret_Thistlewood"]);
        assert_eq!(met(r"D:\Pictures\Police station.png"), [""; 0]);
    }
}
