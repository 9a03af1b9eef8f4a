//! `foilint read`: everything that a recipient could recover, a line each.

use std::io::{self, Write};
use std::process::ExitCode;

use serde::Serialize;

use super::passwords::keys;
use super::{FAILED, Failure, Listing, Read, output};
use crate::artefact::Artefact;
use crate::document::{
    Container, Enclosure, Extent, Fragment, Gap, Headings, Layer, Place, Reason, Sink,
};
use crate::finding::{Excerpt, Reveal, label};
use crate::print::plain;
use crate::read::{Budget, Limits, format_of, read};
use crate::release::{Options, Release};
use crate::rule::{Mask, may_be_shown};

/// A fragment as `read --format json` prints it.
#[derive(Serialize)]
struct Line<'a> {
    name: &'a str,
    layer: Layer,
    location: &'a str,
    container: Option<&'a str>,
    heading: Option<&'a str>,
    text: &'a str,
}

pub(super) fn run(arguments: &Read) -> Result<ExitCode, Failure> {
    let limits = Limits::default();
    let keys = keys(arguments.password_file.as_deref())?;
    let options = Options {
        excludes: globset::GlobSet::empty(),
        input_name: arguments.name.clone(),
        largest: limits.file,
    };
    let release = Release::of(std::slice::from_ref(&arguments.file), &options)?;
    let mut out = output();
    let (mut failed, mut is_unread) = (None, false);
    for source in release.sources() {
        let bytes = release.bytes(source);
        let bytes = bytes.map_err(|reason| Failure::Unread(source.name.clone(), reason))?;
        let artefact = Artefact::new(&source.name, &bytes);
        let budget = Budget::new(limits).with(keys.clone());
        let mut printer = Printer::new(arguments, artefact, source.name.clone(), &mut out, &budget);
        printer.print();
        failed = failed.or(printer.failed);
        is_unread |= printer.is_unread;
    }
    out.flush()?;
    match failed {
        Some(error) => Err(error.into()),
        None if is_unread => Ok(ExitCode::from(FAILED)),
        None => Ok(ExitCode::SUCCESS),
    }
}

/// Prints fragments as they come.
struct Printer<'p> {
    arguments: &'p Read,
    artefact: Artefact<'p>,
    /// Its name chain as it is shown.
    name: String,
    out: &'p mut dyn Write,
    budget: &'p Budget,
    container: String,
    headings: Headings,
    /// The first failure to write: what follows is not printed.
    failed: Option<io::Error>,
    /// Whether a file could not be read as a whole.
    is_unread: bool,
}

impl<'p> Printer<'p> {
    fn new(
        arguments: &'p Read,
        artefact: Artefact<'p>,
        name: String,
        out: &'p mut dyn Write,
        budget: &'p Budget,
    ) -> Self {
        let (container, headings) = (String::new(), Headings::default());
        Printer {
            arguments,
            artefact,
            name,
            out,
            budget,
            container,
            headings,
            failed: None,
            is_unread: false,
        }
    }

    /// Prints what the artefact holds, files inside included.
    fn print(&mut self) {
        let budget = self.budget;
        let artefact = self.artefact;
        match format_of(&artefact) {
            Some(format) => read(&artefact, format, budget, self),
            None => self.gap(Gap::whole(Reason::UnknownFormat)),
        }
    }

    /// A name of a place or an inner file as it is shown.
    fn label(&self, name: &str) -> String {
        label(name, self.arguments.reveal.then(Reveal::granted_by_the_user))
    }

    fn write(&mut self, line: &Line<'_>) {
        if self.failed.is_some() || self.arguments.layer.is_some_and(|layer| layer != line.layer) {
            return;
        }
        let written = match self.arguments.format {
            Listing::Text => {
                let place = match self.artefact.depth() {
                    0 => plain(line.location),
                    _ => format!("{} {}", plain(line.name), plain(line.location)),
                };
                writeln!(self.out, "{}\t{place}\t{}", line.layer.name(), plain(line.text))
            }
            Listing::Json => serde_json::to_writer(&mut *self.out, line)
                .map_err(io::Error::from)
                .and_then(|()| writeln!(self.out)),
        };
        self.failed = written.err();
    }

    /// Prints one line of a fragment.
    fn write_text(&mut self, text: &str, layer: Layer, place: Place<'_>) {
        let shown = match self.arguments.reveal {
            true => text.to_owned(),
            false => Excerpt::whole(text, Mask::Name).shown(None),
        };
        let location = Extent::from(place).location_as(&self.container, |name| self.label(name));
        let heading = match place {
            Place::Cell { row, column } if row > self.headings.last_row => self.headings.of(column),
            _ => None,
        };
        let heading = heading.filter(|it| self.arguments.reveal || may_be_shown(it));
        let (container, heading) = (self.container.clone(), heading.map(str::to_owned));
        let name = self.name.clone();
        let line = Line {
            name: &name,
            layer,
            location: &location,
            container: Some(container.as_str()).filter(|name| !name.is_empty()),
            heading: heading.as_deref(),
            text: &shown,
        };
        self.write(&line);
    }
}

impl Sink for Printer<'_> {
    fn open(&mut self, container: Container<'_>) {
        self.container = self.label(container.name);
        self.headings = Headings::default();
    }

    fn headings(&mut self, headings: &Headings) {
        self.headings = headings.clone();
    }

    fn push(&mut self, fragment: Fragment<'_>) {
        let Place::Line(first) = fragment.place else {
            return self.write_text(fragment.text, fragment.layer, fragment.place);
        };
        for (line, text) in (first..).zip(fragment.text.lines()) {
            if !text.trim().is_empty() {
                self.write_text(text, fragment.layer, Place::Line(line));
            }
        }
    }

    fn close(&mut self) {
        self.container.clear();
        self.headings = Headings::default();
    }

    fn gap(&mut self, gap: Gap) {
        self.is_unread |= gap.part.is_empty();
        let told = writeln!(
            anstream::stderr(),
            "{}: {}: not read: {}",
            plain(&self.name),
            if gap.part.is_empty() {
                "whole file".to_owned()
            } else {
                plain(&self.label(&gap.part))
            },
            gap.reason
        );
        self.failed = self.failed.take().or(told.err());
    }

    fn enclose(&mut self, enclosure: Enclosure<'_>) {
        let budget = self.budget;
        let name = self.artefact.chain(enclosure.name);
        let artefact = self.artefact.inner(&name, enclosure.bytes);
        if let Err(reason) = budget.enclose(artefact.depth()) {
            return self.gap(Gap::part(enclosure.name, reason));
        }
        let shown = format!("{}!{}", self.name, self.label(enclosure.name));
        let mut inner = Printer::new(self.arguments, artefact, shown, &mut *self.out, budget);
        inner.print();
        let failed = inner.failed;
        self.failed = self.failed.take().or(failed);
    }
}
