//! What an update can do to attributes.

use aws_sdk_dynamodb::types::AttributeValue;

use super::changes::{Added, Assign, Assigned, Supplied, Together, Unassign, encode};
use super::update::Update;
use crate::attribute::{Appendable, Attr, Deletable, Held, Numeric, Other, Place, Summable, Updatable};
use crate::codec::Encoding;
use crate::entity::{Entity, SameAs};
use crate::expression::Term;
use crate::operand::Operand;

impl<E: Entity, R> Update<E, R> {
    /// Sets an attribute, or a place inside it, to a value or to what another attribute is before the update. Setting it
    /// to an empty set removes it, as DynamoDB has no empty sets; in a list or under a key of a map, an empty set is
    /// refused.
    ///
    /// DynamoDB refuses to set something from an attribute that the item does not have.
    ///
    /// ```
    /// # mod schema { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/generated/hacker_news.rs")); }
    /// # use schema::{HackerNews, Link};
    /// # #[tokio::main(flavor = "current_thread")]
    /// # async fn main() -> Result<(), dynaschema::Error> {
    /// # let news = HackerNews::table(&dynaschema_embedded::client().await);
    /// # news.create_table().send().await?;
    /// # news.insert(&Link::new("http://a", "A")).send().await?;
    /// news.update(Link::key("http://a")).set(Link::TITLE, Link::LINK).set(Link::POINTS, 3).send().await?;
    /// # Ok(())
    /// # }
    /// ```
    pub fn set<S: Assign<E, Value = V>, V, K>(self, target: S, value: impl Assigned<E, S, V, K>) -> Self {
        self.changes(|key, changes| value.assign_to(target, key, changes))
    }

    /// Sets attributes that share a composed key, as a generated function such as `Order::set_status_and_region(…)` says
    /// it: from one of them alone the key could not be composed.
    pub fn set_together(self, together: Together<E>) -> Self {
        self.changes(|key, changes| together.assign(key, changes))
    }

    /// Sets an attribute, or a place inside it, if it is not there: to a value, or to what another attribute is.
    pub fn set_if_absent<A, P, K>(self, target: Attr<A, P>, value: impl Supplied<E, P::Encoding, K>) -> Self
    where
        A: Updatable<Of: SameAs<E>>,
        P: Place,
    {
        let (path, other) = (target.into_path(), value.into_other());
        self.changes(|_, changes| match changes.term::<P::Encoding>(&path, other)? {
            Some(term) => changes.actions().set(path.clone(), Term::or(path, term)),
            None => Ok(()),
        })
    }

    /// Adds to a number, or adds elements to a set, atomically. A missing attribute counts as 0, whatever its default,
    /// or as empty. To a number, what another attribute of its type is before the update can be added, which has to be there.
    ///
    /// DynamoDB does not know the attribute's type: a sum beyond it is stored, and can then not be read. Where that may
    /// happen, put a [condition](Self::condition) beside it. The SDK sends a request again when no answer comes; an
    /// addition whose answer was lost can so be applied twice, unless it is sent [`once`](Update::once).
    pub fn add<A, P, K>(self, attribute: Attr<A, P>, value: impl Added<E, P::Encoding, K>) -> Self
    where
        A: Updatable<Of: SameAs<E>>,
        P: Place<Encoding: Summable>,
    {
        let (path, other) = (attribute.into_path(), value.into_other());
        self.changes(|_, changes| match other {
            Other::Value(value) if P::Encoding::is_absent(&value) => Ok(()),
            Other::Value(value) => {
                let value = encode::<P::Encoding>(&path, &value)?;
                changes.actions().add(path, value)
            }
            Other::Attribute(from) => {
                from.check()?;
                let sum = Term::or(path.clone(), zero()).plus(Term::Path(from));
                changes.actions().set(path, sum)
            }
        })
    }

    /// Subtracts from a number, atomically: a value, or what another attribute is before the update. A missing attribute
    /// counts as 0, whatever its default.
    ///
    /// DynamoDB does not know that a number is unsigned: a difference below 0 is stored, and can then not be read. Put a
    /// [condition](Self::condition) beside it: `.condition(Item::STOCK.ge(3))`. A difference whose answer was lost can be
    /// applied twice, as with [`add`](Self::add).
    pub fn subtract<A, P, K>(self, attribute: Attr<A, P>, value: impl Added<E, P::Encoding, K>) -> Self
    where
        A: Updatable<Of: SameAs<E>>,
        P: Place<Encoding: Numeric>,
    {
        let (path, other) = (attribute.into_path(), value.into_other());
        self.changes(|_, changes| match other {
            Other::Value(value) => {
                let value = encode::<P::Encoding>(&path, &value)?;
                changes.actions().add(path, negative(value))
            }
            Other::Attribute(from) => {
                from.check()?;
                let difference = Term::or(path.clone(), zero()).minus(Term::Path(from));
                changes.actions().set(path, difference)
            }
        })
    }

    /// Puts elements behind those of a list, atomically: these, or those of another attribute. A missing list counts as
    /// empty, whatever its default. Elements whose answer was lost can be appended twice, as with [`add`](Self::add).
    pub fn append<A, P, K>(self, list: Attr<A, P>, elements: impl Supplied<E, P::Encoding, K>) -> Self
    where
        A: Updatable<Of: SameAs<E>>,
        P: Place<Encoding: Appendable>,
    {
        let (path, other) = (list.into_path(), elements.into_other());
        self.changes(|_, changes| match changes.term::<P::Encoding>(&path, other)? {
            Some(elements) => changes.actions().set(path.clone(), Term::or(path, empty()).then(elements)),
            None => Ok(()),
        })
    }

    /// Puts elements before those of a list, as [`append`](Self::append) puts them behind.
    pub fn prepend<A, P, K>(self, list: Attr<A, P>, elements: impl Supplied<E, P::Encoding, K>) -> Self
    where
        A: Updatable<Of: SameAs<E>>,
        P: Place<Encoding: Appendable>,
    {
        let (path, other) = (list.into_path(), elements.into_other());
        self.changes(|_, changes| match changes.term::<P::Encoding>(&path, other)? {
            Some(elements) => changes.actions().set(path.clone(), elements.then(Term::or(path, empty()))),
            None => Ok(()),
        })
    }

    /// Takes elements out of a set, atomically; those that are not in it are no error. A set that loses its last element
    /// is removed, as DynamoDB has no empty sets.
    pub fn delete<A, P>(self, attribute: Attr<A, P>, elements: impl Operand<Held<P>>) -> Self
    where
        A: Updatable<Of: SameAs<E>>,
        P: Place<Encoding: Deletable>,
    {
        let (path, elements) = (attribute.into_path(), elements.into_value());
        self.changes(|_, changes| {
            if P::Encoding::is_absent(&elements) {
                return Ok(());
            }
            let elements = encode::<P::Encoding>(&path, &elements)?;
            changes.actions().delete(path, elements)
        })
    }

    /// Removes what an item can do without: an attribute or a field that may be absent, an element of a list, a key of a
    /// map. The elements behind a removed one move up.
    pub fn remove<U: Unassign<E>>(self, target: U) -> Self {
        self.changes(|key, changes| target.unassign(key, changes))
    }
}

fn zero() -> Term {
    Term::Value(AttributeValue::N("0".to_owned()))
}

fn empty() -> Term {
    Term::Value(AttributeValue::L(Vec::new()))
}

/// The number that, added, subtracts this one.
fn negative(value: AttributeValue) -> AttributeValue {
    match value {
        AttributeValue::N(digits) => AttributeValue::N(match digits.strip_prefix('-') {
            Some(positive) => positive.to_owned(),
            None => format!("-{digits}"),
        }),
        other => other,
    }
}
