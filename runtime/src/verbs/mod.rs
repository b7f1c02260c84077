//! The verbs: thin typed shells over plans, one file each.

/// The dry run of a verb that gives its request to the SDK by `into_sdk`.
macro_rules! dry_run {
    ($operation:literal: $input:ty) => {
        /// What would be sent: a dry run. Of what is paged, the first page.
        ///
        /// # Errors
        /// [`Error::Refused`].
        pub fn request(self) -> Result<$input, Error> {
            let request = self.into_sdk()?;
            let table = request.get_table_name().clone().unwrap_or_default();
            let built = request.as_input().clone().build();
            built.map_err(|error| ServiceError::unbuilt($operation, &table, error).into())
        }
    };
}
pub(crate) use dry_run;

mod actions;
mod batch_get;
mod batch_write;
mod changes;
mod check;
mod collection;
mod delete;
mod delete_all;
mod get;
mod merged;
mod once;
mod put;
mod query;
mod returned;
mod scan;
mod statement;
mod transact_get;
mod transact_write;
mod update;
mod writer;

pub use batch_get::{BatchGet, Partial, batch_get};
pub use batch_write::{BatchWrite, Batched, Unwritten, Written, batch_write};
pub use changes::{Added, Assign, Assigned, Changes, Supplied, Together, Unassign};
pub use check::Check;
pub use collection::{Collection, CollectionQuery, SameTable};
pub use delete::Delete;
pub use delete_all::{DeleteAll, Progress};
pub use get::Get;
pub use merged::Merged;
pub use once::Once;
pub use put::Put;
pub use query::Query;
pub use returned::{MaybeOldItem, NewItem, OldItem, Returned, Updated, UpdatedNew, UpdatedOld};
pub use scan::Scan;
pub use statement::Statement;
pub use transact_get::{Gets, TransactGet, transact_get};
pub use transact_write::{TransactWrite, Transacted, transact_write};
pub use update::{Unreturned, Update, Upserted};
pub use writer::Writer;
