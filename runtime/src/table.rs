//! A table in an account: where requests start.

use std::fmt;
use std::marker::PhantomData;

use aws_sdk_dynamodb::Client;

use crate::admin::{CreateTable, DeleteTable, DescribeTable, TableExists};
use crate::decoder::Decoder;
use crate::entity::{IntoKey, StoredIn, TableDefinition, Writable};
use crate::plan::Place;
use crate::question::{IntoQueryKey, Question};
use crate::verbs::{
    Check, Collection, CollectionQuery, Delete, DeleteAll, Get, Merged, Put, Query, SameTable, Scan, Statement, Update,
    Upserted, Writer,
};
use crate::wire::Route;

/// Table `T` of the schema in the account and region of an SDK client. Cheap to clone.
///
/// Its methods make requests. A request is a value: the item is encoded when it is made, and nothing happens before it
/// is sent.
pub struct Table<T> {
    place: Place,
    table: PhantomData<fn() -> T>,
}

impl<T: TableDefinition> Table<T> {
    /// The table under the name that the schema gives; `HackerNews::table(&client)` reads better.
    pub fn new(client: &Client) -> Self {
        Self {
            place: Place {
                client: client.clone(),
                table: T::META.name.to_owned(),
                meta: T::META,
                route: Route::default(),
            },
            table: PhantomData,
        }
    }

    /// The same table under another physical name.
    #[must_use]
    pub fn named(mut self, name: impl Into<String>) -> Self {
        self.place.table = name.into();
        self
    }

    /// The same table with something before its physical name, such as `staging-`.
    #[must_use]
    pub fn prefixed(mut self, prefix: &str) -> Self {
        self.place.table.insert_str(0, prefix);
        self
    }

    /// The same table, whose answers are decoded on this way. All give the same.
    #[must_use]
    pub fn route(mut self, route: Route) -> Self {
        self.place.route = route;
        self
    }

    /// The physical name.
    pub fn name(&self) -> &str {
        &self.place.table
    }

    /// The client that requests go through.
    pub fn client(&self) -> &Client {
        &self.place.client
    }

    /// Writes an item whole, over whatever stands under its key.
    ///
    /// DynamoDB replaces the whole item: attributes that the schema does not name are gone afterwards, unless the entity
    /// keeps them (`unknown: keep`).
    ///
    /// Attributes with `stamp: write` are written as the current time, and so are those with `stamp: insert` that are
    /// `None`: an item that was read keeps the time at which it was created. `item` itself stays as it is.
    ///
    /// One with a version is taken as `&mut item`: it is written only over the version that it has, which the call
    /// advances, and is afterwards as the table holds it. Where somebody else has written the item since, the call fails
    /// with [`Error::VersionConflict`](crate::Error::VersionConflict), and `item` stays as it is.
    ///
    /// The SDK sends a request again when no answer comes. A put with a condition or a version that then finds exactly the
    /// item that it was to write has succeeded. That somebody else has written the very same, version and all, and this put
    /// never arrived, nobody can tell from it, but [`once`](Put::once).
    pub fn put<I: Writable<Entity: StoredIn<T>>>(&self, item: I) -> Put<I::Entity, (), I::Kept> {
        Put::new(&self.place, item)
    }

    /// Writes an item under a key where nothing stands yet; refuses to overwrite with
    /// [`Error::AlreadyExists`](crate::Error::AlreadyExists).
    ///
    /// Attributes with a stamp of either kind are written as the current time; `item` itself stays as it is, unless it has
    /// a version, which the call advances.
    ///
    /// The SDK sends a request again when no answer comes. An insert that then finds exactly the item that it was to write
    /// has succeeded. Where somebody else has inserted the very same and this insert never arrived, nobody can tell the
    /// two apart, but [`once`](Put::once): where an insert decides who may do something, send it so.
    ///
    /// Where the schema hides expired items (`hide_expired`), one that is still there counts as none.
    ///
    /// ```
    /// # mod schema { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/generated/hacker_news.rs")); }
    /// # use schema::{HackerNews, Link};
    /// # #[tokio::main(flavor = "current_thread")]
    /// # async fn main() -> Result<(), dynaschema::Error> {
    /// # let news = HackerNews::table(&dynaschema_embedded::client().await);
    /// # news.create_table().send().await?;
    /// use dynaschema::Error;
    ///
    /// let link = Link::new("http://a", "A");
    /// news.insert(&link).send().await?;
    /// assert!(matches!(news.insert(&link).send().await, Err(Error::AlreadyExists(_))));
    /// # Ok(())
    /// # }
    /// ```
    pub fn insert<I: Writable<Entity: StoredIn<T>>>(&self, item: I) -> Put<I::Entity, (), I::Kept> {
        Put::insert(&self.place, item)
    }

    /// Writes an item whole over the one under its key; refuses to create one with
    /// [`Error::NotFound`](crate::Error::NotFound).
    ///
    /// DynamoDB replaces the whole item: attributes that the schema does not name are gone afterwards, unless the entity
    /// keeps them (`unknown: keep`). Stamps are written and versions looked at as by [`put`](Self::put).
    pub fn replace<I: Writable<Entity: StoredIn<T>>>(&self, item: I) -> Put<I::Entity, (), I::Kept> {
        Put::replace(&self.place, item)
    }

    /// Reads the item under a key. One that has expired is not shown where the schema says `hide_expired`, here as in all
    /// reads.
    ///
    /// ```
    /// # mod schema { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/generated/hacker_news.rs")); }
    /// # use schema::{HackerNews, Link};
    /// # #[tokio::main(flavor = "current_thread")]
    /// # async fn main() -> Result<(), dynaschema::Error> {
    /// # let news = HackerNews::table(&dynaschema_embedded::client().await);
    /// # news.create_table().send().await?;
    /// # news.insert(&Link::new("http://a", "A")).send().await?;
    /// let link = news.get(Link::key("http://a")).consistent().send().await?;
    /// assert_eq!(link.map(|link| link.title).as_deref(), Some("A"));
    /// # Ok(())
    /// # }
    /// ```
    pub fn get<K: IntoKey>(&self, key: K) -> Get<K::Entity>
    where
        K::Entity: StoredIn<T>,
    {
        Get::new(&self.place, &key.into_key())
    }

    /// Changes attributes of the item under a key; refuses to create one with
    /// [`Error::NotFound`](crate::Error::NotFound).
    ///
    /// Attributes with `stamp: write` are set to the current time, unless the update changes them itself. A version is
    /// advanced; `update(&item)` fails where the item has another one than `item`
    /// ([`Error::VersionConflict`](crate::Error::VersionConflict)), `update(key)` looks at none.
    ///
    /// ```
    /// # mod schema { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/generated/hacker_news.rs")); }
    /// # use schema::{HackerNews, Link};
    /// # #[tokio::main(flavor = "current_thread")]
    /// # async fn main() -> Result<(), dynaschema::Error> {
    /// # let news = HackerNews::table(&dynaschema_embedded::client().await);
    /// # news.create_table().send().await?;
    /// # news.insert(&Link::new("http://a", "A")).send().await?;
    /// let update = news.update(Link::key("http://a")).add(Link::POINTS, 1).set(Link::TAGS, ["new"]);
    /// let link = update.condition(Link::POINTS.lt(100)).returning_new().send().await?;
    /// assert_eq!(link.points, 1);
    /// # Ok(())
    /// # }
    /// ```
    pub fn update<K: IntoKey>(&self, key: K) -> Update<K::Entity>
    where
        K::Entity: StoredIn<T>,
    {
        let seen = key.version();
        Update::new(&self.place, key.into_key(), seen)
    }

    /// Changes attributes of an item, or creates it: what the actions do not touch, and the item does not have yet, is
    /// set to what it is in `item`.
    ///
    /// An upsert changes whole attributes. Stamps are written as by [`insert`](Self::insert) where the item does not have
    /// them, and as by [`update`](Self::update) otherwise. A version is advanced, and not looked at.
    ///
    /// A composed key of an index is true afterwards, or nothing is changed: where the item that is there has some of the
    /// attributes that the key is composed of, but not the key, the upsert fails with
    /// [`Error::ConditionFailed`](crate::Error::ConditionFailed), for it cannot know what the key would be. A key of which
    /// neither an action nor `item` gives a part is left as it is, and an item that is in an index by choice stays in it.
    /// It fails as well where the schema says `hide_expired` and an expired item is still there: an
    /// [`insert`](Self::insert) takes that for absent.
    ///
    /// ```
    /// # mod schema { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/generated/hacker_news.rs")); }
    /// # use schema::{HackerNews, Link};
    /// # #[tokio::main(flavor = "current_thread")]
    /// # async fn main() -> Result<(), dynaschema::Error> {
    /// # let news = HackerNews::table(&dynaschema_embedded::client().await);
    /// # news.create_table().send().await?;
    /// let link = Link::new("http://a", "A");
    /// for points in [1, 2] {
    ///     let new = news.upsert(&link).add(Link::POINTS, 1).returning_new().send().await?;
    ///     assert_eq!((&*new.title, new.points), ("A", points));
    /// }
    /// # Ok(())
    /// # }
    /// ```
    pub fn upsert<'i, E: StoredIn<T>>(&self, item: &'i E) -> Update<E, Upserted>
    where
        &'i E: IntoKey<Entity = E>,
    {
        Update::upsert(&self.place, item)
    }

    /// Deletes the item under a key. That there is none is no error. Of an entity with a version, `delete(&item)` deletes
    /// the version of `item` only, and finds a conflict where there is none; `delete(key)` deletes any.
    ///
    /// ```
    /// # mod schema { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/generated/hacker_news.rs")); }
    /// # use schema::{HackerNews, Link};
    /// # #[tokio::main(flavor = "current_thread")]
    /// # async fn main() -> Result<(), dynaschema::Error> {
    /// # let news = HackerNews::table(&dynaschema_embedded::client().await);
    /// # news.create_table().send().await?;
    /// # news.insert(&Link::new("http://a", "A")).send().await?;
    /// news.delete(Link::key("http://a")).condition(!Link::POINTS.gt(0)).send().await?;
    /// assert_eq!(news.get(Link::key("http://a")).send().await?, None);
    /// # Ok(())
    /// # }
    /// ```
    pub fn delete<K: IntoKey>(&self, key: K) -> Delete<K::Entity>
    where
        K::Entity: StoredIn<T>,
    {
        let seen = key.version();
        Delete::new(&self.place, &key.into_key(), seen)
    }

    /// Puts and deletes items in batches that go out by themselves.
    ///
    /// ```
    /// # mod schema { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/generated/hacker_news.rs")); }
    /// # use schema::{HackerNews, Link};
    /// # #[tokio::main(flavor = "current_thread")]
    /// # async fn main() -> Result<(), dynaschema::Error> {
    /// # let news = HackerNews::table(&dynaschema_embedded::client().await);
    /// # news.create_table().send().await?;
    /// let mut writer = news.writer();
    /// for number in 0..1000 {
    ///     writer.put(&Link::new(format!("http://{number}"), "A story")).await?;
    /// }
    /// assert_eq!(writer.finish().await?.items, 1000);
    /// # Ok(())
    /// # }
    /// ```
    pub fn writer(&self) -> Writer<T> {
        Writer::new(&self.place)
    }

    /// Looks at the item under a key, or of an item at its version too: for a transaction that depends on it.
    pub fn check<K: IntoKey>(&self, key: K) -> Check<K::Entity>
    where
        K::Entity: StoredIn<T>,
    {
        let seen = key.version();
        Check::new(&self.place, &key.into_key(), seen)
    }

    /// Reads the items of one partition of the table or of an index, in the order of its sort key.
    ///
    /// ```
    /// # mod schema { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/generated/hacker_news.rs")); }
    /// # use schema::{HackerNews, Link};
    /// # #[tokio::main(flavor = "current_thread")]
    /// # async fn main() -> Result<(), dynaschema::Error> {
    /// # let news = HackerNews::table(&dynaschema_embedded::client().await);
    /// # news.create_table().send().await?;
    /// # news.insert(&Link::new("http://a", "A")).send().await?;
    /// let mut links = news.query(Link::by_day(0).points().ge(0)).descending().filter(Link::TITLE.ne("B")).stream();
    /// while let Some(link) = links.try_next().await? {
    ///     println!("{}", link.title);
    /// }
    /// # Ok(())
    /// # }
    /// ```
    pub fn query<K: IntoQueryKey<Question: Question>>(&self, key: K) -> Query<K::Question>
    where
        <K::Question as Question>::Entity: StoredIn<T>,
    {
        Query::new(&self.place, key.into())
    }

    /// Reads the items of several partitions as one, in the order of their sort keys. `with` says what is asked of each:
    /// filters, the direction, what is selected.
    ///
    /// ```
    /// # mod schema { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/generated/hacker_news.rs")); }
    /// # use schema::{HackerNews, Link};
    /// # #[tokio::main(flavor = "current_thread")]
    /// # async fn main() -> Result<(), dynaschema::Error> {
    /// # let news = HackerNews::table(&dynaschema_embedded::client().await);
    /// # news.create_table().send().await?;
    /// # news.insert(&Link::new("http://a", "A")).send().await?;
    /// let days = (0..7).map(Link::by_day);
    /// let top: Vec<Link> = news.query_each(days, |query| query.descending()).limit(30).all().await?;
    /// assert_eq!(top.len(), 1);
    /// # Ok(())
    /// # }
    /// ```
    pub fn query_each<K, U: Send + 'static>(
        &self,
        keys: impl IntoIterator<Item = K>,
        with: impl Fn(Query<K::Question>) -> Query<K::Question, U>,
    ) -> Merged<U>
    where
        K: IntoQueryKey<Question: Question<Entity: StoredIn<T>>>,
    {
        let mut decoder = None;
        let reads = keys.into_iter().map(|key| {
            let (read, of_this) = with(Query::new(&self.place, key.into())).into_parts();
            let sinks = of_this.sinks();
            decoder = Some(of_this);
            Ok((read?, sinks))
        });
        let reads = reads.collect();
        // Without a query there is nothing to decode.
        Merged::new(reads, decoder.unwrap_or_else(Decoder::of_none))
    }

    /// Deletes the items of an entity in one partition of the table. All items of a partition that holds several entities are
    /// deleted by the `delete_all()` of a [collection](Self::collection).
    ///
    /// ```
    /// # mod schema { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/generated/ledger.rs")); }
    /// # use schema::{Entry, Ledger};
    /// # #[tokio::main(flavor = "current_thread")]
    /// # async fn main() -> Result<(), dynaschema::Error> {
    /// # let ledger = Ledger::table(&dynaschema_embedded::client().await);
    /// # ledger.create_table().send().await?;
    /// # ledger.put(&Entry::new("7", 1_u32, "bread")).send().await?;
    /// let deleted = ledger.delete_partition(Entry::by_key("7")).progress(|now| println!("{}", now.deleted)).send().await?;
    /// assert_eq!(deleted.items, 1);
    /// # Ok(())
    /// # }
    /// ```
    pub fn delete_partition<K: IntoQueryKey<Question: Question>>(&self, key: K) -> DeleteAll
    where
        <K::Question as Question>::Entity: StoredIn<T>,
    {
        Query::new(&self.place, key.into()).delete_all()
    }

    /// A statement of PartiQL, whose rows are items of `E`: the way out of what the other verbs can say.
    ///
    /// ```
    /// # mod schema { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/generated/hacker_news.rs")); }
    /// # use schema::{HackerNews, Link};
    /// # #[tokio::main(flavor = "current_thread")]
    /// # async fn main() -> Result<(), dynaschema::Error> {
    /// # let news = HackerNews::table(&dynaschema_embedded::client().await);
    /// # news.create_table().send().await?;
    /// # news.insert(&Link::new("http://a", "A")).send().await?;
    /// let statement = news.statement::<Link>("SELECT * FROM {table} WHERE link = ? AND points < ?");
    /// let links = statement.parameter(Link::LINK, "http://a").parameter(Link::POINTS, 5).all().await?;
    /// assert_eq!(links.len(), 1);
    /// # Ok(())
    /// # }
    /// ```
    pub fn statement<E: StoredIn<T>>(&self, text: &str) -> Statement<E> {
        Statement::new(&self.place, text)
    }

    /// Reads all items of an entity, in no order that means anything. DynamoDB looks at every item of the table for it.
    ///
    /// ```
    /// # mod schema { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/generated/hacker_news.rs")); }
    /// # use schema::{HackerNews, Link};
    /// # #[tokio::main(flavor = "current_thread")]
    /// # async fn main() -> Result<(), dynaschema::Error> {
    /// # let news = HackerNews::table(&dynaschema_embedded::client().await);
    /// # news.create_table().send().await?;
    /// # news.insert(&Link::new("http://a", "A")).send().await?;
    /// let links: Vec<Link> = news.scan().filter(Link::TITLE.begins_with("A")).all().await?;
    /// assert_eq!(links.len(), 1);
    /// # Ok(())
    /// # }
    /// ```
    pub fn scan<E: StoredIn<T>>(&self) -> Scan<E> {
        Scan::new(&self.place)
    }

    /// Reads a collection: the items of several entities that stand in one partition, by one query.
    pub fn collection<K>(&self, key: K) -> CollectionQuery<K::Question>
    where
        K: IntoQueryKey<Question: Collection<Table: SameTable<T>>>,
    {
        CollectionQuery::new(&self.place, key.into())
    }

    /// Creates the table as the schema says, and waits until it can be used. Its time to live is enabled then, if it has
    /// one.
    pub fn create_table(&self) -> CreateTable {
        CreateTable::new(&self.place)
    }

    /// Asks whether the table is there.
    pub fn table_exists(&self) -> TableExists {
        TableExists::new(&self.place)
    }

    /// Asks DynamoDB to describe the table.
    pub fn describe_table(&self) -> DescribeTable {
        DescribeTable::new(&self.place)
    }

    /// Deletes the table with everything in it, and waits until it is gone.
    pub fn delete_table(&self) -> DeleteTable {
        DeleteTable::new(&self.place)
    }
}

impl<T> Clone for Table<T> {
    fn clone(&self) -> Self {
        Self { place: self.place.clone(), table: PhantomData }
    }
}

impl<T> fmt::Debug for Table<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Table").field("name", &self.place.table).finish_non_exhaustive()
    }
}
