//! Shared strings and the fonts of their parts ([MS-XLSB] 2.1.7.48).

use super::markup::Markup;
use super::records::{Record, Records};
use super::styles::font;
use super::translation::Writer;
use crate::document::Reason;
use crate::read::package::Package;

/// Writes shared strings; their fonts are in the part of the styles beside.
pub(super) fn writer(package: &mut Package<'_>, part: &str) -> Writer {
    let folder = part.rsplit_once('/').map_or("", |(folder, _)| folder);
    // What is damaged there is a gap when the styles are read.
    let fonts = fonts(package, &format!("{folder}/styles.bin")).unwrap_or_default();
    Box::new(move |record, markup| {
        if record.id == 0x13 {
            // BrtSSTItem, 2.4.777
            markup.open("si", &[]);
            write_rich(record, 0, &fonts, markup)?;
            markup.close("si");
        }
        Some(())
    })
}

/// The fonts of a workbook as markup.
fn fonts(package: &mut Package<'_>, part: &str) -> Result<Vec<String>, Reason> {
    let mut fonts = Vec::new();
    let Some(stream) = package.stream(part)? else { return Ok(fonts) };
    let mut records = Records::of(stream);
    while let Some(record) = records.next()? {
        if record.id == 0x2B {
            let mut markup = Markup::default();
            font(record, &mut markup);
            fonts.push(markup.written().to_owned());
        }
    }
    Ok(fonts)
}

/// Writes a text with its parts and its reading (RichStr, [MS-XLSB] 2.5.121): two
/// flags, the text, where each font begins, and how it is read aloud.
fn write_rich(record: Record<'_>, at: usize, fonts: &[String], markup: &mut Markup) -> Option<()> {
    let flags = *record.data.get(at)?;
    let (text, mut end) = record.text(at + 1)?;
    let mut runs = Vec::new();
    if flags & 1 != 0 {
        let count = record.u32(end)? as usize;
        end += 4;
        for _ in 0..count {
            runs.push((usize::from(record.u16(end)?), record.u16(end + 2)?));
            end += 4;
        }
    }
    write_runs(&text, &runs, fonts, markup);
    if flags & 2 != 0 {
        markup.open("rPh", &[]);
        markup.element("t", &record.text(end)?.0);
        markup.close("rPh");
    }
    Some(())
}

/// Writes a text in parts, each in its font; the letters are counted in UTF-16.
fn write_runs(text: &str, runs: &[(usize, u16)], fonts: &[String], markup: &mut Markup) {
    if runs.is_empty() {
        return markup.element("t", text);
    }
    let units: Vec<u16> = text.encode_utf16().collect();
    let ends = runs.iter().map(|run| run.0).chain([units.len()]);
    let mut from = 0;
    let mut font = None;
    for (end, next) in ends.zip(runs.iter().map(|run| Some(run.1)).chain([None])) {
        let end = end.clamp(from, units.len());
        markup.open("r", &[]);
        markup.raw(font.and_then(|font: u16| fonts.get(usize::from(font))).map_or("", |it| it));
        markup.element("t", &String::from_utf16_lossy(&units[from..end]));
        markup.close("r");
        (from, font) = (end, next);
    }
}
