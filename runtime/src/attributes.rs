//! The attributes of an item in any form: what a plan has to know of it, whatever it is decoded to.

use std::borrow::Cow;

use aws_sdk_dynamodb::types::AttributeValue;

use crate::codec::Item;

/// An item that can be looked into.
pub(crate) trait Attributes {
    /// The value of an attribute, if it has one that can be read.
    fn attribute(&self, name: &str) -> Option<Cow<'_, AttributeValue>>;

    /// The text of an attribute; empty where it is none.
    fn text(&self, name: &str) -> Option<Cow<'_, str>> {
        self.attribute(name).map(|value| match value {
            Cow::Borrowed(AttributeValue::S(text)) => Cow::Borrowed(&**text),
            Cow::Owned(AttributeValue::S(text)) => Cow::Owned(text),
            _ => Cow::Borrowed(""),
        })
    }

    /// The item with these attributes alone.
    fn with_only(&self, names: &mut dyn Iterator<Item = &'static str>) -> Item {
        names.filter_map(|name| Some((name.to_owned(), self.attribute(name)?.into_owned()))).collect()
    }
}

/// Attributes that are keys, by themselves: few, so that nothing is hashed.
#[derive(Debug, Clone, Default)]
pub(crate) struct KeyAttributes(Vec<(&'static str, AttributeValue)>);

impl KeyAttributes {
    pub(crate) fn push(&mut self, name: &'static str, value: AttributeValue) {
        self.0.push((name, value));
    }
}

impl Attributes for KeyAttributes {
    fn attribute(&self, name: &str) -> Option<Cow<'_, AttributeValue>> {
        self.0.iter().find(|(key, _)| *key == name).map(|(_, value)| Cow::Borrowed(value))
    }
}

impl Attributes for Item {
    fn attribute(&self, name: &str) -> Option<Cow<'_, AttributeValue>> {
        self.get(name).map(Cow::Borrowed)
    }
}
