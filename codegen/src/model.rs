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
    /// All types that the schema declares, file by file, in the order of the text. Those that only put options under a
    /// name are where they are used, and not here.
    pub(crate) types: Vec<NamedType>,
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

/// A place in [`Schema::types`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct TypeId(pub(crate) usize);

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
    /// What is done with attributes that the schema does not name.
    pub(crate) unknown: Unknown,
    pub(crate) derives: Derives,
}

/// What is done with attributes that the schema does not name.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) enum Unknown {
    #[default]
    Ignore,
    /// The struct has a field for them: [`UNKNOWN_FIELD`].
    Keep,
    Deny,
}

/// The field that holds the attributes that the schema does not name.
pub(crate) const UNKNOWN_FIELD: &str = "unknown";

/// What a generated type implements besides `Debug`, `Clone` and `PartialEq`.
#[derive(Debug, Clone, Default, PartialEq)]
pub(crate) struct Derives {
    pub(crate) copy: bool,
    pub(crate) eq: bool,
    pub(crate) hash: bool,
    /// `PartialOrd`.
    pub(crate) partial_ord: bool,
    /// `Ord`; `partial_ord` and `eq` hold too then.
    pub(crate) ord: bool,
    /// A `Default` that knows the schema's defaults.
    pub(crate) default: bool,
    /// Paths of other derive macros, as Rust: `::serde::Serialize`.
    pub(crate) others: Vec<String>,
}

/// An attribute of an entity, or of a struct type.
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
    /// `null: true`, only with `optional`: `NULL` when `None`.
    pub(crate) null: bool,
    /// Whether the field holds it in a `Box`, because the type contains itself; only with `optional`.
    pub(crate) boxed: bool,
    /// What an item without this attribute has; never together with `optional` or a set.
    pub(crate) default: Option<Literal>,
    /// Whether its value is kept out of `Debug`, errors and traces.
    pub(crate) sensitive: bool,
    /// When it is set to the current time; only for times and dates.
    pub(crate) stamp: Option<Stamp>,
}

/// Which writes set an attribute to the current time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Stamp {
    /// The one that creates the item.
    Insert,
    /// All.
    Write,
}

/// The type of an attribute.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Type {
    String,
    Bytes,
    Bool,
    Integer(Integer),
    Float(Float),
    /// A decimal number of up to 38 digits.
    Number,
    Uuid,
    Timestamp(Format),
    Date(Format),
    EpochSeconds,
    EpochMillis,
    /// The version of an optimistic lock: 0 until the first versioned write.
    Version,
    /// A document of any shape.
    Json,
    /// `as: string`: an integer, a float, `Number` or `Json` as text.
    AsString(Box<Type>),
    List(Box<Element>),
    Map(Box<Element>),
    /// `set<T>`: absent when empty. The element is a string, a number, binary, or what is written as one of these.
    Set(Box<Type>),
    /// A type of [`Schema::types`], never one that is a [`NamedKind::Format`].
    Named(TypeId),
}

/// What a list or a map holds.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Element {
    pub(crate) ty: Type,
    /// `T?`: `NULL` when `None`, because an element cannot be left out.
    pub(crate) optional: bool,
}

/// How a time or a date is written.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Format {
    /// RFC 3339: a timestamp in UTC to the millisecond, a date in ten characters.
    Standard,
    /// The `format` of the attribute itself.
    OfAttribute(TimeFormat),
    /// The `format` of a type under a name, which is a [`NamedKind::Format`].
    Named(TypeId),
}

/// A `format`, checked.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct TimeFormat {
    /// In the directives of `strftime`.
    pub(crate) text: String,
    /// Whether the texts sort as the times do.
    pub(crate) sorts: bool,
}

/// Rust's integers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Integer {
    I8,
    I16,
    I32,
    I64,
    I128,
    U8,
    U16,
    U32,
    U64,
    U128,
}

/// Rust's floating-point numbers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Float {
    F32,
    F64,
}

/// A default value, checked against its attribute's type.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Literal {
    String(String),
    Bytes(Vec<u8>),
    Bool(bool),
    /// Within the attribute's integer type.
    Integer {
        negative: bool,
        magnitude: u128,
    },
    /// Finite, and within what DynamoDB holds.
    Float(f64),
    /// `digits` times ten to the power of `-scale`.
    Number {
        negative: bool,
        digits: u128,
        scale: i16,
    },
    Uuid(u128),
    /// Since 1970-01-01T00:00:00Z.
    Timestamp {
        seconds: i64,
        nanoseconds: u32,
    },
    Date {
        year: i16,
        month: u8,
        day: u8,
    },
    List(Vec<Literal>),
    Map(Vec<(String, Literal)>),
    /// The value at a position in [`NamedKind::Enumeration`].
    Value(TypeId, usize),
    Newtype(TypeId, Box<Literal>),
    /// `None`: an element of a list or a map.
    None,
    /// An element that may be `None` and is not.
    Some(Box<Literal>),
}

/// A type that the schema declares.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct NamedType {
    pub(crate) file: FileId,
    /// The name in Rust: `Address`. Of the user's own type, the name in the schema.
    pub(crate) rust_name: String,
    pub(crate) doc: Option<String>,
    pub(crate) kind: NamedKind,
    pub(crate) derives: Derives,
}

/// What a declared type is.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum NamedKind {
    /// `fields`: a map in DynamoDB, a struct in Rust.
    Struct {
        /// The module of its markers, a valid identifier (raw where it must be): `address`.
        module: String,
        /// In the order of the text; without stamps.
        attributes: Vec<Attribute>,
        unknown: Unknown,
    },
    /// `values`: a text in DynamoDB, an enum in Rust.
    Enumeration {
        /// At least one, in the order of the text.
        values: Vec<EnumerationValue>,
        /// Whether there is one more variant, [`OTHER_VARIANT`], for texts that are none of these.
        other: bool,
        /// Whether the texts are in order and none is the beginning of another, without `other`.
        sorts: bool,
    },
    /// `variants`: a map in DynamoDB, an enum with data in Rust.
    Union {
        /// The attribute that says which variant it is.
        tag: String,
        /// The attribute that holds the variant's value. None if its attributes lie beside the tag: then all variants
        /// are structs.
        content: Option<String>,
        /// What is done with attributes beside tag and content; they cannot be kept.
        unknown: Unknown,
        /// At least one, in the order of the text.
        variants: Vec<Variant>,
    },
    /// `newtype`: a tuple struct of one field. Never of a list, a map, a set, a document, a version, a struct or a union.
    Newtype(Type),
    /// `rust`: the user's own type, written as another type.
    Own {
        /// A path in Rust: `crate::Money`.
        path: String,
        /// Its type in DynamoDB.
        stored: Type,
        /// Where the schema says so, to be shown by rustc: `shop.yaml:12`.
        place: String,
    },
    /// A time or a date with a `format`, under a name. The name becomes a marker type that knows the format.
    Format(TimeFormat),
}

/// The variant that holds a text that is none of an enumeration's values.
pub(crate) const OTHER_VARIANT: &str = "Other";

/// A value of an enumeration.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct EnumerationValue {
    /// The variant: `Quarter`.
    pub(crate) variant: String,
    /// The text in DynamoDB: `QUARTER`.
    pub(crate) text: String,
}

/// A variant of a union.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Variant {
    /// The variant: `Card`.
    pub(crate) variant: String,
    /// What the tag holds: `card`.
    pub(crate) tag: String,
    pub(crate) ty: Type,
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
    /// What is found, if the index does not project all.
    pub(crate) item: Option<IndexItem>,
}

/// What an index that does not project all holds of an entity's items.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct IndexItem {
    /// The struct: `LinkByDay`.
    pub(crate) rust_name: String,
    /// In the order of the entity's attributes.
    pub(crate) attributes: Vec<AttributeId>,
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
    pub(crate) fn named(&self, id: TypeId) -> &NamedType {
        &self.types[id.0]
    }

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
    #[cfg(test)]
    pub(crate) const ALL: [Integer; 10] = [
        Integer::I8,
        Integer::I16,
        Integer::I32,
        Integer::I64,
        Integer::I128,
        Integer::U8,
        Integer::U16,
        Integer::U32,
        Integer::U64,
        Integer::U128,
    ];

    /// What it is called, in the schema as in Rust: `i64`.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Integer::I8 => "i8",
            Integer::I16 => "i16",
            Integer::I32 => "i32",
            Integer::I64 => "i64",
            Integer::I128 => "i128",
            Integer::U8 => "u8",
            Integer::U16 => "u16",
            Integer::U32 => "u32",
            Integer::U64 => "u64",
            Integer::U128 => "u128",
        }
    }
}

impl Float {
    /// Both of them.
    #[cfg(test)]
    pub(crate) const ALL: [Float; 2] = [Float::F32, Float::F64];

    /// What it is called, in the schema as in Rust: `f64`.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Float::F32 => "f32",
            Float::F64 => "f64",
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
