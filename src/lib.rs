//! Finds what must not leave with a release under the Freedom of Information Act.
//!
//! ```text
//! paths ─▶ Artefact ─▶ reader ─▶ fragments · containers · gaps · enclosures ─▶ rules ─▶ Finding ─▶ Report ─▶ text, JSON
//!          release      read      document                                     rule     finding    report    print
//! ```
//!
//! Each module knows those to its left and none to its right. They meet in one
//! place, [`report`].

pub mod artefact;
pub mod cli;
pub mod config;
pub mod date;
pub mod decision;
pub mod document;
pub mod finding;
pub mod look_back;
pub mod print;
pub mod read;
pub mod receipt;
pub mod release;
pub mod report;
pub mod rule;
pub mod trial;
mod written;
