//! Every part of the package that is no listed sheet: done with as the table in
//! [`super::parts`] says, or a gap.

use rustc_hash::{FxHashMap, FxHashSet};

use super::Reader;
use super::charts::push_chart;
use super::comments::{push_comments, push_people};
use super::drawing::push_drawing;
use super::external::push_link;
use super::harvest::{Attributes, push_texts};
use super::mashup::push_mashup;
use super::parts::{AMONG_CUSTOM, Duty, duty_of_name, duty_of_root};
use super::pivot::{Definition, Origin};
use super::revisions::push_log;
use super::scan::Tokens;
use super::shared::SharedStrings;
use super::signature::push_signature;
use super::workbook::sheet_of;
use crate::document::{Container, Enclosure, Fragment, Layer, Place, Reason, Sink};
use crate::read::macros;
use crate::read::pivot::Source;
use crate::read::properties::push_properties;
use crate::read::relations::{relations_in, relations_of};
use crate::read::strings::printable;
use crate::read::xml::{self, Node, walk};

/// The bytes of a part in which its root element is looked for.
const HEAD: usize = 4096;

/// The classes of the controls of Office: command button, check, text, list and
/// combination box, option and toggle button, label, image, scroll bar, spin
/// button ([MS-OFORMS] 2.1.1). Their values are captions, texts and sizes.
const CONTROLS: &[&str] = &[
    "D7053240-CE69-11CD-A777-00DD01143C57",
    "8BD21D40-EC42-11CE-9E0D-00AA006002F3",
    "8BD21D10-EC42-11CE-9E0D-00AA006002F3",
    "8BD21D20-EC42-11CE-9E0D-00AA006002F3",
    "8BD21D30-EC42-11CE-9E0D-00AA006002F3",
    "8BD21D50-EC42-11CE-9E0D-00AA006002F3",
    "8BD21D60-EC42-11CE-9E0D-00AA006002F3",
    "978C9E23-D4B0-11CE-BF2D-00AA003F40D0",
    "4C599241-6926-101B-9992-00000B65C6F9",
    "DFD181E0-5E2F-11CE-A449-00AA004A803D",
    "79176FB0-B7F2-11CE-97EF-00AA006D2776",
];

impl Reader<'_, '_> {
    /// Reads the parts that nobody took: definitions of pivot caches first, for
    /// they take their records along.
    pub(super) fn read_rest(&mut self) {
        let duties: Vec<(String, Result<Option<Duty>, Reason>)> =
            self.package.rest().into_iter().map(|part| (part.clone(), self.duty(&part))).collect();
        let caches = |it: &Result<Option<Duty>, Reason>| matches!(it, Ok(Some(Duty::Cache)));
        for first in [true, false] {
            for (part, duty) in duties.iter().filter(|(_, duty)| caches(duty) == first) {
                match duty {
                    Ok(duty) => self.read_part(part, *duty),
                    Err(reason) => self.note(part, Err(reason.clone())),
                }
            }
        }
    }

    /// What is done with a part: by its name, else by its root element. Some
    /// have the name of any custom part.
    fn duty(&mut self, part: &str) -> Result<Option<Duty>, Reason> {
        let mut head = vec![0; HEAD];
        let count = self.twin.head(part, &mut head)?;
        let root = xml::root(&head[..count]);
        let is_own = root.as_deref().is_some_and(|root| AMONG_CUSTOM.contains(&root));
        if let Some(duty) = duty_of_name(part).filter(|_| !is_own) {
            return Ok(Some(duty));
        }
        if count == 0 {
            return Ok(Some(Duty::Nothing));
        }
        let unknown = Duty::Texts(Layer::UnknownPart, Attributes::All);
        Ok(root.map(|root| duty_of_root(&root).unwrap_or(unknown)))
    }

    fn read_part(&mut self, part: &str, duty: Option<Duty>) {
        if self.package.is_taken(part) {
            return; // taken along with another part
        }
        let outcome = match duty {
            Some(Duty::Nothing) => self.taken(part).map(drop),
            Some(Duty::Sheet(layer)) => {
                return self.read_sheet(part, Container::grid(part, layer), Some(layer), None);
            }
            Some(Duty::Strings) => self.read_orphan_strings(part),
            Some(Duty::Cache) => self.read_cache(part),
            Some(Duty::Records) => self.read_records(part),
            Some(Duty::File | Duty::Code | Duty::Model | Duty::Controls | Duty::Runs(_)) | None => {
                let bytes = self.package.take(part);
                bytes.and_then(|it| self.read_bytes(part, &it.unwrap_or_default(), duty))
            }
            duty => {
                let bytes = self.taken(part);
                bytes.and_then(|it| self.read_bytes(part, &it.unwrap_or_default(), duty))
            }
        };
        self.note(part, outcome);
    }

    /// Reads a part that is held in memory as a whole.
    fn read_bytes(&mut self, part: &str, bytes: &[u8], duty: Option<Duty>) -> Result<(), Reason> {
        let is_told = matches!(duty, Some(Duty::Relations)) && self.belongs_to_link(part);
        let is_known = matches!(duty, Some(Duty::Controls)) && self.is_of_forms(part);
        let author = if matches!(duty, Some(Duty::Log)) { self.author_of(part) } else { None };
        let owner = self.owners.get(part);
        let hidden = owner.and_then(|it| it.hidden);
        let sink = &mut *self.sink;
        match duty {
            _ if is_told => relations_in(bytes, |_| {}),
            Some(Duty::Comments) => {
                let sheet = owner.map_or(part, |it| it.sheet.as_str());
                push_comments(bytes, &format!("comments of {sheet}"), sink)
            }
            Some(Duty::Chart) => {
                push_chart(bytes, part, hidden, &|formula| self.workbook.shows(formula), sink)
            }
            Some(Duty::Drawing) => push_drawing(bytes, part, hidden, sink),
            Some(Duty::Log) => push_log(bytes, part, author.as_deref(), sink),
            Some(Duty::Signature) => push_signature(bytes, part, sink),
            Some(Duty::People) => push_people(bytes, part, sink),
            Some(Duty::Link) => {
                let relations = relations_of(&mut self.twin, part).unwrap_or_default();
                let outside = relations.iter().filter(|it| it.external);
                let targets: Vec<&str> = outside.map(|it| it.target.as_str()).collect();
                push_link(bytes, part, &targets, sink)
            }
            Some(Duty::Queries) => push_mashup(bytes, part, sink),
            Some(Duty::Relations) => push_outside(part, bytes, sink),
            Some(Duty::Properties) => {
                sink.open(Container::text("properties", Layer::Property));
                let outcome = push_properties(bytes, sink);
                sink.close();
                outcome
            }
            Some(Duty::Texts(layer, attributes)) => {
                let layer = hidden.filter(|_| layer == Layer::TextBox).unwrap_or(layer);
                let known = layer != Layer::UnknownPart;
                push_texts(bytes, part, layer, attributes, sink)?;
                if known { Ok(()) } else { Err(Reason::UnknownFormat) }
            }
            Some(Duty::Loose(layer, attributes)) => {
                let layer = hidden.unwrap_or(layer);
                if push_texts(bytes, part, layer, attributes, sink).is_err() {
                    printable(bytes, layer, part, sink);
                }
                Ok(())
            }
            Some(Duty::File) => {
                sink.enclose(Enclosure { name: part, bytes });
                Ok(())
            }
            Some(Duty::Runs(layer)) => {
                printable(bytes, layer, part, sink);
                Ok(())
            }
            Some(Duty::Code) => {
                macros::push(part, bytes, sink);
                Ok(())
            }
            Some(Duty::Controls) => {
                let layer = if is_known { Layer::TextBox } else { Layer::UnknownPart };
                printable(bytes, layer, part, sink);
                if is_known {
                    Ok(())
                } else {
                    Err(Reason::NotInThisVersion("this kind of control"))
                }
            }
            Some(Duty::Model) => Err(Reason::DataModel),
            _ => {
                printable(bytes, Layer::UnknownPart, part, sink);
                Err(Reason::UnknownFormat)
            }
        }
    }

    /// Whether the values of a control are those of a kind that every Office has:
    /// the part beside says which class they belong to.
    fn is_of_forms(&mut self, part: &str) -> bool {
        let beside = part.strip_suffix(".bin").map(|it| format!("{it}.xml"));
        let bytes = beside.and_then(|it| self.twin.take(&it).ok().flatten()).unwrap_or_default();
        let mut is_known = false;
        let outcome = walk(&bytes, |node| {
            if let Node::Open(element) = node {
                let class = element.text("classid").trim_matches(['{', '}']).to_ascii_uppercase();
                is_known |= CONTROLS.contains(&class.as_str());
            }
        });
        outcome.is_ok() && is_known
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

/// Pushes the places outside to which a part refers.
fn push_outside(part: &str, bytes: &[u8], sink: &mut dyn Sink) -> Result<(), Reason> {
    let mut open = false;
    let outcome = relations_in(bytes, |relation| {
        if !relation.external {
            return;
        }
        if !open {
            sink.open(Container::text(part, Layer::Hyperlink));
            open = true;
        }
        let layer = match relation.kind.as_str() {
            "externalLinkPath" | "xlPathMissing" | "externalLinkLongPath" => Layer::ExternalCache,
            "hyperlink" => Layer::Hyperlink,
            _ => Layer::SavePath,
        };
        sink.push(Fragment::new(&relation.target, layer, Place::Named("target")));
    });
    if open {
        sink.close();
    }
    outcome
}
