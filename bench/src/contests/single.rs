//! Reads by key.

use aws_sdk_dynamodb::Client;
use aws_sdk_dynamodb::types::{Get, KeysAndAttributes, ReturnConsumedCapacity, TransactGetItem};

use super::Bench;
use super::reads::Reading;
use crate::Failure;
use crate::answers::{self, Cost, Order as AttributeOrder};
use crate::by_hand;
use crate::contest::Contest;
use crate::items::{self, CUSTOMER};
use crate::schema::{Order, Orders};

pub(crate) fn get(bench: &Bench) -> Result<Contest, Failure> {
    get_with(bench, Cost::Unasked)
}

pub(super) fn get_with_cost(bench: &Bench) -> Result<Contest, Failure> {
    get_with(bench, Cost::Total)
}

fn get_with(bench: &Bench, cost: Cost) -> Result<Contest, Failure> {
    let expected = [items::first_order()];
    let texts = answers::items(&expected, AttributeOrder::Random)?;
    let id = expected[0].order_id.clone();
    let typed_id = id.clone();
    let asked = (cost == Cost::Total).then_some(ReturnConsumedCapacity::Total);
    Reading {
        times: 20,
        expected: &expected,
        answer: Box::new(move |cost| answers::one("orders", &texts.concat(), cost)),
        cost,
        told: cost,
        raw: async move |client: &Client| {
            let get = client.get_item().table_name("orders").set_key(Some(by_hand::key(&id)));
            let output = get.set_return_consumed_capacity(asked.clone()).send().await?;
            Ok(output.item)
        },
        typed: |client: &Client| {
            let orders = Orders::table(client);
            async move || {
                let get = orders.get(Order::key(CUSTOMER, &*typed_id));
                Ok(if cost == Cost::Total { get.send_metered().await?.value } else { get.send().await? })
            }
        },
    }
    .contest(bench)
}

pub(super) fn batch_get(bench: &Bench) -> Result<Contest, Failure> {
    let expected = items::orders(100);
    let texts = answers::items(&expected, AttributeOrder::Random)?;
    let ids: Vec<String> = expected.iter().map(|order| order.order_id.clone()).collect();
    let typed_ids = ids.clone();
    Reading {
        times: 2,
        expected: &expected,
        answer: Box::new(move |cost| answers::batch("orders", &texts, cost)),
        cost: Cost::Unasked,
        told: Cost::Total,
        raw: async move |client: &Client| {
            let keys = ids.iter().map(|id| by_hand::key(id)).collect();
            let keys = KeysAndAttributes::builder().set_keys(Some(keys)).build()?;
            let output = client.batch_get_item().request_items("orders", keys).send().await?;
            Ok(output.responses.and_then(|mut tables| tables.remove("orders")).unwrap_or_default())
        },
        typed: |client: &Client| {
            let orders = Orders::table(client);
            async move || {
                let gets = typed_ids.iter().map(|id| orders.get(Order::key(CUSTOMER, &**id)));
                let found = dynaschema::batch_get(orders.client(), gets.collect::<Vec<_>>()).send().await?;
                Ok(found.into_iter().flatten())
            }
        },
    }
    .contest(bench)
}

pub(super) fn transact_get(bench: &Bench) -> Result<Contest, Failure> {
    let expected = items::orders(25);
    let texts = answers::items(&expected, AttributeOrder::Random)?;
    let ids: Vec<String> = expected.iter().map(|order| order.order_id.clone()).collect();
    let typed_ids = ids.clone();
    Reading {
        times: 4,
        expected: &expected,
        answer: Box::new(move |cost| answers::snapshot("orders", &texts, cost)),
        cost: Cost::Unasked,
        told: Cost::Total,
        raw: async move |client: &Client| {
            let mut snapshot = client.transact_get_items();
            for id in &ids {
                let get = Get::builder().table_name("orders").set_key(Some(by_hand::key(id))).build()?;
                snapshot = snapshot.transact_items(TransactGetItem::builder().get(get).build());
            }
            let responses = snapshot.send().await?.responses.unwrap_or_default();
            Ok(responses.into_iter().filter_map(|response| response.item))
        },
        typed: |client: &Client| {
            let orders = Orders::table(client);
            async move || {
                let gets = typed_ids.iter().map(|id| orders.get(Order::key(CUSTOMER, &**id)));
                let found = dynaschema::transact_get(orders.client(), gets.collect::<Vec<_>>()).send().await?;
                Ok(found.into_iter().flatten())
            }
        },
    }
    .contest(bench)
}
