//! What the tagger knows of a word and its neighbours, each fact hashed to a slot
//! of the table of weights.

use super::units::Unit;
use super::{SLOT_BITS, TAGS, Tag};

/// Facts of a word.
const FACTS: usize = 28;

/// The slots of what is known of a word.
pub(crate) struct Facts {
    /// Of the word itself and its neighbours.
    pub(crate) own: [u32; FACTS],
    /// Of the word behind each tag.
    pub(crate) steps: [u32; 4],
}

impl Facts {
    /// What is known of a unit. Two others stand before it and two behind.
    pub(super) fn of(units: &[Unit], at: usize) -> Self {
        Facts { own: own(units, at), steps: TAGS.map(|tag| step(tag, units[at])) }
    }
}

fn own(units: &[Unit], at: usize) -> [u32; FACTS] {
    let [b, a, u, n, m] = std::array::from_fn(|offset| units[at + offset - 2]);
    let marks = |unit: Unit| u64::from(unit.marks);
    let role = |unit: Unit| u64::from(unit.role);
    let roles = |one, two, three| role(one) << 16 | role(two) << 8 | role(three);
    let word = |unit: Unit| u64::from(unit.word);
    let facts = [
        word(u),
        word(a),
        word(n),
        word(b),
        word(m),
        u64::from(u.sort),
        u64::from(u.sort) << 8 | role(a),
        u64::from(u.sort) << 8 | role(n),
        roles(a, u, n),
        roles(b, a, u),
        roles(u, n, m),
        word(a) << 8 | role(u),
        word(n) << 8 | role(u),
        word(a) << 16 | role(u) << 8 | role(n),
        u64::from(u.endings[0]) << 3 | u64::from(u.sort >> 14 & 7),
        u64::from(u.endings[1]),
        u64::from(u.endings[2]),
        marks(u),
        marks(u) << 8 | role(u),
        marks(u) << 16 | marks(a) << 8 | marks(n),
        marks(u) << 16 | role(a) << 8 | role(n),
        u64::from(u.frame) << 8 | role(u),
        u64::from(u.frame) << 8 | marks(u),
        marks(u) << 32 | u64::from(u.sort),
        u64::from(a.sort) << 32 | role(u),
        u64::from(n.sort) << 32 | role(u),
        word(b) << 32 | word(a),
        word(n) << 32 | word(m),
    ];
    let mut number = 0;
    facts.map(|fact| {
        number += 1;
        slot(number, fact)
    })
}

/// The slot of a tag that stands before a word.
fn step(before: Tag, unit: Unit) -> u32 {
    slot(FACTS as u64 + 1, (before as u64) << 8 | u64::from(unit.role))
}

/// Where a fact of a kind has its weights (multiplicative hashing; two facts
/// that meet in one slot share their weights, which training takes in).
fn slot(kind: u64, fact: u64) -> u32 {
    let mixed = (fact ^ kind << 58).wrapping_mul(0x9E37_79B9_7F4A_7C15);
    let mixed = (mixed ^ mixed >> 29 ^ kind).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    (mixed >> (64 - SLOT_BITS)) as u32
}
