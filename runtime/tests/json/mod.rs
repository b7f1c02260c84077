//! A second form of an item beside the SDK's map: DynamoDB's JSON text. It shows that the codec does not depend on the
//! form.

mod read;
mod write;

pub(crate) use read::JsonMembers;
pub(crate) use write::to_json;
