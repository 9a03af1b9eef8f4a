//! An object that lies by itself, as Office keeps those that no program of its own
//! made: `oleObject1.bin` with the file that somebody put into a document.

use super::object::{is_held, push_held};
use super::{Ole, is_ole};
use crate::artefact::Artefact;
use crate::document::{Enclosure, Layer, Reason, Sink};
use crate::read::strings::printable;
use crate::read::unread::has_stream;
use crate::read::{Budget, Format};

/// Objects with a file in them.
pub(in crate::read) const FORMAT: Format =
    Format { name: "ole-object", extensions: &["bin"], sniff, read };

/// The streams by which such an object is told ([MS-OLEDS] 2.3.6; Acrobat and others
/// write `CONTENTS`).
const TELLING: [&str; 3] = ["Package", "\u{1}Ole10Native", "CONTENTS"];

/// A file as its program saves it, and the picture of it ([MS-OLEDS] 2.3.5).
const CONTENTS: &str = "/CONTENTS";
const PICTURE: &str = "/\u{3}EPRINT";

/// What says no more than which program made the object ([MS-OLEDS] 2.3.8;
/// [MS-DOC] 2.1.9).
const OWN: [&str; 2] = ["/\u{1}CompObj", "/\u{3}ObjInfo"];

/// What refers to another file, unless it is no longer than this ([MS-OLEDS] 2.3.3).
const LINK: &str = "/\u{1}Ole";
const NO_LINK: usize = 20;

fn sniff(artefact: &Artefact<'_>) -> bool {
    let bytes = artefact.bytes();
    is_ole(bytes) && TELLING.iter().any(|name| has_stream(bytes, name))
}

fn read(artefact: &Artefact<'_>, budget: &Budget, sink: &mut dyn Sink) -> Result<(), Reason> {
    let mut file = Ole::open(artefact.bytes(), budget)?;
    let mut holds = push_held(&mut file, artefact.own_name(), sink)?;
    for path in file.streams() {
        let bytes = file.bytes(&path)?;
        match path.as_str() {
            CONTENTS => {
                holds = true;
                sink.enclose(Enclosure { name: "CONTENTS", bytes: &bytes });
            }
            PICTURE => sink.enclose(Enclosure { name: "EPRINT", bytes: &bytes }),
            path if is_held(path) || OWN.contains(&path) => {}
            LINK if bytes.len() <= NO_LINK => {}
            path => {
                let name = path.trim_start_matches(['/', '\u{1}', '\u{3}']);
                printable(&bytes, Layer::UnknownPart, name, sink);
            }
        }
    }
    if holds { Ok(()) } else { Err(Reason::NotInThisVersion("objects of other programs")) }
}
