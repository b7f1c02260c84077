//! One process: what it did, and what it used.

use std::io::Read;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use dynaschema_bench_programs::{Done, Failure, ORDERS, Order, Phase, TOUCHED, touched};
use wait4::Wait4;

use crate::programs::Program;

/// What a process used.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Used {
    /// User and system time of all its threads.
    pub(crate) cpu: Duration,
    /// From its start to its end.
    pub(crate) wall: Duration,
    /// The most memory that it had resident, in bytes.
    pub(crate) memory: u64,
}

/// What came of a process.
pub(crate) struct Run {
    pub(crate) done: Done,
    pub(crate) used: Used,
}

/// Runs a program for one phase.
pub(crate) fn run(program: &Program, endpoint: &str, table: &str, phase: Phase) -> Result<Run, Failure> {
    let (file, arguments) = program.command.split_first().ok_or("a program has a file")?;
    let mut command = Command::new(file);
    command.args(arguments).args([endpoint, table, phase.name()]).stdin(Stdio::null()).stdout(Stdio::piped());
    let started = Instant::now();
    let mut process = command.spawn().map_err(|error| format!("{command:?}: {error}"))?;
    let mut output = String::new();
    if let Some(mut pipe) = process.stdout.take() {
        pipe.read_to_string(&mut output)?;
    }
    let ended = process.wait4()?;
    let wall = started.elapsed();
    if !ended.status.success() {
        return Err(format!("{command:?}: {}", ended.status).into());
    }
    let used = Used {
        cpu: ended.rusage.utime + ended.rusage.stime,
        wall,
        memory: ended.rusage.maxrss,
    };
    Ok(Run {
        done: printed(&output).ok_or_else(|| format!("{command:?} says {output:?}"))?,
        used,
    })
}

fn printed(output: &str) -> Option<Done> {
    let (orders, sum) = output.trim_end().split_once(' ')?;
    Some(Done { orders: orders.parse().ok()?, sum: sum.parse().ok()? })
}

/// What every program has to print.
pub(crate) fn expected(phase: Phase) -> Done {
    match phase {
        Phase::Nothing => Done::default(),
        Phase::Load | Phase::Query | Phase::Scan => (0..ORDERS).map(|number| Order::numbered(number).sum()).collect(),
        Phase::Update => Done { orders: TOUCHED, sum: 0 },
        Phase::Get => touched().map(|number| Order::numbered(number).shipped().sum()).collect(),
    }
}
