//! What dynaschema generates.

pub mod schema;
