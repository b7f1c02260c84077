//! The command `dynaschema`: what a build script does with a schema, for people and CI.
//!
//! Results go to stdout; diagnostics go to stderr. The exit status is 0 where all is well, 1 where the schema has
//! errors or the checked-in code differs from it, and 2 where the command line is wrong.

mod explain;
mod generate;
mod terminal;

use std::io;
use std::process::ExitCode;

use clap::{Parser, Subcommand};

/// Typed Rust for Amazon DynamoDB, from YAML schemas
#[derive(Debug, Parser)]
#[command(name = "dynaschema", version)]
struct CommandLine {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    Generate(generate::Arguments),
    Explain(explain::Arguments),
}

fn main() -> ExitCode {
    let stdout = &mut io::stdout().lock();
    let done = match CommandLine::parse().command {
        Command::Generate(arguments) => generate::run(&arguments, stdout),
        Command::Explain(arguments) => explain::run(&arguments, stdout),
    };
    match done {
        Ok(code) => code,
        // As of `dynaschema explain | head`: whoever was reading has read enough.
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => ExitCode::SUCCESS,
        Err(error) => {
            terminal::error(&format!("cannot write to stdout: {error}"));
            ExitCode::FAILURE
        }
    }
}
