//! Ctrl-C, and being told to end: what was done is reported, what was not is a
//! gap. A second time ends the program where it stands.

use super::FAILED;
use crate::report::{is_stopped, stop};

/// Listens from now on. Where the system cannot, an interruption ends the program.
pub(super) fn listen() {
    let _ = ctrlc::set_handler(|| {
        if is_stopped() {
            end();
        }
        stop();
    });
}

#[expect(clippy::exit, reason = "a file that takes for ever keeps the run from ending")]
fn end() {
    std::process::exit(FAILED.into());
}
