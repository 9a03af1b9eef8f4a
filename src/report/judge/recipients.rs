//! Whether those whom a message went to are many, and outsiders to each other.

use super::{Draft, Judge};
use crate::document::Layer;
use crate::finding::Finding;
use crate::report::profile::{Area, Profile};
use crate::report::words;

impl Judge<'_> {
    /// The finding that a list which everyone sees names many outsiders.
    pub(super) fn of_recipients(&self, profile: &Profile, area: &Area) -> Option<Finding> {
        if area.layer != Layer::Recipients {
            return None;
        }
        let (rule, private) = self.engine.index.whole("open-recipients")?;
        let (addresses, homes) = profile.homes.many(private)?;
        let draft = Draft {
            rule,
            severity: self.severity(rule, area.layer),
            layer: area.layer,
            extent: &area.extent(),
            column: 0,
            count: addresses,
            samples: area.samples(),
            sum: area.texts.sum,
            message: words::of_recipients(addresses, homes),
        };
        Some(self.finding(profile, draft))
    }
}
