//! Generates the schema of every type.

fn main() -> Result<(), dynaschema_codegen::Diagnostics> {
    dynaschema_codegen::Builder::new().schema("schema").compile()
}
