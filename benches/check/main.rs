//! What a check costs, as ratios against named yardsticks in the same run.
//!
//! `cargo bench --bench check` generates its work below `target/`, runs the
//! release binary on it, and prints a line a figure. CPU time is that of the
//! whole process, user and system, from `/proc`; so it needs Linux.

#![allow(clippy::print_stdout)] // it is what a benchmark is for

mod clock;
#[path = "../../tests/common/mod.rs"]
mod common;
mod formats;
mod reader;
mod work;

use std::path::Path;

use calamine::{Reader, Xlsx, open_workbook, open_workbook_auto};
use sha2::{Digest, Sha256};

use clock::{Cost, cost_of, median, wall_of};

/// The binary under test.
const FOILINT: &str = env!("CARGO_BIN_EXE_foilint");

/// Runs of each measurement; the median counts.
const RUNS: usize = 3;

/// Runs of what takes milliseconds.
const STARTS: usize = 41;

fn main() {
    let arguments: Vec<String> = std::env::args().collect();
    match arguments.iter().position(|it| it == "--yardstick") {
        Some(at) => yardstick(&arguments[at + 1], Path::new(&arguments[at + 2])),
        None => measure(),
    }
}

/// The work of a yardstick, in a process of its own so that its cost can be told.
fn yardstick(name: &str, path: &Path) {
    let done = match name {
        "calamine" => cells_by_calamine(path),
        "calamine-range" => ranges_by_calamine(path),
        "reader" => reader::cells(path),
        "sha256" => Sha256::digest(std::fs::read(path).expect("the file is there"))[0].into(),
        other => panic!("there is no yardstick {other}"),
    };
    println!("{done}");
}

/// The cells of all sheets by the fastest reader that calamine has.
fn cells_by_calamine(path: &Path) -> u64 {
    let mut book: Xlsx<_> = open_workbook(path).expect("the workbook opens");
    let mut count = 0;
    for sheet in book.sheet_names() {
        let mut cells = book.worksheet_cells_reader(&sheet).expect("the sheet opens");
        while let Some(cell) = cells.next_cell().expect("the cell is whole") {
            std::hint::black_box(cell.get_value());
            count += 1;
        }
    }
    count
}

/// The cells of all sheets as calamine reads the formats that are not xlsx.
fn ranges_by_calamine(path: &Path) -> u64 {
    let mut book = open_workbook_auto(path).expect("the workbook opens");
    let ranges = book.worksheets();
    ranges.iter().map(|(_, range)| range.used_cells().count() as u64).sum()
}

fn measure() {
    let folder = work::folder();
    for (rows, columns) in [(200_000, 8), (1_000_000, 10)] {
        let book = work::workbook(&folder, rows, columns);
        let ours = check(&book);
        let theirs = against("calamine", &book);
        let ratio = ours.cpu / theirs.cpu;
        println!(
            "workbook {rows} x {columns}: {:.2} s CPU, calamine's cell reader {:.2} s: ratio {ratio:.2}; \
             peak {:.0} MB against {:.0} MB",
            ours.cpu, theirs.cpu, ours.peak, theirs.peak
        );
    }
    in_every_format(&folder);
    let text = work::text(&folder, 100);
    let (ours, theirs) = (check(&text), against("sha256", &text));
    println!(
        "text of 100 MB: {:.0} MB/s, {:.2} s CPU, SHA-256 {:.2} s: ratio {:.2}; peak {:.0} MB",
        100.0 / ours.cpu,
        ours.cpu,
        theirs.cpu,
        ours.cpu / theirs.cpu,
        ours.peak
    );
    start_up(&folder);
    two_cores(&folder);
}

/// The same list in every format; calamine reads three of them.
fn in_every_format(folder: &Path) {
    for (name, path) in formats::files(folder) {
        let ours = check(&path);
        print!(
            "{} people in {name}: {:.2} s CPU, peak {:.0} MB",
            formats::ROWS,
            ours.cpu,
            ours.peak
        );
        if matches!(name, "xlsb" | "xls" | "ods") {
            let theirs = against("calamine-range", &path);
            let ratio = ours.cpu / theirs.cpu;
            print!("; calamine {:.2} s, {:.0} MB: ratio {ratio:.2}", theirs.cpu, theirs.peak);
        }
        if name == "csv" {
            let read = against("reader", &path);
            let rows = formats::ROWS as f64 / (ours.cpu - read.cpu) / 1e6;
            print!("; reading alone {:.2} s: {rows:.2} million rows a second once read", read.cpu);
        }
        println!();
    }
}

/// The cost of a whole check on one thread.
fn check(path: &Path) -> Cost {
    median(RUNS, || {
        cost_of(FOILINT, &["check", "--jobs", "1", "--quiet", &path.display().to_string()])
    })
}

/// The cost of a yardstick on the same file.
fn against(name: &str, path: &Path) -> Cost {
    let own = std::env::current_exe().expect("this program has a path");
    let (own, path) = (own.display().to_string(), path.display().to_string());
    median(RUNS, || cost_of(&own, &["--yardstick", name, &path]))
}

/// The time from the call to the verdict on a file of one line.
fn start_up(folder: &Path) {
    let path = folder.join("line.txt");
    std::fs::write(&path, "A reply of one line to Mr Sample.\n")
        .expect("the folder can be written");
    let path = path.display().to_string();
    let ours = median_of(STARTS, || wall_of(FOILINT, &["check", "--quiet", &path]));
    let nothing = median_of(STARTS, || wall_of("true", &[]));
    println!("start-up: {:.1} ms, a process that does nothing {:.1} ms", 1e3 * ours, 1e3 * nothing);
}

/// The gain of a second core on a folder of many files.
fn two_cores(folder: &Path) {
    let many = work::many(folder, 200);
    let path = many.display().to_string();
    let wall = |jobs: &str| wall_of(FOILINT, &["check", "--quiet", "--jobs", jobs, &path]);
    let (one, two) = (median_of(RUNS, || wall("1")), median_of(RUNS, || wall("2")));
    println!(
        "folder of 200 files: one core {one:.2} s, two {two:.2} s: {:.2} times as fast",
        one / two
    );
}

/// The median of a few measurements.
fn median_of(runs: usize, measured: impl Fn() -> f64) -> f64 {
    let mut all: Vec<f64> = (0..runs).map(|_| measured()).collect();
    all.sort_by(f64::total_cmp);
    all[runs / 2]
}
