//! Typed tables for Amazon DynamoDB, from a schema that is checked when your crate is built.
//!
//! `dynaschema-codegen` reads tables and entities from YAML and writes the nouns: a struct for each entity, its key,
//! its attributes and the questions that can be asked of its indexes. This crate is what that code and its users call:
//! the verbs of [`Table`], typed [conditions](Condition), [errors](Error), and the codec between structs and items.
//!
//! ```
//! # mod schema { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/generated/hacker_news.rs")); }
//! use schema::{HackerNews, Link};
//!
//! # #[tokio::main(flavor = "current_thread")]
//! # async fn main() -> Result<(), Box<dyn std::error::Error>> {
//! let client = dynaschema_embedded::client().await; // any `aws_sdk_dynamodb::Client`
//! let news = HackerNews::table(&client);
//! news.create_table().send().await?;
//!
//! let mut link = Link::new("http://goo.gl/LNp4u8", "A toolkit for the curious");
//! link.days_old = 1;
//! news.put(&link).send().await?;
//! news.update(&link).add(Link::POINTS, 12).send().await?;
//!
//! let top = news
//!     .query(Link::by_day(1).points().ge(10))
//!     .descending()
//!     .filter(Link::TITLE.begins_with("A "))
//!     .all()
//!     .await?;
//! assert_eq!(top[0].points, 12);
//! # Ok(())
//! # }
//! ```
//!
//! # What is refused, and when
//!
//! What DynamoDB refuses and the schema tells beforehand does not compile. What only the values tell (an empty key, a
//! key that is too long, an update that changes one attribute twice) is [refused](Error::Refused) before anything is
//! sent. What remains is the service's own error, kept whole as the [source](std::error::Error::source) of ours.
//!
//! # Features
//!
//! None is on by default. A schema that needs one that is off does not compile, and the message names it.
//!
//! - `jiff`: `timestamp`, `date`, `epoch_seconds` and `epoch_millis`, as types of the crate jiff
//! - `json`: `json`, as `serde_json::Value`, or as text in a `JsonText`
//! - `uuid`: `uuid`, as `uuid::Uuid`
//! - `rust_decimal`, `bigdecimal`: their decimals, stored `as: number`
//! - `chrono`, `time`: their times and dates, stored `as: timestamp` and `as: date`
//! - `lambda-events`: [`from_item`] takes the items of `aws_lambda_events`
//! - `serde`: `Serialize` and `Deserialize` for [`Number`] and `JsonText`, and those of jiff and uuid

mod admin;
mod attribute;
mod attributes;
pub mod codec;
mod conversions;
mod cursor;
mod decoder;
mod entity;
mod error;
mod expiry;
mod expression;
mod features;
#[cfg(fuzzing)]
#[doc(hidden)]
pub mod fuzzing;
mod item_equality;
mod item_size;
mod json;
mod key;
mod metadata;
mod now;
mod number;
mod operand;
mod page;
mod plan;
mod question;
mod sieve;
mod table;
mod template;
mod verbs;
mod wire;

#[doc(hidden)]
pub mod codegen_v1;

/// The SDK that this crate is over, in the version that its types are of.
pub use aws_sdk_dynamodb;

/// The crate of times and dates, in the version that `timestamp` and `date` are of.
#[cfg(feature = "jiff")]
pub use jiff;
/// The crate of documents, in the version that `json` is of.
#[cfg(feature = "json")]
pub use serde_json;
/// The crate of UUIDs, in the version that `uuid` is of.
#[cfg(feature = "uuid")]
pub use uuid;

pub use admin::{CreateTable, DeleteTable, DescribeTable, TableExists};
pub use attribute::{
    Appendable, Attr, Attribute, ByAttribute, ByValue, Comparable, Comparand, ContainsElement, DataType, Deletable,
    FieldOf, FilterableOn, HasPrefix, HasSize, Held, InKey, Inside, KeyOnly, Length, Numeric, Ordered, Other, Perhaps,
    Place, Removable, RemovableKey, SelectableOn, Selection, Settable, Side, Size, SortsAsText, Summable, Updatable,
};
#[cfg(feature = "json")]
pub use codec::JsonText;
pub use codec::{ConversionError, Convert, IntoItem, Item, UnknownAttributes, from_item, from_json, to_item, to_json};
pub use cursor::Cursor;
pub use entity::{
    Entity, EntityMeta, FedKey, IntoKey, Kept, SameAs, Stamp, StoredIn, TableDefinition, Versioned, Writable,
};
pub use error::{
    Cancelled, DecodeError, Error, FailedCondition, Gap, Incomplete, Refused, ServiceError, TableTimeout,
    UnknownEntity, Unprocessed,
};
pub use expression::{AnyAttribute, Condition};
pub use item_size::item_size;
pub use key::ItemKey;
pub use metadata::{
    Billing, IndexKind, IndexMeta, KeyAttribute, KeyKind, KeySchema, Projection, TableMeta, Throughput, TimeToLive,
};
pub use now::Now;
pub use number::{Number, NumberError};
pub use operand::Operand;
pub use page::{Items, Page, Pages};
pub use plan::{Counted, Metered};
pub use question::{
    Asked, ComposedPart, IntoQueryKey, ProjectsAll, QueryKey, Question, RangeStep, SortKey, SortPart, SortStep,
    StrongRead,
};
pub use table::Table;
pub use template::{Agreement, Composed, Derived, Keys, Padded, Parts, Piece, Taken, Template};
pub use verbs::{
    Added, Assign, Assigned, BatchGet, BatchWrite, Batched, Changes, Check, Collection, CollectionQuery, Delete,
    DeleteAll, Get, Gets, MaybeOldItem, Merged, NewItem, OldItem, Once, Partial, Progress, Put, Query, Returned,
    SameTable, Scan, Statement, Supplied, Together, TransactGet, TransactWrite, Transacted, Unassign, Unreturned,
    Unwritten, Update, Updated, UpdatedNew, UpdatedOld, Upserted, Writer, Written, batch_get, batch_write,
    transact_get, transact_write,
};

pub use wire::Route;

/// Includes what the build script generated, as `pub mod schema`.
///
/// The build script is short:
///
/// ```ignore
/// // build.rs
/// fn main() -> Result<(), dynaschema_codegen::Diagnostics> {
///     dynaschema_codegen::Builder::new().schema("schema").compile()
/// }
/// ```
///
/// Generated code that is checked in needs no macro: `mod schema;` is enough.
#[macro_export]
macro_rules! include_schema {
    () => {
        ::core::include!(::core::concat!(
            ::core::env!(
                "OUT_DIR",
                "`include_schema!` needs a build script that calls `dynaschema_codegen::Builder::new().schema(…).compile()`"
            ),
            "/dynaschema/mod.rs"
        ));
    };
}
