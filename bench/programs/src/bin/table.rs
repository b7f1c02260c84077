//! What surrounds a program's work: makes its table, looks whether the table holds what it should, deletes it.
//! `table ENDPOINT TABLE create|check|delete`. A process of its own, so that the runner stays small: Linux counts the memory
//! of the process that starts another as the other's peak.

use std::collections::BTreeMap;
use std::process::ExitCode;

use aws_sdk_dynamodb::Client;
use aws_sdk_dynamodb::types::{
    AttributeDefinition, BillingMode, GlobalSecondaryIndex, KeySchemaElement, KeyType, Projection, ProjectionType,
    ScalarAttributeType,
};
use dynaschema_bench_programs::{Failure, ORDERS, Order, client, from_item, touched};

#[tokio::main(flavor = "current_thread")]
async fn main() -> ExitCode {
    match perform().await {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => {
            eprintln!("{failure}: {failure:?}");
            ExitCode::FAILURE
        }
    }
}

async fn perform() -> Result<(), Failure> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [endpoint, table, wish] = arguments.try_into().map_err(|_| "expected ENDPOINT TABLE create|check|delete")?;
    let client = client(&endpoint);
    match wish.as_str() {
        "create" => create(&client, &table).await,
        "check" => check(&client, &table).await,
        "delete" => Ok(client.delete_table().table_name(table).send().await.map(drop)?),
        other => Err(format!("a table cannot be asked to `{other}`").into()),
    }
}

async fn create(client: &Client, table: &str) -> Result<(), Failure> {
    let attribute = |name, kind| AttributeDefinition::builder().attribute_name(name).attribute_type(kind).build();
    let index = GlobalSecondaryIndex::builder()
        .index_name("by_shop")
        .key_schema(key("shop", KeyType::Hash)?)
        .key_schema(key("placed_at", KeyType::Range)?)
        .projection(Projection::builder().projection_type(ProjectionType::All).build())
        .build()?;
    client
        .create_table()
        .table_name(table)
        .billing_mode(BillingMode::PayPerRequest)
        .attribute_definitions(attribute("customer_id", ScalarAttributeType::S)?)
        .attribute_definitions(attribute("order_id", ScalarAttributeType::S)?)
        .attribute_definitions(attribute("shop", ScalarAttributeType::S)?)
        .attribute_definitions(attribute("placed_at", ScalarAttributeType::N)?)
        .key_schema(key("customer_id", KeyType::Hash)?)
        .key_schema(key("order_id", KeyType::Range)?)
        .global_secondary_indexes(index)
        .send()
        .await?;
    // The server shows it as active when it is asked for the first time.
    client.describe_table().table_name(table).send().await?;
    Ok(())
}

fn key(name: &str, kind: KeyType) -> Result<KeySchemaElement, Failure> {
    Ok(KeySchemaElement::builder().attribute_name(name).key_type(kind).build()?)
}

/// All orders are there as they should be after the last phase, and nothing else is. What a library adds to items for its
/// own sake is left aside.
async fn check(client: &Client, table: &str) -> Result<(), Failure> {
    let mut orders: BTreeMap<String, Order> =
        (0..ORDERS).map(Order::numbered).map(|order| (order.order_id.clone(), order)).collect();
    for number in touched() {
        let order = Order::numbered(number).shipped();
        orders.insert(order.order_id.clone(), order);
    }
    let mut items = client.scan().table_name(table).into_paginator().items().send();
    while let Some(item) = items.next().await {
        let found = from_item(item?)?;
        match orders.remove(&found.order_id) {
            Some(order) if order == found => {}
            order => return Err(format!("`{table}` holds {found:?} instead of {order:?}").into()),
        }
    }
    match orders.pop_first() {
        None => Ok(()),
        Some((_, order)) => Err(format!("{} orders are not in `{table}`, such as {order:?}", orders.len() + 1).into()),
    }
}
