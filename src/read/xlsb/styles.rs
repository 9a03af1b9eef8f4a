//! How the cells of a workbook look: fonts, grounds and number formats
//! ([MS-XLSB] 2.1.7.50).

use std::fmt::Display;

use super::markup::Markup;
use super::records::Record;
use super::translation::Writer;
use crate::read::package::Package;

/// Records that begin and end a list, and the list.
const LISTS: &[(u16, u16, &str)] = &[
    (0x267, 0x268, "numFmts"),
    (0x263, 0x264, "fonts"),
    (0x25B, 0x25C, "fills"),
    (0x272, 0x273, "cellStyleXfs"),
    (0x269, 0x26A, "cellXfs"),
    (0x26B, 0x26C, "cellStyles"),
    (0x1F9, 0x1FA, "dxfs"),
    (0x235, 0x236, "indexedColors"),
    (0x1FC, 0x1FD, "tableStyles"),
];

/// The pattern of a fill that is a run of colours (FillPattern, [MS-XLSB] 2.5.51).
const GRADIENT: u32 = 0x28;

/// Writes styles.
pub(super) fn writer(_: &mut Package<'_>, _: &str) -> Writer {
    Box::new(|record, markup| {
        if let Some((_, _, list)) = LISTS.iter().find(|it| it.0 == record.id) {
            markup.open(list, &[]);
        }
        if let Some((_, _, list)) = LISTS.iter().find(|it| it.1 == record.id) {
            markup.close(list);
        }
        write(record, markup)
    })
}

fn write(record: Record<'_>, markup: &mut Markup) -> Option<()> {
    match record.id {
        // BrtFmt, 2.4.697
        0x2C => {
            let code = record.text(2)?.0;
            markup.empty("numFmt", &[("numFmtId", &record.u16(0)?), ("formatCode", &code)]);
        }
        0x2B => {
            markup.open("font", &[]);
            font(record, markup)?;
            markup.close("font");
        }
        0x2D => fill(record, markup)?,
        0x2F => format(record, markup)?,
        0x1FB => differential(record, markup)?,
        // BrtStyle, 2.4.781: whether it is built in, then its name
        0x30 => {
            let name = record.text(8)?.0;
            match record.u16(4)? & 1 {
                0 => markup.empty("cellStyle", &[("name", &name)]),
                _ => markup.empty("cellStyle", &[("name", &name), ("builtinId", &0)]),
            }
        }
        // BrtIndexedColor, 2.4.704
        0x1DB => {
            let &[red, green, blue, _] = record.data.get(..4)? else { return None };
            let rgb = format!("FF{red:02X}{green:02X}{blue:02X}");
            markup.empty("rgbColor", &[("rgb", &rgb)]);
        }
        _ => {}
    }
    Some(())
}

/// Writes what a font says (BrtFont, [MS-XLSB] 2.4.698): its height in twentieths
/// of a point, and its colour.
pub(super) fn font(record: Record<'_>, markup: &mut Markup) -> Option<()> {
    let height = record.u16(0)?;
    if height > 0 {
        markup.empty("sz", &[("val", &(f64::from(height) / 20.0))]);
    }
    colour("color", record.data, 12, markup)
}

/// Writes a fill (BrtFill, [MS-XLSB] 2.4.694): its pattern and two colours.
fn fill(record: Record<'_>, markup: &mut Markup) -> Option<()> {
    let pattern = record.u32(0)?;
    markup.open("fill", &[]);
    if pattern == GRADIENT {
        markup.empty("gradientFill", &[]);
    } else {
        markup.open("patternFill", &[("patternType", &pattern_name(pattern))]);
        colour("fgColor", record.data, 4, markup)?;
        if pattern > 1 {
            colour("bgColor", record.data, 12, markup)?;
        }
    }
    markup.close("fill");
    Some(())
}

/// The name of a pattern (ECMA-376 part 1, 18.18.55), as far as it matters.
fn pattern_name(pattern: u32) -> &'static str {
    match pattern {
        0 => "none",
        1 => "solid",
        _ => "gray125",
    }
}

/// Writes a cell format (BrtXF, [MS-XLSB] 2.4.845): the numbers of its number
/// format, font and fill, and how its text lies.
fn format(record: Record<'_>, markup: &mut Markup) -> Option<()> {
    const ALIGNED: [&str; 8] = [
        "general",
        "left",
        "center",
        "right",
        "fill",
        "justify",
        "centerContinuous",
        "distributed",
    ];
    let flags = record.u16(12)?;
    let (wraps, shrinks) = (flags >> 6 & 1, flags >> 8 & 1);
    let numbers: [(&str, &dyn Display); 3] =
        [("numFmtId", &record.u16(2)?), ("fontId", &record.u16(4)?), ("fillId", &record.u16(6)?)];
    markup.open("xf", &numbers);
    if flags & 0x0147 != 0 {
        let horizontal = ALIGNED[usize::from(flags & 7)];
        markup.empty(
            "alignment",
            &[("horizontal", &horizontal), ("wrapText", &wraps), ("shrinkToFit", &shrinks)],
        );
    }
    markup.close("xf");
    Some(())
}

/// Writes the look that a condition or a table gives (BrtDXF, [MS-XLSB] 2.4.362):
/// properties, each with its kind and its length (XFProp, 2.5.159).
fn differential(record: Record<'_>, markup: &mut Markup) -> Option<()> {
    markup.open("dxf", &[]);
    let properties = properties(record)?;
    let of = |kind| properties.iter().find(|it| it.0 == kind).map(|it| it.1);
    markup.open("font", &[]);
    if let Some(height) = of(0x24).and_then(|it| it.first_chunk()) {
        let height = f64::from(u32::from_le_bytes(*height)) / 20.0;
        markup.empty("sz", &[("val", &height)]);
    }
    of(0x05).and_then(|it| colour("color", it, 0, markup));
    markup.close("font");
    if let Some(code) = of(0x26) {
        let units = code.get(2..)?.chunks_exact(2).map(|it| u16::from_le_bytes([it[0], it[1]]));
        let code: String = char::decode_utf16(units).flatten().collect();
        markup.empty("numFmt", &[("numFmtId", &164), ("formatCode", &code)]);
    }
    differential_fill(&of, markup);
    markup.close("dxf");
    Some(())
}

/// Writes the ground of such a look; its pattern is even unless it says so.
fn differential_fill<'d>(of: &impl Fn(u16) -> Option<&'d [u8]>, markup: &mut Markup) {
    if (0x00..=0x04).all(|kind| of(kind).is_none()) {
        return;
    }
    markup.open("fill", &[]);
    if of(0x03).is_some() {
        markup.empty("gradientFill", &[]);
    } else {
        let pattern = of(0x00).and_then(<[u8]>::first);
        let pattern = pattern.map_or("solid", |it| pattern_name(u32::from(*it)));
        markup.open("patternFill", &[("patternType", &pattern)]);
        of(0x01).and_then(|it| colour("fgColor", it, 0, markup));
        of(0x02).and_then(|it| colour("bgColor", it, 0, markup));
    }
    markup.close("fill");
}

/// The properties of such a look: kind and bytes.
fn properties(record: Record<'_>) -> Option<Vec<(u16, &[u8])>> {
    let mut at = 6;
    let mut properties = Vec::new();
    for _ in 0..record.u16(4)? {
        let (kind, length) = (record.u16(at)?, usize::from(record.u16(at + 2)?));
        properties.push((kind, record.data.get(at + 4..at + length)?));
        at += length;
    }
    Some(properties)
}

/// Writes a colour (BrtColor, [MS-XLSB] 2.4.327): its kind, its number, its tint,
/// and red, green and blue.
fn colour(name: &str, data: &[u8], at: usize, markup: &mut Markup) -> Option<()> {
    let &[kind, index, low, high, red, green, blue, _] = data.get(at..at + 8)? else {
        return None;
    };
    let tint = f64::from(i16::from_le_bytes([low, high])) / 32767.0;
    match kind >> 1 {
        1 => markup.empty(name, &[("indexed", &index)]),
        2 => {
            let rgb = format!("FF{red:02X}{green:02X}{blue:02X}");
            markup.empty(name, &[("rgb", &rgb), ("tint", &tint)]);
        }
        3 => markup.empty(name, &[("theme", &index), ("tint", &tint)]),
        _ => markup.empty(name, &[("auto", &1)]),
    }
    Some(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_look_of_a_condition_is_written() {
        let white = [7, 0, 0, 0, 0, 0, 0, 0];
        let code: Vec<u8> = ";;;".encode_utf16().flat_map(u16::to_le_bytes).collect();
        let data = [
            &[0, 0, 0, 0, 3, 0][..],
            &[0x02, 0, 12, 0],
            &white,
            &[0x05, 0, 12, 0],
            &white,
            &[0x26, 0, 12, 0, 3, 0],
            &code,
        ];
        let mut markup = Markup::default();
        let data = data.concat();
        assert_eq!(differential(Record { id: 0x1FB, data: &data }, &mut markup), Some(()));
        let written = "<dxf><font><color theme=\"0\" tint=\"0\"/></font>\
                       <numFmt numFmtId=\"164\" formatCode=\";;;\"/><fill>\
                       <patternFill patternType=\"solid\"><bgColor theme=\"0\" tint=\"0\"/>\
                       </patternFill></fill></dxf>";
        assert_eq!(markup.written(), written);
    }
}
