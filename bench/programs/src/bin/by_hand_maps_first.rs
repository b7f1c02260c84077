//! The SDK, and all pages converted by hand when the last one has arrived.

use std::process::ExitCode;

use dynaschema_bench_programs::sdk::{Conversion, perform};
use dynaschema_bench_programs::{Done, Failure, Item, Order, from_item, into_item, run};

struct MapsFirst;

impl Conversion for MapsFirst {
    type Kept = Item;

    fn item(order: Order) -> Result<Item, Failure> {
        Ok(into_item(order))
    }

    fn keep(item: Item) -> Result<Item, Failure> {
        Ok(item)
    }

    fn sums(items: Vec<Item>) -> Result<Done, Failure> {
        let orders: Vec<Order> = items.into_iter().map(from_item).collect::<Result<_, _>>()?;
        Ok(orders.iter().map(Order::sum).collect())
    }
}

fn main() -> ExitCode {
    run(perform::<MapsFirst>)
}
