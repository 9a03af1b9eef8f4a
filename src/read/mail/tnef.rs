//! Reads `winmail.dat`, what Outlook sends to programs other than itself
//! ([MS-OXTNEF]): a message, its properties and its attachments as a list of
//! attributes.

mod properties;

use encoding_rs::Encoding;

use self::properties::{bag_of, rows_of};
use super::mapi::{Bag, Property, Value, push_attachment, push_message};
use crate::artefact::Artefact;
use crate::document::{Gap, Layer, Reason, Sink};
use crate::read::ole::properties::code_page;
use crate::read::strings::printable;
use crate::read::{Budget, Format};

/// What Outlook sends to programs other than itself.
pub(in super::super) const FORMAT: Format =
    Format { name: "tnef", extensions: &["dat", "tnef"], sniff, read };

/// The signature ([MS-OXTNEF] 2.1.3.2.1), and the bytes of it and of the key.
const SIGNATURE: &[u8] = b"\x78\x9F\x3E\x22";
const FRONT: usize = 6;

/// The attributes of a message ([MS-OXTNEF] 2.1.3.3).
const FROM: u32 = 0x0000_8000;
const SUBJECT: u32 = 0x0001_8004;
const MESSAGE_ID: u32 = 0x0001_8009;
const BODY: u32 = 0x0002_800C;
const PROPERTIES: u32 = 0x0006_9003;
const RECIPIENTS: u32 = 0x0006_9004;
const CODE_PAGE: u32 = 0x0006_9007;

/// The attributes of an attachment.
const TITLE: u32 = 0x0001_8010;
const BEGINS: u32 = 0x0006_9002;
const ATTACHED_PROPERTIES: u32 = 0x0006_9005;
const DATA: u32 = 0x0006_800F;
const TRANSPORT_NAME: u32 = 0x0006_9001;

/// The attributes that hold no text: dates, priorities, versions, classes, the
/// picture of an attachment.
const PASSED: &[u32] = &[
    0x0003_8005,
    0x0003_8006,
    0x0003_8020,
    0x0003_8012,
    0x0003_8013,
    0x0006_8007,
    0x0007_8008,
    0x0004_800D,
    0x0006_8011,
    0x0008_9006,
    0x0003_0006,
    0x0003_0007,
    0x0005_0008,
    0x0004_0009,
    0x0007_0600,
];

fn sniff(artefact: &Artefact<'_>) -> bool {
    artefact.bytes().starts_with(SIGNATURE)
}

/// An attribute: its number and its bytes.
type Attribute<'a> = (u32, &'a [u8]);

/// The attributes of a file.
struct Attributes<'a> {
    rest: &'a [u8],
    /// Whether what is left is no attribute.
    is_cut: bool,
}

impl<'a> Iterator for Attributes<'a> {
    type Item = Attribute<'a>;

    /// A level, a number, a length, as many bytes and a checksum.
    fn next(&mut self) -> Option<Attribute<'a>> {
        if self.rest.trim_ascii().is_empty() {
            return None;
        }
        let attribute = self.take();
        self.is_cut |= attribute.is_none();
        attribute
    }
}

impl<'a> Attributes<'a> {
    fn take(&mut self) -> Option<Attribute<'a>> {
        let header = self.rest.get(..9)?;
        let id = u32::from_le_bytes(header[1..5].try_into().ok()?);
        let length = u32::from_le_bytes(header[5..9].try_into().ok()?) as usize;
        let bytes = self.rest.get(9..length.checked_add(9)?)?;
        self.is_cut = self.rest.len() < length + 11;
        self.rest = self.rest.get(length + 11..).unwrap_or_default();
        Some((id, bytes))
    }
}

fn read(artefact: &Artefact<'_>, budget: &Budget, sink: &mut dyn Sink) -> Result<(), Reason> {
    let rest = artefact.bytes().get(FRONT..).ok_or(Reason::Truncated)?;
    let mut attributes = Attributes { rest, is_cut: false };
    let mut reader = Reader { encoding: None, attachment: Bag::default(), count: 0 };
    let mut message = Bag::default();
    let mut recipients = Vec::new();
    let mut is_told = false;
    let most = budget.limits().enclosures;
    for attribute in attributes.by_ref() {
        if reader.count > most as usize {
            return Err(Reason::TooLarge { limit: most.into(), unit: "attachments" });
        }
        if attribute.0 == BEGINS && !std::mem::replace(&mut is_told, true) {
            tell(&mut message, &mut recipients, budget, sink);
        }
        let taken = match attribute {
            (RECIPIENTS, bytes) => {
                rows_of(bytes, reader.encoding).map(|rows| recipients.extend(rows))
            }
            (id, _) if is_of_attachment(id) => reader.take_attached(attribute, sink),
            _ => reader.take(attribute, &mut message, sink),
        };
        if let Err(reason) = taken {
            printable(attribute.1, Layer::UnknownPart, "damaged attribute", sink);
            sink.gap(Gap::part(format!("attribute {:#010x}", attribute.0), reason));
        }
    }
    if !is_told {
        tell(&mut message, &mut recipients, budget, sink);
    }
    reader.push(sink);
    if attributes.is_cut {
        printable(attributes.rest, Layer::UnknownPart, "after the last attribute", sink);
        return Err(Reason::Truncated);
    }
    Ok(())
}

/// Pushes the message; a damaged body is a gap.
fn tell(message: &mut Bag, recipients: &mut Vec<Bag>, budget: &Budget, sink: &mut dyn Sink) {
    let told = push_message(message, recipients, budget, sink);
    if let Err(reason) = told {
        sink.gap(Gap::part("body", reason));
    }
    (*message, *recipients) = (Bag::default(), Vec::new());
}

fn is_of_attachment(id: u32) -> bool {
    [TITLE, BEGINS, ATTACHED_PROPERTIES, DATA, TRANSPORT_NAME].contains(&id)
}

/// What is known while the attributes are read.
struct Reader {
    encoding: Option<&'static Encoding>,
    attachment: Bag,
    /// How many attachments have begun.
    count: usize,
}

impl Reader {
    /// Takes an attribute of the message.
    fn take(
        &mut self,
        (id, bytes): Attribute<'_>,
        message: &mut Bag,
        sink: &mut dyn Sink,
    ) -> Result<(), Reason> {
        match id {
            PROPERTIES => message.0.extend(bag_of(bytes, self.encoding)?.0),
            CODE_PAGE => {
                let page = bytes.get(..2).map(|two| u16::from_le_bytes([two[0], two[1]]));
                self.encoding = page.map(code_page);
            }
            SUBJECT => message.0.push(self.text(0x0037, bytes)),
            BODY => message.0.push(self.text(0x1000, bytes)),
            MESSAGE_ID => message.0.push(self.text(0x1035, bytes)),
            FROM => printable(bytes, Layer::MailHeader, "sender", sink),
            _ if PASSED.contains(&id) => {}
            _ => printable(bytes, Layer::Property, "other attributes", sink),
        }
        Ok(())
    }

    /// Takes an attribute of an attachment.
    fn take_attached(
        &mut self,
        (id, bytes): Attribute<'_>,
        sink: &mut dyn Sink,
    ) -> Result<(), Reason> {
        match id {
            BEGINS => {
                self.push(sink);
                self.count += 1;
            }
            ATTACHED_PROPERTIES => {
                let bag = bag_of(bytes, self.encoding)?;
                self.attachment.0.extend(bag.0);
            }
            DATA => {
                let value = Value::Bytes(bytes.to_vec());
                self.attachment.0.push(Property { id: 0x3701, name: None, value });
            }
            TITLE => self.attachment.0.push(self.text(0x3704, bytes)),
            _ => self.attachment.0.push(self.text(0x3001, bytes)),
        }
        Ok(())
    }

    /// Pushes the attachment at hand.
    fn push(&mut self, sink: &mut dyn Sink) {
        let attachment = std::mem::take(&mut self.attachment);
        if !attachment.0.is_empty() {
            push_attachment(&attachment, self.count.max(1), ".tnef", sink);
        }
    }

    fn text(&self, id: u16, bytes: &[u8]) -> Property {
        let value = Value::Text(properties::narrow(bytes, self.encoding));
        Property { id, name: None, value }
    }
}
