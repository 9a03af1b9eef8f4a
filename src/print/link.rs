//! Links: references for programs, and links in terminals that know them.

use std::path::Path;

use supports_hyperlinks::Stream;

/// A text that leads to an address, where standard output is a terminal that knows of
/// links (OSC 8); what does not go to a terminal is stripped of them on its way.
pub(crate) fn link(text: &str, address: &str) -> String {
    match supports_hyperlinks::on(Stream::Stdout) {
        true => format!("\u{1b}]8;;{address}\u{1b}\\{text}\u{1b}]8;;\u{1b}\\"),
        false => text.to_owned(),
    }
}

/// The address of a file of this machine; none where it cannot be told.
pub(super) fn file_address(path: &str) -> Option<String> {
    let whole = std::path::absolute(Path::new(path)).ok()?;
    Some(format!("file:///{}", encoded(whole.to_str()?.replace('\\', "/").trim_start_matches('/'))))
}

/// A path with all that steers a reference in percents (RFC 3986, 2.3).
pub(super) fn encoded(path: &str) -> String {
    let mut uri = String::with_capacity(path.len());
    for byte in path.bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' | b'/' => {
                uri.push(char::from(byte));
            }
            byte => uri.push_str(&format!("%{byte:02X}")),
        }
    }
    uri
}
