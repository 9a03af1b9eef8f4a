//! The parts that only documents have: what is done with each kind, by its root
//! element.

use crate::document::Layer;
use crate::read::ooxml::Task::{self, Own};
use crate::read::ooxml::harvest::Attributes::Named;

/// What is done with a part of a document.
#[derive(Clone, Copy, Debug)]
pub(super) enum Duty {
    /// The body of a document.
    Body,
    /// Building blocks, which nothing shows until they are put in.
    Glossary,
    /// A header or a footer.
    Margin,
    /// Notes.
    Notes,
    /// Comments.
    Comments,
    /// The people of comments and changes.
    People,
    /// Settings of the document.
    Settings,
    /// Styles, of which only the names tell.
    Styles,
    /// Lists with their labels.
    Numbering,
}

/// Attributes that name somebody.
const WHO: &[&str] = &["userId", "userName", "title", "name"];

/// A row a root element: its local name, and what is done with its part.
pub(super) const ROOTS: &[(&str, Task<Duty>)] = &[
    ("document", Own(Duty::Body)),
    ("glossaryDocument", Own(Duty::Glossary)),
    ("hdr", Own(Duty::Margin)),
    ("ftr", Own(Duty::Margin)),
    ("footnotes", Own(Duty::Notes)),
    ("endnotes", Own(Duty::Notes)),
    ("comments", Own(Duty::Comments)),
    ("people", Own(Duty::People)),
    ("settings", Own(Duty::Settings)),
    ("styles", Own(Duty::Styles)),
    ("numbering", Own(Duty::Numbering)),
    ("recipients", Task::texts(Layer::MailMerge, Named(&["uniqueTag@val"]))),
    ("mailMergeRecipientData", Task::texts(Layer::MailMerge, Named(&["uniqueTag@val"]))),
    ("Tasks", Task::texts(Layer::Comment, Named(WHO))),
    // When a comment was written, and who reacted to it.
    ("commentsExtensible", Task::texts(Layer::Comment, Named(WHO))),
    // Keys and menus that somebody gave to macros.
    ("tcg", Task::texts(Layer::Macro, Named(&["macroName", "name", "macro"]))),
    ("vbaSuppData", Task::texts(Layer::Macro, Named(&["macroName", "name", "menuHelp"]))),
    ("webSettings", Task::texts(Layer::Property, Named(&["title@val", "name@val"]))),
    ("intelligence", Task::texts(Layer::Property, Named(&[]))),
    ("commentsEx", Task::NOTHING),  // which comment answers which
    ("commentsIds", Task::NOTHING), // numbers of comments
    ("fonts", Task::NOTHING),       // names of fonts
];
