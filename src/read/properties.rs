//! The properties of an Office Open XML package: `core.xml`, `app.xml` and
//! `custom.xml` in `docProps` (ECMA-376 part 1, 22.2 and part 2, 8).

use super::xml::{Node, walk};
use crate::document::{Fragment, Layer, Place, Reason, Sink};

/// Properties that name the program or count its work: they tell of nobody.
pub(super) const ABOUT_THE_PROGRAM: &[&str] = &[
    "Application",
    "AppVersion",
    "Characters",
    "CharactersWithSpaces",
    "DocSecurity",
    "HeadingPairs",
    "HiddenSlides",
    "HyperlinksChanged",
    "Lines",
    "LinksUpToDate",
    "MMClips",
    "Notes",
    "Pages",
    "Paragraphs",
    "PresentationFormat",
    "ScaleCrop",
    "SharedDoc",
    "Slides",
    "TotalTime",
    "Words",
    "revision",
];

/// Pushes the properties of a part into the open container, each at the place
/// of its name; those of the format's own as every format spells them:
/// `last-modified-by`.
///
/// # Errors
///
/// When the part is damaged. What came before was pushed.
pub(super) fn push_properties(bytes: &[u8], sink: &mut dyn Sink) -> Result<(), Reason> {
    let mut path: Vec<String> = Vec::new();
    let mut is_custom = false;
    walk(bytes, |node| match node {
        Node::Open(element) => {
            let named = (element.name == "property").then(|| element.text("name").to_owned());
            path.push(named.unwrap_or_else(|| element.name.to_owned()));
            is_custom = element.name == "property" || (is_custom && path.len() > 2);
        }
        Node::Close(_) => drop(path.pop()),
        Node::Text(text) => {
            let name = path.get(1).map_or("", String::as_str);
            let counts = path.last().is_some_and(|it| it == "i4") && name != "property";
            let telling = !counts && !ABOUT_THE_PROGRAM.contains(&name);
            if telling && !text.trim().is_empty() {
                let name = if is_custom { name.to_owned() } else { kebab(name) };
                sink.push(Fragment::new(text.trim(), Layer::Property, Place::Named(&name)));
            }
        }
    })
}

/// A name in capitals within as words with hyphens between.
pub(super) fn kebab(name: &str) -> String {
    let mut words = String::with_capacity(name.len() + 4);
    for letter in name.chars() {
        if letter.is_ascii_uppercase() && !words.is_empty() {
            words.push('-');
        }
        words.push(letter.to_ascii_lowercase());
    }
    words
}

#[cfg(test)]
mod tests {
    use super::kebab;

    #[test]
    fn every_format_spells_a_property_alike() {
        let cases = [
            ("lastModifiedBy", "last-modified-by"),
            ("Company", "company"),
            ("TitlesOfParts", "titles-of-parts"),
            ("creator", "creator"),
        ];
        for (name, spelled) in cases {
            assert_eq!(kebab(name), spelled);
        }
    }
}
