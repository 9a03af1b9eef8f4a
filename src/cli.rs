//! The command line: what the user typed, and one short function a command.

mod check;
mod interrupt;
mod passwords;
mod progress;
mod read;
mod roll;
mod rules;

use std::ffi::OsString;
use std::io::{self, Write};
use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Args, Parser, Subcommand, ValueEnum};

use crate::config::ConfigError;
use crate::document::Layer;
use crate::print::Style;
use crate::release::ReleaseError;
use crate::report::{UnknownRule, Verdict, is_stopped};
use crate::rule::{PackError, RollError, Severity};

/// The exit code of a run that could not reach a verdict.
const FAILED: u8 = 2;

/// Shows what a recipient could recover from an FOI release, and holds it when
/// that includes people, ranks, units or hidden content.
///
/// Exit codes: 0 clear, 1 hold, 2 the run failed.
#[derive(Debug, Parser)]
#[command(name = "foilint", version, max_term_width = 100)]
struct Arguments {
    #[command(subcommand)]
    command: Command,
    /// When to colour the output.
    #[arg(long, global = true, value_enum, default_value_t = Colour::Auto)]
    color: Colour,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Check files and folders, and say whether they may go.
    Check(Box<Check>),
    /// Print everything that a recipient could recover from a file, a line each.
    Read(Read),
    /// Make a roll of your own people, units and numbers, for `check --roll`.
    #[command(subcommand)]
    Roll(Roll),
    /// List the rules.
    Rules(Rules),
    /// Explain a rule by its code or name.
    Rule {
        /// The code or the name, such as HID001 or hidden-sheet.
        name: String,
    },
}

/// What to check, with what, and how to say it.
#[derive(Args, Debug)]
struct Check {
    /// Files and folders; `-` is standard input.
    #[arg(default_value = ".")]
    paths: Vec<PathBuf>,
    /// Read the paths from a file, one a line; `-` is standard input.
    #[arg(long, value_name = "FILE")]
    files_from: Option<PathBuf>,
    /// The name that standard input goes by.
    #[arg(long, value_name = "NAME", default_value = "stdin")]
    name: String,
    /// Leave out files and folders that match; as often as wanted.
    #[arg(long, value_name = "GLOB")]
    exclude: Vec<String>,
    /// The most megabytes of a file that is read; a larger one is a gap. 2048 unless
    /// configured.
    #[arg(long, value_name = "MB")]
    max_size: Option<u64>,
    /// How to print the report.
    #[arg(long, value_enum, default_value_t = Style::Full)]
    format: Style,
    /// Write a report to a file too; as often as wanted.
    #[arg(long, value_name = "FORMAT=FILE")]
    report: Vec<String>,
    /// Apply only these rules: codes, names, or families such as HID.
    #[arg(long, value_name = "RULE", value_delimiter = ',')]
    only: Vec<String>,
    /// Do not apply these rules.
    #[arg(long, value_name = "RULE", value_delimiter = ',')]
    ignore: Vec<String>,
    /// The least severity that holds the release; warning unless configured.
    #[arg(long, value_enum)]
    hold_at: Option<HoldAt>,
    /// The configuration; by default foilint.toml in this folder or one above it.
    #[arg(long, value_name = "FILE")]
    config: Option<PathBuf>,
    /// A pack of rules of your own; as often as wanted.
    #[arg(long, value_name = "FILE")]
    pack: Vec<PathBuf>,
    /// Passwords to try on what is encrypted, one a line; they are never shown.
    #[arg(long, value_name = "FILE")]
    password_file: Option<PathBuf>,
    /// A roll of your own people, as `foilint roll build` writes it.
    #[arg(long, value_name = "FILE")]
    roll: Option<PathBuf>,
    /// The file with the secret that the roll was built with.
    #[arg(long, value_name = "FILE")]
    roll_secret: Option<PathBuf>,
    /// Print excerpts in clear.
    #[arg(long)]
    reveal: bool,
    /// Exit with 0 instead of 1 when the release is held.
    #[arg(long)]
    exit_zero: bool,
    /// How many files to check at a time; by default one a core.
    #[arg(long, value_name = "N")]
    jobs: Option<usize>,
    /// Print no report, only set the exit code.
    #[arg(short, long, conflicts_with = "verbose")]
    quiet: bool,
    /// Say on standard error what each file was read as.
    #[arg(short, long)]
    verbose: bool,
}

/// Which file to read, and which of its layers to print.
#[derive(Args, Debug)]
struct Read {
    /// The file; `-` is standard input.
    file: PathBuf,
    /// The name that standard input goes by.
    #[arg(long, value_name = "NAME", default_value = "stdin")]
    name: String,
    /// Only this layer, such as hidden-sheet.
    #[arg(long, value_parser = layer)]
    layer: Option<Layer>,
    /// Passwords to try on what is encrypted, one a line; they are never shown.
    #[arg(long, value_name = "FILE")]
    password_file: Option<PathBuf>,
    /// Print the text in clear.
    #[arg(long)]
    reveal: bool,
    /// How to print it.
    #[arg(long, value_enum, default_value_t = Listing::Text)]
    format: Listing,
}

/// What to do with a roll.
#[derive(Debug, Subcommand)]
enum Roll {
    /// Build a roll from a staff table with headings such as Surname and Initial.
    ///
    /// The roll holds keyed hashes and cannot be read back. Whoever has it can ask
    /// it for a name that they know; with a secret, kept elsewhere, not even that.
    Build(BuildRoll),
}

/// What to build a roll from.
#[derive(Args, Debug)]
struct BuildRoll {
    /// The staff tables, in any format that foilint reads.
    #[arg(required = true)]
    files: Vec<PathBuf>,
    /// The file to write.
    #[arg(short, long, value_name = "FILE")]
    output: PathBuf,
    /// Write over a file that is there.
    #[arg(long)]
    force: bool,
    /// A file with a secret, any text, that `check` must be given too.
    #[arg(long, value_name = "FILE")]
    secret: Option<PathBuf>,
}

/// How to list the rules.
#[derive(Args, Debug)]
struct Rules {
    /// How to print them.
    #[arg(long, value_enum, default_value_t = Listing::Text)]
    format: Listing,
}

/// How a list is printed.
#[derive(Clone, Copy, Debug, Eq, PartialEq, ValueEnum)]
enum Listing {
    /// A line each.
    Text,
    /// JSON.
    Json,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum HoldAt {
    Note,
    Warning,
    Error,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum Colour {
    Auto,
    Always,
    Never,
}

/// Why a run failed.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
enum Failure {
    #[error("{0}")]
    Release(#[from] ReleaseError),
    #[error("{0}")]
    Pack(#[from] PackError),
    #[error("{0}\nhelp: `foilint rules` lists them")]
    UnknownRule(#[from] UnknownRule),
    #[error("the pattern {0} cannot be understood")]
    Glob(String),
    #[error("--report wants FORMAT=FILE, where FORMAT is full, concise or json; not {0}")]
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
    #[error("{0}: {1}")]
    Unread(String, crate::document::Reason),
    #[error("{0}")]
    Config(#[from] ConfigError),
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

/// Runs the command that the arguments give.
pub fn run(arguments: impl IntoIterator<Item = OsString>) -> ExitCode {
    let arguments = match Arguments::try_parse_from(arguments) {
        Ok(arguments) => arguments,
        Err(error) => return told(&error),
    };
    // A panic in a reader becomes a gap, and its message could quote content.
    std::panic::set_hook(Box::new(|_| {}));
    arguments.color.choose();
    interrupt::listen();
    match outcome(arguments.command) {
        Ok(_) if is_stopped() => ExitCode::from(FAILED),
        Ok(code) => code,
        Err(Failure::Output(io::ErrorKind::BrokenPipe)) => ExitCode::from(FAILED),
        Err(failure) => {
            let _ = writeln!(
                anstream::stderr(),
                "error: {}",
                crate::print::plain_lines(&failure.to_string())
            );
            ExitCode::from(FAILED)
        }
    }
}

fn outcome(command: Command) -> Result<ExitCode, Failure> {
    match command {
        Command::Check(arguments) => check::run(*arguments),
        Command::Read(arguments) => read::run(&arguments),
        Command::Roll(Roll::Build(arguments)) => roll::build(&arguments),
        Command::Rules(arguments) => rules::list(&arguments),
        Command::Rule { name } => rules::explain(&name),
    }
}

/// Prints what clap has to say: help and version are no failure.
fn told(error: &clap::Error) -> ExitCode {
    let printed = error.print();
    if error.use_stderr() || printed.is_err() { ExitCode::from(FAILED) } else { ExitCode::SUCCESS }
}

/// Standard output, with colour where it shows it.
fn output() -> impl Write {
    io::BufWriter::new(anstream::stdout())
}

/// The layer of a name.
fn layer(name: &str) -> Result<Layer, String> {
    Layer::named(name).ok_or_else(|| {
        let names: Vec<&str> = Layer::all().map(Layer::name).collect();
        format!("there is no such layer; there are {}", names.join(", "))
    })
}

impl From<Verdict> for ExitCode {
    fn from(verdict: Verdict) -> ExitCode {
        ExitCode::from(match verdict {
            Verdict::Clear => 0,
            Verdict::Hold => 1,
        })
    }
}

impl From<Severity> for HoldAt {
    fn from(at: Severity) -> HoldAt {
        match at {
            Severity::Note => HoldAt::Note,
            Severity::Warning => HoldAt::Warning,
            Severity::Error => HoldAt::Error,
        }
    }
}

impl From<HoldAt> for Severity {
    fn from(at: HoldAt) -> Severity {
        match at {
            HoldAt::Note => Severity::Note,
            HoldAt::Warning => Severity::Warning,
            HoldAt::Error => Severity::Error,
        }
    }
}

impl Colour {
    fn choose(self) {
        match self {
            Colour::Auto => {}
            Colour::Always => anstream::ColorChoice::Always.write_global(),
            Colour::Never => anstream::ColorChoice::Never.write_global(),
        }
    }
}
