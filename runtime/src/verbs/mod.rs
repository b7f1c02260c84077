//! The verbs: thin typed shells over plans, one file each.

mod changes;
mod collection;
mod delete;
mod get;
mod put;
mod query;
mod scan;
mod update;

pub use changes::{Assign, Changes, Together, Unassign};
pub use collection::{Collection, CollectionQuery, SameTable};
pub use delete::Delete;
pub use get::Get;
pub use put::Put;
pub use query::Query;
pub use scan::Scan;
pub use update::Update;
