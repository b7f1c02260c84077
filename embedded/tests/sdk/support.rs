//! The table that the tests use: stories by link, and by day and points through a global index.

use std::collections::HashMap;

use aws_sdk_dynamodb::Client;
use aws_sdk_dynamodb::operation::create_table::builders::CreateTableFluentBuilder;
use aws_sdk_dynamodb::types::{
    AttributeDefinition, AttributeValue, BillingMode, GlobalSecondaryIndex, KeySchemaElement, KeyType, Projection,
    ProjectionType, ScalarAttributeType,
};

pub(crate) type Item = HashMap<String, AttributeValue>;

pub(crate) const STORIES: &str = "Stories";
pub(crate) const BY_DAY: &str = "by_day";

pub(crate) async fn create_stories(client: &Client) {
    create_stories_request(client).send().await.unwrap();
}

/// A client of a new database that has the table.
pub(crate) async fn stories() -> Client {
    let client = dynaschema_embedded::client().await;
    create_stories(&client).await;
    client
}

pub(crate) fn create_stories_request(client: &Client) -> CreateTableFluentBuilder {
    let index = GlobalSecondaryIndex::builder()
        .index_name(BY_DAY)
        .key_schema(key("day", KeyType::Hash))
        .key_schema(key("points", KeyType::Range))
        .projection(Projection::builder().projection_type(ProjectionType::All).build())
        .build()
        .unwrap();
    client
        .create_table()
        .table_name(STORIES)
        .attribute_definitions(attribute("link", ScalarAttributeType::S))
        .attribute_definitions(attribute("day", ScalarAttributeType::N))
        .attribute_definitions(attribute("points", ScalarAttributeType::N))
        .key_schema(key("link", KeyType::Hash))
        .global_secondary_indexes(index)
        .billing_mode(BillingMode::PayPerRequest)
}

fn key(name: &str, key_type: KeyType) -> KeySchemaElement {
    KeySchemaElement::builder().attribute_name(name).key_type(key_type).build().unwrap()
}

fn attribute(name: &str, attribute_type: ScalarAttributeType) -> AttributeDefinition {
    AttributeDefinition::builder().attribute_name(name).attribute_type(attribute_type).build().unwrap()
}

pub(crate) fn text(value: &str) -> AttributeValue {
    AttributeValue::S(value.to_owned())
}

pub(crate) fn number(value: u32) -> AttributeValue {
    AttributeValue::N(value.to_string())
}

pub(crate) fn story(link: &str, day: u32, points: u32) -> Item {
    Item::from([
        ("link".to_owned(), text(link)),
        ("day".to_owned(), number(day)),
        ("points".to_owned(), number(points)),
    ])
}

pub(crate) async fn put(client: &Client, item: Item) {
    client.put_item().table_name(STORIES).set_item(Some(item)).send().await.unwrap();
}

pub(crate) async fn get(client: &Client, link: &str) -> Option<Item> {
    client.get_item().table_name(STORIES).key("link", text(link)).send().await.unwrap().item
}
