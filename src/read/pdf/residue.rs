//! Letters that a font still holds and no page uses: a program puts the letters
//! into a font that a text needs, and takes none out when the text goes
//! (ISO 32000-2, 9.9.2 and 9.10.3).

use lopdf::{Dictionary, Object};
use memchr::memmem;

use super::Beside;
use super::notes::{Kind, Spot};
use super::objects::Objects;
use super::witness::Witness;
use crate::document::Layer;

const FONTS: Kind = Kind::new(Layer::FontResidue, "letters no page uses");

/// The most letters in a hundred that are left over; where there are more, the font
/// was not made for this text.
const MOST: usize = 25;

/// Notes the letters that are left over in the fonts.
pub(super) fn take(beside: &mut Beside<'_>, witness: &Witness<'_>) {
    let objects = beside.objects;
    for (id, object) in &objects.document.objects {
        let Object::Dictionary(font) = object else { continue };
        if !beside.used.reached.contains(id) || !font.has_type(b"Font") {
            continue;
        }
        let name = objects.name(font, "BaseFont");
        let Some(letters) = is_subset(&name).then(|| letters(objects, font)) else { continue };
        let left: String = letters.iter().filter(|it| !witness.uses(**it)).collect();
        let count = left.chars().count();
        if count > 0 && count * 100 <= letters.len() * MOST {
            beside.notes.add(FONTS, Spot::named(&*name), &spaced(&left));
        }
    }
}

/// Whether a font holds some letters only: six capitals stand before its name.
fn is_subset(name: &str) -> bool {
    let tag = name.split_once('+').map_or("", |it| it.0);
    tag.len() == 6 && tag.bytes().all(|it| it.is_ascii_uppercase())
}

fn spaced(letters: &str) -> String {
    letters.chars().map(String::from).collect::<Vec<_>>().join(" ")
}

/// The letters and digits that a font's map to Unicode knows, each once.
fn letters(objects: Objects<'_>, font: &Dictionary) -> Vec<char> {
    let map = objects.stream(font, "ToUnicode");
    let map = map.and_then(|it| objects.content(it).ok()).unwrap_or_default();
    let mut letters: Vec<char> = mapped(&map).filter(|it| it.is_alphanumeric()).collect();
    letters.sort_unstable();
    letters.dedup();
    letters
}

/// What the single entries of a map map to: `<01> <0041>`. A range is mostly more
/// than is used.
fn mapped(map: &[u8]) -> impl Iterator<Item = char> {
    let sections = memmem::find_iter(map, b"beginbfchar").map(|at| {
        let rest = &map[at..];
        &rest[..memmem::find(rest, b"endbfchar").unwrap_or(rest.len())]
    });
    sections.flat_map(|section| {
        let words = section.split(|it| *it == b'<').skip(1);
        let words: Vec<&[u8]> =
            words.map(|it| it.split(|it| *it == b'>').next().unwrap_or(it)).collect();
        let targets = words.chunks_exact(2).map(|it| it[1]);
        targets.flat_map(letters_of).collect::<Vec<_>>()
    })
}

/// The letters of UTF-16 in hexadecimal digits.
fn letters_of(digits: &[u8]) -> Vec<char> {
    let text = String::from_utf8_lossy(digits);
    let digits: Vec<u32> = text.chars().filter_map(|it| it.to_digit(16)).collect();
    let units = digits.chunks_exact(4).map(|it| it.iter().fold(0, |sum, it| sum << 4 | it));
    char::decode_utf16(units.map(|it| it as u16)).flatten().collect()
}
