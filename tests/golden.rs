//! The golden texts of `codegen/tests/golden` are code that compiles, without a warning and with all docs.
//! `codegen/tests/golden.rs` compares the texts themselves.

#![deny(warnings, missing_docs, missing_debug_implementations)]

/// Public, so that all docs must be there.
pub mod golden {
    macro_rules! cases {
        ($($case:ident)*) => {$(
            #[doc = "A golden text."]
            pub mod $case {
                mod file {
                    include!(concat!(env!("CARGO_MANIFEST_DIR"), "/codegen/tests/golden/", stringify!($case), "/expected.rs"));
                }
                pub use file::*;
            }
        )*
            const CASES: &[&str] = &[$(stringify!($case)),*];
        };
    }

    cases!(collisions composed_keys hacker_news indexes keys_and_types types_and_options);

    #[test]
    fn every_golden_text_is_compiled() {
        let folder = std::fs::read_dir(concat!(env!("CARGO_MANIFEST_DIR"), "/codegen/tests/golden")).unwrap();
        let mut cases: Vec<String> =
            folder.map(|entry| entry.unwrap().file_name().to_string_lossy().into_owned()).collect();
        cases.sort();
        assert_eq!(cases, CASES);
    }
}
