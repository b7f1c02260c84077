//! Generates `schema/` into `OUT_DIR`; `dynaschema::include_schema!()` picks it up.

fn main() -> Result<(), dynaschema_codegen::Diagnostics> {
    dynaschema_codegen::Builder::new().schema("schema").compile()
}
