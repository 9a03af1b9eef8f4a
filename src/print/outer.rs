//! Which file of the release a row belongs to: formats of code review point at
//! files of a repository, and know nothing of files inside files.

/// The last file that lies in no other.
#[derive(Default)]
pub(super) struct Outer(String);

impl Outer {
    /// The file that holds the next row, rows being in the order of a report: those
    /// inside others after what holds them.
    pub(super) fn of(&mut self, name: &str) -> &str {
        let inner = name.strip_prefix(&self.0).filter(|_| !self.0.is_empty());
        if !inner.is_some_and(|rest| rest.starts_with('!')) {
            name.clone_into(&mut self.0);
        }
        &self.0
    }
}

#[cfg(test)]
mod tests {
    use super::Outer;

    #[test]
    fn a_file_inside_another_belongs_to_the_outermost() {
        let mut outer = Outer::default();
        for (name, expected) in [
            ("a.eml", "a.eml"),
            ("a.eml!b.zip", "a.eml"),
            ("a.eml!b.zip!c.csv", "a.eml"),
            ("wow!.txt", "wow!.txt"),
            ("x.txt", "x.txt"),
        ] {
            assert_eq!(outer.of(name), expected, "{name}");
        }
    }
}
