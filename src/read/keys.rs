//! The passwords that encrypted files are tried with. Nothing prints them.

use std::fmt;
use std::sync::Arc;

use crate::document::Reason;

/// The password under which Excel encrypts a workbook for itself, and which it
/// tries before it asks for one ([MS-OFFCRYPTO] 2.4.2.2, note).
const DEFAULT: &str = "VelvetSweatshop";

/// The same for PowerPoint and its older files ([MS-OFFCRYPTO] 2.4.2.3).
const DEFAULT_OF_SLIDES: &str = "/01Hannes Ruescher/01";

/// The most passwords that are taken: each costs time on each encrypted file.
const MOST: usize = 100;

/// There are more passwords than are taken.
#[derive(Clone, Copy, Debug, Eq, PartialEq, thiserror::Error)]
#[error("it holds more than {MOST} passwords")]
pub struct TooManyKeys;

/// The passwords that encrypted files are tried with, beside the one that
/// everybody's Excel tries.
#[derive(Clone, Default)]
pub struct Keys(Arc<[String]>);

impl fmt::Debug for Keys {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "Keys({})", self.0.len())
    }
}

/// What opened, and whether everybody's program opens it.
pub(super) struct Opened<T> {
    pub(super) content: T,
    pub(super) by_default: bool,
}

impl<T> Opened<T> {
    /// The same with what is made of its content, if something is.
    pub(super) fn try_map<U>(self, map: impl FnOnce(T) -> Option<U>) -> Option<Opened<U>> {
        Some(Opened { content: map(self.content)?, by_default: self.by_default })
    }
}

impl Keys {
    /// The passwords of a text, one a line; lines without one are left out.
    ///
    /// # Errors
    ///
    /// When there are more than 100.
    pub fn parse(text: &str) -> Result<Keys, TooManyKeys> {
        let lines = text.trim_start_matches('\u{feff}').lines();
        let keys: Vec<String> = lines.filter(|it| !it.is_empty()).map(str::to_owned).collect();
        if keys.len() > MOST { Err(TooManyKeys) } else { Ok(Keys(keys.into())) }
    }

    /// The passwords that were given.
    pub(super) fn given(&self) -> impl Iterator<Item = &str> {
        self.0.iter().map(String::as_str)
    }

    /// What the first fitting password opens, the one of every Excel first.
    ///
    /// # Errors
    ///
    /// When none fits, or when a try breaks a limit.
    pub(super) fn open<T>(
        &self,
        open: impl FnMut(&str) -> Result<Option<T>, Reason>,
    ) -> Result<Opened<T>, Reason> {
        self.open_after(DEFAULT, open)
    }

    /// What the first fitting password opens, the one of every PowerPoint first.
    ///
    /// # Errors
    ///
    /// When none fits, or when a try breaks a limit.
    pub(super) fn open_slides<T>(
        &self,
        open: impl FnMut(&str) -> Result<Option<T>, Reason>,
    ) -> Result<Opened<T>, Reason> {
        self.open_after(DEFAULT_OF_SLIDES, open)
    }

    fn open_after<T>(
        &self,
        default: &str,
        mut open: impl FnMut(&str) -> Result<Option<T>, Reason>,
    ) -> Result<Opened<T>, Reason> {
        for password in std::iter::once(default).chain(self.given()) {
            if let Some(content) = open(password)? {
                return Ok(Opened { content, by_default: password == default });
            }
        }
        Err(Reason::Encrypted)
    }
}

/// A password as Office hashes it: UTF-16, the lower byte first.
pub(super) fn wide(password: &str) -> Vec<u8> {
    password.encode_utf16().flat_map(u16::to_le_bytes).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_password_stands_on_each_line_and_is_never_shown() {
        let keys = Keys::parse("\u{feff}open sesame\r\n\r\n two \n").unwrap_or_default();
        assert_eq!(keys.given().collect::<Vec<_>>(), ["open sesame", " two "]);
        assert_eq!(format!("{keys:?}"), "Keys(2)");
    }

    #[test]
    fn a_hundred_passwords_are_taken_and_no_more() {
        assert!(Keys::parse(&"a\n".repeat(100)).is_ok());
        assert_eq!(Keys::parse(&"a\n".repeat(101)).err(), Some(TooManyKeys));
    }

    #[test]
    fn the_password_of_every_excel_comes_first() {
        let keys = Keys::parse("other").unwrap_or_default();
        let mut tried = Vec::new();
        let opened = keys.open(|it| {
            tried.push(it.to_owned());
            Ok(None::<()>)
        });
        assert_eq!(opened.err(), Some(Reason::Encrypted));
        assert_eq!(tried, [DEFAULT, "other"]);
    }
}
