//! What a plain editor would show of bytes that no reader understands: runs of
//! printable characters, in ASCII and in UTF-16.

use crate::document::{Fragment, Layer, Place, Sink};

/// The shortest run that counts as text, in characters.
const SHORTEST: usize = 5;

/// Pushes every run of printable characters of some bytes. The place of each
/// is named by the container.
pub(super) fn printable(bytes: &[u8], layer: Layer, container: &str, sink: &mut dyn Sink) {
    let mut push = |text: &str| sink.push(Fragment::new(text, layer, Place::Named(container)));
    narrow(bytes, &mut push);
    wide(bytes, &mut push);
}

/// The runs of one byte a character.
fn narrow(bytes: &[u8], push: &mut dyn FnMut(&str)) {
    for run in bytes.split(|byte| !is_printable(*byte)).filter(|run| run.len() >= SHORTEST) {
        push(&String::from_utf8_lossy(run));
    }
}

/// The runs of two bytes a character, from even and from odd positions alike.
fn wide(bytes: &[u8], push: &mut dyn FnMut(&str)) {
    let mut run = String::new();
    let mut at = 0;
    while at < bytes.len() {
        if bytes.get(at + 1) == Some(&0) && is_printable(bytes[at]) {
            run.push(char::from(bytes[at]));
            at += 2;
            continue;
        }
        if run.len() >= SHORTEST {
            push(&run);
        }
        run.clear();
        at += 1;
    }
    if run.len() >= SHORTEST {
        push(&run);
    }
}

fn is_printable(byte: u8) -> bool {
    byte == b'\t' || (b' '..=b'~').contains(&byte)
}
