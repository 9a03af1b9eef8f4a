//! The command line: what the user typed, and one short function a command.

mod accept;
mod check;
mod decisions;
mod failure;
mod files;
mod interrupt;
mod look_back;
mod passwords;
mod private;
mod progress;
mod read;
mod roll;
mod rules;
mod scope;
mod seal;
mod shell;
mod test;

use std::ffi::OsString;
use std::io::{self, Write};
use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Args, Parser, Subcommand, ValueEnum};
use failure::Failure;
use scope::Scope;

use crate::document::Layer;
use crate::print::Style;
use crate::report::{Verdict, is_stopped};
use crate::rule::Severity;

/// The exit code of a run that could not reach a verdict.
const FAILED: u8 = 2;

/// Shows what a recipient could recover from an FOI release, and holds it when
/// that includes people, ranks, units or hidden content.
///
/// Exit codes, the same in every format: 0 clear, 1 hold, 2 the run failed.
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
    /// Record that a finding or a gap may go out, and why.
    Accept(Box<accept::Accept>),
    /// List what was decided, or take out what is no longer needed.
    Decisions(Box<decisions::List>),
    /// Write a receipt of a release that is clear: which bytes were checked, and by whom.
    Seal(Box<seal::Seal>),
    /// Say whether files are still those of a receipt: 0 the same, 1 not, 2 it failed.
    Verify(seal::Verify),
    /// Print everything that a recipient could recover from a file, a line each.
    Read(Read),
    /// Make a roll of your own people, units and numbers, for `check --roll`.
    #[command(subcommand)]
    Roll(Roll),
    /// Try packs of your own rules on their examples: 0 all as it should be, 1 not.
    Test(test::Test),
    /// List the rules.
    Rules(Rules),
    /// Explain a rule by its code or name.
    Rule {
        /// The code or the name, such as HID001 or hidden-sheet.
        name: String,
    },
    /// List what would be checked, files inside files included, and what reads it.
    Files(Box<files::Files>),
    /// Print completions for a shell.
    Completions {
        /// The shell.
        shell: clap_complete::Shell,
    },
    /// Print the manual page, of foilint or of one of its commands.
    Man {
        /// The command.
        command: Option<String>,
    },
}

/// What to check, with what, and how to say it.
#[derive(Args, Debug)]
struct Check {
    /// Files and folders; `-` is standard input.
    #[arg(default_value = ".")]
    paths: Vec<PathBuf>,
    #[command(flatten)]
    scope: Scope,
    /// How to print the report.
    #[arg(long, value_enum, default_value_t = Style::Full)]
    format: Style,
    /// Write a report to a file too; as often as wanted.
    ///
    /// FORMAT is one of those of --format. The file is written whole or not at all, for
    /// its owner alone to read.
    #[arg(long, value_name = "FORMAT=FILE")]
    report: Vec<String>,
    /// Look back over an archive: go on where the run that wrote this journal was
    /// interrupted, and end in a table by rule and year (full or json).
    #[arg(long, value_name = "JOURNAL", conflicts_with = "report")]
    resume: Option<PathBuf>,
    /// Print how often each rule was met instead of each finding.
    #[arg(long, conflicts_with_all = ["format", "resume"])]
    statistics: bool,
    /// Print excerpts in clear; every report then begins with a banner.
    #[arg(long)]
    reveal: bool,
    /// Exit with 0 instead of 1 when the release is held.
    #[arg(long)]
    exit_zero: bool,
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
    #[arg(long, value_enum, default_value_t = Catalogue::Text)]
    format: Catalogue,
}

/// How the rules are listed.
#[derive(Clone, Copy, Debug, ValueEnum)]
enum Catalogue {
    /// A line each.
    Text,
    /// JSON, with everything that `foilint rule` says.
    Json,
    /// Markdown: the catalogue of rules/README.md.
    Markdown,
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
            failure.tell();
            ExitCode::from(FAILED)
        }
    }
}

fn outcome(command: Command) -> Result<ExitCode, Failure> {
    match command {
        Command::Check(arguments) => check::run(&arguments),
        Command::Accept(arguments) => accept::run(&arguments),
        Command::Decisions(arguments) => decisions::run(&arguments),
        Command::Seal(arguments) => seal::seal(&arguments),
        Command::Verify(arguments) => seal::verify(&arguments),
        Command::Read(arguments) => read::run(&arguments),
        Command::Roll(Roll::Build(arguments)) => roll::build(&arguments),
        Command::Test(arguments) => test::run(&arguments),
        Command::Rules(arguments) => rules::list(&arguments),
        Command::Rule { name } => rules::explain(&name),
        Command::Files(arguments) => files::run(&arguments),
        Command::Completions { shell } => shell::completions(shell),
        Command::Man { command } => shell::manual(command.as_deref()),
    }
}

/// Prints what clap has to say: help and version are no failure.
fn told(error: &clap::Error) -> ExitCode {
    if !error.use_stderr() {
        return if error.print().is_ok() { ExitCode::SUCCESS } else { ExitCode::from(FAILED) };
    }
    let text = error.render().ansi().to_string();
    let text = text.replace("For more information, try", "help: try");
    let _ = write!(anstream::stderr(), "{text}");
    ExitCode::from(FAILED)
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
