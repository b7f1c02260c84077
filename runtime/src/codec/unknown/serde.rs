//! Unknown attributes in what serde reads and writes: in the shape of DynamoDB's JSON, `{"name": {"S": "text"}}`, with
//! binary as a sequence of bytes.

use std::collections::BTreeMap;

use aws_sdk_dynamodb::primitives::Blob;
use aws_sdk_dynamodb::types::AttributeValue;
use serde::de::{Deserialize, Deserializer};
use serde::ser::{Error, Serialize, Serializer};

use super::UnknownAttributes;

/// An attribute value, in DynamoDB's letters.
#[derive(serde::Serialize, serde::Deserialize)]
enum Held {
    S(String),
    N(String),
    B(Vec<u8>),
    #[serde(rename = "BOOL")]
    Bool(bool),
    #[serde(rename = "NULL")]
    Null(bool),
    L(Vec<Held>),
    M(BTreeMap<String, Held>),
    #[serde(rename = "SS")]
    Ss(Vec<String>),
    #[serde(rename = "NS")]
    Ns(Vec<String>),
    #[serde(rename = "BS")]
    Bs(Vec<Vec<u8>>),
}

impl Held {
    /// None for a type that is younger than this crate.
    fn of(value: &AttributeValue) -> Option<Self> {
        Some(match value {
            AttributeValue::S(text) => Self::S(text.clone()),
            AttributeValue::N(number) => Self::N(number.clone()),
            AttributeValue::B(bytes) => Self::B(bytes.as_ref().to_vec()),
            AttributeValue::Bool(value) => Self::Bool(*value),
            AttributeValue::Null(value) => Self::Null(*value),
            AttributeValue::L(elements) => Self::L(elements.iter().map(Self::of).collect::<Option<_>>()?),
            AttributeValue::M(members) => {
                let members = members.iter().map(|(name, value)| Some((name.clone(), Self::of(value)?)));
                Self::M(members.collect::<Option<_>>()?)
            }
            AttributeValue::Ss(texts) => Self::Ss(texts.clone()),
            AttributeValue::Ns(numbers) => Self::Ns(numbers.clone()),
            AttributeValue::Bs(blobs) => Self::Bs(blobs.iter().map(|bytes| bytes.as_ref().to_vec()).collect()),
            _ => return None,
        })
    }

    fn value(self) -> AttributeValue {
        match self {
            Self::S(text) => AttributeValue::S(text),
            Self::N(number) => AttributeValue::N(number),
            Self::B(bytes) => AttributeValue::B(Blob::new(bytes)),
            Self::Bool(value) => AttributeValue::Bool(value),
            Self::Null(value) => AttributeValue::Null(value),
            Self::L(elements) => AttributeValue::L(elements.into_iter().map(Self::value).collect()),
            Self::M(members) => {
                AttributeValue::M(members.into_iter().map(|(name, member)| (name, member.value())).collect())
            }
            Self::Ss(texts) => AttributeValue::Ss(texts),
            Self::Ns(numbers) => AttributeValue::Ns(numbers),
            Self::Bs(blobs) => AttributeValue::Bs(blobs.into_iter().map(Blob::new).collect()),
        }
    }
}

impl Serialize for UnknownAttributes {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let held = |(name, value)| Held::of(value).map(|held| (name, held)).ok_or(name);
        let held: Result<Vec<_>, &str> = self.iter().map(held).collect();
        let held = held.map_err(|name| S::Error::custom(format!("attribute `{name}` is of an unknown type")))?;
        serializer.collect_map(held)
    }
}

impl<'de> Deserialize<'de> for UnknownAttributes {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let held: BTreeMap<String, Held> = BTreeMap::deserialize(deserializer)?;
        Ok(Self(held.into_iter().map(|(name, held)| (name, held.value())).collect()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn unknown_attributes_of_all_types_come_back() {
        let text = r#"{"a":{"S":"s"},"b":{"N":"1.50"},"c":{"B":[0,255]},"d":{"BOOL":true},"e":{"NULL":true},"f":{"L":[{"S":"x"}]},"g":{"M":{"k":{"N":"1"}}},"h":{"SS":["x"]},"i":{"NS":["1"]},"j":{"BS":[[1]]}}"#;
        let unknown: UnknownAttributes = serde_json::from_str(text).unwrap();
        assert_eq!(unknown.len(), 10);
        assert_eq!(serde_json::to_string(&unknown).unwrap(), text);
    }
}
