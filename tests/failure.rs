//! When the system fails: what was read is told, what was not is a gap or a run
//! that failed, and nothing is left half written.

#![allow(missing_docs, clippy::unwrap_used)] // a test that panics has failed
#![cfg(target_os = "linux")]

mod common;

use std::fs::File;
use std::io::Read;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use common::outgoing::Outgoing;

const NINO: &str = "NI: AB123456C\n";

/// `foilint` in a folder with its output going elsewhere.
fn command(folder: &Outgoing, arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_foilint"));
    command.args(arguments).current_dir(folder.path("")).stdin(Stdio::null());
    command
}

/// The reasons of the gaps of a folder's report, and the exit code.
fn reasons(folder: &Outgoing) -> (Vec<String>, i32) {
    let (report, code) = folder.json();
    let files = report["files"].as_array().unwrap().iter();
    let gaps = files.flat_map(|file| file["gaps"].as_array().unwrap());
    (gaps.map(|gap| gap["reason"].as_str().unwrap().to_owned()).collect(), code)
}

#[test]
fn a_file_whose_bytes_the_disk_does_not_give_is_a_gap() {
    let folder = Outgoing::new("disk").file("a.txt", NINO);
    // The memory of a process cannot be read from its begin.
    std::os::unix::fs::symlink("/proc/self/mem", folder.path("b.txt")).unwrap();
    assert_eq!(reasons(&folder), (vec!["unreadable".to_owned()], 1));
}

#[test]
fn a_file_that_is_not_what_the_folder_said_is_a_gap() {
    let folder = Outgoing::new("changed").file("a.txt", NINO);
    // It has no length until it is read.
    std::os::unix::fs::symlink("/proc/self/status", folder.path("b.txt")).unwrap();
    assert_eq!(reasons(&folder), (vec!["changed".to_owned()], 1));
}

#[test]
fn a_file_that_vanished_is_a_gap() {
    let folder = Outgoing::new("vanished").file("a.txt", NINO);
    std::os::unix::fs::symlink("absent.txt", folder.path("b.txt")).unwrap();
    assert_eq!(reasons(&folder), (vec!["unreadable".to_owned()], 1));
}

#[test]
fn a_full_disk_fails_the_run_and_says_so() {
    let folder = Outgoing::new("full").file("a.txt", NINO);
    let run = folder.run(&["check", "-q", "--report", "json=/dev/full", "a.txt"]);
    assert_eq!((run.code, run.stdout.as_str()), (2, ""), "{run:?}");
    assert!(run.stderr.starts_with("error: /dev/full: "), "{run:?}");
    let full = File::options().write(true).open("/dev/full").unwrap();
    let ended = command(&folder, &["check", "a.txt"]).stdout(full).stderr(Stdio::null()).status();
    assert_eq!(ended.unwrap().code(), Some(2));
}

#[test]
fn a_report_that_has_no_place_fails_the_run() {
    let folder = Outgoing::new("place").file("a.txt", NINO);
    for path in ["json=/proc/report.json", "json=absent/report.json", "json=."] {
        let run = folder.run(&["check", "-q", "--report", path, "a.txt"]);
        assert_eq!(run.code, 2, "{path}: {run:?}");
        assert!(run.stderr.starts_with("error: "), "{path}: {run:?}");
    }
}

#[test]
fn an_output_that_nobody_reads_ends_the_run_without_a_word() {
    let folder = (0..200)
        .fold(Outgoing::new("pipe"), |folder, number| folder.file(&format!("{number}.txt"), NINO));
    let mut child = command(&folder, &["check", "--format", "concise", "."])
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    drop(child.stdout.take());
    let mut said = String::new();
    child.stderr.take().unwrap().read_to_string(&mut said).unwrap();
    assert_eq!((child.wait().unwrap().code(), said.as_str()), (Some(2), ""));
}

#[test]
fn a_run_that_is_interrupted_tells_what_it_did_and_fails() {
    let line = "Sergeant J Sample of Anytown Road police station wrote to Mr K Test.\n";
    let folder = (0..40).fold(Outgoing::new("interrupted"), |folder, number| {
        folder.file(&format!("{number:02}.txt"), line.repeat(20_000))
    });
    let mut child = command(&folder, &["check", "--jobs", "1", "--format", "json", "."])
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    std::thread::sleep(Duration::from_millis(700));
    let begun = Instant::now();
    let told = Command::new("kill").args(["-INT", &child.id().to_string()]).status();
    assert!(told.unwrap().success());
    let mut report = String::new();
    child.stdout.take().unwrap().read_to_string(&mut report).unwrap();
    assert_eq!(child.wait().unwrap().code(), Some(2), "{report}");
    assert!(begun.elapsed() < Duration::from_secs(20), "{:?}", begun.elapsed());
    let report: serde_json::Value = serde_json::from_str(&report).unwrap();
    assert_eq!(report["files"].as_array().unwrap().len(), 40, "each file has its row");
    assert!(report["summary"]["gaps"].as_u64().unwrap() > 0, "{}", report["summary"]);
    assert_eq!(report["verdict"], "hold");
}

#[test]
fn a_look_back_that_is_interrupted_records_no_more_than_it_did() {
    let line = "Sergeant J Sample of Anytown Road police station wrote to Mr K Test.\n";
    let folder = (0..16).fold(Outgoing::new("look-back"), |folder, number| {
        folder.file(&format!("old/{number:02}/a.txt"), line.repeat(3_000))
    });
    let resume = |journal| ["check", "--jobs", "1", "--resume", journal, "old"];
    let mut child = command(&folder, &resume("begun")).stdout(Stdio::piped()).spawn().unwrap();
    std::thread::sleep(Duration::from_millis(400));
    let told = Command::new("kill").args(["-INT", &child.id().to_string()]).status();
    assert!(told.unwrap().success());
    std::io::copy(&mut child.stdout.take().unwrap(), &mut std::io::sink()).unwrap();
    assert_eq!(child.wait().unwrap().code(), Some(2));
    let begun = std::fs::read_to_string(folder.path("begun")).unwrap();
    assert!(begun.lines().count() < 17, "a head, and a line for each folder that was checked");
    let (resumed, whole) = (folder.run(&resume("begun")), folder.run(&resume("whole")));
    assert_eq!((resumed.code, &resumed.stdout), (1, &whole.stdout), "{}", resumed.stderr);
}

#[test]
fn more_files_than_may_be_open_are_read() {
    let folder = (0..300).fold(Outgoing::new("open"), |folder, number| {
        folder.file(&format!("{number}.txt"), "Total: 7\n")
    });
    let limited = "ulimit -n 32 && exec \"$0\" check --format json .";
    let ended = Command::new("/bin/sh")
        .args(["-c", limited, env!("CARGO_BIN_EXE_foilint")])
        .current_dir(folder.path(""))
        .output()
        .unwrap();
    assert_eq!(ended.status.code(), Some(0), "{}", String::from_utf8_lossy(&ended.stdout));
}
