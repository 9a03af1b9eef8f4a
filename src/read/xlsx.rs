//! Workbooks of Office Open XML: xlsx, xlsm, xltx, xltm (ECMA-376 part 1, 12 and 18).
//!
//! The sheets that the workbook lists come first, each in its layer; then every
//! other part of the package by the ledger in [`parts`]; last the texts that no
//! cell refers to. A part that fails is a gap, and the next one is read.

pub(super) mod areas;
mod beside;
mod comments;
mod conditions;
pub(super) mod covered;
pub(super) mod drawing;
mod external;
mod hiding;
mod ledger;
pub(super) mod margin;
mod parts;
mod pivot;
pub(super) mod reference;
pub(super) mod remote;
mod revisions;
mod runs;
mod scan;
pub(super) mod sections;
mod shared;
pub(super) mod sheet;
mod styles;
mod tag;
mod unlisted;
pub(super) mod workbook;

use std::collections::{BTreeMap, BTreeSet};

use rustc_hash::FxHashMap;

use self::beside::Beside;
use self::reference::Area;
use self::scan::Tokens;
use self::shared::SharedStrings;
use self::sheet::Sheet;
use self::styles::Styles;
use self::workbook::{Listed, Workbook};
use super::ooxml::asides::push_asides;
use super::package::Package;
use super::relations::{Relation, relations_of};
use super::xml;
use super::zip::push_around;
use super::{Budget, Format, Limits};
use crate::artefact::Artefact;
use crate::document::{Container, Gap, Layer, Reason, Sink};

/// Workbooks of Office Open XML.
pub(super) const FORMAT: Format =
    Format { name: "xlsx", extensions: &["xlsx", "xlsm", "xltx", "xltm"], sniff, read };

/// The bytes of a workbook part that are looked at to tell the format.
const HEAD: usize = 4096;

/// What all sheets of a workbook share.
#[derive(Default)]
struct Book {
    strings: SharedStrings,
    styles: Styles,
    /// Whether dates count from 1904.
    is_1904: bool,
}

/// The sheet that a part belongs to.
struct Owner {
    sheet: String,
    /// The layer of the sheet, if it is hidden as a whole.
    hidden: Option<Layer>,
}

/// A workbook while it is read.
struct Reader<'a, 's> {
    package: Package<'a>,
    /// For looks at parts that leave the ledger as it is.
    twin: Package<'a>,
    limits: &'a Limits,
    workbook: Workbook,
    book: Book,
    /// The sheets to which comments, drawings and charts belong, by part.
    owners: BTreeMap<String, Owner>,
    /// The sheets of tables by their names in lower case, once one is asked for.
    tables: Option<FxHashMap<String, String>>,
    /// How many pivot caches were read.
    caches: u32,
    sink: &'s mut dyn Sink,
}

/// A zip whose workbook part is XML: that of xlsb is not.
fn sniff(artefact: &Artefact<'_>) -> bool {
    if !artefact.bytes().starts_with(b"PK") {
        return false;
    }
    let budget = Budget::new(Limits::default());
    let Ok(mut package) = Package::open(artefact.bytes(), &budget) else { return false };
    let Some(part) = workbook_part(&mut package) else { return false };
    let mut head = vec![0; HEAD];
    let count = package.head(&part, &mut head).unwrap_or(0);
    match xml::root(&head[..count]) {
        Some(root) => root == "workbook",
        None => part.ends_with("workbook.xml"), // damaged, but nothing else
    }
}

/// The first of some relationships for each identifier.
fn by_id<'r>(relations: impl Iterator<Item = &'r Relation>) -> FxHashMap<&'r str, &'r Relation> {
    let mut all = FxHashMap::default();
    relations.for_each(|it| {
        all.entry(it.id.as_str()).or_insert(it);
    });
    all
}

/// The name of the workbook part, by the package's relationships or as it is usual.
fn workbook_part(package: &mut Package<'_>) -> Option<String> {
    let relations = relations_of(package, "").unwrap_or_default();
    let main =
        relations.into_iter().find(|it| it.kind == "officeDocument" && package.has(&it.target));
    let usual = || ["xl/workbook.xml", "xl/workbook.bin"].iter().find_map(|it| package.named(it));
    main.map(|it| it.target).or_else(usual)
}

fn read(artefact: &Artefact<'_>, budget: &Budget, sink: &mut dyn Sink) -> Result<(), Reason> {
    let package = Package::open(artefact.bytes(), budget)?;
    read_package(package, artefact, budget, sink);
    Ok(())
}

/// Reads a workbook from the parts of its package.
pub(super) fn read_package(
    mut package: Package<'_>,
    artefact: &Artefact<'_>,
    budget: &Budget,
    sink: &mut dyn Sink,
) {
    push_around(&package, artefact.bytes(), sink);
    if let Some(contradiction) = package.contradiction() {
        sink.gap(Gap::whole(contradiction));
    }
    let twin = package.twin();
    let mut reader = Reader {
        package,
        twin,
        limits: budget.limits(),
        workbook: Workbook::default(),
        book: Book::default(),
        owners: BTreeMap::new(),
        tables: None,
        caches: 0,
        sink,
    };
    reader.read();
}

impl Reader<'_, '_> {
    fn read(&mut self) {
        let part = workbook_part(&mut self.twin).unwrap_or_default();
        let relations = self.relations(&part);
        self.read_workbook(&part);
        self.read_shared(&relations);
        let inside = by_id(relations.iter().filter(|it| !it.external));
        for index in 0..self.workbook.sheets.len() {
            self.read_listed(index, &inside);
        }
        self.workbook.push(self.sink);
        self.book.styles.push_names(self.sink);
        self.read_rest();
        self.read_unlisted();
        self.book.strings.push_orphans(self.sink);
    }

    fn read_workbook(&mut self, part: &str) {
        let outcome = self.taken(part).and_then(|bytes| match bytes {
            Some(bytes) => self.workbook.read(&bytes),
            None => Ok(()),
        });
        self.note(part, outcome);
        self.book.is_1904 = self.workbook.is_1904;
    }

    /// Reads the styles and the shared strings, of which every sheet needs some.
    fn read_shared(&mut self, relations: &[Relation]) {
        for theme in relations.iter().filter(|it| it.kind == "theme") {
            let bytes = self.twin.take(&theme.target).ok().flatten().unwrap_or_default();
            self.book.styles.colours.read_theme(&bytes);
        }
        for relation in relations.iter().filter(|it| !it.external) {
            let part = &relation.target;
            let outcome = match relation.kind.as_str() {
                "styles" => self.taken(part).and_then(|bytes| match bytes {
                    Some(bytes) => self.book.styles.read(&bytes),
                    None => Ok(()),
                }),
                "sharedStrings" => Tokens::of(&mut self.package, part).and_then(|it| match it {
                    Some(mut tokens) => {
                        let Book { strings, styles, .. } = &mut self.book;
                        let outcome = strings.read(&mut tokens, &styles.colours, self.limits.part);
                        tokens.asides().push_apart(part, self.sink);
                        outcome
                    }
                    None => Ok(()),
                }),
                _ => Ok(()),
            };
            self.note(part, outcome);
        }
    }

    /// Reads a sheet that the workbook lists.
    fn read_listed(&mut self, index: usize, relations: &FxHashMap<&str, &Relation>) {
        let Listed { name, hidden, relation } = &self.workbook.sheets[index];
        let (name, hidden) = (name.clone(), *hidden);
        let Some(relation) = relations.get(relation.as_str()) else {
            let detail = "a sheet has no part".to_owned();
            return self.sink.gap(Gap::part(name, Reason::Malformed { format: "xlsx", detail }));
        };
        // Sheets of macros and of dialogues are of Excel 4 and 5: code, in cells.
        let kind = relation.kind.to_ascii_lowercase();
        let is_macro = kind.contains("macrosheet") || kind == "dialogsheet";
        let fixed = hidden.or(is_macro.then_some(Layer::Macro));
        let container = Container::grid(&name, fixed.unwrap_or(Layer::Body));
        if self.package.is_taken(&relation.target) {
            self.sink.open(container); // its name may tell
            self.sink.close();
            let reason = Reason::Ambiguous("it is two sheets");
            return self.sink.gap(Gap::part(&relation.target, reason));
        }
        self.own(&relation.target, &name, hidden);
        self.read_sheet(&relation.target, container, fixed, Some(index));
    }

    /// Reads the part of a sheet into a container.
    fn read_sheet(
        &mut self,
        part: &str,
        container: Container<'_>,
        fixed: Option<Layer>,
        index: Option<usize>,
    ) {
        self.sink.open(container);
        let named = |name| index.and_then(|index| self.workbook.own_name(index, name));
        let (filter, print) = (named("_xlnm._FilterDatabase"), named("_xlnm.Print_Area"));
        let beside = Beside::new(&mut self.twin, part, filter, print);
        let outcome = Tokens::of(&mut self.package, part).and_then(|tokens| match tokens {
            Some(mut tokens) => {
                Sheet::new(&mut self.book, fixed, beside).read(&mut tokens, self.sink)
            }
            None => Err(Reason::Malformed { format: "xlsx", detail: "it is not there".into() }),
        });
        let outcome = outcome.and_then(|merged| match fixed {
            None if !merged.is_empty() => self.read_covered(part, merged),
            _ => Ok(()), // nothing of a hidden sheet is seen
        });
        self.sink.close();
        self.note(part, outcome);
    }

    /// Reads the cells of a sheet that merged ones lie over.
    fn read_covered(&mut self, part: &str, merged: Vec<Area>) -> Result<(), Reason> {
        let Some(mut tokens) = Tokens::of(&mut self.package, part)? else { return Ok(()) };
        let beside = Beside::new(&mut self.twin, part, None, None);
        let sheet = Sheet::new(&mut self.book, Some(Layer::InvisibleText), beside);
        sheet.read_covered(&mut tokens, merged, self.sink)
    }

    /// Takes note of what belongs to a sheet: comments, drawings and what is in
    /// those.
    fn own(&mut self, part: &str, sheet: &str, hidden: Option<Layer>) {
        let mut met = BTreeSet::new();
        for relation in self.relations(part).into_iter().filter(|it| !it.external) {
            if relation.kind.contains("rawing") && met.insert(relation.target.clone()) {
                for inner in self.relations(&relation.target).into_iter().filter(|it| !it.external)
                {
                    self.owners.insert(inner.target, Owner { sheet: sheet.to_owned(), hidden });
                }
            }
            self.owners.insert(relation.target, Owner { sheet: sheet.to_owned(), hidden });
        }
    }

    /// The relationships of a part; those that are damaged are a gap when the
    /// ledger comes to their part.
    fn relations(&mut self, part: &str) -> Vec<Relation> {
        relations_of(&mut self.twin, part).unwrap_or_default()
    }

    /// The bytes of a part, what belongs to no element of it pushed.
    fn taken(&mut self, part: &str) -> Result<Option<Vec<u8>>, Reason> {
        let bytes = self.package.take(part)?;
        push_asides(bytes.as_deref().unwrap_or_default(), part, self.sink);
        Ok(bytes)
    }

    /// Makes a failure a gap.
    fn note(&mut self, part: &str, outcome: Result<(), Reason>) {
        if let Err(reason) = outcome {
            self.sink.gap(Gap::part(part, reason));
        }
    }
}
