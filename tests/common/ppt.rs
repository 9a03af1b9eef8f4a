//! Writes ppt: records ([MS-PPT] 2.3.1) of saves that follow each other, in a
//! compound file.

use super::biff::compound;
use super::locked::old::Old;

/// A record that holds records.
pub fn container(kind: u16, instance: u16, inner: &[Vec<u8>]) -> Vec<u8> {
    record(0xF | (instance << 4), kind, &inner.concat())
}

/// A record that holds none.
pub fn atom(kind: u16, instance: u16, data: &[u8]) -> Vec<u8> {
    record(instance << 4, kind, data)
}

fn record(first: u16, kind: u16, data: &[u8]) -> Vec<u8> {
    let length = (data.len() as u32).to_le_bytes();
    [&first.to_le_bytes()[..], &kind.to_le_bytes(), &length, data].concat()
}

/// A text in UTF-16, or in bytes.
pub fn wide(kind: u16, instance: u16, text: &str) -> Vec<u8> {
    let bytes: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
    atom(kind, instance, &bytes)
}

/// A shape with its text, at a place on the slide in units of 1/576 inch, with the
/// value of its last property, which says whether it is hidden.
pub fn shape(text: &str, (top, left, right, bottom): (i16, i16, i16, i16), flags: u32) -> Vec<u8> {
    let anchor: Vec<u8> =
        [top, left, right, bottom].into_iter().flat_map(i16::to_le_bytes).collect();
    let property = [&0x03BF_u16.to_le_bytes()[..], &flags.to_le_bytes()].concat();
    container(
        0xF004,
        0,
        &[
            atom(0xF00B, 1, &property),
            atom(0xF010, 0, &anchor),
            container(0xF00D, 0, &[atom(0x0F9F, 0, &[4, 0, 0, 0]), wide(0x0FA0, 0, text)]),
        ],
    )
}

/// A drawing of shapes.
pub fn drawing(shapes: &[Vec<u8>]) -> Vec<u8> {
    container(0x040C, 0, &[container(0xF002, 0, &[container(0xF003, 0, shapes)])])
}

/// A slide with the flags of how it is shown.
pub fn slide(flags: u16, inner: &[Vec<u8>]) -> Vec<u8> {
    let mut show = vec![0; 10];
    show.extend(flags.to_le_bytes());
    show.extend([0; 4]);
    container(0x03EE, 0, &[vec![atom(0x03F9, 0, &show)], inner.to_vec()].concat())
}

/// The notes of the slide with this identifier.
pub fn notes(slide: u32, text: &str) -> Vec<u8> {
    let own = [slide.to_le_bytes(), [0; 4]].concat();
    let shapes = [shape(text, (0, 0, 90, 90), 0)];
    container(0x03F0, 0, &[atom(0x03F1, 0, &own), drawing(&shapes)])
}

/// A presentation whose saves follow each other.
#[derive(Clone, Debug, Default)]
pub struct Ppt {
    pub stream: Vec<u8>,
    /// Where the last edit begins.
    pub edit: u32,
    /// More streams: path and bytes.
    pub streams: Vec<(String, Vec<u8>)>,
    /// Whether the file says that it is encrypted.
    pub is_encrypted: bool,
}

impl Ppt {
    /// Adds a save: parts 1 and on, the first of them the document.
    #[must_use]
    pub fn save(mut self, parts: &[Vec<u8>]) -> Self {
        let mut directory = ((parts.len() as u32) << 20 | 1).to_le_bytes().to_vec();
        for part in parts {
            directory.extend((self.stream.len() as u32).to_le_bytes());
            self.stream.extend(part);
        }
        let at = self.stream.len() as u32;
        self.stream.extend(atom(0x1772, 0, &directory));
        let edit = [256, 0, self.edit, at, 1, 9, 0].map(u32::to_le_bytes).concat();
        self.edit = self.stream.len() as u32;
        self.stream.extend(atom(0x0FF5, 0, &edit));
        self
    }

    /// Adds a save whose parts are encrypted, each under its own number ([MS-PPT]
    /// 2.3.7).
    #[must_use]
    pub fn save_locked(mut self, parts: &[Vec<u8>], old: Old, password: &str) -> Self {
        let session = container(0x2F14, 0, &[old.pass(password)[2..].to_vec()]);
        let locked = (1..).zip(parts).map(|(number, part)| old.alone(part, password, number));
        let parts: Vec<Vec<u8>> = locked.chain([session]).collect();
        self = self.save(&parts);
        let last = self.edit as usize;
        let edit = [&self.stream[last + 8..], &(parts.len() as u32).to_le_bytes()].concat();
        self.stream.truncate(last);
        self.stream.extend(atom(0x0FF5, 0, &edit));
        Ppt { is_encrypted: true, ..self }
    }

    /// The whole file.
    pub fn bytes(&self) -> Vec<u8> {
        let token = if self.is_encrypted { 0xF3D1_C4DF_u32 } else { 0xE391_C05F };
        let mut user = [0x14_u32, token, self.edit].map(u32::to_le_bytes).concat();
        user.extend([7, 0, 0xF4, 3, 3, 0, 0, 0]);
        user.extend(b"A Clerk\x08\0\0\0");
        let own = [
            ("/Current User".to_owned(), atom(0x0FF6, 0, &user)),
            ("/PowerPoint Document".to_owned(), self.stream.clone()),
        ];
        compound(&[&own[..], &self.streams[..]].concat())
    }
}

/// A document whose slides are the parts from 2 on, each with what its outline
/// keeps; then those of notes.
pub fn document(outlines: &[&[&str]], notes: &[u32], more: &[Vec<u8>]) -> Vec<u8> {
    let size = [5_760_u32, 4_320].map(u32::to_le_bytes).concat();
    let entry =
        |part: u32, id: u32| atom(0x03F3, 0, &[part, 0, 0, id, 0].map(u32::to_le_bytes).concat());
    let mut slides = Vec::new();
    for (number, texts) in (0..).zip(outlines) {
        slides.push(entry(2 + number, 256 + number));
        for text in *texts {
            slides.push(atom(0x0F9F, 0, &[1, 0, 0, 0]));
            slides.push(atom(0x0FA8, 0, text.as_bytes()));
        }
    }
    let notes: Vec<Vec<u8>> = notes.iter().map(|part| entry(*part, 512 + *part)).collect();
    let own =
        vec![atom(0x03E9, 0, &size), container(0x0FF0, 0, &slides), container(0x0FF0, 2, &notes)];
    container(0x03E8, 0, &[own, more.to_vec()].concat())
}
