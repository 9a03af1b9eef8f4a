//! The yardstick of all that comes after reading: the program's own reader, its
//! cells looked at by nobody.

use std::path::Path;

use foilint::artefact::Artefact;
use foilint::document::{Container, Enclosure, Fragment, Gap, Headings, Sink};
use foilint::read::{Budget, Limits, format_of, read};

/// Counts cells.
struct Count(u64);

impl Sink for Count {
    fn open(&mut self, _: Container<'_>) {}

    fn headings(&mut self, _: &Headings) {}

    fn push(&mut self, fragment: Fragment<'_>) {
        std::hint::black_box(fragment.text);
        self.0 += 1;
    }

    fn close(&mut self) {}

    fn gap(&mut self, _: Gap) {}

    fn enclose(&mut self, _: Enclosure<'_>) {}
}

/// The cells of a file by the program's own reader.
pub(crate) fn cells(path: &Path) -> u64 {
    let bytes = std::fs::read(path).expect("the file is there");
    let name = path.display().to_string();
    let artefact = Artefact::new(&name, &bytes);
    let format = format_of(&artefact).expect("the format is known");
    let mut count = Count(0);
    let budget = Budget::new(Limits::default().of_file(bytes.len() as u64));
    read(&artefact, format, &budget, &mut count);
    count.0
}
