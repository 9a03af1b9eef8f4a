//! A part of a package that every format of Office may have, and what it pushes.

use super::asides::push_asides;
use super::charts::push_chart;
use super::controls::is_of_forms;
use super::harvest::push_texts;
use super::mashup::push_mashup;
use super::parts::Duty;
use super::people::push_people;
use super::signature::push_signature;
use crate::document::{Container, Enclosure, Fragment, Layer, Place, Reason, Sink};
use crate::read::macros;
use crate::read::package::Package;
use crate::read::properties::push_properties;
use crate::read::relations::relations_in;
use crate::read::strings::printable;
use crate::read::xlsx::drawing::push_drawing;

/// A part that is held in memory as a whole.
pub(in crate::read) struct Part<'p> {
    pub(in crate::read) name: &'p str,
    pub(in crate::read) bytes: &'p [u8],
    /// The layer of what it belongs to, if that is hidden as a whole.
    pub(in crate::read) hidden: Option<Layer>,
    /// Whether what a formula of a chart refers to is seen beside it.
    pub(in crate::read) shows: &'p dyn Fn(&str) -> bool,
}

impl Part<'_> {
    /// Pushes what the part holds. The package is one for looks at other parts.
    ///
    /// # Errors
    ///
    /// When the part is damaged or not known. What came before was pushed.
    pub(in crate::read) fn push(
        &self,
        duty: Duty,
        package: &mut Package<'_>,
        sink: &mut dyn Sink,
    ) -> Result<(), Reason> {
        let Part { name, bytes, hidden, shows } = *self;
        if duty.is_markup() {
            push_asides(bytes, name, sink);
        }
        match duty {
            Duty::Nothing => Ok(()),
            Duty::Chart => push_chart(bytes, name, hidden, shows, sink),
            Duty::Drawing => push_drawing(bytes, name, hidden, sink),
            Duty::Signature => push_signature(bytes, name, sink),
            Duty::People => push_people(bytes, name, sink),
            Duty::Queries => push_mashup(bytes, name, sink),
            Duty::Relations => push_outside(name, bytes, sink),
            Duty::Code => {
                macros::push(name, bytes, sink);
                Ok(())
            }
            Duty::File => {
                sink.enclose(Enclosure { name, bytes });
                Ok(())
            }
            Duty::Properties => {
                sink.open(Container::text("properties", Layer::Property));
                let outcome = push_properties(bytes, sink);
                sink.close();
                outcome
            }
            Duty::Model => Err(Reason::DataModel),
            Duty::Texts(layer, attributes) => {
                let layer = hidden.filter(|_| layer == Layer::TextBox).unwrap_or(layer);
                push_texts(bytes, name, layer, attributes, sink)?;
                if layer == Layer::UnknownPart { Err(Reason::UnknownFormat) } else { Ok(()) }
            }
            Duty::Loose(layer, attributes) => {
                let layer = hidden.unwrap_or(layer);
                if push_texts(bytes, name, layer, attributes, sink).is_err() {
                    printable(bytes, layer, name, sink);
                }
                Ok(())
            }
            Duty::Runs(layer) => self.push_runs(layer, Ok(()), sink),
            Duty::Controls if is_of_forms(name, package) => {
                self.push_runs(Layer::TextBox, Ok(()), sink)
            }
            Duty::Controls => {
                let reason = Reason::NotInThisVersion("this kind of control");
                self.push_runs(Layer::UnknownPart, Err(reason), sink)
            }
            Duty::Unknown => self.push_runs(Layer::UnknownPart, Err(Reason::UnknownFormat), sink),
        }
    }

    /// Pushes the printable runs of the part, which are all that is known of it.
    fn push_runs(
        &self,
        layer: Layer,
        outcome: Result<(), Reason>,
        sink: &mut dyn Sink,
    ) -> Result<(), Reason> {
        printable(self.bytes, layer, self.name, sink);
        outcome
    }
}

/// Pushes the places outside to which a part refers.
fn push_outside(part: &str, bytes: &[u8], sink: &mut dyn Sink) -> Result<(), Reason> {
    let mut open = false;
    let outcome = relations_in(bytes, |relation| {
        if !relation.external {
            return;
        }
        if !open {
            sink.open(Container::text(part, Layer::Hyperlink));
            open = true;
        }
        let layer = match relation.kind.as_str() {
            "externalLinkPath" | "xlPathMissing" | "externalLinkLongPath" => Layer::ExternalCache,
            "hyperlink" => Layer::Hyperlink,
            _ => Layer::SavePath,
        };
        sink.push(Fragment::new(&relation.target, layer, Place::Named("target")));
    });
    if open {
        sink.close();
    }
    outcome
}
