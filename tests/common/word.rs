//! Writes documents of Word 97 ([MS-DOC]): letters in pieces, pages of properties,
//! entries of the table stream, in a compound file.

use super::biff::compound;

/// Where the text begins.
const START: usize = 0x400;

/// The bytes of a page of properties.
const PAGE: usize = 512;

/// A property: its number and its value.
pub fn sprm(id: u16, value: &[u8]) -> Vec<u8> {
    [&id.to_le_bytes()[..], value].concat()
}

/// Letters that are hidden.
pub fn hidden() -> Vec<u8> {
    sprm(0x083C, &[1])
}

/// A line: runs of letters with their properties, the letter that ends it, and the
/// properties of the paragraph.
#[derive(Clone, Debug)]
pub struct Line {
    pub runs: Vec<(String, Vec<u8>)>,
    pub mark: char,
    pub properties: Vec<u8>,
}

impl Line {
    pub fn of(text: &str) -> Self {
        Line::run(text, &[])
    }

    /// A line of one run with properties.
    pub fn run(text: &str, properties: &[u8]) -> Self {
        let runs = vec![(text.to_owned(), properties.to_vec())];
        Line { runs, mark: '\r', properties: Vec::new() }
    }

    /// The same with another run behind.
    pub fn and(mut self, text: &str, properties: &[u8]) -> Self {
        self.runs.push((text.to_owned(), properties.to_vec()));
        self
    }

    /// The same with properties of the paragraph.
    pub fn with(self, properties: &[u8]) -> Self {
        Line { properties: properties.to_vec(), ..self }
    }

    /// The cells of a row and what ends it.
    pub fn row(cells: &[&str]) -> Vec<Line> {
        let inside = sprm(0x2416, &[1]);
        let cell = |text: &&str| Line { mark: '\u{7}', ..Line::of(text).with(&inside) };
        let end = [inside.clone(), sprm(0x2417, &[1]), row(cells.len())].concat();
        let end = Line { mark: '\u{7}', ..Line::of("").with(&end) };
        cells.iter().map(cell).chain([end]).collect()
    }
}

/// The definition of a row of so many cells of an inch.
fn row(cells: usize) -> Vec<u8> {
    let mut value = vec![cells as u8];
    value.extend((0..=cells as u16).flat_map(|it| (it * 1440).to_le_bytes()));
    value.resize(value.len() + cells * 20, 0);
    sprm(0xD608, &[&(value.len() as u16 + 1).to_le_bytes()[..], &value].concat())
}

/// A document.
#[derive(Clone, Debug, Default)]
pub struct Word {
    /// The body, footnotes, headers, macros, comments, endnotes, text boxes.
    pub parts: [Vec<Line>; 7],
    /// The entries of the table stream by number.
    pub entries: Vec<(usize, Vec<u8>)>,
    /// What lies between the text and the pages and is part of nothing.
    pub between: Vec<u8>,
    /// Whether each letter is a byte.
    pub is_narrow: bool,
    pub flags: u16,
    pub data: Vec<u8>,
    pub streams: Vec<(String, Vec<u8>)>,
}

impl Word {
    /// A document of lines.
    pub fn of(lines: &[Line]) -> Self {
        let mut word = Word::default();
        word.parts[0] = lines.to_vec();
        word
    }

    /// The same with lines of another part.
    pub fn part(mut self, part: usize, lines: &[&str]) -> Self {
        self.parts[part] = lines.iter().map(|text| Line::of(text)).collect();
        self
    }

    /// The same with an entry of the table stream.
    pub fn entry(mut self, number: usize, bytes: Vec<u8>) -> Self {
        self.entries.push((number, bytes));
        self
    }

    /// The same with one more stream.
    pub fn stream(mut self, path: &str, bytes: &[u8]) -> Self {
        self.streams.push((path.to_owned(), bytes.to_vec()));
        self
    }

    fn encoded(&self, text: &str) -> Vec<u8> {
        match self.is_narrow {
            true => text.chars().map(|it| it as u8).collect(),
            false => text.encode_utf16().flat_map(u16::to_le_bytes).collect(),
        }
    }

    /// The whole file.
    pub fn bytes(&self) -> Vec<u8> {
        let (mut main, mut letters, mut paragraphs) = (vec![0; START], Vec::new(), Vec::new());
        let mut counts = Vec::new();
        let width = if self.is_narrow { 1 } else { 2 };
        for lines in &self.parts {
            let from = main.len();
            for line in lines {
                let start = main.len();
                for (text, properties) in &line.runs {
                    let at = main.len();
                    main.extend(self.encoded(text));
                    letters.push((at, main.len(), properties.clone()));
                }
                let at = main.len();
                main.extend(self.encoded(&line.mark.to_string()));
                letters.push((at, main.len(), Vec::new()));
                paragraphs.push((start, main.len(), line.properties.clone()));
            }
            counts.push(((main.len() - from) / width) as u32);
        }
        let end = main.len();
        main.extend(&self.between);
        let letters = pages(&mut main, &letters, false);
        let paragraphs = pages(&mut main, &paragraphs, true);
        let place = if self.is_narrow { (START as u32 * 2) | 0x4000_0000 } else { START as u32 };
        let count = ((end - START) / width) as u32;
        let piece = [&[0_u8; 2][..], &place.to_le_bytes(), &[0; 2]].concat();
        let list = [&[0; 4], &count.to_le_bytes()[..], &piece].concat();
        let pieces = [&[2][..], &(list.len() as u32).to_le_bytes(), &list].concat();
        let mut entries = vec![(12, letters), (13, paragraphs), (33, pieces)];
        entries.extend(self.entries.iter().cloned());
        let mut table = Vec::new();
        for (number, bytes) in entries {
            let at = 0x9A + 8 * number;
            main[at..at + 4].copy_from_slice(&(table.len() as u32).to_le_bytes());
            main[at + 4..at + 8].copy_from_slice(&(bytes.len() as u32).to_le_bytes());
            table.extend(bytes);
        }
        self.front(&mut main, &counts);
        let mut streams = vec![("/WordDocument".to_owned(), main), ("/1Table".to_owned(), table)];
        if !self.data.is_empty() {
            streams.push(("/Data".to_owned(), self.data.clone()));
        }
        streams.extend(self.streams.iter().cloned());
        compound(&streams)
    }

    /// Writes the front: version, flags, the sizes of its lists, the counts of letters.
    fn front(&self, main: &mut [u8], counts: &[u32]) {
        let flags = 0x0200 | self.flags;
        let shorts = [(0, 0xA5EC), (2, 0x00C1), (10, flags), (32, 14), (62, 22), (0x98, 93)];
        for (at, value) in shorts {
            main[at..at + 2].copy_from_slice(&u16::to_le_bytes(value));
        }
        main[24..28].copy_from_slice(&(START as u32).to_le_bytes());
        for (number, count) in counts.iter().enumerate() {
            let at = 0x4C + 4 * number;
            main[at..at + 4].copy_from_slice(&count.to_le_bytes());
        }
    }
}

/// Writes a page for each stretch, and gives the list of them.
fn pages(
    main: &mut Vec<u8>,
    stretches: &[(usize, usize, Vec<u8>)],
    of_paragraphs: bool,
) -> Vec<u8> {
    main.resize(main.len().next_multiple_of(PAGE), 0);
    let (mut places, mut numbers) = (Vec::new(), Vec::new());
    for (from, end, properties) in stretches {
        let mut page = vec![0; PAGE];
        page[..4].copy_from_slice(&(*from as u32).to_le_bytes());
        page[4..8].copy_from_slice(&(*end as u32).to_le_bytes());
        let own = match of_paragraphs {
            // A style before the properties, and an odd number of bytes.
            true => {
                let mut own = [&[0, 0][..], properties].concat();
                own.resize(own.len() + (own.len() + 1) % 2, 0);
                [&[own.len().div_ceil(2) as u8][..], &own].concat()
            }
            false => [&[properties.len() as u8][..], properties].concat(),
        };
        let at = (PAGE - 1 - own.len()) & !1;
        page[8] = (at / 2) as u8;
        page[at..at + own.len()].copy_from_slice(&own);
        page[PAGE - 1] = 1;
        places.extend((*from as u32).to_le_bytes());
        numbers.extend(((main.len() / PAGE) as u32).to_le_bytes());
        main.extend(page);
    }
    places.extend((stretches.last().map_or(0, |it| it.1) as u32).to_le_bytes());
    [places, numbers].concat()
}

/// A table of texts.
pub fn sttb(texts: &[&str]) -> Vec<u8> {
    let mut bytes = vec![0xFF, 0xFF];
    bytes.extend((texts.len() as u16).to_le_bytes());
    bytes.extend([0, 0]);
    texts.iter().for_each(|text| bytes.extend(counted(text)));
    bytes
}

/// A text in UTF-16 with its length before it.
pub fn counted(text: &str) -> Vec<u8> {
    let wide: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
    [&((wide.len() / 2) as u16).to_le_bytes()[..], &wide].concat()
}

/// Positions, and data behind them.
pub fn list(positions: &[u32], data: &[u8]) -> Vec<u8> {
    let positions: Vec<u8> = positions.iter().flat_map(|it| it.to_le_bytes()).collect();
    [&positions, data].concat()
}
