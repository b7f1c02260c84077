//! `dynaschema explain`: the catalogue of diagnostics, to be read.

use std::io::{self, Write};
use std::process::ExitCode;

use clap::Args;
use dynaschema_codegen::{Code, Entry};

use crate::terminal;

/// Explain a diagnostic's code, or list all codes
#[derive(Debug, Args)]
pub(crate) struct Arguments {
    /// The code, as DS0001; all of them are listed without one
    code: Option<String>,
}

pub(crate) fn run(arguments: &Arguments, stdout: &mut impl Write) -> io::Result<ExitCode> {
    let Some(wanted) = &arguments.code else {
        for code in Code::all() {
            let Entry { code, severity, what, .. } = code.entry();
            writeln!(stdout, "{code}  {:<7}  {what}", severity.to_string())?;
        }
        return Ok(ExitCode::SUCCESS);
    };
    match Code::find(wanted) {
        Some(code) => {
            explain(code.entry(), stdout)?;
            Ok(ExitCode::SUCCESS)
        }
        None => {
            terminal::error(&format!("there is no code `{wanted}`; `dynaschema explain` lists all of them"));
            Ok(ExitCode::from(2))
        }
    }
}

fn explain(entry: &Entry, stdout: &mut impl Write) -> io::Result<()> {
    writeln!(stdout, "{} ({})\n\n{}\n{}\n", entry.code, entry.severity, entry.what, entry.why)?;
    if !entry.example.is_empty() {
        writeln!(stdout, "For example:\n")?;
        for line in entry.example.trim_end().lines() {
            writeln!(stdout, "    {line}")?;
        }
        writeln!(stdout)?;
    }
    writeln!(stdout, "What to do: {}", entry.fix)
}
