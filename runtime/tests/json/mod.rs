//! A second form of an item beside the SDK's map: DynamoDB's JSON text. It shows that the codec does not depend on the
//! form.

use std::borrow::Cow;
use std::fmt::Display;

use dynaschema::codec::{Decoded, EncodeItem, Encoded, Members, MembersTarget, Mismatch, Source, Target, Value};
use serde::Deserialize;
use serde_json::value::RawValue;

/// The members of a JSON object: a cursor over the text, so that a copy can look ahead.
#[derive(Clone)]
pub(crate) struct JsonMembers<'a> {
    /// From behind the last value.
    rest: &'a str,
    current: Option<(Cow<'a, str>, JsonValue<'a>)>,
}

/// One value: `{"S": "text"}`.
#[derive(Clone, Copy)]
struct JsonValue<'a>(&'a RawValue);

impl<'a> JsonMembers<'a> {
    pub(crate) fn new(text: &'a str) -> Self {
        Self { rest: text, current: None }
    }

    /// Reads a value and leaves the cursor behind it.
    fn read<T: Deserialize<'a>>(&mut self) -> T {
        let mut values = serde_json::Deserializer::from_str(self.rest).into_iter();
        let value = values.next().expect("a value").expect("of the type that is asked for");
        self.rest = &self.rest[values.byte_offset()..];
        value
    }

    /// Passes over the punctuation before the next name or value, and says what it was.
    fn punctuation(&mut self) -> Option<char> {
        self.rest = self.rest.trim_start();
        let mark = self.rest.chars().next();
        self.rest = self.rest.get(1..).unwrap_or_default();
        mark
    }

    fn advance(&mut self) -> Option<(Cow<'a, str>, JsonValue<'a>)> {
        // An object opens and closes in the same way whether it is empty or not.
        if self.punctuation()? == '}' || self.rest.trim_start().starts_with('}') {
            self.rest = "";
            return None;
        }
        let name: Text<'a> = self.read();
        self.punctuation();
        Some((name.0, JsonValue(self.read())))
    }
}

impl Members for JsonMembers<'_> {
    fn next(&mut self) -> Decoded<Option<&str>> {
        self.current = self.advance();
        Ok(self.current.as_ref().map(|(name, _)| &**name))
    }

    fn value<V: Value>(&mut self) -> Decoded<V> {
        let (name, value) = self.current.take().expect("a member");
        V::read(value).map_err(|mismatch| mismatch.of(name))
    }

    fn skip(&mut self) -> Decoded<()> {
        Ok(())
    }

    fn peek<V: Value>(&self, name: &str) -> Decoded<Option<V>> {
        let mut ahead = self.clone();
        while let Some((member, value)) = ahead.advance() {
            if member == name {
                return V::read(value).map(Some);
            }
        }
        Ok(None)
    }
}

impl<'a> JsonValue<'a> {
    fn of<T: Deserialize<'a>>(self, kind: &'static str) -> Decoded<T> {
        let (found, value) = JsonMembers::new(self.0.get()).advance().expect("a type and a value");
        if found != kind {
            return Err(Mismatch::new(kind, found));
        }
        Ok(serde_json::from_str(value.0.get()).expect("a value of its type"))
    }
}

impl<'a> Source<'a> for JsonValue<'a> {
    fn string(self) -> Decoded<Cow<'a, str>> {
        self.of::<Text<'a>>("S").map(|text| text.0)
    }

    fn number(self) -> Decoded<Cow<'a, str>> {
        self.of::<Text<'a>>("N").map(|text| text.0)
    }

    fn boolean(self) -> Decoded<bool> {
        self.of("BOOL")
    }

    fn string_set(self, mut each: impl FnMut(Cow<'a, str>) -> Decoded<()>) -> Decoded<()> {
        self.of::<Vec<Text<'a>>>("SS")?.into_iter().try_for_each(|text| each(text.0))
    }
}

/// Text that is borrowed where it has no escapes.
#[derive(Deserialize)]
struct Text<'a>(#[serde(borrow)] Cow<'a, str>);

/// An item as JSON text.
pub(crate) fn to_json(item: &impl EncodeItem) -> String {
    let mut object = JsonObject(String::from("{"));
    item.encode(&mut object).expect("an item that DynamoDB accepts");
    object.0 + "}"
}

struct JsonObject(String);

impl MembersTarget for JsonObject {
    fn member<V: Value>(&mut self, name: &'static str, value: &V) -> Encoded<()> {
        if !value.is_absent() {
            if self.0.len() > 1 {
                self.0.push(',');
            }
            self.0 += &format!("{}:", serde_json::json!(name));
            value.write(JsonTarget(&mut self.0))?;
        }
        Ok(())
    }
}

/// The end of the text that is written.
struct JsonTarget<'t>(&'t mut String);

impl JsonTarget<'_> {
    fn write(self, value: &serde_json::Value) {
        *self.0 += &value.to_string();
    }
}

impl Target for JsonTarget<'_> {
    type Done = ();

    fn string(self, value: &str) {
        self.write(&serde_json::json!({ "S": value }));
    }

    fn number(self, value: impl Display) {
        self.write(&serde_json::json!({ "N": value.to_string() }));
    }

    fn boolean(self, value: bool) {
        self.write(&serde_json::json!({ "BOOL": value }));
    }

    fn null(self) {
        self.write(&serde_json::json!({ "NULL": true }));
    }

    fn string_set<'s>(self, elements: impl Iterator<Item = &'s str>) {
        self.write(&serde_json::json!({ "SS": elements.collect::<Vec<_>>() }));
    }
}
