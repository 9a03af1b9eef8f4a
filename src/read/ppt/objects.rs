//! What is embedded in a presentation: objects and macro projects, each a compound
//! file in a record of its own, and the pictures in their stream.

use std::io::Read;

use flate2::read::ZlibDecoder;

use super::records::{Record, Records};
use crate::document::{Enclosure, Gap, Reason, Sink};
use crate::read::Budget;
use crate::read::macros;
use crate::read::ole::Ole;
use crate::read::xls::pictures::file;

/// The record of an object ([MS-PPT] 2.10.34).
pub(super) const OBJECT: u16 = 0x1011;

/// Pictures in the formats of drawing programs ([MS-ODRAW] 2.2.23): EMF, WMF, PICT.
const METAFILES: std::ops::RangeInclusive<u16> = 0xF01A..=0xF01C;

/// The bytes before a metafile: one or two digests, and how it is packed.
const METAFILE_HEADS: [usize; 2] = [50, 66];

/// Pushes an object; the project of macros has a number of its own.
///
/// # Errors
///
/// When it cannot be unpacked.
pub(super) fn push(
    object: &Record<'_>,
    name: &str,
    budget: &Budget,
    sink: &mut dyn Sink,
) -> Result<(), Reason> {
    let unpacked;
    let bytes = match object.instance {
        0 => object.data,
        _ => {
            unpacked = inflated(object.data.get(4..).ok_or(Reason::Truncated)?, budget)?;
            &unpacked
        }
    };
    if object.is_cut {
        sink.gap(Gap::part(name, Reason::Truncated));
    }
    let mut file = Ole::open(bytes, budget);
    if let Ok(file) = &mut file {
        let is_project = |it: &String| it.to_ascii_lowercase().ends_with("vba/dir");
        if file.streams().iter().any(is_project) {
            macros::push(name, bytes, sink);
            return Ok(());
        }
        if file.has("/Package") {
            let package = file.bytes("/Package")?;
            sink.enclose(Enclosure { name, bytes: &package });
            return Ok(());
        }
    }
    sink.enclose(Enclosure { name, bytes });
    Ok(())
}

/// Pushes the pictures of their stream.
pub(in crate::read) fn push_pictures(stream: &[u8], budget: &Budget, sink: &mut dyn Sink) {
    for (number, picture) in (1..).zip(Records::of(stream)) {
        let name = format!("picture{number}");
        if let Some((extension, bytes)) = file(picture.data) {
            sink.enclose(Enclosure { name: &format!("{name}.{extension}"), bytes });
        } else if METAFILES.contains(&picture.kind)
            && let Some(bytes) = metafile(picture.data, budget)
        {
            sink.enclose(Enclosure { name: &name, bytes: &bytes });
        } else if !picture.data.is_empty() {
            sink.gap(Gap::part(name, Reason::Picture));
        }
    }
}

fn metafile(data: &[u8], budget: &Budget) -> Option<Vec<u8>> {
    METAFILE_HEADS.iter().find_map(|head| {
        let bytes = inflated(data.get(*head..)?, budget).ok()?;
        (!bytes.is_empty()).then_some(bytes)
    })
}

/// Unpacks bytes under the budget.
fn inflated(packed: &[u8], budget: &Budget) -> Result<Vec<u8>, Reason> {
    let limit = budget.limits().part;
    let mut bytes = Vec::new();
    let read = ZlibDecoder::new(packed).take(limit.saturating_add(1)).read_to_end(&mut bytes);
    if bytes.len() as u64 > limit {
        return Err(Reason::TooLarge { limit, unit: "bytes" });
    }
    budget.unpack(bytes.len() as u64)?;
    match read {
        Err(_) if bytes.is_empty() => Err(Reason::Truncated),
        _ => Ok(bytes),
    }
}
