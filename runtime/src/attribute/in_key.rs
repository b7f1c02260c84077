//! Attributes that are nowhere but in composed keys.

use std::fmt;
use std::marker::PhantomData;

/// An attribute that an item has in its composed keys only, or its membership in an index. Implemented by generated
/// code, for a marker type.
pub trait KeyOnly: 'static {
    /// The entity.
    type Of: 'static;
    /// The type in Rust.
    type Value: 'static;
    /// The name in the schema.
    const NAME: &'static str;
}

/// One that an item can do without: without it the item is not in the index. Implemented by generated code.
#[diagnostic::on_unimplemented(
    message = "the attribute `{Self}` cannot be removed",
    label = "an item has to have it",
    note = "only optional attributes, sets, and attributes with a default that are in no index's key can be removed"
)]
pub trait RemovableKey: KeyOnly {}

/// An attribute that is in composed keys only, as a value: `OrderItem::CUSTOMER_ID`. An update can set it; there are no
/// conditions on it, for DynamoDB knows only the keys.
pub struct InKey<K>(PhantomData<fn() -> K>);

impl<K: KeyOnly> InKey<K> {
    /// The attribute; generated code does this for you.
    #[must_use]
    pub const fn new() -> Self {
        Self(PhantomData)
    }
}

impl<K: KeyOnly> Default for InKey<K> {
    fn default() -> Self {
        Self::new()
    }
}

impl<K> Clone for InKey<K> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<K> Copy for InKey<K> {}

impl<K: KeyOnly> fmt::Debug for InKey<K> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "InKey({})", K::NAME)
    }
}
