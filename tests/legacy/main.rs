//! What xls, xlsb and ods hide, planted one place at a time: the word is found
//! in its layer, and a file without it is quiet there.

#![allow(missing_docs)]

#[path = "../common/mod.rs"]
mod common;

mod charts;
mod history;
mod links;
mod look;
mod margin;
mod names;
mod old;
mod parts;
mod pivot;
mod quiet;
mod shapes;
mod sheets;
mod slack;
mod unseen;
