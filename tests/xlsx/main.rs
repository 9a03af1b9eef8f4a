//! Workbooks: what a recipient could recover is found in the layer that says
//! why nobody sees it, and what is plain to see is not.

#[path = "../common/mod.rs"]
mod common;

mod beside;
mod caches;
mod damage;
mod drawn;
mod far;
mod hiding;
mod honest;
mod places;
mod writing;

use common::sink::Everything;
use common::workbook::Workbook;
use foilint::document::Layer;

/// Rows that anyone may see.
const TABLE: [[&str; 2]; 3] = [["Rank", "Count"], ["Sergeant", "12"], ["Constable", "30"]];

fn read(workbook: &Workbook) -> Everything {
    Everything::of("reply.xlsx", &workbook.zip())
}

/// A workbook in which nothing is hidden.
fn plain() -> Workbook {
    Workbook::new().sheet("Reply", TABLE)
}

/// Asserts that a word lies in one layer, at every place where it lies at all.
#[track_caller]
fn assert_in(everything: &Everything, word: &str, layer: Layer) {
    let layers = everything.layers_of(word);
    assert!(!layers.is_empty(), "{word} is not found");
    assert!(layers.iter().all(|it| *it == layer), "{word} lies in {layers:?}");
}
