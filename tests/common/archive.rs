//! A writer of zip archives, byte by byte (APPNOTE 6.3), so that each may be
//! wrong in its own way.

use std::io::{Cursor, Write};

use zip::write::SimpleFileOptions;

/// One entry, and how it lies about itself.
#[derive(Clone, Debug)]
pub struct Entry {
    name: Vec<u8>,
    bytes: Vec<u8>,
    packed: Vec<u8>,
    /// How many bytes it says that it unpacks to.
    unpacked: u32,
    flags: u16,
    method: u16,
    checksum: u32,
    /// Where the directory says that it begins; nothing for where it does.
    claimed: Option<u32>,
    /// How often the directory lists it.
    listed: usize,
    comment: &'static str,
}

impl Entry {
    /// An entry that is stored as it is.
    pub fn stored(name: &str, bytes: &[u8]) -> Self {
        Entry {
            name: name.as_bytes().to_vec(),
            bytes: bytes.to_vec(),
            packed: bytes.to_vec(),
            unpacked: bytes.len() as u32,
            flags: 0x0800,
            method: 0,
            checksum: checksum(bytes),
            claimed: None,
            listed: 1,
            comment: "",
        }
    }

    /// The same entry with the bit that says that it is encrypted (4.4.4).
    pub fn encrypted(self) -> Self {
        Entry { flags: self.flags | 1, ..self }
    }

    /// The same entry packed by a method of a number (4.4.5).
    pub fn packed_by(self, method: u16) -> Self {
        Entry { method, ..self }
    }

    /// The same entry, said to unpack to so many bytes.
    pub fn claiming(self, bytes: u32) -> Self {
        Entry { unpacked: bytes, ..self }
    }

    /// The same entry with a checksum that is not its own.
    pub fn damaged(self) -> Self {
        Entry { checksum: !self.checksum, ..self }
    }

    /// The same entry, its directory entry pointing elsewhere.
    pub fn claimed_at(self, offset: u32) -> Self {
        Entry { claimed: Some(offset), ..self }
    }

    /// The same entry with a comment in the directory.
    pub fn commented(self, comment: &'static str) -> Self {
        Entry { comment, ..self }
    }

    /// The same entry, left out of the directory.
    pub fn unlisted(self) -> Self {
        Entry { listed: 0, ..self }
    }

    /// The fields that the entry's two headers share (4.3.7, 4.3.12).
    fn fields(&self) -> Vec<u8> {
        let mut fields = Vec::new();
        for word in [20, self.flags, self.method, 0, 0x5A21] {
            fields.extend(word.to_le_bytes());
        }
        for long in [self.checksum, self.packed.len() as u32, self.unpacked] {
            fields.extend(long.to_le_bytes());
        }
        fields.extend((self.name.len() as u16).to_le_bytes());
        fields.extend(0_u16.to_le_bytes());
        fields
    }

    fn local(&self) -> Vec<u8> {
        [b"PK\x03\x04", &self.fields()[..], &self.name, &self.packed].concat()
    }

    fn central(&self, offset: u32) -> Vec<u8> {
        let offset = self.claimed.unwrap_or(offset).to_le_bytes();
        let length = (self.comment.len() as u16).to_le_bytes();
        let fields = [b"PK\x01\x02\x14\0", &self.fields()[..], &length, &[0; 8], &offset];
        [&fields.concat()[..], &self.name, self.comment.as_bytes()].concat()
    }
}

/// An archive of entries.
pub fn archive(entries: &[Entry]) -> Vec<u8> {
    commented(entries, b"")
}

/// An archive of entries with a comment.
pub fn commented(entries: &[Entry], comment: &[u8]) -> Vec<u8> {
    let mut bytes = Vec::new();
    let mut directory = Vec::new();
    for entry in entries {
        directory.extend(entry.central(bytes.len() as u32).repeat(entry.listed));
        bytes.extend(entry.local());
    }
    let start = bytes.len() as u32;
    bytes.extend(&directory);
    let listed: usize = entries.iter().map(|entry| entry.listed).sum();
    bytes.extend(end(listed as u16, directory.len() as u32, start));
    bytes.extend((comment.len() as u16).to_le_bytes());
    bytes.extend(comment);
    bytes
}

/// An archive in which entries of these names all share the bytes of one.
pub fn overlapping(names: &[&str], shared: &Entry) -> Vec<u8> {
    let mut bytes = shared.local();
    let start = bytes.len() as u32;
    for name in names {
        let entry = Entry { name: name.as_bytes().to_vec(), ..shared.clone() };
        bytes.extend(entry.central(0));
    }
    let directory = bytes.len() as u32 - start;
    bytes.extend(end(names.len() as u16, directory, start));
    bytes.extend(0_u16.to_le_bytes());
    bytes
}

/// The end of an archive, up to the length of its comment (4.3.16).
fn end(entries: u16, directory: u32, start: u32) -> Vec<u8> {
    let mut end = b"PK\x05\x06\0\0\0\0".to_vec();
    end.extend(entries.to_le_bytes());
    end.extend(entries.to_le_bytes());
    end.extend(directory.to_le_bytes());
    end.extend(start.to_le_bytes());
    end
}

/// An archive of so many zeros, a thousand times smaller, and a small text.
pub fn bomb(zeros: usize) -> Vec<u8> {
    let mut writer = zip::ZipWriter::new(Cursor::new(Vec::new()));
    let plain = SimpleFileOptions::default().compression_method(zip::CompressionMethod::Deflated);
    writer.start_file("zeros", plain).unwrap();
    writer.write_all(&vec![0; zeros]).unwrap();
    writer.start_file("bay.txt", plain).unwrap();
    writer.write_all(b"Constable Bay").unwrap();
    writer.finish().unwrap().into_inner()
}

/// The CRC-32 of the bytes (4.4.7).
pub fn checksum(bytes: &[u8]) -> u32 {
    let table: Vec<u32> = (0..256_u32)
        .map(|byte| {
            (0..8).fold(byte, |it, _| if it & 1 == 1 { (it >> 1) ^ 0xEDB8_8320 } else { it >> 1 })
        })
        .collect();
    !bytes.iter().fold(!0, |it, byte| (it >> 8) ^ table[((it ^ u32::from(*byte)) & 0xFF) as usize])
}
