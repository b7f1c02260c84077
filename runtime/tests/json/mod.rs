//! A second form of an item beside the SDK's map: DynamoDB's JSON text. It shows that the codec does not depend on the form.

use std::borrow::Cow;
use std::fmt::Display;

use dynaschema::{Decoded, EncodeItem, Encoded, Members, MembersTarget, Mismatch, Source, Target, Value};
use serde::Deserialize;
use serde::de::{Deserializer, MapAccess, Visitor};
use serde_json::value::RawValue;

/// The members of a JSON object. A cursor over the text: copies are free, so that it can look ahead.
#[derive(Clone)]
pub(crate) struct JsonMembers<'a> {
    members: std::vec::IntoIter<(Cow<'a, str>, JsonValue<'a>)>,
    current: Option<(Cow<'a, str>, JsonValue<'a>)>,
}

/// One value: `{"S": "text"}`.
#[derive(Clone, Copy)]
struct JsonValue<'a>(&'a RawValue);

impl<'a> JsonMembers<'a> {
    pub(crate) fn new(text: &'a str) -> Self {
        Self { members: object(text).into_iter(), current: None }
    }
}

impl Members for JsonMembers<'_> {
    fn next(&mut self) -> Decoded<Option<&str>> {
        self.current = self.members.next();
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
        let found = self.members.as_slice().iter().find(|(member, _)| member == name);
        found.map(|(_, value)| V::read(*value)).transpose()
    }
}

impl<'a> JsonValue<'a> {
    fn of<T: Deserialize<'a>>(self, kind: &'static str) -> Decoded<T> {
        let (found, value) = object(self.0.get()).pop().expect("a type and a value");
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

    fn string_set(self, mut each: impl FnMut(Cow<'a, str>)) -> Decoded<()> {
        self.of::<Vec<Text<'a>>>("SS")?.into_iter().for_each(|text| each(text.0));
        Ok(())
    }
}

/// Text that is borrowed where it has no escapes.
#[derive(Deserialize)]
struct Text<'a>(#[serde(borrow)] Cow<'a, str>);

fn object(text: &str) -> Vec<(Cow<'_, str>, JsonValue<'_>)> {
    struct Object;

    impl<'de> Visitor<'de> for Object {
        type Value = Vec<(Cow<'de, str>, JsonValue<'de>)>;

        fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
            f.write_str("an object")
        }

        fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
            let mut members = Vec::new();
            while let Some((name, value)) = map.next_entry::<Text<'de>, &'de RawValue>()? {
                members.push((name.0, JsonValue(value)));
            }
            Ok(members)
        }
    }

    serde_json::Deserializer::from_str(text).deserialize_map(Object).expect("an object")
}

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
