//! The answers of DynamoDB, as JSON.

use fastrand::Rng;
use serde::Serialize;
use serde_json::{Value, json};

use crate::Failure;

/// Where an item's attributes stand.
#[derive(Debug, Clone, Copy)]
pub enum Order {
    /// In any order, as DynamoDB sends them.
    Random,
    /// So, but that this one is the last.
    EndingWith(&'static str),
}

/// Items as DynamoDB writes them.
///
/// # Errors
/// None: all of them can be written.
pub fn items<T: Serialize>(items: &[T], order: Order) -> Result<Vec<String>, Failure> {
    let mut rng = Rng::with_seed(9);
    items.iter().map(|item| text(item, order, &mut rng)).collect()
}

fn text<T: Serialize>(item: &T, order: Order, rng: &mut Rng) -> Result<String, Failure> {
    let item: serde_dynamo::Item = serde_dynamo::to_item(item)?;
    let Value::Object(members) = serde_json::to_value(&item)? else { return Err("an item is an object".into()) };
    let mut members: Vec<(String, Value)> = members.into_iter().collect();
    rng.shuffle(&mut members);
    if let Order::EndingWith(last) = order {
        members.sort_by_key(|(name, _)| name == last);
    }
    let members = members.iter().map(|(name, value)| format!("{}:{value}", json!(name)));
    Ok(format!("{{{}}}", members.collect::<Vec<_>>().join(",")))
}

/// Whether the request asks what it costs, as dynaschema's do, and is told.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Cost {
    /// It does not ask.
    Unasked,
    /// It asks for the total.
    Total,
}

impl Cost {
    fn member(self, table: &str, units: f64, is_of_several: bool) -> String {
        let cost = json!({ "CapacityUnits": units, "TableName": table });
        match self {
            Self::Unasked => String::new(),
            Self::Total if is_of_several => format!("\"ConsumedCapacity\":[{cost}],"),
            Self::Total => format!("\"ConsumedCapacity\":{cost},"),
        }
    }
}

/// What a query or a scan finds: one page, and the last.
#[must_use]
pub fn page(table: &str, items: &[String], cost: Cost) -> String {
    let (cost, count, items) = (cost.member(table, 128.5, false), items.len(), items.join(","));
    format!("{{{cost}\"Count\":{count},\"Items\":[{items}],\"ScannedCount\":{count}}}")
}

/// What GetItem finds.
#[must_use]
pub fn one(table: &str, item: &str, cost: Cost) -> String {
    format!("{{{}\"Item\":{item}}}", cost.member(table, 0.5, false))
}

/// What BatchGetItem finds.
#[must_use]
pub fn batch(table: &str, items: &[String], cost: Cost) -> String {
    let (cost, items) = (cost.member(table, 50.0, true), items.join(","));
    format!("{{{cost}\"Responses\":{{{}:[{items}]}},\"UnprocessedKeys\":{{}}}}", json!(table))
}

/// What TransactGetItems finds.
#[must_use]
pub fn snapshot(table: &str, items: &[String], cost: Cost) -> String {
    let items: Vec<_> = items.iter().map(|item| format!("{{\"Item\":{item}}}")).collect();
    format!("{{{}\"Responses\":[{}]}}", cost.member(table, 25.0, true), items.join(","))
}

/// What PutItem says.
#[must_use]
pub fn written(table: &str, cost: Cost) -> String {
    let member = cost.member(table, 1.0, false);
    format!("{{{}}}", member.trim_end_matches(','))
}

/// What BatchWriteItem says.
#[must_use]
pub fn all_written(table: &str, cost: Cost) -> String {
    format!("{{{}\"UnprocessedItems\":{{}}}}", cost.member(table, 25.0, true))
}
