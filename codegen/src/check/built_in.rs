//! The types that the language brings along: the one table of them.

use crate::model::{Float, Format, Integer, Type};

/// Every type that holds no other, and what it is called.
pub(super) static SCALARS: [(&str, Type); 23] = [
    ("string", Type::String),
    ("bytes", Type::Bytes),
    ("bool", Type::Bool),
    ("i8", Type::Integer(Integer::I8)),
    ("i16", Type::Integer(Integer::I16)),
    ("i32", Type::Integer(Integer::I32)),
    ("i64", Type::Integer(Integer::I64)),
    ("i128", Type::Integer(Integer::I128)),
    ("u8", Type::Integer(Integer::U8)),
    ("u16", Type::Integer(Integer::U16)),
    ("u32", Type::Integer(Integer::U32)),
    ("u64", Type::Integer(Integer::U64)),
    ("u128", Type::Integer(Integer::U128)),
    ("f32", Type::Float(Float::F32)),
    ("f64", Type::Float(Float::F64)),
    ("number", Type::Number),
    ("uuid", Type::Uuid),
    ("timestamp", Type::Timestamp(Format::Standard)),
    ("date", Type::Date(Format::Standard)),
    ("epoch_seconds", Type::EpochSeconds),
    ("epoch_millis", Type::EpochMillis),
    ("version", Type::Version),
    ("json", Type::Json),
];

/// What holds values of one other type.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Container {
    List,
    Map,
    Set,
}

impl Container {
    pub(super) const ALL: [Container; 3] = [Container::List, Container::Map, Container::Set];

    pub(super) fn name(self) -> &'static str {
        match self {
            Container::List => "list",
            Container::Map => "map",
            Container::Set => "set",
        }
    }

    pub(super) fn find(name: &str) -> Option<Container> {
        Self::ALL.into_iter().find(|container| container.name() == name)
    }
}

pub(super) fn scalar(name: &str) -> Option<&'static Type> {
    SCALARS.iter().find(|(candidate, _)| *candidate == name).map(|(_, ty)| ty)
}

/// The names of all of them.
pub(super) fn names() -> impl Iterator<Item = &'static str> + Clone {
    SCALARS.iter().map(|(name, _)| *name).chain(Container::ALL.map(Container::name))
}

/// All that can be written, as a person would list it.
pub(super) fn described() -> String {
    let scalars: Vec<&str> = SCALARS.iter().map(|(name, _)| *name).collect();
    format!("types are {}, list<T>, map<T>, set<T> and the names under `types`", scalars.join(", "))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn all_of_rusts_numbers_are_there_under_their_names() {
        let integers = Integer::ALL.map(|integer| (integer.name(), Type::Integer(integer)));
        let floats = Float::ALL.map(|float| (float.name(), Type::Float(float)));
        for (name, ty) in integers.into_iter().chain(floats) {
            assert_eq!(scalar(name), Some(&ty));
        }
    }
}
