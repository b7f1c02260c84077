//! Items as DynamoDB's JSON: read from the bytes of an answer, without the SDK's maps in between.

mod item;
mod source;
mod target;
mod written;

pub(crate) use item::{MOST_WATCHED, WireItem};
pub(crate) use written::{Written, json_of};

use super::Mismatch;
use crate::json::Broken;

/// A text that is no JSON at all. What reads whole answers looks at the text again, and says so of the answer.
impl From<Broken> for Mismatch {
    fn from(broken: Broken) -> Self {
        Self::new("DynamoDB's JSON", broken.to_string())
    }
}
