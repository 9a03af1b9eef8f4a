//! Zip archives and OpenDocument packages, which only given passwords open.

use foilint::document::{Layer, Reason};

use super::common::legacy::WORD;
use super::common::locked::opendocument::{Cipher, opendocument};
use super::common::locked::{DEFAULT, OTHER, Zipped, zipped};
use super::common::ods::Ods;
use super::common::sink::Everything;
use super::{sheets, xlsx};

/// An encrypted spreadsheet.
fn ods(cipher: Cipher) -> Vec<u8> {
    let content = Ods::of(&sheets()).content();
    let parts: [(&str, &[u8]); 3] = [
        ("mimetype", b"application/vnd.oasis.opendocument.spreadsheet"),
        ("content.xml", content.as_bytes()),
        ("meta.xml", b"<document-meta><meta><creator>A Clerk</creator></meta></document-meta>"),
    ];
    opendocument(&parts, cipher, OTHER)
}

#[test]
fn an_entry_opens_with_a_given_password() {
    for how in [Zipped::Old, Zipped::Aes] {
        let bytes = zipped("reply.xlsx", &xlsx(), how, "Sesame");
        let found = Everything::with("all.zip", &bytes, "wrong\nother\nSesame");
        assert_eq!(found.enclosures, [("reply.xlsx".to_owned(), xlsx())], "{how:?}");
        assert_eq!(found.gaps, [], "{how:?}");
    }
}

#[test]
fn an_entry_under_an_unknown_password_is_a_gap() {
    for how in [Zipped::Old, Zipped::Aes] {
        let wrong: String = (0..100).map(|number| format!("wrong {number}\n")).collect();
        for passwords in ["", &wrong] {
            let bytes = zipped("reply.xlsx", &xlsx(), how, DEFAULT);
            let found = Everything::with("all.zip", &bytes, passwords);
            assert_eq!(found.gaps.len(), 1, "{how:?}");
            assert_eq!(found.gaps[0].reason, Reason::Encrypted, "{how:?}");
            assert_eq!(found.enclosures, [], "{how:?}");
        }
    }
}

#[test]
fn an_ods_opens_with_a_given_password() {
    for cipher in [Cipher::Aes, Cipher::Blowfish] {
        let found = Everything::with("reply.ods", &ods(cipher), &format!("wrong\n{OTHER}"));
        assert_eq!(found.format, Some("ods"), "{cipher:?}");
        assert_eq!(found.layers_of(WORD), [Layer::HiddenSheet], "{cipher:?}");
        assert_eq!(found.layers_of("A Clerk"), [Layer::Property], "{cipher:?}");
        assert_eq!(found.gaps, [], "{cipher:?}");
    }
}

#[test]
fn an_ods_under_an_unknown_password_or_cipher_is_a_gap() {
    let cases = [(Cipher::Aes, ""), (Cipher::Blowfish, "wrong"), (Cipher::Unknown, OTHER)];
    for (cipher, passwords) in cases {
        let found = Everything::with("reply.ods", &ods(cipher), passwords);
        assert!(matches!(found.gaps[..], [ref gap] if gap.reason == Reason::Encrypted));
        assert_eq!(found.fragments, [], "{cipher:?}");
    }
}

#[test]
fn an_ods_with_any_byte_changed_is_never_a_panic() {
    let bytes = ods(Cipher::Aes);
    for at in (0..bytes.len()).step_by(29) {
        let mut bytes = bytes.clone();
        bytes[at] ^= 0x15;
        let found = Everything::with("reply.ods", &bytes, OTHER);
        let is_read = !found.layers_of(WORD).is_empty();
        assert!(is_read || !found.gaps.is_empty(), "byte {at}");
        assert!(found.gaps.iter().all(|it| it.reason != Reason::ReaderFailed), "byte {at}");
    }
}
