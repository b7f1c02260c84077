//! Arguments: values by value or by reference, and never text where a type is wanted.

use std::borrow::Cow;
use std::collections::BTreeSet;

use crate::codec::Value;

/// Something that can be passed where a `V` is wanted: a `V` or a `&V`; text in other forms for a `String`; an array of
/// texts for a set of them.
///
/// The argument must have a type of its own: `.collect()`, `.into()` or `.parse()?` leave it open, and need to be told.
#[diagnostic::on_unimplemented(
    message = "expected a value for `{V}`, found `{Self}`",
    label = "expected `{V}`",
    note = "an optional attribute is set to a value, and removed by `.remove(…)`"
)]
pub trait Operand<V> {
    /// The value itself.
    fn into_value(self) -> V;
}

impl<V: Value> Operand<V> for V {
    fn into_value(self) -> V {
        self
    }
}

impl<V: Value + Clone> Operand<V> for &V {
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

impl<const N: usize> Operand<BTreeSet<String>> for [&str; N] {
    fn into_value(self) -> BTreeSet<String> {
        self.into_iter().map(str::to_owned).collect()
    }
}
