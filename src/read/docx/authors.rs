//! Who changed what, and when, as tracked changes say.

use std::collections::BTreeMap;

use crate::document::{Container, Fragment, Gap, Layer, Place, Reason, Sink};
use crate::read::xml::Element;

/// How many authors are told apart; more are a gap.
const MOST: usize = 10_000;

/// The authors of tracked changes, with the first and the last day.
#[derive(Debug, Default)]
pub(super) struct Authors {
    days: BTreeMap<String, (String, String)>,
    /// Whether there were more.
    is_full: bool,
}

impl Authors {
    /// Takes note of the author of a change.
    pub(super) fn take(&mut self, element: &Element<'_>) {
        if let Some(author) = element.get("author") {
            self.add(author, element.text("date").split('T').next().unwrap_or_default());
        }
    }

    /// The same with a day, which may be unknown.
    pub(super) fn add(&mut self, author: &str, day: &str) {
        let author = author.trim();
        if author.is_empty() {
            return;
        }
        if let Some((first, last)) = self.days.get_mut(author) {
            if day < first.as_str() {
                day.clone_into(first);
            }
            if day > last.as_str() {
                day.clone_into(last);
            }
        } else if self.days.len() >= MOST {
            self.is_full = true;
        } else {
            self.days.insert(author.to_owned(), (day.to_owned(), day.to_owned()));
        }
    }

    /// Pushes them as a container, each at the days on which something changed.
    pub(super) fn push(&self, story: &str, sink: &mut dyn Sink) {
        if self.days.is_empty() {
            return;
        }
        let of = if story.is_empty() { String::new() } else { format!(" of {story}") };
        let name = format!("tracked changes{of}");
        sink.open(Container::text(&name, Layer::Revision));
        for (author, (first, last)) in &self.days {
            let days = if first == last { first.clone() } else { format!("{first} to {last}") };
            sink.push(Fragment::new(author, Layer::Revision, Place::Named(&days)));
        }
        sink.close();
        if self.is_full {
            let reason = Reason::TooLarge { limit: MOST as u64, unit: "authors of changes" };
            sink.gap(Gap::part(name, reason));
        }
    }
}
