//! What a sheet holds beside its cells: filters, lists of allowed values, links,
//! scenarios, headers and footers, other people's views.

use super::formula::literals;
use super::harvest;
use super::markup::Markup;
use super::records::Record;

/// The records of which each text is an attribute of an element.
const LISTED: &[(u16, &str, &str)] = &[
    (0x1F3, "dataRef", "name"),          // BrtDRef, 2.4.353
    (0x1F6, "scenario", "name"),         // BrtBeginSct, 2.4.228
    (0x1F8, "inputCells", "val"),        // BrtSlc, 2.4.776
    (0x218, "protectedRange", "name"),   // BrtRangeProtection, 2.4.741
    (0x2A8, "protectedRange", "name"),   // BrtRangeProtectionIso, 2.4.742
    (0x44F, "protectedRange", "name"),   // BrtRangeProtection14, 2.4.743
    (0x22C, "webPublishItem", "title"),  // BrtBeginWebPubItem, 2.4.301
    (0x41D, "dataValidation", "prompt"), // BrtDVal14, 2.4.356
];

/// The elements of a header or footer, in the order of their texts.
const HEADERS: &[&str] =
    &["oddHeader", "oddFooter", "evenHeader", "evenFooter", "firstHeader", "firstFooter"];

/// Writes what stands around the cells; nothing when the record is too short.
pub(super) fn write(record: Record<'_>, markup: &mut Markup) -> Option<()> {
    if let Some((_, element, attribute)) = LISTED.iter().find(|it| it.0 == record.id) {
        harvest::texts(record).iter().for_each(|text| markup.empty(element, &[(attribute, text)]));
        return Some(());
    }
    match record.id {
        0x40 => validation(record, markup)?,
        0x2A9 => allowed(record, markup),
        0x1DF => headers(record, markup)?,
        0x1EE => link(record, markup)?,
        // BrtSheetProtection, 2.4.773, and BrtSheetProtectionIso: whether it is on
        0x217 if record.u32(2)? != 0 => markup.empty("sheetProtection", &[("sheet", &1)]),
        0x2A6 => markup.empty("sheetProtection", &[("sheet", &1)]),
        0x1A7 => markup.open("customSheetView", &[]), // BrtBeginUserShView, 2.4.294
        0x1A8 => markup.close("customSheetView"),
        _ => write_filter(record, markup)?,
    }
    Some(())
}

/// Writes a filter of a sheet or a table: BrtBeginAFilter ([MS-XLSB] 2.4.2),
/// BrtBeginFilterColumn (2.4.80), and its conditions (2.4.691 and 2.4.345).
pub(super) fn write_filter(record: Record<'_>, markup: &mut Markup) -> Option<()> {
    match record.id {
        0xA1 => markup.open("autoFilter", &[("ref", &record.range(0)?)]),
        0xA2 => markup.close("autoFilter"),
        0xA3 => markup.open("filterColumn", &[]),
        0xA4 => markup.close("filterColumn"),
        0xA7 | 0x499 => {
            harvest::texts(record).iter().for_each(|text| markup.empty("filter", &[("val", text)]))
        }
        0xAE | 0x49C => harvest::texts(record)
            .iter()
            .for_each(|text| markup.empty("customFilter", &[("val", text)])),
        _ => {}
    }
    Some(())
}

/// Writes a validation (BrtDVal, [MS-XLSB] 2.4.354): its cells, what it says, and what
/// it allows.
fn validation(record: Record<'_>, markup: &mut Markup) -> Option<()> {
    let (cells, at) = record.ranges(4)?;
    let mut texts = Vec::new();
    let mut end = at;
    for _ in 0..4 {
        let (text, next) = record.text(end)?;
        texts.push(text);
        end = next;
    }
    let [error_title, error, prompt_title, prompt] = &texts[..] else { return None };
    markup.open(
        "dataValidation",
        &[
            ("sqref", &cells),
            ("errorTitle", error_title),
            ("error", error),
            ("promptTitle", prompt_title),
            ("prompt", prompt),
        ],
    );
    for name in ["formula1", "formula2"] {
        let Some((text, next)) = literals(record, end) else { break };
        markup.element(name, &text);
        end = next;
    }
    markup.close("dataValidation");
    Some(())
}

/// Writes the values that a validation allows, where they are a record of their own
/// (BrtDValList, [MS-XLSB] 2.4.355).
fn allowed(record: Record<'_>, markup: &mut Markup) {
    harvest::texts(record).iter().for_each(|text| markup.element("list", &format!("\"{text}\"")));
}

/// Writes the headers and footers of odd, even and first pages
/// (BrtBeginHeaderFooter, [MS-XLSB] 2.4.102).
fn headers(record: Record<'_>, markup: &mut Markup) -> Option<()> {
    let mut at = 2;
    for name in HEADERS {
        let (text, end) = record.text(at)?;
        markup.element(name, &text);
        at = end;
    }
    Some(())
}

/// Writes a link (BrtHLink, [MS-XLSB] 2.4.702): its cells, the identifier of a
/// relationship, its place, its tip and its words.
fn link(record: Record<'_>, markup: &mut Markup) -> Option<()> {
    let (_, at) = record.text(16)?;
    let (location, at) = record.text(at)?;
    let (tip, at) = record.text(at)?;
    let words = record.text(at)?.0;
    markup.empty(
        "hyperlink",
        &[
            ("ref", &record.range(0)?),
            ("location", &location),
            ("tooltip", &tip),
            ("display", &words),
        ],
    );
    Some(())
}
