//! Orders from and to the SDK's maps, as one writes it by hand.

use std::collections::HashMap;

use aws_sdk_dynamodb::types::AttributeValue;

use crate::order::{Address, Order};
use crate::{Failure, Item};

/// The map that is stored.
pub fn into_item(order: Order) -> Item {
    let texts = |texts: Vec<String>| AttributeValue::L(texts.into_iter().map(AttributeValue::S).collect());
    let number = |number: u64| AttributeValue::N(number.to_string());
    let address = HashMap::from([
        ("street".to_owned(), AttributeValue::S(order.address.street)),
        ("city".to_owned(), AttributeValue::S(order.address.city)),
        ("zip".to_owned(), AttributeValue::S(order.address.zip)),
        ("country".to_owned(), AttributeValue::S(order.address.country)),
    ]);
    let mut item = HashMap::from([
        ("customer_id".to_owned(), AttributeValue::S(order.customer_id)),
        ("order_id".to_owned(), AttributeValue::S(order.order_id)),
        ("shop".to_owned(), AttributeValue::S(order.shop)),
        ("placed_at".to_owned(), number(order.placed_at)),
        ("status".to_owned(), AttributeValue::S(order.status)),
        ("total_cents".to_owned(), number(order.total_cents)),
        ("quantity".to_owned(), number(order.quantity)),
        ("weight".to_owned(), AttributeValue::N(order.weight.to_string())),
        ("gift".to_owned(), AttributeValue::Bool(order.gift)),
        ("lines".to_owned(), texts(order.lines)),
        ("tags".to_owned(), AttributeValue::Ss(order.tags.into_iter().collect())),
        ("address".to_owned(), AttributeValue::M(address)),
    ]);
    if let Some(note) = order.note {
        item.insert("note".to_owned(), AttributeValue::S(note));
    }
    item
}

/// The order that a map holds; what else is in the map is left aside.
pub fn from_item(mut item: Item) -> Result<Order, Failure> {
    let mut address = map(&mut item, "address")?;
    Ok(Order {
        customer_id: text(&mut item, "customer_id")?,
        order_id: text(&mut item, "order_id")?,
        shop: text(&mut item, "shop")?,
        placed_at: number(&mut item, "placed_at")?,
        status: text(&mut item, "status")?,
        note: if item.contains_key("note") { Some(text(&mut item, "note")?) } else { None },
        total_cents: number(&mut item, "total_cents")?,
        quantity: number(&mut item, "quantity")?,
        weight: number(&mut item, "weight")?,
        gift: match item.remove("gift") {
            Some(AttributeValue::Bool(gift)) => gift,
            other => return unexpected("gift", other),
        },
        lines: match item.remove("lines") {
            Some(AttributeValue::L(lines)) => lines.into_iter().map(line).collect::<Result<_, _>>()?,
            other => return unexpected("lines", other),
        },
        tags: match item.remove("tags") {
            Some(AttributeValue::Ss(tags)) => tags.into_iter().collect(),
            other => return unexpected("tags", other),
        },
        address: Address {
            street: text(&mut address, "street")?,
            city: text(&mut address, "city")?,
            zip: text(&mut address, "zip")?,
            country: text(&mut address, "country")?,
        },
    })
}

/// What [`Order::sum`] says of the order in a map, without making it.
pub fn sum(item: &Item) -> Result<u64, Failure> {
    item.values().map(sum_of).sum()
}

fn sum_of(value: &AttributeValue) -> Result<u64, Failure> {
    let texts = |texts: &[String]| texts.iter().map(|text| text.len() as u64).sum();
    match value {
        AttributeValue::S(text) => Ok(text.len() as u64),
        // The one number that is not whole is in quarters.
        AttributeValue::N(number) if number.contains('.') => Ok((number.parse::<f64>()? * 4.0) as u64),
        AttributeValue::N(number) => Ok(number.parse::<u64>()?),
        AttributeValue::Bool(yes) => Ok(u64::from(*yes)),
        AttributeValue::L(values) => values.iter().map(sum_of).sum(),
        AttributeValue::M(values) => values.values().map(sum_of).sum(),
        AttributeValue::Ss(values) => Ok(texts(values)),
        other => unexpected("an order", Some(other.clone())),
    }
}

fn text(item: &mut Item, name: &str) -> Result<String, Failure> {
    match item.remove(name) {
        Some(AttributeValue::S(text)) => Ok(text),
        other => unexpected(name, other),
    }
}

fn number<T: std::str::FromStr<Err: Into<Failure>>>(item: &mut Item, name: &str) -> Result<T, Failure> {
    match item.remove(name) {
        Some(AttributeValue::N(number)) => number.parse().map_err(Into::into),
        other => unexpected(name, other),
    }
}

fn map(item: &mut Item, name: &str) -> Result<Item, Failure> {
    match item.remove(name) {
        Some(AttributeValue::M(map)) => Ok(map),
        other => unexpected(name, other),
    }
}

fn line(value: AttributeValue) -> Result<String, Failure> {
    match value {
        AttributeValue::S(line) => Ok(line),
        other => unexpected("lines", Some(other)),
    }
}

fn unexpected<T>(name: &str, value: Option<AttributeValue>) -> Result<T, Failure> {
    Err(format!("`{name}` is {value:?}").into())
}
