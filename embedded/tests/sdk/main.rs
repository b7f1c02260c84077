//! The embedded DynamoDB through the SDK's client.

mod clients;
mod errors;
mod operations;
mod support;
