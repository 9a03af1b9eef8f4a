//! Writers that build files in code: minimal, exact, and never through the
//! crates that read them.

#![allow(dead_code, missing_docs, unreachable_pub, clippy::unwrap_used)] // each test uses some of them

pub mod archive;
pub mod biff;
pub mod biff5;
pub mod books;
pub mod boxes;
pub mod document;
pub mod incidents;
pub mod legacy;
pub mod locked;
pub mod lookalike;
pub mod mail;
pub mod mutate;
pub mod ods;
#[cfg(test)] // an example has no program to run
pub mod outgoing;
pub mod pdf;
pub mod pictures;
pub mod pivot;
pub mod ppt;
pub mod pptx;
pub mod prose;
pub mod showcase;
pub mod sink;
pub mod specimens;
pub mod table;
pub mod vba;
pub mod word;
pub mod workbook;
pub mod xlsb;
