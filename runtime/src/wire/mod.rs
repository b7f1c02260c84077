//! Answers of DynamoDB as bytes: items are decoded straight from the body, over the SDK's public seams.
//!
//! Three quarters of what a read costs the client is the SDK's own step from JSON to maps of attribute values, and generated
//! code knows the shape without them. An interceptor of the call puts a deserializer of ours in the place of the
//! operation's own, which takes the items out of the body and gives the small rest of it to the original: signing, retries,
//! errors, counts and request ids are the SDK's as ever.
//!
//! Where the SDK in use has no such seam, or does not use what was put there, its maps come, and are decoded by the same
//! codec.

/// An operation of the SDK: its module and its name there, its output, and the member of its answers, or else of its requests,
/// that items are in.
macro_rules! operation {
    ($module:ident::$name:ident, $output:ident, $member:literal) => {
        $crate::wire::Operation::new(
            $member,
            || {
                let output = ::aws_sdk_dynamodb::operation::$module::$output::builder().build();
                ::aws_smithy_runtime_api::client::interceptors::context::Output::erase(output)
            },
            || {
                let operation = ::aws_sdk_dynamodb::operation::$module::$name::new();
                ::aws_smithy_runtime_api::client::runtime_plugin::RuntimePlugin::config(&operation)
            },
        )
    };
}

mod answer;
mod fill;
mod hook;
mod route;

use aws_sdk_dynamodb::config::{Builder, Intercept};
use aws_smithy_runtime_api::client::interceptors::SharedInterceptor;

pub(crate) use operation;

pub(crate) use answer::{AnswerError, items};
pub(crate) use fill::{Fill, Filling};
pub(crate) use hook::{Hook, Operation, Take};
pub use route::Route;

/// What a call overrides of the client's configuration to be intercepted. Nobody can disable what is ours alone, and the
/// SDK need not look whether somebody has, in any of its twenty places.
pub(crate) fn intercepted_by(interceptor: impl Intercept + 'static) -> Builder {
    let mut config = Builder::default();
    config.push_interceptor(SharedInterceptor::permanent(interceptor));
    config
}
