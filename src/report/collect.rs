//! Takes in what a reader pushes of one artefact and turns it into findings: a
//! container is profiled while it streams by, and judged when it closes.

use std::cell::OnceCell;

use rustc_hash::FxHashSet;
use sha2::{Digest, Sha256};

use super::bulk::may_be_bulky;
use super::engine::{Digests, Engine};
use super::judge::{Judge, judged};
use super::look::Looks;
use super::own::OwnRow;
use super::profile::Profile;
use super::rows::Rows;
use super::sibling::is_version;
use super::trace::{Row, Traces};
use crate::artefact::Artefact;
use crate::document::{
    Container, Enclosure, Fragment, Gap, Headings, Layer, Place, Reason, Shape, Sight, Sink,
};
use crate::finding::{Checked, Excerpt, Status, label};
use crate::read::{Budget, Format, format_of, read};
use crate::release::hexadecimal;
use crate::rule::Mask;

/// The bytes of a text of an unknown part that may be chance; a longer one is prose.
const LONGEST_SCRAP: usize = 60;

/// Takes in what a reader pushes of one artefact.
pub(super) struct Collector<'e> {
    engine: &'e Engine,
    artefact: Artefact<'e>,
    budget: &'e Budget,
    profile: Profile,
    looks: Looks,
    own_row: OwnRow,
    /// The hash of the bytes, taken when it is first needed.
    hash: OnceCell<[u8; 32]>,
    checked: Checked,
    traces: Traces,
    /// The gaps in the order in which they were met, each once.
    gaps: Vec<Gap>,
    met: FxHashSet<Gap>,
    inner: Rows,
}

/// Checks an artefact and the files inside it: the artefact first, then the
/// files inside in the order in which they were met.
/// Reports show the name of a file of the release as it was given, and `shown`
/// for that of a file inside.
pub(super) fn checked(
    artefact: Artefact<'_>,
    shown: String,
    engine: &Engine,
    budget: &Budget,
) -> Rows {
    let format = format_of(&artefact);
    let mut collector = Collector::new(artefact, shown, engine, budget);
    collector.take_file_name();
    match format {
        Some(format) => {
            collector.checked.format = format.name;
            collector.check_extension(format);
            read(&artefact, format, budget, &mut collector);
        }
        None => collector.gap(Gap::whole(Reason::UnknownFormat)),
    }
    collector.finished()
}

impl<'e> Collector<'e> {
    fn new(artefact: Artefact<'e>, name: String, engine: &'e Engine, budget: &'e Budget) -> Self {
        let sha256 = match engine.digests {
            Digests::Skipped => None,
            Digests::Sha256 => Some(hexadecimal(&Sha256::digest(artefact.bytes()))),
        };
        let checked = Checked {
            name,
            depth: artefact.depth(),
            format: "unknown",
            bytes: artefact.bytes().len() as u64,
            sha256,
            status: Status::Read,
            findings: Vec::new(),
            gaps: Vec::new(),
            allowed: 0,
        };
        Collector {
            engine,
            artefact,
            budget,
            profile: Profile::nameless(engine.leave),
            looks: Looks::default(),
            own_row: OwnRow::default(),
            hash: OnceCell::new(),
            checked,
            traces: Traces::default(),
            gaps: Vec::new(),
            met: FxHashSet::default(),
            inner: Rows::default(),
        }
    }

    /// The name of the file is part of what goes out.
    fn take_file_name(&mut self) {
        let spaced = self.artefact.own_name().replace(['_', '-', '.', '/', '\\'], " ");
        self.open(Container::text("", Layer::FileName));
        self.push(Fragment::new(&spaced, Layer::FileName, Place::Whole));
        self.close();
    }

    /// An extension that its bytes belie is a finding of its own.
    /// Nothing belies an empty file.
    fn check_extension(&mut self, format: &Format) {
        let extension = self.artefact.extension();
        let Some((rule, _)) = self.engine.index.whole("wrong-extension") else { return };
        if self.artefact.bytes().is_empty() || !format.is_belied_by(&extension) {
            return;
        }
        let message = format!("It is called .{extension}, and its bytes are {}.", format.name);
        let judge = Judge::new(self.engine, &self.artefact, &self.hash);
        self.checked.findings.push(judge.of_the_whole(rule, message));
    }

    /// The name of a sheet may be that of a person.
    fn take_name(&mut self, container: &Container<'_>) {
        if container.shape != Shape::Grid || container.name.is_empty() {
            return;
        }
        self.looks.of_text(self.engine, container.name);
        let hits = self.looks.hits();
        if hits.is_empty() {
            return;
        }
        let mut masks = hits.iter().filter_map(|hit| Some(self.engine.rules.get(hit.rule)?.mask));
        if masks.any(|mask| mask == Mask::Identifier) {
            let name = Excerpt::whole(container.name, Mask::Name);
            self.profile.shown = name.shown(self.engine.leave);
        }
        self.take_text(&Fragment::new(container.name, container.layer, Place::Whole));
    }

    /// Takes in a cell below the headings.
    fn take_cell(&mut self, fragment: &Fragment<'_>, row: u32, column: u32) {
        let traits = self.looks.of_cell(self.engine, fragment, self.profile.under(column));
        self.profile.add_cell(fragment.layer, fragment.text, (row, column), traits);
        self.take_hits(fragment, column);
        let at = (row, column);
        self.engine.own.take_cell(fragment, at, &mut self.own_row, &mut self.profile);
    }

    /// Takes in a text that is no cell of a column: a paragraph, a title, a
    /// property.
    fn take_text(&mut self, fragment: &Fragment<'_>) {
        self.profile.add_text(fragment.layer, fragment.text, fragment.place);
        // A text that is put beside others is one of paragraphs, not of cells.
        let is_cell = matches!(fragment.place, Place::Cell { .. });
        let is_seen = fragment.layer.sight() == Sight::Seen && fragment.layer != Layer::FileName;
        if is_seen && !is_cell {
            self.traces.text.take(fragment.text);
        }
        match fragment.layer {
            Layer::UnknownPart if fragment.text.len() <= LONGEST_SCRAP => {
                self.looks.of_scrap(self.engine, fragment.text);
            }
            _ => self.looks.of_text(self.engine, fragment.text),
        }
        self.take_hits(fragment, 0);
        self.engine.own.take_text(fragment, 0, &mut self.own_row, &mut self.profile);
    }

    /// Takes in the hits of the text that was looked at last.
    fn take_hits(&mut self, fragment: &Fragment<'_>, column: u32) {
        for hit in self.looks.hits() {
            let Some(text) = fragment.text.get(hit.span.clone()) else { continue };
            if self.engine.allows(hit.rule, text) {
                self.profile.allowed += 1;
                continue;
            }
            let place = place_within(fragment, hit.span.start);
            self.profile.take_mention(self.engine, fragment, hit, (column, place));
            self.profile.add_hit((hit.rule, fragment.layer, column), text, place);
        }
    }

    /// The findings of the container that ends, and a new beginning.
    fn end_container(&mut self) {
        let next = Profile::nameless(self.engine.leave);
        let profile = std::mem::replace(&mut self.profile, next);
        self.judge(profile);
        self.own_row = OwnRow::default();
    }

    /// Takes in the findings of a table or a container that has ended.
    fn judge(&mut self, mut profile: Profile) {
        profile.end();
        let judge = Judge::new(self.engine, &self.artefact, &self.hash);
        let findings = judged(&judge, &profile);
        self.traces.take(&profile, &findings, self.engine);
        self.checked.findings.extend(findings);
        self.checked.allowed += profile.allowed;
        self.looks.next_container();
    }

    /// Another table begins in the same container: it is judged by itself.
    fn next_table(&mut self) {
        let next = self.profile.next_table();
        let before = std::mem::replace(&mut self.profile, next);
        self.judge(before);
    }

    /// The gaps as the report tells of them.
    fn take_gaps(&mut self) {
        if self.gaps.is_empty() {
            return;
        }
        let (name, hash) = (self.artefact.short_name(), self.bytes_hash());
        let gaps = std::mem::take(&mut self.gaps).into_iter();
        self.checked.gaps = gaps.map(|gap| self.engine.unread(gap, (name, &hash))).collect();
    }

    /// The hash of the artefact's bytes.
    fn bytes_hash(&self) -> [u8; 32] {
        *self.hash.get_or_init(|| blake3::hash(self.artefact.bytes()).into())
    }

    /// What was found in the artefact, then in the files inside.
    fn finished(mut self) -> Rows {
        self.end_container();
        self.traces.shrink();
        self.traces.limit().into_iter().for_each(|reason| self.gap(Gap::whole(reason)));
        let is_put_beside = !self.traces.list.is_empty()
            || self.traces.text.runs.len() > 0
            || is_version(self.artefact.name())
            || may_be_bulky(self.artefact.bytes());
        if is_put_beside {
            (self.traces.name, self.traces.hash) =
                (self.artefact.short_name().to_owned(), self.bytes_hash());
        }
        let whole = self.gaps.iter().any(|gap| gap.part.is_empty());
        let nothing = self.checked.findings.iter().all(|finding| finding.layer == Layer::FileName);
        self.checked.status = match (self.gaps.is_empty(), whole && nothing) {
            (true, _) => Status::Read,
            (false, false) => Status::Partial,
            (false, true) => Status::Unread,
        };
        self.engine.arrange(&mut self.checked.findings);
        self.take_gaps();
        Rows::from(Row { checked: self.checked, traces: self.traces }).join(self.inner)
    }
}

impl Sink for Collector<'_> {
    fn open(&mut self, container: Container<'_>) {
        self.end_container();
        self.profile = Profile::of(&container, self.engine.leave);
        self.take_name(&container);
    }

    fn headings(&mut self, headings: &Headings) {
        if !self.profile.areas.is_empty() {
            self.next_table();
        }
        self.profile.head(headings, &self.engine.rules);
    }

    fn push(&mut self, fragment: Fragment<'_>) {
        if fragment.layer.sight() == Sight::Seen {
            self.traces.seen += fragment.text.len() as u64;
        }
        let is_sheet = matches!(fragment.layer, Layer::HiddenSheet | Layer::VeryHiddenSheet);
        if let Some(layer) = fragment.within.filter(|_| is_sheet) {
            self.profile.add_within(layer, fragment.text, fragment.place);
        }
        match fragment.place {
            Place::Cell { row, column } if row > self.profile.headings.last_row => {
                self.take_cell(&fragment, row, column);
            }
            _ => self.take_text(&fragment),
        }
    }

    fn close(&mut self) {
        self.end_container();
    }

    fn gap(&mut self, gap: Gap) {
        if self.met.insert(gap.clone()) {
            self.gaps.push(gap);
        }
    }

    fn enclose(&mut self, enclosure: Enclosure<'_>) {
        let inner_name = self.artefact.chain(enclosure.name);
        let artefact = self.artefact.inner(&inner_name, enclosure.bytes);
        match self.budget.enclose(artefact.depth()) {
            Ok(()) => {
                let shown = label(enclosure.name, self.engine.leave);
                let shown = format!("{}!{shown}", self.checked.name);
                let inner = checked(artefact, shown, self.engine, self.budget);
                self.inner = std::mem::take(&mut self.inner).join(inner);
            }
            Err(reason) => self.gap(Gap::part(enclosure.name, reason)),
        }
    }
}

/// Where a match within a fragment is: a text of several lines counts on.
pub(super) fn place_within<'a>(fragment: &Fragment<'a>, start: usize) -> Place<'a> {
    let Place::Line(first) = fragment.place else { return fragment.place };
    let before = fragment.text.as_bytes().get(..start).unwrap_or_default();
    Place::Line(first + memchr::memchr_iter(b'\n', before).count() as u64)
}
