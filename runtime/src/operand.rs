//! Arguments: values by value or by reference, and never text where a type is wanted.

use crate::codec::Value;

/// Something that can be passed where a `V` is wanted: a `V`, a `&V`, or a `&str` for a `String`.
#[diagnostic::on_unimplemented(message = "expected a value for `{V}`, found `{Self}`", label = "expected `{V}`")]
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
