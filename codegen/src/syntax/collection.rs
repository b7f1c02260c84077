//! Collections: items of several entities that one query returns.

use serde::Deserialize;

use crate::yaml::{Field, Map, Spanned};

/// What stands in one partition of a table or of an index.
#[derive(Debug, Deserialize)]
#[serde(expecting = "a map, such as `{ table: Shop, fields: { order: Order, items: list<OrderItem> } }`")]
pub(crate) struct Collection {
    #[serde(default)]
    pub(crate) doc: Field<String>,
    #[serde(default)]
    pub(crate) table: Field<String>,
    /// A table and the name of its index in the schema: `OnlineShop.gsi2`.
    #[serde(default)]
    pub(crate) index: Field<String>,
    /// An entity, one with a `?`, or a list of one.
    #[serde(default)]
    pub(crate) fields: Field<Map<Spanned<String>>>,
}
