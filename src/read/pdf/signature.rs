//! Signatures: who signed, where and why, whom the certificates name, and whether
//! all of the file is signed (ISO 32000-2, 12.8; RFC 5280, appendix A).

use lopdf::{Dictionary, Object};
use memchr::memmem;

use super::notes::{Kind, Notes, Spot};
use super::objects::Objects;
use crate::document::Layer;

const SIGNATURES: Kind = Kind::new(Layer::Signature, "signatures");

/// What a signer says.
const TEXTS: &[&str] = &["Name", "Reason", "Location", "ContactInfo"];

/// The names in a certificate by their numbers: of the common name, the surname,
/// the given name, the organisation, its unit, the title, and the address of mail.
const NAMES: &[(&[u8], &str)] = &[
    (b"\x06\x03\x55\x04\x03", "certificate: name"),
    (b"\x06\x03\x55\x04\x04", "certificate: surname"),
    (b"\x06\x03\x55\x04\x2A", "certificate: given name"),
    (b"\x06\x03\x55\x04\x0A", "certificate: organisation"),
    (b"\x06\x03\x55\x04\x0B", "certificate: unit"),
    (b"\x06\x03\x55\x04\x0C", "certificate: title"),
    (b"\x06\x09\x2A\x86\x48\x86\xF7\x0D\x01\x09\x01", "certificate: e-mail"),
];

/// Notes who signed, if the dictionary is a signature or a store of certificates.
pub(super) fn take(objects: Objects<'_>, dictionary: &Dictionary, notes: &mut Notes) {
    for certificate in objects.array(dictionary, "Certs") {
        if let Some(Object::Stream(stream)) = objects.resolved(certificate) {
            take_names(&objects.content(stream).unwrap_or_default(), notes);
        }
    }
    if !dictionary.has(b"ByteRange") || !dictionary.has(b"Contents") {
        return;
    }
    for key in TEXTS {
        notes.add(SIGNATURES, Spot::named(key.to_lowercase()), &objects.text(dictionary, key));
    }
    if let Some(Object::String(bytes, _)) = objects.get(dictionary, "Contents") {
        take_names(bytes, notes);
    }
}

/// Notes the names in certificates.
fn take_names(bytes: &[u8], notes: &mut Notes) {
    for (number, what) in NAMES {
        for at in memmem::find_iter(bytes, number) {
            let text = string(&bytes[at + number.len()..]);
            notes.add(SIGNATURES, Spot::named(*what), &text.unwrap_or_default());
        }
    }
}

/// The string at the front: of two bytes a letter, or of one and more (X.690, 8.23).
fn string(bytes: &[u8]) -> Option<String> {
    let (tag, length) = (*bytes.first()?, usize::from(*bytes.get(1)?));
    let content = bytes.get(2..2 + length).filter(|_| length < 0x80)?;
    match tag {
        0x1E => Some(encoding_rs::UTF_16BE.decode_without_bom_handling(content).0.into_owned()),
        0x0C | 0x13 | 0x14 | 0x16 => Some(String::from_utf8_lossy(content).into_owned()),
        _ => None,
    }
}

/// The bytes at the end of the file that the last signature does not cover.
pub(super) fn take_cover(objects: Objects<'_>, length: usize, notes: &mut Notes) {
    let dictionaries = objects.document.objects.values().filter_map(|it| it.as_dict().ok());
    let ends = dictionaries.filter(|it| it.has(b"Contents")).filter_map(|it| {
        let range = objects.array(it, "ByteRange");
        let last = range.last_chunk::<2>()?;
        last[0].as_i64().ok()?.checked_add(last[1].as_i64().ok()?)
    });
    let rest = ends.max().map(|end| length as i64 - end);
    if let Some(rest) = rest.filter(|it| *it > 2) {
        let text = format!("{rest} bytes were added after it was signed");
        notes.add(SIGNATURES, Spot::named("extent"), &text);
    }
}
