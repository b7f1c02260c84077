//! Has all contests held, and writes `bench/results.md` and `bench/results.svg`.
//!
//! `--check` exits with 1 if a floor is missed. Other arguments are parts of names: then only these contests are held, and
//! nothing is written.

use std::process::{Command, ExitCode, Stdio};
use std::{env, fs};

use dynaschema_bench::contest::Outcome;
use dynaschema_bench::contests::{self, Bench};
use dynaschema_bench::heap::HeapUse;
use dynaschema_bench::{Failure, plot, report};

fn main() -> Result<ExitCode, Failure> {
    let (options, names): (Vec<String>, Vec<String>) = env::args().skip(1).partition(|name| name.starts_with("--"));
    if let Some(unknown) = options.iter().find(|option| *option != "--check") {
        return Err(format!("there is no option {unknown}: --check, or parts of names").into());
    }
    let heap = if names.is_empty() { heap()? } else { Vec::new() };
    let outcomes = outcomes(&names)?;
    let page = report::markdown(&outcomes, &heap);
    println!("{page}");
    if names.is_empty() {
        let folder = env!("CARGO_MANIFEST_DIR");
        fs::write(format!("{folder}/results.md"), page)?;
        fs::write(format!("{folder}/results.svg"), plot::svg(&outcomes))?;
    }
    let is_missed = report::floors(&outcomes, &heap).iter().any(|floor| !floor.is_met);
    Ok(if is_missed && !options.is_empty() { ExitCode::FAILURE } else { ExitCode::SUCCESS })
}

fn outcomes(names: &[String]) -> Result<Vec<Outcome>, Failure> {
    let bench = Bench::new()?;
    let is_asked = |name: &str| names.is_empty() || names.iter().any(|part| name.contains(part));
    let plans = contests::ALL.iter().filter(|plan| is_asked(plan.name));
    let held = plans.map(|plan| {
        eprintln!("{} …", plan.name);
        (plan.contest)(&bench)?.held(plan)
    });
    held.collect()
}

/// What is allocated, as the other program says: cargo builds it the same way as this one.
fn heap() -> Result<Vec<HeapUse>, Failure> {
    eprintln!("allocations …");
    let cargo = env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let mut run = Command::new(cargo);
    run.args(["run", "--quiet", "--package", env!("CARGO_PKG_NAME"), "--bin", "allocations"]);
    if !cfg!(debug_assertions) {
        run.arg("--release");
    }
    let output = run.current_dir(env!("CARGO_MANIFEST_DIR")).stderr(Stdio::inherit()).output()?;
    if !output.status.success() {
        return Err(format!("`allocations` ended with {}", output.status).into());
    }
    let lines = std::str::from_utf8(&output.stdout)?.lines();
    lines.map(|line| Ok(serde_json::from_str(line)?)).collect()
}
