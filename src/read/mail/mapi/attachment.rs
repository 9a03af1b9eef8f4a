//! What the properties of an attachment tell, and the file that it is.

use super::known;
use super::{Bag, Value};
use crate::document::{Enclosure, Gap, Layer, Reason, Sink};
use crate::read::mail::told::push_all;

/// The methods by which an attachment is no more than a path ([MS-OXCMSG]
/// 2.2.2.9): by reference only, resolved or on the web.
const BY_REFERENCE: &[u64] = &[2, 3, 4, 7];

/// The method of a message within the message.
const MESSAGE: u64 = 5;

/// Pushes an attachment, the first having the number 1. `extension` is that of a
/// message within the message.
pub(in super::super) fn push(bag: &Bag, number: usize, extension: &str, sink: &mut dyn Sink) {
    let name = name(bag, number, extension);
    push_beside(bag, &name, sink);
    let file = bag.object(known::DATA).or_else(|| bag.bytes(known::DATA));
    let method = bag.number(known::METHOD).unwrap_or_default();
    match file {
        Some(bytes) => sink.enclose(Enclosure { name: &name, bytes }),
        None if BY_REFERENCE.contains(&method) || method == 0 => {}
        None => sink.gap(Gap::part(name, Reason::Truncated)),
    }
}

/// The name of the file.
fn name(bag: &Bag, number: usize, extension: &str) -> String {
    let given = [known::LONG_FILE_NAME, known::FILE_NAME, known::NAME];
    let given = given.into_iter().find_map(|id| bag.text(id));
    let name = given.map_or_else(|| format!("attachment {number}"), str::to_owned);
    let is_message =
        bag.number(known::METHOD) == Some(MESSAGE) && bag.object(known::DATA).is_some();
    if is_message && !name.to_lowercase().ends_with(extension) {
        return format!("{name}{extension}");
    }
    name
}

/// Pushes the paths of the file, and the texts that are not its name.
fn push_beside(bag: &Bag, name: &str, sink: &mut dyn Sink) {
    let mut paths = Vec::new();
    let mut others = Vec::new();
    for property in bag.0.iter().filter(|it| !known::PASSED.contains(&it.id)) {
        let Value::Text(text) = &property.value else { continue };
        if [known::PATH, known::LONG_PATH].contains(&property.id) {
            paths.push((name, text.clone()));
        } else if !name.contains(text.trim()) && property.id != known::FILE_NAME {
            others.push((name, text.clone()));
        }
    }
    push_all("paths of attachments", Layer::SavePath, &paths, sink);
    push_all("properties of attachments", Layer::Property, &others, sink);
}
