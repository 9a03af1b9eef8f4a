//! Formulas as far as they tell something: their texts and arrays, and what they
//! refer to in other sheets ([MS-XLSB] 2.5.97).

use super::records::Record;
use crate::document::column_letters;
use crate::read::formula::{Dialect, walk};

/// The name before a reference to a sheet, by the number that tokens know it by.
pub(super) type Sheets<'s> = &'s dyn Fn(u16) -> Option<String>;

/// A formula and where it ends: its length, its tokens, and the length of what
/// belongs to them. What is told of it stands apart by commas.
pub(super) fn formula(
    record: Record<'_>,
    at: usize,
    sheets: Sheets<'_>,
) -> Option<(String, usize)> {
    let end = (at + 4).checked_add(record.u32(at)? as usize)?;
    let tokens = record.data.get(at + 4..end)?;
    let mut told = Vec::new();
    walk(tokens, Dialect::Biff12, |token, operands| told.extend(part(token, operands, sheets)));
    let Some(more) = record.u32(end) else { return Some((told.join(","), end)) };
    let last = (end + 4).saturating_add(more as usize);
    let texts = array(record.data.get(end + 12..last).unwrap_or_default());
    told.extend((!texts.is_empty()).then(|| format!("{{{}}}", texts.join(";"))));
    Some((told.join(","), last))
}

/// The texts in a formula of a cell; those that refer to other cells say nothing.
pub(super) fn literals(record: Record<'_>, at: usize) -> Option<(String, usize)> {
    formula(record, at, &|_| None)
}

/// What a token tells.
fn part(token: u8, operands: &[u8], sheets: Sheets<'_>) -> Option<String> {
    let u16_at = |at: usize| Some(u16::from_le_bytes(*operands.get(at..)?.first_chunk()?));
    let u32_at = |at: usize| Some(u32::from_le_bytes(*operands.get(at..)?.first_chunk()?));
    let cell = |row: usize, column: usize| {
        let letters = column_letters(u32::from(u16_at(column)? & 0x3FFF) + 1);
        Some(format!("${letters}${}", u32_at(row)?.saturating_add(1)))
    };
    match token {
        // PtgStr; a blank one tells nothing
        0x17 => {
            Some(utf16(operands.get(2..)?)).filter(|it| !it.trim().is_empty()).map(|it| quoted(&it))
        }
        0x3C | 0x3D => sheets(u16_at(0)?).map(|sheet| format!("{sheet}#REF!")),
        0x3A => Some(format!("{}{}", sheets(u16_at(0)?)?, cell(2, 6)?)), // PtgRef3d
        0x3B => {
            let sheet = sheets(u16_at(0)?)?;
            Some(format!("{sheet}{}:{}", cell(2, 10)?, cell(6, 12)?)) // PtgArea3d
        }
        0x39 => sheets(u16_at(0)?).filter(|it| it.starts_with('[')), // PtgNameX
        _ => None,
    }
}

/// The texts of an array of values behind a formula (SerAr, [MS-XLSB] 2.5.97.101),
/// behind the numbers of its columns and rows (PtgExtraArray, 2.5.97.84).
fn array(values: &[u8]) -> Vec<String> {
    let mut texts = Vec::new();
    let mut rest = values;
    while let Some(kind) = rest.first() {
        let length = match kind {
            0x00 => 9,
            0x01 => {
                let Some(&[low, high]) = rest.get(1..3) else { break };
                let end = 3 + 2 * usize::from(u16::from_le_bytes([low, high]));
                texts.extend(rest.get(3..end).map(|text| quoted(&utf16(text))));
                end
            }
            0x02 => 2,
            0x04 => 5,
            _ => break,
        };
        rest = rest.get(length..).unwrap_or_default();
    }
    texts
}

fn utf16(bytes: &[u8]) -> String {
    encoding_rs::UTF_16LE.decode_without_bom_handling(bytes).0.replace('\0', ",")
}

/// A text as formulas write it.
fn quoted(text: &str) -> String {
    format!("\"{}\"", text.replace('"', "\"\""))
}
