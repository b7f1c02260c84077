//! dynaschema.

use std::process::ExitCode;

use dynaschema::Table;
use dynaschema_bench_programs::{
    self as bench, Done, Failure, Invocation, OPEN, ORDERS, Phase, SHIPPED, SHOP, client, customer_id, order_id,
    touched,
};

dynaschema::include_schema!();
use schema::{Address, Order, Orders};

async fn perform(invocation: Invocation) -> Result<Done, Failure> {
    let client = client(&invocation.endpoint);
    let orders = Orders::table(&client).named(&invocation.table);
    match invocation.phase {
        Phase::Nothing => Ok(Done::default()),
        Phase::Load => load(&client, &orders).await,
        Phase::Query => Ok(orders.query(Order::by_shop(SHOP)).all().await?.iter().map(sum).collect()),
        Phase::Scan => Ok(orders.scan::<Order>().all().await?.iter().map(sum).collect()),
        Phase::Update => update(&orders).await,
        Phase::Get => get(&orders).await,
    }
}

/// A writer would have several calls under way, which the other programs have not: so each batch is sent by itself.
async fn load(client: &aws_sdk_dynamodb::Client, orders: &Table<Orders>) -> Result<Done, Failure> {
    let mut done = Done::default();
    for first in (0..ORDERS).step_by(25) {
        let mut batch = dynaschema::batch_write(client);
        for number in first..ORDERS.min(first + 25) {
            let order = order(bench::Order::numbered(number));
            done.add(sum(&order));
            batch = batch.push(orders.put(&order));
        }
        batch.send().await?;
    }
    Ok(done)
}

async fn update(orders: &Table<Orders>) -> Result<Done, Failure> {
    let mut done = Done::default();
    for number in touched() {
        orders
            .update(Order::key(customer_id(number), order_id(number)))
            .set(Order::STATUS, SHIPPED)
            .add(Order::QUANTITY, 1)
            .condition(Order::STATUS.eq(OPEN))
            .send()
            .await?;
        done.add(0);
    }
    Ok(done)
}

async fn get(orders: &Table<Orders>) -> Result<Done, Failure> {
    let mut found = Vec::new();
    for number in touched() {
        let order = orders.get(Order::key(customer_id(number), order_id(number))).send().await?;
        found.push(order.ok_or("an order is not there")?);
    }
    Ok(found.iter().map(sum).collect())
}

fn order(made: bench::Order) -> Order {
    let bench::Address { street, city, zip, country } = made.address;
    let mut order = Order::new(
        made.customer_id,
        made.order_id,
        made.shop,
        made.placed_at,
        made.status,
        made.total_cents,
        made.quantity,
        made.weight,
        made.gift,
        made.lines,
        Address::new(street, city, zip, country),
    );
    order.note = made.note;
    order.tags = made.tags;
    order
}

/// As `Order::sum` of the other programs in Rust.
fn sum(order: &Order) -> u64 {
    let texts = [&order.customer_id, &order.order_id, &order.shop, &order.status].into_iter().chain(&order.note);
    let Address { street, city, zip, country, .. } = &order.address;
    let texts = texts.chain(&order.lines).chain(&order.tags).chain([street, city, zip, country]);
    let numbers = order.placed_at + order.total_cents + order.quantity + (order.weight * 4.0) as u64;
    numbers + u64::from(order.gift) + texts.map(|text| text.len() as u64).sum::<u64>()
}

fn main() -> ExitCode {
    bench::run(perform)
}
