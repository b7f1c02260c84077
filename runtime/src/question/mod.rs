//! Questions: typed key conditions on a table or an index.

mod bounds;
mod composed_part;
mod sort_part;
mod walk;

pub use composed_part::{ComposedPart, RangeStep, composed_part};
pub use sort_part::{SortPart, SortStep, sort_part};

use std::fmt;
use std::marker::PhantomData;

use aws_sdk_dynamodb::types::AttributeValue;

use walk::{Open, Walk};

use crate::attribute::{Attr, Attribute, Held};
use crate::codec::{DecodeItem, Encoded, Encoding, attribute_value};
use crate::entity::Entity;
use crate::error::Refused;
use crate::expression::{KeyCondition, SortCondition};
use crate::operand::Operand;
use crate::template::{Parts, Template};

/// What is asked, and of which key: the table's own or an index's. Implemented by generated code.
pub trait Asked: 'static {
    /// The physical name of the index; `None` for the table itself.
    const INDEX: Option<&'static str>;
    /// The attributes of the sort key, where one of them is composed or the partition knows one; else empty.
    const SORT: &'static [SortKey] = &[];
    /// Whether items that are not asked for can be in the range that is asked for.
    const SHARED: bool = false;
    /// Whether the entity attribute is there; it always is in the table itself.
    const TELLS: bool = true;
}

/// An attribute of a sort key. Made by generated code.
#[derive(Debug, Clone, Copy)]
pub enum SortKey {
    /// A value as it is, by the attribute's name in DynamoDB.
    Plain(&'static str),
    /// A composed one.
    Composed(&'static Template),
}

/// What can be asked of a table's own key or of an index for items of one entity. Implemented by generated code.
#[diagnostic::on_unimplemented(
    message = "`{Self}` does not ask for items of one entity",
    label = "this asks for a collection",
    note = "`Table::collection(…)` reads it"
)]
pub trait Question: Asked {
    /// The entity whose items it finds.
    type Entity: Entity;
    /// What it finds of them: the entity itself, or what the index projects of it.
    type Item: DecodeItem + Send + 'static;
}

/// A question that can be answered with strong consistency: to the table's own key or to a local index. Implemented by
/// generated code.
#[diagnostic::on_unimplemented(
    message = "`{Self}` asks a global secondary index, which DynamoDB cannot read with strong consistency",
    label = "only eventually consistent reads here",
    note = "query the table's own key or a local index, or read the item itself, where the newest state matters"
)]
pub trait StrongRead: Asked {}

/// A question whose index projects all attributes. Implemented by generated code.
#[diagnostic::on_unimplemented(
    message = "the index of `{Self}` does not project all attributes, and this one is not among those that it does",
    label = "not in the index",
    note = "what the index does not project is not there to be filtered on: project it, or query another index"
)]
pub trait ProjectsAll: Question {}

/// The key condition of a query: one partition, and perhaps a range of its sort key. Made by generated functions such
/// as `Link::by_day(1)`.
#[must_use = "a key condition does nothing until it is given to a query"]
pub struct QueryKey<Q> {
    walk: Encoded<Walk>,
    question: PhantomData<fn() -> Q>,
}

impl<Q: Asked> QueryKey<Q> {
    pub(crate) fn into_condition(self) -> Encoded<KeyCondition> {
        self.walk.map(|walk| walk.condition)
    }

    /// The next part of the sort key equals what is known of it anyway. For generated code.
    #[doc(hidden)]
    pub fn known<E: Encoding>(self, value: &E::Value) -> Self {
        self.map(|walk| walk.known::<E>(value))
    }

    fn equal<E: Encoding>(self, name: &'static str, value: &E::Value) -> Self {
        self.map(|walk| {
            walk.plain(name, attribute_value::<E>(value).map_err(|refused| refused.of(name))?);
            Ok(())
        })
    }

    fn last(self, name: &'static str, last: Encoded<SortCondition>) -> Self {
        self.map(|walk| {
            walk.end(name, last?);
            Ok(())
        })
    }

    /// Ends the condition with a comparison of the next part of a composed attribute.
    fn end(self, part: &'static str, last: impl FnOnce(&Open) -> Encoded<SortCondition>) -> Self {
        self.map(|walk| {
            let open = walk.open.as_ref().ok_or_else(|| walk::no_part(part))?;
            let (name, last) = (open.template.name, last(open)?);
            walk.end(name, last);
            Ok(())
        })
    }

    fn map(mut self, change: impl FnOnce(&mut Walk) -> Encoded<()>) -> Self {
        self.walk = self.walk.and_then(|mut walk| {
            change(&mut walk)?;
            Ok(walk)
        });
        self
    }
}

impl<Q> Clone for QueryKey<Q> {
    fn clone(&self) -> Self {
        Self { walk: self.walk.clone(), question: PhantomData }
    }
}

impl<Q> fmt::Debug for QueryKey<Q> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let condition = self.walk.as_ref().map(|walk| &walk.condition);
        f.debug_tuple("QueryKey").field(&condition).finish()
    }
}

/// What generated code makes key conditions with. Not for users: it would let any attribute in.
#[derive(Debug)]
pub struct Ask<Q>(QueryKey<Q>);

impl<Q: Asked> Ask<Q> {
    /// A condition on nothing yet.
    #[allow(clippy::new_without_default, reason = "only generated code starts a question")]
    pub fn new() -> Self {
        Self(QueryKey { walk: Ok(Walk::default()), question: PhantomData })
    }

    /// Adds an attribute that equals a value.
    pub fn equal<A: Attribute>(self, _: Attr<A>, value: impl Operand<Held<A>>) -> Self {
        self.plain::<A::Encoding>(A::NAME, value)
    }

    /// Adds an attribute of this name in DynamoDB that equals a value.
    pub fn plain<E: Encoding>(self, name: &'static str, value: impl Operand<E::Value>) -> Self {
        Self(self.0.equal::<E>(name, &value.into_value()))
    }

    /// Adds an attribute that equals what is composed of the parts that `parts` adds.
    pub fn composed(self, template: &'static Template, parts: impl FnOnce(Parts) -> Encoded<Parts>) -> Self {
        Self(self.0.map(|walk| {
            let key = parts(Parts::new(template))?.compose()?;
            let key = key.ok_or_else(|| Refused::new(template.name, "a part of the key is missing"))?;
            walk.condition.equal.push((template.name, AttributeValue::S(key)));
            Ok(())
        }))
    }

    /// The key condition, with what all sort keys that are asked for begin with.
    pub fn key(self) -> QueryKey<Q> {
        self.0.map(|walk| {
            walk.open(Q::SORT);
            Ok(())
        })
    }
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
    type Question: Asked;
}

impl<Q: Asked> IntoQueryKey for QueryKey<Q> {
    type Question = Q;
}

#[cfg(test)]
mod tests;
