//! Runs every program in rounds, and writes what each of them costs.
//!
//! ```sh
//! cargo run --release -p dynaschema-bench-programs -- 5
//! ```
//!
//! It needs Python 3 with venv, Node.js 20 with npm, and for their packages the network. In each round, each program gets a
//! fresh table on the one server, and runs phase after phase, each a process of its own; the round after begins with the
//! next program. What each prints and what its table holds in the end must be the same for all.

mod markdown;
mod measure;
mod plot;
mod programs;
mod results;
mod server;
mod set_up;

use std::path::Path;
use std::process::ExitCode;

use dynaschema_bench_programs::Failure;

use crate::programs::Program;
use crate::results::Results;
use crate::server::Server;
use crate::set_up::SetUp;

/// Rounds, if the command line does not say.
const ROUNDS: usize = 5;

fn main() -> ExitCode {
    match perform() {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => {
            eprintln!("{failure}");
            ExitCode::FAILURE
        }
    }
}

fn perform() -> Result<(), Failure> {
    let rounds = std::env::args().nth(1).map_or(Ok(ROUNDS), |rounds| rounds.parse())?.max(1);
    let set_up = SetUp::make()?;
    let programs = programs::all(&set_up);
    let server = Server::start(&set_up)?;
    let mut results = Results::default();
    for round in 0..rounds {
        for turn in 0..programs.len() {
            let number = (round + turn) % programs.len();
            eprintln!("round {} of {rounds}: {}", round + 1, programs[number].name);
            measured(&set_up, &server, &programs[number], round, &mut results)?;
        }
    }
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    std::fs::write(here.join("results.md"), markdown::page(&results, &programs))?;
    std::fs::write(here.join("results.svg"), plot::bars(&results, &programs))?;
    println!("{}", markdown::table(&results, &programs));
    Ok(())
}

/// One program's work on a table of its own.
fn measured(
    set_up: &SetUp,
    server: &Server,
    program: &Program,
    round: usize,
    results: &mut Results,
) -> Result<(), Failure> {
    let table = format!("{}-{round}", program.id);
    server.table(set_up, &table, "create")?;
    for phase in results::PHASES {
        let run = measure::run(program, &server.endpoint, &table, phase)?;
        let expected = measure::expected(phase);
        if run.done != expected {
            return Err(format!("{}, {}: {:?} instead of {expected:?}", program.name, phase.name(), run.done).into());
        }
        results.add(program.id, phase, run.used);
    }
    server.table(set_up, &table, "check")?;
    server.table(set_up, &table, "delete")
}
