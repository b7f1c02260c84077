//! What types the values of attributes have, and values that the schema itself says.

use super::TypeId;

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
    /// A type of [`Schema::types`](super::Schema::types), never one that is a
    /// [`NamedKind::Format`](super::NamedKind::Format).
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
    /// The `format` of a type under a name, which is a [`NamedKind::Format`](super::NamedKind::Format).
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

    pub(crate) fn is_signed(self) -> bool {
        matches!(self, Integer::I8 | Integer::I16 | Integer::I32 | Integer::I64 | Integer::I128)
    }

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

/// Rust's floating-point numbers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Float {
    F32,
    F64,
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
    /// The value at a position in [`NamedKind::Enumeration`](super::NamedKind::Enumeration).
    Value(TypeId, usize),
    Newtype(TypeId, Box<Literal>),
    /// `None`: an element of a list or a map.
    None,
    /// An element that may be `None` and is not.
    Some(Box<Literal>),
}
