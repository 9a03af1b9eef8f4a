//! What a recipient could recover from one artefact, whatever its format.
//!
//! A reader borrows and pushes: containers, fragments of text, gaps and the
//! files inside, each to a [`Sink`]. Nothing after this module knows what a
//! spreadsheet is, and nothing here keeps a whole document.

mod extent;
mod gap;
mod grid;
mod heading;
mod layer;
mod place;

pub(crate) use extent::Extent;
pub use gap::{Gap, Reason};
pub use grid::Headed;
pub use heading::{Headings, Kind, normalised};
pub use layer::{Layer, Sight};
pub use place::{Place, column_letters};

/// How the fragments of a container lie.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Shape {
    /// Cells in rows and columns; the heading row is somewhere near the top.
    Grid,
    /// Records whose field names the reader knows and gives with
    /// [`Sink::headings`] before the first of them.
    Records,
    /// Text without columns: paragraphs, comments, properties.
    Text,
}

/// A place inside an artefact with a name of its own: a sheet, a pivot cache,
/// a comment list.
#[derive(Clone, Copy, Debug)]
pub struct Container<'a> {
    /// Its name as its program shows it; empty for an artefact without parts.
    pub name: &'a str,
    /// The layer that the container as a whole lies in.
    pub layer: Layer,
    /// How its fragments lie.
    pub shape: Shape,
    /// What is known of it beside its text, in words for a reader of the
    /// report, such as "its source sheet is no longer in the file". No content.
    pub remark: Option<&'a str>,
}

impl<'a> Container<'a> {
    /// A container of plain text in a layer.
    pub fn text(name: &'a str, layer: Layer) -> Self {
        Container { name, layer, shape: Shape::Text, remark: None }
    }

    /// A grid of cells in a layer, a sheet for instance.
    pub fn grid(name: &'a str, layer: Layer) -> Self {
        Container { name, layer, shape: Shape::Grid, remark: None }
    }

    /// Records with fields of known names in a layer.
    pub fn records(name: &'a str, layer: Layer) -> Self {
        Container { name, layer, shape: Shape::Records, remark: None }
    }

    /// The same container with a remark.
    #[must_use]
    pub fn remarked(self, remark: &'a str) -> Self {
        Container { remark: Some(remark), ..self }
    }
}

/// A run of text with its layer and its place.
#[derive(Clone, Copy, Debug)]
pub struct Fragment<'a> {
    /// The text as the recipient's program would show it.
    pub text: &'a str,
    /// Whether it is seen, and if not, why.
    pub layer: Layer,
    /// Why it is still not seen once its container is shown: it stands in a
    /// hidden column of a hidden sheet.
    pub within: Option<Layer>,
    /// Where it is, within its container.
    pub place: Place<'a>,
    /// The number of the text among the artefact's shared texts, if it has
    /// one: equal numbers mean equal texts, so that each is looked at once.
    pub shared: Option<u32>,
}

impl<'a> Fragment<'a> {
    /// A fragment that is not a shared text.
    pub fn new(text: &'a str, layer: Layer, place: Place<'a>) -> Self {
        Fragment { text, layer, within: None, place, shared: None }
    }
}

/// A file inside an artefact.
#[derive(Clone, Copy, Debug)]
pub struct Enclosure<'a> {
    /// Its name within the artefact.
    pub name: &'a str,
    /// Its unpacked bytes.
    pub bytes: &'a [u8],
}

/// Where readers push what they find.
///
/// Containers do not nest: [`Sink::open`] ends the one before. What comes
/// before the first container belongs to the artefact itself.
pub trait Sink {
    /// Begins a container.
    fn open(&mut self, container: Container<'_>);

    /// Gives the headings of the container's columns, before the fragments below
    /// them; once more where another table begins. A reader calls it for
    /// [`Shape::Records`]; for [`Shape::Grid`] it comes from [`Headed`].
    fn headings(&mut self, headings: &Headings);

    /// Takes a fragment of the open container.
    fn push(&mut self, fragment: Fragment<'_>);

    /// Ends the open container.
    fn close(&mut self);

    /// Takes note of a part that was not read.
    fn gap(&mut self, gap: Gap);

    /// Takes a file inside the artefact and looks into it at once.
    fn enclose(&mut self, enclosure: Enclosure<'_>);
}
