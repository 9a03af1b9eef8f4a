//! Documents that are encrypted with RC4 ([MS-DOC] 2.2.6.2 and 2.2.6.3); those that
//! are obfuscated by XOR stay so.

use super::fib::Fib;
use crate::document::{Reason, Sink};
use crate::read::xls::cloak::Cloak;
use crate::read::{Budget, unlock};

/// The bytes after which the key changes ([MS-DOC] 2.2.6.2).
const STRETCH: usize = 512;

/// The bytes at the front of the main stream that are never encrypted.
const CLEAR: usize = 68;

/// What the description of the encryption is called by workbooks: RC4.
const RC4: [u8; 2] = [1, 0];

/// The main stream, the table stream and the data stream in clear.
///
/// # Errors
///
/// When no password fits.
pub(super) fn lift(
    fib: &Fib,
    [main, table, data]: [Vec<u8>; 3],
    budget: &Budget,
    sink: &mut dyn Sink,
) -> Result<[Vec<u8>; 3], Reason> {
    let head = table.get(..fib.key as usize).filter(|_| !fib.is_obfuscated);
    let pass = [&RC4[..], head.ok_or(Reason::Encrypted)?].concat();
    let opened = budget.keys().open(|password| {
        budget.hash(1)?;
        Ok(Cloak::of(&pass, password))
    })?;
    unlock::say(&opened, sink);
    let lifted = |stream: &[u8], clear: usize| {
        let mut plain = stream.to_vec();
        opened.content.lift(&mut plain, STRETCH);
        let clear = clear.min(plain.len());
        plain[..clear].copy_from_slice(&stream[..clear]);
        plain
    };
    let mut plain = lifted(&table, 0);
    // How it was encrypted is no text.
    plain.iter_mut().take(fib.key as usize).for_each(|byte| *byte = 0);
    Ok([lifted(&main, CLEAR), plain, lifted(&data, 0)])
}
