//! What a decision is worth after edits, after its last day, and beside other files.

use super::*;

#[test]
fn what_was_decided_holds_nothing_and_is_counted() {
    let folder = reply("counted", &format!("NI: {NINO}\n"));
    assert_eq!(checked(&folder).0, 1);
    accept_all(&folder);
    let (code, summary) = checked(&folder);
    assert_eq!(code, 0);
    assert_eq!((&summary["decided"], &summary["error"]), (&1.into(), &0.into()));
    let full = folder.run(&["check", "out"]).stdout;
    assert!(full.ends_with("0 errors, 0 warnings, 0 notes, 0 gaps, 1 decided.\n"), "{full}");
    assert!(full.contains("decided by A. Officer, "), "{full}");
    let concise = folder.run(&["check", "out", "--format", "concise"]).stdout;
    assert!(concise.contains(": decided IDN001"), "{concise}");
    assert!(concise.ends_with("\n1 decided.\n"), "{concise}");
    let finding = &report(&folder)["files"][0]["findings"][0];
    assert_eq!(finding["decision"]["by"], "A. Officer");
    assert_eq!(finding["decision"]["reason"], "Public by office");
}

#[test]
fn edits_elsewhere_and_another_folder_change_no_fingerprint() {
    let folder = reply("elsewhere", &format!("NI: {NINO}\n"));
    accept_all(&folder);
    let before = fingerprints(&report(&folder));
    let edited = format!("Dear sir,\n\nthank you.\n\nNI: {NINO}\n\nYours\n");
    let folder = folder.file("out/reply.txt", &edited);
    assert_eq!(checked(&folder).0, 0);
    assert_eq!(fingerprints(&report(&folder)), before);
    let folder = folder.file("moved/deep/reply.txt", &edited);
    assert_eq!(folder.run(&["check", "moved"]).code, 0, "the same file elsewhere");
    let folder = folder.file("moved/deep/other.txt", &edited);
    assert_eq!(folder.run(&["check", "moved"]).code, 1, "another file");
}

#[test]
fn a_column_keeps_its_fingerprint_where_it_is_moved() {
    let rows = |columns: [&str; 2], cells: [&str; 2]| {
        format!("{},{}\n{},{}\n", columns[0], columns[1], cells[0], cells[1])
    };
    let folder = reply("column", "Nothing.\n");
    let folder = folder.file("out/a.csv", rows(["Colour", "NI number"], ["red", NINO]));
    accept_all(&folder);
    assert_eq!(checked(&folder).0, 0);
    let folder = folder.file("out/a.csv", rows(["NI number", "Colour"], [NINO, "blue"]));
    assert_eq!(checked(&folder).0, 0, "the other column is no matter");
}

#[test]
fn a_decision_ends_with_the_content_it_was_given_for() {
    let folder = reply("stale", &format!("NI: {NINO}\n"));
    accept_all(&folder);
    let folder = folder.file("out/reply.txt", "NI: AB123457C\n");
    let (code, summary) = checked(&folder);
    assert_eq!((code, &summary["stale"], &summary["decided"]), (1, &1.into(), &0.into()));
    let full = folder.run(&["check", "out"]).stdout;
    assert!(full.contains("what it was given for has changed"), "{full}");
    assert!(full.contains("1 decision stale"), "{full}");
    let folder = folder.file("out/reply.txt", format!("NI: {NINO}\nNI: {NINO}\n"));
    assert_eq!(checked(&folder).0, 1, "one more of them is more than was decided");
}

#[test]
fn a_decision_on_what_is_not_here_is_unused() {
    let folder = reply("unused", &format!("NI: {NINO}\n"));
    accept_all(&folder);
    let folder = folder.file("other/letter.txt", "Nothing.\n");
    let run = folder.run(&["check", "other"]);
    assert_eq!(run.code, 0);
    assert!(run.stdout.contains("1 decision unused"), "{run:?}");
    let concise = folder.run(&["check", "other", "--format", "concise"]);
    assert_eq!(concise.stdout, "1 decision unused, 0 decided.\n");
    let off = folder.run(&["check", "out", "--ignore", "IDN"]).stdout;
    assert!(off.contains("1 decision unused"), "what is switched off is not stale: {off}");
}

#[test]
fn a_decision_whose_last_day_has_passed_lifts_nothing() {
    let folder = reply("expired", &format!("NI: {NINO}\n"));
    let print = fingerprints(&report(&folder)).remove(0);
    assert_eq!(accept(&folder, &print, &["--until", "2999-12-31"]).code, 0);
    assert_eq!(checked(&folder).0, 0);
    let path = folder.path("decisions.toml");
    let text = std::fs::read_to_string(&path).unwrap();
    std::fs::write(&path, text.replace("2999-12-31", "2020-12-31")).unwrap();
    let (code, summary) = checked(&folder);
    assert_eq!((code, &summary["expired"]), (1, &1.into()));
    let print = fingerprints(&report(&folder)).remove(0);
    assert_eq!(accept(&folder, &print, &[]).code, 0, "it can be decided once more");
    assert_eq!(checked(&folder).0, 0);
    let text = std::fs::read_to_string(&path).unwrap();
    assert_eq!(text.matches("[[decision]]").count(), 1, "in place of the old one: {text}");
}

#[test]
fn decisions_are_listed_and_what_is_no_longer_needed_is_taken_out() {
    let folder = reply("prune", &format!("NI: {NINO}\n"))
        .file("out/b.txt", "NI: AB123457C\n")
        .file("out/c.txt", "NI: AB123458C\n");
    accept_all(&folder);
    let listed = folder.run(&["decisions"]);
    assert!(listed.stdout.ends_with("3 decisions\n"), "{listed:?}");
    assert!(listed.stdout.contains("IDN001 b.txt\n    A. Officer, "), "{listed:?}");
    let folder = folder.file("out/b.txt", "Nothing.\n");
    std::fs::remove_file(folder.path("out/c.txt")).unwrap();
    let listed = folder.run(&["decisions", "out"]).stdout;
    for standing in ["used ", "stale ", "unused "] {
        assert!(listed.contains(standing), "{standing}: {listed}");
    }
    assert!(folder.run(&["decisions", "--prune"]).stdout.ends_with("0 decisions taken out\n"));
    let pruned = folder.run(&["decisions", "out", "--prune"]);
    assert!(pruned.stdout.ends_with("2 decisions taken out\n"), "{pruned:?}");
    let json = folder.run(&["decisions", "out", "--format", "json"]).stdout;
    let rows: Value = serde_json::from_str(&json).unwrap();
    assert_eq!(rows.as_array().unwrap().len(), 1, "{json}");
    assert_eq!(rows[0]["standing"], "used");
}

/// People whose rows exchange a value are others than those who were decided on.
#[test]
fn a_decision_on_a_table_ends_where_rows_or_columns_exchange_values() {
    let table = |rows: [&str; 3], head: &str| format!("{head}\n{}\n", rows.join("\n"));
    let head = "Surname,Initial,Rank,Unit";
    let rows = ["Sample,J,Constable,North", "Quill,K,Sergeant,South", "Marlowe,L,Inspector,East"];
    let folder = reply("recombined", "Nothing.\n").file("out/a.csv", table(rows, head));
    assert_eq!(checked(&folder).0, 1);
    accept_all(&folder);
    assert_eq!(checked(&folder).0, 0);
    let sorted = [rows[2], rows[0], rows[1]];
    let folder = folder.file("out/a.csv", table(sorted, head));
    assert_eq!(checked(&folder).0, 0, "the same people in another order");
    let others = ["Sample,J,Constable,South", "Quill,K,Sergeant,North", rows[2]];
    let folder = folder.file("out/a.csv", table(others, head));
    assert_eq!(checked(&folder).0, 1, "two have exchanged their units");
    let folder = folder.file("out/a.csv", table(rows, "Surname,Initial,Unit,Rank"));
    assert_eq!(checked(&folder).0, 1, "two columns have exchanged their headings");
}
