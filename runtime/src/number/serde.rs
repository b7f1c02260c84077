//! Numbers in what serde reads and writes: as text, because most formats take numbers for floats.

use std::fmt;

use serde::de::{Deserialize, Deserializer, Error, Visitor};
use serde::ser::{Serialize, Serializer};

use super::Number;

/// As plain decimal text.
impl Serialize for Number {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

/// From text.
impl<'de> Deserialize<'de> for Number {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_str(NumberVisitor)
    }
}

struct NumberVisitor;

impl Visitor<'_> for NumberVisitor {
    type Value = Number;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the text of a decimal number")
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<Number, E> {
        text.parse().map_err(E::custom)
    }
}

#[cfg(test)]
mod tests {
    use super::Number;

    #[test]
    fn a_number_is_its_text() {
        let number: Number = "12.90".parse().unwrap();
        let text = serde_json::to_string(&number).unwrap();
        assert_eq!(text, r#""12.90""#);
        assert_eq!(serde_json::from_str::<Number>(&text).unwrap().to_string(), "12.90");
        assert!(serde_json::from_str::<Number>("12.9").is_err());
        assert!(serde_json::from_str::<Number>(r#""twelve""#).is_err());
    }
}
