//! `once`: a write that is applied once, however often it is sent.

use std::fmt;
use std::marker::PhantomData;

use aws_sdk_dynamodb::operation::transact_write_items::TransactWriteItemsInput;
use aws_sdk_dynamodb::operation::transact_write_items::builders::TransactWriteItemsFluentBuilder;

use crate::codec::Encoded;
use crate::entity::{Entity, Kept};
use crate::error::{Error, Refused, ServiceError};
use crate::plan::{Custom, Metered, Transaction, Write};

/// A write that is applied once: a transaction of one action, with a token by which DynamoDB knows it again for ten
/// minutes.
///
/// The SDK sends a request again when no answer comes. A write whose answer was lost is then applied twice, which
/// matters where it adds, subtracts or appends, or where its own condition no longer holds. A transaction costs twice
/// the write capacity, and returns nothing of the item.
///
/// One that is cancelled by a conflict with another write or by throttling, and by nothing else, is sent again, as often
/// and with such pauses as the client's retry configuration says: by the SDK's defaults three times in all, with pauses
/// of at most one and two seconds, and never of more than 20.
#[must_use = "a write does nothing until it is sent"]
pub struct Once<E, W = ()> {
    write: Encoded<Write>,
    token: Option<String>,
    custom: Custom<TransactWriteItemsFluentBuilder>,
    kept: W,
    entity: PhantomData<fn() -> E>,
}

impl<E: Entity, W: Kept<E>> Once<E, W> {
    pub(super) fn new(write: Encoded<Write>, is_customized: bool, kept: W) -> Self {
        let write = write.and_then(|write| {
            if is_customized {
                return Err(Refused::request("`customize` before `once` was of another request: call it after `once`"));
            }
            Ok(write)
        });
        Self {
            write,
            token: None,
            custom: Custom::default(),
            kept,
            entity: PhantomData,
        }
    }

    /// Sends it with this token, of 1 to 36 characters, instead of one that the SDK makes up. A write that is sent again
    /// with the same token and the same content, within ten minutes, is applied once; with other content it is an error
    /// of DynamoDB's. Stamps are content: keep the request, and send a clone of it.
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
        let transaction = Self::transaction(self.write?, self.token);
        Ok(self.custom.apply(transaction.request()?))
    }

    /// What would be sent: a dry run. The token that the SDK makes up is not in it.
    ///
    /// # Errors
    /// [`Error::Refused`].
    pub fn request(self) -> Result<TransactWriteItemsInput, Error> {
        let table = self.write.as_ref().map(|write| write.place.table.clone()).unwrap_or_default();
        let built = self.into_sdk()?.as_input().clone().build();
        built.map_err(|error| ServiceError::unbuilt("TransactWriteItems", &table, error).into())
    }

    /// Sends the request.
    ///
    /// # Errors
    /// Those of the write; [`Error::Cancelled`] for a conflict with another write that lasted.
    pub async fn send(self) -> Result<(), Error> {
        self.send_metered().await?;
        Ok(())
    }

    /// Sends the request, and tells what it cost.
    ///
    /// # Errors
    /// As [`send`](Self::send).
    pub async fn send_metered(self) -> Result<Metered<()>, Error> {
        let write = self.write?;
        let written = if W::IS_CHANGED { write.action.written() } else { Default::default() };
        let transaction = Self::transaction(write, self.token);
        let (request, fill) = if self.custom.is_empty() {
            transaction.filled_request()?
        } else {
            (self.custom.apply(transaction.request()?), None)
        };
        let answer = transaction.send(request, fill).await.map_err(alone)?;
        self.kept.settle(written)?;
        Ok(answer)
    }

    fn transaction(write: Write, token: Option<String>) -> Transaction {
        Transaction {
            client: write.place.client.clone(),
            writes: vec![write],
            token,
        }
    }
}

/// Of one action, a condition that did not hold is that of the write.
fn alone(error: Error) -> Error {
    match error {
        Error::Cancelled(mut cancelled) => match cancelled.reasons.pop().flatten() {
            Some(mut reason) if reason.failed_condition().is_some() => {
                reason.set_source(cancelled.source);
                reason
            }
            reason => {
                cancelled.reasons.push(reason);
                Error::Cancelled(cancelled)
            }
        },
        error => error,
    }
}

impl<E, W: Clone> Clone for Once<E, W> {
    fn clone(&self) -> Self {
        Self {
            write: self.write.clone(),
            token: self.token.clone(),
            custom: self.custom.clone(),
            kept: self.kept.clone(),
            entity: PhantomData,
        }
    }
}

impl<E, W> fmt::Debug for Once<E, W> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Once").field("write", &self.write).field("token", &self.token).finish()
    }
}
