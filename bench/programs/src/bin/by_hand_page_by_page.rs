//! The SDK, and each page converted by hand when it arrives.

use std::process::ExitCode;

use dynaschema_bench_programs::sdk::{Conversion, perform};
use dynaschema_bench_programs::{Done, Failure, Item, Order, from_item, into_item, run};

struct PageByPage;

impl Conversion for PageByPage {
    type Kept = Order;

    fn item(order: Order) -> Result<Item, Failure> {
        Ok(into_item(order))
    }

    fn keep(item: Item) -> Result<Order, Failure> {
        from_item(item)
    }

    fn sums(orders: Vec<Order>) -> Result<Done, Failure> {
        Ok(orders.iter().map(Order::sum).collect())
    }
}

fn main() -> ExitCode {
    run(perform::<PageByPage>)
}
