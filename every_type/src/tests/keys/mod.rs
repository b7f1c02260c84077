//! What composed keys promise, of `schema/every_key.yaml`: comparisons, updates, entities beside one another.

mod attacks;
mod comparisons;
mod model;
mod modelled_updates;
mod modelled_upserts;
mod round_trip;
mod samples;
mod shared;
mod updates;
mod upserts;

use aws_sdk_dynamodb::types::AttributeValue;
use dynaschema::{Error, Item, StoredIn, Table, TableDefinition, Writable};

async fn table<T: TableDefinition>() -> Table<T> {
    let table = Table::new(&dynaschema_embedded::client().await);
    table.create_table().send().await.unwrap();
    table
}

/// Puts an item, unless it is refused: then by the name of one of these parts.
async fn accepts<T, E>(table: &Table<T>, item: &E, parts: &[&str]) -> bool
where
    T: TableDefinition,
    E: StoredIn<T>,
    for<'e> &'e E: Writable<Entity = E>,
{
    match table.put(item).send().await {
        Ok(_) => true,
        Err(Error::Refused(refused)) => {
            assert!(parts.contains(&refused.attribute.as_str()), "{refused}");
            false
        }
        Err(error) => panic!("{error}"),
    }
}

/// The text of an attribute of an item.
fn text(item: &Item, name: &str) -> String {
    match item.get(name) {
        Some(AttributeValue::S(text) | AttributeValue::N(text)) => text.clone(),
        other => panic!("{name}: {other:?}"),
    }
}
