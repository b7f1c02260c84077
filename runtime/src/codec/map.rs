//! Items as the SDK holds them: maps of attribute values.

use std::borrow::Cow;
use std::collections::hash_map::IntoIter;
use std::fmt::Display;

use aws_sdk_dynamodb::types::AttributeValue;

use super::{Decoded, EncodeItem, Encoded, Item, Members, MembersTarget, Mismatch, Source, Target, Value};
use crate::entity::{Entity, TableDefinition};
use crate::error::{DecodeError, Error};
use crate::key::{self, ItemKey};

/// Writes an entity as an item of the SDK.
///
/// # Errors
/// [`Error::Refused`] for a value that DynamoDB would refuse, such as an empty key.
pub fn to_item<E: Entity>(entity: &E) -> Result<Item, Error> {
    Ok(encode(entity)?)
}

/// Reads an entity from an item of the SDK. Attributes that the schema does not name are ignored.
///
/// # Errors
/// [`Error::Decode`] where an attribute is missing or has another type than the schema says.
pub fn from_item<E: Entity>(item: Item) -> Result<E, Error> {
    // Decoding takes the item apart, and an error should still show its key.
    let key = ItemKey::of(&item, <E::Table as TableDefinition>::META);
    E::decode(&mut MapMembers::new(item)).map_err(|mismatch| DecodeError::new(E::NAME, key, mismatch).into())
}

/// Encodes an item of an entity, with the values of all its keys checked.
pub(crate) fn encode<E: Entity>(entity: &E) -> Encoded<Item> {
    let item = members_of(entity)?;
    key::check_item(<E::Table as TableDefinition>::META, &item)?;
    Ok(item)
}

/// Encodes the key of an item of an entity, with its values checked.
pub(crate) fn encode_key<E: Entity>(key: &impl EncodeItem) -> Encoded<Item> {
    let key = members_of(key)?;
    key::check_key(&<E::Table as TableDefinition>::META.key, &key)?;
    Ok(key)
}

fn members_of(source: &impl EncodeItem) -> Encoded<Item> {
    let mut item = Item::new();
    source.encode(&mut item)?;
    Ok(item)
}

/// One value as the SDK holds it.
pub(crate) fn attribute_value<V: Value>(value: &V) -> Encoded<AttributeValue> {
    value.write(AttributeTarget)
}

/// The members of an SDK item. The map can be looked into until the first member is taken.
#[derive(Debug)]
pub struct MapMembers {
    state: State,
    current: Option<(String, AttributeValue)>,
}

#[derive(Debug)]
enum State {
    Whole(Item),
    Taken(IntoIter<String, AttributeValue>),
}

impl MapMembers {
    /// All members of the item.
    #[must_use]
    pub fn new(item: Item) -> Self {
        Self { state: State::Whole(item), current: None }
    }
}

impl Members for MapMembers {
    fn next(&mut self) -> Decoded<Option<&str>> {
        if let State::Whole(item) = &mut self.state {
            self.state = State::Taken(std::mem::take(item).into_iter());
        }
        if let State::Taken(members) = &mut self.state {
            self.current = members.next();
        }
        Ok(self.current.as_ref().map(|(name, _)| name.as_str()))
    }

    fn value<V: Value>(&mut self) -> Decoded<V> {
        match self.current.take() {
            Some((name, value)) => V::read(value).map_err(|mismatch| mismatch.of(name)),
            None => Err(Mismatch::new("a value", "nothing")),
        }
    }

    fn skip(&mut self) -> Decoded<()> {
        Ok(())
    }

    fn peek<V: Value>(&self, name: &str) -> Decoded<Option<V>> {
        match &self.state {
            State::Whole(item) => item.get(name).cloned().map(V::read).transpose(),
            State::Taken(_) => Ok(None),
        }
    }
}

impl Source<'static> for AttributeValue {
    fn string(self) -> Decoded<Cow<'static, str>> {
        match self {
            Self::S(text) => Ok(Cow::Owned(text)),
            other => Err(Mismatch::new("S", kind(&other))),
        }
    }

    fn number(self) -> Decoded<Cow<'static, str>> {
        match self {
            Self::N(number) => Ok(Cow::Owned(number)),
            other => Err(Mismatch::new("N", kind(&other))),
        }
    }

    fn boolean(self) -> Decoded<bool> {
        match self {
            Self::Bool(value) => Ok(value),
            other => Err(Mismatch::new("BOOL", kind(&other))),
        }
    }

    fn string_set(self, each: impl FnMut(Cow<'static, str>) -> Decoded<()>) -> Decoded<()> {
        match self {
            Self::Ss(elements) => elements.into_iter().map(Cow::Owned).try_for_each(each),
            other => Err(Mismatch::new("SS", kind(&other))),
        }
    }
}

/// The wire type of a value, in DynamoDB's letters.
fn kind(value: &AttributeValue) -> &'static str {
    match value {
        AttributeValue::S(_) => "S",
        AttributeValue::N(_) => "N",
        AttributeValue::B(_) => "B",
        AttributeValue::Bool(_) => "BOOL",
        AttributeValue::Null(_) => "NULL",
        AttributeValue::M(_) => "M",
        AttributeValue::L(_) => "L",
        AttributeValue::Ss(_) => "SS",
        AttributeValue::Ns(_) => "NS",
        AttributeValue::Bs(_) => "BS",
        _ => "a type that this version of the SDK does not know",
    }
}

impl MembersTarget for Item {
    fn member<V: Value>(&mut self, name: &'static str, value: &V) -> Encoded<()> {
        if !value.is_absent() {
            self.insert(name.to_owned(), value.write(AttributeTarget)?);
        }
        Ok(())
    }
}

/// Makes an attribute value of the SDK.
struct AttributeTarget;

impl Target for AttributeTarget {
    type Done = AttributeValue;

    fn string(self, value: &str) -> AttributeValue {
        AttributeValue::S(value.to_owned())
    }

    fn number(self, value: impl Display) -> AttributeValue {
        AttributeValue::N(value.to_string())
    }

    fn boolean(self, value: bool) -> AttributeValue {
        AttributeValue::Bool(value)
    }

    fn null(self) -> AttributeValue {
        AttributeValue::Null(true)
    }

    fn string_set<'s>(self, elements: impl Iterator<Item = &'s str>) -> AttributeValue {
        AttributeValue::Ss(elements.map(str::to_owned).collect())
    }
}
