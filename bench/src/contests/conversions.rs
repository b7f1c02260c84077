//! Between structs and maps, without a call.

use serde_dynamo::aws_sdk_dynamodb_1::{from_item, to_item};

use super::{prepared, same};
use crate::by_hand::{self, FromItem, Item};
use crate::contest::{Contest, Contestant};
use crate::contests::Bench;
use crate::plain::Order;
use crate::{Failure, items, schema};

/// How many items are converted together: few enough to stay in the processor's cache, so that the conversion counts and not
/// the memory.
const COUNT: usize = 50;

type All<T> = Result<Vec<T>, Failure>;

pub(super) fn decode(_: &Bench) -> Result<Contest, Failure> {
    let expected = items::orders(COUNT);
    let items: Vec<Item> = expected.iter().map(by_hand::to_item).collect();
    let by_serde = |items: Vec<Item>| -> All<Order> { Ok(items.into_iter().map(from_item).collect::<Result<_, _>>()?) };
    let by_hand =
        |items: Vec<Item>| -> All<Order> { Ok(items.into_iter().map(Order::from_item).collect::<Result<_, _>>()?) };
    let typed = |items: Vec<Item>| -> All<schema::Order> {
        Ok(items.into_iter().map(dynaschema::from_item).collect::<Result<_, _>>()?)
    };
    same("serde_dynamo", &by_serde(items.clone())?, &expected)?;
    same("code by hand", &by_hand(items.clone())?, &expected)?;
    let found: Vec<Order> = typed(items.clone())?.into_iter().map(Into::into).collect();
    same("dynaschema", &found, &expected)?;
    let copies = || {
        let items = items.clone();
        move || items.clone()
    };
    Ok(Contest {
        times: 10,
        of: COUNT,
        works: vec![
            (Contestant::SerdeDynamo, prepared(copies(), by_serde)),
            (Contestant::ByHand, prepared(copies(), by_hand)),
            (Contestant::Dynaschema, prepared(copies(), typed)),
        ],
    })
}

pub(super) fn encode(_: &Bench) -> Result<Contest, Failure> {
    let orders = items::orders(COUNT);
    let expected: Vec<Item> = orders.iter().map(by_hand::to_item).collect();
    let typed_orders = expected.iter().cloned().map(dynaschema::from_item);
    let typed_orders: Vec<schema::Order> = typed_orders.collect::<Result<_, _>>()?;
    let (of_serde, of_hand) = (orders.clone(), orders);
    let by_serde = move |()| -> All<Item> { Ok(of_serde.iter().map(to_item).collect::<Result<_, _>>()?) };
    let by_hand = move |()| -> All<Item> { Ok(of_hand.iter().map(by_hand::to_item).collect()) };
    let typed = move |()| -> All<Item> { Ok(typed_orders.iter().map(dynaschema::to_item).collect::<Result<_, _>>()?) };
    same("serde_dynamo", &by_serde(())?, &expected)?;
    same("dynaschema", &typed(())?, &expected)?;
    Ok(Contest {
        times: 10,
        of: COUNT,
        works: vec![
            (Contestant::SerdeDynamo, prepared(|| (), by_serde)),
            (Contestant::ByHand, prepared(|| (), by_hand)),
            (Contestant::Dynaschema, prepared(|| (), typed)),
        ],
    })
}
