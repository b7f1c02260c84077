//! Measures what dynaschema costs when a crate is built, and writes `results.md`.

mod compilation;
mod cpu;
mod crates;
mod generation;
mod report;
mod schema;

use std::path::Path;
use std::process::ExitCode;
use std::{fs, io};

use crates::{Crates, GENERATED, GENERATED_USED, MAPPED, MAPPED_USED};

fn main() -> io::Result<ExitCode> {
    let generation = generation::measure()?;
    let crates = Crates::write()?;
    let mut rows = compilation::measure(&crates, "check", &[GENERATED, MAPPED, GENERATED_USED, MAPPED_USED], 5)?;
    rows.extend(compilation::measure(&crates, "build", &[GENERATED_USED, MAPPED_USED], 3)?);
    let script = compilation::script(&crates)?;
    let (text, all_reached) = report::report(&generation, &rows, &script);
    print!("{text}");
    fs::write(Path::new(env!("CARGO_MANIFEST_DIR")).join("results.md"), text)?;
    Ok(if all_reached { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}
