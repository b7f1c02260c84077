//! Attributes of a sort key that are values as they are.

use std::cmp::Ordering;
use std::fmt;
use std::marker::PhantomData;

use aws_sdk_dynamodb::types::AttributeValue;

use super::{Asked, QueryKey};
use crate::attribute::{Attribute, HasPrefix, Ordered};
use crate::codec::{Encoded, Encoding, attribute_value};
use crate::error::Refused;
use crate::expression::{Comparator, SortCondition};
use crate::key;
use crate::operand::Operand;

/// DynamoDB has no range that leaves out its lower bound alone.
pub(super) const LOW_IS_ROUNDED: &str = "the lower bound of `between` is finer than what is stored: round it up";
pub(super) const LOW_IS_GREATER: &str = "the lower bound of `between` is greater than the upper one";

/// What one step into a sort key gives: a part of a composed attribute, or an attribute that is a value as it is.
/// Implemented by generated code, for those that are no attributes by themselves.
pub trait SortStep: 'static {
    /// How it is held.
    type Encoding: Encoding;
    /// The name of the attribute: in the schema if it is a part, and else in DynamoDB.
    const NAME: &'static str;
}

#[diagnostic::do_not_recommend]
impl<A: Attribute> SortStep for A {
    type Encoding = A::Encoding;
    const NAME: &'static str = A::NAME;
}

/// The type of a step in Rust.
pub(super) type Stepped<S> = <<S as SortStep>::Encoding as Encoding>::Value;

/// What generated code makes of a condition and the next attribute of a sort key. Not for users: it would let any
/// attribute in.
pub fn sort_part<S, Q, Next>(key: QueryKey<Q>) -> SortPart<S, Q, Next> {
    SortPart { key, of: PhantomData }
}

/// The next attribute of a sort key, to be compared with something.
///
/// `eq` leads to the attribute after it, if there is one; any other comparison ends the key condition, as DynamoDB
/// wants it.
#[must_use = "a sort key attribute is to be compared with something"]
pub struct SortPart<S, Q, Next = QueryKey<Q>> {
    key: QueryKey<Q>,
    of: PhantomData<fn() -> (S, Next)>,
}

impl<S, Q, Next> SortPart<S, Q, Next>
where
    S: SortStep,
    Q: Asked,
    Next: From<QueryKey<Q>>,
{
    /// The items whose attribute equals this.
    pub fn eq(self, value: impl Operand<Stepped<S>>) -> Next {
        self.key.equal::<S::Encoding>(S::NAME, &value.into_value()).into()
    }

    /// The items whose attribute is less than this.
    pub fn lt(self, value: impl Operand<Stepped<S>>) -> QueryKey<Q>
    where
        S::Encoding: Ordered,
    {
        self.compare(Comparator::Less, value)
    }

    /// The items whose attribute is at most this.
    pub fn le(self, value: impl Operand<Stepped<S>>) -> QueryKey<Q>
    where
        S::Encoding: Ordered,
    {
        self.compare(Comparator::LessOrEqual, value)
    }

    /// The items whose attribute is greater than this.
    pub fn gt(self, value: impl Operand<Stepped<S>>) -> QueryKey<Q>
    where
        S::Encoding: Ordered,
    {
        self.compare(Comparator::Greater, value)
    }

    /// The items whose attribute is at least this.
    pub fn ge(self, value: impl Operand<Stepped<S>>) -> QueryKey<Q>
    where
        S::Encoding: Ordered,
    {
        self.compare(Comparator::GreaterOrEqual, value)
    }

    /// The items whose attribute is at least `low` and at most `high`; `low` beyond `high` is refused.
    pub fn between(self, low: impl Operand<Stepped<S>>, high: impl Operand<Stepped<S>>) -> QueryKey<Q>
    where
        S::Encoding: Ordered,
    {
        let low = low.into_value();
        let low =
            if S::Encoding::is_rounded(&low) { Err(Refused::new(S::NAME, LOW_IS_ROUNDED)) } else { stored::<S>(&low) };
        let high = stored::<S>(&high.into_value());
        let between = low.and_then(|low| {
            let high = high?;
            match key::order(&low, &high) {
                Some(Ordering::Greater) => Err(Refused::new(S::NAME, LOW_IS_GREATER)),
                _ => Ok(SortCondition::Between(low, high)),
            }
        });
        self.key.last(S::NAME, between)
    }

    /// The items whose attribute starts with this text. An empty text is refused, as every empty key value is.
    pub fn begins_with(self, prefix: impl Operand<Stepped<S>>) -> QueryKey<Q>
    where
        S::Encoding: HasPrefix,
    {
        self.key.last(S::NAME, stored::<S>(&prefix.into_value()).map(SortCondition::BeginsWith))
    }

    fn compare(self, comparator: Comparator, value: impl Operand<Stepped<S>>) -> QueryKey<Q> {
        let value = value.into_value();
        let comparator = if S::Encoding::is_rounded(&value) { comparator.rounded_down() } else { comparator };
        let value = stored::<S>(&value);
        self.key.last(S::NAME, value.map(|value| SortCondition::Compare(comparator, value)))
    }
}

fn stored<S: SortStep>(value: &Stepped<S>) -> Encoded<AttributeValue> {
    attribute_value::<S::Encoding>(value).map_err(|refused| refused.of(S::NAME))
}

impl<S, Q, Next> Clone for SortPart<S, Q, Next> {
    fn clone(&self) -> Self {
        Self { key: self.key.clone(), of: PhantomData }
    }
}

impl<S: SortStep, Q, Next> fmt::Debug for SortPart<S, Q, Next> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("SortPart").field("attribute", &S::NAME).field("key", &self.key).finish()
    }
}
