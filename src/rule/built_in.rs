//! The packs and vocabularies that the program carries, one line a file.

macro_rules! files {
    ($folder:literal: $($name:literal)+) => {
        &[$(($name, include_str!(concat!("../../rules/", $folder, $name)))),+]
    };
}

/// Every pack, by file name. Where rules meet in one place the earlier one
/// wins, so the more telling packs come first.
pub(super) const PACKS: &[(&str, &str)] = files!["":
    "hidden.toml"
    "files.toml"
    "roll.toml"
    "people.toml"
    "numbers.toml"
    "linking.toml"
    "mail.toml"
    "identifiers.toml"
    "units.toml"
    "ranks.toml"
    "markings.toml"
];

/// Every vocabulary that a rule names with `list`, by file name.
pub(super) const LISTS: &[(&str, &str)] = files!["lists/":
    "bases-armed-forces.txt"
    "prisons.txt"
    "ranks-armed-forces.txt"
    "ranks-armed-forces-short.txt"
    "ranks-civil-service.txt"
    "ranks-civil-service-short.txt"
    "ranks-fire.txt"
    "ranks-fire-short.txt"
    "ranks-garda.txt"
    "ranks-police.txt"
    "ranks-police-short.txt"
    "ranks-prison.txt"
    "ranks-prison-short.txt"
    "stations-psni.txt"
    "units-armed-forces.txt"
    "units-police.txt"
    "units-psni-short.txt"
    "units-psni.txt"
    "units-specialised.txt"
    "units-specialised-short.txt"
];

/// The terms of a vocabulary: one a line, `#` begins a line about its source.
pub(super) fn terms(list: &str) -> Option<Vec<String>> {
    let (_, text) = LISTS.iter().find(|(name, _)| *name == list)?;
    Some(terms_of(text))
}

/// The terms of the text of a vocabulary.
pub(super) fn terms_of(text: &str) -> Vec<String> {
    let lines = text.lines().map(str::trim);
    lines.filter(|it| !it.is_empty() && !it.starts_with('#')).map(str::to_owned).collect()
}
