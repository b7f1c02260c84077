//! A map from names.

use std::fmt;
use std::marker::PhantomData;

use serde::de::{Deserialize, Deserializer, MapAccess, Visitor};

use super::Spanned;
use super::attempt::Attempt;

/// Named values in the order in which they are written.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Map<V> {
    /// A value that could not be read leaves its name: whoever uses the name makes no mistake. So does one of several
    /// values of one name, of which nobody knows which is meant.
    pub(crate) entries: Vec<(Spanned<String>, Option<V>)>,
    /// Whether these are all: if something else was lost, which was reported, nobody may say that a name is missing.
    pub(crate) complete: bool,
}

impl<V> Default for Map<V> {
    fn default() -> Self {
        Map { entries: Vec::new(), complete: true }
    }
}

impl<'de, V: Deserialize<'de>> Deserialize<'de> for Map<V> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_map(MapVisitor(PhantomData))
    }
}

struct MapVisitor<V>(PhantomData<V>);

impl<'de, V: Deserialize<'de>> Visitor<'de> for MapVisitor<V> {
    type Value = Map<V>;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("a map")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut access: A) -> Result<Self::Value, A::Error> {
        let mut map = Map::default();
        while let Some(Attempt { value: name, span, .. }) = access.next_key()? {
            match name {
                Some(name) => {
                    let Attempt { value, repeated, .. } = access.next_value()?;
                    map.entries.push((Spanned::new(name, span), value.filter(|_| !repeated)));
                }
                None => map.complete = false,
            }
        }
        Ok(map)
    }
}
