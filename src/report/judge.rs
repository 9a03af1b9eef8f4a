//! Decides what the counts of a container amount to: which findings, how loud.
//!
//! Rank is hidden times content: what lies in a hidden place decides how loud
//! the place is.

mod recipients;
mod table;

use std::cell::OnceCell;

use super::engine::Engine;

use super::profile::{Area, Profile};
use super::tally::{Tally, hash};
use super::words;
use crate::artefact::Artefact;
use crate::document::{Extent, Kind, Layer, Sight};
use crate::finding::{Excerpt, Finding, Fingerprint};
use crate::rule::{Listing, Look, Mask, Rule, Severity, may_be_shown};

/// Values of a column that are enough to tell numbers that pass a check by chance.
const ENOUGH_VALUES: u64 = 5;

/// The percentage of values that pass a check and are what it checks, and the
/// percentage that may pass by chance: one in eleven, and some more in a small
/// column.
const NEARLY_ALL: u64 = 80;
const BY_CHANCE: u64 = 25;

/// Decides for one artefact.
pub(super) struct Judge<'e> {
    engine: &'e Engine,
    artefact: &'e Artefact<'e>,
    hash: &'e OnceCell<[u8; 32]>,
}

/// What a finding is made of, before it has its words.
struct Draft<'p> {
    rule: usize,
    severity: Severity,
    layer: Layer,
    extent: &'p Extent,
    column: u32,
    count: u64,
    samples: &'p [String],
    sum: u64,
    message: String,
}

/// The findings of a container.
pub(super) fn judged(judge: &Judge<'_>, profile: &Profile) -> Vec<Finding> {
    let mut findings: Vec<Finding> =
        profile.areas.iter().flat_map(|area| judge.of_area(profile, area)).collect();
    findings.extend(profile.within.iter().filter_map(|it| judge.of_within(profile, it)));
    findings.extend(judge.of_nothing(profile));
    findings
}

impl<'e> Judge<'e> {
    /// A judge of what is found in an artefact.
    pub(super) fn new(
        engine: &'e Engine,
        artefact: &'e Artefact<'e>,
        hash: &'e OnceCell<[u8; 32]>,
    ) -> Self {
        Judge { engine, artefact, hash }
    }

    /// A finding that concerns the artefact as a whole.
    pub(super) fn of_the_whole(&self, rule: usize, message: String) -> Finding {
        let draft = Draft {
            rule,
            severity: self.rule(rule).map_or(Severity::Warning, |rule| rule.severity),
            layer: Layer::FileName,
            extent: &Extent::Whole,
            column: 0,
            count: 1,
            samples: &[],
            sum: hash(&message),
            message,
        };
        self.finding(&Profile::default(), draft)
    }

    /// The findings of one layer of a container.
    fn of_area(&self, profile: &Profile, area: &Area) -> Vec<Finding> {
        let listing = self.listing(profile, area.layer);
        let mut findings: Vec<Finding> = self.of_hits(profile, area, listing.as_ref());
        if listing.is_none() {
            findings.extend(self.of_columns(profile, area));
        }
        findings.extend(self.of_the_table(profile, area, listing.as_ref().map(|it| &it.1)));
        findings.extend(self.of_recipients(profile, area));
        let loudest = findings.iter().map(|finding| finding.severity).max();
        let place = self.of_place(profile, area, listing.as_ref().map(|it| &it.1), loudest);
        let people = || listing.as_ref().map(|it| self.of_people(profile, area, it));
        findings.extend(place.or_else(people));
        findings
    }

    /// The people that a layer of a table lists, and the rule that says so.
    fn listing(&self, profile: &Profile, layer: Layer) -> Option<(usize, Listing)> {
        self.engine.index.of_people().iter().find_map(|(rule, combinations)| {
            Some((*rule, profile.table.listing(layer, combinations)?))
        })
    }

    /// The finding that a hidden layer holds something, as loud as what it holds.
    fn of_place(
        &self,
        profile: &Profile,
        area: &Area,
        listing: Option<&Listing>,
        loudest: Option<Severity>,
    ) -> Option<Finding> {
        let rule =
            self.engine.index.of_layer(area.layer).filter(|rule| self.engine.is_on(*rule))?;
        let own = match area.has_content() {
            true => self.severity(rule, area.layer),
            false => Severity::Note,
        };
        let people = listing.map(|_| Severity::Error);
        let content = loudest.filter(|_| area.layer.sight() == Sight::Hidden);
        let draft = Draft {
            rule,
            severity: [content, people].into_iter().flatten().fold(own, Severity::max),
            layer: area.layer,
            extent: &area.extent(),
            column: 0,
            count: listing.map_or(area.count(), |it| it.people),
            samples: area.samples(),
            sum: area.sum(),
            message: words::of_place(profile, area, listing),
        };
        Some(self.finding(profile, draft))
    }

    /// The finding that a layer which everyone sees lists people.
    fn of_people(
        &self,
        profile: &Profile,
        area: &Area,
        (rule, listing): &(usize, Listing),
    ) -> Finding {
        let draft = Draft {
            rule: *rule,
            severity: self.severity(*rule, area.layer),
            layer: area.layer,
            extent: &area.extent(),
            column: 0,
            count: listing.people,
            samples: area.samples(),
            sum: area.sum(),
            message: words::of_people(listing),
        };
        self.finding(profile, draft)
    }

    /// The findings of columns that hold personal data in a table that lists
    /// nobody.
    fn of_columns(&self, profile: &Profile, area: &Area) -> Vec<Finding> {
        let typed = profile.table.typed(area.layer).into_iter();
        let ruled = typed.filter_map(|it| Some((it, self.engine.index.of_column(it.kind)?)));
        ruled
            .map(|(typed, rule)| {
                let extent = area.column(typed.number);
                let draft = Draft {
                    rule,
                    severity: self.severity(rule, area.layer),
                    layer: area.layer,
                    extent: &extent,
                    column: typed.number,
                    count: typed.filled,
                    samples: &[],
                    sum: profile.table.sum(area.layer, typed.number),
                    message: words::of_column(&typed),
                };
                self.finding(profile, draft)
            })
            .collect()
    }

    /// The findings of rules met in the texts of a layer.
    fn of_hits(
        &self,
        profile: &Profile,
        area: &Area,
        listing: Option<&(usize, Listing)>,
    ) -> Vec<Finding> {
        let kinds: Vec<(u32, Kind)> =
            profile.table.typed(area.layer).iter().map(|it| (it.number, it.kind)).collect();
        let mut hits: Vec<_> =
            profile.hits.iter().filter(|((_, layer, _), _)| *layer == area.layer).collect();
        hits.sort_by_key(|((rule, _, column), _)| (*rule, *column));
        hits.into_iter()
            .filter(|((rule, _, column), _)| {
                let kind = kinds.iter().find(|(own, _)| own == column).map(|(_, kind)| *kind);
                !kind.is_some_and(|kind| self.is_explained(*rule, kind, listing))
            })
            .filter_map(|((rule, _, column), tally)| {
                self.of_hit(profile, area, *rule, *column, tally)
            })
            .collect()
    }

    /// Whether the list of people, or else the rule of the column, already says
    /// what a rule met there. An identifier that is an error by itself is
    /// reported all the same, and so is a person where no name belongs.
    fn is_explained(&self, rule: usize, kind: Kind, listing: Option<&(usize, Listing)>) -> bool {
        let Some(rule) = self.rule(rule) else { return true };
        let loud = matches!(rule.look, Look::Own(_))
            || matches!(rule.look, Look::Pattern(_)) && rule.severity == Severity::Error;
        let misplaced = matches!(rule.look, Look::Finder(_)) && !kind.is_name();
        !(loud || misplaced)
            && match listing {
                Some((_, listing)) => listing.kinds.contains(&kind),
                None => self.engine.index.of_column(kind).is_some(),
            }
    }

    fn of_hit(
        &self,
        profile: &Profile,
        area: &Area,
        rule: usize,
        column: u32,
        tally: &Tally,
    ) -> Option<Finding> {
        let filled = profile.table.filled(area.layer, column);
        let draft = Draft {
            rule,
            severity: self.counted(rule, area.layer, tally.count, filled)?,
            layer: area.layer,
            extent: &tally.extent,
            column,
            count: tally.count,
            samples: &tally.samples,
            sum: tally.sum,
            message: words::of_hits(self.rule(rule)?, tally.count, area.layer),
        };
        Some(self.finding(profile, draft))
    }

    /// The note that cells of a hidden sheet stay hidden when it is shown.
    fn of_within(&self, profile: &Profile, (layer, tally): &(Layer, Tally)) -> Option<Finding> {
        let draft = Draft {
            rule: self.engine.index.of_layer(*layer)?,
            severity: Severity::Note,
            layer: *layer,
            extent: &tally.extent,
            column: 0,
            count: tally.count,
            samples: &tally.samples,
            sum: tally.sum,
            message: words::of_within(*layer, tally.count),
        };
        Some(self.finding(profile, draft))
    }

    /// The note that a hidden container is empty.
    fn of_nothing(&self, profile: &Profile) -> Option<Finding> {
        let layer = profile.layer.filter(|layer| layer.sight() == Sight::Hidden)?;
        let rule = self.engine.index.of_layer(layer)?;
        // Of a part that no reader knows there is a text or a gap, and else nothing.
        let is_unread = layer == Layer::UnknownPart;
        if is_unread || !profile.areas.is_empty() || profile.name.is_empty() {
            return None;
        }
        let draft = Draft {
            rule,
            severity: Severity::Note,
            layer,
            extent: &Extent::Whole,
            column: 0,
            count: 0,
            samples: &[],
            sum: 0,
            message: words::of_nothing(layer, profile),
        };
        Some(self.finding(profile, draft))
    }

    fn finding(&self, profile: &Profile, draft: Draft<'_>) -> Finding {
        let mask = self.rule(draft.rule).map_or(Mask::default(), |rule| rule.mask);
        let heading = profile.headings.of(draft.column).filter(|it| may_be_shown(it));
        Finding {
            rule: draft.rule,
            severity: draft.severity,
            layer: draft.layer,
            location: profile.location(draft.extent),
            container: Some(profile.shown.clone()).filter(|name| !name.is_empty()),
            heading: heading.map(str::to_owned),
            count: draft.count,
            samples: draft.samples.iter().map(|text| Excerpt::new(text, mask)).collect(),
            fingerprint: self.fingerprint(profile, &draft),
            message: draft.message,
            decision: None,
        }
    }

    /// What the finding is known by: the file's name, the place and all that is there
    /// under the rule. A column goes by its heading, wherever it is moved to.
    fn fingerprint(&self, profile: &Profile, draft: &Draft<'_>) -> Fingerprint {
        let hash = || *self.hash.get_or_init(|| blake3::hash(self.artefact.bytes()).into());
        let number = draft.column.to_le_bytes();
        let code = self.rule(draft.rule).map_or("", |rule| rule.code.as_str());
        let parts: [&[u8]; 7] = [
            code.as_bytes(),
            draft.layer.name().as_bytes(),
            self.artefact.short_name().as_bytes(),
            profile.name.as_bytes(),
            profile.headings.of(draft.column).map_or(&number[..], str::as_bytes),
            &draft.count.to_le_bytes(),
            &draft.sum.to_le_bytes(),
        ];
        self.engine.fingerprint(hash, &parts)
    }

    /// How loud a rule is in a layer.
    fn severity(&self, rule: usize, layer: Layer) -> Severity {
        let Some(rule) = self.rule(rule) else { return Severity::Warning };
        match layer.sight() {
            Sight::Hidden => rule.hidden,
            Sight::Seen | Sight::About => rule.severity,
        }
    }

    /// How loud a rule is that so many of a column's values meet; nothing where
    /// chance alone makes as many.
    fn counted(&self, rule: usize, layer: Layer, met: u64, filled: u64) -> Option<Severity> {
        let own = self.severity(rule, layer);
        let Some(in_column) = self.rule(rule)?.in_column.filter(|_| filled >= ENOUGH_VALUES) else {
            return Some(own);
        };
        match 100 * met / filled {
            NEARLY_ALL.. => Some(in_column.max(own)),
            ..=BY_CHANCE => None,
            _ => Some(own),
        }
    }

    fn rule(&self, rule: usize) -> Option<&Rule> {
        self.engine.rules.get(rule)
    }
}
