//! The data in a rich text: pictures, objects, custom XML, in digits or as they are.

use super::plain::{groups, plain};
use super::tokens::{Token, Tokens};
use crate::document::{Container, Enclosure, Fragment, Gap, Layer, Place, Reason, Sink};
use crate::read::Budget;
use crate::read::docx::CROPPED;
use crate::read::ole::object::push_first;
use crate::read::ole::{Ole, store};
use crate::read::strings::printable;
use crate::read::unread::OLE;

/// The kinds of pictures by the words that name them (RTF 1.9.1, "Pictures").
const KINDS: &[(&[u8], &str)] = &[
    (b"pngblip", "png"),
    (b"jpegblip", "jpg"),
    (b"emfblip", "emf"),
    (b"wmetafile", "wmf"),
    (b"dibitmap", "bmp"),
    (b"macpict", "pict"),
    (b"wbitmap", "ddb"),
];

/// The words that cut a side off a picture.
const CROPS: &[&[u8]] = &[b"piccropl", b"piccropr", b"piccropt", b"piccropb"];

/// The bytes of the head of a bitmap's file, and those before its points where no
/// palette stands between ([MS-WMF] 2.2.2.9).
const FILE_HEAD: u32 = 14;

/// The data of a group, nested groups left out.
fn data(tokens: Tokens<'_>) -> Vec<u8> {
    let (mut bytes, mut high) = (Vec::new(), None);
    let mut tokens = tokens;
    while let Some(token) = tokens.next() {
        match token {
            Token::Open => drop(tokens.skip_group()),
            Token::Binary(own) => bytes.extend_from_slice(own),
            Token::Text(text) => {
                for digit in text.iter().filter_map(|it| char::from(*it).to_digit(16)) {
                    match high.take() {
                        Some(high) => bytes.push((high << 4 | digit) as u8),
                        None => high = Some(digit),
                    }
                }
            }
            _ => {}
        }
    }
    bytes
}

/// Pushes a picture.
///
/// # Errors
///
/// When it is larger than what the file may unpack to.
pub(super) fn push_picture(
    tokens: Tokens<'_>,
    number: usize,
    budget: &Budget,
    sink: &mut dyn Sink,
) -> Result<(), Reason> {
    let words = tokens.filter_map(|token| match token {
        Token::Word(word, number) => Some((word, number)),
        _ => None,
    });
    let (mut kind, mut is_cropped) = ("", false);
    for (word, value) in words {
        is_cropped |= CROPS.contains(&word) && value.is_some_and(|it| it > 0);
        kind = KINDS.iter().find(|row| row.0 == word).map_or(kind, |row| row.1);
    }
    let name = format!("picture{number}.{kind}");
    let name = name.trim_end_matches('.');
    let mut bytes = data(tokens);
    budget.unpack(bytes.len() as u64)?;
    if bytes.is_empty() {
        return Ok(());
    }
    if kind == "bmp" {
        bytes = with_head(&bytes);
    }
    if is_cropped {
        sink.open(Container::text("pictures", Layer::ImageMetadata));
        sink.push(Fragment::new(CROPPED, Layer::ImageMetadata, Place::Named(name)));
        sink.close();
    }
    match kind {
        "pict" | "ddb" => sink.gap(Gap::part(name, Reason::Picture)),
        _ => sink.enclose(Enclosure { name, bytes: &bytes }),
    }
    Ok(())
}

/// A bitmap with the head that its file would have.
fn with_head(bitmap: &[u8]) -> Vec<u8> {
    let head = bitmap.first_chunk::<4>().map_or(0, |it| u32::from_le_bytes(*it));
    let size = bitmap.len() as u32 + FILE_HEAD;
    let points = FILE_HEAD.saturating_add(head);
    [b"BM", &size.to_le_bytes()[..], &[0; 4], &points.to_le_bytes(), bitmap].concat()
}

/// Pushes an object.
///
/// # Errors
///
/// When it is damaged, or larger than what the file may unpack to.
pub(super) fn push_object(
    tokens: Tokens<'_>,
    number: usize,
    budget: &Budget,
    sink: &mut dyn Sink,
) -> Result<(), Reason> {
    let bytes = data(tokens);
    budget.unpack(bytes.len() as u64)?;
    if bytes.is_empty() {
        return Ok(());
    }
    push_first(&format!("object{number}"), &bytes, budget, sink)
}

/// Pushes the data of a field, as a plain editor shows them.
pub(super) fn push_field_data(tokens: Tokens<'_>, sink: &mut dyn Sink) {
    printable(&data(tokens), Layer::FieldCode, "data of fields", sink);
}

/// Pushes what a form field says beside what it shows.
pub(super) fn form_texts(
    tokens: Tokens<'_>,
    header: &super::header::Header,
) -> Vec<(&'static str, String)> {
    let words: [(&[u8], &str); 5] = [
        (b"ffdeftext", "default"),
        (b"ffhelptext", "help"),
        (b"ffstattext", "help"),
        (b"ffl", "choice"),
        (b"ffname", "name"),
    ];
    let mut texts = Vec::new();
    for (word, place) in words {
        for span in groups(tokens, word) {
            texts.push((place, plain(tokens.within(span), header, header.encoding)));
        }
    }
    texts.retain(|it| it.1.contains(char::is_alphabetic));
    texts.retain(|it| it.0 != "name" || !crate::read::docx::is_given_bookmark(&it.1));
    texts
}

/// Pushes the custom XML of a document, which is a compound file of its own ([MS-DOC]
/// 2.1.8, MsoDataStore). Word puts its sources of citations there.
///
/// # Errors
///
/// When it is damaged.
pub(super) fn push_store(
    tokens: Tokens<'_>,
    budget: &Budget,
    sink: &mut dyn Sink,
) -> Result<(), Reason> {
    let bytes = data(tokens);
    budget.unpack(bytes.len() as u64)?;
    // The name of the program that reads it stands before.
    let start = memchr::memmem::find(&bytes, OLE).unwrap_or(0);
    let Ok(mut file) = Ole::open(&bytes[start..], budget) else {
        printable(&bytes, Layer::CustomXml, "custom XML", sink);
        return Ok(());
    };
    store::push_store(&mut file, "", sink)
}
