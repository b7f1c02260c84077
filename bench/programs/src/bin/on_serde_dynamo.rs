//! The SDK, and each page converted by serde_dynamo when it arrives.

use std::process::ExitCode;

use dynaschema_bench_programs::sdk::{Conversion, perform};
use dynaschema_bench_programs::{Done, Failure, Item, Order, run};

struct Serde;

impl Conversion for Serde {
    type Kept = Order;

    fn item(order: Order) -> Result<Item, Failure> {
        Ok(serde_dynamo::to_item(order)?)
    }

    fn keep(item: Item) -> Result<Order, Failure> {
        Ok(serde_dynamo::from_item(item)?)
    }

    fn sums(orders: Vec<Order>) -> Result<Done, Failure> {
        Ok(orders.iter().map(Order::sum).collect())
    }
}

fn main() -> ExitCode {
    run(perform::<Serde>)
}
