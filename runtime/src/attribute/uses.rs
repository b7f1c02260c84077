//! What may be done with which attribute in which request, as generated code says it.

use super::{Attribute, Inside, Perhaps, Place};
use crate::codec::Encoding;
use crate::question::{ProjectsAll, Question};

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
