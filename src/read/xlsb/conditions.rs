//! Conditional formats: their cells, their texts and the look that they give
//! ([MS-XLSB] 2.1.7.62, CONDITIONALFORMATTINGS).

use super::formula::literals;
use super::harvest;
use super::markup::Markup;
use super::records::Record;

/// Writes a conditional format; those of Excel 2010 are known by their texts.
pub(super) fn write(record: Record<'_>, markup: &mut Markup) -> Option<()> {
    match record.id {
        // BrtBeginConditionalFormatting, 2.4.26: two numbers, then the cells
        0x1CD => {
            let cells = record.ranges(8)?.0;
            markup.open("conditionalFormatting", &[("sqref", &cells)]);
        }
        0x1CF => rule(record, markup)?,
        0x1D0 => markup.close("cfRule"),
        0x1CE => markup.close("conditionalFormatting"),
        0x418 => harvest::texts(record).iter().for_each(|text| {
            markup.element("f", &format!("\"{text}\""));
        }),
        _ => {}
    }
    Some(())
}

/// Begins a rule (BrtBeginCFRule, [MS-XLSB] 2.4.25): its kind, its look, its text, and up
/// to three formulas.
fn rule(record: Record<'_>, markup: &mut Markup) -> Option<()> {
    let (look, priority) = (record.u32(8)?, record.u32(12)?);
    let (text, mut at) = record.text(42)?;
    let kind = if record.u32(0)? == 1 { "cellIs" } else { "expression" };
    match look {
        u32::MAX => markup.open("cfRule", &[("type", &kind), ("text", &text)]),
        _ => markup.open(
            "cfRule",
            &[("type", &kind), ("dxfId", &look), ("priority", &priority), ("text", &text)],
        ),
    }
    while let Some((formula, end)) = literals(record, at) {
        markup.element("formula", &formula);
        at = end;
    }
    Some(())
}
