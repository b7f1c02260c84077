//! Values that the SDK holds, to be read.

use std::borrow::Cow;
use std::collections::hash_map;
use std::vec;

use aws_sdk_dynamodb::primitives::Blob;
use aws_sdk_dynamodb::types::AttributeValue;

use super::target::attribute_value;
use super::{Decoded, Elements, Encoding, Item, Members, Mismatch, SetKind, Source, raw};

/// The members of an SDK item. The map can be looked into until the first member is taken.
#[derive(Debug)]
pub struct MapMembers {
    state: State,
    /// The current member's name; empty where there is none.
    name: String,
    /// Its value, as long as it is not taken.
    value: Option<AttributeValue>,
    /// The level of the members' values, from 0.
    level: usize,
}

#[derive(Debug)]
enum State {
    Whole(Item),
    Taken(hash_map::IntoIter<String, AttributeValue>),
}

impl MapMembers {
    /// All members of the item.
    #[must_use]
    #[inline]
    pub fn new(item: Item) -> Self {
        Self::on_level(item, 0)
    }

    #[inline]
    fn on_level(item: Item, level: usize) -> Self {
        Self {
            state: State::Whole(item),
            name: String::new(),
            value: None,
            level,
        }
    }
}

impl Members for MapMembers {
    #[inline]
    fn next(&mut self) -> Decoded<Option<&str>> {
        if let State::Whole(item) = &mut self.state {
            self.state = State::Taken(std::mem::take(item).into_iter());
        }
        let next = if let State::Taken(members) = &mut self.state { members.next() } else { None };
        let Some((name, value)) = next else {
            self.name.clear();
            self.value = None;
            return Ok(None);
        };
        self.name = name;
        self.value = Some(value);
        Ok(Some(&self.name))
    }

    #[inline]
    fn name(&self) -> &str {
        &self.name
    }

    #[inline]
    fn value<E: Encoding>(&mut self) -> Decoded<E::Value> {
        match self.value.take() {
            Some(value) => read::<E>(value, self.level).map_err(|mismatch| mismatch.of(&self.name)),
            None => Err(Mismatch::new("a value", "nothing")),
        }
    }

    #[inline]
    fn skip(&mut self) -> Decoded<()> {
        Ok(())
    }

    fn peek<E: Encoding>(&self, name: &str) -> Decoded<Option<E::Value>> {
        match &self.state {
            State::Whole(item) => {
                let value = item.get(name).map(|value| read::<E>(value.clone(), self.level));
                value.transpose().map_err(|mismatch| mismatch.of(name))
            }
            State::Taken(_) => Ok(None),
        }
    }
}

/// The elements of an SDK list or set.
#[derive(Debug)]
pub struct ValueElements {
    values: Values,
    position: usize,
    /// The level of the elements, from 0.
    level: usize,
}

#[derive(Debug)]
enum Values {
    List(vec::IntoIter<AttributeValue>),
    Strings(vec::IntoIter<String>),
    Numbers(vec::IntoIter<String>),
    Binaries(vec::IntoIter<Blob>),
}

impl Elements for ValueElements {
    #[inline]
    fn next<E: Encoding>(&mut self) -> Decoded<Option<E::Value>> {
        let value = match &mut self.values {
            Values::List(values) => values.next(),
            Values::Strings(values) => values.next().map(AttributeValue::S),
            Values::Numbers(values) => values.next().map(AttributeValue::N),
            Values::Binaries(values) => values.next().map(AttributeValue::B),
        };
        let position = self.position;
        self.position += 1;
        value.map(|value| read::<E>(value, self.level).map_err(|mismatch| mismatch.at(position))).transpose()
    }
}

/// A value of the SDK, to be read.
#[derive(Debug)]
struct ValueSource {
    value: AttributeValue,
    /// How many lists and maps it lies in.
    level: usize,
}

/// Reads a value on this level. One that lies deeper than DynamoDB's do is a mismatch: a type that contains itself would
/// follow it for as long as there is stack.
#[inline]
fn read<E: Encoding>(value: AttributeValue, level: usize) -> Decoded<E::Value> {
    E::read(value_source(value, level)?)
}

/// A value on this level, from 0, of an SDK item.
#[inline]
pub(crate) fn value_source(value: AttributeValue, level: usize) -> Decoded<impl Source<'static>> {
    raw::check_depth(level)?;
    Ok(ValueSource { value, level })
}

/// A value as it is once it was written and read: a time is no finer than its format.
#[must_use]
pub fn as_written<E: Encoding>(value: E::Value) -> E::Value {
    attribute_value::<E>(&value).ok().and_then(|written| read::<E>(written, 0).ok()).unwrap_or(value)
}

#[inline]
fn elements(values: Values, level: usize) -> ValueElements {
    ValueElements { values, position: 0, level }
}

impl Source<'static> for ValueSource {
    type Members = MapMembers;
    type Elements = ValueElements;

    #[inline]
    fn string(self) -> Decoded<Cow<'static, str>> {
        match self.value {
            AttributeValue::S(text) => Ok(Cow::Owned(text)),
            other => Err(Mismatch::new("S", kind(&other))),
        }
    }

    #[inline]
    fn number(self) -> Decoded<Cow<'static, str>> {
        match self.value {
            AttributeValue::N(number) => Ok(Cow::Owned(number)),
            other => Err(Mismatch::new("N", kind(&other))),
        }
    }

    #[inline]
    fn binary(self) -> Decoded<Cow<'static, [u8]>> {
        match self.value {
            AttributeValue::B(bytes) => Ok(Cow::Owned(bytes.into_inner())),
            other => Err(Mismatch::new("B", kind(&other))),
        }
    }

    #[inline]
    fn boolean(self) -> Decoded<bool> {
        match self.value {
            AttributeValue::Bool(value) => Ok(value),
            other => Err(Mismatch::new("BOOL", kind(&other))),
        }
    }

    #[inline]
    fn non_null(self) -> Decoded<Option<Self>> {
        Ok((!self.value.is_null()).then_some(self))
    }

    #[inline]
    fn list(self) -> Decoded<ValueElements> {
        match self.value {
            AttributeValue::L(values) => Ok(elements(Values::List(values.into_iter()), self.level + 1)),
            other => Err(Mismatch::new("L", kind(&other))),
        }
    }

    #[inline]
    fn map(self) -> Decoded<MapMembers> {
        match self.value {
            AttributeValue::M(members) => Ok(MapMembers::on_level(members, self.level + 1)),
            other => Err(Mismatch::new("M", kind(&other))),
        }
    }

    #[inline]
    fn set(self, wanted: SetKind) -> Decoded<ValueElements> {
        let values = match (self.value, wanted) {
            (AttributeValue::Ss(values), SetKind::Strings) => Values::Strings(values.into_iter()),
            (AttributeValue::Ns(values), SetKind::Numbers) => Values::Numbers(values.into_iter()),
            (AttributeValue::Bs(values), SetKind::Binaries) => Values::Binaries(values.into_iter()),
            (other, wanted) => return Err(Mismatch::new(wanted.name(), kind(&other))),
        };
        // A set is one value, and its elements lie no deeper.
        Ok(elements(values, self.level))
    }

    fn any(self) -> Decoded<AttributeValue> {
        raw::check_depth_of(&self.value, self.level)?;
        Ok(self.value)
    }
}

/// The wire type of a value, in DynamoDB's letters.
#[inline]
pub(crate) fn kind(value: &AttributeValue) -> &'static str {
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
