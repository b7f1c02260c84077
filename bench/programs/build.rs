//! Generates `schema/` into `OUT_DIR`, for the program on dynaschema.

fn main() -> Result<(), dynaschema_codegen::Diagnostics> {
    dynaschema_codegen::Builder::new().schema("schema").compile()
}
