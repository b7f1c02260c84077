//! Attributes as values: what `Link::POINTS` is, and what can be said of it.

mod comparison;
mod data_type;
mod in_key;
mod operators;
mod place;
mod select;
mod size;
mod uses;

use std::fmt;
use std::marker::PhantomData;

pub use comparison::{ByAttribute, ByValue, Comparand, Other, Side};
pub use data_type::DataType;
pub use in_key::{Comparable, InKey, KeyOnly, RemovableKey};
pub use operators::{
    Appendable, ContainsElement, Deletable, HasPrefix, HasSize, Numeric, Ordered, SortsAsText, Summable,
};
pub use place::{Attribute, FieldOf, Held, Inside, Perhaps, Place};
pub use select::Selection;
pub use size::{Length, Size};
pub use uses::{FilterableOn, Removable, SelectableOn, Settable, Updatable};

use aws_sdk_dynamodb::types::AttributeValue;

use comparison::Subject;

use crate::codec::{Encoded, Encoding, HasElements, HasEntries, HasFields};
use crate::entity::Entity;
use crate::expression::{Comparator, Condition, Expression, Path, Term};
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
    /// It is there and has this value, or the value of this attribute. A time that is finer than its format is rounded
    /// down for it, as it is when it is written.
    #[allow(clippy::should_implement_trait, reason = "named as its sisters are, and no `==` of Rust's")]
    pub fn eq<K: Side>(self, other: impl Comparand<A::Of, P::Encoding, Held<P>, K>) -> Condition<A::Of, K::With<A>> {
        self.compare(Comparator::Equal, other)
    }

    /// It has another value, or is not there.
    #[allow(clippy::should_implement_trait, reason = "named as its sisters are, and no `==` of Rust's")]
    pub fn ne<K: Side>(self, other: impl Comparand<A::Of, P::Encoding, Held<P>, K>) -> Condition<A::Of, K::With<A>> {
        self.compare(Comparator::NotEqual, other)
    }

    /// It is there and less than this.
    ///
    /// ```
    /// # mod schema { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/generated/hacker_news.rs")); }
    /// # use schema::Link;
    /// let (few, stale) = (Link::POINTS.lt(10), Link::POINTS.lt(Link::DAYS_OLD));
    /// ```
    pub fn lt<K: Side>(self, other: impl Comparand<A::Of, P::Encoding, Held<P>, K>) -> Condition<A::Of, K::With<A>>
    where
        P::Encoding: Ordered,
    {
        self.compare(Comparator::Less, other)
    }

    /// It is there and at most this.
    pub fn le<K: Side>(self, other: impl Comparand<A::Of, P::Encoding, Held<P>, K>) -> Condition<A::Of, K::With<A>>
    where
        P::Encoding: Ordered,
    {
        self.compare(Comparator::LessOrEqual, other)
    }

    /// It is there and greater than this.
    pub fn gt<K: Side>(self, other: impl Comparand<A::Of, P::Encoding, Held<P>, K>) -> Condition<A::Of, K::With<A>>
    where
        P::Encoding: Ordered,
    {
        self.compare(Comparator::Greater, other)
    }

    /// It is there and at least this.
    pub fn ge<K: Side>(self, other: impl Comparand<A::Of, P::Encoding, Held<P>, K>) -> Condition<A::Of, K::With<A>>
    where
        P::Encoding: Ordered,
    {
        self.compare(Comparator::GreaterOrEqual, other)
    }

    /// It is there and between these, or one of them. Of two values, the first must not be the greater one.
    pub fn between<K: Side, L: Side>(
        self,
        low: impl Comparand<A::Of, P::Encoding, Held<P>, K>,
        high: impl Comparand<A::Of, P::Encoding, Held<P>, L>,
    ) -> Condition<A::Of, L::With<K::With<A>>>
    where
        P::Encoding: Ordered,
    {
        let (low, high) = (low.into_other(), high.into_other());
        Condition::new(Subject::value_at(self.path).and_then(|value| value.between::<P::Encoding>(low, high)))
    }

    /// It is one of these values, of which DynamoDB takes 1 to 100.
    pub fn is_in(self, values: impl IntoIterator<Item: Operand<Held<P>>>) -> Condition<A::Of, A> {
        let values = values.into_iter().map(Operand::into_value).collect();
        Condition::new(Subject::value_at(self.path).and_then(|value| value.any_of::<P::Encoding>(values)))
    }

    /// Its text, or its bytes, start with this.
    pub fn begins_with<K: Side>(
        self,
        prefix: impl Comparand<A::Of, P::Encoding, Held<P>, K>,
    ) -> Condition<A::Of, K::With<A>>
    where
        P::Encoding: HasPrefix,
    {
        let prefix = prefix.into_other();
        self.call(|subject| subject.other::<P::Encoding>(prefix), Expression::BeginsWith)
    }

    /// Its text contains this text, or the set or the list this element.
    pub fn contains<V, K: Side>(
        self,
        element: impl Comparand<A::Of, <P::Encoding as ContainsElement>::Element, V, K>,
    ) -> Condition<A::Of, K::With<A>>
    where
        P::Encoding: ContainsElement<Element: Encoding<Value = V>>,
    {
        let element = element.into_other();
        self.call(|subject| subject.other::<<P::Encoding as ContainsElement>::Element>(element), Expression::Contains)
    }

    /// Its size, to be compared with a number: a text's bytes of UTF-8, the bytes of binary, how many elements a set or a
    /// list has, how many members a map.
    pub fn size(self) -> Size<A>
    where
        P::Encoding: HasSize,
    {
        Size::of(self)
    }

    /// It is there and of this type, whatever the schema says of it.
    pub fn attribute_type(self, data_type: DataType) -> Condition<A::Of, A> {
        let name = Term::Value(AttributeValue::S(data_type.name().to_owned()));
        self.call(|_| Ok(name), Expression::HasType)
    }

    /// It is there.
    pub fn exists(self) -> Condition<A::Of, A> {
        Condition::new(self.path.check().map(|()| Expression::Exists(self.path)))
    }

    /// It is not there.
    pub fn not_exists(self) -> Condition<A::Of, A> {
        !self.exists()
    }

    fn compare<K: Side>(
        self,
        comparator: Comparator,
        other: impl Comparand<A::Of, P::Encoding, Held<P>, K>,
    ) -> Condition<A::Of, K::With<A>> {
        let other = other.into_other();
        Condition::new(Subject::value_at(self.path).and_then(|value| value.compare::<P::Encoding>(comparator, other)))
    }

    /// A function of the path and of one more operand.
    fn call<B>(
        self,
        operand: impl FnOnce(&Subject) -> Encoded<Term>,
        function: impl FnOnce(Path, Term) -> Expression,
    ) -> Condition<A::Of, B> {
        let operand = Subject::value_at(self.path.clone()).and_then(|subject| operand(&subject));
        Condition::new(operand.map(|operand| function(self.path, operand)))
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
