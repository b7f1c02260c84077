//! What compiling costs: cargo, over crates whose dependencies are there.

use std::fs::File;
use std::path::Path;
use std::process::Command;
use std::time::{Duration, Instant, SystemTime};
use std::{fs, io};

use crate::cpu;
use crate::crates::{Crates, SCRIPT};

/// A command of cargo over one crate.
pub(crate) struct Row {
    pub(crate) command: &'static str,
    pub(crate) name: &'static str,
    pub(crate) time: Duration,
}

/// What a build script costs.
pub(crate) struct Script {
    /// It and all that it depends on, compiled from nothing: CPU time and time.
    pub(crate) compiled: (Duration, Duration),
    /// Cargo again, after a schema file changed: it runs the script.
    pub(crate) run: Duration,
}

/// A command over crates, one after the other, and that some times over; each crate as if its sources were new.
pub(crate) fn measure(
    crates: &Crates,
    command: &'static str,
    names: &[&'static str],
    rounds: usize,
) -> io::Result<Vec<Row>> {
    let mut all: Vec<(&'static str, Vec<Duration>)> = names.iter().map(|name| (*name, Vec::new())).collect();
    for (name, _) in &all {
        cargo(crates, command, name, "target")?;
    }
    for _ in 0..rounds {
        for (name, times) in &mut all {
            touch(&crates.folder.join(*name).join("src/lib.rs"))?;
            let before = cpu::of_children()?;
            cargo(crates, command, name, "target")?;
            times.push(cpu::of_children()? - before);
        }
    }
    let row = |(name, times)| Row { command, name, time: cpu::median(times) };
    Ok(all.into_iter().map(row).collect())
}

/// The build script, compiled into a folder of its own.
pub(crate) fn script(crates: &Crates) -> io::Result<Script> {
    const TARGET: &str = "target-of-script";
    let _ = fs::remove_dir_all(crates.folder.join(TARGET));
    let (before, start) = (cpu::of_children()?, Instant::now());
    cargo(crates, "build", SCRIPT, TARGET)?;
    let compiled = (cpu::of_children()? - before, start.elapsed());
    let mut times = Vec::new();
    for _ in 0..3 {
        touch(&crates.folder.join(SCRIPT).join("schema/schema.yaml"))?;
        let before = cpu::of_children()?;
        cargo(crates, "build", SCRIPT, TARGET)?;
        times.push(cpu::of_children()? - before);
    }
    Ok(Script { compiled, run: cpu::median(times) })
}

fn cargo(crates: &Crates, command: &str, name: &str, target: &str) -> io::Result<()> {
    let mut cargo = Command::new(env!("CARGO"));
    cargo.current_dir(&crates.folder).args([command, "--quiet", "--package", name]);
    // Incremental compilation would find that nothing changed.
    cargo.env("CARGO_TARGET_DIR", crates.folder.join(target)).env("CARGO_INCREMENTAL", "0");
    let status = cargo.status()?;
    if status.success() { Ok(()) } else { Err(io::Error::other(format!("cargo {command} of {name}: {status}"))) }
}

fn touch(path: &Path) -> io::Result<()> {
    File::options().append(true).open(path)?.set_modified(SystemTime::now())
}
