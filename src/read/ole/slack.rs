//! What lies in a compound file and in none of its streams: free sectors, the bytes
//! behind the end of a stream in its last sector, entries of the directory that
//! nothing leads to. Deleted text stays there until something is written over it.

use super::sectors::{Kind, Sectors, small_sector};
use crate::document::{Container, Fragment, Layer, Place, Sink};
use crate::read::strings::runs;

/// The names that programs give to storages and streams: the directory of an earlier
/// save tells nothing by them.
const GIVEN: &[&str] = &[
    "Root Entry",
    "Workbook",
    "CompObj",
    "SummaryInformation",
    "DocumentSummaryInformation",
    "WordDocument",
    "1Table",
    "Current User",
    "PowerPoint Document",
    "_VBA_PROJECT_CUR",
];

/// The fewest letters and the fewest digits in a row that tell something.
const LETTERS: usize = 5;
const DIGITS: usize = 8;

/// What the storages of macros are called: behind their streams lies what the editor
/// of macros held in memory.
const MACROS: &str = "VBA";

/// Pushes the texts that lie beside the streams of a compound file.
pub(in super::super) fn push(bytes: &[u8], sink: &mut dyn Sink) {
    let Some(mut sectors) = Sectors::of(bytes) else { return };
    let small = sectors.take_small();
    let paths = sectors.paths();
    let mut slack = Slack::new("bytes behind streams", Layer::TrailingBytes);
    for (path, number) in &paths {
        let entry = sectors.entries[*number].clone();
        if entry.kind == Kind::Stream {
            let tail = sectors.take_tail(&entry, &small);
            let layer = if path.contains(MACROS) { Layer::Macro } else { Layer::TrailingBytes };
            slack.layer = layer;
            slack.push(&tail, &format!("behind {}", readable(path)), sink);
        }
    }
    slack.close(sink);
    push_orphans(&mut sectors, &paths, &small, sink);
    push_free(&sectors, &small, sink);
}

/// Pushes the streams that have an entry in the directory and that nothing leads to.
fn push_orphans(
    sectors: &mut Sectors<'_>,
    paths: &[(String, usize)],
    small: &[u8],
    sink: &mut dyn Sink,
) {
    let mut slack = Slack::new("deleted streams", Layer::OrphanPart);
    let mut is_reached = vec![false; sectors.entries.len()];
    paths.iter().for_each(|(_, number)| is_reached[*number] = true);
    let entries = sectors.entries.clone().into_iter().zip(is_reached);
    for (entry, _) in entries.filter(|(entry, reached)| !reached && entry.kind == Kind::Stream) {
        let stream = sectors.take_stream(&entry, small);
        slack.push(entry.name.as_bytes(), "name of a deleted stream", sink);
        slack.push(&stream, &readable(&entry.name), sink);
    }
    slack.close(sink);
}

/// Pushes what lies in sectors that belong to nothing.
fn push_free(sectors: &Sectors<'_>, small: &[u8], sink: &mut dyn Sink) {
    let mut slack = Slack::new("free sectors", Layer::TrailingBytes);
    let mut at = 0;
    while at < sectors.used.len() {
        let run = sectors.used[at..].iter().take_while(|used| !**used).count();
        let (start, end) = (sectors.start_of(at), sectors.start_of(at + run));
        slack.push(sectors.bytes_of(start, end), &format!("from byte {}", start + 1), sink);
        at += run + 1;
    }
    for (number, used) in sectors.small_used.iter().enumerate() {
        if !used {
            slack.push(small_sector(number, small), &format!("small sector {}", number + 1), sink);
        }
    }
    slack.close(sink);
}

/// A container of texts, which is opened for the first of them.
struct Slack {
    name: &'static str,
    layer: Layer,
    is_open: bool,
}

impl Slack {
    fn new(name: &'static str, layer: Layer) -> Self {
        Slack { name, layer, is_open: false }
    }

    /// Pushes the texts among the bytes.
    fn push(&mut self, bytes: &[u8], place: &str, sink: &mut dyn Sink) {
        runs(bytes, |_, text| {
            if !is_telling(text) {
                return;
            }
            if !self.is_open {
                sink.open(Container::text(self.name, self.layer));
                self.is_open = true;
            }
            sink.push(Fragment::new(text, self.layer, Place::Named(place)));
        });
    }

    fn close(self, sink: &mut dyn Sink) {
        if self.is_open {
            sink.close();
        }
    }
}

/// Whether a text is more than chance and the numbers of a program: so many letters
/// stand together in it, or so many digits.
fn is_telling(text: &str) -> bool {
    if GIVEN.contains(&text) {
        return false;
    }
    let longest = |is: fn(&char) -> bool| {
        text.split(|it| !is(&it)).map(|run| run.chars().count()).max().unwrap_or_default()
    };
    longest(|it| it.is_alphabetic()) >= LETTERS || longest(char::is_ascii_digit) >= DIGITS
}

/// A name for people: without the control characters that some begin with.
fn readable(path: &str) -> String {
    path.trim_start_matches('/').chars().filter(|it| !it.is_control()).collect()
}
