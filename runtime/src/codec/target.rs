//! Values that the SDK holds, to be written.

use std::fmt::Display;

use aws_sdk_dynamodb::primitives::Blob;
use aws_sdk_dynamodb::types::AttributeValue;

use super::{ElementsTarget, Encoded, Encoding, Item, MembersTarget, SetKind, Target, raw};

/// One value as the SDK holds it.
#[inline]
pub(crate) fn attribute_value<E: Encoding>(value: &E::Value) -> Encoded<AttributeValue> {
    attribute_value_at::<E>(0, value)
}

/// The same of a value that is to lie in so many lists and maps.
#[inline]
pub(crate) fn attribute_value_at<E: Encoding>(level: usize, value: &E::Value) -> Encoded<AttributeValue> {
    E::write(value, AttributeTarget::new(level)?)
}

/// So many members are made room for in an item, and in a map in it: more than most have.
const ROOM: [usize; 2] = [14, 7];

/// Makes a map of the SDK: an item, or one in it.
#[derive(Debug)]
pub(super) struct MapTarget {
    members: Item,
    /// The level of the members' values, from 0.
    level: usize,
}

impl MapTarget {
    /// An item.
    #[inline]
    pub(super) fn new() -> Self {
        Self::on_level(0)
    }

    /// What most often stays empty.
    #[inline]
    pub(super) fn empty() -> Self {
        Self { members: Item::new(), level: 0 }
    }

    #[inline]
    fn on_level(level: usize) -> Self {
        let [of_item, of_map] = ROOM;
        let room = if level == 0 { of_item } else { of_map };
        Self { members: Item::with_capacity(room), level }
    }

    #[inline]
    pub(super) fn into_item(self) -> Item {
        self.members
    }
}

impl MembersTarget for MapTarget {
    #[inline]
    fn member<E: Encoding>(&mut self, name: &str, value: &E::Value) -> Encoded<()> {
        raw::check_name(name)?;
        if !E::is_absent(value) {
            let target = AttributeTarget::new(self.level).map_err(|refused| refused.of(name))?;
            let value = E::write(value, target).map_err(|refused| refused.of(name))?;
            self.members.insert(name.to_owned(), value);
        }
        Ok(())
    }
}

/// Makes a list of the SDK, which a set is made of too.
#[derive(Debug)]
struct ListTarget {
    elements: Vec<AttributeValue>,
    /// The level of the elements, from 0.
    level: usize,
}

impl ElementsTarget for ListTarget {
    #[inline]
    fn element<E: Encoding>(&mut self, value: &E::Value) -> Encoded<()> {
        let position = self.elements.len();
        let target = AttributeTarget::new(self.level).map_err(|refused| refused.at(position))?;
        self.elements.push(E::write(value, target).map_err(|refused| refused.at(position))?);
        Ok(())
    }
}

/// Makes an attribute value of the SDK.
#[derive(Debug)]
struct AttributeTarget {
    /// How many lists and maps it lies in.
    level: usize,
}

impl AttributeTarget {
    #[inline]
    fn new(level: usize) -> Encoded<Self> {
        raw::check_level(level)?;
        Ok(Self { level })
    }
}

#[inline]
fn elements(level: usize, write: impl FnOnce(&mut ListTarget) -> Encoded<()>) -> Encoded<Vec<AttributeValue>> {
    let mut list = ListTarget { elements: Vec::new(), level };
    write(&mut list)?;
    Ok(list.elements)
}

impl Target for AttributeTarget {
    type Done = AttributeValue;
    type Members = MapTarget;
    type Elements = ListTarget;

    #[inline]
    fn string(self, value: &str) -> AttributeValue {
        AttributeValue::S(value.to_owned())
    }

    #[inline]
    fn number(self, value: impl Display) -> AttributeValue {
        AttributeValue::N(value.to_string())
    }

    #[inline]
    fn binary(self, value: &[u8]) -> AttributeValue {
        AttributeValue::B(Blob::new(value))
    }

    #[inline]
    fn boolean(self, value: bool) -> AttributeValue {
        AttributeValue::Bool(value)
    }

    #[inline]
    fn null(self) -> AttributeValue {
        AttributeValue::Null(true)
    }

    #[inline]
    fn list(self, write: impl FnOnce(&mut ListTarget) -> Encoded<()>) -> Encoded<AttributeValue> {
        elements(self.level + 1, write).map(AttributeValue::L)
    }

    #[inline]
    fn map(self, write: impl FnOnce(&mut MapTarget) -> Encoded<()>) -> Encoded<AttributeValue> {
        let mut map = MapTarget::on_level(self.level + 1);
        write(&mut map)?;
        Ok(AttributeValue::M(map.members))
    }

    #[inline]
    fn set(self, kind: SetKind, write: impl FnOnce(&mut ListTarget) -> Encoded<()>) -> Encoded<AttributeValue> {
        // A set is one value, and its elements lie no deeper.
        let elements = elements(self.level, write)?.into_iter();
        let set = match kind {
            SetKind::Strings => AttributeValue::Ss(elements.filter_map(text).collect()),
            SetKind::Numbers => AttributeValue::Ns(elements.filter_map(number).collect()),
            SetKind::Binaries => AttributeValue::Bs(elements.filter_map(binary).collect()),
        };
        raw::check_set(&set)?;
        Ok(set)
    }

    fn any(self, value: &AttributeValue) -> Encoded<AttributeValue> {
        raw::check(value, self.level)?;
        Ok(value.clone())
    }
}

#[inline]
fn text(value: AttributeValue) -> Option<String> {
    match value {
        AttributeValue::S(text) => Some(text),
        _ => None,
    }
}

#[inline]
fn number(value: AttributeValue) -> Option<String> {
    match value {
        AttributeValue::N(number) => Some(number),
        _ => None,
    }
}

#[inline]
fn binary(value: AttributeValue) -> Option<Blob> {
    match value {
        AttributeValue::B(bytes) => Some(bytes),
        _ => None,
    }
}
