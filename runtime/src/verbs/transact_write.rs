//! `transact_write`: several writes, of any tables, as one.

use std::fmt;

use aws_sdk_dynamodb::Client;
use aws_sdk_dynamodb::operation::transact_write_items::TransactWriteItemsInput;
use aws_sdk_dynamodb::operation::transact_write_items::builders::TransactWriteItemsFluentBuilder;

use super::check::Check;
use super::delete::Delete;
use super::put::Put;
use super::update::{Unreturned, Update};
use crate::codec::{Encoded, Item};
use crate::entity::{Entity, Kept};
use crate::error::{Error, Refused, ServiceError};
use crate::plan::{Custom, Metered, Transaction, Write};

/// Writes all of what is [pushed](TransactWrite::push), or nothing: a transaction of one region, over any tables.
///
/// ```
/// # mod schema { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/generated/hacker_news.rs")); }
/// # use schema::{HackerNews, Link};
/// # #[tokio::main(flavor = "current_thread")]
/// # async fn main() -> Result<(), dynaschema::Error> {
/// # let client = dynaschema_embedded::client().await;
/// # let news = HackerNews::table(&client);
/// # news.create_table().send().await?;
/// # news.insert(&Link::new("http://a", "A")).send().await?;
/// use dynaschema::Error;
///
/// let moved = dynaschema::transact_write(&client)
///     .push(news.delete(Link::key("http://a")).condition(Link::POINTS.lt(10)))
///     .push(news.insert(&Link::new("http://b", "A")));
/// moved.send().await?;
///
/// let again = dynaschema::transact_write(&client)
///     .push(news.insert(&Link::new("http://c", "C")))
///     .push(news.insert(&Link::new("http://b", "A")));
/// let Err(Error::Cancelled(cancelled)) = again.send().await else { panic!("there is one") };
/// assert!(matches!(cancelled.reasons[..], [None, Some(Error::AlreadyExists(_))]));
/// # Ok(())
/// # }
/// ```
pub fn transact_write<'i>(client: &Client) -> TransactWrite<'i> {
    TransactWrite {
        client: client.clone(),
        writes: Ok(Vec::new()),
        settle: Vec::new(),
        token: None,
        custom: Custom::default(),
    }
}

/// A request to write several items, all or none. Made by [`transact_write`].
///
/// DynamoDB takes 1 to 100 actions of 4 MB together, and one on each item. It costs twice the write capacity. It is applied
/// once, also where its answer is lost and the SDK sends it again: a token tells it from others for ten minutes.
///
/// One that is cancelled by nothing but conflicts with other writes and throttling is sent again, as often and with such
/// pauses as the client's retry configuration says: by the SDK's defaults three times in all, with pauses of at most one
/// and two seconds.
#[must_use = "a transaction does nothing until it is sent"]
pub struct TransactWrite<'i> {
    client: Client,
    writes: Encoded<Vec<Write>>,
    settle: Vec<(usize, Settle<'i>)>,
    token: Option<String>,
    custom: Custom<TransactWriteItemsFluentBuilder>,
}

/// Leaves an item as the table holds it.
type Settle<'i> = Box<dyn FnOnce(Item) -> Result<(), Error> + Send + 'i>;

/// What a transaction can be made of: `put`, `insert`, `replace`, `update`, `upsert`, `delete` and `check`, where they return
/// nothing of the item.
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be an action of a transaction",
    label = "not a write that returns nothing",
    note = "a transaction returns nothing of its items: leave `returning_old()` and its like out"
)]
pub trait Transacted<'i> {
    /// Its plan, and what is to be done with what it has written.
    #[doc(hidden)]
    fn into_part(self) -> Part<'i>;
}

/// One action of a transaction.
#[doc(hidden)]
pub struct Part<'i> {
    write: Encoded<Write>,
    settle: Option<Settle<'i>>,
}

impl<'i> Part<'i> {
    fn new(write: Encoded<Write>, is_customized: bool) -> Self {
        let write = write.and_then(|write| {
            if is_customized {
                return Err(Refused::request(
                    "`customize` of a single write is of another request: call it on the transaction",
                ));
            }
            Ok(write)
        });
        Self { write, settle: None }
    }
}

impl<'i, E: Entity, W: Kept<E> + 'i> Transacted<'i> for Put<E, (), W> {
    fn into_part(self) -> Part<'i> {
        let (write, is_customized, kept) = self.into_parts();
        let settle = |written| kept.settle(written);
        Part {
            settle: W::IS_CHANGED.then(|| Box::new(settle) as Settle<'i>),
            ..Part::new(write, is_customized)
        }
    }
}

impl<'i, E: Entity, R: Unreturned> Transacted<'i> for Update<E, R> {
    fn into_part(self) -> Part<'i> {
        let (write, is_customized) = self.into_parts();
        Part::new(write, is_customized)
    }
}

impl<'i, E: Entity> Transacted<'i> for Delete<E> {
    fn into_part(self) -> Part<'i> {
        let (write, is_customized) = self.into_parts();
        Part::new(write, is_customized)
    }
}

impl<'i, E: Entity> Transacted<'i> for Check<E> {
    fn into_part(self) -> Part<'i> {
        Part::new(self.write, false)
    }
}

impl<'i> TransactWrite<'i> {
    /// Adds an action. Reasons for which the transaction is cancelled are in the order of these calls.
    pub fn push(mut self, action: impl Transacted<'i>) -> Self {
        let Part { write, settle } = action.into_part();
        self.writes = self.writes.and_then(|mut writes| {
            self.settle.extend(settle.map(|settle| (writes.len(), settle)));
            writes.push(write?);
            Ok(writes)
        });
        self
    }

    /// Sends it with this token, of 1 to 36 characters, instead of one that the SDK makes up: sent again within ten minutes,
    /// with the same token and the same content, it is applied once; with other content it is an error of DynamoDB's.
    pub fn token(mut self, token: impl Into<String>) -> Self {
        self.token = Some(token.into());
        self
    }

    /// Changes the SDK's request before it is sent: what this crate has no word for.
    pub fn customize(
        mut self,
        change: impl Fn(TransactWriteItemsFluentBuilder) -> TransactWriteItemsFluentBuilder + Send + Sync + 'static,
    ) -> Self {
        self.custom.push(change);
        self
    }

    /// The SDK's request, to be sent by oneself: errors are then the SDK's, and conflicts are not retried.
    ///
    /// # Errors
    /// [`Error::Refused`].
    pub fn into_sdk(self) -> Result<TransactWriteItemsFluentBuilder, Error> {
        let transaction = Transaction { client: self.client, writes: self.writes?, token: self.token };
        Ok(self.custom.apply(transaction.request()?))
    }

    /// What would be sent: a dry run. The token that the SDK makes up is not in it.
    ///
    /// # Errors
    /// [`Error::Refused`].
    pub fn request(self) -> Result<TransactWriteItemsInput, Error> {
        let built = self.into_sdk()?.as_input().clone().build();
        built.map_err(|error| ServiceError::unbuilt("TransactWriteItems", "", error).into())
    }

    /// Sends the request. Versioned items that were put are afterwards as the table holds them, or as they were.
    ///
    /// # Errors
    /// [`Error::Cancelled`] with a reason for each action that could not be done; [`Error::Refused`] for what DynamoDB would
    /// refuse, [`Error::Service`] for everything else.
    pub async fn send(self) -> Result<(), Error> {
        self.send_metered().await?;
        Ok(())
    }

    /// Sends the request, and tells what it cost.
    ///
    /// # Errors
    /// As [`send`](Self::send).
    pub async fn send_metered(self) -> Result<Metered<()>, Error> {
        let writes = self.writes?;
        let settle: Vec<_> = self
            .settle
            .into_iter()
            .filter_map(|(position, settle)| Some((writes.get(position)?.action.written(), settle)))
            .collect();
        let transaction = Transaction { client: self.client, writes, token: self.token };
        let (request, fill) = if self.custom.is_empty() {
            transaction.filled_request()?
        } else {
            (self.custom.apply(transaction.request()?), None)
        };
        let answer = transaction.send(request, fill).await?;
        settle.into_iter().try_for_each(|(written, settle)| settle(written))?;
        Ok(answer)
    }
}

impl fmt::Debug for TransactWrite<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("TransactWrite").field("writes", &self.writes).field("token", &self.token).finish()
    }
}
