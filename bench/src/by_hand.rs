//! Between structs and the SDK's maps as a careful engineer would write it: each attribute is taken out of the map by its
//! name, and one that is missing or of another type is an error that names it.

use std::collections::HashMap;
use std::fmt;

use aws_sdk_dynamodb::types::AttributeValue;

use crate::items::CUSTOMER;
use crate::plain::{Address, Kind, Note, Order, ShopOrder};

/// An item as the SDK holds it.
pub type Item = HashMap<String, AttributeValue>;

/// What is read from an item by hand.
pub trait FromItem: Sized {
    /// Takes the item apart.
    ///
    /// # Errors
    /// An attribute that is missing, or not what it should be.
    fn from_item(item: Item) -> Result<Self, Unexpected>;
}

/// The attribute that is missing, or not what it should be.
#[derive(Debug)]
pub struct Unexpected(&'static str);

impl fmt::Display for Unexpected {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "`{}` is missing, or not what it should be", self.0)
    }
}

impl std::error::Error for Unexpected {}

fn string(item: &mut Item, name: &'static str) -> Result<String, Unexpected> {
    optional_string(item, name)?.ok_or(Unexpected(name))
}

fn optional_string(item: &mut Item, name: &'static str) -> Result<Option<String>, Unexpected> {
    match item.remove(name) {
        Some(AttributeValue::S(text)) => Ok(Some(text)),
        None => Ok(None),
        Some(_) => Err(Unexpected(name)),
    }
}

fn number<T: std::str::FromStr>(item: &mut Item, name: &'static str) -> Result<T, Unexpected> {
    match item.remove(name) {
        Some(AttributeValue::N(text)) => text.parse().map_err(|_| Unexpected(name)),
        _ => Err(Unexpected(name)),
    }
}

fn boolean(item: &mut Item, name: &'static str) -> Result<bool, Unexpected> {
    match item.remove(name) {
        Some(AttributeValue::Bool(value)) => Ok(value),
        _ => Err(Unexpected(name)),
    }
}

fn texts<T: FromIterator<String>>(item: &mut Item, name: &'static str) -> Result<T, Unexpected> {
    match item.remove(name) {
        Some(AttributeValue::Ss(texts)) => Ok(texts.into_iter().collect()),
        Some(AttributeValue::L(list)) => {
            let text = |value| if let AttributeValue::S(text) = value { Ok(text) } else { Err(Unexpected(name)) };
            list.into_iter().map(text).collect()
        }
        _ => Err(Unexpected(name)),
    }
}

fn address(item: &mut Item, name: &'static str) -> Result<Address, Unexpected> {
    let Some(AttributeValue::M(mut map)) = item.remove(name) else { return Err(Unexpected(name)) };
    Ok(Address {
        street: string(&mut map, "street")?,
        house: number(&mut map, "house")?,
        city: string(&mut map, "city")?,
        country: string(&mut map, "country")?,
    })
}

impl FromItem for Order {
    fn from_item(mut item: Item) -> Result<Self, Unexpected> {
        Ok(Self {
            customer: string(&mut item, "customer")?,
            order_id: string(&mut item, "order_id")?,
            status: string(&mut item, "status")?,
            email: string(&mut item, "email")?,
            note: optional_string(&mut item, "note")?,
            created_at: number(&mut item, "created_at")?,
            updated_at: number(&mut item, "updated_at")?,
            quantity: number(&mut item, "quantity")?,
            total: number(&mut item, "total")?,
            paid: boolean(&mut item, "paid")?,
            lines: texts(&mut item, "lines")?,
            tags: texts(&mut item, "tags")?,
            address: address(&mut item, "address")?,
        })
    }
}

impl FromItem for ShopOrder {
    fn from_item(mut item: Item) -> Result<Self, Unexpected> {
        if string(&mut item, "kind")? != "order" {
            return Err(Unexpected("kind"));
        }
        Ok(Self {
            pk: string(&mut item, "PK")?,
            sk: string(&mut item, "SK")?,
            kind: Kind::Order,
            status: string(&mut item, "status")?,
            email: string(&mut item, "email")?,
            note: optional_string(&mut item, "note")?,
            created_at: number(&mut item, "created_at")?,
            updated_at: number(&mut item, "updated_at")?,
            quantity: number(&mut item, "quantity")?,
            total: number(&mut item, "total")?,
            paid: boolean(&mut item, "paid")?,
            lines: texts(&mut item, "lines")?,
            tags: texts(&mut item, "tags")?,
            address: address(&mut item, "address")?,
        })
    }
}

impl FromItem for Note {
    fn from_item(mut item: Item) -> Result<Self, Unexpected> {
        Ok(Self {
            topic: string(&mut item, "topic")?,
            number: number(&mut item, "number")?,
            body: string(&mut item, "body")?,
        })
    }
}

/// The key of an order.
#[must_use]
pub fn key(order_id: &str) -> Item {
    HashMap::from([
        ("customer".to_owned(), AttributeValue::S(CUSTOMER.to_owned())),
        ("order_id".to_owned(), AttributeValue::S(order_id.to_owned())),
    ])
}

/// The item of an order.
#[must_use]
pub fn to_item(order: &Order) -> Item {
    let text = |text: &String| AttributeValue::S(text.clone());
    let Address { street, house, city, country } = &order.address;
    let address = HashMap::from([
        ("street".to_owned(), text(street)),
        ("house".to_owned(), AttributeValue::N(house.to_string())),
        ("city".to_owned(), text(city)),
        ("country".to_owned(), text(country)),
    ]);
    let mut item = HashMap::from([
        ("customer".to_owned(), text(&order.customer)),
        ("order_id".to_owned(), text(&order.order_id)),
        ("status".to_owned(), text(&order.status)),
        ("email".to_owned(), text(&order.email)),
        ("created_at".to_owned(), AttributeValue::N(order.created_at.to_string())),
        ("updated_at".to_owned(), AttributeValue::N(order.updated_at.to_string())),
        ("quantity".to_owned(), AttributeValue::N(order.quantity.to_string())),
        ("total".to_owned(), AttributeValue::N(order.total.to_string())),
        ("paid".to_owned(), AttributeValue::Bool(order.paid)),
        ("lines".to_owned(), AttributeValue::L(order.lines.iter().map(text).collect())),
        ("tags".to_owned(), AttributeValue::Ss(order.tags.iter().cloned().collect())),
        ("address".to_owned(), AttributeValue::M(address)),
    ]);
    if let Some(note) = &order.note {
        item.insert("note".to_owned(), text(note));
    }
    item
}
