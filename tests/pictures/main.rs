//! Pictures: what is in them beside what they show.

#![allow(missing_docs, clippy::unwrap_used)] // a test that panics has failed

#[path = "../common/mod.rs"]
mod common;
mod damage;
mod drawings;
mod drawn;
mod gaps;
mod layers;
mod metadata;
mod thumbnails;
mod trailing;
