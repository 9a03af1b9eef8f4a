//! Optional layers that are off: the same document, with all of them on.

use hayro_interpret::hayro_syntax::Pdf;
use hayro_interpret::hayro_syntax::object::{Array, Dict, Name};
use memchr::memmem;

/// The key that says which layers are off, and one as long that says nothing.
const KEY: &[u8] = b"/OCProperties";
const MUTE: &[u8] = b"/XCProperties";

/// The bytes of a document that shows all of its layers; none where all are shown
/// already. A revision is added whose catalogue does not say that any is off.
pub(super) fn all_shown(bytes: &[u8], pdf: &Pdf) -> Option<Vec<u8>> {
    let root = pdf.xref().root_id();
    let catalogue = pdf.xref().get::<Dict<'_>>(root)?;
    if !has_one_off(&catalogue) {
        return None;
    }
    let body = catalogue.data();
    let at = memmem::find(body, KEY)?;
    let muted = [&body[..at], MUTE, &body[at + KEY.len()..]].concat();
    let last = memmem::rfind(bytes, b"startxref")?;
    let rest = bytes.get(last + b"startxref".len()..)?.trim_ascii_start();
    let digits = rest.iter().take_while(|it| it.is_ascii_digit()).count();
    let previous = std::str::from_utf8(&rest[..digits]).ok()?;
    let (number, generation) = (root.obj_number, root.gen_number);
    let mut all = bytes.to_vec();
    all.extend(b"\n");
    let start = all.len();
    all.extend(format!("{number} {generation} obj\n").as_bytes());
    all.extend(with_brackets(&muted));
    all.extend(b"\nendobj\n");
    let table = all.len();
    let trailer = format!(
        "xref\n{number} 1\n{start:010} {generation:05} n \ntrailer\n<< /Size {} \
         /Root {number} {generation} R /Prev {previous} >>\nstartxref\n{table}\n%%EOF\n",
        u32::MAX >> 8
    );
    all.extend(trailer.as_bytes());
    Some(all)
}

fn with_brackets(dictionary: &[u8]) -> Vec<u8> {
    if dictionary.trim_ascii_start().starts_with(b"<<") {
        return dictionary.to_vec();
    }
    [b"<<", dictionary, b">>"].concat()
}

fn has_one_off(catalogue: &Dict<'_>) -> bool {
    let Some(default) = catalogue
        .get::<Dict<'_>>(b"OCProperties".as_slice())
        .and_then(|it| it.get::<Dict<'_>>(b"D".as_slice()))
    else {
        return false;
    };
    let off = default.get::<Array<'_>>(b"OFF".as_slice());
    let base = default.get::<Name<'_>>(b"BaseState".as_slice());
    off.is_some_and(|it| it.raw_iter().next().is_some())
        || base.is_some_and(|it| it.as_ref() == b"OFF")
}
