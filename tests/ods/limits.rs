//! Tables made to cost more than they are worth: a cell that stands for many in
//! columns that are not hidden alike is told as often as any other.

use foilint::document::{Layer, Reason};

use crate::common::legacy::staff_of;
use crate::common::ods::Ods;
use crate::common::sink::Everything;

/// A table of which every other column is hidden, and one cell in as many rows.
fn striped(columns: usize, rows: usize) -> Everything {
    let stripe = "<table:table-column/><table:table-column table:visibility='collapse'/>";
    let cell = "<table:table-cell table:number-columns-repeated='16384'><text:p>Planted</text:p>\
        </table:table-cell>";
    let rows = format!("<table:table-row>{cell}</table:table-row>").repeat(rows);
    let stripes = stripe.repeat(columns / 2);
    let after = format!("<table:table table:name='Striped'>{stripes}{rows}</table:table>");
    Everything::of("reply.ods", &Ods { after, ..Ods::of(&[staff_of("x")]) }.bytes())
}

#[test]
fn copies_in_columns_that_are_hidden_are_counted() {
    let everything = striped(2_000, 1_000);
    let reason = Reason::TooLarge { limit: 200_000, unit: "repeated cells" };
    assert_eq!(everything.gaps.iter().map(|it| &it.reason).collect::<Vec<_>>(), [&reason]);
    let told = everything.layers_of("Planted").len();
    assert!((200_000..=201_000).contains(&told), "{told}");
}

#[test]
fn each_copy_lies_in_the_layer_of_its_column() {
    let everything = striped(2_000, 2);
    assert_eq!(everything.gaps, []);
    let layers = everything.layers_of("Planted");
    let hidden = layers.iter().filter(|it| **it == Layer::HiddenColumn).count();
    assert_eq!((layers.len(), hidden), (2 * 16_384, 2 * 1_000));
    let second = everything.fragments.iter().find(|it| it.text == "Planted" && it.at == (2, 4));
    assert_eq!(second.map(|it| it.layer), Some(Layer::HiddenColumn));
}
