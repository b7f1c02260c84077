use std::borrow::Cow;
use std::vec;

use aws_sdk_dynamodb::primitives::Blob;
use aws_sdk_dynamodb::types::AttributeValue;
use aws_smithy_types::base64;
use dynaschema::codec::{Decoded, Elements, Encoding, Members, Mismatch, SetKind, Source};
use serde::Deserialize;
use serde_json::value::RawValue;

/// The members of a JSON object: a cursor over the text, so that a copy can look ahead.
#[derive(Clone)]
pub(crate) struct JsonMembers<'a> {
    /// From behind the last value.
    rest: &'a str,
    current: Option<(Cow<'a, str>, &'a RawValue)>,
}

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

    fn advance(&mut self) -> Option<(Cow<'a, str>, &'a RawValue)> {
        // An object opens and closes in the same way whether it is empty or not.
        if self.punctuation()? == '}' || self.rest.trim_start().starts_with('}') {
            self.rest = "";
            return None;
        }
        let name: Text<'a> = self.read();
        self.punctuation();
        Some((name.0, self.read()))
    }
}

impl Members for JsonMembers<'_> {
    fn next(&mut self) -> Decoded<Option<&str>> {
        self.current = self.advance();
        Ok(self.current.as_ref().map(|(name, _)| &**name))
    }

    fn name(&self) -> &str {
        self.current.as_ref().map_or("", |(name, _)| name)
    }

    fn value<E: Encoding>(&mut self) -> Decoded<E::Value> {
        let (name, value) = self.current.take().expect("a member");
        E::read(JsonValue::new(value)).map_err(|mismatch| mismatch.of(name))
    }

    fn skip(&mut self) -> Decoded<()> {
        Ok(())
    }

    fn peek<E: Encoding>(&self, name: &str) -> Decoded<Option<E::Value>> {
        let mut ahead = self.clone();
        while let Some((member, value)) = ahead.advance() {
            if member == name {
                return E::read(JsonValue::new(value)).map(Some).map_err(|mismatch| mismatch.of(name));
            }
        }
        Ok(None)
    }
}

/// One value: what is in `{"S": "text"}`, or an element of a set.
#[derive(Clone)]
struct JsonValue<'a> {
    kind: Cow<'a, str>,
    value: &'a RawValue,
}

impl<'a> JsonValue<'a> {
    fn new(typed: &'a RawValue) -> Self {
        let (kind, value) = JsonMembers::new(typed.get()).advance().expect("a type and a value");
        Self { kind, value }
    }

    fn of<T: Deserialize<'a>>(&self, kind: &'static str) -> Decoded<T> {
        if self.kind != kind {
            return Err(Mismatch::new(kind, &*self.kind));
        }
        Ok(serde_json::from_str(self.value.get()).expect("a value of its type"))
    }

    fn elements(values: Vec<&'a RawValue>, element: impl Fn(&'a RawValue) -> Self) -> JsonElements<'a> {
        JsonElements {
            values: values.into_iter().map(element).collect::<Vec<_>>().into_iter(),
            position: 0,
        }
    }
}

impl<'a> Source<'a> for JsonValue<'a> {
    type Members = JsonMembers<'a>;
    type Elements = JsonElements<'a>;

    fn string(self) -> Decoded<Cow<'a, str>> {
        self.of::<Text<'a>>("S").map(|text| text.0)
    }

    fn number(self) -> Decoded<Cow<'a, str>> {
        self.of::<Text<'a>>("N").map(|text| text.0)
    }

    fn binary(self) -> Decoded<Cow<'a, [u8]>> {
        let text: Text<'a> = self.of("B")?;
        Ok(Cow::Owned(base64::decode(&*text.0).expect("base64")))
    }

    fn boolean(self) -> Decoded<bool> {
        self.of("BOOL")
    }

    fn non_null(self) -> Decoded<Option<Self>> {
        Ok((self.kind != "NULL").then_some(self))
    }

    fn list(self) -> Decoded<JsonElements<'a>> {
        self.of("L").map(|values| Self::elements(values, Self::new))
    }

    fn map(self) -> Decoded<JsonMembers<'a>> {
        self.of::<&RawValue>("M").map(|object| JsonMembers::new(object.get()))
    }

    fn set(self, kind: SetKind) -> Decoded<JsonElements<'a>> {
        let element = &kind.name()[..1];
        self.of(kind.name()).map(|values| Self::elements(values, |value| Self { kind: Cow::Borrowed(element), value }))
    }

    fn any(self) -> Decoded<AttributeValue> {
        fn elements<E: Encoding>(mut elements: impl Elements) -> Decoded<Vec<E::Value>> {
            let mut all = Vec::new();
            while let Some(element) = elements.next::<E>()? {
                all.push(element);
            }
            Ok(all)
        }
        Ok(match &*self.kind {
            "S" => AttributeValue::S(self.string()?.into_owned()),
            "N" => AttributeValue::N(self.number()?.into_owned()),
            "B" => AttributeValue::B(Blob::new(self.binary()?)),
            "BOOL" => AttributeValue::Bool(self.boolean()?),
            "NULL" => AttributeValue::Null(true),
            "L" => AttributeValue::L(elements::<dynaschema::codec::Any>(self.list()?)?),
            "M" => {
                let mut members = self.map()?;
                let mut map = dynaschema::Item::new();
                while let Some(name) = members.next()? {
                    let name = name.to_owned();
                    map.insert(name, members.value::<dynaschema::codec::Any>()?);
                }
                AttributeValue::M(map)
            }
            "SS" => AttributeValue::Ss(elements::<String>(self.set(SetKind::Strings)?)?),
            "NS" => AttributeValue::Ns(self.of("NS")?),
            "BS" => {
                let blobs = elements::<dynaschema::codec::Bytes>(self.set(SetKind::Binaries)?)?;
                AttributeValue::Bs(blobs.into_iter().map(Blob::new).collect())
            }
            other => return Err(Mismatch::new("a value", other)),
        })
    }
}

/// The elements of a list or of a set.
struct JsonElements<'a> {
    values: vec::IntoIter<JsonValue<'a>>,
    position: usize,
}

impl Elements for JsonElements<'_> {
    fn next<E: Encoding>(&mut self) -> Decoded<Option<E::Value>> {
        let position = self.position;
        self.position += 1;
        self.values.next().map(|value| E::read(value).map_err(|mismatch| mismatch.at(position))).transpose()
    }
}

/// Text that is borrowed where it has no escapes.
#[derive(Deserialize)]
struct Text<'a>(#[serde(borrow)] Cow<'a, str>);
