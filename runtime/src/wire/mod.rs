//! Answers of DynamoDB as bytes: items are decoded straight from the body, over the SDK's public seams.
//!
//! Three quarters of what a read costs the client is the SDK's own step from JSON to maps of attribute values, and generated
//! code knows the shape without them. An interceptor of the call puts a deserializer of ours in the place of the
//! operation's own, which takes the items out of the body and gives the small rest of it to the original: signing, retries,
//! errors, counts and request ids are the SDK's as ever.
//!
//! Where the SDK in use has no such seam, or does not use what was put there, its maps come, and are decoded by the same
//! codec.

mod answer;
mod hook;
mod route;

pub(crate) use answer::{AnswerError, items};
pub(crate) use hook::{Hook, Operation, Take};
pub use route::Route;
