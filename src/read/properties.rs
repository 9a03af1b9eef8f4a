//! The properties of an Office Open XML package: `core.xml`, `app.xml` and
//! `custom.xml` in `docProps` (ECMA-376 part 1, 22.2 and part 2, 8).

use super::xml::{Node, walk};
use crate::document::{Fragment, Layer, Place, Reason, Sink};

/// Properties that name the program or count its work: they tell of nobody.
const ABOUT_THE_PROGRAM: &[&str] = &[
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
/// of its name.
///
/// # Errors
///
/// When the part is damaged. What came before was pushed.
pub(super) fn push_properties(bytes: &[u8], sink: &mut dyn Sink) -> Result<(), Reason> {
    let mut path: Vec<String> = Vec::new();
    walk(bytes, |node| match node {
        Node::Open(element) => {
            let named = (element.name == "property").then(|| element.text("name"));
            path.push(named.unwrap_or(element.name).to_owned());
        }
        Node::Close(_) => drop(path.pop()),
        Node::Text(text) => {
            let name = path.get(1).map_or("", String::as_str);
            let counts = path.last().is_some_and(|it| it == "i4") && name != "property";
            let telling = !counts && !ABOUT_THE_PROGRAM.contains(&name);
            if telling && !text.trim().is_empty() {
                sink.push(Fragment::new(text.trim(), Layer::Property, Place::Named(name)));
            }
        }
    })
}
