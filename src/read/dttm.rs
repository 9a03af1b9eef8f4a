//! Days as Word writes them beside tracked changes and comments, in its own
//! documents and in rich text ([MS-DOC] 2.9.66, DTTM).

/// The day of a moment, such as `2026-11-24`; empty for none.
pub(super) fn day(moment: u32) -> String {
    let (day, month, year) = (moment >> 11 & 0x1F, moment >> 16 & 0xF, moment >> 20 & 0x1FF);
    if day == 0 || !(1..=12).contains(&month) {
        return String::new();
    }
    format!("{}-{month:02}-{day:02}", 1900 + year)
}

#[cfg(test)]
mod tests {
    use super::day;

    #[test]
    fn a_moment_is_a_day() {
        let moment = 24 << 11 | 11 << 16 | 126 << 20;
        assert_eq!(day(moment), "2026-11-24");
        assert_eq!(day(0), "");
    }
}
