//! The word lists keep their form: a line that tells where they are from, then
//! words in order, each once.

#![allow(clippy::unwrap_used, missing_docs)]

const BUILT: [&str; 4] = ["surnames", "forenames", "common-words", "proper-words"];
const WRITTEN: [&str; 8] = [
    "places",
    "titles",
    "ranks-before-names",
    "words-after-names",
    "words-before-places",
    "not-people",
    "headings-people",
    "headings-things",
];

fn list(name: &str) -> String {
    let path = format!("{}/rules/lists/{name}.txt", env!("CARGO_MANIFEST_DIR"));
    std::fs::read_to_string(path).unwrap()
}

#[test]
fn each_list_tells_where_it_is_from() {
    for name in BUILT.into_iter().chain(WRITTEN) {
        let text = list(name);
        let first = text.lines().next().unwrap();
        assert!(first.starts_with("# "), "{name}");
        assert!(first.matches("; ").count() >= 2, "{name}: source; licence; date");
    }
}

#[test]
fn each_word_stands_once_and_in_order() {
    for name in BUILT.into_iter().chain(WRITTEN) {
        let text = list(name);
        let words: Vec<&str> =
            text.lines().skip(1).map(|line| line.trim_end_matches([' ', '1', '2', '3'])).collect();
        for pair in words.windows(2).filter(|_| name != "ranks-before-names") {
            assert!(pair[0] < pair[1], "{name}: {} before {}", pair[0], pair[1]);
        }
    }
}

#[test]
fn built_lists_are_folded_words_with_grades() {
    for name in BUILT {
        for line in list(name).lines().skip(1) {
            let (word, grade) = line.split_once(' ').unwrap_or((line, "1"));
            assert!(word.bytes().all(|byte| byte.is_ascii_lowercase()), "{name}: {word}");
            assert!((2..=20).contains(&word.len()), "{name}: {word}");
            assert!(["1", "2", "3"].contains(&grade), "{name}: {word}");
        }
    }
}

#[test]
fn the_lists_are_as_large_as_they_are_said_to_be() {
    let readme =
        std::fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/rules/lists/README.md"));
    let readme = readme.unwrap();
    for name in BUILT {
        let count = list(name).lines().count() - 1;
        let row = format!("| {name}.txt | {},{:03} |", count / 1000, count % 1000);
        assert!(readme.contains(&row), "{row}");
    }
}
