//! Days of the calendar in the spellings of spreadsheets and forms.

/// The months as they are cut short everywhere.
const MONTHS: [&str; 12] =
    ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];

/// The year of a date: `1980-03-12`, `12/03/1980`, `12.3.80`, `12-Mar-80`,
/// `12 March 1980`, any of them with a time of day after it. None for what is
/// no day of the calendar.
pub(super) fn year(text: &str) -> Option<u16> {
    let (day, time) =
        text.split_at(text.find([':', 'T']).map_or(text.len(), |at| time_start(text, at)));
    if !time.bytes().all(|byte| byte.is_ascii_digit() || b"T :.Z+".contains(&byte)) {
        return None;
    }
    let mut parts = day.trim_end().split(['-', '/', '.', ' ']).filter(|part| !part.is_empty());
    let (first, second, third) = (parts.next()?, parts.next()?, parts.next()?);
    if parts.next().is_some() {
        return None;
    }
    let month = month(second)?;
    let (day, year) = if first.len() == 4 { (third, first) } else { (first, third) };
    let day = number(day.trim_end_matches(['s', 't', 'n', 'd', 'r', 'h']))?;
    let year = full_year(year)?;
    ((1..=31).contains(&day) && (1900..2100).contains(&year) && (1..=12).contains(&month))
        .then_some(year)
}

/// Where the time of day begins: at a `T`, or at the blank before the hour.
fn time_start(text: &str, at: usize) -> usize {
    if text.as_bytes().get(at) == Some(&b'T') { at } else { text[..at].rfind(' ').unwrap_or(at) }
}

fn month(text: &str) -> Option<u16> {
    if text.as_bytes().first()?.is_ascii_digit() {
        return number(text);
    }
    let short = text.get(..3)?;
    let index = MONTHS.iter().position(|month| month.eq_ignore_ascii_case(short))?;
    (text.len() < 10).then_some(index as u16 + 1)
}

/// Years of two digits up to 29 are of this century, as Excel reads them.
/// Source: Microsoft, "Change the date system, format, or two-digit year interpretation".
fn full_year(text: &str) -> Option<u16> {
    match (text.len(), number(text)?) {
        (4, year) => Some(year),
        (2, year @ 0..30) => Some(2000 + year),
        (2, year) => Some(1900 + year),
        _ => None,
    }
}

fn number(text: &str) -> Option<u16> {
    (text.len() < 5 && text.bytes().all(|byte| byte.is_ascii_digit())).then(|| text.parse().ok())?
}
