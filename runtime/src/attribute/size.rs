//! The size of what is at a place.

use std::fmt;
use std::marker::PhantomData;

use super::comparison::{Comparand, Side, Subject};
use super::{Attr, Attribute, Place};
use crate::codec::{Decoded, Encoded, Encoding, Mismatch, Source, Target};
use crate::entity::Entity;
use crate::expression::{Comparator, Condition, Path};
use crate::number::Number;
use crate::operand::Operand;

/// The size of an attribute, or of a place inside one: `Link::TAGS.size()`. It is compared with a number, or with an
/// attribute that is one.
pub struct Size<A> {
    path: Path,
    of: PhantomData<fn() -> A>,
}

impl<A: Attribute> Size<A> {
    pub(super) fn of<P: Place>(place: Attr<A, P>) -> Self {
        Self { path: place.into_path(), of: PhantomData }
    }
}

/// How the numbers are held that sizes are compared with.
#[derive(Debug)]
pub enum Length {}

impl Encoding for Length {
    type Value = usize;
    type Alike = Number;

    const EXPECTED: &'static str = "N (usize)";

    fn read<'a, S: Source<'a>>(source: S) -> Decoded<usize> {
        usize::try_from(u64::read(source)?).map_err(|error| Mismatch::new(Self::EXPECTED, error.to_string()))
    }

    fn write<T: Target>(value: &usize, target: T) -> Encoded<T::Done> {
        Ok(target.number(value))
    }
}

impl<A: Attribute<Of: Entity>> Size<A> {
    /// It is this.
    #[allow(clippy::should_implement_trait, reason = "named as those of attributes are, and no `==` of Rust's")]
    pub fn eq<K: Side>(self, other: impl Comparand<A::Of, Length, usize, K>) -> Condition<A::Of, K::With<A>> {
        self.compare(Comparator::Equal, other)
    }

    /// It is another.
    #[allow(clippy::should_implement_trait, reason = "named as those of attributes are, and no `==` of Rust's")]
    pub fn ne<K: Side>(self, other: impl Comparand<A::Of, Length, usize, K>) -> Condition<A::Of, K::With<A>> {
        self.compare(Comparator::NotEqual, other)
    }

    /// It is less than this.
    pub fn lt<K: Side>(self, other: impl Comparand<A::Of, Length, usize, K>) -> Condition<A::Of, K::With<A>> {
        self.compare(Comparator::Less, other)
    }

    /// It is at most this.
    pub fn le<K: Side>(self, other: impl Comparand<A::Of, Length, usize, K>) -> Condition<A::Of, K::With<A>> {
        self.compare(Comparator::LessOrEqual, other)
    }

    /// It is greater than this.
    pub fn gt<K: Side>(self, other: impl Comparand<A::Of, Length, usize, K>) -> Condition<A::Of, K::With<A>> {
        self.compare(Comparator::Greater, other)
    }

    /// It is at least this.
    pub fn ge<K: Side>(self, other: impl Comparand<A::Of, Length, usize, K>) -> Condition<A::Of, K::With<A>> {
        self.compare(Comparator::GreaterOrEqual, other)
    }

    /// It is between these, or one of them.
    pub fn between<K: Side, L: Side>(
        self,
        low: impl Comparand<A::Of, Length, usize, K>,
        high: impl Comparand<A::Of, Length, usize, L>,
    ) -> Condition<A::Of, L::With<K::With<A>>> {
        let (low, high) = (low.into_other(), high.into_other());
        Condition::new(Subject::size_at(self.path).and_then(|size| size.between::<Length>(low, high)))
    }

    /// It is one of these, of which DynamoDB takes 1 to 100.
    pub fn is_in(self, sizes: impl IntoIterator<Item: Operand<usize>>) -> Condition<A::Of, A> {
        let sizes = sizes.into_iter().map(Operand::into_value).collect();
        Condition::new(Subject::size_at(self.path).and_then(|size| size.any_of::<Length>(sizes)))
    }

    fn compare<K: Side>(
        self,
        comparator: Comparator,
        other: impl Comparand<A::Of, Length, usize, K>,
    ) -> Condition<A::Of, K::With<A>> {
        let other = other.into_other();
        Condition::new(Subject::size_at(self.path).and_then(|size| size.compare::<Length>(comparator, other)))
    }
}

impl<A> Clone for Size<A> {
    fn clone(&self) -> Self {
        Self { path: self.path.clone(), of: PhantomData }
    }
}

impl<A> fmt::Debug for Size<A> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Size({})", self.path)
    }
}
