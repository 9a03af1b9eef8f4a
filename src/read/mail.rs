//! Reads mail: messages as they are sent (RFC 5322, MIME), mailboxes of them,
//! and what Outlook makes of both (MAPI).
//!
//! Who sees a mail sees its subject, its recipients and one of its bodies. The
//! header, blind copies, and what only the other body says are not seen.

mod bodies;
mod calendar;
mod card;
mod codes;
mod eml;
mod head;
mod lines;
mod mapi;
mod mbox;
mod msg;
mod parts;
mod rtf;
mod shown;
mod signed;
mod tnef;
mod told;

pub(super) use calendar::FORMAT as ICS;
pub(super) use card::FORMAT as VCF;
pub(super) use eml::FORMAT as EML;
pub(super) use mbox::FORMAT as MBOX;
pub(super) use msg::FORMAT as MSG;
pub(super) use rtf::{Disguise, disguise};
pub(super) use tnef::FORMAT as TNEF;
