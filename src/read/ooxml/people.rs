//! The people of threads: those who wrote in them and those they mention.

use crate::document::{Container, Fragment, Layer, Place, Reason, Sink};
use crate::read::xml::{Node, walk};

/// Pushes the people of a part: the writers of threads and those they mention.
///
/// # Errors
///
/// When the part is damaged. What came before was pushed.
pub(super) fn push_people(bytes: &[u8], part: &str, sink: &mut dyn Sink) -> Result<(), Reason> {
    sink.open(Container::text(part, Layer::Comment));
    let outcome = walk(bytes, |node| {
        let Node::Open(element) = node else { return };
        for name in ["displayName", "userId"] {
            if element.name == "person" && !element.text(name).is_empty() {
                let text = element.text(name);
                sink.push(Fragment::new(text, Layer::Comment, Place::Named("person")));
            }
        }
    });
    sink.close();
    outcome
}
