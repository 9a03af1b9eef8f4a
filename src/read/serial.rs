//! Values as a spreadsheet program shows them: a date out of a count of days, no
//! more digits than the program keeps, a constant text without its quotes.

use calamine::{ExcelDateTime, ExcelDateTimeType};

/// Whole numbers up to this are shown digit by digit: a cell keeps fifteen.
const WHOLE: f64 = 1e15;

/// A number as text, to the fifteen digits that a cell keeps.
pub(super) fn number(value: f64) -> String {
    if value.fract() == 0.0 && value.abs() < WHOLE {
        return (value as i64).to_string();
    }
    let text = format!("{value:.14e}");
    let parts = text.split_once('e').and_then(|(it, power)| Some((it, power.parse::<i32>().ok()?)));
    parts.map_or_else(|| text.clone(), |(mantissa, power)| positional(mantissa, power))
}

/// A mantissa of one digit before its point, and a power of ten, written out
/// without zeros at the end.
fn positional(mantissa: &str, power: i32) -> String {
    let mut text = String::with_capacity(24);
    let mantissa = mantissa.trim_end_matches('0').trim_end_matches('.');
    if power < 0 {
        text.push_str(if mantissa.starts_with('-') { "-0." } else { "0." });
        text.extend((1..-power).map(|_| '0'));
    }
    let mut whole = power;
    for letter in mantissa.chars().filter(|it| *it != '.' && (*it != '-' || power >= 0)) {
        if whole == -1 && power >= 0 {
            text.push('.');
        }
        text.push(letter);
        whole -= i32::from(letter != '-');
    }
    text.extend((0..=whole).map(|_| '0'));
    text
}

/// A number of four bytes (RkNumber, [MS-XLS] 2.5.217): the upper part of a
/// floating one or a whole one, and perhaps a hundredth of it.
pub(super) fn compact(bits: u32) -> f64 {
    let value = if bits & 2 == 0 {
        f64::from_bits(u64::from(bits & !3) << 32)
    } else {
        f64::from(bits.cast_signed() >> 2)
    };
    if bits & 1 == 0 { value } else { value / 100.0 }
}

/// A truth as a cell shows it.
pub(super) fn truth(value: bool) -> &'static str {
    if value { "TRUE" } else { "FALSE" }
}

/// An error as a cell shows it, by its number (BErr, [MS-XLS] 2.5.10).
pub(super) fn error(number: u8) -> Option<&'static str> {
    Some(match number {
        0x00 => "#NULL!",
        0x07 => "#DIV/0!",
        0x0F => "#VALUE!",
        0x17 => "#REF!",
        0x1D => "#NAME?",
        0x24 => "#NUM!",
        0x2A => "#N/A",
        0x2B => "#GETTING_DATA",
        _ => return None,
    })
}

/// A count of days as a date, a time or both: `2026-11-23 14:30:00`.
pub(super) fn date(days: f64, is_1904: bool) -> String {
    if !(0.0..2_958_466.0).contains(&days) {
        return number(days); // beyond the year 9999 the program shows no date either
    }
    let moment = ExcelDateTime::new(days, ExcelDateTimeType::DateTime, is_1904);
    let (year, month, day, hour, minute, second, _) = moment.to_ymd_hms_milli();
    let date = || format!("{year:04}-{month:02}-{day:02}");
    let time = || format!("{hour:02}:{minute:02}:{second:02}");
    match (days < 1.0 && !is_1904, days.fract() == 0.0) {
        (true, _) => time(),
        (false, true) => date(),
        (false, false) => format!("{} {}", date(), time()),
    }
}

/// Whether a built-in number format shows a date or a time (ECMA-376 part 1,
/// 18.8.30: 14 to 22 and 45 to 47; 27 to 36 and 50 to 58 in East Asia).
pub(super) fn is_built_in_date(format: u16) -> bool {
    matches!(format, 14..=22 | 27..=36 | 45..=47 | 50..=58)
}

/// Whether a number format shows a date or a time: letters of a date outside
/// quotes, brackets and escapes.
pub(super) fn is_date(format: &str) -> bool {
    let mut letters = format.chars();
    while let Some(letter) = letters.next() {
        match letter {
            '"' => drop(letters.by_ref().find(|it| *it == '"')),
            '[' if bracket_is_time(letters.by_ref()) => return true,
            '\\' | '_' | '*' => drop(letters.next()),
            'd' | 'D' | 'm' | 'M' | 'y' | 'Y' | 'h' | 'H' | 's' | 'S' => return true,
            ';' => return false, // the first section is that of positive numbers
            'G' | 'g' => return false, // General
            _ => {}
        }
    }
    false
}

/// Whether brackets hold an elapsed time such as `[h]`, rather than a colour.
fn bracket_is_time(letters: &mut std::str::Chars<'_>) -> bool {
    let inner: String = letters.take_while(|it| *it != ']').collect();
    !inner.is_empty() && inner.chars().all(|it| matches!(it, 'h' | 'H' | 'm' | 'M' | 's' | 'S'))
}

/// What a formula that is nothing but a text stands for; any other formula as
/// it is written. A quote within the text is doubled (ECMA-376 part 1, 18.17.2.7).
pub(super) fn constant(formula: &str) -> String {
    let inner = formula.strip_prefix('"').and_then(|it| it.strip_suffix('"'));
    match inner {
        Some(text) if !text.replace("\"\"", "").contains('"') => text.replace("\"\"", "\""),
        _ => formula.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_shows_no_more_than_fifteen_digits() {
        let cases = [
            (0.1 + 0.2, "0.3"),
            (12.0, "12"),
            (-0.0, "0"),
            (1.5, "1.5"),
            (-33_456.123_456_789_01, "-33456.123456789"),
            (0.001_25, "0.00125"),
            (1e10, "10000000000"),
            (1.5e17, "150000000000000000"),
            (f64::NAN, "NaN"),
        ];
        for (value, text) in cases {
            assert_eq!(number(value), text);
        }
    }

    #[test]
    fn a_formula_that_is_a_text_is_told_without_its_quotes() {
        let cases = [
            ("\"Jo Sample\"", "Jo Sample"),
            ("\"a \"\"b\"\" c\"", "a \"b\" c"),
            ("\"a\"&\"b\"", "\"a\"&\"b\""),
            ("Sheet1!$A$1", "Sheet1!$A$1"),
            ("\"", "\""),
        ];
        for (formula, text) in cases {
            assert_eq!(constant(formula), text);
        }
    }

    #[test]
    fn a_count_of_days_is_a_date_a_time_or_both() {
        let cases =
            [(46_349.0, "2026-11-23"), (46_349.5, "2026-11-23 12:00:00"), (0.25, "06:00:00")];
        for (days, text) in cases {
            assert_eq!(date(days, false), text);
        }
        assert_eq!(date(46_349.0 - 1_462.0, true), "2026-11-23");
    }

    #[test]
    fn a_format_is_a_date_by_its_letters_outside_quotes() {
        let cases = [
            ("dd/mm/yyyy", true),
            ("[h]:mm", true),
            ("[Red]0.00", false),
            ("0.00\" days\"", false),
            ("General", false),
            ("#,##0;[Red]-#,##0", false),
            ("0.00_d", false),
        ];
        for (format, expected) in cases {
            assert_eq!(is_date(format), expected, "{format}");
        }
    }
}
