//! Arguments in, verdict out.

use std::process::ExitCode;

fn main() -> ExitCode {
    foilint::cli::run(std::env::args_os())
}
