//! Words that stand behind a name or before one and are never part of it, though
//! no list knows them: honours, the parts of a case, the head of something.

use std::ops::Range;

/// Whether a name ends before a word.
pub(super) fn ends_a_name(text: &str, word: Range<usize>) -> bool {
    let (written, rest) = (&text[word.start..word.end], &text[word.end..]);
    is_honour(written)
        || is_party(written)
        || written == "JP" && text[..word.start].ends_with(' ')
        || is_head(written) && (rest.starts_with(" of ") || rest.starts_with(" OF "))
}

/// Honours, offices and degrees that are no initials.
fn is_honour(word: &str) -> bool {
    matches!(
        word,
        "QC" | "KC"
            | "MP"
            | "MPs"
            | "MSP"
            | "MSPs"
            | "MLA"
            | "MEP"
            | "OBE"
            | "CBE"
            | "MBE"
            | "KBE"
            | "DBE"
            | "BEM"
            | "QPM"
            | "KPM"
            | "GCB"
            | "KCB"
            | "CMG"
            | "KCMG"
            | "FRS"
            | "PhD"
            | "BSc"
            | "LLB"
            | "LLM"
            | "LJ"
            | "LJJ"
            | "MRICS"
            | "Esq"
            | "CPFA"
            | "QFSM"
    )
}

/// The parts that people have in a case or a sitting.
fn is_party(word: &str) -> bool {
    matches!(
        word,
        "Appellant"
            | "APPELLANT"
            | "Respondent"
            | "RESPONDENT"
            | "Claimant"
            | "CLAIMANT"
            | "Defendant"
            | "DEFENDANT"
            | "Applicant"
            | "APPLICANT"
            | "Petitioner"
            | "PETITIONER"
            | "Solicitor"
            | "SOLICITOR"
            | "Barrister"
            | "BARRISTER"
            | "Counsel"
            | "COUNSEL"
            | "Complainant"
            | "COMPLAINANT"
            | "Witness"
            | "WITNESS"
            | "Speaker"
            | "SPEAKER"
            | "Chairman"
            | "CHAIRMAN"
            | "Appellants"
            | "Respondents"
            | "Claimants"
            | "Defendants"
    )
}

/// Words that are surnames as well, and the head of what follows.
fn is_head(word: &str) -> bool {
    matches!(
        word,
        "Head"
            | "HEAD"
            | "Chair"
            | "CHAIR"
            | "Dean"
            | "DEAN"
            | "Clerk"
            | "CLERK"
            | "Leader"
            | "LEADER"
    )
}

/// Whether solicitors are named at a place: `instructed by Sample Invented`.
pub(super) fn is_instructed(text: &str, at: usize) -> bool {
    let head = text[..at].trim_end_matches([' ', ':', '\n']);
    let start = head.len().saturating_sub("instructed by".len());
    head.get(start..).is_some_and(|end| end.eq_ignore_ascii_case("instructed by"))
}
