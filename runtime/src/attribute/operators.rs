//! What DynamoDB can do with which types: comparisons, `begins_with`, `contains`, `ADD`, and sets of them.

use std::collections::{BTreeMap, BTreeSet};

#[cfg(feature = "json")]
use crate::codec::Json;
use crate::codec::{
    AsString, Bytes, Convert, DecodeItem, EncodeItem, Encoding, Enumeration, Newtype, NewtypeOf, Own, Sensitive,
    SetElement, SetKind, Structure, TaggedUnion, TextEnum, Textual, Union, Version,
};
#[cfg(feature = "jiff")]
use crate::codec::{EpochMillis, EpochSeconds, Formatted, Temporal, TimeFormat};
use crate::number::Number;

/// A type that DynamoDB orders: text by its bytes of UTF-8, binary by its bytes, numbers by value. Of what is written as
/// text only what sorts as its text does.
#[diagnostic::on_unimplemented(
    message = "DynamoDB does not order values of `{Self}`",
    label = "only `eq` and `ne` compare it",
    note = "`<`, `<=`, `>` and `>=` are for text, binary, numbers, and times and dates whose text sorts as they do"
)]
pub trait Ordered: Encoding {}

/// A type that `begins_with` applies to.
#[diagnostic::on_unimplemented(
    message = "`begins_with` is for text, not for `{Self}`",
    label = "neither text nor binary",
    note = "DynamoDB has `begins_with` for strings and binaries only; compare numbers with `eq`, `lt`, `le`, `gt`, `ge`"
)]
pub trait HasPrefix: Encoding {}

/// A type that `contains` applies to.
#[diagnostic::on_unimplemented(
    message = "`contains` is for text, sets and lists, not for `{Self}`",
    label = "neither text nor a set nor a list"
)]
pub trait ContainsElement: Encoding {
    /// What it can contain.
    type Element: Encoding;
}

/// A type that `size` applies to: text and what is held as text, binary, sets, lists and maps.
#[diagnostic::on_unimplemented(
    message = "`{Self}` has no size",
    label = "neither text, binary, a set, a list nor a map",
    note = "DynamoDB has `size` for these only"
)]
pub trait HasSize: Encoding {}

/// A type that `add` applies to: numbers are added up, sets united.
#[diagnostic::on_unimplemented(
    message = "ADD is for numbers and sets, not for `{Self}`",
    label = "neither a number nor a set",
    note = "use `set` to change the attribute"
)]
pub trait Summable: Encoding {}

/// A number: a type that `subtract` applies to.
#[diagnostic::on_unimplemented(
    message = "DynamoDB computes with numbers, not with `{Self}`",
    label = "not a number",
    note = "use `delete` to take elements out of a set"
)]
pub trait Numeric: Summable {}

/// A list: a type that `append` and `prepend` apply to.
#[diagnostic::on_unimplemented(
    message = "`append` and `prepend` are for lists, not for `{Self}`",
    label = "not a list",
    note = "use `add` to add elements to a set"
)]
pub trait Appendable: Encoding {}

/// A type that `delete` applies to: elements are taken out of sets.
#[diagnostic::on_unimplemented(
    message = "DELETE is for sets, not for `{Self}`",
    label = "not a set",
    note = "use `remove` to remove an attribute, and `set` to change it"
)]
pub trait Deletable: Encoding {}

impl HasPrefix for String {}
impl HasPrefix for Bytes {}

impl ContainsElement for String {
    type Element = Self;
}
impl<E: SetElement> ContainsElement for BTreeSet<E> {
    type Element = E;
}
impl<E: Encoding> ContainsElement for Vec<E> {
    type Element = E;
}

macro_rules! ordered_and_in_sets {
    ($($encoding:ty: $kind:ident)*) => {$(
        impl Ordered for $encoding {}
        impl SetElement for $encoding {
            const KIND: SetKind = SetKind::$kind;
        }
    )*};
}

ordered_and_in_sets!(String: Strings Bytes: Binaries);
ordered_and_in_sets!(i8: Numbers i16: Numbers i32: Numbers i64: Numbers i128: Numbers);
ordered_and_in_sets!(u8: Numbers u16: Numbers u32: Numbers u64: Numbers u128: Numbers);
ordered_and_in_sets!(Number: Numbers);
#[cfg(feature = "jiff")]
ordered_and_in_sets!(jiff::Timestamp: Strings jiff::civil::Date: Strings EpochSeconds: Numbers EpochMillis: Numbers);
#[cfg(feature = "uuid")]
ordered_and_in_sets!(uuid::Uuid: Strings);

/// A format of times whose texts sort as the times do, or an enumeration whose texts sort as its values do. Implemented
/// by generated code.
#[diagnostic::on_unimplemented(
    message = "the texts of `{Self}` do not sort as its values do",
    label = "DynamoDB compares texts"
)]
pub trait SortsAsText {}

#[cfg(feature = "jiff")]
impl<T: Temporal, F: TimeFormat + SortsAsText> Ordered for Formatted<T, F> {}
#[cfg(feature = "jiff")]
impl<T: Temporal + Ord, F: TimeFormat> SetElement for Formatted<T, F> {
    const KIND: SetKind = SetKind::Strings;
}

// The order of numbers' texts is not that of the numbers.
impl<E: Textual<Value: Ord>> SetElement for AsString<E> {
    const KIND: SetKind = SetKind::Strings;
}

impl Ordered for Version {}

// Rust does not order floats, so there are no sets of them.
impl Ordered for f32 {}
impl Ordered for f64 {}

macro_rules! summable {
    ($($number:ident)*) => {$(
        impl Summable for $number {}
        impl Numeric for $number {}
    )*};
}

summable!(i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 Number);
impl<E: SetElement> Summable for BTreeSet<E> {}
impl<E: SetElement> Deletable for BTreeSet<E> {}
impl<E: Encoding> Appendable for Vec<E> {}

impl<T: TextEnum + SortsAsText> Ordered for Enumeration<T> {}
impl<T: TextEnum + Ord> SetElement for Enumeration<T> {
    const KIND: SetKind = SetKind::Strings;
}

impl HasSize for String {}
impl HasSize for Bytes {}
impl<E: SetElement> HasSize for BTreeSet<E> {}
impl<E: Encoding> HasSize for Vec<E> {}
impl<E: Encoding> HasSize for BTreeMap<String, E> {}
impl<T: DecodeItem + EncodeItem + Send + 'static> HasSize for Structure<T> {}
impl<T: TaggedUnion> HasSize for Union<T> {}
impl<T: TextEnum> HasSize for Enumeration<T> {}
impl<E: Textual> HasSize for AsString<E> {}
#[cfg(feature = "jiff")]
impl<T: Temporal, F: TimeFormat> HasSize for Formatted<T, F> {}
#[cfg(feature = "jiff")]
impl HasSize for jiff::Timestamp {}
#[cfg(feature = "jiff")]
impl HasSize for jiff::civil::Date {}
#[cfg(feature = "uuid")]
impl HasSize for uuid::Uuid {}
// A document may be of any type.
#[cfg(feature = "json")]
impl HasSize for Json {}

// What is held as something else is compared as that.
impl<T: Newtype<Inner: Ordered>> Ordered for NewtypeOf<T> {}
impl<T: Newtype<Inner: HasPrefix>> HasPrefix for NewtypeOf<T> {}
impl<T: Newtype<Inner: HasSize>> HasSize for NewtypeOf<T> {}
impl<T: Newtype<Inner: Summable>> Summable for NewtypeOf<T> {}
impl<T: Newtype<Inner: Deletable>> Deletable for NewtypeOf<T> {}
impl<T: Newtype<Inner: Numeric>> Numeric for NewtypeOf<T> {}
impl<T: Newtype<Inner: Appendable>> Appendable for NewtypeOf<T> {}
impl<T: Newtype<Inner: ContainsElement>> ContainsElement for NewtypeOf<T> {
    type Element = <T::Inner as ContainsElement>::Element;
}
impl<T: Newtype<Inner: SetElement> + Ord> SetElement for NewtypeOf<T> {
    const KIND: SetKind = T::Inner::KIND;
}

impl<E: Ordered, T: Convert<E::Value>> Ordered for Own<T, E> {}
impl<E: HasPrefix, T: Convert<E::Value>> HasPrefix for Own<T, E> {}
impl<E: HasSize, T: Convert<E::Value>> HasSize for Own<T, E> {}
impl<E: Summable, T: Convert<E::Value>> Summable for Own<T, E> {}
impl<E: Deletable, T: Convert<E::Value>> Deletable for Own<T, E> {}
impl<E: Numeric, T: Convert<E::Value>> Numeric for Own<T, E> {}
impl<E: Appendable, T: Convert<E::Value>> Appendable for Own<T, E> {}
impl<E: ContainsElement, T: Convert<E::Value>> ContainsElement for Own<T, E> {
    type Element = E::Element;
}
impl<E: SetElement, T: Convert<E::Value> + Ord> SetElement for Own<T, E> {
    const KIND: SetKind = E::KIND;
}

impl<E: Ordered> Ordered for Sensitive<E> {}
impl<E: HasPrefix> HasPrefix for Sensitive<E> {}
impl<E: HasSize> HasSize for Sensitive<E> {}
impl<E: Summable> Summable for Sensitive<E> {}
impl<E: Deletable> Deletable for Sensitive<E> {}
impl<E: Numeric> Numeric for Sensitive<E> {}
impl<E: Appendable> Appendable for Sensitive<E> {}
impl<E: ContainsElement> ContainsElement for Sensitive<E> {
    type Element = Sensitive<E::Element>;
}
