//! Documents of JSON as text.

use std::borrow::Cow;
use std::fmt;
use std::str::FromStr;

use serde::de::{Deserialize, IgnoredAny};
use serde::ser::Serialize;
use serde_json::Error;

use super::Json;
use crate::codec::{Encoded, Textual};

/// A text that is JSON. It is written back as it was read, with its spaces and the order of its members, and is equal to
/// another of the same text.
///
/// ```
/// use dynaschema::JsonText;
///
/// let sizes = JsonText::new(&[1, 2])?;
/// assert_eq!(sizes.as_str(), "[1,2]");
/// assert_eq!(sizes.parse::<Vec<u8>>()?, [1, 2]);
/// assert!("[1,".parse::<JsonText>().is_err());
/// # Ok::<_, serde_json::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct JsonText(String);

impl JsonText {
    /// The text of a value.
    ///
    /// # Errors
    /// The value refuses to be JSON: a map whose keys are no text, for example.
    pub fn new<T: Serialize + ?Sized>(value: &T) -> Result<Self, Error> {
        serde_json::to_string(value).map(Self)
    }

    /// The value of the text.
    ///
    /// # Errors
    /// The text is of another shape.
    pub fn parse<'a, T: Deserialize<'a>>(&'a self) -> Result<T, Error> {
        serde_json::from_str(&self.0)
    }

    /// The text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// `null`
impl Default for JsonText {
    fn default() -> Self {
        Self("null".to_owned())
    }
}

impl FromStr for JsonText {
    type Err = Error;

    fn from_str(text: &str) -> Result<Self, Error> {
        Self::try_from(text.to_owned())
    }
}

impl TryFrom<String> for JsonText {
    type Error = Error;

    fn try_from(text: String) -> Result<Self, Error> {
        serde_json::from_str::<IgnoredAny>(&text)?;
        Ok(Self(text))
    }
}

impl From<serde_json::Value> for JsonText {
    fn from(document: serde_json::Value) -> Self {
        Self(document.to_string())
    }
}

impl AsRef<str> for JsonText {
    fn as_ref(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for JsonText {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl Textual for Json {
    type Value = JsonText;

    const EXPECTED: &'static str = "S (json)";

    fn parse(text: &str) -> Option<JsonText> {
        text.parse().ok()
    }

    fn text(value: &JsonText) -> Encoded<Cow<'_, str>> {
        Ok(Cow::Borrowed(&value.0))
    }
}

/// As a text, not as the document in it.
#[cfg(feature = "serde")]
impl Serialize for JsonText {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.0)
    }
}

/// From a text that is JSON.
#[cfg(feature = "serde")]
impl<'de> Deserialize<'de> for JsonText {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer)?.try_into().map_err(serde::de::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_json_is_such_a_text_and_it_stays_as_it_is() {
        for text in ["null", " { \"b\": 1.50, \"a\": [ ] } ", "1e400"] {
            assert_eq!(text.parse::<JsonText>().unwrap().as_str(), text);
        }
        for text in ["", "{", "[1,]", "1 2", "nul", "'a'"] {
            assert!(text.parse::<JsonText>().is_err(), "{text}");
        }
        assert_eq!(JsonText::default().parse::<Option<u8>>().unwrap(), None);
    }

    #[cfg(feature = "serde")]
    #[test]
    fn in_what_serde_writes_it_is_a_text() {
        let document = JsonText::new(&[1, 2]).unwrap();
        let text = serde_json::to_string(&document).unwrap();
        assert_eq!(text, r#""[1,2]""#);
        assert_eq!(serde_json::from_str::<JsonText>(&text).unwrap(), document);
        assert!(serde_json::from_str::<JsonText>(r#""[1,""#).is_err());
    }
}
