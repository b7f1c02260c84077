//! Values as the texts that parts of keys are.

use std::borrow::Cow;
use std::fmt::Display;

use aws_sdk_dynamodb::types::AttributeValue;

use crate::codec::{
    Decoded, Elements, ElementsTarget, Encoded, Encoding, Members, MembersTarget, Mismatch, SetKind, Source, Target,
};
use crate::error::Refused;

/// The text of a value in a key: an `S` as it is, an `N` as its digits.
pub(crate) fn text_of<E: Encoding>(value: &E::Value) -> Encoded<String> {
    E::write(value, TextTarget)?.ok_or_else(|| Refused::new("", "only text and numbers can be parts of keys"))
}

/// The value that has this text in a key.
pub(crate) fn read_text_as<E: Encoding>(text: &str) -> Decoded<E::Value> {
    E::read(TextSource(text))
}

/// Whether a value has exactly this text in keys.
pub(crate) fn accepts<E: Encoding>(text: &str) -> bool {
    let value = read_text_as::<E>(text);
    value.is_ok_and(|value| text_of::<E>(&value).is_ok_and(|written| written == text))
}

/// Takes the text of what is written, if it has one.
struct TextTarget;

/// What has no text has nothing in it either.
enum Nothing {}

impl Target for TextTarget {
    type Done = Option<String>;
    type Members = Nothing;
    type Elements = Nothing;

    fn string(self, value: &str) -> Option<String> {
        Some(value.to_owned())
    }

    fn number(self, value: impl Display) -> Option<String> {
        Some(value.to_string())
    }

    fn binary(self, _: &[u8]) -> Option<String> {
        None
    }

    fn boolean(self, _: bool) -> Option<String> {
        None
    }

    fn null(self) -> Option<String> {
        None
    }

    fn list(self, _: impl FnOnce(&mut Nothing) -> Encoded<()>) -> Encoded<Option<String>> {
        Ok(None)
    }

    fn map(self, _: impl FnOnce(&mut Nothing) -> Encoded<()>) -> Encoded<Option<String>> {
        Ok(None)
    }

    fn set(self, _: SetKind, _: impl FnOnce(&mut Nothing) -> Encoded<()>) -> Encoded<Option<String>> {
        Ok(None)
    }

    fn any(self, _: &AttributeValue) -> Encoded<Option<String>> {
        Ok(None)
    }
}

/// A text, as the `S` or the `N` that is asked for.
struct TextSource<'t>(&'t str);

impl<'t> TextSource<'t> {
    fn refuse<T>(self, expected: &'static str) -> Decoded<T> {
        Err(Mismatch::text(expected, self.0))
    }
}

impl<'t> Source<'t> for TextSource<'t> {
    type Members = Nothing;
    type Elements = Nothing;

    fn string(self) -> Decoded<Cow<'t, str>> {
        Ok(Cow::Borrowed(self.0))
    }

    fn number(self) -> Decoded<Cow<'t, str>> {
        Ok(Cow::Borrowed(self.0))
    }

    fn binary(self) -> Decoded<Cow<'t, [u8]>> {
        self.refuse("B")
    }

    fn boolean(self) -> Decoded<bool> {
        self.refuse("BOOL")
    }

    fn non_null(self) -> Decoded<Option<Self>> {
        Ok(Some(self))
    }

    fn list(self) -> Decoded<Nothing> {
        self.refuse("L")
    }

    fn map(self) -> Decoded<Nothing> {
        self.refuse("M")
    }

    fn set(self, kind: SetKind) -> Decoded<Nothing> {
        self.refuse(kind.name())
    }

    fn any(self) -> Decoded<AttributeValue> {
        self.refuse("text or a number")
    }
}

impl Members for Nothing {
    fn next(&mut self) -> Decoded<Option<&str>> {
        match *self {}
    }

    fn name(&self) -> &str {
        match *self {}
    }

    fn value<E: Encoding>(&mut self) -> Decoded<E::Value> {
        match *self {}
    }

    fn skip(&mut self) -> Decoded<()> {
        match *self {}
    }

    fn peek<E: Encoding>(&self, _: &str) -> Decoded<Option<E::Value>> {
        match *self {}
    }
}

impl Elements for Nothing {
    fn next<E: Encoding>(&mut self) -> Decoded<Option<E::Value>> {
        match *self {}
    }
}

impl MembersTarget for Nothing {
    fn member<E: Encoding>(&mut self, _: &str, _: &E::Value) -> Encoded<()> {
        match *self {}
    }
}

impl ElementsTarget for Nothing {
    fn element<E: Encoding>(&mut self, _: &E::Value) -> Encoded<()> {
        match *self {}
    }
}
