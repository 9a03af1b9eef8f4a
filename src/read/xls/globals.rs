//! What a workbook stream says before its first sheet: the sheets, the shared
//! texts, the number formats, the defined names.

use super::margin;
use super::names::{self, FILTERED, Name, PRINTED};
use super::records::{Pieces, Record, Records, Script};
use super::streams::Tabs;
use super::styles::Styles;
use crate::document::{Layer, Reason};
use crate::read::facts::Fact;
use crate::read::ole::properties::code_page;
use crate::read::shared::SharedTexts;
use crate::read::xlsx::reference::Area;

/// What LibreOffice writes in the place of its user.
const PROGRAM: &str = "Calc";

/// A sheet of the list of sheets (BOUNDSHEET8, [MS-XLS] 2.4.28).
pub(super) struct Sheet {
    pub(super) name: String,
    pub(super) layer: Layer,
    /// Where its records begin in the stream.
    pub(super) start: usize,
    pub(super) kind: SheetKind,
    /// The rows, from 0, that its filter lies over, if the workbook says so.
    pub(super) filter: Option<(u16, u16)>,
    /// The areas that are printed, if the workbook names some.
    pub(super) printed: Vec<Area>,
}

/// What a sheet is (BOUNDSHEET8 dt).
#[derive(Clone, Copy, Eq, PartialEq)]
pub(super) enum SheetKind {
    Table,
    Macro,
    Chart,
    Module,
}

/// What holds for all sheets of a workbook stream.
pub(super) struct Globals {
    pub(super) script: Script,
    pub(super) sheets: Vec<Sheet>,
    pub(super) shared: SharedTexts,
    pub(super) names: Vec<Name>,
    pub(super) is_1904: bool,
    /// What is wrong with the globals, which did not keep them from being read.
    pub(super) flaw: Option<Reason>,
    pub(super) styles: Styles,
    /// The people, views and queries that the workbook names, each with its
    /// layer and words for what it is.
    pub(super) facts: Vec<Fact>,
    /// Whether no object on any sheet is shown.
    pub(super) hides_objects: bool,
    /// The numbers of the sheets in their order (RRTabId, [MS-XLS] 2.4.241).
    pub(super) tabs: Vec<u16>,
    /// The built-in names for cells, with the sheet from 1 that each belongs to.
    areas: Vec<(u8, u16, Vec<Area>)>,
    /// Whether each of the workbooks that formulas refer to is this one.
    books: Vec<bool>,
    /// The workbook and the sheet, from 0, of each reference to another sheet.
    references: Vec<(u16, u16)>,
}

impl Globals {
    /// Reads the records up to the end of the globals.
    ///
    /// # Errors
    ///
    /// When the stream is encrypted.
    pub(super) fn read(stream: &[u8]) -> Result<Self, Reason> {
        let mut records = Records::from(stream, 0);
        let first = records.next().filter(|first| first.id == 0x0809); // BOF, 2.4.21
        let (script, flaw) = match script(first, stream) {
            Ok(script) => (script, None),
            Err(flaw) => (Script::Unicode, Some(flaw)),
        };
        let mut globals = Globals { flaw, ..Globals::new(script) };
        while let Some(record) = records.next() {
            match record.id {
                0x000A => return Ok(globals.finished()), // EOF, 2.4.103
                0x002F => return Err(Reason::Encrypted), // FILEPASS, 2.4.117
                0x00FC => globals.take_shared(&mut records.whole(record)),
                _ => drop(globals.take(record, &mut records)),
            }
        }
        globals.flaw.get_or_insert(Reason::Truncated);
        Ok(globals.finished())
    }

    fn finished(mut self) -> Self {
        self.styles.finish();
        for (built_in, number, areas) in std::mem::take(&mut self.areas) {
            let sheet = number.checked_sub(1).and_then(|at| self.sheets.get_mut(usize::from(at)));
            let (Some(sheet), Some(first)) = (sheet, areas.first()) else { continue };
            if built_in == PRINTED {
                sheet.printed = areas;
            } else {
                let row = |row: u32| u16::try_from(row - 1).unwrap_or(u16::MAX);
                sheet.filter = Some((row(*first.rows.start()), row(*first.rows.end())));
            }
        }
        self
    }

    /// The sheet of this workbook that a reference in a formula leads to (XTI,
    /// [MS-XLS] 2.5.343).
    pub(super) fn referred(&self, reference: u16) -> Option<&Sheet> {
        let (book, sheet) = *self.references.get(usize::from(reference))?;
        let is_own = *self.books.get(usize::from(book))?;
        self.sheets.get(usize::from(sheet)).filter(|_| is_own)
    }

    /// The names of the sheets by their numbers.
    pub(super) fn tabs(&self) -> Tabs {
        let named = |(number, sheet): (u16, &Sheet)| (number, sheet.name.clone());
        if self.tabs.is_empty() {
            return (1..).zip(&self.sheets).map(named).collect();
        }
        self.tabs.iter().copied().zip(&self.sheets).map(named).collect()
    }

    fn new(script: Script) -> Self {
        Globals {
            script,
            sheets: Vec::new(),
            shared: SharedTexts::default(),
            names: Vec::new(),
            is_1904: false,
            flaw: None,
            styles: Styles::default(),
            facts: Vec::new(),
            hides_objects: false,
            tabs: Vec::new(),
            areas: Vec::new(),
            books: Vec::new(),
            references: Vec::new(),
        }
    }

    /// Takes what one record says; nothing when it is too short to say it.
    fn take<'a>(&mut self, record: Record<'a>, records: &mut Records<'a>) -> Option<()> {
        match record.id {
            0x0022 => self.is_1904 = record.u16(0)? == 1, // DATE1904, 2.4.77
            0x0085 => self.sheets.push(sheet(record, self.script)?),
            0x0018 => {
                for built_in in [PRINTED, FILTERED] {
                    let areas = names::areas(record, built_in);
                    self.areas.extend(areas.map(|(sheet, areas)| (built_in, sheet, areas)));
                }
                self.names.extend(names::name(&mut records.whole(record), self.script));
            }
            0x008D => self.hides_objects = record.u16(0)? == 2, // HideObj, 2.4.139
            0x013D => self.tabs = numbers(record.data.iter().copied()),
            0x01AE => self.books.push(record.u16(2)? == 0x0401), // SupBook, 2.4.271
            0x0017 => {
                // ExternSheet, 2.4.105
                let numbers = numbers(records.whole(record).bytes_left().skip(2));
                self.references.extend(numbers.chunks_exact(3).map(|it| (it[0], it[1])));
            }
            _ => {
                self.facts.extend(self.fact(record));
                self.styles.take(record, self.script)?;
            }
        }
        Some(())
    }

    /// What a record says of the workbook as a whole, if it does.
    fn fact(&self, record: Record<'_>) -> Option<Fact> {
        let text = |at| Pieces::one(record.data.get(at..)?).long_text(self.script);
        Some(match record.id {
            // FILESHARING, 2.4.118
            0x005B => (Layer::Property, "reserved by", text(4)?),
            // WRITEACCESS, 2.4.349
            0x005C => {
                let user = Pieces::one(record.data).old_text(self.script)?;
                let is_program = user.trim() == PROGRAM;
                (Layer::Property, "last-user", if is_program { String::new() } else { user })
            }
            // SXString of a query, 2.4.304
            0x00CD => (Layer::Connection, "query", margin::query(record)?.concat()),
            // USERBVIEW, 2.4.333
            0x01A9 => (Layer::CustomView, "custom view", text(50)?),
            // NAMECMT, 2.4.173: two lengths, the name, the comment
            0x0894 => {
                let (name, comment) = (record.u16(12)?, record.u16(14)?);
                let mut pieces = Pieces::one(record.data.get(16..)?);
                pieces.text(name.into(), self.script)?;
                let comment = pieces.text(comment.into(), self.script)?;
                (Layer::DefinedName, "comment on a name", comment)
            }
            _ => return None,
        })
    }

    /// Takes the shared texts (SST, [MS-XLS] 2.4.265). Their claimed number is
    /// believed only as far as there are bytes.
    fn take_shared(&mut self, pieces: &mut Pieces<'_>) {
        let count = pieces.skip(4).and_then(|()| pieces.u32()).unwrap_or(u32::MAX);
        while self.shared.len() < count as usize {
            let Some(text) = pieces.rich_text() else {
                self.flaw.get_or_insert(Reason::Truncated);
                return;
            };
            self.shared.add(text);
        }
    }
}

/// Numbers of two bytes.
fn numbers(bytes: impl Iterator<Item = u8>) -> Vec<u16> {
    let bytes: Vec<u8> = bytes.collect();
    bytes.chunks_exact(2).map(|pair| u16::from_le_bytes([pair[0], pair[1]])).collect()
}

/// How a stream writes its texts, by its first record ([MS-XLS] 2.4.21) and by
/// CODEPAGE ([MS-XLS] 2.4.52).
fn script(first: Option<Record<'_>>, stream: &[u8]) -> Result<Script, Reason> {
    match first.and_then(|first| first.u16(0)) {
        Some(0x0600) => Ok(Script::Unicode),
        Some(0x0500) => {
            let page = Records::from(stream, 0).take_while(|it| it.id != 0x000A);
            let page = page.filter(|it| it.id == 0x0042).find_map(|it| it.u16(0));
            Ok(Script::CodePage(code_page(page.unwrap_or(1252))))
        }
        _ => Err(Reason::Malformed {
            format: "xls",
            detail: "its workbook does not begin like one".into(),
        }),
    }
}

/// A row of the list of sheets.
fn sheet(record: Record<'_>, script: Script) -> Option<Sheet> {
    let layer = match record.data.get(4)? & 3 {
        0 => Layer::Body,
        1 => Layer::HiddenSheet,
        _ => Layer::VeryHiddenSheet,
    };
    let kind = match record.data.get(5)? {
        1 => SheetKind::Macro,
        2 => SheetKind::Chart,
        6 => SheetKind::Module,
        _ => SheetKind::Table,
    };
    let name = Pieces::one(record.data.get(6..)?).short_text(script)?;
    let layer = if kind == SheetKind::Macro { Layer::Macro } else { layer };
    let start = record.u32(0)? as usize;
    Some(Sheet { name, layer, start, kind, filter: None, printed: Vec::new() })
}
