//! The parts that only presentations have: what is done with each kind, by its root
//! element.

use crate::document::Layer;
use crate::read::ooxml::Task;
use crate::read::ooxml::harvest::Attributes::{All, Named};
use Task::Own;

/// What is done with a part of a presentation.
#[derive(Clone, Copy, Debug)]
pub(super) enum Duty {
    /// A slide that the presentation does not list.
    Slide,
    /// Notes of no slide.
    Notes,
    /// Comments of no slide, of either kind.
    Comments,
    /// The people of comments.
    Authors,
    /// A layout or a master.
    Master,
}

/// A row a root element: its local name, and what is done with its part.
pub(super) const ROOTS: &[(&str, Task<Duty>)] = &[
    ("sld", Own(Duty::Slide)),
    ("notes", Own(Duty::Notes)),
    ("cmLst", Own(Duty::Comments)),
    ("cmAuthorLst", Own(Duty::Authors)),
    ("authorLst", Own(Duty::Authors)),
    ("sldLayout", Own(Duty::Master)),
    ("sldMaster", Own(Duty::Master)),
    ("notesMaster", Own(Duty::Master)),
    ("handoutMaster", Own(Duty::Master)),
    ("presentation", Task::texts(Layer::OrphanPart, All)),
    ("tagLst", Task::texts(Layer::CustomXml, Named(&["tag@val"]))),
    ("sldSyncPr", Task::texts(Layer::SavePath, Named(&["serverSldId"]))),
    ("chgInfo", Task::texts(Layer::Revision, Named(&["name", "userId"]))),
    ("presentationPr", Task::texts(Layer::Property, Named(&["title", "htmlPubPr@id"]))),
    ("viewPr", Task::NOTHING),      // windows and guides
    ("tblStyleLst", Task::NOTHING), // the look of tables
    ("revInfo", Task::NOTHING),     // identifiers of sessions
];
