//! Arguments: values by value or by reference, and never text where a type is wanted.

use std::borrow::Cow;
use std::collections::BTreeSet;

use crate::number::Number;

/// Something that can be passed where a `V` is wanted: a `V` or a `&V`; text in other forms for a `String`; an array for
/// a set, an array or a slice for a list and for bytes; an integer for a [`Number`].
///
/// The argument must have a type of its own: `.collect()`, `.into()` or `.parse()?` leave it open, and need to be told.
#[diagnostic::on_unimplemented(
    message = "expected a value for `{V}`, found `{Self}`",
    label = "expected `{V}`",
    note = "a newtype is itself and no other type: make it by its `From`",
    note = "an optional attribute is set to a value, and removed by `.remove(…)`"
)]
pub trait Operand<V> {
    /// The value itself.
    fn into_value(self) -> V;
}

impl<V> Operand<V> for V {
    fn into_value(self) -> V {
        self
    }
}

impl<V: Clone> Operand<V> for &V {
    fn into_value(self) -> V {
        self.clone()
    }
}

impl Operand<String> for &str {
    fn into_value(self) -> String {
        self.to_owned()
    }
}

impl Operand<String> for &&str {
    fn into_value(self) -> String {
        (*self).to_owned()
    }
}

impl Operand<String> for Cow<'_, str> {
    fn into_value(self) -> String {
        self.into_owned()
    }
}

impl<V: Ord, const N: usize> Operand<BTreeSet<V>> for [V; N] {
    fn into_value(self) -> BTreeSet<V> {
        BTreeSet::from(self)
    }
}

impl<const N: usize> Operand<BTreeSet<String>> for [&str; N] {
    fn into_value(self) -> BTreeSet<String> {
        self.into_iter().map(str::to_owned).collect()
    }
}

impl<V, const N: usize> Operand<Vec<V>> for [V; N] {
    fn into_value(self) -> Vec<V> {
        Vec::from(self)
    }
}

impl<V: Clone, const N: usize> Operand<Vec<V>> for &[V; N] {
    fn into_value(self) -> Vec<V> {
        self.to_vec()
    }
}

impl<V: Clone> Operand<Vec<V>> for &[V] {
    fn into_value(self) -> Vec<V> {
        self.to_vec()
    }
}

impl<const N: usize> Operand<Vec<String>> for [&str; N] {
    fn into_value(self) -> Vec<String> {
        self.into_iter().map(str::to_owned).collect()
    }
}

macro_rules! integers {
    ($($integer:ident)*) => {$(
        impl Operand<Number> for $integer {
            fn into_value(self) -> Number {
                Number::from(self)
            }
        }
    )*};
}

integers!(i8 i16 i32 i64 u8 u16 u32 u64);

#[cfg(test)]
mod tests {
    use super::*;

    fn value<V>(operand: impl Operand<V>) -> V {
        operand.into_value()
    }

    #[test]
    fn literals_take_the_type_that_is_wanted() {
        assert_eq!(value::<i64>(-5), -5);
        assert_eq!(value::<u32>(5), 5);
        assert_eq!(value::<u128>(5), 5);
        assert_eq!(value::<Number>(5), Number::from(5));
        assert_eq!(value::<f64>(1.5), 1.5);
        assert_eq!(value::<String>("a"), "a");
        assert_eq!(value::<Vec<u8>>(b"ab"), [97, 98]);
        assert_eq!(value::<Vec<u8>>(&b"ab"[..]), [97, 98]);
        assert_eq!(value::<Vec<u8>>([97, 98]), [97, 98]);
        assert_eq!(value::<Vec<u32>>([1, 2]), [1, 2]);
        assert_eq!(value::<Vec<String>>(["a", "b"]), ["a", "b"]);
        assert_eq!(value::<BTreeSet<u32>>([2, 1, 2]), BTreeSet::from([1, 2]));
        assert_eq!(value::<BTreeSet<String>>(["b", "a"]), BTreeSet::from(["a".to_owned(), "b".to_owned()]));
    }
}
