//! What the schema means: resolved, typed and in order.
//!
//! Only [`check`](crate::check) makes a model, and only from a schema without errors: whoever reads a model finds every
//! reference resolved, every name valid and unique, and every rule of DynamoDB kept. There are no spans here and
//! nothing that could fail.

/// Everything that the schema files declare.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Schema {
    /// The schema files, sorted by the names of their modules.
    pub(crate) files: Vec<File>,
    /// All tables: file by file, in the order of the text.
    pub(crate) tables: Vec<Table>,
    /// All entities: file by file, in the order of the text.
    pub(crate) entities: Vec<Entity>,
}

/// One schema file.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct File {
    /// Its name without folders, as the generated header shows it: `hacker_news.yaml`.
    pub(crate) name: String,
    /// The generated file's name without its ending: `hacker_news`.
    pub(crate) stem: String,
}

/// A place in [`Schema::files`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct FileId(pub(crate) usize);

/// A place in [`Schema::tables`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct TableId(pub(crate) usize);

/// A place in [`Table::indexes`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct IndexId(pub(crate) usize);

/// A place in [`Entity::attributes`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct AttributeId(pub(crate) usize);

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
    pub(crate) indexes: Vec<Index>,
    pub(crate) billing: Billing,
}

/// A global secondary index.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Index {
    /// The physical name: `days_index`.
    pub(crate) name: String,
    pub(crate) key: KeySchema,
    /// Its own throughput; there if and only if the table's billing is provisioned.
    pub(crate) throughput: Option<Throughput>,
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

/// A kind of item, in Rust's terms.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Entity {
    pub(crate) file: FileId,
    /// The struct: `Link`.
    pub(crate) rust_name: String,
    /// The module of its markers, a valid identifier (raw where it must be): `link`.
    pub(crate) module: String,
    /// The struct that holds its table key: `LinkKey`.
    pub(crate) key_struct: String,
    pub(crate) doc: Option<String>,
    pub(crate) table: TableId,
    /// In the order of the text.
    pub(crate) attributes: Vec<Attribute>,
    /// How the table's own key is composed of the attributes.
    pub(crate) key: Key,
    /// What can be asked of the indexes that this entity is in, in the table's order.
    pub(crate) questions: Vec<Question>,
}

/// An attribute of an entity.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Attribute {
    /// The struct's field, a valid identifier (raw where it must be): `days_old`.
    pub(crate) field: String,
    /// The associated constant: `DAYS_OLD`.
    pub(crate) constant: String,
    /// The marker type in the entity's module: `DaysOld`.
    pub(crate) marker: String,
    /// The name in DynamoDB.
    pub(crate) name: String,
    pub(crate) doc: Option<String>,
    pub(crate) ty: Type,
    /// `T?`: absent when `None`.
    pub(crate) optional: bool,
    /// What an item without this attribute has; never together with `optional` or a set.
    pub(crate) default: Option<Literal>,
}

/// The type of an attribute.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Type {
    String,
    Bool,
    Integer(Integer),
    /// `set<T>`: absent when empty.
    Set(SetElement),
}

/// Rust's integers of up to 64 bits.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Integer {
    I8,
    I16,
    I32,
    I64,
    U8,
    U16,
    U32,
    U64,
}

/// What a set may hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum SetElement {
    String,
}

/// A default value, checked against its attribute's type.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Literal {
    String(String),
    Bool(bool),
    /// Within the attribute's integer type.
    Integer(i128),
}

/// What can be asked of an index: all items of one partition, narrowed by the sort key's parts from left to right.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Question {
    /// The associated function, a valid identifier: `by_day`.
    pub(crate) function: String,
    /// The marker type in the entity's module: `ByDay`.
    pub(crate) marker: String,
    /// For each part of the sort key, the struct that asks for it: `ByDayThenPoints`.
    pub(crate) steps: Vec<String>,
    /// The index, or the table itself.
    pub(crate) target: Target,
    pub(crate) key: Key,
}

/// What a question is put to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Target {
    /// The table's own key; only where it has a sort key.
    Table,
    Index(IndexId),
}

/// The physical key attributes of a table or an index, each with the template that an entity fills it by.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Key {
    pub(crate) partition: Vec<Template>,
    pub(crate) sort: Vec<Template>,
}

/// How one physical key attribute is composed. A plain attribute is a template of one part.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Template {
    pub(crate) parts: Vec<Part>,
}

/// A piece of a template.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Part {
    Attribute(AttributeId),
}

impl Schema {
    /// The table that an entity's items are in.
    pub(crate) fn table_of(&self, entity: &Entity) -> &Table {
        &self.tables[entity.table.0]
    }
}

impl Entity {
    pub(crate) fn attribute(&self, id: AttributeId) -> &Attribute {
        &self.attributes[id.0]
    }
}

impl Integer {
    /// All of them.
    pub(crate) const ALL: [Integer; 8] =
        [Integer::I8, Integer::I16, Integer::I32, Integer::I64, Integer::U8, Integer::U16, Integer::U32, Integer::U64];

    /// What it is called, in the schema as in Rust: `i64`.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Integer::I8 => "i8",
            Integer::I16 => "i16",
            Integer::I32 => "i32",
            Integer::I64 => "i64",
            Integer::U8 => "u8",
            Integer::U16 => "u16",
            Integer::U32 => "u32",
            Integer::U64 => "u64",
        }
    }
}

impl Key {
    /// All templates: the partition's, then the sort key's.
    pub(crate) fn templates(&self) -> impl Iterator<Item = &Template> {
        self.partition.iter().chain(&self.sort)
    }

    /// All attributes that the key is composed of, the partition's first.
    pub(crate) fn attributes(&self) -> impl Iterator<Item = AttributeId> {
        self.templates().flat_map(Template::attributes)
    }
}

impl Template {
    pub(crate) fn attributes(&self) -> impl Iterator<Item = AttributeId> {
        self.parts.iter().map(|part| match part {
            Part::Attribute(id) => *id,
        })
    }
}
