//! Keys on their way out: into items, against those that were read, into updates.

use aws_sdk_dynamodb::types::AttributeValue;

use super::{Parts, Template};
use crate::codec::{Any, Encoded, Encoding, MembersTarget, attribute_value};

/// What the composed keys of an item are written to.
pub struct Keys<'s>(&'s mut dyn Sink);

/// Where keys go.
pub(crate) trait Sink {
    /// Whether it takes the key of this name at all. If not, it is not composed.
    fn wants(&self, name: &str) -> bool {
        let _ = name;
        true
    }

    /// Takes a key, or that there is none.
    fn put(&mut self, name: &'static str, key: Option<AttributeValue>, is_sensitive: bool) -> Encoded<()>;
}

/// What has composed keys: an entity, or its key struct. Implemented by generated code.
pub trait Composed {
    /// Composes all of them.
    ///
    /// # Errors
    /// A value that cannot be in a key, by the name of its part.
    fn keys(&self, keys: &mut Keys<'_>) -> Encoded<()>;
}

impl<'s> Keys<'s> {
    pub(crate) fn new(sink: &'s mut dyn Sink) -> Self {
        Self(sink)
    }
}

impl Keys<'_> {
    /// Composes a key of the parts that `parts` adds.
    ///
    /// # Errors
    /// A value that cannot be in this key, by the name of its part.
    pub fn composed(
        &mut self,
        template: &'static Template,
        parts: impl FnOnce(Parts) -> Encoded<Parts>,
    ) -> Encoded<()> {
        if !self.0.wants(template.name) {
            return Ok(());
        }
        let key = parts(Parts::new(template))?.compose()?;
        self.0.put(template.name, key.map(AttributeValue::S), template.is_sensitive())
    }

    /// A key that is a value as it is, under another name than that of its own attribute. With `None` it is left out.
    ///
    /// # Errors
    /// A value that DynamoDB would refuse, by the name of the key.
    pub fn plain<'v, E: Encoding>(
        &mut self,
        name: &'static str,
        value: impl Into<Option<&'v E::Value>>,
    ) -> Encoded<()> {
        if !self.0.wants(name) {
            return Ok(());
        }
        let value = value.into().filter(|value| !E::is_absent(value));
        let key = value.map(attribute_value::<E>).transpose().map_err(|refused| refused.of(name))?;
        self.0.put(name, key, E::IS_SENSITIVE)
    }
}

/// Writes the composed keys of an entity, or of its key struct, as members of the item.
///
/// # Errors
/// A value that cannot be in a key, by the name of its part.
pub fn write_keys<C: Composed, T: MembersTarget>(of: &C, members: &mut T) -> Encoded<()> {
    with_keys(members, |keys| of.keys(keys))
}

/// Writes composed keys as members of an item.
///
/// # Errors
/// Those of `write`.
pub fn with_keys<T: MembersTarget>(members: &mut T, write: impl FnOnce(&mut Keys<'_>) -> Encoded<()>) -> Encoded<()> {
    write(&mut Keys::new(&mut MembersSink(members)))
}

/// Writes which entity an item is.
///
/// # Errors
/// None: a name and a text are fine.
pub fn write_entity<T: MembersTarget>(attribute: &'static str, value: &'static str, members: &mut T) -> Encoded<()> {
    members.member::<String>(attribute, &value.to_owned())
}

struct MembersSink<'t, T>(&'t mut T);

impl<T: MembersTarget> Sink for MembersSink<'_, T> {
    fn put(&mut self, name: &'static str, key: Option<AttributeValue>, _: bool) -> Encoded<()> {
        match key {
            Some(key) => self.0.member::<Any>(name, &key),
            None => Ok(()),
        }
    }
}
