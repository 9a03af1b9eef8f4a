//! Words by which values of columns are told: streets, units, grades, and marks
//! for nothing.

/// A short word in lower case.
struct Lower([u8; 16], usize);

impl Lower {
    /// A longer word is cut, so that it is none of the words looked for.
    fn of(word: &str) -> Lower {
        let mut lower = Lower([0; 16], word.len().min(16));
        for (slot, byte) in lower.0.iter_mut().zip(word.bytes()) {
            *slot = byte.to_ascii_lowercase();
        }
        lower
    }

    fn bytes(&self) -> &[u8] {
        &self.0[..self.1]
    }
}

/// A mark for a value that is not there.
pub(super) fn is_placeholder(text: &str) -> bool {
    if text.len() > 14 {
        return false;
    }
    matches!(
        Lower::of(text).bytes(),
        b"-" | b"--"
            | b"?"
            | b"."
            | b"*"
            | b"n/a"
            | b"#n/a"
            | b"n/k"
            | b"nk"
            | b"na"
            | b"nil"
            | b"none"
            | b"null"
            | b"unknown"
            | b"not known"
            | b"not recorded"
            | b"not stated"
            | b"tbc"
            | b"tba"
            | b"redacted"
            | b"[redacted]"
            | b"n/d"
            | b"xx"
            | b"xxx"
            | b"vacant"
            | b"vacancy"
            | b"blank"
            | b"(blank)"
            | b"not disclosed"
            | b"not applicable"
            | b"undisclosed"
            | b"withheld"
    ) || matches!(text, "–" | "—")
}

/// The last word of a name of a unit. After the organisation charts of UK forces.
pub(super) fn ends_a_unit(word: &str) -> bool {
    matches!(
        Lower::of(word).bytes(),
        b"unit"
            | b"units"
            | b"team"
            | b"teams"
            | b"branch"
            | b"section"
            | b"department"
            | b"dept"
            | b"division"
            | b"directorate"
            | b"squad"
            | b"command"
            | b"desk"
            | b"bureau"
            | b"battalion"
            | b"regiment"
            | b"hub"
            | b"cid"
            | b"watch"
            | b"wing"
            | b"taskforce"
            | b"response"
            | b"investigations"
            | b"operations"
            | b"intelligence"
            | b"crime"
            | b"custody"
            | b"traffic"
            | b"vetting"
            | b"firearms"
            | b"forensics"
            | b"control"
            | b"policing"
            | b"support"
            | b"services"
            | b"station"
            | b"district"
            | b"region"
    )
}

/// A word of a street. Source: Royal Mail, Programmers' Guide, thoroughfare
/// descriptors; the frequent ones.
pub(super) fn is_street(word: &str) -> bool {
    matches!(
        Lower::of(word).bytes(),
        b"road"
            | b"rd"
            | b"street"
            | b"st"
            | b"avenue"
            | b"ave"
            | b"lane"
            | b"ln"
            | b"drive"
            | b"close"
            | b"crescent"
            | b"cres"
            | b"court"
            | b"place"
            | b"way"
            | b"gardens"
            | b"terrace"
            | b"square"
            | b"row"
            | b"grove"
            | b"hill"
            | b"park"
            | b"mews"
            | b"walk"
            | b"view"
            | b"rise"
            | b"parade"
            | b"green"
            | b"house"
    )
}

/// Grades that no list of ranks before names has: they never stand there.
pub(in crate::rule) fn is_grade(text: &str) -> bool {
    matches!(
        text,
        "AA" | "AO"
            | "EO"
            | "EO1"
            | "EO2"
            | "HEO"
            | "SEO"
            | "G5"
            | "G6"
            | "G7"
            | "SCS"
            | "SCS1"
            | "SCS2"
            | "ASO"
            | "DP"
            | "OSG"
            | "SPS"
    )
}

/// A word before the number of a band or a scale.
pub(super) fn is_band(word: &str) -> bool {
    matches!(Lower::of(word).bytes(), b"band" | b"grade" | b"scale")
}

/// The first word of a post: `Head of Operations` is no unit.
pub(super) fn begins_a_post(word: &str) -> bool {
    matches!(
        Lower::of(word).bytes(),
        b"chief"
            | b"deputy"
            | b"assistant"
            | b"director"
            | b"head"
            | b"hd"
            | b"commander"
            | b"general"
            | b"officer"
            | b"manager"
    )
}
