//! `dynaschema generate`: writes the code that is checked in, or compares it.

use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::{Args, ValueHint};
use dynaschema_codegen::{Builder, Drift, DriftKind};
use similar::TextDiff;

use crate::terminal;

/// Write the Rust code of a schema, or check that it is up to date
///
/// The folder is then a module of your crate: `mod schema;`. Files in it that are already right are not touched, and
/// generated ones that the schema no longer gives are removed; other files are left alone.
#[derive(Debug, Args)]
pub(crate) struct Arguments {
    /// Schema files, or folders of `.yaml` and `.yml` files; together they are one schema
    #[arg(default_value = "schema", value_hint = ValueHint::AnyPath)]
    schema: Vec<PathBuf>,

    /// The folder to write to
    #[arg(long, value_name = "DIR", default_value = "src/schema", value_hint = ValueHint::DirPath)]
    out: PathBuf,

    /// Write nothing: show how the folder differs from what the schema gives, and fail if it does
    #[arg(long)]
    check: bool,
}

pub(crate) fn run(arguments: &Arguments, stdout: &mut impl Write) -> io::Result<ExitCode> {
    let builder = arguments.schema.iter().fold(Builder::new(), Builder::schema);
    if arguments.check { check(arguments, &builder, stdout) } else { write(arguments, &builder, stdout) }
}

fn write(arguments: &Arguments, builder: &Builder, stdout: &mut impl Write) -> io::Result<ExitCode> {
    let done = match builder.write_to(&arguments.out) {
        Ok(done) => done,
        Err(diagnostics) => {
            terminal::report(&diagnostics);
            return Ok(ExitCode::FAILURE);
        }
    };
    terminal::report(&done.warnings);
    for path in &done.written {
        writeln!(stdout, "wrote {}", path.display())?;
    }
    for path in &done.removed {
        writeln!(stdout, "removed {}", path.display())?;
    }
    if done.written.is_empty() && done.removed.is_empty() {
        writeln!(stdout, "{} is up to date", arguments.out.display())?;
    }
    Ok(ExitCode::SUCCESS)
}

fn check(arguments: &Arguments, builder: &Builder, stdout: &mut impl Write) -> io::Result<ExitCode> {
    let checked = match builder.check(&arguments.out) {
        Ok(checked) => checked,
        Err(diagnostics) => {
            terminal::report(&diagnostics);
            return Ok(ExitCode::FAILURE);
        }
    };
    terminal::report(&checked.warnings);
    let out = arguments.out.display();
    if checked.drift.is_empty() {
        writeln!(stdout, "{out} is up to date")?;
        return Ok(ExitCode::SUCCESS);
    }
    for file in &checked.drift {
        show(file, stdout)?;
    }
    let fix = arguments.command_that_writes();
    terminal::error(&format!("{out} is not what the schema gives; this writes it:\n\n    {fix}\n"));
    Ok(ExitCode::FAILURE)
}

/// A file that is there or not needs one line; of one that changed, the lines that did are shown.
fn show(file: &Drift, stdout: &mut impl Write) -> io::Result<()> {
    writeln!(stdout, "{file}")?;
    if file.kind == DriftKind::Changed {
        // As when they were compared: a version control system may have changed the line endings.
        let found = file.found.replace("\r\n", "\n");
        let lines = TextDiff::from_lines(&found, &file.expected);
        write!(stdout, "{}", lines.unified_diff().header("checked in", "generated"))?;
    }
    Ok(())
}

impl Arguments {
    /// This command without `--check`, to be pasted into a shell.
    fn command_that_writes(&self) -> String {
        let mut command = "dynaschema generate".to_owned();
        for path in &self.schema {
            command.push(' ');
            command.push_str(&quoted(path));
        }
        command.push_str(" --out ");
        command.push_str(&quoted(&self.out));
        command
    }
}

/// A path as one word of a shell's command.
fn quoted(path: &Path) -> String {
    let path = path.display().to_string();
    let plain = |c: char| c.is_alphanumeric() || "/._-".contains(c);
    if path.chars().all(plain) { path } else { format!("'{}'", path.replace('\'', r"'\''")) }
}
