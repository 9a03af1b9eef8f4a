//! Reports: each format from one run, whole, valid and masked.

#![allow(clippy::unwrap_used)] // a test that panics has failed

#[path = "../common/mod.rs"]
mod common;

mod catalogue;
mod daily;
mod masked;
mod outgoing;
mod schemas;
mod snapshots;
mod written;

/// Every format of a report.
const FORMATS: [&str; 9] =
    ["full", "concise", "json", "jsonl", "csv", "html", "sarif", "junit", "github"];
