//! Reads web pages, and the tables that web systems and Office save as web pages
//! and call `.xls` (HTML Living Standard; Microsoft, "Office HTML and XML").
//!
//! The tokens come from `html5ever`; what is hidden is decided here, by
//! attributes and plain styles, without a layout.

mod attributes;
mod colour;
mod grid;
mod look;
mod office;
mod page;
mod rules;
pub(super) mod texts;
mod tokens;

pub(super) use self::office::{Listed, Office};
use super::encoding::Encoded;
use super::{Budget, Format};
use crate::artefact::Artefact;
use crate::document::{Reason, Sink};

/// What a whole page says near its front.
const WHOLE: &[&str] = &["<!doctype html", "<html"];

/// What a piece of a page says near its front.
const TELLING: &[&str] = &["<head", "<body", "<table", "<script", "<meta", "<style"];

/// What a piece of a page begins with.
const PIECES: &[&str] =
    &["<div", "<p", "<h1", "<h2", "<h3", "<center", "<font", "<form", "<iframe"];

/// The bytes at the front in which a page says what it is.
const FRONT: usize = 4096;

/// The bytes at the front in which a page names its encoding (HTML 13.2.3.2).
const PRESCAN: usize = 1024;

/// Web pages, whatever they are called.
pub(super) const FORMAT: Format =
    Format { name: "html", extensions: &["html", "htm", "xhtml", "xht", "xml"], sniff, read };

fn sniff(artefact: &Artefact<'_>) -> bool {
    let Some(head) = Encoded::head(artefact.bytes()) else { return false };
    let markup = head.trim_start_matches('\u{feff}').trim_start();
    let front = markup[..markup.floor_char_boundary(FRONT)].to_ascii_lowercase();
    let says =
        |word: &&str| front.match_indices(*word).any(|(at, _)| ends(&front[at + word.len()..]));
    if WHOLE.iter().any(says) {
        return front.starts_with('<');
    }
    let begins = |word: &&str| front.strip_prefix(*word).is_some_and(ends);
    let is_piece = || PIECES.iter().any(begins) || TELLING.iter().any(says);
    front.starts_with('<') && !front.starts_with("<?xml") && is_piece()
}

/// Whether the name of an element ends where the text begins.
fn ends(text: &str) -> bool {
    !text.starts_with(|it: char| it.is_alphanumeric() || matches!(it, ':' | '-' | '_' | '.'))
}

fn read(artefact: &Artefact<'_>, budget: &Budget, sink: &mut dyn Sink) -> Result<(), Reason> {
    push_page(artefact.bytes(), None, budget, sink)
}

/// Pushes what a page holds. `sheet` is the sheet that it is, if its workbook
/// says so.
///
/// # Errors
///
/// When it is no text, is too large to decode, or ends within a table.
pub(super) fn push_page(
    bytes: &[u8],
    sheet: Option<&Listed>,
    budget: &Budget,
    sink: &mut dyn Sink,
) -> Result<(), Reason> {
    let text = Encoded::or_scanned(bytes, sink)?.labelled(&label(bytes));
    let limit = budget.limits().part;
    if bytes.len() as u64 > limit {
        return Err(Reason::TooLarge { limit, unit: "bytes to decode" });
    }
    let whole = text.whole();
    let mut office = Office::of(&whole);
    if let Some(sheet) = sheet {
        office.be(sheet);
    }
    tokens::push(&whole, &office, sink)
}

/// The encoding that a page names; empty without one.
fn label(bytes: &[u8]) -> String {
    let front = String::from_utf8_lossy(&bytes[..bytes.len().min(PRESCAN)]).to_ascii_lowercase();
    let value = front.split_once("charset=").map_or("", |(_, after)| after);
    let value = value.trim_start_matches(['"', '\'']);
    let end = value.find(|it: char| "\"'; />".contains(it)).unwrap_or(value.len());
    value[..end].to_owned()
}

#[cfg(test)]
mod tests {
    use super::label;

    #[test]
    fn a_page_names_its_encoding_in_two_ways() {
        let cases = [
            ("<meta charset=\"windows-1252\">", "windows-1252"),
            ("<meta http-equiv=Content-Type content=\"text/html; charset=UTF-16\">", "utf-16"),
            ("<p>no name", ""),
        ];
        for (page, expected) in cases {
            assert_eq!(label(page.as_bytes()), expected, "{page}");
        }
    }
}
