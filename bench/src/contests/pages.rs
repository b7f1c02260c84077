//! Pages of queries and of scans.

use aws_sdk_dynamodb::Client;
use aws_sdk_dynamodb::operation::query::builders::QueryFluentBuilder;
use aws_sdk_dynamodb::types::AttributeValue;

use super::Bench;
use super::reads::Reading;
use crate::Failure;
use crate::answers::{self, Cost, Order as AttributeOrder};
use crate::by_hand::Item;
use crate::contest::Contest;
use crate::items::{self, CUSTOMER, Prose};
use crate::schema::{Note, Notes, Order, Orders, Shop, ShopOrder};

/// How many orders make 1 MB of JSON.
const PAGE: usize = 1_760;
/// How many items with 8 KB of text do.
const LONG: usize = 110;

pub(crate) fn page(bench: &Bench) -> Result<Contest, Failure> {
    orders(bench, PAGE, 1)
}

pub(super) fn page_of_hundred(bench: &Bench) -> Result<Contest, Failure> {
    orders(bench, 100, 4)
}

pub(crate) fn page_of_one(bench: &Bench) -> Result<Contest, Failure> {
    orders(bench, 1, 20)
}

fn orders(bench: &Bench, count: usize, times: usize) -> Result<Contest, Failure> {
    let expected = items::orders(count);
    let texts = answers::items(&expected, AttributeOrder::Random)?;
    Reading {
        times,
        expected: &expected,
        answer: Box::new(move |cost| answers::page("orders", &texts, cost)),
        cost: Cost::Unasked,
        told: Cost::Unasked,
        raw: async |client: &Client| found(partition(client, "orders", "customer", CUSTOMER)).await,
        typed: |client: &Client| {
            let orders = Orders::table(client);
            async move || Ok(orders.query(Order::by_key(CUSTOMER)).all().await?)
        },
    }
    .contest(bench)
}

pub(super) fn page_of_shop(bench: &Bench) -> Result<Contest, Failure> {
    let expected = items::shop_orders(PAGE);
    let texts = answers::items(&expected, AttributeOrder::EndingWith("kind"))?;
    Reading {
        times: 1,
        expected: &expected,
        answer: Box::new(move |cost| answers::page("shop", &texts, cost)),
        cost: Cost::Unasked,
        told: Cost::Unasked,
        raw: async |client: &Client| {
            let query = client
                .query()
                .table_name("shop")
                .key_condition_expression("#pk = :pk AND begins_with(#sk, :sk)")
                .expression_attribute_names("#pk", "PK")
                .expression_attribute_names("#sk", "SK")
                .expression_attribute_values(":pk", AttributeValue::S(format!("customer#{CUSTOMER}")))
                .expression_attribute_values(":sk", AttributeValue::S("order#".to_owned()));
            found(query).await
        },
        typed: |client: &Client| {
            let shop = Shop::table(client);
            async move || Ok(shop.query(ShopOrder::by_key(CUSTOMER)).all().await?)
        },
    }
    .contest(bench)
}

pub(super) fn page_of_shared_index(bench: &Bench) -> Result<Contest, Failure> {
    let expected = items::shop_orders(PAGE);
    let texts = answers::items(&expected, AttributeOrder::EndingWith("kind"))?;
    Reading {
        times: 1,
        expected: &expected,
        answer: Box::new(move |cost| answers::page("shop", &texts, cost)),
        cost: Cost::Unasked,
        told: Cost::Unasked,
        raw: async |client: &Client| {
            let query = partition(client, "shop", "status", "OPEN")
                .index_name("by_status")
                .filter_expression("#kind = :kind")
                .expression_attribute_names("#kind", "kind")
                .expression_attribute_values(":kind", AttributeValue::S("order".to_owned()));
            found(query).await
        },
        typed: |client: &Client| {
            let shop = Shop::table(client);
            async move || Ok(shop.query(ShopOrder::by_status("OPEN")).all().await?)
        },
    }
    .contest(bench)
}

pub(super) fn page_of_documents(bench: &Bench) -> Result<Contest, Failure> {
    notes(bench, Prose::Document, LONG)
}

pub(super) fn page_of_plain_texts(bench: &Bench) -> Result<Contest, Failure> {
    notes(bench, Prose::Plain, LONG)
}

pub(super) fn page_of_quotes(bench: &Bench) -> Result<Contest, Failure> {
    // Twice as long in JSON.
    notes(bench, Prose::Quotes, LONG / 2)
}

fn notes(bench: &Bench, prose: Prose, count: usize) -> Result<Contest, Failure> {
    let expected = items::notes(count, prose);
    let texts = answers::items(&expected, AttributeOrder::Random)?;
    Reading {
        times: 4,
        expected: &expected,
        answer: Box::new(move |cost| answers::page("notes", &texts, cost)),
        cost: Cost::Unasked,
        told: Cost::Unasked,
        raw: async |client: &Client| found(partition(client, "notes", "topic", CUSTOMER)).await,
        typed: |client: &Client| {
            let notes = Notes::table(client);
            async move || Ok(notes.query(Note::by_key(CUSTOMER)).all().await?)
        },
    }
    .contest(bench)
}

pub(super) fn scan(bench: &Bench) -> Result<Contest, Failure> {
    let expected = items::orders(PAGE);
    let texts = answers::items(&expected, AttributeOrder::Random)?;
    Reading {
        times: 1,
        expected: &expected,
        answer: Box::new(move |cost| answers::page("orders", &texts, cost)),
        cost: Cost::Unasked,
        told: Cost::Unasked,
        raw: async |client: &Client| {
            let output = client.scan().table_name("orders").send().await?;
            Ok(output.items.unwrap_or_default())
        },
        typed: |client: &Client| {
            let orders = Orders::table(client);
            async move || Ok(orders.scan::<Order>().all().await?)
        },
    }
    .contest(bench)
}

/// A query of one partition.
fn partition(client: &Client, table: &str, attribute: &str, value: &str) -> QueryFluentBuilder {
    client
        .query()
        .table_name(table)
        .key_condition_expression("#key = :key")
        .expression_attribute_names("#key", attribute)
        .expression_attribute_values(":key", AttributeValue::S(value.to_owned()))
}

async fn found(query: QueryFluentBuilder) -> Result<Vec<Item>, Failure> {
    Ok(query.send().await?.items.unwrap_or_default())
}
