//! The Rust types that attributes can have.

use std::borrow::Cow;
use std::collections::BTreeSet;

use super::{Decoded, Encoded, Mismatch, Source, Target, Value};

impl Value for String {
    const EXPECTED: &'static str = "S";

    fn read<'a, S: Source<'a>>(source: S) -> Decoded<Self> {
        source.string().map(Cow::into_owned)
    }

    fn write<T: Target>(&self, target: T) -> Encoded<T::Done> {
        Ok(target.string(self))
    }
}

impl Value for bool {
    const EXPECTED: &'static str = "BOOL";

    fn read<'a, S: Source<'a>>(source: S) -> Decoded<Self> {
        source.boolean()
    }

    fn write<T: Target>(&self, target: T) -> Encoded<T::Done> {
        Ok(target.boolean(*self))
    }
}

macro_rules! integers {
    ($($integer:ident)*) => {$(
        impl Value for $integer {
            const EXPECTED: &'static str = concat!("N (", stringify!($integer), ")");

            fn read<'a, S: Source<'a>>(source: S) -> Decoded<Self> {
                let number = source.number().map_err(|mismatch| mismatch.instead_of(Self::EXPECTED))?;
                number.parse().map_err(|_| Mismatch::new(Self::EXPECTED, format!("N {number}")))
            }

            fn write<T: Target>(&self, target: T) -> Encoded<T::Done> {
                Ok(target.number(self))
            }
        }
    )*};
}

integers!(i8 i16 i32 i64 u8 u16 u32 u64);

impl Value for BTreeSet<String> {
    const EXPECTED: &'static str = "SS";

    fn read<'a, S: Source<'a>>(source: S) -> Decoded<Self> {
        let mut set = Self::new();
        source.string_set(|element| {
            set.insert(element.into_owned());
            Ok(())
        })?;
        Ok(set)
    }

    fn write<T: Target>(&self, target: T) -> Encoded<T::Done> {
        Ok(target.string_set(self.iter().map(String::as_str)))
    }

    /// DynamoDB has no empty sets.
    fn absent() -> Option<Self> {
        Some(Self::new())
    }

    fn is_absent(&self) -> bool {
        self.is_empty()
    }
}

/// `None` is an attribute that is not there. A `NULL` is not `None`: reading it would change the item when it is
/// written back.
impl<V: Value> Value for Option<V> {
    const EXPECTED: &'static str = V::EXPECTED;

    fn read<'a, S: Source<'a>>(source: S) -> Decoded<Self> {
        V::read(source).map(Some)
    }

    fn write<T: Target>(&self, target: T) -> Encoded<T::Done> {
        match self {
            Some(value) => value.write(target),
            None => Ok(target.null()),
        }
    }

    fn absent() -> Option<Self> {
        Some(None)
    }

    fn is_absent(&self) -> bool {
        self.as_ref().is_none_or(V::is_absent)
    }
}
