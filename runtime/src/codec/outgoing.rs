//! Items that are written whole.

use super::map::{encode_stamped, stamps};
use super::wire;
use super::{Encoded, Item};
use crate::attributes::Attributes;
use crate::entity::{Entity, Stamp};
use crate::item_size::{item_size, sent_size};
use crate::now::Now;
use crate::wire::Route;

/// An item to be written whole, checked: as the SDK holds it, or as it is sent.
#[derive(Clone)]
pub(crate) enum Outgoing {
    Map(Item),
    Wire(wire::Written),
}

impl Outgoing {
    /// Encodes an item for a write at this time, which sets its stamps: the one of its creation if the write `creates` it,
    /// or if it has none yet.
    pub(crate) fn of<E: Entity>(entity: &E, now: Now, creates: bool, route: Route) -> Encoded<Self> {
        // What is set in an item is set in a map.
        let is_set = E::VERSION.is_some()
            || !stamps::<E>(Stamp::Insert, now)?.is_empty()
            || !stamps::<E>(Stamp::Write, now)?.is_empty();
        if is_set || route == Route::Maps {
            return encode_stamped(entity, now, creates).map(Self::Map);
        }
        wire::Written::of_entity(entity).map(Self::Wire)
    }

    /// Its attributes: those that are keys, at least.
    pub(crate) fn keys(&self) -> &dyn Attributes {
        match self {
            Self::Map(item) => item,
            Self::Wire(written) => &written.keys,
        }
    }

    /// As the SDK holds it.
    pub(crate) fn to_map(&self) -> Encoded<Item> {
        match self {
            Self::Map(item) => Ok(item.clone()),
            Self::Wire(written) => written.to_map(),
        }
    }

    /// The same, where it is one.
    pub(crate) fn as_map(&self) -> Option<&Item> {
        match self {
            Self::Map(item) => Some(item),
            Self::Wire(_) => None,
        }
    }

    /// The map, where it is one: that of an entity with a version is.
    pub(crate) fn as_map_mut(&mut self) -> Option<&mut Item> {
        match self {
            Self::Map(item) => Some(item),
            Self::Wire(_) => None,
        }
    }

    /// Writes it as it is sent.
    pub(crate) fn write_json(&self, json: &mut String) -> Encoded<()> {
        match self {
            Self::Map(item) => json.push_str(&wire::json_of(item)?),
            Self::Wire(written) => json.push_str(&written.json),
        }
        Ok(())
    }

    /// As it is sent, where it is written so.
    pub(crate) fn as_json(&self) -> Option<&str> {
        match self {
            Self::Map(_) => None,
            Self::Wire(written) => Some(&written.json),
        }
    }

    /// The size that DynamoDB takes it to have.
    pub(crate) fn size(&self) -> usize {
        match self {
            Self::Map(item) => item_size(item),
            Self::Wire(written) => written.size,
        }
    }

    /// How many bytes are sent of it, or a few less.
    pub(crate) fn sent_size(&self) -> usize {
        match self {
            Self::Map(item) => sent_size(item),
            Self::Wire(written) => written.json.len(),
        }
    }
}
