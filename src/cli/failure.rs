//! Why a run failed, and what to do about it: each failure ends in a line of help.

use std::io::{self, Write};

use super::{accept, seal};
use crate::config::ConfigError;
use crate::decision::DecisionError;
use crate::look_back::JournalError;
use crate::print::plain_lines;
use crate::receipt::ReceiptError;
use crate::release::ReleaseError;
use crate::report::UnknownRule;
use crate::rule::{PackError, RollError};
/// Why a run failed.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub(super) enum Failure {
    #[error("{0}")]
    Release(#[from] ReleaseError),
    #[error("{0}")]
    Pack(#[from] PackError),
    #[error("{pack}:{line}: rule {rule}: {detail}")]
    Rule { pack: String, line: usize, rule: String, detail: String },
    #[error("{0}\nhelp: `foilint rules` lists them")]
    UnknownRule(#[from] UnknownRule),
    #[error("the pattern {0} cannot be understood")]
    Glob(String),
    #[error(
        "--report wants FORMAT=FILE, not {0}\nhelp: FORMAT is full, concise, json, jsonl, csv, html, sarif, \
         junit or github"
    )]
    ReportFormat(String),
    #[error("{name}: {error}")]
    Passwords { name: String, error: crate::read::TooManyKeys },
    #[error("{}", crate::release::unread(name, *kind))]
    File { name: String, kind: io::ErrorKind },
    #[error("{}", crate::release::unwritten(name, *kind))]
    Unwritten { name: String, kind: io::ErrorKind },
    #[error("{0} is there already\nhelp: --force writes over it")]
    Present(String),
    #[error("the output could not be written: {0}")]
    Output(io::ErrorKind),
    #[error("there is no command {0}\nhelp: `foilint --help` lists them")]
    UnknownCommand(String),
    #[error("{0}: {1}")]
    Unread(String, crate::document::Reason),
    #[error("{0}")]
    Config(#[from] ConfigError),
    #[error("{0}")]
    Decision(#[from] DecisionError),
    #[error("there is no {0}: nothing was decided\nhelp: `foilint accept` makes it")]
    NoDecisions(String),
    #[error("{0} lies inside the release\nhelp: --resume wants a journal outside of it")]
    JournalInside(String),
    #[error("--resume ends in a table\nhelp: its --format is full or json")]
    ResumeFormat,
    #[error("{0}")]
    Journal(#[from] JournalError),
    #[error("{0}")]
    Accept(#[from] accept::AcceptError),
    #[error("{0}")]
    Seal(#[from] seal::SealError),
    #[error("{0}")]
    Receipt(#[from] ReceiptError),
    #[error("{name}: {error}")]
    Roll { name: String, error: RollError },
    #[error(
        "no people, numbers or units were found\nhelp: head the columns Surname and Forename or \
         Initials, Name, Staff number, Unit"
    )]
    EmptyRoll,
    #[error("the system has no random bytes")]
    Random,
    #[error("{0} workers cannot be started")]
    Workers(usize),
}

impl From<io::Error> for Failure {
    fn from(error: io::Error) -> Self {
        Failure::Output(error.kind())
    }
}

impl Failure {
    /// Says on standard error what failed, and what to do about it.
    pub(super) fn tell(&self) {
        let mut out = anstream::stderr();
        let text = plain_lines(&self.to_string());
        let _ = writeln!(out, "error: {text}");
        if !text.contains("\nhelp: ") {
            let _ = writeln!(out, "help: {}", self.help());
        }
    }

    /// What to do, where the words of the failure do not say it.
    fn help(&self) -> &'static str {
        match self {
            Failure::Release(_) => {
                "give files and folders that exist; without any, foilint checks this folder"
            }
            Failure::Pack(_) => {
                "CONTRIBUTING.md shows how a rule is written; foilint test PACK tries it"
            }
            Failure::Glob(_) => "a pattern is such as `drafts/**` or `*.tmp`",
            Failure::Passwords { .. } => "one password a line, at most as many as it says",
            Failure::File { .. } | Failure::Unread(..) => {
                "look whether it is there, may be read, and is not open in another program"
            }
            Failure::Unwritten { .. } | Failure::Output(_) => {
                "name a folder that exists and that may be written to"
            }
            Failure::Config(_) => {
                "README.md lists the keys; --config FILE names another configuration"
            }
            Failure::Decision(_) | Failure::Accept(_) => {
                "`foilint decisions --help` and `foilint accept --help` say how"
            }
            Failure::Seal(_) | Failure::Receipt(_) => {
                "`foilint seal --help` and `foilint verify --help` say how"
            }
            Failure::Journal(_) => {
                "--resume takes a journal that an earlier run wrote, or a new name"
            }
            Failure::Roll { .. } => "`foilint roll build STAFF.csv -o staff.roll` makes one anew",
            Failure::Random => "the system must give random bytes; try again",
            Failure::Workers(_) => "give fewer with --jobs",
            _ => "`foilint --help` says how",
        }
    }
}
