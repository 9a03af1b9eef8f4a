//! What the pages draw, each letter held against what the page shows in the end:
//! a text that a machine can extract and an eye cannot see is hidden, whatever
//! hides it.

mod annotations;
mod collector;
mod colour;
mod cost;
mod draw;
mod judge;
mod layers;
mod lines;
mod picture;
mod push;
mod scan;
mod shapes;
mod sheet;
mod table;
mod verdict;
mod width;
mod words;

use std::sync::Arc;

use hayro_interpret::hayro_syntax::{DecryptionError, LoadPdfError, Pdf};

use self::draw::Drawer;
use self::push::Writer;
pub(in crate::read) use self::push::{CROPPED, OVER_PICTURE};
use super::Source;
use crate::document::{Reason, Sink};
use crate::read::Budget;

/// Pages that are read: no printed document has as many.
const MOST_PAGES: usize = 100_000;

/// Pushes what the pages draw, page by page, each text in the layer that says
/// whether it is seen, and a gap for each page that cannot be read.
///
/// # Errors
///
/// When the pages cannot be read at all.
pub(super) fn read(source: &Source, budget: &Budget, sink: &mut dyn Sink) -> Result<(), Reason> {
    cost::check(&source.bytes, budget)?;
    let pdf = opened(source.bytes.clone(), &source.password)?;
    let all = layers::all_shown(&source.bytes, &pdf);
    let all = match all {
        Some(bytes) => Some(opened(Arc::new(bytes), &source.password)?),
        None => None,
    };
    let mut drawer = Drawer::of(&pdf, budget);
    let mut other = all.as_ref().map(|it| Drawer::of(it, budget));
    let mut writer = Writer::new(sink);
    let count = pdf.pages().len();
    for index in 0..count.min(MOST_PAGES) {
        match verdict::of_page(&mut drawer, other.as_mut(), index) {
            Ok(page) => writer.page(page),
            Err(reason) => writer.gap(reason),
        }
    }
    if count > MOST_PAGES {
        writer.gap(Reason::TooLarge { limit: MOST_PAGES as u64, unit: "pages" });
    }
    writer.finish();
    Ok(())
}

fn opened(bytes: Arc<Vec<u8>>, password: &str) -> Result<Pdf, Reason> {
    Pdf::new_with_password(bytes, password).map_err(|error| match error {
        LoadPdfError::Decryption(DecryptionError::PasswordProtected) => Reason::Encrypted,
        LoadPdfError::Decryption(_) => Reason::NotInThisVersion("this encryption of PDF"),
        LoadPdfError::Invalid => malformed("it has no pages that can be found"),
    })
}

/// What breaks the format.
fn malformed(detail: &str) -> Reason {
    Reason::Malformed { format: "PDF", detail: detail.to_owned() }
}
