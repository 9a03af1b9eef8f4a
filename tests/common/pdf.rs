//! A writer of PDF files: objects as they are written, streams with their
//! lengths, cross-reference tables and streams, object streams, revisions.
//!
//! Objects 1 to 3 are the catalogue, the tree of pages, and a font.

use std::fmt::Write as _;

/// A document of numbered objects, each as it stands between `obj` and `endobj`.
#[derive(Clone, Default)]
pub struct Pdf {
    objects: Vec<(u32, Vec<u8>)>,
    /// What the trailer says beside `/Size` and `/Root`.
    pub trailer: String,
    /// Entries of the catalogue beside its pages.
    pub catalogue: String,
    /// Pages: the entries of each beside its parent.
    pages: Vec<u32>,
    /// What stands in the file before the objects: its header, or the revisions
    /// before.
    pub front: Option<Vec<u8>>,
    /// Where the cross-reference of the revision before begins.
    previous: Option<usize>,
}

/// The number of the font that every page has as `/F1`: Helvetica.
pub const FONT: u32 = 3;

impl Pdf {
    /// A document without pages.
    pub fn new() -> Self {
        let mut pdf = Pdf::default();
        let font =
            "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>";
        pdf.set(FONT, font);
        pdf
    }

    /// A document of one page that shows a line of text.
    pub fn of_text(text: &str) -> Self {
        let mut pdf = Pdf::new();
        pdf.page(&line(text, 72, 720), "");
        pdf
    }

    /// Adds an object and gives its number.
    pub fn add(&mut self, object: impl AsRef<[u8]>) -> u32 {
        let number = self.next();
        self.set(number, object);
        number
    }

    /// The number that the next object gets.
    pub fn next(&self) -> u32 {
        self.objects.iter().map(|it| it.0).max().unwrap_or(FONT - 1).max(FONT - 1) + 1
    }

    /// Writes an object of a number, instead of the one that it may have had.
    pub fn set(&mut self, number: u32, object: impl AsRef<[u8]>) {
        self.objects.retain(|it| it.0 != number);
        self.objects.push((number, object.as_ref().to_vec()));
    }

    /// Adds a stream with entries of its dictionary and gives its number.
    pub fn stream(&mut self, entries: &str, content: impl AsRef<[u8]>) -> u32 {
        self.add(stream(entries, content.as_ref()))
    }

    /// Adds a page of A4 with a content, and entries such as `/Annots [9 0 R]`.
    /// Gives the number of the page; its content is the object before it.
    pub fn page(&mut self, content: &str, entries: &str) -> u32 {
        let content = self.stream("", content);
        let size = if entries.contains("/MediaBox") { "" } else { "/MediaBox [0 0 595 842]" };
        let resources = if entries.contains("/Resources") {
            String::new()
        } else {
            format!("/Resources << /Font << /F1 {FONT} 0 R >> >>")
        };
        let page = self.add(format!(
            "<< /Type /Page /Parent 2 0 R {size} {resources} /Contents {content} 0 R {entries} >>"
        ));
        self.pages.push(page);
        page
    }

    /// Takes a page out of the tree, and leaves its object where it is.
    pub fn take_out(&mut self, page: u32) {
        self.pages.retain(|it| *it != page);
    }

    /// The file under a password of its reader, which may be empty, in RC4 of 128
    /// bits (ISO 32000-1, 7.6.3, algorithms 2 to 5). Only its streams are there to
    /// be read, and the strings of the objects in `strings`.
    pub fn locked(&self, password: &str, secrets: &[(u32, &str, &str)]) -> Vec<u8> {
        let mut pdf = self.clone();
        let lock = Lock::new(password);
        for (number, object) in &mut pdf.objects {
            let text = String::from_utf8_lossy(object).into_owned();
            if let Some((front, rest)) = text.split_once("stream\n") {
                let content = rest.trim_end_matches("\nendstream");
                let sealed = lock.sealed(*number, content.as_bytes());
                *object = [front.as_bytes(), b"stream\n", &sealed, b"\nendstream"].concat();
            }
        }
        for (number, key, secret) in secrets {
            let sealed = hex(&lock.sealed(*number, secret.as_bytes()));
            pdf.set(*number, format!("<< /{key} <{sealed}> >>"));
        }
        let id = "00112233445566778899AABBCCDDEEFF";
        let encryption = pdf.add(format!(
            "<< /Filter /Standard /V 2 /R 3 /Length 128 /P -4 /O <{}> /U <{}> >>",
            hex(&[7; 32]),
            hex(&lock.user),
        ));
        pdf.trailer += &format!(" /ID [<{id}> <{id}>] /Encrypt {encryption} 0 R");
        pdf.bytes()
    }

    /// The file with objects that are no streams packed together, and a
    /// cross-reference that is a stream (ISO 32000-2, 7.5.7 and 7.5.8).
    pub fn packed(&self) -> Vec<u8> {
        let (streams, plain): (Vec<_>, Vec<_>) =
            self.all().into_iter().partition(|it| it.1.ends_with(b"endstream"));
        let mut bytes = self.front();
        let (container, table) = (self.next(), self.next() + 1);
        let mut rows = vec![[0, 0, 0]; table as usize + 1];
        let mut write = |number: u32, object: &[u8], bytes: &mut Vec<u8>| {
            rows[number as usize] = [1, bytes.len(), 0];
            bytes.extend(format!("{number} 0 obj\n").as_bytes());
            bytes.extend(object);
            bytes.extend(b"\nendobj\n");
        };
        streams.iter().for_each(|(number, object)| write(*number, object, &mut bytes));
        let (mut index, mut content) = (String::new(), Vec::new());
        for (number, object) in &plain {
            let _ = write!(index, "{number} {} ", content.len());
            content.extend([object, &b" "[..]].concat());
        }
        let entries = format!("/Type /ObjStm /N {} /First {}", plain.len(), index.len());
        let objects = stream(&entries, &[index.as_bytes(), &content].concat());
        write(container, &objects, &mut bytes);
        for (place, (number, _)) in plain.iter().enumerate() {
            rows[*number as usize] = [2, container as usize, place];
        }
        let start = bytes.len();
        rows[table as usize] = [1, start, 0];
        let cells = rows.iter().flat_map(|[kind, place, index]| {
            let place = (*place as u32).to_be_bytes();
            [&[*kind as u8][..], &place, &(*index as u16).to_be_bytes()].concat()
        });
        let cells: Vec<u8> = cells.collect();
        let entries =
            format!("/Type /XRef /Size {} /W [1 4 2] /Root 1 0 R {}", rows.len(), self.trailer);
        bytes.extend(format!("{table} 0 obj\n").as_bytes());
        bytes.extend(stream(&entries, &cells));
        bytes.extend(format!("\nendobj\nstartxref\n{start}\n%%EOF\n").as_bytes());
        bytes
    }

    /// The file with a cross-reference table.
    pub fn bytes(&self) -> Vec<u8> {
        let mut bytes = self.front();
        let places = self.write_objects(&mut bytes);
        let start = bytes.len();
        bytes.extend(table(&places));
        let previous = self.previous.map_or_else(String::new, |it| format!("/Prev {it} "));
        let size = self.next();
        let trailer = format!(
            "trailer\n<< /Size {size} /Root 1 0 R {previous}{} >>\nstartxref\n{start}\n%%EOF\n",
            self.trailer
        );
        bytes.extend(trailer.as_bytes());
        bytes
    }

    /// The document as it is, to be changed in a revision of its own: only the
    /// objects that are set from here on are written behind it.
    pub fn revised(&self) -> Self {
        let earlier = self.bytes();
        let previous = start_of(&earlier);
        Pdf { front: Some(earlier), previous: Some(previous), objects: Vec::new(), ..self.clone() }
            .keeping_numbers(self.next())
    }

    fn keeping_numbers(mut self, next: u32) -> Self {
        // A free number keeps those of the revision before from being given again.
        self.set(next, "null");
        self
    }

    fn front(&self) -> Vec<u8> {
        self.front.clone().unwrap_or_else(|| b"%PDF-1.7\n%\xE2\xE3\xCF\xD3\n".to_vec())
    }

    /// Writes the objects, the catalogue and the pages among them, and gives
    /// where each begins.
    fn write_objects(&self, bytes: &mut Vec<u8>) -> Vec<(u32, usize)> {
        let mut places = Vec::new();
        for (number, object) in self.all() {
            places.push((number, bytes.len()));
            bytes.extend(format!("{number} 0 obj\n").as_bytes());
            bytes.extend(object);
            bytes.extend(b"\nendobj\n");
        }
        places
    }

    fn all(&self) -> Vec<(u32, Vec<u8>)> {
        let mut kids = String::new();
        for page in &self.pages {
            let _ = write!(kids, "{page} 0 R ");
        }
        let catalogue = format!("<< /Type /Catalog /Pages 2 0 R {} >>", self.catalogue);
        let count = self.pages.len();
        let pages = format!("<< /Type /Pages /Kids [{kids}] /Count {count} >>");
        let mut all = vec![(1, catalogue.into_bytes()), (2, pages.into_bytes())];
        all.extend(self.objects.iter().cloned());
        all.sort_by_key(|it| it.0);
        all
    }
}

/// A stream as it stands in an object.
pub fn stream(entries: &str, content: &[u8]) -> Vec<u8> {
    let front = format!("<< {entries} /Length {} >>\nstream\n", content.len());
    [front.as_bytes(), content, b"\nendstream"].concat()
}

/// Operators that show a line of text at a place, in black.
pub fn line(text: &str, x: i32, y: i32) -> String {
    format!("BT /F1 12 Tf {x} {y} Td ({}) Tj ET\n", escaped(text))
}

/// A text as it stands between the brackets of a string.
pub fn escaped(text: &str) -> String {
    text.replace('\\', "\\\\").replace('(', "\\(").replace(')', "\\)")
}

/// A cross-reference table.
fn table(places: &[(u32, usize)]) -> Vec<u8> {
    let mut text = "xref\n0 1\n0000000000 65535 f \n".to_owned();
    for (number, place) in places {
        let _ = write!(text, "{number} 1\n{place:010} 00000 n \n");
    }
    text.into_bytes()
}

/// Where the last cross-reference of a file begins.
fn start_of(bytes: &[u8]) -> usize {
    let text = String::from_utf8_lossy(bytes);
    let place = text.rsplit("startxref\n").next().and_then(|it| it.lines().next());
    place.and_then(|it| it.parse().ok()).unwrap()
}

/// A key of the standard security handler, and what proves a password.
struct Lock {
    key: Vec<u8>,
    user: Vec<u8>,
}

impl Lock {
    fn new(password: &str) -> Self {
        let padding: [u8; 32] = *b"\x28\xBF\x4E\x5E\x4E\x75\x8A\x41\x64\x00\x4E\x56\xFF\xFA\x01\x08\
                                   \x2E\x2E\x00\xB6\xD0\x68\x3E\x80\x2F\x0C\xA9\xFE\x64\x53\x69\x7A";
        let id: Vec<u8> = (0..16).map(|it| it * 0x11).collect();
        let padded: Vec<u8> = password.bytes().chain(padding).take(32).collect();
        let mut key = md5(&[&padded[..], &[7; 32], &(-4i32).to_le_bytes(), &id].concat());
        (0..50).for_each(|_| key = md5(&key));
        let mut user = rc4(&key, &md5(&[&padding[..], &id].concat()));
        for round in 1..20 {
            let own: Vec<u8> = key.iter().map(|it| it ^ round).collect();
            user = rc4(&own, &user);
        }
        user.resize(32, 0);
        Lock { key, user }
    }

    fn sealed(&self, number: u32, content: &[u8]) -> Vec<u8> {
        let number = number.to_le_bytes();
        rc4(&md5(&[&self.key[..], &number[..3], &[0, 0]].concat()), content)
    }
}

fn md5(bytes: &[u8]) -> Vec<u8> {
    use md5::Digest;
    md5::Md5::digest(bytes).to_vec()
}

fn rc4(key: &[u8], content: &[u8]) -> Vec<u8> {
    let mut state: Vec<u8> = (0..=255).collect();
    let mut other = 0;
    for at in 0..256 {
        other = (other + usize::from(state[at]) + usize::from(key[at % key.len()])) % 256;
        state.swap(at, other);
    }
    let (mut at, mut other) = (0, 0);
    let next = |byte: &u8| {
        at = (at + 1) % 256;
        other = (other + usize::from(state[at])) % 256;
        state.swap(at, other);
        byte ^ state[(usize::from(state[at]) + usize::from(state[other])) % 256]
    };
    content.iter().map(next).collect()
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|it| format!("{it:02X}")).collect()
}
