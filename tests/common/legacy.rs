//! What the tests of the older formats share: the word that is planted, the
//! sheet that it lies in, and the same workbook in each format.

use foilint::document::Layer;

use super::biff::Biff;
use super::ods::Ods;
use super::sink::Everything;
use super::table::Sheet;
use super::xlsb::Xlsb;

/// The word that is planted.
pub const WORD: &str = "Marigold Sampleworth";

/// The same workbook in each of the three formats.
pub fn everywhere(sheets: &[Sheet]) -> [(&'static str, Vec<u8>); 3] {
    [
        ("xls", Biff::of(sheets).bytes()),
        ("xlsb", Xlsb::of(sheets).bytes()),
        ("ods", Ods::of(sheets).bytes()),
    ]
}

/// What is read of bytes, which must be of a format.
pub fn read(format: &str, bytes: &[u8]) -> Everything {
    let everything = Everything::of("reply", bytes);
    assert_eq!(everything.format, Some(format));
    everything
}

pub fn staff() -> Sheet {
    Sheet::of("Staff", &[&["Name", "Age"], &[WORD, "41"], &["Total", "1"]])
}

/// Asserts that the word is in a layer alone, without a gap.
pub fn assert_found(format: &str, bytes: &[u8], layer: Layer) {
    let found = read(format, bytes);
    assert_eq!(found.layers_of(WORD), [layer], "{format}");
    assert_eq!(found.gaps, [], "{format}");
}

pub fn staff_of(text: &str) -> Sheet {
    Sheet::of("Staff", &[&[text]])
}
