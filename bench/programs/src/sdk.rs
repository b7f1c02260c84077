//! The work in the SDK's own calls, for programs that differ in how they convert only.

use std::collections::HashMap;

use aws_sdk_dynamodb::Client;
use aws_sdk_dynamodb::types::{AttributeValue, PutRequest, WriteRequest};

use crate::{
    Done, Failure, Invocation, Item, OPEN, ORDERS, Order, Phase, SHIPPED, SHOP, client, customer_id, order_id, touched,
};

/// How a program converts.
pub trait Conversion {
    /// What it keeps of each item that a page brings.
    type Kept;

    /// An order to be stored.
    fn item(order: Order) -> Result<Item, Failure>;

    /// An item when its page has arrived.
    fn keep(item: Item) -> Result<Self::Kept, Failure>;

    /// All items when all pages have arrived: their [sums](Order::sum).
    fn sums(kept: Vec<Self::Kept>) -> Result<Done, Failure>;
}

/// Does what a program is called for.
pub async fn perform<C: Conversion>(invocation: Invocation) -> Result<Done, Failure> {
    let client = client(&invocation.endpoint);
    let table = &invocation.table;
    match invocation.phase {
        Phase::Nothing => Ok(Done::default()),
        Phase::Load => load::<C>(&client, table).await,
        Phase::Query => query::<C>(&client, table).await,
        Phase::Scan => scan::<C>(&client, table).await,
        Phase::Update => update(&client, table).await,
        Phase::Get => get::<C>(&client, table).await,
    }
}

async fn load<C: Conversion>(client: &Client, table: &str) -> Result<Done, Failure> {
    let mut done = Done::default();
    let mut batch = Vec::with_capacity(25);
    for number in 0..ORDERS {
        let order = Order::numbered(number);
        done.add(order.sum());
        let put = PutRequest::builder().set_item(Some(C::item(order)?)).build()?;
        batch.push(WriteRequest::builder().put_request(put).build());
        if batch.len() == 25 {
            write(client, table, std::mem::take(&mut batch)).await?;
        }
    }
    if !batch.is_empty() {
        write(client, table, batch).await?;
    }
    Ok(done)
}

/// What is left unprocessed is sent again, as everybody has to.
async fn write(client: &Client, table: &str, batch: Vec<WriteRequest>) -> Result<(), Failure> {
    let mut left = Some(HashMap::from([(table.to_owned(), batch)]));
    while let Some(batch) = left.filter(|batch| !batch.is_empty()) {
        left = client.batch_write_item().set_request_items(Some(batch)).send().await?.unprocessed_items;
    }
    Ok(())
}

async fn query<C: Conversion>(client: &Client, table: &str) -> Result<Done, Failure> {
    let mut kept = Vec::new();
    let mut start = None;
    loop {
        let page = client
            .query()
            .table_name(table)
            .index_name("by_shop")
            .key_condition_expression("shop = :shop")
            .expression_attribute_values(":shop", AttributeValue::S(SHOP.to_owned()))
            .set_exclusive_start_key(start)
            .send()
            .await?;
        keep::<C>(&mut kept, page.items)?;
        start = page.last_evaluated_key;
        if start.is_none() {
            return C::sums(kept);
        }
    }
}

async fn scan<C: Conversion>(client: &Client, table: &str) -> Result<Done, Failure> {
    let mut kept = Vec::new();
    let mut start = None;
    loop {
        let page = client.scan().table_name(table).set_exclusive_start_key(start).send().await?;
        keep::<C>(&mut kept, page.items)?;
        start = page.last_evaluated_key;
        if start.is_none() {
            return C::sums(kept);
        }
    }
}

fn keep<C: Conversion>(kept: &mut Vec<C::Kept>, page: Option<Vec<Item>>) -> Result<(), Failure> {
    let page = page.unwrap_or_default();
    kept.reserve(page.len());
    for item in page {
        kept.push(C::keep(item)?);
    }
    Ok(())
}

async fn update(client: &Client, table: &str) -> Result<Done, Failure> {
    let mut done = Done::default();
    for number in touched() {
        client
            .update_item()
            .table_name(table)
            .key("customer_id", AttributeValue::S(customer_id(number)))
            .key("order_id", AttributeValue::S(order_id(number)))
            .update_expression("SET #status = :shipped ADD quantity :one")
            .condition_expression("#status = :open")
            .expression_attribute_names("#status", "status")
            .expression_attribute_values(":shipped", AttributeValue::S(SHIPPED.to_owned()))
            .expression_attribute_values(":open", AttributeValue::S(OPEN.to_owned()))
            .expression_attribute_values(":one", AttributeValue::N("1".to_owned()))
            .send()
            .await?;
        done.add(0);
    }
    Ok(done)
}

async fn get<C: Conversion>(client: &Client, table: &str) -> Result<Done, Failure> {
    let mut kept = Vec::new();
    for number in touched() {
        let found = client
            .get_item()
            .table_name(table)
            .key("customer_id", AttributeValue::S(customer_id(number)))
            .key("order_id", AttributeValue::S(order_id(number)))
            .send()
            .await?;
        kept.push(C::keep(found.item.ok_or("an order is not there")?)?);
    }
    C::sums(kept)
}
