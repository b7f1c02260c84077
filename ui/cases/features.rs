//! A schema that needs a feature of the runtime says which.

dynaschema::codegen_v1::require!("uuid"); //~ enable the feature `uuid`
dynaschema::codegen_v1::require!("rust_decimal"); //~ enable the feature `rust_decimal`
