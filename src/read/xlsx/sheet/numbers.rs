//! Numbers as their cells show them.

use memchr::memchr2;
use rustc_hash::FxHashMap;

use crate::read::serial::{date, number};
use crate::read::xlsx::sections::Shown;

/// The digits up to which a number is shown as it is written: a cell keeps
/// fifteen, what stands beyond is binary residue.
const EXACT: usize = 15;

/// How many numbers are kept as cells show them.
const MOST_WRITTEN: usize = 16_384;

/// Writes numbers as cells show them. A sheet has few different days, and to
/// write one takes longer than to read its cell.
pub(super) struct Numbers {
    is_1904: bool,
    /// Numbers as they are shown, by their bits.
    written: FxHashMap<(u64, Shown), String>,
}

impl Numbers {
    /// Numbers of a workbook of which dates count from 1900 or 1904.
    pub(super) fn new(is_1904: bool) -> Self {
        Numbers { is_1904, written: FxHashMap::default() }
    }

    /// A number as its cell shows it.
    pub(super) fn shown<'v>(&'v mut self, value: &'v str, shown: Shown) -> &'v str {
        if is_as_written(value, shown) {
            return value;
        }
        if self.written.len() >= MOST_WRITTEN {
            self.written.clear();
        }
        let Ok(number) = value.trim().parse::<f64>() else { return value };
        let written = self.written.entry((number.to_bits(), shown));
        written.or_insert_with(|| as_shown(number, shown, self.is_1904))
    }
}

/// Whether a number is shown as it is written: no date, without an exponent, and
/// short enough to have no binary residue.
fn is_as_written(value: &str, shown: Shown) -> bool {
    let value = value.as_bytes();
    shown == Shown::Number && value.len() <= EXACT && memchr2(b'e', b'E', value).is_none()
}

/// A number as its cell shows it.
pub(in crate::read) fn as_shown(value: f64, shown: Shown, is_1904: bool) -> String {
    match shown {
        Shown::Date => date(value, is_1904),
        Shown::Padded(digits) if value >= 0.0 && value.fract() == 0.0 => {
            format!("{value:0width$}", width = usize::from(digits))
        }
        _ if value.abs() < 1e21 => number(value),
        _ => format!("{value:e}"),
    }
}
