//! The verbs: thin typed shells over plans, one file each.

mod delete;
mod get;
mod put;
mod query;
mod scan;
mod update;

pub use delete::Delete;
pub use get::Get;
pub use put::Put;
pub use query::Query;
pub use scan::Scan;
pub use update::Update;
