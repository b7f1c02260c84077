//! What may be done with which attribute in which request, as generated code says it.

use super::{Attribute, Held, Inside, Perhaps, Place};
use crate::codec::{Encoded, Encoding};
use crate::entity::{Entity, SameAs};
use crate::expression::AnyAttribute;
use crate::question::{ProjectsAll, Question};
use crate::template::Keys;

/// An attribute that can be changed in any way: one that no composed key is made of, nor the table's. Implemented by
/// generated code.
#[diagnostic::on_unimplemented(
    message = "the attribute `{Self}` is in the table's key and cannot be updated, or in a composed key and cannot be \
               added to, or is the version that writes advance",
    label = "a key is made of it, or a lock",
    note = "DynamoDB refuses to update the table's key: delete the item and put it under its new key",
    note = "DynamoDB adds to an attribute without telling what comes of it, so that no index key could be composed of \
            it: set the attribute instead"
)]
pub trait Updatable: Attribute {}

/// An attribute of `E` that can be set by itself, with what keys are composed of it. Implemented by generated code for
/// those that are in composed keys; all others are in none.
#[diagnostic::on_unimplemented(
    message = "the attribute `{Self}` is in the table's key and cannot be updated, or shares a composed key with other \
               attributes and cannot be changed alone, or is the version that writes advance",
    label = "a key is made of it, or a lock",
    note = "DynamoDB refuses to update the table's key: delete the item and put it under its new key",
    note = "DynamoDB sees one attribute in a composed key of an index, which must be written whole: what shares it is \
            set together by the generated `{E}::set_a_and_b(…)`, which is given to `.set_together(…)`"
)]
pub trait Settable<E: Entity>: 'static {
    /// The type in Rust.
    type Value: 'static;

    /// Composes the keys that it is in, of the item under this key, when it is set to a value or removed.
    ///
    /// # Errors
    /// A value that cannot be in a key, by the name of its part.
    fn feed(key: &E::Key, value: Option<&Self::Value>, changes: &mut Keys<'_>) -> Encoded<()>;
}

#[diagnostic::do_not_recommend]
impl<E: Entity, A: Updatable<Of: SameAs<E>>> Settable<E> for A {
    type Value = Held<A>;

    fn feed(_: &E::Key, _: Option<&Held<A>>, _: &mut Keys<'_>) -> Encoded<()> {
        Ok(())
    }
}

/// An attribute that an item can do without: optional, a set, or with a default. With a default it must not be in an
/// index's key: removed, the item would leave the index and still read as if it were there. Implemented by generated
/// code.
#[diagnostic::on_unimplemented(
    message = "the attribute `{Self}` cannot be removed",
    label = "an item has to have it, or a key is made of it and others",
    note = "only optional attributes, sets, and attributes with a default that are in no index's key can be removed",
    note = "an optional attribute that shares a composed key with others is removed by the generated \
            `Entity::set_a_and_b(…)`, which is given to `.set_together(…)`"
)]
pub trait Removable: Place {}

impl<E: Encoding> Removable for Inside<E> {}

impl<P: Removable> Removable for Perhaps<P> {}

/// An attribute that can be filtered on in answer to question `Q`. Implemented by generated code; a tuple is what
/// several attributes in one filter are.
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be filtered on in a query of `{Q}`",
    label = "a key attribute of what is queried, or not in the index",
    note = "DynamoDB refuses a key attribute of the queried index in a filter: put it into the key condition instead",
    note = "an attribute that the index does not project is not there to be filtered on: project it, or query another index"
)]
pub trait FilterableOn<Q: Question> {}

impl<Q: Question, A: FilterableOn<Q>, B: FilterableOn<Q>> FilterableOn<Q> for (A, B) {}

/// Looked at when the filter is added.
impl<Q: Question> FilterableOn<Q> for AnyAttribute {}

/// An attribute that can be selected in answer to question `Q`: any where the index projects all, and otherwise one
/// that it projects, which generated code says. A tuple is what several attributes are.
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be selected in a query of `{Q}`",
    label = "not in the index",
    note = "the index does not project the attribute: project it, or query another index"
)]
pub trait SelectableOn<Q: Question> {}

#[diagnostic::do_not_recommend]
impl<Q: ProjectsAll, A: Attribute> SelectableOn<Q> for A {}
