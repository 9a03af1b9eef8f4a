//! PDF: what its pages show and hide, and what it holds beside its pages.

#![allow(missing_docs, clippy::unwrap_used)] // a test that panics has failed

mod anywhere;
mod beside;
#[path = "../common/mod.rs"]
mod common;
mod damage;
mod leftovers;
mod page;
mod structure;
