//! Reports on disk: whole or not at all, for their owner alone; exit codes and the
//! verdict are the same in every format.

use crate::FORMATS;
use crate::outgoing::release;

#[test]
fn the_exit_code_follows_from_the_verdict_and_never_from_the_format() {
    let folder = release("exit");
    for format in FORMATS {
        let code = |more: &[&str]| {
            let base = ["check", "--format", format];
            folder.run(&[&base[..], more].concat()).code
        };
        assert_eq!(code(&["out"]), 1, "{format}");
        assert_eq!(code(&["out", "--exit-zero"]), 0, "{format}");
        assert_eq!(code(&["out/clean.txt"]), 0, "{format}");
        assert_eq!(code(&["absent"]), 2, "{format}");
        assert_eq!(code(&["absent", "--exit-zero"]), 2, "{format}");
    }
}

#[cfg(unix)]
#[test]
fn a_report_is_for_its_owner_alone_and_replaces_an_older_one_whole() {
    use std::os::unix::fs::PermissionsExt;
    let folder = release("mode").file("report.json", "older");
    let older = folder.path("report.json");
    std::fs::set_permissions(&older, std::fs::Permissions::from_mode(0o644)).unwrap();
    assert_eq!(folder.run(&["check", "out", "-q", "--report", "json=report.json"]).code, 1);
    let mode = std::fs::metadata(&older).unwrap().permissions().mode();
    assert_eq!(mode & 0o777, 0o600);
    assert!(std::fs::read_to_string(&older).unwrap().ends_with("}\n"));
    let parts = std::fs::read_dir(folder.path(".")).unwrap();
    let parts =
        parts.filter(|it| it.as_ref().unwrap().file_name().to_string_lossy().contains("part"));
    assert_eq!(parts.count(), 0, "nothing is left beside it");
}

#[cfg(unix)]
#[test]
fn a_report_that_cannot_be_written_whole_is_not_there_and_a_pipe_is_no_file() {
    let folder = release("unwritten");
    let run = folder.run(&["check", "out", "-q", "--report", "json=out"]);
    assert_eq!(run.code, 2, "{run:?}");
    assert!(run.stderr.contains("\nhelp: "), "{run:?}");
    let run = folder.run(&["check", "out", "-q", "--report", "json=/dev/null"]);
    assert_eq!(run.code, 1, "{run:?}");
    assert!(!std::fs::metadata("/dev/null").unwrap().is_file(), "it is still what it was");
}

#[test]
fn no_cell_of_the_table_is_a_formula() {
    let folder = release("formulas").file("=1+1.txt", "NI: AB123456C\n");
    let run = folder.run(&["check", "=1+1.txt", "--format", "csv"]);
    assert!(run.stdout.starts_with("\u{feff}kind,file,"), "{run:?}");
    let mut table = csv::Reader::from_reader(run.stdout.as_bytes());
    let cells: Vec<String> = table
        .records()
        .flat_map(|it| it.unwrap().iter().map(str::to_owned).collect::<Vec<_>>())
        .collect();
    assert!(cells.contains(&"'=1+1.txt".to_owned()), "{cells:?}");
    assert!(!cells.iter().any(|it| it.starts_with(['=', '+', '-', '@'])), "{cells:?}");
}

#[test]
fn no_name_is_markup_or_a_command() {
    let folder = release("markup");
    let run = |format| folder.run(&["check", "out", "--format", format]).stdout;
    for format in ["html", "junit"] {
        let text = run(format);
        assert!(text.contains("=cmd &amp; &#39;b&#39;.txt"), "{format}");
    }
    let page = run("html");
    assert!(!page.contains("<script") && !page.contains("http-equiv=\"refresh\""), "no scripts");
    assert!(!page.contains("src="), "nothing is loaded");
    assert!(run("junit").contains("</testsuites>"));
    assert!(run("github").lines().all(|it| it.starts_with("::")));
}

#[test]
fn annotations_are_the_ten_worst_and_one_notice() {
    let letters = (0..30).fold(release("annotations"), |folder, number| {
        folder.file(&format!("many/{number}.txt"), "NI: AB123456C\n")
    });
    let run = letters.run(&["check", "many", "--format", "github"]);
    assert_eq!(run.stdout.lines().count(), 11, "{}", run.stdout);
    assert!(run.stdout.ends_with("20 more places not shown here.\n"), "{}", run.stdout);
}
