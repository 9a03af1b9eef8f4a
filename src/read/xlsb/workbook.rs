//! The workbook part: its sheets, its names, and what it says of the people and
//! places that it comes from ([MS-XLSB] 2.1.7.61).

use super::formula::formula;
use super::markup::Markup;
use super::records::Record;
use super::translation::Writer;
use crate::read::package::Package;

/// What formulas may refer to.
#[derive(Default)]
struct Book {
    /// The names of the sheets.
    sheets: Vec<String>,
    /// The files that are referred to; the number of another one, from 1.
    files: Vec<Option<u32>>,
    others: u32,
    /// For each number that formulas use, a file and a sheet.
    links: Vec<(u32, i32)>,
}

/// Writes the workbook.
pub(super) fn writer(_: &mut Package<'_>, _: &str) -> Writer {
    let mut book = Book::default();
    Box::new(move |record, markup| book.write(record, markup))
}

impl Book {
    fn write(&mut self, record: Record<'_>, markup: &mut Markup) -> Option<()> {
        match record.id {
            // BrtWbProp, 2.4.826
            0x99 => markup.empty("workbookPr", &[("date1904", &(record.u32(0)? & 1))]),
            0x9C => self.write_sheet(record, markup)?,
            0x27 => self.write_name(record, markup)?,
            0x165 | 0x166 => self.files.push(None), // BrtSupSelf, BrtSupSame
            0x163 | 0x29B => {
                self.others += 1; // BrtSupBookSrc, BrtSupAddin
                self.files.push(Some(self.others));
            }
            0x16A => self.links = links(record)?,
            _ => write_fact(record, markup)?,
        }
        Some(())
    }

    /// Writes a sheet (BrtBundleSh, [MS-XLSB] 2.4.311).
    fn write_sheet(&mut self, record: Record<'_>, markup: &mut Markup) -> Option<()> {
        let state = match record.u32(0)? {
            0 => "visible",
            1 => "hidden",
            _ => "veryHidden",
        };
        let (relation, name) = sheet_names(record)?;
        markup.empty("sheet", &[("name", &name), ("state", &state), ("r:id", &relation)]);
        self.sheets.push(name);
        Some(())
    }

    /// Writes a defined name (BrtName, [MS-XLSB] 2.4.711): its flags, the sheet that
    /// it belongs to, its text, what it stands for, and a comment.
    fn write_name(&self, record: Record<'_>, markup: &mut Markup) -> Option<()> {
        let flags = record.u32(0)?;
        let (name, at) = record.text(9)?;
        let prefix = if flags & 0x20 != 0 { "_xlnm." } else { "" }; // the program's own
        let name = format!("{prefix}{name}");
        let (text, end) = formula(record, at, &|link| self.sheet(link))?;
        let comment = record.text(end).map(|it| it.0).unwrap_or_default();
        let own = format!("{}", record.u32(5)?.cast_signed());
        markup.open(
            "definedName",
            &[
                ("name", &name),
                ("hidden", &(flags & 1)),
                ("comment", &comment),
                ("localSheetId", &own),
            ],
        );
        markup.text(&text);
        markup.close("definedName");
        Some(())
    }

    /// The sheet that formulas know by a number, as they write it.
    fn sheet(&self, link: u16) -> Option<String> {
        let (file, sheet) = *self.links.get(usize::from(link))?;
        if let Some(number) = self.files.get(file as usize)? {
            return Some(format!("[{number}]!"));
        }
        let name = usize::try_from(sheet).ok().and_then(|it| self.sheets.get(it))?;
        Some(format!("'{}'!", name.replace('\'', "''")))
    }
}

/// The relation and the name of a sheet, behind its state and its number. A beta of
/// Excel 2007 wrote four more bytes before them, as some files still have it.
fn sheet_names(record: Record<'_>) -> Option<(String, String)> {
    let at = |start: usize| {
        let (relation, end) = record.text(start)?;
        let (name, end) = record.text(end)?;
        Some(((relation, name), end))
    };
    let whole = |it: &(_, usize)| it.1 == record.data.len();
    let found = at(8).filter(whole).or_else(|| at(12).filter(whole)).or_else(|| at(8))?;
    Some(found.0)
}

/// The files and sheets that formulas refer to (BrtExternSheet, [MS-XLSB] 2.4.666).
fn links(record: Record<'_>) -> Option<Vec<(u32, i32)>> {
    let count = (record.u32(0)? as usize).min(record.data.len() / 12);
    let link = |at: usize| Some((record.u32(at)?, record.u32(at + 4)?.cast_signed()));
    (0..count).map(|index| link(4 + 12 * index)).collect()
}

/// Writes what a record says of the workbook as a whole.
fn write_fact(record: Record<'_>, markup: &mut Markup) -> Option<()> {
    match record.id {
        // BrtUserBookView, 2.4.843
        0x18D => markup.empty("customWorkbookView", &[("name", &record.text(46)?.0)]),
        // BrtFileSharing, 2.4.686
        0x224 => markup.empty("fileSharing", &[("userName", &record.text(4)?.0)]),
        // BrtFileSharingIso: the name stands last
        0x2A4 => {
            let name = super::harvest::texts(record).pop().unwrap_or_default();
            markup.empty("fileSharing", &[("userName", &name)]);
        }
        // BrtBookProtection, 2.4.310: two passwords, then what they lock
        0x216 if record.u16(4)? != 0 => {
            markup.empty("workbookProtection", &[("lockStructure", &1)]);
        }
        0x2A5 => markup.empty("workbookProtection", &[("lockStructure", &1)]),
        0x817 => markup.empty("absPath", &[("url", &record.text(0)?.0)]), // BrtAbsPath15, 2.4.1
        // BrtWebPubItem of the workbook, 2.4.301
        0x22C | 0x22D => super::harvest::texts(record).iter().for_each(|text| {
            markup.empty("webPublishObject", &[("destinationFile", text)]);
        }),
        _ => {}
    }
    Some(())
}
