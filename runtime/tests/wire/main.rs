//! Answers read as they come, and requests written as they are sent: what is broken is an error that says where, what
//! comes is the same as over the SDK's maps, and what is sent is the same too.

#[path = "../both_routes/mod.rs"]
mod both_routes;
mod broken;
mod rest;
mod retried;
mod same;
#[path = "../generated/mod.rs"]
mod schema;
mod verbs;
mod written;
