//! A day of the calendar: when a decision was made, until when it holds, in which year
//! a reply went out.

use std::fmt;
use std::time::{SystemTime, UNIX_EPOCH};

const SECONDS_OF_A_DAY: u64 = 24 * 60 * 60;

/// A day, in UTC.
#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub struct Date {
    year: i64,
    month: u8,
    day: u8,
}

impl Date {
    /// The day of today.
    pub fn today() -> Self {
        Date::of(SystemTime::now())
    }

    /// The day of a moment; that of 1970 for any before.
    pub fn of(moment: SystemTime) -> Self {
        let seconds = moment.duration_since(UNIX_EPOCH).map_or(0, |it| it.as_secs());
        Date::of_days((seconds / SECONDS_OF_A_DAY).cast_signed())
    }

    /// The day so many days after 1 January 1970 in the Gregorian calendar, counted in
    /// eras of 400 years that begin in March (H. Hinnant, chrono-compatible low-level
    /// date algorithms).
    fn of_days(days: i64) -> Self {
        let days = days + 719_468;
        let era = days.div_euclid(146_097);
        let of_era = days.rem_euclid(146_097);
        let year = (of_era - of_era / 1_460 + of_era / 36_524 - of_era / 146_096) / 365;
        let of_year = of_era - (365 * year + year / 4 - year / 100);
        let march = (5 * of_year + 2) / 153;
        let day = of_year - (153 * march + 2) / 5 + 1;
        let month = if march < 10 { march + 3 } else { march - 9 };
        let year = year + era * 400 + i64::from(month <= 2);
        Date { year, month: month as u8, day: day as u8 }
    }

    /// The day of a text such as `2026-03-31`.
    pub fn parse(text: &str) -> Option<Self> {
        let mut parts = text.split('-');
        let mut number = |digits: usize| {
            let part = parts.next().filter(|it| it.len() == digits)?;
            part.bytes().all(|it| it.is_ascii_digit()).then(|| part.parse::<u16>().ok())?
        };
        let (year, month, day) = (number(4)?, number(2)?, number(2)?);
        let date = Date { year: i64::from(year), month: month as u8, day: day as u8 };
        (parts.next().is_none() && date.is_real()).then_some(date)
    }

    /// The year.
    pub fn year(self) -> i64 {
        self.year
    }

    fn is_real(self) -> bool {
        let is_leap = self.year % 4 == 0 && self.year % 100 != 0 || self.year % 400 == 0;
        let days = match self.month {
            2 => 28 + u8::from(is_leap),
            4 | 6 | 9 | 11 => 30,
            1..=12 => 31,
            _ => 0,
        };
        (1..=days).contains(&self.day)
    }
}

impl fmt::Display for Date {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{:04}-{:02}-{:02}", self.year, self.month, self.day)
    }
}

impl serde::Serialize for Date {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

/// The moment of now, such as `2026-03-03T14:05:09Z`.
pub(crate) fn now() -> String {
    let now = SystemTime::now();
    let seconds = now.duration_since(UNIX_EPOCH).map_or(0, |it| it.as_secs()) % SECONDS_OF_A_DAY;
    let (hours, minutes) = (seconds / 3_600, seconds / 60 % 60);
    format!("{}T{hours:02}:{minutes:02}:{:02}Z", Date::of(now), seconds % 60)
}

#[cfg(test)]
mod tests {
    use super::Date;

    #[test]
    fn days_are_counted_from_1970() {
        for (days, expected) in [
            (0, "1970-01-01"),
            (58, "1970-02-28"),
            (59, "1970-03-01"),
            (11_016, "2000-02-29"),
            (11_017, "2000-03-01"),
            (20_781, "2026-11-24"),
        ] {
            assert_eq!(Date::of_days(days).to_string(), expected);
        }
    }

    #[test]
    fn a_date_is_read_as_it_is_written() {
        for (text, is_date) in [
            ("2026-03-31", true),
            ("2024-02-29", true),
            ("2026-02-29", false),
            ("2026-04-31", false),
            ("2026-13-01", false),
            ("2026-3-1", false),
            ("31/03/2026", false),
            ("2026-03-31-", false),
            ("+026-03-31", false),
            ("", false),
        ] {
            let date = Date::parse(text);
            assert_eq!(date.is_some(), is_date, "{text}");
            assert!(date.is_none_or(|it| it.to_string() == text), "{text}");
        }
        assert!(Date::parse("2026-03-31") < Date::parse("2026-04-01"));
    }
}
