//! Each reader by itself, whatever the bytes say that they are: the first byte
//! chooses the format, the others are the file.

#![cfg_attr(feature = "libfuzzer", no_main)]

use foilint::artefact::Artefact;
use foilint::document::{Container, Enclosure, Fragment, Gap, Headings, Sink};
use foilint::read::{Budget, FORMATS, Limits, read};

/// A sink that takes everything, and that a reader must not leave by a panic.
struct Nothing;

impl Sink for Nothing {
    fn open(&mut self, _: Container<'_>) {}
    fn headings(&mut self, _: &Headings) {}
    fn push(&mut self, _: Fragment<'_>) {}
    fn close(&mut self) {}
    fn gap(&mut self, gap: Gap) {
        assert!(gap.reason.name() != "reader-failed", "a reader panicked");
    }
    fn enclose(&mut self, _: Enclosure<'_>) {}
}

fn try_one(number: usize, bytes: &[u8]) {
    let format = &FORMATS[number % FORMATS.len()];
    let limits = Limits { unpacked: 256 << 20, part: 64 << 20, ..Limits::default() };
    read(&Artefact::new("reply", bytes), format, &Budget::new(limits), &mut Nothing);
}

#[cfg(feature = "libfuzzer")]
libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    if let Some((first, rest)) = bytes.split_first() {
        try_one(usize::from(*first), rest);
    }
});

#[cfg(not(feature = "libfuzzer"))]
#[path = "../stable.rs"]
mod stable;

#[cfg(not(feature = "libfuzzer"))]
fn main() {
    stable::run(&try_one);
}
