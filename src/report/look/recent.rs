//! What was seen of short texts lately. Formats without shared texts write the
//! same rank or unit into cell after cell.

use std::hash::Hasher;

use rustc_hash::FxHasher;

use super::Remembered;

/// The longest text that is held, in bytes.
const LONGEST: usize = 31;

/// Texts held: they fit a cache of the processor together.
const SLOTS: usize = 4096;

/// What was seen of short texts lately, each in the one place that its hash gives.
#[derive(Default)]
pub(super) struct Recent(Vec<Slot>);

#[derive(Clone, Copy, Default)]
struct Slot {
    text: [u8; LONGEST],
    length: u8,
    seen: Remembered,
}

impl Recent {
    /// What was seen of a text under a heading that said the same.
    pub(super) fn seen(&self, text: &str, voice: u64) -> Remembered {
        let slot = place(text, voice).and_then(|it| self.0.get(it));
        let is_same = |it: &&Slot| it.text.get(..usize::from(it.length)) == Some(text.as_bytes());
        slot.filter(is_same).map(|it| it.seen).unwrap_or_default()
    }

    /// Holds what was seen of a text, in place of another one.
    pub(super) fn hold(&mut self, text: &str, voice: u64, seen: Remembered) {
        let Some(place) = place(text, voice) else { return };
        if self.0.is_empty() {
            self.0.resize(SLOTS, Slot::default());
        }
        let slot = &mut self.0[place];
        for (byte, own) in slot.text.iter_mut().zip(text.bytes()) {
            *byte = own;
        }
        (slot.length, slot.seen) = (text.len() as u8, seen);
    }
}

/// Where a text is held; nowhere if it is long.
fn place(text: &str, voice: u64) -> Option<usize> {
    if text.is_empty() || text.len() > LONGEST {
        return None;
    }
    let mut hasher = FxHasher::default();
    hasher.write(text.as_bytes());
    hasher.write_u64(voice);
    Some((hasher.finish() >> 20) as usize % SLOTS)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rule::traits;

    #[test]
    fn only_the_same_text_is_known_again() {
        let mut recent = Recent::default();
        assert!(recent.seen("Sergeant", 1).traits.is_none());
        let seen = Remembered { traits: Some(traits("Sergeant")), voice: 1, hits: (3, 1) };
        recent.hold("Sergeant", 1, seen);
        assert_eq!(recent.seen("Sergeant", 1).hits, (3, 1));
        for number in 0..100_000 {
            let other = format!("Sergeant {number}");
            assert!(recent.seen(&other, 1).traits.is_none(), "{other}");
        }
    }

    #[test]
    fn long_texts_are_not_held() {
        let mut recent = Recent::default();
        let text = "a".repeat(LONGEST + 1);
        recent.hold(&text, 1, Remembered { traits: Some(traits("a")), ..Remembered::default() });
        assert!(recent.seen(&text, 1).traits.is_none());
    }
}
