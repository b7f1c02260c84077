//! Plans: what a request is before it is sent, without types. The SDK's operations and their futures stand here, once;
//! the verbs are typed shells over them.

mod call;
mod capacity;
mod custom;
mod failure;
pub(crate) mod get;
mod lock;
mod read;
mod snapshot;
pub(crate) mod transaction;
mod write;

use std::fmt;

use aws_sdk_dynamodb::Client;

use crate::metadata::TableMeta;

pub(crate) use call::Call;
pub use call::Metered;
pub(crate) use capacity::sum;
pub(crate) use custom::Custom;
pub(crate) use lock::Lock;
pub(crate) use read::{Found, Pager, RawPage, Read};
pub(crate) use snapshot::Snapshot;
pub(crate) use transaction::Transaction;
pub(crate) use write::{Action, Guard, Write};

/// The table that a plan is for.
#[derive(Clone)]
pub(crate) struct Place {
    pub(crate) client: Client,
    /// The physical name.
    pub(crate) table: String,
    pub(crate) meta: &'static TableMeta,
}

/// The client says a lot of itself, credentials' ids included.
impl fmt::Debug for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.table)
    }
}
