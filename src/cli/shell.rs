//! `foilint completions` and `foilint man`: both follow from the arguments.

use std::io::Write;
use std::process::ExitCode;

use clap::CommandFactory;
use clap_complete::Shell;

use super::{Arguments, Failure, output};

pub(super) fn completions(shell: Shell) -> Result<ExitCode, Failure> {
    let mut text = Vec::new();
    clap_complete::generate(shell, &mut Arguments::command(), "foilint", &mut text);
    written(&text)
}

/// The page of foilint, or of one of its commands.
pub(super) fn manual(name: Option<&str>) -> Result<ExitCode, Failure> {
    let mut all = Arguments::command();
    all.build();
    let page = match name {
        None => all,
        Some(name) => {
            let absent = || Failure::UnknownCommand(name.to_owned());
            all.find_subcommand(name).ok_or_else(absent)?.clone()
        }
    };
    let mut text = Vec::new();
    clap_mangen::Man::new(page).render(&mut text)?;
    written(&text)
}

fn written(text: &[u8]) -> Result<ExitCode, Failure> {
    let mut out = output();
    out.write_all(text)?;
    out.flush()?;
    Ok(ExitCode::SUCCESS)
}
