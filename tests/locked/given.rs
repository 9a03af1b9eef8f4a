//! The file of passwords, as a user gives it.

use super::common::legacy::WORD;
use super::common::locked::{Agile, OTHER};
use super::common::outgoing::Outgoing;
use super::xlsx;

fn folder(name: &str) -> Outgoing {
    Outgoing::new(name)
        .file("reply/reply.xlsx", Agile::default().lock(&xlsx(), OTHER))
        .file("passwords", format!("\u{feff}wrong one\r\n\r\n{OTHER}\r\n"))
}

#[test]
fn a_password_from_a_file_opens_what_is_checked_and_is_never_shown() {
    let folder = folder("given");
    for command in [&["check", "--format", "full"][..], &["check", "--format", "json"], &["read"]] {
        let path = if command[0] == "read" { "reply/reply.xlsx" } else { "reply" };
        let run =
            folder.run(&[command, &["--reveal", path, "--password-file", "passwords"]].concat());
        let all = run.stdout + &run.stderr;
        assert!(all.contains(WORD) && !all.contains("encrypted\""), "{command:?}: {all}");
        assert!(!all.contains(OTHER) && !all.contains("wrong one"), "{command:?}: {all}");
    }
}

#[test]
fn without_it_the_file_holds_the_release() {
    let run = folder("not-given").run(&["check", "--format", "concise", "reply"]);
    assert_eq!(run.code, 1);
    assert!(run.stdout.contains("reply/reply.xlsx: whole file: not read: it is encrypted"));
}

#[test]
fn a_file_of_passwords_that_cannot_be_used_ends_the_run_and_is_not_quoted() {
    let folder = folder("unusable")
        .file("many", "secret\n".repeat(101))
        .file("binary", [b's', b'e', b'c', 0xFF, 0xFE]);
    for (file, words) in [
        ("absent", "error: there is no absent\n"),
        ("many", "error: many: it holds more than 100 passwords\n"),
        ("binary", "error: binary: "),
    ] {
        let run = folder.run(&["check", "reply", "--password-file", file]);
        assert_eq!((run.code, run.stdout.as_str()), (2, ""), "{file}");
        assert!(run.stderr.starts_with(words) && !run.stderr.contains("sec"), "{}", run.stderr);
    }
}
