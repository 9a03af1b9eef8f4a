//! What a process costs: CPU seconds, wall seconds, and its peak of memory.

use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

/// What a process costs.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Cost {
    /// Seconds of CPU, user and system.
    pub(crate) cpu: f64,
    /// Seconds from start to end.
    pub(crate) wall: f64,
    /// Megabytes of memory at the peak.
    pub(crate) peak: f64,
}

/// Ticks a second in `/proc/PID/stat`: fixed to 100 on Linux (proc(5)).
const TICKS: f64 = 100.0;

/// The cost of a program. Its exit code says what it found, not what it cost.
pub(crate) fn cost_of(program: &str, arguments: &[&str]) -> Cost {
    let before = children();
    let started = Instant::now();
    let mut child = Command::new(program)
        .args(arguments)
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .expect("the program starts");
    let mut peak = 0.0_f64;
    while child.try_wait().expect("the program can be waited for").is_none() {
        peak = peak.max(peak_of(child.id()));
        std::thread::sleep(Duration::from_micros(500));
    }
    Cost { wall: started.elapsed().as_secs_f64(), cpu: children() - before, peak }
}

/// The wall seconds of a program, without the looks at its memory on the way.
pub(crate) fn wall_of(program: &str, arguments: &[&str]) -> f64 {
    let started = Instant::now();
    let mut command = Command::new(program);
    command.args(arguments).stdout(Stdio::null()).stderr(Stdio::null());
    command.status().expect("the program runs");
    started.elapsed().as_secs_f64()
}

/// The median by CPU time, then by wall time, of several costs.
pub(crate) fn median(runs: usize, cost: impl Fn() -> Cost) -> Cost {
    let mut all: Vec<Cost> = (0..runs).map(|_| cost()).collect();
    all.sort_by(|one, other| (one.cpu + one.wall).total_cmp(&(other.cpu + other.wall)));
    all[runs / 2]
}

/// CPU seconds of all children that have ended: fields 16 and 17 of proc(5).
fn children() -> f64 {
    let stat = std::fs::read_to_string("/proc/self/stat").expect("this is Linux");
    let fields = stat.rsplit(") ").next().expect("the name ends with a bracket");
    let fields: Vec<&str> = fields.split(' ').collect();
    let ticks = |index: usize| fields[index].parse::<f64>().expect("a number of ticks");
    (ticks(13) + ticks(14)) / TICKS
}

/// The peak of a process that runs, in megabytes; 0 when it has just ended.
fn peak_of(process: u32) -> f64 {
    let status = std::fs::read_to_string(format!("/proc/{process}/status")).unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    let kilobytes = line.and_then(|line| line.trim().trim_end_matches(" kB").parse::<f64>().ok());
    kilobytes.unwrap_or(0.0) / 1024.0
}
