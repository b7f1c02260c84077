//! `update` and `upsert`.

use std::fmt;
use std::marker::PhantomData;

use aws_sdk_dynamodb::operation::update_item::UpdateItemInput;
use aws_sdk_dynamodb::operation::update_item::builders::UpdateItemFluentBuilder;

use super::changes::Changes;
use super::once::Once;
use super::returned::{MaybeOldItem, NewItem, OldItem, Returned, UpdatedNew, UpdatedOld, Values};
use crate::codec::{Encoded, Item, encode_key, encode_stamped, stamps};
use crate::entity::{Entity, IntoKey, Stamp, TableDefinition, Versioned};
use crate::error::{Error, ServiceError};
use crate::expression::{Actions, ChangedPlaces, Condition};
use crate::key::ItemKey;
use crate::now::Now;
use crate::plan::{self, Action, Custom, Guard, Lock, Metered, Write};

/// A request to change attributes of an item: `update` or `upsert`.
///
/// DynamoDB applies all actions at once or none. An `update` refuses to invent half an item: where there is none under
/// the key, it fails with [`Error::NotFound`], also without any action. `R` is what [`send`](Self::send) returns.
///
/// Keys of indexes that are composed of what changes are composed again in the same update. Of an entity with a version,
/// every update advances it; `update(&item)` fails with [`Error::VersionConflict`] where the item has another one than
/// the caller has seen, `update(key)` looks at none.
#[must_use = "an update does nothing until it is sent"]
pub struct Update<E: Entity, R = ()> {
    key: E::Key,
    write: Encoded<Write>,
    custom: Custom<UpdateItemFluentBuilder>,
    of: PhantomData<fn() -> (E, R)>,
}

/// What an upsert returns where it is not told otherwise: nothing. As a marker type.
#[derive(Debug)]
pub enum Upserted {}

impl<E: Entity> Returned<E> for Upserted {
    type Value = ();

    const VALUES: Values = Values::None;

    fn read(_: Option<Item>, _: Option<ChangedPlaces>, _: ItemKey) -> Result<(), Error> {
        Ok(())
    }
}

impl<E: Entity> Update<E> {
    pub(crate) fn new(place: &plan::Place, key: E::Key, seen: Option<u64>) -> Self {
        let update = |key| {
            let actions = Actions::stamping(stamps::<E>(Stamp::Write, Now::from_clock())?);
            let write = Write::new::<E>(place, Action::Update { key, actions: Box::new(actions) }, Guard::MustExist);
            Ok(Write { lock: Lock::of::<E>(seen), ..write })
        };
        Self {
            write: encode_key::<E>(&key).and_then(update),
            custom: Custom::default(),
            key,
            of: PhantomData,
        }
    }

    /// Returns the item as it was before.
    pub fn returning_old(self) -> Update<E, OldItem> {
        self.returning()
    }
}

impl<E: Entity> Update<E, Upserted> {
    pub(crate) fn upsert<'i>(place: &plan::Place, item: &'i E) -> Self
    where
        &'i E: IntoKey<Entity = E>,
    {
        let now = Now::from_clock();
        let upsert = |mut item: Item| {
            let key_names = <E::Table as TableDefinition>::META.key.attributes();
            let key = key_names.filter_map(|key| item.remove_entry(key.name)).collect();
            if let Some(version) = E::VERSION {
                item.remove(version);
            }
            let actions = Actions::stamping(stamps::<E>(Stamp::Write, now)?).filling(item, E::FED_KEYS);
            let write = Write::new::<E>(place, Action::Update { key, actions: Box::new(actions) }, Guard::Nothing);
            Ok(Write { lock: Lock::of::<E>(None), ..write })
        };
        Self {
            write: encode_stamped(item, now, true).and_then(upsert),
            custom: Custom::default(),
            key: item.into_key(),
            of: PhantomData,
        }
    }

    /// Returns the item as it was before, if there was one.
    pub fn returning_old(self) -> Update<E, MaybeOldItem> {
        self.returning()
    }
}

/// An update that does not say yet what it returns, as a marker type.
pub trait Unreturned {}

impl Unreturned for () {}
impl Unreturned for Upserted {}

impl<E: Entity, R: Unreturned> Update<E, R> {
    /// Returns the item as it is afterwards.
    pub fn returning_new(self) -> Update<E, NewItem> {
        self.returning()
    }

    /// Returns what the update changes, as it is afterwards. It costs no more than to return nothing.
    ///
    /// ```
    /// # mod schema { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/generated/hacker_news.rs")); }
    /// # use schema::{HackerNews, Link};
    /// # #[tokio::main(flavor = "current_thread")]
    /// # async fn main() -> Result<(), dynaschema::Error> {
    /// # let news = HackerNews::table(&dynaschema_embedded::client().await);
    /// # news.create_table().send().await?;
    /// # news.insert(&Link::new("http://a", "A")).send().await?;
    /// let updated = news.update(Link::key("http://a")).add(Link::POINTS, 5).updated_new().send().await?;
    /// assert_eq!(updated.get(Link::POINTS)?, Some(5));
    /// # Ok(())
    /// # }
    /// ```
    pub fn updated_new(self) -> Update<E, UpdatedNew> {
        self.returning()
    }

    /// Returns what the update changes, as it was before.
    pub fn updated_old(self) -> Update<E, UpdatedOld> {
        self.returning()
    }

    pub(super) fn into_parts(self) -> (Encoded<Write>, bool) {
        (self.write, !self.custom.is_empty())
    }

    /// Sends the update as a transaction of its own, which is applied once even if its answer is lost and the SDK sends it
    /// again. See [`Once`].
    pub fn once(self) -> Once<E> {
        Once::new(self.write, !self.custom.is_empty(), ())
    }
}

impl<E: Entity, R> Update<E, R> {
    /// Changes the item only if this holds. Several conditions must all hold.
    pub fn condition<A>(self, condition: Condition<E, A>) -> Self {
        self.change(|write| write.require(condition.into_expression()))
    }

    /// Changes the item only if it has this version; 0 is that of an item without one.
    pub fn expect_version(mut self, version: u64) -> Self
    where
        E: Versioned,
    {
        if let Ok(write) = &mut self.write {
            write.lock = Lock::of::<E>(Some(version));
        }
        self
    }

    /// Leaves the version out of this call: it is neither looked at nor advanced.
    pub fn unversioned(mut self) -> Self
    where
        E: Versioned,
    {
        if let Ok(write) = &mut self.write {
            write.lock = None;
        }
        self
    }

    /// Changes the SDK's request before it is sent: what this crate has no word for.
    pub fn customize(
        mut self,
        change: impl Fn(UpdateItemFluentBuilder) -> UpdateItemFluentBuilder + Send + Sync + 'static,
    ) -> Self {
        self.custom.push(change);
        self
    }

    pub(super) fn changes(self, change: impl FnOnce(&E::Key, &mut Changes<'_>) -> Encoded<()>) -> Self {
        let Self { key, write, custom, of } = self;
        let write = write.and_then(|write| {
            let meta = write.place.meta;
            write.actions(|actions| change(&key, &mut Changes::new(meta, actions)))
        });
        Self { key, write, custom, of }
    }

    fn change(self, change: impl FnOnce(Write) -> Encoded<Write>) -> Self {
        Self { write: self.write.and_then(change), ..self }
    }

    fn returning<S>(self) -> Update<E, S> {
        Update {
            key: self.key,
            write: self.write,
            custom: self.custom,
            of: PhantomData,
        }
    }
}

impl<E: Entity, R: Returned<E>> Update<E, R> {
    /// The SDK's request, to be sent by oneself: errors are then the SDK's.
    ///
    /// # Errors
    /// [`Error::Refused`].
    pub fn into_sdk(self) -> Result<UpdateItemFluentBuilder, Error> {
        Ok(self.custom.apply(self.write?.update_item(R::VALUES.into())?))
    }

    dry_run!("UpdateItem": UpdateItemInput);

    /// Sends the request.
    ///
    /// # Errors
    /// [`Error::NotFound`], [`Error::VersionConflict`] for an entity with a version, [`Error::ConditionFailed`],
    /// [`Error::Refused`] for what DynamoDB would refuse (a key value, an attribute that is changed twice),
    /// [`Error::Service`] for everything else; [`Error::Decode`] where what is returned is not what the schema says, as
    /// when a sum no longer fits its type: the update is applied all the same.
    ///
    /// The SDK sends a request again when no answer comes: an update whose answer was lost is then applied twice, or fails
    /// on its own condition. [`once`](Self::once) solves both.
    pub async fn send(self) -> Result<R::Value, Error> {
        Ok(self.run().await?.value)
    }

    /// Sends the request, and tells what it cost.
    ///
    /// # Errors
    /// As [`send`](Self::send).
    pub async fn send_metered(mut self) -> Result<Metered<R::Value>, Error> {
        self.write = self.write.map(Write::metered);
        self.run().await
    }

    async fn run(self) -> Result<Metered<R::Value>, Error> {
        let write = self.write?;
        let request = self.custom.apply(write.update_item(R::VALUES.into())?);
        let key = R::key_of(&write);
        let returns_changes = matches!(R::VALUES, Values::UpdatedOld | Values::UpdatedNew);
        let changed = if returns_changes { write.changed_places()? } else { None };
        write.send_update_item(request, None).await?.and_then(|item| R::read(item, changed, key))
    }
}

impl<E: Entity, R> Clone for Update<E, R> {
    fn clone(&self) -> Self {
        Self {
            key: self.key.clone(),
            write: self.write.clone(),
            custom: self.custom.clone(),
            of: PhantomData,
        }
    }
}

impl<E: Entity, R> fmt::Debug for Update<E, R> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Update").field(&self.write).finish()
    }
}
