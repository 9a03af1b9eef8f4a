//! Writers that build files in code: minimal, exact, and never through the
//! crates that read them.

#![allow(dead_code, missing_docs, unreachable_pub, clippy::unwrap_used)] // each test uses some of them

pub mod archive;
pub mod biff;
pub mod biff5;
pub mod incidents;
pub mod legacy;
pub mod ods;
pub mod outgoing;
pub mod pivot;
pub mod sink;
pub mod table;
pub mod workbook;
pub mod xlsb;
