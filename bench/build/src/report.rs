//! The table of what was measured, with its floors.

use std::fmt::Write;

use crate::compilation::{self, Script};
use crate::crates::{ENTITIES, GENERATED, GENERATED_USED, MAPPED, MAPPED_USED};
use crate::generation;

/// How much more an entity may cost in a large schema than in one of 100.
const FLAT: f64 = 1.5;

/// The report as Markdown, and whether all floors are reached.
pub(crate) fn report(generation: &[generation::Row], rows: &[compilation::Row], script: &Script) -> (String, bool) {
    let mut text = "# Generation and build time\n\n`cargo run --release -p dynaschema-bench-build` writes this. CPU time, \
                    medians of interleaved rounds.\n\n## Generation, in release\n\nEntities of 13 attributes with a key and \
                    an index, in one schema file.\n\n| schema | entities | ms | us an entity | KB of Rust |\n\
                    |---|---|---|---|---|\n"
        .to_owned();
    for row in generation {
        // Writing to a `String` cannot fail.
        let _ = writeln!(
            text,
            "| {} | {} | {:.1} | {:.0} | {} |",
            row.shape.name(),
            row.entities,
            row.time.as_secs_f64() * 1e3,
            row.micros_each(),
            row.size / 1000
        );
    }
    let _ = write!(
        text,
        "\n## Compilation of {ENTITIES} entities\n\nThe crate alone, its dependencies are there; not incremental. \
         `{MAPPED}` has the same structs with serde's derives and their conversions by serde_dynamo. `{GENERATED_USED}` \
         puts, gets and queries each entity, `{MAPPED_USED}` does so by the SDK and serde_dynamo.\n\n\
         | command | crate | s |\n|---|---|---|\n"
    );
    for row in rows {
        let _ = writeln!(text, "| `cargo {}` | `{}` | {:.2} |", row.command, row.name, row.time.as_secs_f64());
    }
    let (cpu, wall) = script.compiled;
    let _ = write!(
        text,
        "\n## The build script, as cargo builds it (not optimized)\n\n| what | s |\n|---|---|\n\
         | it and all that it depends on, from nothing | {:.1} ({:.1} on the clock) |\n\
         | cargo after a change of the schema, {ENTITIES} entities | {:.2} |\n\n## Floors\n\n\
         | measure | floor | measured | |\n|---|---|---|---|\n",
        cpu.as_secs_f64(),
        wall.as_secs_f64(),
        script.run.as_secs_f64()
    );
    let mut all = true;
    for (measure, floor, value) in floors(generation, rows) {
        let is_reached = value <= floor;
        all &= is_reached;
        let verdict = if is_reached { "reached" } else { "**missed**" };
        let _ = writeln!(text, "| {measure} | {floor} | {value:.2} | {verdict} |");
    }
    (text, all)
}

/// What is measured, how much it may be at most, and what it is.
fn floors(generation: &[generation::Row], rows: &[compilation::Row]) -> Vec<(String, f64, f64)> {
    let largest = generation.iter().filter(|row| row.entities == 1000);
    let seconds = largest.clone().map(|row| row.time.as_secs_f64()).fold(0.0, f64::max);
    let of = |row: &generation::Row, entities| {
        let same = |other: &&generation::Row| other.shape.name() == row.shape.name() && other.entities == entities;
        generation.iter().find(same).map_or(f64::NAN, generation::Row::micros_each)
    };
    let growth = largest.map(|row| row.micros_each() / of(row, 100)).fold(0.0, f64::max);
    let time = |command, name| {
        let row = rows.iter().find(|row| row.command == command && row.name == name);
        row.map_or(f64::NAN, |row| row.time.as_secs_f64())
    };
    let check = time("check", GENERATED) / time("check", MAPPED);
    vec![
        ("1,000 entities are generated in, s".to_owned(), 1.0, seconds),
        ("an entity among 1,000 costs, of one among 100".to_owned(), FLAT, growth),
        (format!("`cargo check` of `{GENERATED}`, of `{MAPPED}`"), 1.0, check),
    ]
}
