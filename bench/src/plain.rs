//! The structs of a program without dynaschema: those that serde_dynamo fills, and those that are filled by hand.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use crate::schema;

/// An order, of thirteen attributes.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[allow(missing_docs, reason = "they are those of the schema")]
pub struct Order {
    pub customer: String,
    pub order_id: String,
    pub status: String,
    pub email: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
    pub created_at: u64,
    pub updated_at: u64,
    pub quantity: u64,
    pub total: f64,
    pub paid: bool,
    pub lines: Vec<String>,
    #[serde(with = "serde_dynamo::string_set")]
    pub tags: BTreeSet<String>,
    pub address: Address,
}

/// Where an order goes.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[allow(missing_docs, reason = "they are those of the schema")]
pub struct Address {
    pub street: String,
    pub house: u64,
    pub city: String,
    pub country: String,
}

/// An order in a table with several entities: its key is text, and an attribute says that it is an order.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[allow(missing_docs, reason = "they are those of the schema")]
pub struct ShopOrder {
    #[serde(rename = "PK")]
    pub pk: String,
    #[serde(rename = "SK")]
    pub sk: String,
    pub kind: Kind,
    pub status: String,
    pub email: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
    pub created_at: u64,
    pub updated_at: u64,
    pub quantity: u64,
    pub total: f64,
    pub paid: bool,
    pub lines: Vec<String>,
    #[serde(with = "serde_dynamo::string_set")]
    pub tags: BTreeSet<String>,
    pub address: Address,
}

/// What an item says that it is: anything else is an error.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Kind {
    /// An order.
    Order,
}

/// An item with one long text.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[allow(missing_docs, reason = "they are those of the schema")]
pub struct Note {
    pub topic: String,
    pub number: u64,
    pub body: String,
}

impl From<schema::Order> for Order {
    fn from(order: schema::Order) -> Self {
        let schema::Order {
            customer,
            order_id,
            status,
            email,
            note,
            created_at,
            updated_at,
            quantity,
            total,
            paid,
            lines,
            tags,
            address,
            ..
        } = order;
        let address = address.into();
        Self {
            customer,
            order_id,
            status,
            email,
            note,
            created_at,
            updated_at,
            quantity,
            total,
            paid,
            lines,
            tags,
            address,
        }
    }
}

impl From<schema::ShopOrder> for ShopOrder {
    fn from(order: schema::ShopOrder) -> Self {
        Self {
            pk: format!("customer#{}", order.customer),
            sk: format!("order#{}", order.order_id),
            kind: Kind::Order,
            status: order.status,
            email: order.email,
            note: order.note,
            created_at: order.created_at,
            updated_at: order.updated_at,
            quantity: order.quantity,
            total: order.total,
            paid: order.paid,
            lines: order.lines,
            tags: order.tags,
            address: order.address.into(),
        }
    }
}

impl From<schema::Address> for Address {
    fn from(address: schema::Address) -> Self {
        let schema::Address { street, house, city, country, .. } = address;
        Self { street, house, city, country }
    }
}

impl From<schema::Note> for Note {
    fn from(note: schema::Note) -> Self {
        let schema::Note { topic, number, body, .. } = note;
        Self { topic, number, body }
    }
}
