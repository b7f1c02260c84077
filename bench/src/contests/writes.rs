//! Writes.

use aws_sdk_dynamodb::Client;
use aws_sdk_dynamodb::types::{
    AttributeValue, PutRequest, ReturnConsumedCapacity, ReturnValuesOnConditionCheckFailure, WriteRequest,
};
use serde_dynamo::aws_sdk_dynamodb_1::to_item;
use serde_json::Value;

use super::{Bench, same};
use crate::answers::{self, Cost};
use crate::by_hand::{self, Item};
use crate::contest::{Contest, Contestant};
use crate::items::CUSTOMER;
use crate::schema::{Order, Orders};
use crate::{Failure, items, schema};

/// Maps, made when they are asked for.
type Items<'i> = dyn Iterator<Item = Result<Item, Failure>> + 'i;

pub(crate) fn put(bench: &Bench) -> Result<Contest, Failure> {
    put_with(bench, Cost::Unasked)
}

pub(super) fn put_with_cost(bench: &Bench) -> Result<Contest, Failure> {
    put_with(bench, Cost::Total)
}

fn put_with(bench: &Bench, cost: Cost) -> Result<Contest, Failure> {
    let asked = (cost == Cost::Total).then_some(ReturnConsumedCapacity::Total);
    Writing {
        times: 20,
        items: 1,
        answer: answers::written,
        cost,
        told: cost,
        raw: async move |client: &Client, items: &mut Items<'_>| {
            for item in items {
                let put = client.put_item().table_name("orders").set_return_consumed_capacity(asked.clone());
                put.set_item(Some(item?)).send().await?;
            }
            Ok(())
        },
        typed: move |client: &Client, orders: Vec<schema::Order>| {
            let table = Orders::table(client);
            async move || {
                for order in &orders {
                    let put = table.put(order);
                    if cost == Cost::Total {
                        put.send_metered().await?;
                    } else {
                        put.send().await?;
                    }
                }
                Ok(())
            }
        },
    }
    .contest(bench)
}

pub(crate) fn batch_write(bench: &Bench) -> Result<Contest, Failure> {
    Writing {
        times: 8,
        items: 25,
        answer: answers::all_written,
        cost: Cost::Unasked,
        told: Cost::Total,
        raw: async |client: &Client, items: &mut Items<'_>| {
            let mut requests = Vec::with_capacity(25);
            for item in items {
                let put = PutRequest::builder().set_item(Some(item?)).build()?;
                requests.push(WriteRequest::builder().put_request(put).build());
            }
            client.batch_write_item().request_items("orders", requests).send().await?;
            Ok(())
        },
        typed: |client: &Client, orders: Vec<schema::Order>| {
            let table = Orders::table(client);
            async move || {
                let batch = dynaschema::batch_write(table.client());
                orders.iter().fold(batch, |batch, order| batch.push(table.put(order))).send().await?;
                Ok(())
            }
        },
    }
    .contest(bench)
}

/// Of what is changed there is no struct that serde_dynamo could convert.
pub(super) fn update(bench: &Bench) -> Result<Contest, Failure> {
    let id = items::first_order().order_id;
    let raw = |client: Client| {
        let id = id.clone();
        async move || {
            let update = client
                .update_item()
                .table_name("orders")
                .set_key(Some(by_hand::key(&id)))
                .update_expression("ADD #n2 :v1")
                .condition_expression("attribute_exists(#n0) AND #n1 = :v0")
                .expression_attribute_names("#n1", "paid")
                .expression_attribute_names("#n0", "customer")
                .expression_attribute_names("#n2", "quantity")
                .expression_attribute_values(":v0", AttributeValue::Bool(false))
                .expression_attribute_values(":v1", AttributeValue::N("1".to_owned()))
                .return_values_on_condition_check_failure(ReturnValuesOnConditionCheckFailure::AllOld);
            update.send().await?;
            Ok(())
        }
    };
    let typed = |client: Client| {
        let (orders, id) = (Orders::table(&client), id.clone());
        async move || {
            let update = orders.update(Order::key(CUSTOMER, &*id)).add(Order::QUANTITY, 1_u64);
            Ok(update.condition(Order::PAID.eq(false)).send().await?)
        }
    };
    let answer = |cost| bench.answer(&answers::written("orders", cost));
    let watched = answer(Cost::Unasked).watched();
    bench.run(raw(watched.client())())?;
    let expected = without_cost(watched.seen()?);
    bench.run(typed(watched.client())())?;
    same("dynaschema", &without_cost(watched.seen()?), &expected)?;
    Ok(Contest {
        times: 20,
        of: 1,
        works: vec![
            (Contestant::RawSdk, bench.work(raw(answer(Cost::Unasked).client()))),
            (Contestant::Dynaschema, bench.work(typed(answer(Cost::Unasked).client()))),
        ],
    })
}

/// What is written, and how.
struct Writing<R, D> {
    /// How many calls make a sample.
    times: usize,
    /// How many items a call writes.
    items: usize,
    answer: fn(&str, Cost) -> String,
    /// What all but dynaschema are told of the cost.
    cost: Cost,
    /// What dynaschema is told: it asks where somebody looks at it, and in batches always.
    told: Cost,
    /// Sends maps.
    raw: R,
    /// Makes what sends dynaschema's structs.
    typed: D,
}

impl<R, D> Writing<R, D> {
    fn contest<Send>(self, bench: &Bench) -> Result<Contest, Failure>
    where
        R: AsyncFn(&Client, &mut Items<'_>) -> Result<(), Failure> + Clone + 'static,
        D: Fn(&Client, Vec<schema::Order>) -> Send,
        Send: AsyncFn() -> Result<(), Failure> + 'static,
    {
        let plain = items::orders(self.items);
        let typed = plain.iter().map(|order| dynaschema::from_item(by_hand::to_item(order)));
        let typed: Vec<schema::Order> = typed.collect::<Result<_, _>>()?;

        let by_hand = |client: Client| {
            let (raw, orders) = (self.raw.clone(), plain.clone());
            async move || raw(&client, &mut orders.iter().map(|order| Ok(by_hand::to_item(order)))).await
        };
        let by_serde = |client: Client| {
            let (raw, orders) = (self.raw.clone(), plain.clone());
            async move || raw(&client, &mut orders.iter().map(|order| Ok(to_item(order)?))).await
        };

        let answer = |cost| bench.answer(&(self.answer)("orders", cost));
        let watched = answer(self.cost).watched();
        bench.run(by_hand(watched.client())())?;
        let expected = without_cost(watched.seen()?);
        bench.run(by_serde(watched.client())())?;
        same("serde_dynamo", &without_cost(watched.seen()?), &expected)?;
        bench.run((self.typed)(&watched.client(), typed.clone())())?;
        same("dynaschema", &without_cost(watched.seen()?), &expected)?;

        let client = |cost| answer(cost).client();
        Ok(Contest {
            times: self.times,
            of: 1,
            works: vec![
                (Contestant::RawSdk, bench.work(by_hand(client(self.cost)))),
                (Contestant::SerdeDynamo, bench.work(by_serde(client(self.cost)))),
                (Contestant::Dynaschema, bench.work((self.typed)(&client(self.told), typed))),
            ],
        })
    }
}

/// A request, whether or not it asks what it costs.
fn without_cost(mut request: Value) -> Value {
    if let Some(request) = request.as_object_mut() {
        request.remove("ReturnConsumedCapacity");
    }
    request
}
