//! Plans: what a request is before it is sent, without types. The SDK's operations and their futures stand here, once;
//! the verbs are typed shells over them.

mod backoff;
mod batch_read;
pub(crate) mod batch_write;
mod call;
mod capacity;
mod count;
mod custom;
mod delete_all;
mod failure;
mod found;
pub(crate) mod get;
mod hydrate;
mod lock;
mod merge;
mod pace;
mod pager;
mod read;
mod sift;
mod snapshot;
mod statement;
pub(crate) mod transaction;
mod write;

use std::fmt;

use aws_sdk_dynamodb::Client;
use aws_sdk_dynamodb::config::SharedAsyncSleep;
use aws_smithy_async::rt::sleep::default_async_sleep;

use crate::error::ServiceError;
use crate::metadata::TableMeta;
use crate::wire::Route;

pub(crate) use backoff::Backoff;
pub(crate) use batch_read::BatchRead;
pub(crate) use batch_write::{BatchWrite, Left};
pub use call::Metered;
pub(crate) use call::{Attempts, Call};
pub(crate) use capacity::sum;
pub use count::Counted;
pub(crate) use custom::Custom;
pub(crate) use delete_all::Progress;
pub(crate) use found::Found;
pub(crate) use lock::Lock;
pub(crate) use merge::Merge;
pub(crate) use pace::Pace;
pub(crate) use pager::{Pager, RawPage};
pub(crate) use read::Read;
pub(crate) use snapshot::Snapshot;
pub(crate) use statement::Statement;
pub(crate) use transaction::Transaction;
pub(crate) use write::{Action, Guard, Write};

/// The table that a plan is for.
#[derive(Clone)]
pub(crate) struct Place {
    pub(crate) client: Client,
    /// The physical name.
    pub(crate) table: String,
    pub(crate) meta: &'static TableMeta,
    pub(crate) route: Route,
}

/// The client says a lot of itself, credentials' ids included.
impl fmt::Debug for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.table)
    }
}

/// A client's way to sleep, or the SDK's default, so that we need no async runtime of our own.
pub(crate) fn sleep(client: &Client, operation: &'static str, table: &str) -> Result<SharedAsyncSleep, ServiceError> {
    client.config().sleep_impl().or_else(default_async_sleep).ok_or_else(|| {
        let missing = "there is no way to sleep: enable `rt-tokio` of aws-sdk-dynamodb, or give the client's configuration a `sleep_impl`";
        ServiceError::unable(operation, table, missing)
    })
}
