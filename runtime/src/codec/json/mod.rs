//! `json`: documents of any shape.

mod text;

use aws_sdk_dynamodb::types::AttributeValue;
use serde_json::Value as Document;

pub use text::JsonText;

use super::source::kind;
use super::{
    Decoded, ElementsTarget, Encoded, Encoding, HasElements, HasEntries, MembersTarget, Mismatch, Source, Target,
};
use crate::number::Number;

/// A document of JSON as DynamoDB's own types: `M`, `L`, `S`, `N`, `BOOL` and `NULL`. Binary and sets, which JSON does
/// not have, are mismatches.
///
/// Numbers are exact or a mismatch: never a float that is only close. DynamoDB has one type of number, so that a JSON
/// `1.0` comes back as `1`.
///
/// As text, it is [`AsString<Json>`](super::AsString) and a [`JsonText`].
#[derive(Debug)]
pub enum Json {}

impl Encoding for Json {
    type Value = Document;
    type Alike = Self;

    const EXPECTED: &'static str = "JSON (M, L, S, N, BOOL or NULL)";

    fn read<'a, S: Source<'a>>(source: S) -> Decoded<Document> {
        document(source.any()?)
    }

    fn write<T: Target>(value: &Document, target: T) -> Encoded<T::Done> {
        match value {
            Document::Null => Ok(target.null()),
            Document::Bool(value) => Ok(target.boolean(*value)),
            Document::Number(number) => Ok(target.number(number.to_string().parse::<Number>()?.trimmed())),
            Document::String(text) => Ok(target.string(text)),
            Document::Array(list) => {
                target.list(|elements| list.iter().try_for_each(|element| elements.element::<Self>(element)))
            }
            Document::Object(map) => {
                target.map(|members| map.iter().try_for_each(|(name, value)| members.member::<Self>(name, value)))
            }
        }
    }
}

fn document(value: AttributeValue) -> Decoded<Document> {
    match value {
        AttributeValue::Null(_) => Ok(Document::Null),
        AttributeValue::Bool(value) => Ok(Document::Bool(value)),
        AttributeValue::N(text) => exact(&text)
            .map(Document::Number)
            .ok_or_else(|| Mismatch::new("N (exact in serde_json)", format!("N {text}"))),
        AttributeValue::S(text) => Ok(Document::String(text)),
        AttributeValue::L(list) => {
            let elements = list.into_iter().enumerate();
            let elements = elements.map(|(position, value)| document(value).map_err(|mismatch| mismatch.at(position)));
            elements.collect::<Decoded<_>>().map(Document::Array)
        }
        AttributeValue::M(map) => {
            let members = map.into_iter();
            let members = members.map(|(name, value)| match document(value) {
                Ok(value) => Ok((name, value)),
                Err(mismatch) => Err(mismatch.of(name)),
            });
            members.collect::<Decoded<_>>().map(Document::Object)
        }
        other => Err(Mismatch::new(Json::EXPECTED, kind(&other))),
    }
}

/// The number as serde_json has it, if it has exactly this one: an integer, a float, or under its feature
/// `arbitrary_precision`, which any crate can switch on, whatever it is.
fn exact(text: &str) -> Option<serde_json::Number> {
    let number: Number = text.parse().ok()?;
    let integer = i64::try_from(number).map(From::from).or_else(|_| u64::try_from(number).map(From::from));
    if let Ok(integer) = integer {
        return Some(integer);
    }
    let is_exact = |json: &serde_json::Number| json.to_string().parse() == Ok(number);
    let text = number.trimmed().to_string();
    // Rust finds the closest float; serde_json not always.
    let float = serde_json::Number::from_f64(text.parse().ok()?).filter(is_exact);
    float.or_else(|| text.parse().ok().filter(is_exact))
}

impl HasElements for Json {
    type Element = Self;
}

impl HasEntries for Json {
    type Entry = Self;
}
