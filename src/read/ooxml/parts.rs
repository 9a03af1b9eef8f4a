//! The ledger of a package: what is done with each kind of part. A kind that is
//! not in the tables is a gap.
//!
//! XML parts are told by their root element, because a part that nothing refers
//! to, or with a name of its own, holds what it holds all the same; others by
//! their names.

use super::harvest::Attributes::{self, All, Named};
use crate::document::{Layer, Reason};
use crate::read::package::Package;
use crate::read::xml;

/// The bytes of a part in which its root element is looked for.
const HEAD: usize = 4096;

/// What is done with a part.
#[derive(Clone, Copy, Debug)]
pub(in crate::read) enum Task<O> {
    /// What its format alone does with it.
    Own(O),
    /// What is done with it in every package.
    Shared(Duty),
}

impl<O> Task<O> {
    /// It holds no text; why is said in the table.
    pub(in crate::read) const NOTHING: Task<O> = Task::Shared(Duty::Nothing);

    /// Every text, and the attributes that hold text.
    pub(in crate::read) const fn texts(layer: Layer, attributes: Attributes) -> Task<O> {
        Task::Shared(Duty::Texts(layer, attributes))
    }
}

/// What is done with a part in every package.
#[derive(Clone, Copy, Debug)]
pub(in crate::read) enum Duty {
    /// It holds no text; why is said in the table.
    Nothing,
    /// The people of comments.
    People,
    /// Queries of Power Query.
    Queries,
    /// Relationships: what leads outside.
    Relations,
    /// Properties of the document.
    Properties,
    /// A chart with the values that it keeps.
    Chart,
    /// A drawing with its shapes.
    Drawing,
    /// A signature with the certificates of those who signed.
    Signature,
    /// Every text, and the attributes that hold text.
    Texts(Layer, Attributes),
    /// The same where programs break the rules of XML: then it is scanned.
    Loose(Layer, Attributes),
    /// A file of its own.
    File,
    /// A project of macro code.
    Code,
    /// A data model, which nobody reads.
    Model,
    /// The values of a control, which are scanned.
    Controls,
    /// Bytes of which only the printable runs are known.
    Runs(Layer),
    /// Bytes of which nothing is known.
    Unknown,
}

impl Duty {
    /// Whether its parts are XML.
    pub(super) fn is_markup(self) -> bool {
        !matches!(
            self,
            Duty::File | Duty::Code | Duty::Model | Duty::Controls | Duty::Runs(_) | Duty::Unknown
        )
    }
}

/// The root elements of parts of known kinds that lie among custom parts.
const AMONG_CUSTOM: &[&str] = &["DataMashup", "FormTemplates", "Sources"];

/// A row a root element: its local name, and what is done with its part.
const ROOTS: &[(&str, Duty)] = &[
    ("personList", Duty::People),
    ("Relationships", Duty::Relations),
    ("coreProperties", Duty::Properties),
    ("Properties", Duty::Properties),
    ("userShapes", Duty::Drawing),
    ("xml", Duty::Loose(Layer::TextBox, Named(&["alt", "title", "href"]))), // VML
    ("dataModel", Duty::Texts(Layer::TextBox, Named(&["descr", "title"]))), // SmartArt
    ("drawing", Duty::Texts(Layer::TextBox, Named(&["descr", "title"]))),
    ("ink", Duty::Texts(Layer::TextBox, Named(&["name"]))),
    ("chartSpace", Duty::Chart),
    ("DataMashup", Duty::Queries),
    ("FormTemplates", Duty::Nothing), // the forms of a SharePoint library
    // What a text cites; its attributes name the style of citations.
    ("Sources", Duty::Texts(Layer::CustomXml, Named(&[]))),
    ("formControlPr", Duty::Texts(Layer::ValidationList, Named(&["item@val"]))),
    ("ocx", Duty::Texts(Layer::TextBox, Named(&["value"]))),
    ("labelList", Duty::Texts(Layer::Property, Named(&["id", "name", "siteId"]))),
    (
        "webextension",
        Duty::Texts(Layer::CustomXml, Named(&["value", "name", "reference@id", "binding@appref"])),
    ),
    (
        "customUI",
        Duty::Texts(
            Layer::Macro,
            Named(&["label", "onAction", "tag", "description", "screentip", "supertip", "title"]),
        ),
    ),
    ("Signature", Duty::Signature),
    ("DigitalSignature", Duty::Signature),
    ("wetp", Duty::Nothing),          // which task panes are docked
    ("taskpanes", Duty::Nothing),     // which task panes are docked
    ("Types", Duty::Nothing),         // media types of parts
    ("theme", Duty::Nothing),         // colours and fonts
    ("themeOverride", Duty::Nothing), // colours and fonts of a chart
    ("chartStyle", Duty::Nothing),    // the look of a chart
    ("colorStyle", Duty::Nothing),    // the colours of a chart
    ("datastoreItem", Duty::Nothing), // the schemas of a custom part
    ("layoutDef", Duty::Nothing),     // the layout of SmartArt
    ("styleDef", Duty::Nothing),      // the look of SmartArt
    ("colorsDef", Duty::Nothing),     // the colours of SmartArt
];

/// Whether a lower-case part name is of a kind.
type Fits = fn(&str) -> bool;

/// A row a kind of name, for parts of which the name says more than the bytes.
const NAMES: &[(Fits, Duty)] = &[
    (
        |it| it.starts_with("customxml/item") && !it.contains("props"),
        Duty::Texts(Layer::CustomXml, All),
    ),
    (|it| it.contains("/embeddings/"), Duty::File),
    (|it| it.contains("/media/"), Duty::File),
    (|it| it.starts_with("docprops/thumbnail"), Duty::File),
    (|it| it.ends_with("model/item.data"), Duty::Model),
    (|it| it.ends_with("vbaproject.bin"), Duty::Code),
    (|it| it.contains("vbaprojectsignature"), Duty::Runs(Layer::Signature)),
    (|it| it.ends_with(".odttf") || it.ends_with(".fntdata"), Duty::Nothing), // letters of a font
    (|it| it.contains("printersettings"), Duty::Runs(Layer::PrinterSettings)),
    (|it| it.contains("/customproperty") && it.ends_with(".bin"), Duty::Runs(Layer::CustomXml)),
    (|it| it.contains("/activex/") && it.ends_with(".bin"), Duty::Controls),
    (|it| it.ends_with("attachedtoolbars.bin"), Duty::Runs(Layer::Macro)),
    (|it| it.ends_with(".sigs") || it.ends_with("origin.sigs"), Duty::Runs(Layer::Signature)),
    (|it| it.ends_with(".ds_store") || it.ends_with("thumbs.db"), Duty::Runs(Layer::SystemFile)),
];

/// What is done with a part: by its name, else by its root element, of which
/// these are the format's own. Some have the name of any custom part.
///
/// # Errors
///
/// When the part cannot be unpacked.
pub(in crate::read) fn task<O: Copy>(
    package: &mut Package<'_>,
    part: &str,
    own: &[(&str, Task<O>)],
) -> Result<Task<O>, Reason> {
    let mut head = vec![0; HEAD];
    let count = package.head(part, &mut head)?;
    let root = xml::root(&head[..count]);
    let is_own = root.as_deref().is_some_and(|root| AMONG_CUSTOM.contains(&root));
    if let Some(duty) = duty_of_name(part).filter(|_| !is_own) {
        return Ok(Task::Shared(duty));
    }
    let Some(root) = root else {
        return Ok(Task::Shared(if count == 0 { Duty::Nothing } else { Duty::Unknown }));
    };
    let own = own.iter().find(|(name, _)| *name == root).map(|(_, task)| *task);
    let unknown = Duty::Texts(Layer::UnknownPart, All);
    Ok(own.unwrap_or_else(|| Task::Shared(duty_of_root(&root).unwrap_or(unknown))))
}

/// What is done with a part by its name alone.
fn duty_of_name(name: &str) -> Option<Duty> {
    let lower = name.to_ascii_lowercase();
    NAMES.iter().find(|(fits, _)| fits(&lower)).map(|(_, duty)| *duty)
}

/// What is done with an XML part by its root element.
fn duty_of_root(root: &str) -> Option<Duty> {
    ROOTS.iter().find(|(own, _)| *own == root).map(|(_, duty)| *duty)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_root_element_has_one_row() {
        for (index, (root, _)) in ROOTS.iter().enumerate() {
            assert!(!ROOTS[..index].iter().any(|(other, _)| other == root), "{root} stands twice");
        }
    }

    #[test]
    fn the_name_decides_where_it_says_more_than_the_bytes() {
        assert!(matches!(
            duty_of_name("customXML/item1.xml"),
            Some(Duty::Texts(Layer::CustomXml, _))
        ));
        assert!(duty_of_name("customXml/itemProps1.xml").is_none());
        assert!(matches!(duty_of_name("xl/model/item.data"), Some(Duty::Model)));
        assert!(duty_of_name("xl/worksheets/sheet1.xml").is_none());
    }
}
