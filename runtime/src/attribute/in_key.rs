//! Attributes that are nowhere but in composed keys.

use std::fmt;
use std::marker::PhantomData;

use crate::expression::Condition;

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
    label = "an item has to have it, or a key is made of it and others",
    note = "only optional attributes, sets, and attributes with a default that are in no index's key can be removed",
    note = "an optional attribute that shares a composed key with others is removed by the generated \
            `Entity::set_a_and_b(…)`, which is given to `.set_together(…)`"
)]
pub trait RemovableKey: KeyOnly {}

/// One that conditions and filters can be on. There is none: it says why.
#[doc(hidden)]
#[diagnostic::on_unimplemented(
    message = "`{Self}` is in composed keys only, and there are no conditions and filters on it",
    label = "no attribute in DynamoDB",
    note = "DynamoDB compares attributes, and has this one as a part of keys: ask for it by a question's key, or store it \
            as an attribute of its own as well (`stored: true`)"
)]
pub trait Comparable: KeyOnly + Sized {
    fn condition() -> Condition<Self::Of, Self>;
}

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

/// What attributes have and this has not, so that the compiler says why.
macro_rules! comparisons {
    ($($name:ident($($argument:ident),*))*) => {$(
        #[doc(hidden)]
        pub fn $name<$($argument),*>(self, $(_: $argument),*) -> Condition<K::Of, K>
        where
            K: Comparable,
        {
            K::condition()
        }
    )*};
}

#[allow(clippy::should_implement_trait, reason = "named as those of attributes are")]
impl<K: KeyOnly> InKey<K> {
    comparisons! {
        eq(V) ne(V) lt(V) le(V) gt(V) ge(V) between(V, W) is_in(V) begins_with(V) contains(V) size() attribute_type(V)
        exists() not_exists()
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
