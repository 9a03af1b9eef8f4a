//! What is encrypted: opened under the password of every Excel or one that is
//! given, else a gap; never a panic, and never a password in the output.

#![allow(missing_docs, clippy::unwrap_used)] // a test that panics has failed

#[path = "../common/mod.rs"]
mod common;
mod damage;
mod given;
mod opened;
mod zipped;

use common::biff::Biff;
use common::legacy::{WORD, staff};
use common::locked::old::Old;
use common::locked::{Agile, standard};
use common::table::{Sheet, State};
use common::workbook::Workbook;
use common::xlsb::Xlsb;
use foilint::document::Layer;

use common::sink::Everything;

/// The ways in which records of xls are encrypted.
const OLD: [Old; 5] = [Old::Xor, Old::Rc4, Old::Api(40), Old::Api(56), Old::Api(128)];

/// A workbook with the word on a hidden sheet.
fn sheets() -> [Sheet; 2] {
    [Sheet::of("Summary", &[&["Total", "1"]]), staff().state(State::Hidden)]
}

fn xlsx() -> Vec<u8> {
    let book = Workbook::new().sheet("Summary", [["Total", "1"]]);
    book.hidden_sheet("Staff", [["Name", "Age"], [WORD, "41"]]).zip()
}

/// An xls encrypted in a way, with streams beside the workbook.
fn xls(old: Old, password: &str, streams: &[(String, Vec<u8>)]) -> Vec<u8> {
    let globals = vec![(0x002F, old.pass(password))];
    let stream = Biff { globals, ..Biff::of(&sheets()) }.workbook();
    let workbook = ("/Workbook".to_owned(), old.lock(&stream, password));
    common::biff::compound(&[&[workbook], streams].concat())
}

/// The workbook in every format and way of Office.
fn everywhere(password: &str) -> Vec<(String, Vec<u8>)> {
    let mut all = vec![
        ("agile xlsx".to_owned(), Agile::default().lock(&xlsx(), password)),
        ("agile xlsb".to_owned(), Agile::default().lock(&Xlsb::of(&sheets()).bytes(), password)),
        ("standard xlsx".to_owned(), standard(&xlsx(), password)),
    ];
    for (hash, bits) in [("SHA1", 128), ("SHA256", 192), ("SHA384", 256)] {
        let agile = Agile { hash, bits, ..Agile::default() };
        all.push((format!("{hash} and {bits} bits"), agile.lock(&xlsx(), password)));
    }
    all.extend(OLD.map(|old| (format!("xls {old:?}"), xls(old, password, &[]))));
    all
}

/// The texts that say that everybody can open it.
fn said(found: &Everything) -> usize {
    let is_it = |it: &&common::sink::Seen| it.container == "encryption";
    let told = found.fragments.iter().filter(|it| it.layer == Layer::Property).filter(is_it);
    told.filter(|it| it.text.contains("default password")).count()
}
