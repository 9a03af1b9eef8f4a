//! Properties of messages, recipients and attachments as Outlook and Exchange
//! know them ([MS-OXPROPS]), whichever file they stand in.

mod attachment;
mod bodies;
mod known;
mod message;

pub(super) use attachment::push as push_attachment;
pub(super) use known::long_name;
pub(super) use message::push as push_message;

/// The value of a property.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(super) enum Value {
    Text(String),
    Bytes(Vec<u8>),
    Number(u64),
    /// A file of its own: a message or an object.
    Object(Vec<u8>),
}

/// A property: its number, its name if it has one, and its value.
#[derive(Clone, Debug)]
pub(super) struct Property {
    pub(super) id: u16,
    pub(super) name: Option<String>,
    pub(super) value: Value,
}

/// The properties of one message, recipient or attachment.
#[derive(Clone, Debug, Default)]
pub(super) struct Bag(pub(super) Vec<Property>);

impl Bag {
    /// The text of a property.
    pub(super) fn text(&self, id: u16) -> Option<&str> {
        self.values(id).find_map(|value| match value {
            Value::Text(text) => Some(text.trim()).filter(|it| !it.is_empty()),
            _ => None,
        })
    }

    /// The number of a property.
    pub(super) fn number(&self, id: u16) -> Option<u64> {
        self.values(id).find_map(|value| match value {
            Value::Number(number) => Some(*number),
            _ => None,
        })
    }

    /// The bytes of a property.
    pub(super) fn bytes(&self, id: u16) -> Option<&[u8]> {
        self.values(id).find_map(|value| match value {
            Value::Bytes(bytes) => Some(bytes.as_slice()),
            _ => None,
        })
    }

    /// The file that a property is.
    pub(super) fn object(&self, id: u16) -> Option<&[u8]> {
        self.values(id).find_map(|value| match value {
            Value::Object(bytes) => Some(bytes.as_slice()),
            _ => None,
        })
    }

    fn values(&self, id: u16) -> impl Iterator<Item = &Value> {
        self.0.iter().filter(move |property| property.id == id).map(|property| &property.value)
    }
}

/// The encoding of the narrow texts: that of the message, else that of its body
/// ([MS-OXPROPS] 2.778 and 2.748).
pub(super) fn code_page(bag: &Bag) -> Option<u16> {
    let page = bag.number(known::MESSAGE_CODE_PAGE).or_else(|| bag.number(known::BODY_CODE_PAGE));
    page.and_then(|page| u16::try_from(page).ok())
}
