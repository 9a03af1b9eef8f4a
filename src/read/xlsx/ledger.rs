//! Every part of the package that is no listed sheet: done with as the table in
//! [`super::parts`] says, or a gap.

use rustc_hash::{FxHashMap, FxHashSet};

use super::Reader;
use super::comments::push_comments;
use super::external::push_link;
use super::parts::{Duty, ROOTS};
use super::pivot::{Definition, Origin};
use super::revisions::push_log;
use super::scan::Tokens;
use super::shared::SharedStrings;
use super::workbook::sheet_of;
use crate::document::{Container, Layer, Reason};
use crate::read::ooxml::asides::push_asides;
use crate::read::ooxml::{self, Part, Task, task};
use crate::read::pivot::Source;
use crate::read::relations::{relations_in, relations_of};
use crate::read::xml::{Node, walk};

impl Reader<'_, '_> {
    /// Reads the parts that nobody took: definitions of pivot caches first, for
    /// they take their records along.
    pub(super) fn read_rest(&mut self) {
        let twin = &mut self.twin;
        let tasks: Vec<(String, Result<Task<Duty>, Reason>)> = (self.package.rest().into_iter())
            .map(|part| (part.clone(), task(twin, &part, ROOTS)))
            .collect();
        let caches = |it: &Result<Task<Duty>, Reason>| matches!(it, Ok(Task::Own(Duty::Cache)));
        for first in [true, false] {
            for (part, task) in tasks.iter().filter(|(_, task)| caches(task) == first) {
                let outcome = task.clone().and_then(|task| self.read_part(part, task));
                self.note(part, outcome);
            }
        }
    }

    fn read_part(&mut self, part: &str, task: Task<Duty>) -> Result<(), Reason> {
        if self.package.is_taken(part) {
            return Ok(()); // taken along with another part
        }
        match task {
            Task::Own(Duty::Sheet(layer)) => {
                self.read_sheet(part, Container::grid(part, layer), Some(layer), None);
                Ok(())
            }
            Task::Own(Duty::Strings) => self.read_orphan_strings(part),
            Task::Own(Duty::Cache) => self.read_cache(part),
            Task::Own(Duty::Records) => self.read_records(part),
            Task::Own(duty) => {
                let bytes = self.taken(part)?.unwrap_or_default();
                self.read_bytes(part, &bytes, duty)
            }
            Task::Shared(duty) => {
                let bytes = self.package.take(part)?.unwrap_or_default();
                self.read_shared_part(part, &bytes, duty)
            }
        }
    }

    /// Reads a part that only workbooks have.
    fn read_bytes(&mut self, part: &str, bytes: &[u8], duty: Duty) -> Result<(), Reason> {
        match duty {
            Duty::Comments => {
                let sheet = self.owners.get(part).map_or(part, |it| it.sheet.as_str());
                push_comments(bytes, &format!("comments of {sheet}"), self.sink)
            }
            Duty::Link => {
                let relations = relations_of(&mut self.twin, part).unwrap_or_default();
                let outside = relations.iter().filter(|it| it.external);
                let targets: Vec<&str> = outside.map(|it| it.target.as_str()).collect();
                push_link(bytes, part, &targets, self.sink)
            }
            Duty::Log => push_log(bytes, part, self.author_of(part).as_deref(), self.sink),
            _ => Ok(()), // read as streams
        }
    }

    /// Reads a part that any package of Office may have.
    fn read_shared_part(
        &mut self,
        part: &str,
        bytes: &[u8],
        duty: ooxml::Duty,
    ) -> Result<(), Reason> {
        if matches!(duty, ooxml::Duty::Relations) && self.belongs_to_link(part) {
            push_asides(bytes, part, self.sink);
            return relations_in(bytes, |_| {});
        }
        let hidden = self.owners.get(part).and_then(|it| it.hidden);
        let shows = &|formula: &str| self.workbook.shows(formula);
        let colours = &self.book.styles.colours;
        Part { name: part, bytes, hidden, colours, shows }.push(duty, &mut self.twin, self.sink)
    }

    /// Whether these are the relationships of a link that is in the package: it
    /// tells itself where it leads.
    fn belongs_to_link(&self, part: &str) -> bool {
        let link = part.replace("_rels/", "").replace(".rels", "");
        part.contains("externalLink") && self.package.has(&link)
    }

    /// Reads shared strings that no workbook refers to: no cell shows any.
    fn read_orphan_strings(&mut self, part: &str) -> Result<(), Reason> {
        let mut strings = SharedStrings::default();
        let Some(mut tokens) = Tokens::of(&mut self.package, part)? else { return Ok(()) };
        let outcome = strings.read(&mut tokens, &self.book.styles.colours, self.limits.part);
        strings.push_orphans(self.sink);
        outcome
    }

    /// Reads a pivot cache with its records.
    fn read_cache(&mut self, part: &str) -> Result<(), Reason> {
        let mut definition = Definition::default();
        let Some(bytes) = self.taken(part)? else { return Ok(()) };
        let outcome = definition.read(&bytes);
        let records = self.records_of(part);
        let name = self.next_cache();
        let source = self.source(&definition.origin);
        let mut damaged = Ok(());
        let tokens = match &records {
            Some(records) => Tokens::of(&mut self.package, records).unwrap_or_else(|reason| {
                damaged = Err(reason);
                None
            }),
            None => None,
        };
        let pushed = definition.push(&name, source, tokens, self.sink);
        self.note(records.as_deref().unwrap_or(part), damaged.and(pushed));
        outcome
    }

    /// Reads records without a definition: values without their headings.
    fn read_records(&mut self, part: &str) -> Result<(), Reason> {
        let name = self.next_cache();
        let tokens = Tokens::of(&mut self.package, part)?;
        Definition::default().push(&name, Source::Undefined, tokens, self.sink)
    }

    /// The part with the records of a pivot cache: by its relationships, else by
    /// the name that programs give it.
    fn records_of(&mut self, part: &str) -> Option<String> {
        let relations = relations_of(&mut self.twin, part).unwrap_or_default();
        let related = relations.into_iter().find(|it| it.kind == "pivotCacheRecords");
        let name = related.map_or_else(|| part.replace("Definition", "Records"), |it| it.target);
        (name != part && self.package.has(&name)).then_some(name)
    }

    fn next_cache(&mut self) -> String {
        self.caches += 1;
        format!("pivot cache {}", self.caches)
    }

    /// What became of the source of a pivot cache.
    fn source(&mut self, origin: &Origin) -> Source {
        if origin.outside {
            return Source::Outside;
        }
        let named = self.workbook.named(&origin.name).and_then(sheet_of);
        let sheet = Some(origin.sheet.clone()).filter(|it| !it.is_empty()).or(named);
        let Some(sheet) = sheet.or_else(|| self.sheet_of_table(&origin.name)) else {
            return Source::Unknown;
        };
        let listed = self.workbook.sheet(&sheet);
        Source::sheet(listed.map(|it| it.hidden.unwrap_or(Layer::Body)))
    }

    /// The sheet of a table of this name.
    fn sheet_of_table(&mut self, name: &str) -> Option<String> {
        let tables = match self.tables.take() {
            Some(tables) => tables,
            None => self.tables_by_name(),
        };
        self.tables.insert(tables).get(&name.to_ascii_lowercase()).cloned()
    }

    /// The sheets of all tables, by the names of the tables in lower case.
    fn tables_by_name(&mut self) -> FxHashMap<String, String> {
        let mut tables = FxHashMap::default();
        let mut met = FxHashSet::default();
        let Some(main) = super::workbook_part(&mut self.twin) else { return tables };
        let relations = self.relations(&main);
        let parts = super::by_id(relations.iter());
        for sheet in &self.workbook.sheets {
            let Some(part) = parts.get(sheet.relation.as_str()) else { continue };
            if !met.insert(&part.target) {
                continue;
            }
            let own = relations_of(&mut self.twin, &part.target).unwrap_or_default();
            for table in own.iter().filter(|it| it.kind == "table") {
                let bytes = self.twin.take(&table.target).ok().flatten().unwrap_or_default();
                for name in names_of_tables(&bytes) {
                    tables.entry(name).or_insert_with(|| sheet.name.clone());
                }
            }
        }
        tables
    }
}

/// The names of the tables of a part, in lower case.
fn names_of_tables(bytes: &[u8]) -> Vec<String> {
    let mut names = Vec::new();
    let outcome = walk(bytes, |node| {
        if let Node::Open(element) = node
            && element.name == "table"
        {
            names.push(element.text("displayName").to_ascii_lowercase());
        }
    });
    outcome.map(|()| names).unwrap_or_default()
}
