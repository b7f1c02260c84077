//! Items as the SDK holds them: maps of attribute values.

use aws_sdk_dynamodb::types::AttributeValue;

use super::target::MapTarget;
use super::{EncodeItem, Encoded, IntoItem, Item};
use crate::decoder::Incoming;
use crate::entity::{Entity, Stamp, TableDefinition};
use crate::error::Error;
use crate::item_size;
use crate::key;
use crate::now::Now;
use crate::sieve;

/// Writes an entity as an item of the SDK.
///
/// # Errors
/// [`Error::Refused`] for a value that DynamoDB would refuse, such as an empty key.
pub fn to_item<E: Entity>(entity: &E) -> Result<Item, Error> {
    Ok(encode(entity)?)
}

/// Reads an entity from an item. What is done with attributes that the schema does not name, the entity's `unknown`
/// says.
///
/// # Errors
/// [`Error::Decode`] where an attribute is missing or has another type than the schema says.
pub fn from_item<E: Entity>(item: impl IntoItem) -> Result<E, Error> {
    Incoming::from(item.into_item()).read()
}

/// Encodes an item of an entity, with all that DynamoDB would refuse checked.
fn encode<E: Entity>(entity: &E) -> Encoded<Item> {
    checked::<E>(members_of(entity)?)
}

/// Encodes an item for a write at this time, which sets its stamps: the one of its creation if the write `creates` it,
/// or if it has none yet.
pub(crate) fn encode_stamped<E: Entity>(entity: &E, now: Now, creates: bool) -> Encoded<Item> {
    let mut item = members_of(entity)?;
    for (name, value) in stamps::<E>(Stamp::Insert, now)? {
        if creates || matches!(item.get(&name), None | Some(AttributeValue::Null(_))) {
            item.insert(name, value);
        }
    }
    item.extend(stamps::<E>(Stamp::Write, now)?);
    checked::<E>(item)
}

/// The attributes that a write at this time sets by itself.
pub(crate) fn stamps<E: Entity>(stamp: Stamp, now: Now) -> Encoded<Item> {
    let mut members = MapTarget::empty();
    E::stamp(stamp, now, &mut members)?;
    Ok(members.into_item())
}

fn checked<E: Entity>(item: Item) -> Encoded<Item> {
    key::check_item(<E::Table as TableDefinition>::META, &item)?;
    sieve::check_own::<E>(&item)?;
    item_size::check(&item)?;
    Ok(item)
}

/// Encodes the key of an item of an entity, with its values checked.
pub(crate) fn encode_key<E: Entity>(key: &E::Key) -> Encoded<Item> {
    let key = members_of(key)?;
    key::check_key(&<E::Table as TableDefinition>::META.key, &key)?;
    sieve::check_own::<E>(&key)?;
    Ok(key)
}

fn members_of(source: &impl EncodeItem) -> Encoded<Item> {
    let mut item = MapTarget::new();
    source.encode(&mut item)?;
    Ok(item.into_item())
}
