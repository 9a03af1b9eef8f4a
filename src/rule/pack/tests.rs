//! Packs are refused until each rule is whole and true to itself.

use super::parse;

/// A pack of one rule with these lines.
fn pack(lines: &str) -> String {
    format!(
        "title = \"t\"\nexemptions = []\n[[rule]]\ncode = \"TST001\"\nname = \"a-test\"\n\
         since = \"0.1.0\"\nseverity = \"note\"\nsummary = \"s\"\nremedy = \"r\"\n\
         source = \"s\"\nbad = [\"b\"]\n{lines}"
    )
}

#[test]
fn a_rule_is_refused_until_it_is_whole_and_true_to_itself() {
    let whole = "why = \"w\"\ngood = [\"g\"]\n";
    let cases = [
        ("phrases = [\"x\"]", None, "all there"),
        ("", Some("looks for nothing"), "nothing to look for"),
        ("phrases = [\"x\"]\npattern = \"x\"", Some("more than one"), "two things"),
        ("pattern = \"1\"\ncheck = \"luck\"", Some("not a check"), "unknown check"),
        ("layers = [\"cellar\"]", Some("not a layer"), "unknown layer"),
        ("column = [\"shoe-size\"]", Some("not a kind"), "unknown kind"),
        ("list = \"absent.txt\"", Some("not a list"), "unknown list"),
        ("colour = 1\nphrases = [\"x\"]", Some("unknown field"), "unknown key"),
        ("layers = [\"comment\"]\nnear = [\"x\"]", Some("words near"), "near without text"),
        ("phrases = [\"x\"]\nin-column = \"error\"", Some("has a check"), "no check"),
        ("layers = [\"comment\"]\ncase = \"any\"", Some("have a case"), "case without words"),
    ];
    for (lines, error, why) in cases {
        let outcome = parse("test.toml", &pack(&format!("{whole}{lines}")), &[]);
        let message = outcome.err().map(|it| it.to_string());
        assert_eq!(message.is_some(), error.is_some(), "{why}: {message:?}");
        assert!(message.unwrap_or_default().contains(error.unwrap_or_default()), "{why}");
    }
}

#[test]
fn a_rule_without_a_reason_or_an_example_is_refused() {
    for (lines, why) in [
        ("good = [\"g\"]\nphrases = [\"x\"]", "no reason"),
        ("why = \" \"\ngood = [\"g\"]\nphrases = [\"x\"]", "a blank reason"),
        ("why = \"w\"\nphrases = [\"x\"]", "no good example"),
        ("why = \"w\"\ngood = []\nphrases = [\"x\"]", "an empty list of examples"),
    ] {
        assert!(parse("test.toml", &pack(lines), &[]).is_err(), "{why}");
    }
}
