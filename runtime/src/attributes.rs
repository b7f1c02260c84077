//! The attributes of an item in any form: what a plan has to know of it, whatever it is decoded to.

use std::borrow::Cow;

use aws_sdk_dynamodb::types::AttributeValue;

use crate::codec::Item;

/// An item that can be looked into.
pub(crate) trait Attributes {
    /// The value of an attribute, if it has one that can be read.
    fn attribute(&self, name: &str) -> Option<Cow<'_, AttributeValue>>;

    /// The item with these attributes alone.
    fn with_only(&self, names: &mut dyn Iterator<Item = &'static str>) -> Item {
        names.filter_map(|name| Some((name.to_owned(), self.attribute(name)?.into_owned()))).collect()
    }
}

impl Attributes for Item {
    fn attribute(&self, name: &str) -> Option<Cow<'_, AttributeValue>> {
        self.get(name).map(Cow::Borrowed)
    }
}
