//! The results as Markdown.

use std::fmt::Write as _;

use crate::contest::{Contestant, Outcome};
use crate::heap::{self, HeapUse, Resource};
use crate::statistics::Spread;

/// A floor with what was measured.
#[derive(Debug)]
pub struct Floor {
    /// What is measured.
    pub measure: String,
    /// Against whom.
    pub against: Contestant,
    /// What was asked for.
    pub wanted: String,
    /// What was measured.
    pub measured: String,
    /// Half of the rounds are between these.
    pub between: String,
    /// Whether it is enough.
    pub is_met: bool,
}

/// All floors of these outcomes, those of memory last.
#[must_use]
pub fn floors(outcomes: &[Outcome], heap: &[HeapUse]) -> Vec<Floor> {
    let of_time = outcomes.iter().flat_map(|outcome| {
        let floor = |&(against, least): &(Contestant, f64)| {
            let Spread { lower, median, upper } = outcome.ratio(against)?;
            Some(Floor {
                measure: outcome.name.to_owned(),
                against,
                wanted: format!("≥ {least}×"),
                measured: format!("{median:.2}×"),
                between: format!("{lower:.2}–{upper:.2}"),
                is_met: median >= least,
            })
        };
        outcome.floors.iter().filter_map(floor)
    });
    let of_memory = heap::ALL.iter().flat_map(|plan| {
        let ceiling = |&(resource, against, most): &(Resource, Contestant, f64)| {
            let used = |who| heap.iter().find(|used| used.name == plan.name && used.contestant == who);
            let (ours, theirs) = (used(Contestant::Dynaschema)?.of(resource), used(against)?.of(resource));
            let share = ours as f64 / theirs as f64;
            let what = if resource == Resource::Peak { "peak heap" } else { "allocations" };
            Some(Floor {
                measure: format!("{}, {what}", plan.name),
                against,
                wanted: format!("≤ {most}×"),
                measured: format!("{share:.2}×"),
                between: String::new(),
                is_met: share <= most,
            })
        };
        plan.ceilings.iter().filter_map(ceiling)
    });
    of_time.chain(of_memory).collect()
}

/// The page that says it all.
#[must_use]
pub fn markdown(outcomes: &[Outcome], heap: &[HeapUse]) -> String {
    let mut page = String::from(INTRODUCTION);
    let versions: Vec<_> =
        ["aws-sdk-dynamodb", "aws-smithy-runtime", "serde_dynamo"].into_iter().filter_map(version).collect();
    let _ = writeln!(page, "Measured with {}.\n", versions.join(", "));

    page.push_str(
        "## What is asked for\n\n| measure | against | wanted | measured | quartiles | |\n|---|---|---|---|---|---|\n",
    );
    for Floor { measure, against, wanted, measured, between, is_met } in floors(outcomes, heap) {
        let verdict = if is_met { "met" } else { "**missed**" };
        let _ = writeln!(page, "| {measure} | {against} | {wanted} | {measured} | {between} | {verdict} |");
    }

    page.push_str("\n## CPU time of a call, µs: median (quartiles)\n\n| measure |");
    for who in Contestant::ALL {
        let _ = write!(page, " {who} |");
    }
    page.push_str(" raw SDK / dynaschema | serde_dynamo / dynaschema |\n|---|---|---|---|---|---|---|\n");
    for outcome in outcomes {
        let times = Contestant::ALL.map(|who| outcome.time(who).map_or_else(|| "–".to_owned(), in_digits));
        let ratios = [Contestant::RawSdk, Contestant::SerdeDynamo].map(|who| match outcome.ratio(who) {
            Some(Spread { median, .. }) => format!("{median:.2}×"),
            None => "–".to_owned(),
        });
        let _ = writeln!(page, "| {} | {} | {} |", outcome.name, times.join(" | "), ratios.join(" | "));
    }

    page.push_str("\n## Heap of a call, its answer's body included\n\n");
    page.push_str(
        "| measure | who | allocations | bytes, all together | bytes, most at once |\n|---|---|---|---|---|\n",
    );
    for HeapUse { name, contestant, allocations, bytes, peak } in heap {
        let _ = writeln!(page, "| {name} | {contestant} | {allocations} | {bytes} | {peak} |");
    }
    page
}

const INTRODUCTION: &str = "\
# Results

Written by `cargo run --release -p dynaschema-bench`: do not edit. Only the ratios mean something on another machine.

Everybody makes the same request of the same items and makes the same of the answer. The SDK's HTTP client is replaced by one that
answers from memory, so that this is the CPU time of the client's thread without network, TLS and service. \"raw SDK\" reads
the SDK's maps and converts nothing; what it writes is made by hand. A ratio is how many times as long as dynaschema the
other takes, the median of all rounds. In calls of many items dynaschema asks what they cost, and reads it; otherwise nobody does,
unless it says so.
A page of 1 MB is 1,760 items of 13 attributes.

";

fn in_digits(Spread { lower, median, upper }: Spread) -> String {
    let digits = if median < 100.0 { 2 } else { 0 };
    format!("{median:.digits$} ({lower:.digits$}–{upper:.digits$})")
}

/// A package with its version, as the lock file has it.
fn version(package: &str) -> Option<String> {
    let (_, behind) = LOCK.split_once(&format!("name = \"{package}\"\nversion = \""))?;
    Some(format!("{package} {}", behind.split_once('"')?.0))
}

const LOCK: &str = include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/../Cargo.lock"));
