//! The records of one sheet within the workbook stream. A chart on a sheet is a
//! stretch of records inside those of the sheet ([MS-XLS] 2.1.7.20).

use super::records::{Record, Records};

/// The records of a sheet without those of the charts on it.
#[derive(Clone)]
pub(super) struct Substream<'a> {
    pub(super) records: Records<'a>,
    depth: u32,
    /// Whether the end was seen.
    pub(super) is_whole: bool,
}

impl<'a> Substream<'a> {
    /// The records of a sheet that begins at a byte of the stream.
    pub(super) fn from(stream: &'a [u8], start: usize) -> Self {
        Substream { records: Records::from(stream, start), depth: 0, is_whole: false }
    }

    /// Where the sheet ends in the stream.
    pub(super) fn end(mut self) -> usize {
        while self.next().is_some() {}
        self.records.at()
    }

    /// The records of the charts on the sheet, or of a sheet that is a chart.
    pub(super) fn charts(self) -> impl Iterator<Item = Record<'a>> {
        let mut depth = 0;
        let mut chart = 0;
        self.records
            .map_while(move |record| {
                match record.id {
                    0x0809 => depth += 1,
                    0x000A => depth -= 1,
                    _ => {}
                }
                if record.id == 0x0809 && record.u16(2) == Some(0x0020) {
                    chart = depth;
                }
                let inside = chart > 0 && depth >= chart;
                (depth > 0).then_some(inside.then_some(record))
            })
            .flatten()
    }
}

impl<'a> Iterator for Substream<'a> {
    type Item = Record<'a>;

    fn next(&mut self) -> Option<Record<'a>> {
        while !self.is_whole {
            let record = self.records.next()?;
            match record.id {
                0x0809 => self.depth += 1,
                0x000A if self.depth <= 1 => self.is_whole = true,
                0x000A => self.depth -= 1,
                _ if self.depth == 0 => return None, // no sheet begins here
                _ if self.depth == 1 => return Some(record),
                _ => {}
            }
        }
        None
    }
}
