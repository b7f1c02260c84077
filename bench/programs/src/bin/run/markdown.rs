//! `results.md`.

use std::fmt::Write as _;

use dynaschema_bench_programs::Phase;

use crate::programs::{OURS, Program, REFERENCE};
use crate::results::{Results, WORK};

/// What dynaschema may use at most, phase by phase.
const CEILINGS: [f64; WORK.len()] = [0.7, 0.5, 0.5, 1.0, 1.0];

/// The whole page.
pub(crate) fn page(results: &Results, programs: &[Program]) -> String {
    let rounds = results.rounds();
    let milliseconds =
        |phase: Phase| format!("{} {:.0} ms", phase.name(), results.cpu(REFERENCE, phase).as_secs_f64() * 1e3);
    let reference = WORK.map(milliseconds).join(", ");
    let table = table(results, programs);
    let notes: String = programs.iter().map(|program| format!("- **{}**: {}\n", program.name, program.note)).collect();
    format!(
        "\
# Whole programs

Written by `cargo run --release -p dynaschema-bench-programs`.

The same work, done by one program for each library, against one server on loopback (an in-memory DynamoDB over plain
HTTP): load 10,000 orders, 25 to a call; query all of them by a global index; scan them; ship every tenth under a
condition; get every tenth. An order has 13 attributes. Every program has one call under way at a time, keeps its
connection, and reads each attribute of each order that it gets.

Shown is the client's CPU time, user and system, where the raw SDK's is 1:
{reference}.
Each phase is a process of its own. What an empty process uses, which makes a client and ends, is subtracted (the column
*start* has it). Rounds in which the programs take turns: {rounds}; shown are the medians, of ratios within a round, and in
*between* the lowest and the highest of *all*. What every program printed and what its table held in the end were the same. Not in it:
the server's time, TLS, the network.

{table}
![The table as bars](results.svg)

*wall* is the time of all work by the clock, the server's included; *memory* is the most that a process had resident. The
programs on the SDK alone share their calls and differ in how they convert: how far apart they are in *update* is how far
figures can be trusted.

{notes}"
    )
}

/// The table alone.
pub(crate) fn table(results: &Results, programs: &[Program]) -> String {
    let mut table = String::from("| program |");
    WORK.iter().for_each(|phase| table += &format!(" {} |", phase.name()));
    table += " all | between | start | wall | memory |\n|---|";
    table += &"--:|".repeat(WORK.len() + 5);
    table.push('\n');
    for program in programs {
        let id = program.id;
        let name = if id == OURS { format!("**{}**", program.name) } else { program.name.to_owned() };
        let ratios: String = WORK.iter().map(|phase| format!(" {:.2} |", results.ratio(id, &[*phase]).1)).collect();
        let (low, all, high) = results.ratio(id, &WORK);
        let start = results.start(id).as_secs_f64() * 1e3;
        let wall = results.wall(id).as_secs_f64();
        let memory = results.memory(id) / (1024 * 1024);
        // Writing to a string does not fail.
        let _ = writeln!(
            table,
            "| {name} |{ratios} {all:.2} | {low:.2} to {high:.2} | {start:.0} ms | {wall:.2} s | {memory} MB |"
        );
        if id == OURS {
            let ceilings: String = CEILINGS.iter().map(|ceiling| format!(" {ceiling:.2} |")).collect();
            let _ = writeln!(table, "| its ceiling |{ceilings} | | | | |");
        }
    }
    table
}
