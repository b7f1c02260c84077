//! The checked-in code that docs and tests of this crate use.

#[test]
fn generated_code_is_fresh() {
    dynaschema_codegen::Builder::new().schema("tests/schema").assert_fresh("tests/generated");
}
