//! Generates `schema/` into `OUT_DIR`.

fn main() -> Result<(), dynaschema_codegen::Diagnostics> {
    dynaschema_codegen::Builder::new().schema("schema").compile()
}
