//! Conditional formats: their cells, their texts and the look that they give
//! ([MS-XLSB] 2.1.7.62, CONDITIONALFORMATTINGS).

use super::formula::literals;
use super::harvest;
use super::markup::Markup;
use super::records::Record;
use crate::read::serial;

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

/// Begins a rule (BrtBeginCFRule, [MS-XLSB] 2.4.25): its kind, its look, its place among
/// others, its text, and up to three formulas.
fn rule(record: Record<'_>, markup: &mut Markup) -> Option<()> {
    let (look, priority) = (record.u32(8)?.cast_signed(), record.u32(12)?);
    let (kind, operator) = kind(record)?;
    let (text, mut at) = record.text(42)?;
    markup.open(
        "cfRule",
        &[
            ("type", &kind),
            ("operator", &operator),
            ("dxfId", &look),
            ("priority", &priority),
            ("text", &text),
        ],
    );
    while let Some((formula, end)) = operand(record, at) {
        markup.element("formula", &formula);
        at = end;
    }
    Some(())
}

/// The kind of a rule and what it compares by, as xlsx names them: its type, its
/// template and its parameter (CFType, CFTemp, CFOper and CFTextOper, [MS-XLSB] 2.5.15
/// and after).
fn kind(record: Record<'_>) -> Option<(&'static str, &'static str)> {
    const COMPARED: [&str; 8] = [
        "between",
        "notBetween",
        "equal",
        "notEqual",
        "greaterThan",
        "lessThan",
        "greaterThanOrEqual",
        "lessThanOrEqual",
    ];
    const WITHIN: [&str; 4] = ["containsText", "notContainsText", "beginsWith", "endsWith"];
    let (template, parameter) = (record.u32(4)?, record.u32(16)? as usize);
    let compared = parameter.checked_sub(1).and_then(|it| COMPARED.get(it).copied());
    Some(match (record.u32(0)?, template) {
        (1, _) => ("cellIs", compared.unwrap_or("other")),
        (_, 8) => (WITHIN.get(parameter).copied().unwrap_or("other"), ""),
        (_, 9) => ("containsBlanks", ""),
        (_, 10) => ("notContainsBlanks", ""),
        (_, 11) => ("containsErrors", ""),
        (_, 12) => ("notContainsErrors", ""),
        (2, _) => ("expression", ""),
        _ => ("other", ""),
    })
}

/// A formula of a rule and where it ends: a constant as it is, of any other what it
/// tells.
fn operand(record: Record<'_>, at: usize) -> Option<(String, usize)> {
    let (told, end) = literals(record, at)?;
    let length = record.u32(at)? as usize;
    let tokens = record.data.get(at + 4..at + 4 + length)?;
    let constant = match *tokens {
        [] => Some(String::new()),
        [0x17, ..] if length == 3 + 2 * usize::from(record.u16(at + 5)?) => Some(told.clone()), // PtgStr
        [0x1D, truth] => Some(serial::truth(truth != 0).to_owned()), // PtgBool
        [0x1E, low, high] => Some(u16::from_le_bytes([low, high]).to_string()), // PtgInt
        [0x1F, ..] if length == 9 => Some(serial::number(record.f64(at + 5)?)), // PtgNum
        _ => None,
    };
    Some((constant.unwrap_or_else(|| format!("expression({told})")), end))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_rule_is_written_with_what_it_compares_by() {
        let numbers = [1_u32, 0, 7, 2, 4].map(u32::to_le_bytes).concat();
        let formula = [3, 0, 0, 0, 0x1E, 5, 0, 0, 0, 0, 0];
        let other = [2, 0, 0, 0, 0x1C, 7, 0, 0, 0, 0];
        let data = [&numbers[..], &[0; 22], &[0xFF; 4], &formula, &other].concat();
        let mut markup = Markup::default();
        assert_eq!(rule(Record { id: 0x1CF, data: &data }, &mut markup), Some(()));
        let written = "<cfRule type=\"cellIs\" operator=\"notEqual\" dxfId=\"7\" \
                       priority=\"2\" text=\"\"><formula>5</formula>\
                       <formula>expression()</formula>";
        assert_eq!(markup.written(), written);
    }
}
