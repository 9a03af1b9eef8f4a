//! The properties that are known by number ([MS-OXPROPS] 2; named ones by their
//! long identifiers), and what becomes of each.

use crate::document::Layer;

pub(super) const SUBJECT: u16 = 0x0037;
pub(super) const TRANSPORT_HEADER: u16 = 0x007D;
pub(super) const RECIPIENT_TYPE: u16 = 0x0C15;
pub(super) const DISPLAY_BCC: u16 = 0x0E02;
pub(super) const DISPLAY_CC: u16 = 0x0E03;
pub(super) const DISPLAY_TO: u16 = 0x0E04;
pub(super) const NORMALISED_SUBJECT: u16 = 0x0E1D;
pub(super) const BODY: u16 = 0x1000;
pub(super) const COMPRESSED_RTF: u16 = 0x1009;
pub(super) const HTML: u16 = 0x1013;
pub(super) const NAME: u16 = 0x3001;
pub(super) const ADDRESS: u16 = 0x3003;
pub(super) const SMTP_ADDRESS: u16 = 0x39FE;
pub(super) const BODY_CODE_PAGE: u16 = 0x3FDE;
pub(super) const MESSAGE_CODE_PAGE: u16 = 0x3FFD;

/// The properties of an attachment.
pub(super) const DATA: u16 = 0x3701;
pub(super) const FILE_NAME: u16 = 0x3704;
pub(super) const METHOD: u16 = 0x3705;
pub(super) const LONG_FILE_NAME: u16 = 0x3707;
pub(super) const PATH: u16 = 0x3708;
pub(super) const LONG_PATH: u16 = 0x370D;

/// What tells nothing that is not told elsewhere: classes, types of addresses,
/// prefixes of subjects, kinds of content, the icon of an attachment.
pub(super) const PASSED: &[u16] = &[
    0x001A, 0x003D, 0x0064, 0x0066, 0x0068, 0x0075, 0x0077, 0x0C1E, 0x3002, 0x3702, 0x3703, 0x370E,
    0x3716, 0x371D, 0x4022, 0x4024, 0x5D05, 0x6619,
];

/// What has a place of its own: a row its number, its layer, words for it.
const TOLD: &[(u16, Layer, &str)] = &[
    (0x0040, Layer::MailHeader, "received-by-name"),
    (0x0042, Layer::MailHeader, "from"),
    (0x0044, Layer::MailHeader, "received-for-name"),
    (0x0049, Layer::MailHeader, "original-subject"),
    (0x004D, Layer::MailHeader, "original-author-name"),
    (0x0050, Layer::MailHeader, "reply-to"),
    (0x005A, Layer::MailHeader, "original-sender-name"),
    (0x005D, Layer::MailHeader, "original-from"),
    (0x0065, Layer::MailHeader, "from-address"),
    (0x0067, Layer::MailHeader, "original-sender-address"),
    (0x0069, Layer::MailHeader, "original-from-address"),
    (0x0070, Layer::MailHeader, "conversation-topic"),
    (0x0072, Layer::Bcc, "original-bcc"),
    (0x0073, Layer::MailHeader, "original-cc"),
    (0x0074, Layer::MailHeader, "original-to"),
    (0x0076, Layer::MailHeader, "received-by-address"),
    (0x0078, Layer::MailHeader, "received-for-address"),
    (0x0C1A, Layer::MailHeader, "sender"),
    (0x0C1F, Layer::MailHeader, "sender-address"),
    (0x0E28, Layer::MailHeader, "send-account"),
    (0x0E29, Layer::MailHeader, "next-send-account"),
    (0x1035, Layer::MailHeader, "message-id"),
    (0x1039, Layer::MailHeader, "references"),
    (0x1042, Layer::MailHeader, "in-reply-to"),
    (0x1046, Layer::MailHeader, "return-path"),
    (0x3FF8, Layer::Property, "creator"),
    (0x3FFA, Layer::Property, "last-modified-by"),
    (0x4023, Layer::MailHeader, "creator-address"),
    (0x4025, Layer::MailHeader, "last-modifier-address"),
    (0x4038, Layer::Property, "creator"),
    (0x4039, Layer::Property, "last-modified-by"),
    (0x5D01, Layer::MailHeader, "sender-smtp-address"),
    (0x5D02, Layer::MailHeader, "from-smtp-address"),
    (0x5D07, Layer::MailHeader, "received-by-smtp-address"),
    (0x5D08, Layer::MailHeader, "received-for-smtp-address"),
];

/// Named properties by their long identifiers.
const LONG: &[(u32, &str)] = &[
    (0x8005, "file-under"),
    (0x8080, "e-mail-1-name"),
    (0x8083, "e-mail-1"),
    (0x8084, "e-mail-1-original-name"),
    (0x8090, "e-mail-2-name"),
    (0x8093, "e-mail-2"),
    (0x8208, "location"),
    (0x8238, "all-attendees"),
    (0x823B, "to-attendees"),
    (0x823C, "cc-attendees"),
    (0x8539, "companies"),
    (0x853A, "contacts"),
    (0x8580, "account"),
];

/// The layer of a property's text, and words for it.
pub(super) fn told(id: u16) -> Option<(Layer, &'static str)> {
    TOLD.iter().find(|row| row.0 == id).map(|row| (row.1, row.2))
}

/// Words for a named property of a number.
pub(in super::super) fn long_name(id: u32) -> String {
    let known = LONG.iter().find(|row| row.0 == id).map(|row| row.1.to_owned());
    known.unwrap_or_else(|| format!("named property {id:#06x}"))
}
