//! Attributes as values: what `Link::POINTS` is, and what can be said of it.

mod in_key;
mod operators;
mod place;
mod select;
mod uses;

use std::fmt;
use std::marker::PhantomData;

pub use in_key::{Comparable, InKey, KeyOnly, RemovableKey};
pub use operators::{ContainsElement, Deletable, HasPrefix, Ordered, SortsAsText, Summable};
pub use place::{Attribute, FieldOf, Held, Inside, Perhaps, Place};
pub use select::Selection;
pub use uses::{FilterableOn, Removable, SelectableOn, Settable, Updatable};

use crate::codec::{Encoded, Encoding, HasElements, HasEntries, HasFields, attribute_value};
use crate::entity::Entity;
use crate::expression::{Comparator, Condition, Expression, Path};
use crate::operand::Operand;

/// An attribute of an entity as a value, or a place inside it: `Link::POINTS`, `Order::ADDRESS.field(Address::CITY)`.
///
/// `A` is the attribute, `P` the place. The methods make [conditions and filters](Condition). There is no `==`, so that
/// `Link::POINTS == 1` does not compile instead of comparing the attribute with something.
pub struct Attr<A, P = A> {
    path: Path,
    of: PhantomData<fn() -> (A, P)>,
}

impl<A: Attribute> Attr<A> {
    /// The attribute; generated code does this for you.
    #[must_use]
    pub const fn new() -> Self {
        Self { path: Path::new(A::NAME), of: PhantomData }
    }
}

impl<A: Attribute, P: Place> Attr<A, P> {
    /// A field of the struct here, or a place inside the field. DynamoDB sets a place only in what is there: where there
    /// is no struct, set it whole.
    pub fn field<F, Q>(self, field: Attr<F, Q>) -> Attr<A, P::Through<Q>>
    where
        F: Attribute,
        Q: Place,
        P::Encoding: HasFields<F::Of>,
    {
        Attr { path: self.into_place().join(field.path), of: PhantomData }
    }

    /// An element of the list here, from 0. DynamoDB sees no element beyond the end; setting one there appends it.
    pub fn at<E: Encoding>(self, position: usize) -> Attr<A, Inside<E>>
    where
        P::Encoding: HasElements<Element = E>,
    {
        Attr { path: self.into_place().element(position), of: PhantomData }
    }

    /// The value of a key of the map here.
    pub fn key<E: Encoding>(self, key: impl Into<String>) -> Attr<A, Inside<E>>
    where
        P::Encoding: HasEntries<Entry = E>,
    {
        Attr { path: self.into_place().key(key.into()), of: PhantomData }
    }

    pub(crate) fn into_path(self) -> Path {
        self.path
    }

    /// The path, to go on into the value.
    fn into_place(self) -> Path {
        self.path.into_sensitive(P::Encoding::IS_SENSITIVE)
    }
}

impl<A: Attribute<Of: Entity>, P: Place> Attr<A, P> {
    /// It is there and has this value. A time that is finer than its format is rounded down for it, as it is when it is
    /// written.
    #[allow(clippy::should_implement_trait, reason = "named as its sisters are, and no `==` of Rust's")]
    pub fn eq(self, value: impl Operand<Held<P>>) -> Condition<A::Of, A> {
        self.compare(Comparator::Equal, value)
    }

    /// It has another value, or is not there.
    #[allow(clippy::should_implement_trait, reason = "named as its sisters are, and no `==` of Rust's")]
    pub fn ne(self, value: impl Operand<Held<P>>) -> Condition<A::Of, A> {
        self.compare(Comparator::NotEqual, value)
    }

    /// It is there and less than this.
    pub fn lt(self, value: impl Operand<Held<P>>) -> Condition<A::Of, A>
    where
        P::Encoding: Ordered,
    {
        self.compare(Comparator::Less, value)
    }

    /// It is there and at most this.
    pub fn le(self, value: impl Operand<Held<P>>) -> Condition<A::Of, A>
    where
        P::Encoding: Ordered,
    {
        self.compare(Comparator::LessOrEqual, value)
    }

    /// It is there and greater than this.
    pub fn gt(self, value: impl Operand<Held<P>>) -> Condition<A::Of, A>
    where
        P::Encoding: Ordered,
    {
        self.compare(Comparator::Greater, value)
    }

    /// It is there and at least this.
    pub fn ge(self, value: impl Operand<Held<P>>) -> Condition<A::Of, A>
    where
        P::Encoding: Ordered,
    {
        self.compare(Comparator::GreaterOrEqual, value)
    }

    /// Its text, or its bytes, start with this.
    pub fn begins_with(self, prefix: impl Operand<Held<P>>) -> Condition<A::Of, A>
    where
        P::Encoding: HasPrefix,
    {
        let prefix = attribute_value::<P::Encoding>(&prefix.into_value());
        self.condition(|path| prefix.map(|prefix| Expression::BeginsWith(path, prefix)))
    }

    /// Its text contains this text, or the set or the list this element.
    pub fn contains<V>(self, element: impl Operand<V>) -> Condition<A::Of, A>
    where
        P::Encoding: ContainsElement<Element: Encoding<Value = V>>,
    {
        let element = attribute_value::<<P::Encoding as ContainsElement>::Element>(&element.into_value());
        self.condition(|path| element.map(|element| Expression::Contains(path, element)))
    }

    /// It is there.
    pub fn exists(self) -> Condition<A::Of, A> {
        self.condition(|path| Ok(Expression::Exists(path)))
    }

    fn compare(self, comparator: Comparator, value: impl Operand<Held<P>>) -> Condition<A::Of, A> {
        let value = value.into_value();
        let comparator = if P::Encoding::is_rounded(&value) { comparator.rounded_down() } else { comparator };
        self.condition(|path| match comparator {
            // An empty set is an attribute that is not there.
            Comparator::Equal if P::Encoding::is_absent(&value) => Ok(Expression::Exists(path).negated()),
            Comparator::NotEqual if P::Encoding::is_absent(&value) => Ok(Expression::Exists(path)),
            _ => attribute_value::<P::Encoding>(&value).map(|value| Expression::Compare(path, comparator, value)),
        })
    }

    fn condition(self, expression: impl FnOnce(Path) -> Encoded<Expression>) -> Condition<A::Of, A> {
        let attribute = self.path.to_string();
        if let Err(refused) = self.path.check() {
            return Condition::new(Err(refused));
        }
        Condition::new(expression(self.path).map_err(|refused| refused.of(&attribute)))
    }
}

impl<A: Attribute> Default for Attr<A> {
    fn default() -> Self {
        Self::new()
    }
}

impl<A, P> Clone for Attr<A, P> {
    fn clone(&self) -> Self {
        Self { path: self.path.clone(), of: PhantomData }
    }
}

/// The path as DynamoDB's document paths write it: `address.city`.
impl<A, P> fmt::Display for Attr<A, P> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.path.fmt(f)
    }
}

impl<A, P> fmt::Debug for Attr<A, P> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Attr({})", self.path)
    }
}
