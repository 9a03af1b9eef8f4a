//! The file of decisions: what is written into it, what is refused, what stays.

use std::fs;

use super::*;

#[test]
fn the_file_is_made_for_its_owner_alone_and_holds_no_content() {
    let folder = reply("made", &format!("NI: {NINO}\n"))
        .file("out/Letter to Jane Thistlewood.txt", format!("NI: {NINO}\n"));
    accept_all(&folder);
    let path = folder.path("decisions.toml");
    let text = fs::read_to_string(&path).unwrap();
    assert!(text.starts_with("# Decisions"), "{text}");
    assert!(text.contains("\nkey = \"") && text.contains("file = \"reply.txt\""), "{text}");
    assert!(!text.contains("123456") && !text.contains("histlewood"), "{text}");
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        assert_eq!(path.metadata().unwrap().permissions().mode() & 0o777, 0o600);
    }
    assert!(!folder.path("decisions.toml.new").exists(), "nothing is left beside it");
}

#[test]
fn what_a_person_wrote_into_the_file_stays() {
    let folder = reply("kept", &format!("NI: {NINO}\n")).file("out/b.txt", "NI: AB123457C\n");
    accept_all(&folder);
    let path = folder.path("decisions.toml");
    let text = fs::read_to_string(&path).unwrap();
    let (head, first) = text.split_once("\n[[decision]]").unwrap();
    let own = format!("{head}\n# ours\n[[decision]]   # the first\n{}", first.trim_start());
    fs::write(&path, &own).unwrap();
    let folder = folder.file("out/c.txt", "NI: AB123458C\n");
    let print = &fingerprints(&report(&folder))[1];
    let run = accept(&folder, print, &["--approved-by", "B. Manager"]);
    assert_eq!(run.code, 0, "{run:?}");
    let text = fs::read_to_string(&path).unwrap();
    assert!(text.starts_with(&own), "{text}");
    assert!(text.contains("approved-by = \"B. Manager\""), "{text}");
    let folder = folder.file("out/b.txt", "Nothing.\n");
    assert_eq!(folder.run(&["decisions", "out", "--prune"]).code, 0);
    let text = fs::read_to_string(&path).unwrap();
    assert_eq!(text.matches("[[decision]]").count(), 2, "{text}");
}

#[test]
fn the_key_is_kept_and_another_key_gives_other_fingerprints() {
    let text = format!("NI: {NINO}\n");
    let (one, other) = (reply("key-one", &text), reply("key-other", &text));
    assert_eq!(fingerprints(&report(&one)), fingerprints(&report(&other)), "of the same bytes");
    accept_all(&one);
    accept_all(&other);
    assert_ne!(fingerprints(&report(&one)), fingerprints(&report(&other)));
    let key = |folder: &Outgoing| {
        let text = fs::read_to_string(folder.path("decisions.toml")).unwrap();
        text.lines().find(|it| it.starts_with("key = ")).map(str::to_owned).unwrap()
    };
    let before = key(&one);
    let one = one.file("out/b.txt", "NI: AB123457C\n");
    accept(&one, fingerprints(&report(&one)).first().unwrap(), &[]);
    assert_eq!(key(&one), before);
}

#[test]
fn a_decision_that_is_not_whole_is_refused() {
    let folder = reply("refused", &format!("NI: {NINO}\n"));
    let print = fingerprints(&report(&folder)).remove(0);
    let cases: &[(&[&str], &str)] = &[
        (&["--until", "2020-01-01"], "--until wants a day from today on"),
        (&["--until", "soon"], "--until wants a day from today on"),
        (&["--approved-by", "a. officer"], "somebody else"),
        (&["--decisions", "out/decisions.toml"], "lies inside the release"),
        (&["--decisions", "absent/decisions.toml"], "there is no folder for absent"),
    ];
    for (more, message) in cases {
        let run = accept(&folder, &print, more);
        assert_eq!(run.code, 2, "{more:?}: {run:?}");
        assert!(run.stderr.contains(message), "{more:?}: {run:?}");
    }
    let other = "0".repeat(24);
    for (print, message) in [(other.as_str(), "nothing that was found"), ("xyz", "not a finger")] {
        let run = accept(&folder, print, &[]);
        assert!(run.code == 2 && run.stderr.contains(message), "{run:?}");
    }
    let run = folder.run(&["accept", &print, "--reason", " ", "--by", "A. Officer"]);
    assert!(run.code == 2 && run.stderr.contains("--reason is empty"), "{run:?}");
    assert!(!folder.path("decisions.toml").exists(), "nothing was decided");
    assert_eq!(folder.run(&["accept", &print, "--by", "A. Officer"]).code, 2, "without a reason");
    accept_all(&folder);
    let print = fingerprints(&report(&folder)).remove(0);
    let run = accept(&folder, &print, &[]);
    assert!(run.code == 2 && run.stderr.contains("was decided already"), "{run:?}");
}

#[test]
fn a_file_that_is_not_true_to_itself_is_refused_by_the_line() {
    let key = format!("key = \"{}\"\n", "0a".repeat(32));
    let decision = |lines: &str| {
        let print = "0".repeat(24);
        format!("{key}[[decision]]\nfinding = \"{print}\"\n{lines}")
    };
    let whole = "reason = \"r\"\nby = \"b\"\non = \"2026-01-01\"\n";
    let cases = [
        (decision(whole), None, "all there"),
        (whole.to_owned(), Some("unknown field"), "no decision"),
        ("key = \"zz\"\n".to_owned(), Some("its key is not one"), "no key"),
        (String::new(), Some("it has no key"), "nothing"),
        (decision(&format!("{whole}resaon = \"x\"\n")), Some("did you mean reason?"), "a slip"),
        (decision(&whole.replace("\"r\"", "\" \"")), Some("line 3 has no reason"), "blank"),
        (decision(&whole.replace("01-01", "13-01")), Some("a date that is not one"), "month 13"),
        (decision("reason = \"r\"\n"), Some("missing field"), "by nobody"),
    ];
    for (text, error, why) in cases {
        let folder = reply("syntax", "Nothing.\n").file("decisions.toml", text);
        let run = folder.run(&["check", "out"]);
        assert_eq!(run.code, if error.is_some() { 2 } else { 0 }, "{why}: {run:?}");
        assert!(run.stderr.contains(error.unwrap_or_default()), "{why}: {run:?}");
    }
}

#[test]
fn decisions_inside_the_release_are_refused_unless_excluded() {
    let folder = reply("inside", &format!("NI: {NINO}\n"));
    accept_all(&folder);
    let run = folder.run(&["check"]);
    assert_eq!(run.code, 2);
    assert!(run.stderr.contains("lies inside the release"), "{run:?}");
    let run = folder.run(&["check", "--exclude", "decisions.toml"]);
    assert_eq!(run.code, 0, "{run:?}");
    assert!(run.stdout.contains("1 excluded"), "{run:?}");
}

#[test]
fn the_configuration_names_the_decisions() {
    let folder = reply("named", &format!("NI: {NINO}\n"))
        .file("foilint.toml", "decisions = \"case/ours.toml\"\n")
        .file("case/note.txt", "");
    accept_all(&folder);
    assert!(folder.path("case/ours.toml").is_file());
    assert_eq!(checked(&folder).0, 0);
    let run = folder.run(&["check", "out", "--decisions", "absent.toml"]);
    assert!(run.code == 2 && run.stderr.contains("there is no absent.toml"), "{run:?}");
}

#[test]
fn two_writers_do_not_overwrite_each_other() {
    let folder = reply("busy", &format!("NI: {NINO}\n")).file("decisions.toml.new", "");
    let print = fingerprints(&report(&folder)).remove(0);
    let run = accept(&folder, &print, &[]);
    assert_eq!(run.code, 2);
    assert!(run.stderr.contains("another run writes to the decisions"), "{run:?}");
    assert!(folder.path("decisions.toml.new").exists(), "it belongs to the other run");
}
