//! Writes mail: messages as they are sent, mailboxes, messages that Outlook saves
//! and what it sends to other programs.

use super::biff::compound;
use super::lookalike::base64;

/// A message with these lines of header beside the usual ones, and a body.
pub fn eml(head: &[&str], body: &str) -> Vec<u8> {
    let head: String = head.iter().map(|line| format!("{line}\r\n")).collect();
    format!(
        "From: A Clerk <clerk@example.org>\r\nTo: desk@example.org\r\nSubject: Your request\r\n\
         Date: Mon, 23 Nov 2026 10:00:00 +0000\r\nMIME-Version: 1.0\r\n{head}\r\n{body}"
    )
    .into_bytes()
}

/// A message of several parts, each with its header.
pub fn parted(kind: &str, parts: &[&str]) -> Vec<u8> {
    eml(&[&format!("Content-Type: multipart/{kind}; boundary=\"b1\"")], &body("b1", parts))
}

/// The body of several parts.
pub fn body(boundary: &str, parts: &[&str]) -> String {
    let parts: String = parts.iter().map(|part| format!("--{boundary}\r\n{part}\r\n")).collect();
    format!("{parts}--{boundary}--\r\n")
}

/// A part of a type.
pub fn part(kind: &str, body: &str) -> String {
    format!("Content-Type: {kind}\r\n\r\n{body}")
}

/// A file as a part.
pub fn attached(name: &str, bytes: &[u8]) -> String {
    format!(
        "Content-Type: application/octet-stream\r\nContent-Transfer-Encoding: base64\r\n\
         Content-Disposition: attachment; filename=\"{name}\"\r\n\r\n{}",
        base64(bytes)
    )
}

/// Properties of a message, a recipient or an attachment as Outlook saves them.
#[derive(Clone, Debug, Default)]
pub struct Msg {
    /// Tag and value.
    streams: Vec<(u32, Vec<u8>)>,
    numbers: Vec<(u32, u32)>,
    recipients: Vec<Msg>,
    attachments: Vec<Msg>,
    /// The message that an attachment is.
    inner: Option<Box<Msg>>,
    /// The names of named properties, the first standing for 0x8000.
    names: Vec<String>,
}

impl Msg {
    pub fn new() -> Self {
        Msg::default()
    }

    pub fn text(mut self, id: u16, text: &str) -> Self {
        let bytes = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
        self.streams.push((tag(id, 0x1F), bytes));
        self
    }

    pub fn narrow(mut self, id: u16, bytes: &[u8]) -> Self {
        self.streams.push((tag(id, 0x1E), bytes.to_vec()));
        self
    }

    pub fn bytes(mut self, id: u16, bytes: &[u8]) -> Self {
        self.streams.push((tag(id, 0x102), bytes.to_vec()));
        self
    }

    pub fn number(mut self, id: u16, number: u32) -> Self {
        self.numbers.push((tag(id, 3), number));
        self
    }

    /// A named property.
    pub fn named(mut self, name: &str, text: &str) -> Self {
        let id = 0x8000 + self.names.len() as u16;
        self.names.push(name.to_owned());
        self.text(id, text)
    }

    /// A recipient: 1 for To, 2 for Cc, 3 for Bcc.
    pub fn recipient(mut self, kind: u32, name: &str, address: &str) -> Self {
        let recipient = Msg::new().number(0x0C15, kind).text(0x3001, name).text(0x39FE, address);
        self.recipients.push(recipient);
        self
    }

    /// A file that is attached.
    pub fn attach(self, name: &str, bytes: &[u8]) -> Self {
        let file = Msg::new().number(0x3705, 1).text(0x3707, name).bytes(0x3701, bytes);
        self.attach_as(file)
    }

    /// An attachment of these properties.
    pub fn attach_as(mut self, attachment: Msg) -> Self {
        self.attachments.push(attachment);
        self
    }

    /// A message that is attached.
    pub fn attach_message(mut self, name: &str, inner: Msg) -> Self {
        let mut file = Msg::new().number(0x3705, 5).text(0x3001, name);
        file.inner = Some(Box::new(inner));
        self.attachments.push(file);
        self
    }

    /// The whole file.
    pub fn file(&self) -> Vec<u8> {
        let mut streams = self.within("", 32);
        let mut entries = Vec::new();
        let mut texts = Vec::new();
        for (index, name) in self.names.iter().enumerate() {
            entries.extend((texts.len() as u32).to_le_bytes());
            entries.extend([1, 0, index as u8, 0]);
            let wide: Vec<u8> = name.encode_utf16().flat_map(u16::to_le_bytes).collect();
            texts.extend((wide.len() as u32).to_le_bytes());
            texts.extend(wide);
            texts.resize(texts.len().next_multiple_of(4), 0);
        }
        streams.push(("/__nameid_version1.0/__substg1.0_00030102".to_owned(), entries));
        streams.push(("/__nameid_version1.0/__substg1.0_00040102".to_owned(), texts));
        compound(&streams)
    }

    /// The streams below a storage, the fixed properties behind a header.
    fn within(&self, storage: &str, header: usize) -> Vec<(String, Vec<u8>)> {
        let mut fixed = vec![0; header];
        for (tag, number) in &self.numbers {
            fixed.extend(tag.to_le_bytes());
            fixed.extend([6, 0, 0, 0]);
            fixed.extend(number.to_le_bytes());
            fixed.extend([0; 4]);
        }
        let mut streams = vec![(format!("{storage}/__properties_version1.0"), fixed)];
        for (tag, bytes) in &self.streams {
            streams.push((format!("{storage}/__substg1.0_{tag:08X}"), bytes.clone()));
        }
        for (number, recipient) in self.recipients.iter().enumerate() {
            streams.extend(
                recipient.within(&format!("{storage}/__recip_version1.0_#{number:08X}"), 8),
            );
        }
        for (number, file) in self.attachments.iter().enumerate() {
            streams.extend(file.within(&format!("{storage}/__attach_version1.0_#{number:08X}"), 8));
        }
        if let Some(inner) = &self.inner {
            streams.extend(inner.within(&format!("{storage}/__substg1.0_3701000D"), 24));
        }
        streams
    }
}

fn tag(id: u16, kind: u16) -> u32 {
    u32::from(id) << 16 | u32::from(kind)
}

/// Rich text packed as in messages, each byte standing for itself.
pub fn packed(rtf: &str) -> Vec<u8> {
    let mut packed = Vec::new();
    for chunk in rtf.as_bytes().chunks(8) {
        packed.push(0);
        packed.extend(chunk);
        if chunk.len() < 8 {
            *packed.iter_mut().nth_back(chunk.len()).unwrap() = 1 << chunk.len();
        }
    }
    if rtf.len().is_multiple_of(8) {
        packed.push(1);
    }
    // A reference to the place where the next byte would stand ends the text.
    let end = ((207 + rtf.len()) % 4096) as u16;
    packed.extend((end << 4).to_be_bytes());
    let sizes = [packed.len() as u32 + 12, rtf.len() as u32];
    let mut bytes: Vec<u8> = sizes.iter().flat_map(|size| size.to_le_bytes()).collect();
    bytes.extend(b"LZFu\0\0\0\0");
    bytes.extend(packed);
    bytes
}

/// A `winmail.dat` of attributes: number and bytes.
pub fn winmail(attributes: &[(u32, Vec<u8>)]) -> Vec<u8> {
    let mut bytes = b"\x78\x9F\x3E\x22\x01\x00".to_vec();
    for (id, value) in attributes {
        bytes.push(1);
        bytes.extend(id.to_le_bytes());
        bytes.extend((value.len() as u32).to_le_bytes());
        bytes.extend(value);
        bytes.extend(
            value.iter().fold(0_u16, |sum, it| sum.wrapping_add((*it).into())).to_le_bytes(),
        );
    }
    bytes
}

/// A list of properties as attributes hold them: number, type and value.
pub fn properties(list: &[(u16, u16, &[u8])]) -> Vec<u8> {
    let mut bytes = (list.len() as u32).to_le_bytes().to_vec();
    for (id, kind, value) in list {
        bytes.extend(kind.to_le_bytes());
        bytes.extend(id.to_le_bytes());
        if matches!(kind, 0x0D | 0x1E | 0x1F | 0x102) {
            bytes.extend(1_u32.to_le_bytes());
            bytes.extend((value.len() as u32).to_le_bytes());
        }
        bytes.extend(*value);
        bytes.resize(bytes.len().next_multiple_of(4), 0);
    }
    bytes
}
