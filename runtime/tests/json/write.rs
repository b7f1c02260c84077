use std::fmt::Display;

use aws_sdk_dynamodb::types::AttributeValue;
use aws_smithy_types::base64;
use dynaschema::codec::{Any, ElementsTarget, EncodeItem, Encoded, Encoding, MembersTarget, SetKind, Target};
use serde_json::json;

/// An item as JSON text.
pub(crate) fn to_json(item: &impl EncodeItem) -> Encoded<String> {
    let mut text = String::from("{");
    item.encode(&mut JsonObject { text: &mut text, empty: true })?;
    Ok(text + "}")
}

/// An object that is open.
struct JsonObject<'t> {
    text: &'t mut String,
    empty: bool,
}

impl MembersTarget for JsonObject<'_> {
    fn member<E: Encoding>(&mut self, name: &str, value: &E::Value) -> Encoded<()> {
        if !E::is_absent(value) {
            separate(self.text, &mut self.empty);
            *self.text += &format!("{}:", json!(name));
            E::write(value, JsonTarget { text: self.text, element_of_set: false })?;
        }
        Ok(())
    }
}

/// An array that is open.
struct JsonArray<'t> {
    text: &'t mut String,
    empty: bool,
    of_set: bool,
}

impl ElementsTarget for JsonArray<'_> {
    fn element<E: Encoding>(&mut self, value: &E::Value) -> Encoded<()> {
        separate(self.text, &mut self.empty);
        E::write(value, JsonTarget { text: self.text, element_of_set: self.of_set })
    }
}

fn separate(text: &mut String, empty: &mut bool) {
    if !std::mem::take(empty) {
        text.push(',');
    }
}

/// The end of the text that is written.
struct JsonTarget<'t> {
    text: &'t mut String,
    /// In a set, the type stands once.
    element_of_set: bool,
}

impl<'t> JsonTarget<'t> {
    fn scalar(self, kind: &str, value: impl Into<serde_json::Value>) {
        let value = value.into();
        *self.text += &if self.element_of_set { value.to_string() } else { json!({ kind: value }).to_string() };
    }

    fn array(self, kind: &str, write: impl FnOnce(&mut JsonArray<'t>) -> Encoded<()>) -> Encoded<()> {
        *self.text += &format!("{{\"{kind}\":[");
        let mut array = JsonArray { text: self.text, empty: true, of_set: kind != "L" };
        write(&mut array)?;
        *array.text += "]}";
        Ok(())
    }
}

impl<'t> Target for JsonTarget<'t> {
    type Done = ();
    type Members = JsonObject<'t>;
    type Elements = JsonArray<'t>;

    fn string(self, value: &str) {
        self.scalar("S", value);
    }

    fn number(self, value: impl Display) {
        self.scalar("N", value.to_string());
    }

    fn binary(self, value: &[u8]) {
        self.scalar("B", base64::encode(value));
    }

    fn boolean(self, value: bool) {
        self.scalar("BOOL", value);
    }

    fn null(self) {
        self.scalar("NULL", true);
    }

    fn list(self, write: impl FnOnce(&mut JsonArray<'t>) -> Encoded<()>) -> Encoded<()> {
        self.array("L", write)
    }

    fn map(self, write: impl FnOnce(&mut JsonObject<'t>) -> Encoded<()>) -> Encoded<()> {
        *self.text += "{\"M\":{";
        let mut object = JsonObject { text: self.text, empty: true };
        write(&mut object)?;
        *object.text += "}}";
        Ok(())
    }

    fn set(self, kind: SetKind, write: impl FnOnce(&mut JsonArray<'t>) -> Encoded<()>) -> Encoded<()> {
        self.array(kind.name(), write)
    }

    fn any(self, value: &AttributeValue) -> Encoded<()> {
        match value {
            AttributeValue::S(text) => self.string(text),
            AttributeValue::N(number) => self.number(number),
            AttributeValue::B(bytes) => self.binary(bytes.as_ref()),
            AttributeValue::Bool(value) => self.boolean(*value),
            AttributeValue::L(list) => {
                return self.list(|elements| list.iter().try_for_each(|value| elements.element::<Any>(value)));
            }
            AttributeValue::M(map) => {
                return self.map(|members| map.iter().try_for_each(|(name, value)| members.member::<Any>(name, value)));
            }
            AttributeValue::Ss(texts) => self.scalar("SS", texts.clone()),
            AttributeValue::Ns(numbers) => self.scalar("NS", numbers.clone()),
            AttributeValue::Bs(blobs) => {
                self.scalar("BS", blobs.iter().map(base64::encode).collect::<Vec<_>>());
            }
            _ => self.null(),
        }
        Ok(())
    }
}
