//! Items from elsewhere.

use super::Item;

/// An item in one of the forms that [`from_item`](crate::from_item) reads: the SDK's map, and under the feature
/// `lambda-events` the maps in the stream events of `aws_lambda_events`.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is no item",
    note = "an item is a map of the SDK's attribute values; for the maps of Lambda's stream events, enable the feature `lambda-events` of the crate `dynaschema`"
)]
pub trait IntoItem {
    /// The same item as the SDK holds it.
    fn into_item(self) -> Item;
}

impl IntoItem for Item {
    fn into_item(self) -> Item {
        self
    }
}

#[cfg(feature = "lambda-events")]
mod lambda {
    use std::collections::HashMap;

    use aws_sdk_dynamodb::primitives::Blob;
    use serde_dynamo::AttributeValue as Theirs;

    use super::{IntoItem, Item};
    use crate::aws_sdk_dynamodb::types::AttributeValue;

    impl IntoItem for serde_dynamo::Item {
        fn into_item(self) -> Item {
            self.into_inner().into_item()
        }
    }

    impl IntoItem for HashMap<String, Theirs> {
        fn into_item(self) -> Item {
            self.into_iter().map(|(name, value)| (name, ours(value))).collect()
        }
    }

    fn ours(value: Theirs) -> AttributeValue {
        match value {
            Theirs::N(number) => AttributeValue::N(number),
            Theirs::S(text) => AttributeValue::S(text),
            Theirs::Bool(value) => AttributeValue::Bool(value),
            Theirs::B(bytes) => AttributeValue::B(Blob::new(bytes)),
            Theirs::Null(value) => AttributeValue::Null(value),
            Theirs::M(members) => AttributeValue::M(members.into_item()),
            Theirs::L(elements) => AttributeValue::L(elements.into_iter().map(ours).collect()),
            Theirs::Ss(texts) => AttributeValue::Ss(texts),
            Theirs::Ns(numbers) => AttributeValue::Ns(numbers),
            Theirs::Bs(blobs) => AttributeValue::Bs(blobs.into_iter().map(Blob::new).collect()),
        }
    }
}
