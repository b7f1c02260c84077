//! The golden texts of `codegen/tests/golden` are code that compiles, without a warning and with all docs.
//! `codegen/tests/golden.rs` compares the texts themselves.

#![deny(warnings, missing_docs, missing_debug_implementations)]

#[path = "../runtime/tests/both_routes/mod.rs"]
mod both_routes;

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
            pub(crate) const CASES: &[&str] = &[$(stringify!($case)),*];
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

/// What is read of each golden text's items, and written of its values, is the same by both routes.
mod by_both_routes {
    use crate::both_routes::{self, check_all};

    macro_rules! cases {
        ($($case:ident $entities:tt $parts:tt;)*) => {$(
            #[test]
            fn $case() {
                let text = include_str!(concat!(
                    env!("CARGO_MANIFEST_DIR"),
                    "/codegen/tests/golden/",
                    stringify!($case),
                    "/expected.rs"
                ));
                check_all!(20 of crate::golden::$case: [text] $entities $parts);
            }
        )*
            const CASES: &[&str] = &[$(stringify!($case)),*];
        };
    }

    cases! {
        collisions [Option Self_ Rt ToOwned] [];
        composed_keys [Truck Trip Start Stop] [TruckByPlace TruckRecent];
        hacker_news [Link] [];
        indexes [Match] [MatchWonBy MatchByRegion MatchByRound];
        keys_and_types [Everything Match] [];
        types_and_options [Thing Parcel] [Numbers Card Cash Address Node];
    }

    #[test]
    fn every_golden_text_is_tried() {
        assert_eq!(CASES, crate::golden::CASES);
    }
}
