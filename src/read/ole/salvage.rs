//! A compound file whose directory is damaged: what can still be reached in it,
//! written anew.

use std::io::{Cursor, Write};

use cfb::CompoundFile;

use super::sectors::{Kind, Sectors};

/// The characters that no name may have ([MS-CFB] 2.6.1).
const FORBIDDEN: [char; 5] = ['/', '\\', ':', '!', '\0'];

/// The streams that can still be reached in the bytes, as a compound file of its
/// own; nothing when there are none.
pub(super) fn salvage(bytes: &[u8]) -> Option<Vec<u8>> {
    let mut sectors = Sectors::of(bytes)?;
    let small = sectors.take_small();
    let empty = Cursor::new(Vec::new());
    let mut copy = CompoundFile::create_with_version(cfb::Version::V3, empty).ok()?;
    let mut count = 0;
    for (path, number) in sectors.paths() {
        let entry = sectors.entries[number].clone();
        if entry.kind != Kind::Stream || entry.name.contains(FORBIDDEN) {
            continue;
        }
        let storage = path.rsplit_once('/').map_or("", |(storage, _)| storage);
        if !storage.is_empty() && copy.create_storage_all(storage).is_err() {
            continue;
        }
        let stream = sectors.take_stream(&entry, &small);
        if let Ok(mut written) = copy.create_new_stream(&path) {
            written.write_all(&stream).ok()?;
            count += 1;
        }
    }
    copy.flush().ok()?;
    (count > 0).then(|| copy.into_inner().into_inner())
}
