//! Objects that were put into a document: a file within a compound file, and the
//! package that an older program made of one ([MS-OLEDS] 2.2 and 2.3).

use super::{Ole, is_ole};
use crate::document::{Container, Enclosure, Fragment, Layer, Place, Reason, Sink};
use crate::read::Budget;

/// The streams of an object that is a file of another kind: a package of Office, and
/// what was a file anywhere ([MS-OLEDS] 2.3.6).
const PACKAGE: &str = "/Package";
const NATIVE: &str = "/\u{1}Ole10Native";

/// What the head of a packaged file begins with.
const MARK: [u8; 2] = [2, 0];

/// What stands between the name of a packaged file and its path: that it is embedded.
const EMBEDDED: [u8; 4] = [0, 0, 3, 0];

/// The kind of an object that is only linked to ([MS-OLEDS] 2.2.4).
const LINKED: u32 = 1;

/// A file that was packaged: its name, where it lay, and its bytes.
struct Packaged<'a> {
    name: String,
    paths: [String; 2],
    bytes: &'a [u8],
}

/// Pushes an object that is a compound file.
///
/// # Errors
///
/// When a stream of it is damaged.
pub(in crate::read) fn push_object(
    name: &str,
    bytes: &[u8],
    budget: &Budget,
    sink: &mut dyn Sink,
) -> Result<(), Reason> {
    let Ok(mut file) = Ole::open(bytes, budget) else {
        sink.enclose(Enclosure { name, bytes });
        return Ok(());
    };
    if !push_held(&mut file, name, sink)? {
        sink.enclose(Enclosure { name, bytes });
    }
    Ok(())
}

/// Whether a stream is one that [`push_held`] reads.
pub(super) fn is_held(path: &str) -> bool {
    [PACKAGE, NATIVE].contains(&path)
}

/// Pushes the file that an object holds, and gives whether it holds one.
///
/// # Errors
///
/// When its stream is damaged.
pub(super) fn push_held(
    file: &mut Ole<'_>,
    name: &str,
    sink: &mut dyn Sink,
) -> Result<bool, Reason> {
    if file.has(PACKAGE) {
        let package = file.bytes(PACKAGE)?;
        sink.enclose(Enclosure { name, bytes: &package });
        return Ok(true);
    }
    if !file.has(NATIVE) {
        return Ok(false);
    }
    let native = file.bytes(NATIVE)?;
    // The length of what follows stands before it.
    let Some(packaged) = native.get(4..).and_then(packaged) else { return Ok(false) };
    push_packaged(&packaged, name, sink);
    Ok(true)
}

/// Pushes an object as programs before OLE 2 write it ([MS-OLEDS] 2.2.4 and 2.2.5):
/// a link tells its path, all else its data.
///
/// # Errors
///
/// When it is cut off.
pub(in crate::read) fn push_first(
    name: &str,
    bytes: &[u8],
    budget: &Budget,
    sink: &mut dyn Sink,
) -> Result<(), Reason> {
    if is_ole(bytes) {
        return push_object(name, bytes, budget, sink);
    }
    let mut rest = bytes.get(4..).ok_or(Reason::Truncated)?;
    let kind = number(&mut rest).ok_or(Reason::Truncated)?;
    let [_, topic, _] = [(); 3].map(|()| counted(&mut rest).unwrap_or_default());
    if kind == LINKED {
        push_paths(name, &[topic], sink);
        return Ok(());
    }
    let length = number(&mut rest).ok_or(Reason::Truncated)? as usize;
    let is_cut = length > rest.len();
    let data = &rest[..length.min(rest.len())];
    if let Some(packaged) = packaged(data) {
        push_packaged(&packaged, name, sink);
    } else if is_ole(data) {
        push_object(name, data, budget, sink)?;
    } else if !data.is_empty() {
        sink.enclose(Enclosure { name, bytes: data });
    }
    if is_cut { Err(Reason::Truncated) } else { Ok(()) }
}

fn push_packaged(packaged: &Packaged<'_>, object: &str, sink: &mut dyn Sink) {
    let name = packaged.name.rsplit(['\\', '/']).next().unwrap_or_default().trim();
    let name = if name.is_empty() { object } else { name };
    let own = |path: &&String| path.contains(['\\', '/']);
    let mut paths: Vec<String> = packaged.paths.iter().filter(own).cloned().collect();
    paths.dedup();
    push_paths(object, &paths, sink);
    sink.enclose(Enclosure { name, bytes: packaged.bytes });
}

/// Pushes where a file lay on the computer of who put it in.
fn push_paths(object: &str, paths: &[String], sink: &mut dyn Sink) {
    let mut own = paths.iter().filter(|it| !it.trim().is_empty()).peekable();
    if own.peek().is_none() {
        return;
    }
    sink.open(Container::text("paths of objects", Layer::SavePath));
    own.for_each(|it| sink.push(Fragment::new(it, Layer::SavePath, Place::Named(object))));
    sink.close();
}

/// The file in a package; nothing if it is none.
fn packaged(bytes: &[u8]) -> Option<Packaged<'_>> {
    let mut rest = bytes.strip_prefix(&MARK)?;
    let name = ended(&mut rest)?;
    let path = ended(&mut rest)?;
    rest = rest.strip_prefix(&EMBEDDED)?;
    let other = counted(&mut rest)?;
    let length = number(&mut rest)? as usize;
    Some(Packaged { name, paths: [path, other], bytes: rest.get(..length)? })
}

/// A number of four bytes at the front, which is taken.
fn number(rest: &mut &[u8]) -> Option<u32> {
    let (four, behind) = rest.split_first_chunk::<4>()?;
    *rest = behind;
    Some(u32::from_le_bytes(*four))
}

/// A text whose length stands before it.
fn counted(rest: &mut &[u8]) -> Option<String> {
    let length = number(rest)? as usize;
    let (text, behind) = rest.split_at_checked(length)?;
    *rest = behind;
    Some(narrow(text))
}

/// A text that ends with a zero.
fn ended(rest: &mut &[u8]) -> Option<String> {
    let length = memchr::memchr(0, rest)?;
    let text = narrow(&rest[..length]);
    *rest = &rest[length + 1..];
    Some(text)
}

fn narrow(bytes: &[u8]) -> String {
    let (text, _) = encoding_rs::WINDOWS_1252.decode_without_bom_handling(bytes);
    text.trim_end_matches('\0').to_owned()
}

#[cfg(test)]
mod tests {
    use super::packaged;

    #[test]
    fn a_package_is_a_name_paths_and_a_file() {
        let bytes = b"\x02\0a.txt\0C:\\a.txt\0\0\0\x03\0\x04\0\0\0D:\\\0\x02\0\0\0ab";
        let found = packaged(bytes).expect("a package");
        assert_eq!((found.name.as_str(), found.bytes), ("a.txt", &b"ab"[..]));
        assert_eq!(found.paths, ["C:\\a.txt", "D:\\"]);
        for length in 0..bytes.len() {
            assert!(packaged(&bytes[..length]).is_none(), "{length}");
        }
    }
}
