//! Questions: typed key conditions on a table or an index.

use std::cmp::Ordering;
use std::fmt;
use std::marker::PhantomData;

use crate::attribute::{Attr, Attribute, HasPrefix, Held, Ordered};
use crate::codec::{DecodeItem, Encoded, Encoding, attribute_value};
use crate::entity::Entity;
use crate::error::Refused;
use crate::expression::{Comparator, KeyCondition, SortCondition};
use crate::key;
use crate::operand::Operand;

/// What can be asked of a table's own key or of an index for items of one entity. Implemented by generated code.
pub trait Question: 'static {
    /// The entity whose items it finds.
    type Entity: Entity;
    /// What it finds of them: the entity itself, or what the index projects of it.
    type Item: DecodeItem + Send + 'static;
    /// The physical name of the index; `None` for the table itself.
    const INDEX: Option<&'static str>;
}

/// A question that can be answered with strong consistency: to the table's own key or to a local index. Implemented by
/// generated code.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is a global secondary index, which DynamoDB cannot read with strong consistency",
    label = "only eventually consistent reads here",
    note = "query the table's own key or a local index, or read the item itself, where the newest state matters"
)]
pub trait StrongRead: Question {}

/// A question whose index projects all attributes. Implemented by generated code.
#[diagnostic::on_unimplemented(
    message = "the index of `{Self}` does not project all attributes",
    label = "not all attributes are there"
)]
pub trait ProjectsAll: Question {}

/// The key condition of a query: one partition, and perhaps a range of its sort key. Made by generated functions such
/// as `Link::by_day(1)`.
#[must_use = "a key condition does nothing until it is given to a query"]
pub struct QueryKey<Q> {
    condition: Encoded<KeyCondition>,
    question: PhantomData<fn() -> Q>,
}

impl<Q: Question> QueryKey<Q> {
    pub(crate) fn into_condition(self) -> Encoded<KeyCondition> {
        self.condition
    }

    fn equal<A: Attribute>(self, value: impl Operand<Held<A>>) -> Self {
        let value = attribute_value::<A::Encoding>(&value.into_value());
        self.map(|condition| {
            condition.equal.push((A::NAME, value?));
            Ok(())
        })
    }

    fn last<A: Attribute>(self, last: Encoded<SortCondition>) -> Self {
        self.map(|condition| {
            condition.last = Some((A::NAME, last?));
            Ok(())
        })
    }

    fn map(mut self, change: impl FnOnce(&mut KeyCondition) -> Encoded<()>) -> Self {
        self.condition = self.condition.and_then(|mut condition| {
            change(&mut condition)?;
            Ok(condition)
        });
        self
    }
}

impl<Q> Clone for QueryKey<Q> {
    fn clone(&self) -> Self {
        Self { condition: self.condition.clone(), question: PhantomData }
    }
}

impl<Q> fmt::Debug for QueryKey<Q> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("QueryKey").field(&self.condition).finish()
    }
}

/// What generated code makes key conditions with. Not for users: it would let any attribute in.
#[derive(Debug)]
pub struct Ask<Q>(QueryKey<Q>);

impl<Q: Question> Ask<Q> {
    /// A condition on nothing yet.
    #[allow(clippy::new_without_default, reason = "only generated code starts a question")]
    pub fn new() -> Self {
        Self(QueryKey {
            condition: Ok(KeyCondition::default()),
            question: PhantomData,
        })
    }

    /// Adds an attribute that equals a value.
    pub fn equal<A: Attribute<Of = Q::Entity>>(self, _: Attr<A>, value: impl Operand<Held<A>>) -> Self {
        Self(self.0.equal::<A>(value))
    }

    /// The key condition.
    pub fn key(self) -> QueryKey<Q> {
        self.0
    }
}

/// What generated code makes of a condition and the next attribute of a sort key. Not for users, as [`Ask`].
pub fn sort_part<A, Q, Next>(key: QueryKey<Q>) -> SortPart<A, Q, Next> {
    SortPart { key, of: PhantomData }
}

/// A key condition, or a question that may be narrowed further but need not be. Implemented by generated code.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not the key condition of a query",
    label = "expected a question to a table or an index",
    note = "a part of a sort key is to be compared with something: `.eq(…)`, `.ge(…)`, `.between(…)` …",
    note = "the key of one item is for `get`; a whole partition is asked for by `by_key(…)`"
)]
pub trait IntoQueryKey: Into<QueryKey<Self::Question>> {
    /// The question.
    type Question: Question;
}

impl<Q: Question> IntoQueryKey for QueryKey<Q> {
    type Question = Q;
}

/// The next attribute of a sort key, to be compared with something.
///
/// `eq` leads to the attribute after it, if there is one; any other comparison ends the key condition, as DynamoDB
/// wants it.
#[must_use = "a sort key attribute is to be compared with something"]
pub struct SortPart<A, Q, Next = QueryKey<Q>> {
    key: QueryKey<Q>,
    of: PhantomData<fn() -> (A, Next)>,
}

impl<A, Q, Next> SortPart<A, Q, Next>
where
    A: Attribute,
    Q: Question,
    Next: From<QueryKey<Q>>,
{
    /// The items whose attribute equals this.
    pub fn eq(self, value: impl Operand<Held<A>>) -> Next {
        self.key.equal::<A>(value).into()
    }

    /// The items whose attribute is less than this.
    pub fn lt(self, value: impl Operand<Held<A>>) -> QueryKey<Q>
    where
        A::Encoding: Ordered,
    {
        self.compare(Comparator::Less, value)
    }

    /// The items whose attribute is at most this.
    pub fn le(self, value: impl Operand<Held<A>>) -> QueryKey<Q>
    where
        A::Encoding: Ordered,
    {
        self.compare(Comparator::LessOrEqual, value)
    }

    /// The items whose attribute is greater than this.
    pub fn gt(self, value: impl Operand<Held<A>>) -> QueryKey<Q>
    where
        A::Encoding: Ordered,
    {
        self.compare(Comparator::Greater, value)
    }

    /// The items whose attribute is at least this.
    pub fn ge(self, value: impl Operand<Held<A>>) -> QueryKey<Q>
    where
        A::Encoding: Ordered,
    {
        self.compare(Comparator::GreaterOrEqual, value)
    }

    /// The items whose attribute is at least `low` and at most `high`; `low` beyond `high` is refused.
    pub fn between(self, low: impl Operand<Held<A>>, high: impl Operand<Held<A>>) -> QueryKey<Q>
    where
        A::Encoding: Ordered,
    {
        let low = low.into_value();
        // DynamoDB has no range that leaves out its lower bound alone.
        let low = if A::Encoding::is_rounded(&low) {
            Err(Refused::new(A::NAME, "the lower bound of `between` is finer than what is stored: round it up"))
        } else {
            attribute_value::<A::Encoding>(&low)
        };
        let high = attribute_value::<A::Encoding>(&high.into_value());
        let between = low.and_then(|low| {
            let high = high?;
            match key::order(&low, &high) {
                Some(Ordering::Greater) => {
                    Err(Refused::new(A::NAME, "the lower bound of `between` is greater than the upper one"))
                }
                _ => Ok(SortCondition::Between(low, high)),
            }
        });
        self.key.last::<A>(between)
    }

    /// The items whose attribute starts with this text. An empty text is refused, as every empty key value is.
    pub fn begins_with(self, prefix: impl Operand<Held<A>>) -> QueryKey<Q>
    where
        A::Encoding: HasPrefix,
    {
        self.key.last::<A>(attribute_value::<A::Encoding>(&prefix.into_value()).map(SortCondition::BeginsWith))
    }

    fn compare(self, comparator: Comparator, value: impl Operand<Held<A>>) -> QueryKey<Q> {
        let value = value.into_value();
        let comparator = if A::Encoding::is_rounded(&value) { comparator.rounded_down() } else { comparator };
        let value = attribute_value::<A::Encoding>(&value);
        self.key.last::<A>(value.map(|value| SortCondition::Compare(comparator, value)))
    }
}

impl<A, Q, Next> Clone for SortPart<A, Q, Next> {
    fn clone(&self) -> Self {
        Self { key: self.key.clone(), of: PhantomData }
    }
}

impl<A: Attribute, Q, Next> fmt::Debug for SortPart<A, Q, Next> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("SortPart").field("attribute", &A::NAME).field("key", &self.key).finish()
    }
}
