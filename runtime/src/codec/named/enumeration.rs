use std::fmt;
use std::marker::PhantomData;

use crate::codec::scalar::read_text;
use crate::codec::{Decoded, Encoded, Encoding, Source, Target};
use crate::error::Refused;

/// An enum of the schema (`values`). Implemented by generated code.
pub trait TextEnum: Sized + PartialEq + Send + 'static {
    /// What it is on the wire, as errors say it: `S (QUARTER, SEMI, FINAL)`.
    const EXPECTED: &'static str;

    /// The text of the value.
    fn text(&self) -> &str;

    /// The value of the text.
    fn from_text(text: &str) -> Option<Self>;
}

/// The value of a text, for `FromStr`.
///
/// # Errors
/// No value has this text.
pub fn text_enum<T: TextEnum>(text: &str) -> Result<T, UnknownText> {
    T::from_text(text).ok_or_else(|| UnknownText { text: text.to_owned(), expected: T::EXPECTED })
}

/// A text that is no value of an enum of the schema.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UnknownText {
    text: String,
    expected: &'static str,
}

impl UnknownText {
    /// The text.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }
}

impl fmt::Display for UnknownText {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "expected {}, found {:?}", self.expected, self.text)
    }
}

impl std::error::Error for UnknownText {}

/// An enum of the schema (`values`), as an `S`.
#[derive(Debug)]
pub struct Enumeration<T>(PhantomData<fn() -> T>);

impl<T: TextEnum> Encoding for Enumeration<T> {
    type Value = T;
    type Alike = Self;

    const EXPECTED: &'static str = T::EXPECTED;

    fn read<'a, S: Source<'a>>(source: S) -> Decoded<T> {
        read_text(source, T::EXPECTED, T::from_text)
    }

    fn write<W: Target>(value: &T, target: W) -> Encoded<W::Done> {
        // `Other` can hold what is not another text: it would be read back as the variant of that text.
        if T::from_text(value.text()).as_ref() != Some(value) {
            return Err(Refused::new("", "its text is that of another variant"));
        }
        Ok(target.string(value.text()))
    }
}
