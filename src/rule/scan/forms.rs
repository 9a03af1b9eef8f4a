//! Patterns, all at once: at each word near a digit and at each address, one
//! walk of an automaton tells every form that begins there.

use std::fmt;
use std::panic::{RefUnwindSafe, UnwindSafe};

use regex_automata::hybrid::dfa::{Cache, DFA, OverlappingState};
use regex_automata::nfa::thompson::{self, WhichCaptures};
use regex_automata::util::pool::Pool;
use regex_automata::util::syntax;
use regex_automata::{Anchored, Input, MatchKind};

use super::{begins_word, is_wordly};
use crate::rule::pack::{PACKS, refused};
use crate::rule::{Hit, Look, PackError, Rule};

/// How far before its first digit a form may begin.
const BEFORE_DIGIT: usize = 16;

/// The longest part of an address before its `@` (RFC 5321, 4.5.3.1.1).
const BEFORE_AT: usize = 64;

/// The longest text of a form.
const LONGEST: usize = 128;

/// Bytes looked at together for a digit.
const CHUNK: usize = 64;

/// What becomes of a candidate.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) enum Fate {
    Kept,
    Dropped,
}

/// What a thread needs to walk.
struct Work {
    cache: Cache,
    /// The rules and ends of forms that begin at one place.
    ends: Vec<(usize, usize)>,
}

/// Makes what a thread needs.
type Maker = Box<dyn Fn() -> Work + Send + Sync + UnwindSafe + RefUnwindSafe>;

/// All patterns as one automaton.
pub(super) struct Forms {
    automaton: DFA,
    work: Pool<Work, Maker>,
    /// The rule of each pattern.
    rules: Vec<usize>,
}

impl fmt::Debug for Forms {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_struct("Forms").field("rules", &self.rules).finish_non_exhaustive()
    }
}

impl Forms {
    pub(super) fn new(rules: &[Rule]) -> Result<Self, PackError> {
        let plain = syntax::Config::new().unicode(false).utf8(false).case_insensitive(true);
        let mut forms = Vec::new();
        let mut owners = Vec::new();
        for (index, rule) in rules.iter().enumerate() {
            let Look::Pattern(pattern) = &rule.look else { continue };
            let form = pattern.form.replace(' ', r"(?:\x20|\xC2\xA0)");
            let parsed = syntax::parse_with(&form, &plain);
            let error = |_| refused(PACKS, &rule.code, "its pattern is not a regular expression");
            forms.push(parsed.map_err(error)?);
            owners.push(index);
        }
        let config = thompson::Config::new().utf8(false).which_captures(WhichCaptures::None);
        let nfa = thompson::Compiler::new().configure(config).build_many_from_hir(&forms);
        let all = DFA::config().match_kind(MatchKind::All);
        let automaton =
            nfa.ok().and_then(|it| DFA::builder().configure(all).build_from_nfa(it).ok());
        let automaton = automaton.ok_or_else(|| refused(PACKS, "pattern", "it is too large"))?;
        let maker = automaton.clone();
        let make: Maker = Box::new(move || Work { cache: maker.create_cache(), ends: Vec::new() });
        Ok(Forms { automaton, work: Pool::new(make), rules: owners })
    }

    /// Calls for each form in a text, at each place the longer ones of a rule
    /// first, until one of them is kept.
    pub(super) fn candidates(&self, text: &str, mut judge: impl FnMut(Hit) -> Fate) {
        let bytes = text.as_bytes();
        let mut work = None;
        starts(bytes, |start| {
            let work = work.get_or_insert_with(|| self.work.get());
            let Work { cache, ends } = &mut **work;
            ends.clear();
            self.walk(bytes, start, cache, |rule, end| {
                if ends_word(bytes, end) {
                    ends.push((rule, end));
                }
            });
            ends.sort_unstable_by_key(|(rule, end)| (*rule, usize::MAX - end));
            let mut kept = None;
            for &(rule, end) in ends.iter() {
                let is_new = kept != Some(rule);
                if is_new && judge(Hit { rule, span: start..end }) == Fate::Kept {
                    kept = Some(rule);
                }
            }
        });
    }

    /// Calls for each rule and end of a form that begins at a place.
    fn walk(
        &self,
        bytes: &[u8],
        start: usize,
        cache: &mut Cache,
        mut found: impl FnMut(usize, usize),
    ) {
        let range = start..bytes.len().min(start + LONGEST);
        let input = Input::new(bytes).range(range).anchored(Anchored::Yes);
        let mut state = OverlappingState::start();
        // The automaton has no byte that makes it quit and may clear its cache
        // as often as it needs, so that a search of it cannot fail.
        while self.automaton.try_search_overlapping_fwd(cache, &input, &mut state).is_ok() {
            let Some(end) = state.get_match() else { return };
            found(self.rules[end.pattern().as_usize()], end.offset());
        }
    }
}

/// Calls for each place at which a form may begin.
fn starts(bytes: &[u8], mut found: impl FnMut(usize)) {
    let mut next = 0;
    for run in digit_runs(bytes) {
        for start in next.max(run.saturating_sub(BEFORE_DIGIT))..=run {
            if begins_word(bytes, start) && !continues_number(bytes, start) {
                found(start);
            }
        }
        next = run + 1;
    }
    for at in memchr::memchr_iter(b'@', bytes) {
        let before = &bytes[at.saturating_sub(BEFORE_AT)..at];
        let local = before.iter().rev().take_while(|it| is_local(**it)).count();
        let leading =
            before[before.len() - local..].iter().take_while(|it| !it.is_ascii_alphanumeric());
        let start = at - local + leading.count();
        if start < at {
            found(start);
        }
    }
}

/// The places where a digit stands behind something else.
fn digit_runs(bytes: &[u8]) -> impl Iterator<Item = usize> {
    let has_digit = |chunk: &[u8]| chunk.iter().fold(false, |any, it| any | it.is_ascii_digit());
    let chunks = bytes.chunks(CHUNK).enumerate().filter(move |(_, chunk)| has_digit(chunk));
    chunks.flat_map(move |(index, chunk)| {
        let places = index * CHUNK..index * CHUNK + chunk.len();
        places.filter(|&at| {
            bytes[at].is_ascii_digit() && (at == 0 || !bytes[at - 1].is_ascii_digit())
        })
    })
}

/// Whether digits go on from a number before: `0.9434765919`, `2024-0434765919`.
fn continues_number(bytes: &[u8], start: usize) -> bool {
    start >= 2
        && bytes[start].is_ascii_digit()
        && matches!(bytes[start - 1], b'.' | b'-')
        && bytes[start - 2].is_ascii_digit()
}

/// Whether no word and no number goes on at an end.
fn ends_word(bytes: &[u8], end: usize) -> bool {
    let goes_on = matches!(bytes.get(end), Some(b'.' | b'-'))
        && bytes[end - 1].is_ascii_digit()
        && bytes.get(end + 1).is_some_and(u8::is_ascii_digit);
    !is_wordly(bytes.get(end)) && !goes_on
}

/// Whether a byte may stand before the `@` of an address (RFC 5322, 3.2.3, the
/// usual ones).
fn is_local(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'_' | b'%' | b'+' | b'-' | b'\'')
}

#[cfg(test)]
mod tests {
    #[test]
    fn forms_may_begin_at_words_near_digits_and_at_addresses() {
        let cases: [(&[u8], &[usize], &str); 5] = [
            (b"no digit at all", &[], "nothing"),
            (b"far far far far far AB12", &[8, 12, 16, 20], "the words just before"),
            (b"1.25 2-5", &[0, 5], "not in the middle of a number"),
            (b"to j.sample@example.org", &[3], "an address"),
            (b"@ ..@", &[], "no address"),
        ];
        for (text, starts, why) in cases {
            let mut found = Vec::new();
            super::starts(text, |start| found.push(start));
            assert_eq!(found, starts, "{why}");
        }
    }
}
