//! The verbs: thin typed shells over plans, one file each.

mod delete;
mod get;
mod put;
mod query;
mod scan;
mod update;

pub use delete::Delete;
pub use get::Get;
pub use put::Put;
pub use query::Query;
pub use scan::Scan;
pub use update::Update;

use crate::codec::{EncodeItem, Encoded, Item};
use crate::entity::{Entity, TableDefinition};
use crate::key;

/// Encodes an item or a key, with its key values checked.
fn encode<E: Entity>(source: &impl EncodeItem) -> Encoded<Item> {
    let mut item = Item::new();
    source.encode(&mut item)?;
    key::check_item(<E::Table as TableDefinition>::META, &item)?;
    Ok(item)
}
