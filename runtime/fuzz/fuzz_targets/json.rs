//! The runtime's JSON reader reads what serde_json reads, and passes over what it reads.
#![no_main]

libfuzzer_sys::fuzz_target!(|text: &str| dynaschema::fuzzing::json(text));
