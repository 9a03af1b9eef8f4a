//! Workbooks: what a recipient could recover is found in the layer that says
//! why nobody sees it, and what is plain to see is not.

#[path = "../common/mod.rs"]
mod common;

mod around;
mod beside;
mod caches;
mod covered;
mod damage;
mod drawn;
mod far;
mod hiding;
mod honest;
mod leftovers;
mod limits;
mod places;
mod rules;
mod writing;

use common::sink::Everything;
use common::workbook::{Sheet, Workbook};
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

/// Asserts that a word in a part lies in a layer, and that the part without the
/// word has nothing in that layer. Neither is a gap.
#[track_caller]
fn part(name: &str, with: &str, layer: Layer) {
    both(&|word| plain().part(name, with.replace("Planted", word)), layer);
}

/// The same for XML behind the cells of a sheet.
#[track_caller]
fn behind(with: &str, layer: Layer) {
    let workbook = |word: &str| {
        Workbook::new().add(Sheet::new("Reply").rows(TABLE).after(&with.replace("Planted", word)))
    };
    both(&workbook, layer);
}

#[track_caller]
fn both(workbook: &dyn Fn(&str) -> Workbook, layer: Layer) {
    let everything = read(&workbook("Planted"));
    let layers = everything.layers_of("Planted");
    assert!(
        !layers.is_empty() && layers.iter().all(|it| *it == layer),
        "{layers:?}: {everything:?}"
    );
    assert_eq!(everything.gaps, []);
    let quiet = read(&workbook(""));
    assert!(quiet.texts(layer).is_empty(), "{quiet:?}");
    assert_eq!(quiet.gaps, []);
}
