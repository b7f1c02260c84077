//! What an update changes, and the keys that change with it.

use std::any::Any;
use std::fmt;

use aws_sdk_dynamodb::types::AttributeValue;

use crate::attribute::{
    Attr, Attribute, ByAttribute, ByValue, Held, InKey, KeyOnly, Numeric, Other, Place, Removable, RemovableKey,
    Settable, Summable, Updatable,
};
use crate::codec::{Encoded, Encoding, attribute_value_at};
use crate::entity::{Entity, SameAs};
use crate::expression::{Actions, Path, Term};
use crate::item_size;
use crate::key;
use crate::metadata::TableMeta;
use crate::operand::Operand;
use crate::template::{Keys, Sink};

/// What generated code changes in an update.
pub struct Changes<'u> {
    meta: &'static TableMeta,
    actions: &'u mut Actions,
}

impl<'u> Changes<'u> {
    pub(super) fn new(meta: &'static TableMeta, actions: &'u mut Actions) -> Self {
        Self { meta, actions }
    }
}

impl Changes<'_> {
    /// Sets an attribute of this name in DynamoDB. A value that is absent removes it.
    ///
    /// # Errors
    /// A value that DynamoDB would refuse, and a second change of one attribute.
    pub fn attribute<F: Encoding>(&mut self, name: &'static str, value: &F::Value) -> Encoded<()> {
        self.set::<F>(Path::new(name), value, F::is_absent(value))
    }

    /// What composed keys are written to: one that is left out is removed.
    pub fn keys(&mut self) -> Keys<'_> {
        Keys::new(self)
    }

    fn set<F: Encoding>(&mut self, path: Path, value: &F::Value, is_absent: bool) -> Encoded<()> {
        if is_absent {
            return self.actions.remove(path);
        }
        let value = self.value::<F>(&path, value)?;
        self.actions.set(path, Term::Value(value))
    }

    /// A value that is to lie at this path.
    fn value<F: Encoding>(&self, path: &Path, value: &F::Value) -> Encoded<AttributeValue> {
        let value = encode::<F>(path, value)?;
        item_size::check_value(&path.to_string(), &value)?;
        if path.is_whole() {
            key::check_set(self.meta, path.attribute(), &value)?;
        }
        Ok(value)
    }

    /// What an attribute is set to: none where it is a value that is written by leaving it out.
    pub(super) fn term<F: Encoding>(&self, path: &Path, other: Other<F::Value>) -> Encoded<Option<Term>> {
        match other {
            Other::Value(value) if F::is_absent(&value) => Ok(None),
            Other::Value(value) => Ok(Some(Term::Value(self.value::<F>(path, &value)?))),
            Other::Attribute(from) => {
                from.check()?;
                Ok(Some(Term::Path(from)))
            }
        }
    }

    pub(super) fn actions(&mut self) -> &mut Actions {
        self.actions
    }
}

/// A value that is to lie at this path.
pub(super) fn encode<F: Encoding>(path: &Path, value: &F::Value) -> Encoded<AttributeValue> {
    attribute_value_at::<F>(path.depth(), value).map_err(|refused| refused.of(&path.to_string()))
}

impl Sink for Changes<'_> {
    fn put(&mut self, name: &'static str, key: Option<AttributeValue>, _: bool) -> Encoded<()> {
        match key {
            Some(key) => {
                key::check_set(self.meta, name, &key)?;
                self.actions.set(Path::new(name), Term::Value(key))
            }
            None => self.actions.remove(Path::new(name)),
        }
    }
}

/// What an update of an item of `E` can set: an attribute such as `Link::TITLE`, a place inside one, or an attribute that
/// is in composed keys only.
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be set in an update of `{E}`",
    label = "not an attribute of `{E}`",
    note = "`set` takes an attribute, such as `Link::TITLE`"
)]
pub trait Assign<E: Entity> {
    /// The type in Rust.
    type Value;

    /// Sets it, and the keys that are composed of it.
    #[doc(hidden)]
    fn assign(self, key: &E::Key, value: &Self::Value, changes: &mut Changes<'_>) -> Encoded<()>;
}

impl<E, A, P> Assign<E> for Attr<A, P>
where
    E: Entity,
    A: Attribute<Of: SameAs<E>> + Settable<E>,
    P: Place,
{
    type Value = Held<P>;

    fn assign(self, key: &E::Key, value: &Held<P>, changes: &mut Changes<'_>) -> Encoded<()> {
        let path = self.into_path();
        let is_absent = P::Encoding::is_absent(value) && P::can_be_left_out();
        // Keys are composed of whole attributes, whose type is then that of the place.
        let fed = (value as &dyn Any).downcast_ref::<A::Value>().filter(|_| path.is_whole());
        changes.set::<P::Encoding>(path, value, is_absent)?;
        match fed {
            Some(fed) => A::feed(key, Some(fed).filter(|_| !is_absent), &mut changes.keys()),
            None => Ok(()),
        }
    }
}

impl<E, K> Assign<E> for InKey<K>
where
    E: Entity,
    K: KeyOnly<Of: SameAs<E>> + Settable<E, Value = <K as KeyOnly>::Value>,
{
    type Value = <K as KeyOnly>::Value;

    fn assign(self, key: &E::Key, value: &Self::Value, changes: &mut Changes<'_>) -> Encoded<()> {
        K::feed(key, Some(value), &mut changes.keys())
    }
}

/// What an update sets `S` to: a value, or another attribute of the item that is of the same type. `V` is the type of its
/// values in Rust, `K` which of the two it is; both are found by the compiler.
#[diagnostic::on_unimplemented(
    message = "expected a value for `{V}`, found `{Self}`",
    label = "neither such a value nor an attribute of the same type",
    note = "a newtype is itself and no other type: make it by its `From`",
    note = "an optional attribute is set to a value, and removed by `.remove(…)`",
    note = "from another attribute only what is in no composed key can be set: DynamoDB does not tell what the key would be"
)]
pub trait Assigned<E: Entity, S, V, K> {
    #[doc(hidden)]
    fn assign_to(self, target: S, key: &E::Key, changes: &mut Changes<'_>) -> Encoded<()>;
}

impl<E: Entity, S: Assign<E, Value = V>, V, T: Operand<V>> Assigned<E, S, V, ByValue> for T {
    fn assign_to(self, target: S, key: &E::Key, changes: &mut Changes<'_>) -> Encoded<()> {
        target.assign(key, &self.into_value(), changes)
    }
}

#[diagnostic::do_not_recommend]
impl<E, A, P, B, Q> Assigned<E, Attr<A, P>, Held<P>, ByAttribute<B>> for Attr<B, Q>
where
    E: Entity,
    A: Updatable<Of: SameAs<E>>,
    P: Place,
    B: Attribute<Of: SameAs<E>>,
    Q: Place<Encoding = P::Encoding>,
{
    fn assign_to(self, target: Attr<A, P>, _: &E::Key, changes: &mut Changes<'_>) -> Encoded<()> {
        let from = self.into_path();
        from.check()?;
        changes.actions.set(target.into_path(), Term::Path(from))
    }
}

/// What an update takes a value of the type `F` from: a value, or another attribute of the item that is of this type.
#[diagnostic::on_unimplemented(
    message = "expected a value for `{F}` or an attribute of this type, found `{Self}`",
    label = "of another type"
)]
pub trait Supplied<E: Entity, F: Encoding, K> {
    #[doc(hidden)]
    fn into_other(self) -> Other<F::Value>;
}

impl<E: Entity, F: Encoding, V: Operand<F::Value>> Supplied<E, F, ByValue> for V {
    fn into_other(self) -> Other<F::Value> {
        Other::Value(self.into_value())
    }
}

#[diagnostic::do_not_recommend]
impl<E, F, B, Q> Supplied<E, F, ByAttribute<B>> for Attr<B, Q>
where
    E: Entity,
    F: Encoding,
    B: Attribute<Of: SameAs<E>>,
    Q: Place<Encoding = F>,
{
    fn into_other(self) -> Other<F::Value> {
        Other::Attribute(self.into_path())
    }
}

/// What an update adds to a number or a set of the type `F`: a value, or to a number another attribute of
/// the same type.
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be added to `{F}`",
    label = "neither a value of its type nor an attribute that is a number of this type",
    note = "elements are added to a set as a set; DynamoDB adds attributes to numbers only"
)]
pub trait Added<E: Entity, F: Encoding, K> {
    #[doc(hidden)]
    fn into_other(self) -> Other<F::Value>;
}

impl<E: Entity, F: Summable, V: Operand<F::Value>> Added<E, F, ByValue> for V {
    fn into_other(self) -> Other<F::Value> {
        Other::Value(self.into_value())
    }
}

#[diagnostic::do_not_recommend]
impl<E, F, B, Q> Added<E, F, ByAttribute<B>> for Attr<B, Q>
where
    E: Entity,
    F: Numeric,
    B: Attribute<Of: SameAs<E>>,
    Q: Place<Encoding = F>,
{
    fn into_other(self) -> Other<F::Value> {
        Other::Attribute(self.into_path())
    }
}

/// What an update of an item of `E` can remove: what an item can do without.
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be removed in an update of `{E}`",
    label = "not an attribute of `{E}`",
    note = "`remove` takes an attribute, such as `Link::TAGS`"
)]
pub trait Unassign<E: Entity> {
    /// Removes it, and the keys that are composed of it.
    #[doc(hidden)]
    fn unassign(self, key: &E::Key, changes: &mut Changes<'_>) -> Encoded<()>;
}

impl<E, A, P> Unassign<E> for Attr<A, P>
where
    E: Entity,
    A: Attribute<Of: SameAs<E>> + Settable<E>,
    P: Removable,
{
    fn unassign(self, key: &E::Key, changes: &mut Changes<'_>) -> Encoded<()> {
        let path = self.into_path();
        let is_whole = path.is_whole();
        changes.actions.remove(path)?;
        if is_whole { A::feed(key, None, &mut changes.keys()) } else { Ok(()) }
    }
}

impl<E, K> Unassign<E> for InKey<K>
where
    E: Entity,
    K: RemovableKey<Of: SameAs<E>> + Settable<E>,
{
    fn unassign(self, key: &E::Key, changes: &mut Changes<'_>) -> Encoded<()> {
        K::feed(key, None, &mut changes.keys())
    }
}

/// Attributes that share a composed key and are set together. Made by generated functions such as
/// `Order::set_status_and_region(…)`.
#[must_use = "it does nothing until it is given to an update"]
pub struct Together<E: Entity>(Box<Set<E>>);

type Set<E> = dyn Fn(&<E as Entity>::Key, &mut Changes<'_>) -> Encoded<()> + Send + Sync;

impl<E: Entity> Together<E> {
    /// What sets the attributes of the item under a key, and the keys.
    pub fn new(set: impl Fn(&E::Key, &mut Changes<'_>) -> Encoded<()> + Send + Sync + 'static) -> Self {
        Self(Box::new(set))
    }

    pub(super) fn assign(&self, key: &E::Key, changes: &mut Changes<'_>) -> Encoded<()> {
        (self.0)(key, changes)
    }
}

/// Without values.
impl<E: Entity> fmt::Debug for Together<E> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Together").finish_non_exhaustive()
    }
}
