//! Progress on standard error: after two seconds, and only on a terminal.

use std::borrow::Borrow;
use std::io::IsTerminal;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

use crate::release::Source;

/// How long a run stays silent.
const SILENCE: Duration = Duration::from_secs(2);

/// Progress through the files of a release. The time left follows from the bytes: one
/// workbook can be as large as all the letters.
pub(super) struct Progress {
    bar: ProgressBar,
    files: u64,
    done: AtomicUsize,
    started: Instant,
    watched: bool,
}

impl Progress {
    /// Progress through some files, not shown yet.
    pub(super) fn of<S: Borrow<Source>>(sources: impl IntoIterator<Item = S>) -> Self {
        let watched = std::io::stderr().is_terminal() && std::env::var_os("CI").is_none();
        // Nobody has to wait for sizes that nobody sees.
        let weights = sources.into_iter().filter(|_| watched).map(|it| weight(it.borrow()));
        let (files, bytes) = weights.fold((0, 0), |(files, sum), it| (files + 1, sum + it));
        let bar = ProgressBar::with_draw_target(Some(bytes), ProgressDrawTarget::hidden());
        let template = "{bar:24} {msg}, {binary_bytes} of {binary_total_bytes}, {eta} left";
        if let Ok(style) = ProgressStyle::with_template(template) {
            bar.set_style(style);
        }
        let (done, started) = (AtomicUsize::new(0), Instant::now());
        Progress { bar, files, done, started, watched }
    }

    /// One more file is done.
    pub(super) fn add(&self, source: &Source) {
        if !self.watched {
            return;
        }
        if self.bar.is_hidden() && self.started.elapsed() > SILENCE {
            self.bar.set_draw_target(ProgressDrawTarget::stderr());
        }
        let done = self.done.fetch_add(1, Ordering::Relaxed) + 1;
        self.bar.set_message(format!("{done} of {} files", self.files));
        self.bar.inc(weight(source));
    }

    /// Leaves the terminal as it was.
    pub(super) fn end(&self) {
        self.bar.finish_and_clear();
    }
}

/// The bytes of a file; one for what has none, so that it counts.
fn weight(source: &Source) -> u64 {
    source.size().max(1)
}
