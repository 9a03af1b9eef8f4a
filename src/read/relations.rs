//! The relationships of a package's parts: which part refers to which, and to
//! what outside (ECMA-376 part 2, 6.5).

use super::package::Package;
use super::xml::{Node, walk};
use crate::document::Reason;

/// A reference from one part to another, or to a place outside.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(super) struct Relation {
    /// The identifier by which the part names it.
    pub(super) id: String,
    /// The last word of its type, such as `worksheet`: Transitional and Strict
    /// types differ only before it.
    pub(super) kind: String,
    /// The part's name in the package, or the place outside as it is written.
    pub(super) target: String,
    /// Whether the target is outside.
    pub(super) external: bool,
}

/// The relationships of a part, `""` being the package itself. None without a
/// relationships part.
///
/// # Errors
///
/// When the relationships part is damaged.
pub(super) fn relations_of(package: &mut Package<'_>, part: &str) -> Result<Vec<Relation>, Reason> {
    let Some(name) = package.named(&relations_part(part)) else { return Ok(Vec::new()) };
    let Some(bytes) = package.take(&name)? else { return Ok(Vec::new()) };
    let mut relations = Vec::new();
    relations_in(&bytes, |relation| relations.push(relation))?;
    for relation in relations.iter_mut().filter(|relation| !relation.external) {
        let target = resolved(part, &relation.target);
        relation.target = package.named(&target).unwrap_or(target);
    }
    Ok(relations)
}

/// Tells the relationships of a relationships part, the targets as written.
///
/// # Errors
///
/// When the part is damaged.
pub(super) fn relations_in(bytes: &[u8], mut tell: impl FnMut(Relation)) -> Result<(), Reason> {
    walk(bytes, |node| {
        let Node::Open(element) = node else { return };
        if element.name == "Relationship" {
            tell(Relation {
                id: element.text("Id").to_owned(),
                kind: element.text("Type").rsplit('/').next().unwrap_or_default().to_owned(),
                target: element.text("Target").to_owned(),
                external: element.get("TargetMode") == Some("External"),
            });
        }
    })
}

/// The name of the part that holds another part's relationships.
pub(super) fn relations_part(part: &str) -> String {
    let (folder, name) = part.rsplit_once('/').unwrap_or(("", part));
    let stroke = if folder.is_empty() { "" } else { "/" };
    format!("{folder}{stroke}_rels/{name}.rels")
}

/// The part that a target means, seen from the part that refers to it.
fn resolved(part: &str, target: &str) -> String {
    let target = target.replace('\\', "/");
    let folder = part.rsplit_once('/').map_or("", |(folder, _)| folder);
    let base = if target.starts_with('/') { "" } else { folder };
    let mut segments: Vec<&str> = Vec::new();
    for segment in base.split('/').chain(target.split('/')) {
        match segment {
            "" | "." => {}
            ".." => {
                segments.pop();
            }
            _ => segments.push(segment),
        }
    }
    segments.join("/")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_target_is_seen_from_the_part_that_refers_to_it() {
        let cases = [
            ("xl/workbook.xml", "worksheets/sheet1.xml", "xl/worksheets/sheet1.xml"),
            ("xl/worksheets/sheet1.xml", "../comments1.xml", "xl/comments1.xml"),
            ("xl/workbook.xml", "/xl/styles.xml", "xl/styles.xml"),
            ("", "xl/workbook.xml", "xl/workbook.xml"),
            ("", "../../up.xml", "up.xml"),
        ];
        for (part, target, name) in cases {
            assert_eq!(resolved(part, target), name, "{target} from {part}");
        }
    }

    #[test]
    fn the_relationships_of_a_part_lie_beside_it() {
        assert_eq!(relations_part(""), "_rels/.rels");
        assert_eq!(relations_part("xl/workbook.xml"), "xl/_rels/workbook.xml.rels");
    }
}
