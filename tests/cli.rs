//! The command line as a user meets it: whole outputs, exit codes, bad usage.

mod common;

use common::outgoing::Outgoing;

const NINO: &str = "NI: AB123456C\n";

#[test]
fn a_finding_holds_the_release_and_is_masked() {
    let run = Outgoing::new("held").file("reply.txt", NINO).run(&[
        "check",
        "--format",
        "concise",
        "reply.txt",
    ]);
    assert_eq!(run.code, 1);
    assert_eq!(
        run.stdout,
        "reply.txt: line 1: error IDN001 national-insurance-number: \
         A National Insurance number in visible text. [A••••••••]\n"
    );
    assert_eq!(run.stderr, "");
}

#[test]
fn a_harmless_reply_is_clear() {
    let run =
        Outgoing::new("clear").file("reply.txt", "We hold no such information.\n").run(&["check"]);
    assert_eq!(run.code, 0);
    assert_eq!(
        run.stdout,
        "CLEAR: nothing holds it. 1 file: 0 errors, 0 warnings, 0 notes, 0 gaps, 0 decided.\n"
    );
}

#[test]
fn a_file_that_no_reader_knows_holds_the_release() {
    let run = Outgoing::new("unknown")
        .file("scan.xyz", [0, 159, 146, 150])
        .run(&["check", "--format", "concise", "scan.xyz"]);
    assert_eq!(run.code, 1);
    assert_eq!(run.stdout, "scan.xyz: whole file: not read: no reader knows this kind of file\n");
}

#[test]
fn the_exit_code_is_the_same_in_every_format() {
    let folder = Outgoing::new("formats").file("reply.txt", NINO);
    for format in ["full", "concise", "json"] {
        assert_eq!(folder.run(&["check", "--format", format]).code, 1, "{format}");
        assert_eq!(folder.run(&["check", "--format", format, "--exit-zero"]).code, 0, "{format}");
    }
    assert_eq!(folder.run(&["check", "--quiet"]).stdout, "");
}

#[test]
fn a_run_without_a_verdict_ends_in_two() {
    let folder = Outgoing::new("failed").file("reply.txt", "Nothing.\n");
    let cases: &[(&[&str], &str)] = &[
        (&["check", "absent.txt"], "error: there is no absent.txt"),
        (&["check", "--hold-at", "shout"], "error: invalid value 'shout'"),
        (&["check", "--only", "XYZ999"], "error: there is no rule XYZ999"),
        (&["check", "--report", "pdf=x.pdf"], "error: --report wants FORMAT=FILE"),
        (
            &["check", "--report", "json=absent/x.json"],
            "error: there is no folder for absent/x.json",
        ),
        (&["check", "--pack", "reply.txt"], "error: "),
        (&["check", "--exclude", "*"], "error: nothing to check"),
        (&["check", "--exit-zero", "absent.txt"], "error: there is no absent.txt"),
        (&["rule", "nobody"], "error: there is no rule nobody"),
        (&["frobnicate"], "error: unrecognized subcommand"),
    ];
    for (arguments, message) in cases {
        let run = folder.run(arguments);
        assert_eq!(run.code, 2, "{arguments:?}: {run:?}");
        assert!(run.stderr.starts_with(message), "{arguments:?}: {}", run.stderr);
        assert_eq!(run.stdout, "", "{arguments:?}");
    }
}

#[test]
fn standard_input_goes_by_the_name_it_is_given() {
    let folder = Outgoing::new("stdin");
    let csv =
        b"Surname,Initial,Rank,Station\nSample,J,Constable,Anytown\nTester,K,Sergeant,Anytown\n";
    let run =
        folder.run_with_input(&["check", "-", "--name", "reply.csv", "--format", "concise"], csv);
    assert_eq!(run.code, 1, "{run:?}");
    assert!(run.stdout.starts_with("reply.csv: A1:D3: error PEO001 people-table: "), "{run:?}");
}

#[test]
fn a_list_of_files_is_checked_and_excluded_ones_are_counted() {
    let folder = Outgoing::new("list")
        .file("a.txt", NINO)
        .file("b.txt", "Nothing.\n")
        .file("c.txt", "Nothing.\n")
        .file("list", "b.txt\nc.txt\n");
    let run = folder.run(&["check", "--files-from", "list", "--exclude", "c.*"]);
    assert_eq!(run.code, 0, "{run:?}");
    assert!(run.stdout.contains("1 file:") && run.stdout.contains("1 excluded"), "{run:?}");
}

#[test]
fn json_is_the_contract() {
    let (report, code) = Outgoing::new("json").file("reply.txt", NINO).json();
    assert_eq!(code, 1);
    assert_eq!(report["version"], 1);
    assert_eq!(report["tool"]["name"], "foilint");
    assert!(report["tool"]["rules"].as_str().is_some_and(|it| it.starts_with("blake3:")));
    assert_eq!(report["verdict"], "hold");
    let file = &report["files"][0];
    assert_eq!(file["name"], "reply.txt");
    assert_eq!(file["format"], "text");
    assert_eq!(file["bytes"], 14);
    assert_eq!(file["status"], "read");
    assert_eq!(file["sha256"], "289105a1aec385947d00fc2df803fd8502605e13fa16738270e53ea2e0f8e981");
    let finding = &file["findings"][0];
    assert_eq!(finding["code"], "IDN001");
    assert_eq!(finding["rule"], "national-insurance-number");
    assert_eq!(finding["severity"], "error");
    assert_eq!(finding["layer"], "body");
    assert_eq!(finding["location"], "line 1");
    assert_eq!(finding["container"], serde_json::Value::Null);
    assert_eq!(finding["count"], 1);
    assert_eq!(finding["samples"], serde_json::json!(["A••••••••"]));
    assert_eq!(finding["exemptions"], serde_json::json!(["s.40(2)"]));
    assert_eq!(finding["fingerprint"].as_str().map(str::len), Some(24));
    assert_eq!(report["summary"]["files"], 1);
    assert_eq!(report["summary"]["error"], 1);
    assert_eq!(report["summary"]["gaps"], 0);
    assert_eq!(report["summary"]["decided"], 0);
}

#[test]
fn nothing_is_shown_in_clear_without_leave() {
    let folder = Outgoing::new("masked").file("reply.txt", "PC 1234 Sampleton, AB123456C\n");
    for arguments in [&["check"][..], &["check", "--format", "json"], &["read", "reply.txt"]] {
        let run = folder.run(arguments);
        assert!(!run.stdout.contains("ampleton") && !run.stdout.contains("123456"), "{run:?}");
    }
    let revealed = folder.run(&["check", "--format", "json", "--reveal"]);
    assert!(revealed.stdout.contains("AB123456C"), "{revealed:?}");
}

#[test]
fn read_prints_every_fragment_with_its_place() {
    let folder = Outgoing::new("read").file("staff.csv", "Surname,Rank\nSample,Constable\n");
    let run = folder.run(&["read", "staff.csv", "--reveal"]);
    assert_eq!(run.code, 0);
    assert_eq!(
        run.stdout,
        "body\tA1\tSurname\nbody\tB1\tRank\nbody\tA2\tSample\nbody\tB2\tConstable\n"
    );
    let json = folder.run(&["read", "staff.csv", "--format", "json"]);
    let last: serde_json::Value =
        serde_json::from_str(json.stdout.lines().last().expect("a line")).expect("JSON");
    assert_eq!(last["layer"], "body");
    assert_eq!(last["location"], "B2");
    assert_eq!(last["heading"], "Rank");
    assert_eq!(last["text"], "C••••••••");
    let none = folder.run(&["read", "staff.csv", "--layer", "hidden-sheet"]);
    assert_eq!(none.stdout, "");
}

#[test]
fn reports_are_written_beside_the_output() {
    let folder = Outgoing::new("reports").file("reply.txt", NINO);
    let run = folder.run(&[
        "check",
        "reply.txt",
        "--quiet",
        "--report",
        "json=out.json",
        "--report",
        "concise=out.txt",
    ]);
    assert_eq!((run.code, run.stdout.as_str()), (1, ""));
    let json = std::fs::read_to_string(folder.path("out.json")).expect("it was written");
    assert!(json.contains("\"verdict\": \"hold\""));
    let concise = std::fs::read_to_string(folder.path("out.txt")).expect("it was written");
    assert!(concise.starts_with("reply.txt: line 1: error"));
}

#[test]
fn a_rule_is_explained_by_code_or_name() {
    let folder = Outgoing::new("rules");
    let by_code = folder.run(&["rule", "HID001"]);
    assert_eq!(by_code.code, 0);
    assert!(by_code.stdout.starts_with("HID001 hidden-sheet\n"), "{by_code:?}");
    assert_eq!(by_code.stdout, folder.run(&["rule", "hidden-sheet"]).stdout);
    let all = folder.run(&["rules", "--format", "json"]);
    let rows: Vec<serde_json::Value> = serde_json::from_str(&all.stdout).expect("JSON");
    assert_eq!(rows.len(), folder.run(&["rules"]).stdout.lines().count());
}
