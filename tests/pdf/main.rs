//! PDF: what its pages show and hide, and what it holds beside its pages.

#![allow(missing_docs, clippy::unwrap_used)] // a test that panics has failed

#[path = "../common/mod.rs"]
mod common;
mod page;
mod structure;
