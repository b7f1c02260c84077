//! What has places inside: fields, elements, entries.

use std::collections::BTreeMap;

use super::{Encoding, Nullable};

/// An encoding that holds the fields of a struct `T`.
#[diagnostic::on_unimplemented(message = "`{Self}` has no fields of `{T}`", label = "the field is of another struct")]
pub trait HasFields<T>: Encoding {}

/// An encoding that holds a list.
#[diagnostic::on_unimplemented(message = "`{Self}` is no list", label = "`at` is for lists")]
pub trait HasElements: Encoding {
    /// How an element is held.
    type Element: Encoding;
}

/// An encoding that holds a map of any keys.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is no map",
    label = "`key` is for maps; a field of a struct is `field`"
)]
pub trait HasEntries: Encoding {
    /// How the value of a key is held.
    type Entry: Encoding;
}

impl<E: Encoding> HasElements for Vec<E> {
    type Element = E;
}

impl<E: Encoding> HasEntries for BTreeMap<String, E> {
    type Entry = E;
}

impl<T, E: HasFields<T>> HasFields<T> for Box<E> {}

impl<E: HasElements> HasElements for Box<E> {
    type Element = E::Element;
}

impl<E: HasEntries> HasEntries for Box<E> {
    type Entry = E::Entry;
}

/// What is inside a value that may be `NULL`.
impl<T, E: HasFields<T>> HasFields<T> for Nullable<E> {}

impl<E: HasElements> HasElements for Nullable<E> {
    type Element = E::Element;
}

impl<E: HasEntries> HasEntries for Nullable<E> {
    type Entry = E::Entry;
}
