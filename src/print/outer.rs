//! Which file of the release a row belongs to: formats of code review point at
//! files of a repository, and know nothing of files inside files.

use crate::finding::Checked;

/// The last file that lies in no other.
#[derive(Default)]
pub(super) struct Outer(String);

impl Outer {
    /// The file that holds the next row, rows being in the order of a report: those
    /// inside others after what holds them.
    pub(super) fn of(&mut self, file: &Checked) -> &str {
        if file.depth == 0 {
            file.name.clone_into(&mut self.0);
        }
        &self.0
    }
}
