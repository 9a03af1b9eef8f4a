//! What holds for all sheets of a workbook: the list of them, the shared texts,
//! which formats are dates, the defined names.

use rustc_hash::FxHashMap;

use super::records::{Record, Records};
use super::styles::Styles;
use crate::document::{Gap, Layer, Reason, Sink};
use crate::read::facts::Fact;
use crate::read::package::Package;
use crate::read::relations::relations_of;
use crate::read::shared::SharedTexts;

/// A sheet (BrtBundleSh, [MS-XLSB] 2.4.311).
pub(super) struct Sheet {
    pub(super) name: String,
    pub(super) layer: Layer,
    /// The part that holds it.
    pub(super) part: String,
}

/// A defined name that is hidden or holds texts.
pub(super) struct Name {
    pub(super) name: String,
    pub(super) texts: Vec<String>,
}

/// What holds for all sheets.
#[derive(Default)]
pub(super) struct Workbook {
    pub(super) sheets: Vec<Sheet>,
    pub(super) names: Vec<Name>,
    pub(super) shared: SharedTexts,
    pub(super) is_1904: bool,
    pub(super) styles: Styles,
    /// The people, paths and views that the workbook names.
    pub(super) facts: Vec<Fact>,
}

impl Workbook {
    /// Reads the parts that hold for all sheets. One that is damaged is a gap;
    /// what it said before stays.
    pub(super) fn read(package: &mut Package<'_>, folder: &str, sink: &mut dyn Sink) -> Self {
        let mut workbook = Workbook::default();
        let parts = parts(package, folder).unwrap_or_else(|reason| {
            sink.gap(Gap::part("workbook.bin.rels", reason));
            FxHashMap::default()
        });
        for name in ["workbook.bin", "styles.bin", "sharedStrings.bin"] {
            let name = format!("{folder}{name}");
            if let Err(reason) = workbook.read_part(package, &name, &parts) {
                sink.gap(Gap::part(name, reason));
            }
        }
        workbook
    }

    fn read_part(
        &mut self,
        package: &mut Package<'_>,
        name: &str,
        parts: &FxHashMap<String, String>,
    ) -> Result<(), Reason> {
        let Some(stream) = package.stream(name)? else { return Ok(()) };
        let mut records = Records::of(stream);
        let mut is_broken = false;
        while let Some(record) = records.next()? {
            is_broken |= self.take(record, parts).is_none();
        }
        if is_broken { Err(broken()) } else { Ok(()) }
    }

    /// Takes what a record of one of these parts says; nothing when it is too
    /// short to say it.
    fn take(&mut self, record: Record<'_>, parts: &FxHashMap<String, String>) -> Option<()> {
        match record.id {
            0x99 => self.is_1904 = record.u32(0)? & 1 != 0, // BrtWbProp, 2.4.826
            0x9C => self.sheets.push(sheet(record, parts)?),
            0x27 => self.names.extend(name(record)?),
            0x13 => self.shared.add(record.rich_text(0)?), // BrtSSTItem, 2.4.777
            _ => {
                self.facts.extend(fact(record));
                self.styles.take(record)?;
            }
        }
        Some(())
    }
}

/// What a record says of the workbook as a whole, if it does.
fn fact(record: Record<'_>) -> Option<Fact> {
    Some(match record.id {
        0x18D => (Layer::CustomView, "custom view", record.text(46)?.0), // BrtUserBookView, 2.4.843
        0x224 => (Layer::Property, "reserved by", record.text(4)?.0),    // BrtFileSharing, 2.4.686
        0x817 => (Layer::SavePath, "saved under", record.text(0)?.0),    // BrtAbsPath15, 2.4.1
        _ => return None,
    })
}

/// A part whose records are too short for what they should say.
pub(super) fn broken() -> Reason {
    Reason::Malformed { format: "xlsb", detail: "a record is too short".into() }
}

/// A row of the list of sheets. One that leads to no part has none.
fn sheet(record: Record<'_>, parts: &FxHashMap<String, String>) -> Option<Sheet> {
    let layer = match record.u32(0)? {
        0 => Layer::Body,
        1 => Layer::HiddenSheet,
        _ => Layer::VeryHiddenSheet,
    };
    let (relation, end) = record.text(8)?;
    let name = record.text(end)?.0;
    Some(Sheet { name, layer, part: parts.get(&relation).cloned().unwrap_or_default() })
}

/// A defined name, if it is hidden or a text (BrtName, [MS-XLSB] 2.4.711): the
/// outer nothing when the record is too short.
fn name(record: Record<'_>) -> Option<Option<Name>> {
    let flags = record.u32(0)?;
    let (name, end) = record.text(9)?;
    let length = record.u32(end)?;
    // PtgStr ([MS-XLSB] 2.5.97.82): a length of two bytes, then UTF-16.
    let is_text = length > 3 && record.data.get(end + 4) == Some(&0x17);
    let is_array = matches!(record.data.get(end + 4), Some(0x20 | 0x40 | 0x60));
    let tail = (end + 4).checked_add(length as usize)?;
    let mut texts = if is_text {
        constant(record, end + 5).into_iter().collect()
    } else if is_array {
        array(record, tail)
    } else {
        Vec::new()
    };
    let comment = record.u32(tail).and_then(|more| record.text((tail + 4) + more as usize));
    texts.extend(comment.map(|it| it.0).filter(|comment| !comment.is_empty()));
    let says_something = flags & 0x01 != 0 || !texts.is_empty();
    Some((says_something && flags & 0x20 == 0).then_some(Name { name, texts }))
}

/// The texts of an array of values behind a formula, where their length stands:
/// how many columns and rows, then the values (PtgExtraArray, [MS-XLSB] 2.5.97.84, and
/// SerAr, 2.5.97.101).
fn array(record: Record<'_>, start: usize) -> Vec<String> {
    let mut texts = Vec::new();
    let end = record.u32(start).map_or(0, |length| (start + 4).saturating_add(length as usize));
    let mut at = start + 12;
    while let Some(kind) = record.data.get(at).filter(|_| at < end) {
        at += match kind {
            0x00 => 9,
            0x01 => {
                let Some(text) = constant(record, at + 1) else { break };
                let length = 3 + 2 * text.encode_utf16().count();
                texts.push(text);
                length
            }
            0x02 => 2,
            0x04 => 5,
            _ => break,
        };
    }
    texts
}

/// The text of a PtgStr.
fn constant(record: Record<'_>, at: usize) -> Option<String> {
    let end = usize::from(record.u16(at)?) * 2 + at + 2;
    let bytes = record.data.get(at + 2..end)?;
    Some(encoding_rs::UTF_16LE.decode_without_bom_handling(bytes).0.into_owned())
}

/// The parts that the workbook refers to, by the identifier of the relation.
fn parts(package: &mut Package<'_>, folder: &str) -> Result<FxHashMap<String, String>, Reason> {
    let relations = relations_of(package, &format!("{folder}workbook.bin"))?;
    Ok(relations.into_iter().map(|relation| (relation.id, relation.target)).collect())
}
