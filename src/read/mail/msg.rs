//! Reads messages as Outlook saves them, `.msg` and `.oft` ([MS-OXMSG]): a
//! compound file with a stream a property, a storage a recipient and a storage an
//! attachment.

mod fixed;
mod names;

use std::collections::BTreeMap;

use encoding_rs::{Encoding, UTF_16LE};

use self::names::Names;
use super::mapi::{Bag, Property, Value, code_page, push_attachment, push_message};
use crate::artefact::Artefact;
use crate::document::{Gap, Layer, Reason, Sink};
use crate::read::ole::{self, Ole, properties};
use crate::read::strings::printable;
use crate::read::unread::has_stream;
use crate::read::{Budget, Format};

/// Messages that Outlook saves.
pub(in super::super) const FORMAT: Format =
    Format { name: "msg", extensions: &["msg", "oft"], sniff, read };

/// The stream of the properties of fixed length ([MS-OXMSG] 2.4).
const FIXED: &str = "__properties_version1.0";

/// What the name of a property's stream begins with ([MS-OXMSG] 2.2.1).
const STREAM: &str = "__substg1.0_";

/// The storages of recipients, attachments and names ([MS-OXMSG] 2.2.2 to 2.2.4).
const RECIPIENT: &str = "__recip_version1.0_";
const ATTACHMENT: &str = "__attach_version1.0_";
const NAMES: &str = "__nameid_version1.0";

/// The storage of a message or an object that is attached.
const OBJECT: &str = "__substg1.0_3701000D";

/// The names of the streams by the storage that they are in.
type Storages = BTreeMap<String, Vec<String>>;

fn sniff(artefact: &Artefact<'_>) -> bool {
    let bytes = artefact.bytes();
    let in_directory = |file: Ole<'_>| file.has(&format!("/{FIXED}"));
    ole::is_ole(bytes)
        && Ole::directory(bytes).map_or_else(|| has_stream(bytes, FIXED), in_directory)
}

fn read(artefact: &Artefact<'_>, budget: &Budget, sink: &mut dyn Sink) -> Result<(), Reason> {
    let mut file = Ole::open(artefact.bytes(), budget)
        .inspect_err(|_| printable(artefact.bytes(), Layer::UnknownPart, "", sink))?;
    let storages = storages(&file);
    let names = Names::of(&mut file, NAMES).unwrap_or_default();
    let mut reader = Reader { file, names, encoding: None };
    let message = reader.bag("", &storages, sink);
    let recipients: Vec<Bag> =
        of(&storages, RECIPIENT).map(|storage| reader.bag(storage, &storages, sink)).collect();
    let outcome = push_message(&message, &recipients, budget, sink);
    drop((message, recipients));
    let most = budget.limits().enclosures;
    for (number, storage) in (1..).zip(of(&storages, ATTACHMENT)) {
        if number > most as usize {
            sink.gap(Gap::whole(Reason::TooLarge { limit: most.into(), unit: "attachments" }));
            break;
        }
        let mut bag = reader.bag(storage, &storages, sink);
        reader.add_object(&mut bag, storage, &storages, sink);
        push_attachment(&bag, number, ".msg", sink);
    }
    reader.push_rest(&storages, sink);
    outcome
}

/// The streams of each storage.
fn storages(file: &Ole<'_>) -> Storages {
    let mut storages = Storages::new();
    for path in file.streams() {
        if let Some((storage, name)) = path.rsplit_once('/') {
            let storage = storage.trim_start_matches('/');
            storages.entry(storage.to_owned()).or_default().push(name.to_owned());
        }
    }
    storages
}

/// The outer storages whose names begin so, in their order.
fn of<'s>(storages: &'s Storages, front: &'s str) -> impl Iterator<Item = &'s str> {
    let mut last = "";
    storages.keys().filter_map(move |path| {
        let outer = path.split('/').next().unwrap_or_default();
        let is_new = outer.starts_with(front) && outer != last;
        last = outer;
        is_new.then_some(outer)
    })
}

/// What reads the properties of a storage.
struct Reader<'a> {
    file: Ole<'a>,
    names: Names,
    /// The encoding of narrow texts, if the message says.
    encoding: Option<&'static Encoding>,
}

impl Reader<'_> {
    /// The properties of a storage; what does not come out is a gap. Those of
    /// fixed length come first: the encoding of the texts is one of them.
    fn bag(&mut self, storage: &str, storages: &Storages, sink: &mut dyn Sink) -> Bag {
        let mut bag = Bag::default();
        let names = storages.get(storage).map(Vec::as_slice).unwrap_or_default();
        let fixed = names.iter().find(|name| name.eq_ignore_ascii_case(FIXED));
        if let Some(bytes) = fixed.and_then(|name| self.take(&path(storage, name), sink)) {
            for lost in fixed::add(&bytes, storage.is_empty(), names, &mut bag) {
                sink.gap(Gap::part(lost, Reason::Truncated));
            }
        }
        if storage.is_empty() {
            self.encoding = code_page(&bag).map(properties::code_page);
        }
        for name in names {
            let Some((id, kind)) = number(name).filter(|it| is_told(it.1, name)) else { continue };
            let Some(bytes) = self.take(&path(storage, name), sink) else { continue };
            let value = match kind & 0x0FFF {
                0x001F => Value::Text(wide(&bytes)),
                0x001E => Value::Text(self.narrow(&bytes)),
                _ => Value::Bytes(bytes),
            };
            bag.0.push(Property { id, name: self.names.of_id(id), value });
        }
        bag
    }

    /// The bytes of a stream; a gap if they do not come out.
    fn take(&mut self, path: &str, sink: &mut dyn Sink) -> Option<Vec<u8>> {
        let bytes = self.file.bytes(path);
        bytes.map_err(|reason| sink.gap(Gap::part(path.trim_start_matches('/'), reason))).ok()
    }

    fn narrow(&self, bytes: &[u8]) -> String {
        let encoding = self.encoding.unwrap_or(encoding_rs::WINDOWS_1252);
        let text = match std::str::from_utf8(bytes) {
            Ok(text) => text.to_owned(),
            Err(_) => encoding.decode_without_bom_handling(bytes).0.into_owned(),
        };
        text.trim_end_matches('\0').to_owned()
    }

    /// Adds the message or the object that is attached, as a file of its own.
    fn add_object(
        &mut self,
        bag: &mut Bag,
        storage: &str,
        storages: &Storages,
        sink: &mut dyn Sink,
    ) {
        let within = format!("{storage}/{OBJECT}");
        let first = storages.range(within.clone()..).next();
        if !first.is_some_and(|(storage, _)| storage.starts_with(&within)) {
            return;
        }
        let is_message = storages
            .get(&within)
            .is_some_and(|streams| streams.iter().any(|it| it.eq_ignore_ascii_case(FIXED)));
        let beside = if is_message { Some(NAMES) } else { None };
        match self.file.storage_with(&format!("/{within}"), beside) {
            Ok(bytes) => {
                let value = Value::Object(bytes);
                bag.0.push(Property { id: 0x3701, name: None, value });
            }
            Err(reason) => sink.gap(Gap::part(within, reason)),
        }
    }

    /// Scans the streams that are of no property.
    fn push_rest(&mut self, storages: &Storages, sink: &mut dyn Sink) {
        for (storage, streams) in storages {
            let is_names = storage == NAMES || storage.contains(OBJECT);
            for name in streams.iter().filter(|it| !is_names && !is_known(it, storage)) {
                let Some(bytes) = self.take(&path(storage, name), sink) else { continue };
                let name: String = name.chars().filter(|it| !it.is_control()).collect();
                printable(&bytes, Layer::UnknownPart, &name, sink);
            }
        }
    }
}

/// The path of a stream.
fn path(storage: &str, name: &str) -> String {
    if storage.is_empty() { format!("/{name}") } else { format!("/{storage}/{name}") }
}

/// Whether a stream holds a value that is told: narrow and wide texts, bytes, and
/// each value of those that have several ([MS-OXCDATA] 2.11.1). The others are
/// lengths and numbers.
fn is_told(kind: u16, name: &str) -> bool {
    match kind {
        0x001E | 0x001F | 0x0102 | 0x000D => true,
        0x101E | 0x101F | 0x1102 => name.contains('-'),
        _ => false,
    }
}

/// Whether a stream is one that is read with its storage.
fn is_known(name: &str, storage: &str) -> bool {
    let is_read = storage.is_empty()
        || (storage.starts_with(RECIPIENT) || storage.starts_with(ATTACHMENT))
            && !storage.contains('/');
    is_read && (name.eq_ignore_ascii_case(FIXED) || number(name).is_some())
}

/// The number and the type of the property whose stream has a name.
fn number(name: &str) -> Option<(u16, u16)> {
    let (front, rest) = name.split_at_checked(STREAM.len())?;
    let digits = rest.get(..8).filter(|_| front.eq_ignore_ascii_case(STREAM))?;
    let whole = u32::from_str_radix(digits, 16).ok()?;
    Some(((whole >> 16) as u16, whole as u16))
}

fn wide(bytes: &[u8]) -> String {
    let (text, _) = UTF_16LE.decode_without_bom_handling(bytes);
    text.trim_end_matches('\0').to_owned()
}
