//! Tables and their indexes, in DynamoDB's terms.

use super::FileId;

/// A table, in DynamoDB's terms.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Table {
    pub(crate) file: FileId,
    /// The Rust type: `HackerNews`.
    pub(crate) rust_name: String,
    /// The physical name.
    pub(crate) name: String,
    pub(crate) doc: Option<String>,
    pub(crate) key: KeySchema,
    /// Where an item says which entity it is.
    pub(crate) entity_attribute: Option<String>,
    pub(crate) indexes: Vec<Index>,
    pub(crate) billing: Billing,
    pub(crate) time_to_live: Option<TimeToLive>,
}

/// When the items of a table expire.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct TimeToLive {
    /// The physical name of the attribute that says so, in seconds since 1970.
    pub(crate) attribute: String,
    /// Whether reads leave out what has expired and is still there.
    pub(crate) hide_expired: bool,
}

/// A secondary index.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Index {
    /// The physical name: `days_index`.
    pub(crate) name: String,
    /// Of a local index, the partition is the table's.
    pub(crate) key: KeySchema,
    pub(crate) kind: IndexKind,
    pub(crate) projection: Projection,
}

/// What partitions an index has.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum IndexKind {
    Global {
        /// Its own throughput; there if and only if the table's billing is provisioned.
        throughput: Option<Throughput>,
    },
    /// Those of the table.
    Local,
}

/// Which attributes an index holds. The keys of the table and of the index are always among them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Projection {
    All,
    KeysOnly,
    /// These besides the keys, by their physical names.
    Include(Vec<String>),
}

/// The attributes that a table or an index is keyed by: one partition attribute and at most one sort attribute for a
/// table, up to four of each for a global index.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct KeySchema {
    pub(crate) partition: Vec<KeyAttribute>,
    pub(crate) sort: Vec<KeyAttribute>,
}

/// A physical key attribute.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct KeyAttribute {
    /// The name in DynamoDB.
    pub(crate) name: String,
    pub(crate) kind: KeyKind,
}

/// The wire type of a key attribute.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum KeyKind {
    /// `S`
    String,
    /// `N`
    Number,
    /// `B`
    Binary,
}

/// How a table is paid for.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Billing {
    OnDemand,
    Provisioned(Throughput),
}

/// Provisioned capacity units, each at least 1.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Throughput {
    pub(crate) read: u64,
    pub(crate) write: u64,
}
