//! Every part of the package that is not the body: done with as the tables say,
//! or a gap.

use super::parts::{Duty, ROOTS};
use super::settings::{push_people, push_settings};
use super::story::{About, Story};
use super::styles::{push_labels, push_names};
use super::{HEAD, Reader};
use crate::document::{Enclosure, Gap, Layer, Reason};
use crate::read::ooxml::asides::push_asides;
use crate::read::ooxml::colour::Colours;
use crate::read::ooxml::{self, Part, Task, task};
use crate::read::xml::{self, walk_whole};

/// The root elements of stories.
const STORIES: &[&str] =
    &["document", "glossaryDocument", "hdr", "ftr", "footnotes", "endnotes", "comments"];

impl Reader<'_, '_> {
    /// Reads the parts that nobody took.
    pub(super) fn read_rest(&mut self) {
        for part in self.package.rest() {
            let outcome =
                task(&mut self.twin, &part, ROOTS).and_then(|task| self.read_part(&part, task));
            self.note(&part, outcome);
        }
    }

    fn read_part(&mut self, part: &str, task: Task<Duty>) -> Result<(), Reason> {
        if self.files.contains(part) {
            return self.enclose(part);
        }
        match task {
            Task::Own(duty) => self.read_own(part, duty),
            Task::Shared(duty) => self.read_shared(part, duty),
        }
    }

    /// Reads a part that only documents have.
    fn read_own(&mut self, part: &str, duty: Duty) -> Result<(), Reason> {
        let layer = match duty {
            Duty::Body => Layer::OrphanPart,
            Duty::Glossary => Layer::HiddenText,
            Duty::Margin if self.unseen.contains(part) => Layer::HiddenText,
            Duty::Margin => Layer::HeaderFooter,
            Duty::Notes => Layer::Footnote,
            Duty::Comments => Layer::Comment,
            _ => return self.read_beside(part, duty),
        };
        let is_orphan = !self.reached.contains(part);
        let layer = if is_orphan { Layer::OrphanPart } else { layer };
        let notes = if layer == Layer::Footnote { self.notes.clone() } else { None };
        let about = About { notes, ..self.about(stem(part), layer) };
        self.read_story(part, about).map(drop)
    }

    /// Reads the parts that the directory does not list: stories as such, others as
    /// files of their own.
    pub(super) fn read_unlisted(&mut self) {
        let page = self.about("", Layer::OrphanPart);
        let Reader { package, styles, sink, .. } = self;
        package.unlisted(&mut |name, bytes| {
            let name = format!("{name} (unlisted)");
            let outcome = bytes.and_then(|bytes| {
                let root = xml::root(&bytes[..bytes.len().min(HEAD)]).unwrap_or_default();
                if !STORIES.contains(&root.as_str()) {
                    sink.enclose(Enclosure { name: &name, bytes: &bytes });
                    return Ok(());
                }
                let about = About { name: name.clone(), ..page.clone() };
                let mut story = Story::new(about, styles, &mut **sink);
                let outcome = walk_whole(&bytes, |piece| story.take(&piece));
                story.end();
                outcome
            });
            if let Err(reason) = outcome {
                sink.gap(Gap::part(name, reason));
            }
        });
    }

    /// Reads a part that is no text.
    fn read_beside(&mut self, part: &str, duty: Duty) -> Result<(), Reason> {
        let bytes = self.package.take(part)?.unwrap_or_default();
        push_asides(&bytes, part, self.sink);
        match duty {
            Duty::People => push_people(&bytes, self.sink),
            Duty::Settings => push_settings(&bytes, self.sink),
            Duty::Styles => push_names(&bytes, self.sink),
            Duty::Numbering => push_labels(&bytes, self.sink),
            _ => Ok(()), // read as a story
        }
    }

    /// Reads a part that any package of Office may have.
    fn read_shared(&mut self, part: &str, duty: ooxml::Duty) -> Result<(), Reason> {
        let bytes = self.package.take(part)?.unwrap_or_default();
        let part = Part {
            name: part,
            bytes: &bytes,
            hidden: None,
            colours: &Colours::default(),
            shows: &|_| false,
        };
        part.push(duty, &mut self.twin, self.sink)
    }

    /// Hands over a part that is a file of its own: a document within this one.
    fn enclose(&mut self, part: &str) -> Result<(), Reason> {
        let bytes = self.package.take(part)?.unwrap_or_default();
        self.sink.enclose(Enclosure { name: part, bytes: &bytes });
        Ok(())
    }
}

/// The name of a part without its folders and its extension.
fn stem(part: &str) -> &str {
    let name = part.rsplit('/').next().unwrap_or(part);
    name.split_once('.').map_or(name, |(stem, _)| stem)
}
