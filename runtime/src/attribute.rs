//! Attributes as values: what `Link::POINTS` is, and what can be said of it.

use std::collections::BTreeSet;
use std::fmt;
use std::marker::PhantomData;

use crate::codec::{Value, attribute_value};
use crate::entity::Entity;
use crate::expression::{Comparator, Condition, Expression};
use crate::operand::Operand;
use crate::question::Question;

/// An attribute of an entity, as a marker type. Implemented by generated code.
pub trait Attribute: 'static {
    /// The entity.
    type Entity: Entity;
    /// What the attribute is compared with: the type without its `?`.
    type Value: Value;
    /// The name in DynamoDB.
    const NAME: &'static str;
}

/// An attribute of an entity as a value: `Link::POINTS`.
///
/// Its methods make [conditions and filters](Condition). It has no `==` of its own, so that `Link::POINTS == 1` does
/// not compile instead of comparing the attribute with something.
pub struct Attr<A> {
    marker: PhantomData<fn() -> A>,
}

impl<A: Attribute> Attr<A> {
    /// The attribute; generated code does this for you.
    #[must_use]
    pub const fn new() -> Self {
        Self { marker: PhantomData }
    }

    /// The name in DynamoDB.
    #[must_use]
    pub const fn name(self) -> &'static str {
        A::NAME
    }

    /// The attribute is there and has this value.
    #[allow(clippy::should_implement_trait, reason = "named as its sisters are, and no `==` of Rust's")]
    pub fn eq(self, value: impl Operand<A::Value>) -> Condition<A::Entity, A> {
        self.compare(Comparator::Equal, value)
    }

    /// The attribute has another value, or is not there.
    #[allow(clippy::should_implement_trait, reason = "named as its sisters are, and no `==` of Rust's")]
    pub fn ne(self, value: impl Operand<A::Value>) -> Condition<A::Entity, A> {
        self.compare(Comparator::NotEqual, value)
    }

    /// The attribute is there and less than this.
    pub fn lt(self, value: impl Operand<A::Value>) -> Condition<A::Entity, A>
    where
        A::Value: Ordered,
    {
        self.compare(Comparator::Less, value)
    }

    /// The attribute is there and at most this.
    pub fn le(self, value: impl Operand<A::Value>) -> Condition<A::Entity, A>
    where
        A::Value: Ordered,
    {
        self.compare(Comparator::LessOrEqual, value)
    }

    /// The attribute is there and greater than this.
    pub fn gt(self, value: impl Operand<A::Value>) -> Condition<A::Entity, A>
    where
        A::Value: Ordered,
    {
        self.compare(Comparator::Greater, value)
    }

    /// The attribute is there and at least this.
    pub fn ge(self, value: impl Operand<A::Value>) -> Condition<A::Entity, A>
    where
        A::Value: Ordered,
    {
        self.compare(Comparator::GreaterOrEqual, value)
    }

    /// The attribute's text starts with this.
    pub fn begins_with(self, prefix: impl Operand<A::Value>) -> Condition<A::Entity, A>
    where
        A::Value: HasPrefix,
    {
        Condition::new(attribute_value(&prefix.into_value()).map(|prefix| Expression::BeginsWith(A::NAME, prefix)))
    }

    /// The attribute's text contains this text, or the set this element.
    pub fn contains<V>(self, element: impl Operand<V>) -> Condition<A::Entity, A>
    where
        A::Value: ContainsElement<Element = V>,
        V: Value,
    {
        Condition::new(attribute_value(&element.into_value()).map(|element| Expression::Contains(A::NAME, element)))
    }

    /// The item has this attribute.
    pub fn exists(self) -> Condition<A::Entity, A> {
        Condition::new(Ok(Expression::Exists(A::NAME)))
    }

    fn compare(self, comparator: Comparator, value: impl Operand<A::Value>) -> Condition<A::Entity, A> {
        let value = value.into_value();
        Condition::new(match comparator {
            // An empty set is an attribute that is not there.
            Comparator::Equal if value.is_absent() => Ok(Expression::Exists(A::NAME).negated()),
            Comparator::NotEqual if value.is_absent() => Ok(Expression::Exists(A::NAME)),
            _ => attribute_value(&value).map(|value| Expression::Compare(A::NAME, comparator, value)),
        })
    }
}

impl<A: Attribute> Default for Attr<A> {
    fn default() -> Self {
        Self::new()
    }
}

impl<A> Clone for Attr<A> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<A> Copy for Attr<A> {}

impl<A: Attribute> fmt::Debug for Attr<A> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Attr({}.{})", A::Entity::NAME, A::NAME)
    }
}

/// An attribute that can be changed: one that the table's key is not made of. Implemented by generated code.
#[diagnostic::on_unimplemented(
    message = "the attribute `{Self}` is in the table's key and cannot be updated",
    label = "part of the key",
    note = "DynamoDB refuses to update a key: delete the item and put it under its new key"
)]
pub trait Settable: Attribute {}

/// An attribute that an item can do without: optional, a set, or with a default. With a default it must not be in an
/// index's key: removed, the item would leave the index and still read as if it were there. Implemented by generated
/// code.
#[diagnostic::on_unimplemented(
    message = "the attribute `{Self}` cannot be removed",
    label = "an item has to have it",
    note = "only optional attributes, sets, and attributes with a default that are in no index's key can be removed"
)]
pub trait Removable: Settable {}

/// An attribute that can be filtered on in answer to question `Q`. Implemented by generated code; a tuple is what
/// several attributes in one filter are.
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be filtered on in a query of `{Q}`",
    label = "a key attribute of what is queried",
    note = "DynamoDB refuses a key attribute of the queried index in a filter: put it into the key condition instead"
)]
pub trait FilterableOn<Q: Question> {}

impl<Q: Question, A: FilterableOn<Q>, B: FilterableOn<Q>> FilterableOn<Q> for (A, B) {}

/// A type that DynamoDB orders: text by its bytes of UTF-8, numbers by value.
#[diagnostic::on_unimplemented(
    message = "DynamoDB does not order values of `{Self}`",
    label = "only `eq` and `ne` compare it",
    note = "`<`, `<=`, `>` and `>=` are for text and numbers"
)]
pub trait Ordered: Value + PartialOrd {}

/// A type that `begins_with` applies to.
#[diagnostic::on_unimplemented(
    message = "`begins_with` is for text, not for `{Self}`",
    label = "not text",
    note = "DynamoDB has `begins_with` for strings and binaries only; compare numbers with `eq`, `lt`, `le`, `gt`, `ge`"
)]
pub trait HasPrefix: Value {}

/// A type that `contains` applies to.
#[diagnostic::on_unimplemented(
    message = "`contains` is for text and sets, not for `{Self}`",
    label = "neither text nor a set"
)]
pub trait ContainsElement: Value {
    /// What it can contain.
    type Element: Value;
}

/// A type that `add` applies to: numbers are added up, sets united.
#[diagnostic::on_unimplemented(
    message = "ADD is for numbers and sets, not for `{Self}`",
    label = "neither a number nor a set",
    note = "use `set` to change the attribute"
)]
pub trait Summable: Value {}

impl Ordered for String {}
impl HasPrefix for String {}
impl ContainsElement for String {
    type Element = Self;
}
impl ContainsElement for BTreeSet<String> {
    type Element = String;
}
impl Summable for BTreeSet<String> {}

macro_rules! numbers {
    ($($number:ident)*) => {$(
        impl Ordered for $number {}
        impl Summable for $number {}
    )*};
}

numbers!(i8 i16 i32 i64 u8 u16 u32 u64);
