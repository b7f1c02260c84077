//! Generates the schema that the cases are about.

fn main() -> Result<(), dynaschema_codegen::Diagnostics> {
    dynaschema_codegen::Builder::new().schema("schema").compile()
}
