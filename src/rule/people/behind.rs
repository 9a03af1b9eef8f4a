//! Words that stand behind a name or before one and are never part of it, though
//! no list knows them: honours, the parts of a case, the head of something.

use std::ops::Range;

/// Honours, offices and degrees that are no initials.
const HONOURS: [&str; 45] = [
    "QC", "KC", "MP", "MPs", "MSP", "MSPs", "MLA", "MEP", "OBE", "CBE", "MBE", "KBE", "DBE", "BEM",
    "QPM", "KPM", "GCB", "KCB", "CMG", "KCMG", "FRS", "PhD", "BSc", "LLB", "LLM", "LJ", "LJJ",
    "JSC", "JJSC", "LCJ", "MRICS", "FRICS", "Esq", "CPFA", "QFSM", "QAM", "DSO", "DFC", "FRCS",
    "FRCP", "MRCP", "MBChB", "DPhil", "MSc", "LLD",
];

/// The parts that people have in a case or a sitting.
const PARTIES: [&str; 30] = [
    "Appellant",
    "Respondent",
    "Claimant",
    "Defendant",
    "Applicant",
    "Petitioner",
    "Solicitor",
    "Barrister",
    "Counsel",
    "Complainant",
    "Witness",
    "Speaker",
    "Chairman",
    "APPELLANT",
    "RESPONDENT",
    "CLAIMANT",
    "DEFENDANT",
    "APPLICANT",
    "PETITIONER",
    "SOLICITOR",
    "BARRISTER",
    "COUNSEL",
    "COMPLAINANT",
    "WITNESS",
    "SPEAKER",
    "CHAIRMAN",
    "Appellants",
    "Respondents",
    "Claimants",
    "Defendants",
];

/// Words that are surnames as well, and the head of what follows.
const HEADS: [&str; 10] =
    ["Head", "HEAD", "Chair", "CHAIR", "Dean", "DEAN", "Clerk", "CLERK", "Leader", "LEADER"];

/// What a firm ends with, behind what it does in brackets.
const FIRMS: [&str; 5] = ["Ltd", "Limited", "LLP", "plc", "PLC"];

/// Whether a name ends before a word.
pub(super) fn ends_a_name(text: &str, word: Range<usize>) -> bool {
    let (written, rest) = (&text[word.start..word.end], &text[word.end..]);
    HONOURS.contains(&written)
        || PARTIES.contains(&written)
        || written == "JP" && text[..word.start].ends_with(' ')
        || matches!(written, "Regina" | "Rex") && rest.starts_with(" v")
        || HEADS.contains(&written) && (rest.starts_with(" of ") || rest.starts_with(" OF "))
}

/// Whether a name is that of a firm: of solicitors, or one that says what it does,
/// `Jane Sample (Butchers) Ltd`.
pub(super) fn is_firm(text: &str, name: &Range<usize>) -> bool {
    is_instructed(text, name.start) || is_firm_behind(&text[name.end..])
}

fn is_firm_behind(rest: &str) -> bool {
    let Some(inner) = rest.strip_prefix(" (") else { return false };
    let inner = &inner[..inner.floor_char_boundary(40)];
    let Some((_, behind)) = inner.split_once(") ") else { return false };
    FIRMS.iter().any(|it| behind.starts_with(it))
}

/// Whether solicitors are named at a place: `instructed by Sample Invented`.
fn is_instructed(text: &str, at: usize) -> bool {
    let head = text[..at].trim_end_matches([' ', ':', '\n']);
    let start = head.len().saturating_sub("instructed by".len());
    head.get(start..).is_some_and(|end| end.eq_ignore_ascii_case("instructed by"))
}
