//! Reads calendars, `.ics` (RFC 5545): what an event says, who is asked to it,
//! and what the program keeps of it.

use super::head::joined;
use super::lines::{Line, each};
use crate::artefact::Artefact;
use crate::document::{Container, Enclosure, Fragment, Layer, Place, Reason, Sink};
use crate::read::base64;
use crate::read::encoding::Encoded;
use crate::read::html::push_page;
use crate::read::{Budget, Format};

/// Calendars.
pub(in super::super) const FORMAT: Format =
    Format { name: "ics", extensions: &["ics", "ical", "ifb"], sniff, read };

/// Lines that hold dates, numbers and states.
const PASSED: &[&str] = &[
    "VERSION",
    "CALSCALE",
    "METHOD",
    "DTSTART",
    "DTEND",
    "DTSTAMP",
    "CREATED",
    "LAST-MODIFIED",
    "SEQUENCE",
    "STATUS",
    "TRANSP",
    "PRIORITY",
    "CLASS",
    "RRULE",
    "EXDATE",
    "RDATE",
    "TRIGGER",
    "ACTION",
    "DURATION",
    "TZOFFSETFROM",
    "TZOFFSETTO",
    "RECURRENCE-ID",
    "DUE",
    "COMPLETED",
    "PERCENT-COMPLETE",
    "FREEBUSY",
    "REPEAT",
];

/// Lines whose text is shown.
const SHOWN: &[&str] =
    &["SUMMARY", "DESCRIPTION", "LOCATION", "COMMENT", "CONTACT", "RESOURCES", "CATEGORIES"];

/// Parameters of a person that name others.
const OTHERS: &[&str] = &["SENT-BY", "DELEGATED-FROM", "DELEGATED-TO", "MEMBER", "EMAIL", "DIR"];

fn sniff(artefact: &Artefact<'_>) -> bool {
    begins(artefact, "BEGIN:VCALENDAR")
}

/// Whether the first line of a text is this one.
pub(super) fn begins(artefact: &Artefact<'_>, line: &str) -> bool {
    let head = Encoded::head(artefact.bytes());
    let first = head.as_deref().and_then(|head| head.trim_start().lines().next());
    first.is_some_and(|first| first.trim().eq_ignore_ascii_case(line))
}

fn read(artefact: &Artefact<'_>, budget: &Budget, sink: &mut dyn Sink) -> Result<(), Reason> {
    let text = Encoded::or_scanned(artefact.bytes(), sink)?;
    text.may_be_whole(budget)?;
    let mut calendar =
        Calendar { budget, sink, open: Vec::new(), count: 0, attached: 0, told: String::new() };
    each(&text.whole(), &mut |line| calendar.take(line))?;
    calendar.sink.close();
    if calendar.open.is_empty() { Ok(()) } else { Err(Reason::Truncated) }
}

/// The state of the walk.
struct Calendar<'c> {
    budget: &'c Budget,
    sink: &'c mut dyn Sink,
    /// The names of the components that are open, outermost first.
    open: Vec<String>,
    /// How many components have begun.
    count: u32,
    /// How many files there were.
    attached: u32,
    /// The container that is open.
    told: String,
}

/// How deep components lie in components at the most: real ones have three
/// levels.
const DEEPEST: usize = 100;

impl Calendar<'_> {
    fn take(&mut self, line: &Line) -> Result<(), Reason> {
        match line.name.as_str() {
            "BEGIN" if self.open.len() >= DEEPEST => Err(Reason::TooDeep(DEEPEST as u32)),
            "BEGIN" => {
                self.count += 1;
                self.open.push(format!("{} {}", component(&line.value), self.count - 1));
                Ok(())
            }
            "END" => {
                self.open.pop();
                Ok(())
            }
            name if PASSED.contains(&name) => Ok(()),
            "ATTENDEE" | "ORGANIZER" => {
                self.person(line);
                Ok(())
            }
            "ATTACH" => {
                self.attach(line);
                Ok(())
            }
            "X-ALT-DESC" => {
                self.told.clear();
                push_page(line.text().as_bytes(), None, self.budget, self.sink)
            }
            "URL" => {
                self.push(&line.text(), Layer::Hyperlink, "url");
                Ok(())
            }
            name => {
                let layer = if SHOWN.contains(&name) { Layer::Body } else { Layer::Property };
                self.push(&line.text(), layer, &name.to_ascii_lowercase());
                Ok(())
            }
        }
    }

    /// Pushes a person who asks or is asked.
    fn person(&mut self, line: &Line) {
        let place = line.name.to_ascii_lowercase();
        let text = line.text();
        if let Some(text) = joined(line.parameter("CN"), Some(address(&text))) {
            self.push(&text, Layer::Recipients, &place);
        }
        let others = line.parameters().filter(|it| OTHERS.contains(&it.0));
        let others: Vec<String> = others.map(|it| address(it.1).to_owned()).collect();
        for other in others.iter().filter(|other| *other != address(&text)) {
            self.push(other, Layer::MailHeader, &place);
        }
    }

    /// Hands on a file that is attached, or tells where it lies.
    fn attach(&mut self, line: &Line) {
        if !line.is_file() {
            return self.push(&line.text(), Layer::Hyperlink, "attach");
        }
        self.attached += 1;
        let given = line.parameter("FILENAME").or_else(|| line.parameter("X-FILENAME"));
        let name = given.map_or_else(|| format!("attachment {}", self.attached), str::to_owned);
        let (bytes, _) = base64::lenient(line.value.as_bytes());
        self.sink.enclose(Enclosure { name: &name, bytes: &bytes });
    }

    /// Pushes a text into the container of its component.
    fn push(&mut self, text: &str, layer: Layer, place: &str) {
        let own = self.open.last().map_or("", String::as_str);
        if text.trim().is_empty() {
            return;
        }
        if self.told != own || own.is_empty() {
            self.sink.open(Container::text(own, Layer::Body));
            own.clone_into(&mut self.told);
        }
        self.sink.push(Fragment::new(text.trim(), layer, Place::Named(place)));
    }
}

/// What a component is called.
fn component(name: &str) -> String {
    let name = name.trim().to_ascii_lowercase();
    name.strip_prefix('v').unwrap_or(&name).to_owned()
}

/// An address without the scheme before it.
fn address(text: &str) -> &str {
    let is_mail = text.get(..7).is_some_and(|it| it.eq_ignore_ascii_case("mailto:"));
    if is_mail { &text[7..] } else { text }
}
