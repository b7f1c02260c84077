//! `transact_get`: several items, of any tables, as they are at one moment.

use std::fmt;

use aws_sdk_dynamodb::Client;
use aws_sdk_dynamodb::operation::transact_get_items::TransactGetItemsInput;
use aws_sdk_dynamodb::operation::transact_get_items::builders::TransactGetItemsFluentBuilder;

use super::get::Get;
use crate::codec::Encoded;
use crate::decoder::Decoder;
use crate::entity::Entity;
use crate::error::{Error, ServiceError};
use crate::plan::{Custom, Found, Metered, Snapshot, get};

/// Reads several items as they are at one moment: a request for each, in a tuple or a list, and what they found in the same
/// form.
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
/// let gets = (news.get(Link::key("http://a")), news.get(Link::key("http://b")).select(Link::TITLE));
/// let (link, title) = dynaschema::transact_get(&client, gets).send().await?;
/// assert_eq!((link.map(|link| link.points), title), (Some(0), None));
/// # Ok(())
/// # }
/// ```
pub fn transact_get<G: Gets>(client: &Client, gets: G) -> TransactGet<G> {
    let mut reads = Vec::new();
    let decoders = gets.split(&mut reads);
    TransactGet {
        client: client.clone(),
        reads: reads.into_iter().collect(),
        decoders,
        custom: Custom::default(),
    }
}

/// A request to read several items as they are at one moment. Made by [`transact_get`].
///
/// DynamoDB takes 1 to 100, each once, of 4 MB together, and bills twice the read capacity. One that meets a write is
/// [`Error::Service`] with the code `TransactionCanceledException`.
#[must_use = "a read does nothing until it is sent"]
pub struct TransactGet<G: Gets> {
    client: Client,
    reads: Encoded<Vec<get::Read>>,
    decoders: G::Decoders,
    custom: Custom<TransactGetItemsFluentBuilder>,
}

/// Several [`Get`]s: one, a tuple of up to twelve, or a `Vec`, which nest.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a request to read items",
    label = "expected a `get`, a tuple of up to twelve, or a `Vec` of them"
)]
pub trait Gets {
    /// What they find, in the same form: of each an `Option`.
    type Found;
    /// What reads it.
    #[doc(hidden)]
    type Decoders;

    /// Adds its reads.
    #[doc(hidden)]
    fn split(self, reads: &mut Vec<Encoded<get::Read>>) -> Self::Decoders;

    /// Takes what was found for each read, in order.
    #[doc(hidden)]
    fn found(decoders: Self::Decoders, items: &mut dyn Iterator<Item = Option<Found>>) -> Result<Self::Found, Error>;
}

impl<E: Entity, T> Gets for Get<E, T> {
    type Found = Option<T>;
    type Decoders = Decoder<T>;

    fn split(self, reads: &mut Vec<Encoded<get::Read>>) -> Decoder<T> {
        let (read, decoder) = self.into_parts();
        reads.push(read);
        decoder
    }

    fn found(decoder: Decoder<T>, items: &mut dyn Iterator<Item = Option<Found>>) -> Result<Option<T>, Error> {
        let Some(found) = items.next().flatten() else { return Ok(None) };
        Ok(decoder.open(found.all()?).pop_front())
    }
}

impl<G: Gets> Gets for Vec<G> {
    type Found = Vec<G::Found>;
    type Decoders = Vec<G::Decoders>;

    fn split(self, reads: &mut Vec<Encoded<get::Read>>) -> Self::Decoders {
        self.into_iter().map(|get| get.split(reads)).collect()
    }

    fn found(decoders: Self::Decoders, items: &mut dyn Iterator<Item = Option<Found>>) -> Result<Self::Found, Error> {
        decoders.into_iter().map(|decoders| G::found(decoders, items)).collect()
    }
}

macro_rules! tuples {
    ($($($get:ident)+,)*) => {$(
        #[allow(non_snake_case, reason = "a variable for each type")]
        impl<$($get: Gets),+> Gets for ($($get,)+) {
            type Found = ($($get::Found,)+);
            type Decoders = ($($get::Decoders,)+);

            fn split(self, reads: &mut Vec<Encoded<get::Read>>) -> Self::Decoders {
                let ($($get,)+) = self;
                ($($get.split(reads),)+)
            }

            fn found(
                decoders: Self::Decoders,
                items: &mut dyn Iterator<Item = Option<Found>>,
            ) -> Result<Self::Found, Error> {
                let ($($get,)+) = decoders;
                Ok(($($get::found($get, items)?,)+))
            }
        }
    )*};
}

tuples! {
    A,
    A B,
    A B C,
    A B C D,
    A B C D E,
    A B C D E F,
    A B C D E F G,
    A B C D E F G H,
    A B C D E F G H I,
    A B C D E F G H I J,
    A B C D E F G H I J K,
    A B C D E F G H I J K L,
}

impl<G: Gets> TransactGet<G> {
    /// Changes the SDK's request before it is sent: what this crate has no word for.
    pub fn customize(
        mut self,
        change: impl Fn(TransactGetItemsFluentBuilder) -> TransactGetItemsFluentBuilder + Send + Sync + 'static,
    ) -> Self {
        self.custom.push(change);
        self
    }

    /// The SDK's request, to be sent by oneself. Expired items are then shown.
    ///
    /// # Errors
    /// [`Error::Refused`].
    pub fn into_sdk(self) -> Result<TransactGetItemsFluentBuilder, Error> {
        let snapshot = Snapshot { client: self.client, reads: self.reads? };
        Ok(self.custom.apply(snapshot.request()?))
    }

    /// What would be sent: a dry run.
    ///
    /// # Errors
    /// [`Error::Refused`].
    pub fn request(self) -> Result<TransactGetItemsInput, Error> {
        let built = self.into_sdk()?.as_input().clone().build();
        built.map_err(|error| ServiceError::unbuilt("TransactGetItems", "", error).into())
    }

    /// Sends the request.
    ///
    /// # Errors
    /// [`Error::Decode`] where an item is not what the schema says, [`Error::Refused`] for what DynamoDB would refuse,
    /// [`Error::Service`] for everything else.
    pub async fn send(self) -> Result<G::Found, Error> {
        Ok(self.send_metered().await?.value)
    }

    /// Sends the request, and tells what it cost.
    ///
    /// # Errors
    /// As [`send`](Self::send).
    pub async fn send_metered(self) -> Result<Metered<G::Found>, Error> {
        let snapshot = Snapshot { client: self.client, reads: self.reads? };
        let request = self.custom.apply(snapshot.request()?);
        let decoders = self.decoders;
        snapshot.send(request).await?.and_then(|items| G::found(decoders, &mut items.into_iter()))
    }
}

impl<G: Gets> fmt::Debug for TransactGet<G> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("TransactGet").field("reads", &self.reads).finish_non_exhaustive()
    }
}
