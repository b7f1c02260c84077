//! What the schema says of a table, as data: generated code holds it in constants, and the runtime creates tables and
//! checks keys from it.

/// A table, in DynamoDB's terms.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct TableMeta {
    /// The physical name that the schema gives; [`Table::named`](crate::Table::named) uses another.
    pub name: &'static str,
    /// The key of the table.
    pub key: KeySchema,
    /// The secondary indexes.
    pub indexes: &'static [IndexMeta],
    /// How the table is paid for.
    pub billing: Billing,
    /// When its items expire, if they do.
    pub time_to_live: Option<TimeToLive>,
}

impl TableMeta {
    /// The attribute of this name in the key of the table or of an index.
    #[inline]
    pub(crate) fn key_named(&self, name: &str) -> Option<&'static KeyAttribute> {
        let find = |keys: &'static [KeyAttribute]| keys.iter().find(|key| key.name == name);
        let find_in = |schema: &KeySchema| find(schema.partition).or_else(|| find(schema.sort));
        find_in(&self.key).or_else(|| self.indexes.iter().find_map(|index| find_in(&index.key)))
    }

    /// A table on demand, without indexes, whose items do not expire.
    #[must_use]
    pub const fn new(name: &'static str, key: KeySchema) -> Self {
        Self {
            name,
            key,
            indexes: &[],
            billing: Billing::OnDemand,
            time_to_live: None,
        }
    }

    /// The same with indexes.
    #[must_use]
    pub const fn indexes(self, indexes: &'static [IndexMeta]) -> Self {
        Self { indexes, ..self }
    }

    /// The same with provisioned capacity.
    #[must_use]
    pub const fn provisioned(self, throughput: Throughput) -> Self {
        Self { billing: Billing::Provisioned(throughput), ..self }
    }

    /// The same with items that expire.
    #[must_use]
    pub const fn time_to_live(self, time_to_live: TimeToLive) -> Self {
        Self { time_to_live: Some(time_to_live), ..self }
    }
}

/// When the items of a table expire. DynamoDB deletes what has expired within days, and finds it until then.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub struct TimeToLive {
    /// The attribute that says so, in seconds since 1970. An item without it does not expire.
    pub attribute: &'static str,
    /// Whether what has expired and is still there is to be hidden.
    pub hide_expired: bool,
}

impl TimeToLive {
    /// Items expire when this attribute says.
    #[must_use]
    pub const fn new(attribute: &'static str) -> Self {
        Self { attribute, hide_expired: false }
    }

    /// The same, and what has expired is to be hidden.
    #[must_use]
    pub const fn hiding_expired(self) -> Self {
        Self { hide_expired: true, ..self }
    }
}

/// A secondary index.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct IndexMeta {
    /// The physical name.
    pub name: &'static str,
    /// Global or local.
    pub kind: IndexKind,
    /// The key of the index; a local one's has the table's partition key.
    pub key: KeySchema,
    /// The attributes that are in it.
    pub projection: Projection,
    /// Its own throughput, where the table's billing is provisioned.
    pub throughput: Option<Throughput>,
}

impl IndexMeta {
    /// A global index of a table on demand, which projects all attributes.
    #[must_use]
    pub const fn new(name: &'static str, key: KeySchema) -> Self {
        Self {
            name,
            kind: IndexKind::Global,
            key,
            projection: Projection::All,
            throughput: None,
        }
    }

    /// The same as a local index.
    #[must_use]
    pub const fn local(self) -> Self {
        Self { kind: IndexKind::Local, ..self }
    }

    /// The same with no attributes but the keys.
    #[must_use]
    pub const fn keys_only(self) -> Self {
        Self { projection: Projection::KeysOnly, ..self }
    }

    /// The same with no attributes but the keys and these.
    #[must_use]
    pub const fn include(self, attributes: &'static [&'static str]) -> Self {
        Self { projection: Projection::Include(attributes), ..self }
    }

    /// The same with provisioned capacity.
    #[must_use]
    pub const fn provisioned(self, throughput: Throughput) -> Self {
        Self { throughput: Some(throughput), ..self }
    }
}

/// What a secondary index spans.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum IndexKind {
    /// All partitions of the table, under keys of its own.
    Global,
    /// Each partition of the table by itself, in another order.
    Local,
}

/// The attributes that are in an index. Its own key and the table's always are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum Projection {
    /// `ALL`
    All,
    /// `KEYS_ONLY`
    KeysOnly,
    /// `INCLUDE`, with the names of the attributes besides the keys.
    Include(&'static [&'static str]),
}

/// The attributes that a table or an index is keyed by.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct KeySchema {
    /// One attribute for a table, up to four for a global index.
    pub partition: &'static [KeyAttribute],
    /// None or one attribute for a table, up to four for a global index.
    pub sort: &'static [KeyAttribute],
}

impl KeySchema {
    /// The partition key's attributes and the sort key's.
    #[must_use]
    pub const fn new(partition: &'static [KeyAttribute], sort: &'static [KeyAttribute]) -> Self {
        Self { partition, sort }
    }

    /// All key attributes: the partition key's, then the sort key's.
    pub fn attributes(&self) -> impl Iterator<Item = &'static KeyAttribute> {
        self.partition.iter().chain(self.sort)
    }
}

/// A physical key attribute.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct KeyAttribute {
    /// The name in DynamoDB.
    pub name: &'static str,
    /// The wire type.
    pub kind: KeyKind,
}

impl KeyAttribute {
    /// An `S`.
    #[must_use]
    pub const fn string(name: &'static str) -> Self {
        Self { name, kind: KeyKind::String }
    }

    /// An `N`.
    #[must_use]
    pub const fn number(name: &'static str) -> Self {
        Self { name, kind: KeyKind::Number }
    }

    /// A `B`.
    #[must_use]
    pub const fn binary(name: &'static str) -> Self {
        Self { name, kind: KeyKind::Binary }
    }
}

/// The wire type of a key attribute.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum KeyKind {
    /// `S`
    String,
    /// `N`
    Number,
    /// `B`
    Binary,
}

impl KeyKind {
    /// DynamoDB's letter for it.
    pub(crate) fn letter(self) -> &'static str {
        match self {
            Self::String => "S",
            Self::Number => "N",
            Self::Binary => "B",
        }
    }
}

/// How a table is paid for.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum Billing {
    /// `PAY_PER_REQUEST`
    OnDemand,
    /// `PROVISIONED`
    Provisioned(Throughput),
}

/// Provisioned capacity, in DynamoDB's units a second, each at least 1.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub struct Throughput {
    /// Read capacity units.
    pub read: i64,
    /// Write capacity units.
    pub write: i64,
}

impl Throughput {
    /// Read and write capacity units.
    #[must_use]
    pub const fn new(read: i64, write: i64) -> Self {
        Self { read, write }
    }
}
