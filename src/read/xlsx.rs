//! Workbooks of Office Open XML: xlsx, xlsm, xltx, xltm (ECMA-376 part 1, 12 and 18).
//!
//! The sheets that the workbook lists come first, each in its layer; then every
//! other part of the package by the ledger in [`parts`]; last the texts that no
//! cell refers to. A part that fails is a gap, and the next one is read.

mod comments;
mod external;
pub(super) mod harvest;
mod hiding;
mod ledger;
pub(super) mod margin;
mod mashup;
mod parts;
mod pivot;
mod reference;
mod scan;
mod shared;
mod sheet;
pub(super) mod styles;
mod tag;
mod workbook;

use std::collections::BTreeMap;
use std::ops::RangeInclusive;

use self::hiding::{Before, Filters};
use self::reference::rows;
use self::scan::{Token, Tokens};
use self::shared::SharedStrings;
use self::sheet::Sheet;
use self::styles::Styles;
use self::workbook::{Listed, Workbook};
use super::package::Package;
use super::relations::{Relation, relations_of};
use super::xml::{self, Node, walk};
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

/// A workbook while it is read.
struct Reader<'a, 's> {
    package: Package<'a>,
    /// For looks at parts that leave the ledger as it is.
    twin: Package<'a>,
    limits: &'a Limits,
    workbook: Workbook,
    book: Book,
    /// The sheets to which comments belong, by part.
    owners: BTreeMap<String, String>,
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

/// The name of the workbook part, by the package's relationships or as it is usual.
fn workbook_part(package: &mut Package<'_>) -> Option<String> {
    let relations = relations_of(package, "").unwrap_or_default();
    let main =
        relations.into_iter().find(|it| it.kind == "officeDocument" && package.has(&it.target));
    main.map(|it| it.target).or_else(|| package.named("xl/workbook.xml"))
}

fn read(artefact: &Artefact<'_>, budget: &Budget, sink: &mut dyn Sink) -> Result<(), Reason> {
    let mut package = Package::open(artefact.bytes(), budget)?;
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
        caches: 0,
        sink,
    };
    reader.read();
    Ok(())
}

impl Reader<'_, '_> {
    fn read(&mut self) {
        let part = workbook_part(&mut self.twin).unwrap_or_default();
        let relations = self.relations(&part);
        self.read_workbook(&part);
        self.read_shared(&relations);
        for index in 0..self.workbook.sheets.len() {
            self.read_listed(index, &relations);
        }
        self.workbook.push(self.sink);
        self.read_rest();
        self.book.strings.push_orphans(self.sink);
    }

    fn read_workbook(&mut self, part: &str) {
        let outcome = self.package.take(part).and_then(|bytes| match bytes {
            Some(bytes) => self.workbook.read(&bytes),
            None => Ok(()),
        });
        self.note(part, outcome);
        self.book.is_1904 = self.workbook.is_1904;
    }

    /// Reads the styles and the shared strings, of which every sheet needs some.
    fn read_shared(&mut self, relations: &[Relation]) {
        for relation in relations.iter().filter(|it| !it.external) {
            let part = &relation.target;
            let outcome = match relation.kind.as_str() {
                "styles" => self.package.take(part).and_then(|bytes| match bytes {
                    Some(bytes) => self.book.styles.read(&bytes),
                    None => Ok(()),
                }),
                "sharedStrings" => Tokens::of(&mut self.package, part).and_then(|it| match it {
                    Some(mut tokens) => self.book.strings.read(&mut tokens, self.limits.part),
                    None => Ok(()),
                }),
                _ => Ok(()),
            };
            self.note(part, outcome);
        }
    }

    /// Reads a sheet that the workbook lists.
    fn read_listed(&mut self, index: usize, relations: &[Relation]) {
        let Listed { name, hidden, relation } = &self.workbook.sheets[index];
        let (name, hidden) = (name.clone(), *hidden);
        let Some(relation) = relations.iter().find(|it| it.id == *relation && !it.external) else {
            let detail = "a sheet has no part".to_owned();
            return self.sink.gap(Gap::part(name, Reason::Malformed { format: "xlsx", detail }));
        };
        let is_macro = relation.kind.to_ascii_lowercase().contains("macrosheet");
        let fixed = hidden.or(is_macro.then_some(Layer::Macro));
        let container = Container::grid(&name, fixed.unwrap_or(Layer::Body));
        self.own(&relation.target, &name);
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
        let range = index.and_then(|index| self.workbook.filtered_range(index));
        let twin = &mut self.twin;
        let filters = Filters::new(|before| filtered(twin, part, before, range));
        let outcome = Tokens::of(&mut self.package, part).and_then(|tokens| match tokens {
            Some(mut tokens) => {
                Sheet::new(&mut self.book, fixed, filters).read(&mut tokens, self.sink)
            }
            None => Err(Reason::Malformed { format: "xlsx", detail: "it is not there".into() }),
        });
        self.sink.close();
        self.note(part, outcome);
    }

    /// Takes note of the comments that belong to a sheet.
    fn own(&mut self, part: &str, sheet: &str) {
        let relations = relations_of(&mut self.twin, part).unwrap_or_default();
        for relation in relations.into_iter().filter(|it| it.kind.contains("omment")) {
            self.owners.insert(relation.target, sheet.to_owned());
        }
    }

    /// The relationships of a part; those that are damaged are a gap when the
    /// ledger comes to their part.
    fn relations(&mut self, part: &str) -> Vec<Relation> {
        relations_of(&mut self.twin, part).unwrap_or_default()
    }

    /// Makes a failure a gap.
    fn note(&mut self, part: &str, outcome: Result<(), Reason>) {
        if let Err(reason) = outcome {
            self.sink.gap(Gap::part(part, reason));
        }
    }
}

/// The rows over which the active filters of a sheet lie: its own, written
/// behind its rows; that of its name `_FilterDatabase`; those of its tables.
/// What is damaged here is a gap when it is read for its texts.
fn filtered(
    package: &mut Package<'_>,
    part: &str,
    before: &Before,
    named: Option<&str>,
) -> Vec<RangeInclusive<u32>> {
    let mut found: Vec<_> = named.filter(|_| before.mode).and_then(rows).into_iter().collect();
    found.extend(own_filter(package, part, before).ok().flatten());
    for relation in relations_of(package, part).unwrap_or_default() {
        if relation.kind == "table" {
            let bytes = package.take(&relation.target).ok().flatten().unwrap_or_default();
            found.extend(table_filter(&bytes));
        }
    }
    found
}

/// The rows of a sheet's own filter, if it has one that is active.
fn own_filter(
    package: &mut Package<'_>,
    part: &str,
    before: &Before,
) -> Result<Option<RangeInclusive<u32>>, Reason> {
    let Some(mut tokens) = Tokens::of(package, part)? else { return Ok(None) };
    if before.end.is_empty() || !tokens.leap(&before.end)? {
        return Ok(None);
    }
    let mut range = None;
    loop {
        match tokens.next()? {
            Token::Open(tag) if tag.name == b"autoFilter" => {
                range = tag.get(b"ref").as_deref().and_then(rows);
                if before.mode || tag.empty {
                    return Ok(range.filter(|_| before.mode));
                }
            }
            Token::Open(tag) if tag.name == b"filterColumn" => return Ok(range),
            Token::Open(tag) if tag.name == b"customSheetViews" => return Ok(None),
            Token::Close(b"autoFilter" | b"worksheet") | Token::End => return Ok(None),
            _ => {}
        }
    }
}

/// The rows of a table's filter, if it is active.
fn table_filter(bytes: &[u8]) -> Option<RangeInclusive<u32>> {
    let mut range = None;
    let mut active = false;
    let outcome = walk(bytes, |node| match node {
        Node::Open(element) if element.name == "autoFilter" => range = rows(element.text("ref")),
        Node::Open(element) if element.name == "filterColumn" => active = true,
        _ => {}
    });
    outcome.ok().and(range).filter(|_| active)
}
