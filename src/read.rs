//! Turns an artefact into fragments, containers, gaps and enclosures.
//!
//! [`FORMATS`] is the only list of formats, in the order in which they are
//! tried. A new format is a new module and one line here.

mod base64;
mod budget;
mod csv;
mod dif;
mod doc;
mod docx;
mod dttm;
mod elements;
mod encoding;
mod facts;
mod formula;
mod html;
mod json;
mod keys;
mod layout;
mod leftovers;
mod lines;
mod look;
mod macros;
mod mail;
mod markup;
mod mhtml;
mod ole;
mod ooxml;
mod opendocument;
mod package;
mod packed;
mod pdf;
mod picture;
mod pivot;
mod ppt;
mod pptx;
mod properties;
mod reach;
mod relations;
mod rtf;
mod serial;
mod sevenz;
mod shared;
mod slide;
mod spreadsheetml;
mod strings;
mod svg;
mod sylk;
mod system;
mod tail;
mod tar;
mod text;
mod tree;
mod unknown;
mod unlock;
mod unread;
mod xls;
mod xlsb;
mod xlsx;
mod xml;
mod zip;

use std::panic::{AssertUnwindSafe, catch_unwind};

pub use budget::{Budget, Limits};
pub use keys::{Keys, TooManyKeys};

use crate::artefact::Artefact;
use crate::document::{Gap, Headed, Reason, Sink};

/// What readers say in their own words where a text is expected: no content.
pub(crate) const FACTS: [&str; 6] = [
    unlock::OPEN,
    xlsx::workbook::PROTECTED,
    pdf::OPEN,
    pdf::MARK,
    pdf::OVER_PICTURE,
    pdf::CROPPED,
];

/// A format: how it is told by its bytes, and what reads it.
pub struct Format {
    /// Its name in reports, such as `xlsx`.
    pub name: &'static str,
    /// The extensions that its files carry, in lower case. What no format
    /// lists may be anything.
    pub extensions: &'static [&'static str],
    /// Whether the bytes are of this format.
    sniff: fn(&Artefact<'_>) -> bool,
    /// Pushes what the bytes hold. What was pushed before an error stays.
    read: fn(&Artefact<'_>, &Budget, &mut dyn Sink) -> Result<(), Reason>,
}

impl Format {
    /// Whether an extension promises another format than this one.
    pub fn is_belied_by(&self, extension: &str) -> bool {
        let lists = |format: &Format| format.extensions.contains(&extension);
        !lists(self) && FORMATS.iter().any(lists)
    }
}

/// Every format, in the order in which they are tried: the first whose bytes
/// fit reads the artefact, so the most telling come first.
pub const FORMATS: &[Format] = &[
    system::OWNER,
    system::LOCK,
    system::THUMBNAILS,
    system::FOLDER,
    xlsx::FORMAT,
    opendocument::ODS,
    opendocument::ODT,
    opendocument::ODP,
    opendocument::ODG,
    xlsb::FORMAT,
    xls::FORMAT,
    pdf::FORMAT,
    rtf::FORMAT,
    unlock::FORMAT,
    mail::MSG,
    doc::FORMAT,
    ppt::FORMAT,
    ole::alone::FORMAT,
    unread::OLE_FILE,
    unread::WORD_2,
    docx::FORMAT,
    pptx::FORMAT,
    unread::VSDX,
    unread::OFFICE,
    unread::ODF,
    unread::EPUB,
    sevenz::FORMAT,
    unread::RAR,
    packed::GZIP,
    packed::BZIP2,
    packed::XZ,
    packed::ZSTD,
    tar::FORMAT,
    mail::TNEF,
    unread::PST,
    unread::SQLITE,
    unread::ACCESS,
    unread::DICOM,
    picture::JPEG,
    picture::PNG,
    picture::GIF,
    picture::TIFF,
    picture::BMP,
    picture::WEBP,
    picture::HEIF,
    picture::PSD,
    picture::ICON_FILE,
    picture::EMF,
    picture::WMF,
    zip::FORMAT,
    ooxml::flat::FORMAT,
    docx::single::FORMAT,
    spreadsheetml::FORMAT,
    opendocument::FLAT_TABLES,
    opendocument::FLAT_TEXT,
    opendocument::FLAT_SLIDES,
    opendocument::FLAT_DRAWING,
    unread::FLAT_ODF,
    svg::FORMAT,
    html::FORMAT,
    unread::OFFICE_XML,
    sylk::FORMAT,
    dif::FORMAT,
    mhtml::FORMAT,
    mail::ICS,
    mail::VCF,
    mail::MBOX,
    mail::EML,
    // Behind whatever may hold one: an archive whose first entry is a PDF is none.
    pdf::BEHIND,
    json::FORMAT,
    elements::FORMAT,
    csv::FORMAT,
    text::FORMAT,
    unknown::FORMAT,
];

/// The format of an artefact by its bytes.
///
/// # Errors
///
/// When no format fits.
pub fn format_of(artefact: &Artefact<'_>) -> Option<&'static Format> {
    let fits = |format: &&Format| catch_unwind(AssertUnwindSafe(|| (format.sniff)(artefact)));
    FORMATS.iter().find(|format| fits(format).unwrap_or(false))
}

/// Reads an artefact into a sink. A failure, a panic included, becomes a gap;
/// what was pushed before it stays.
pub fn read(artefact: &Artefact<'_>, format: &Format, budget: &Budget, sink: &mut dyn Sink) {
    let mut headed = Headed::new(sink);
    let outcome = catch_unwind(AssertUnwindSafe(|| (format.read)(artefact, budget, &mut headed)));
    drop(headed);
    if let Err(reason) = outcome.unwrap_or(Err(Reason::ReaderFailed)) {
        sink.gap(Gap::whole(reason));
    }
}
