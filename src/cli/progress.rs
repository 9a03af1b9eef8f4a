//! Progress on standard error: after two seconds, and only on a terminal.

use std::io::IsTerminal;
use std::time::{Duration, Instant};

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

/// How long a run stays silent.
const SILENCE: Duration = Duration::from_secs(2);

/// Progress through the files of a release.
pub(super) struct Progress {
    bar: ProgressBar,
    started: Instant,
    watched: bool,
}

impl Progress {
    /// Progress through a number of files, not shown yet.
    pub(super) fn of(files: usize) -> Self {
        let bar = ProgressBar::with_draw_target(Some(files as u64), ProgressDrawTarget::hidden());
        let style = ProgressStyle::with_template("{bar:30} {pos} of {len} files, {eta} left");
        if let Ok(style) = style {
            bar.set_style(style);
        }
        let watched = std::io::stderr().is_terminal() && std::env::var_os("CI").is_none();
        Progress { bar, started: Instant::now(), watched }
    }

    /// One more file is done.
    pub(super) fn add(&self) {
        if self.watched && self.bar.is_hidden() && self.started.elapsed() > SILENCE {
            self.bar.set_draw_target(ProgressDrawTarget::stderr());
        }
        self.bar.inc(1);
    }

    /// Leaves the terminal as it was.
    pub(super) fn end(&self) {
        self.bar.finish_and_clear();
    }
}
