//! The SDK, and its maps kept as they are: what all other programs are measured against.

use std::process::ExitCode;

use dynaschema_bench_programs::sdk::{Conversion, perform};
use dynaschema_bench_programs::{Done, Failure, Item, Order, into_item, run, sum};

struct Maps;

impl Conversion for Maps {
    type Kept = Item;

    fn item(order: Order) -> Result<Item, Failure> {
        Ok(into_item(order))
    }

    fn keep(item: Item) -> Result<Item, Failure> {
        Ok(item)
    }

    fn sums(items: Vec<Item>) -> Result<Done, Failure> {
        items.iter().map(sum).collect()
    }
}

fn main() -> ExitCode {
    run(perform::<Maps>)
}
