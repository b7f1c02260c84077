//! What generated code asks for: the features of this crate that its schema needs.

/// Nothing, if the feature is on; else an error that names what of the schema needs it.
#[doc(hidden)]
#[macro_export]
macro_rules! __require {
    ("bigdecimal") => {
        $crate::__require_bigdecimal! {}
    };
    ("chrono") => {
        $crate::__require_chrono! {}
    };
    ("jiff") => {
        $crate::__require_jiff! {}
    };
    ("json") => {
        $crate::__require_json! {}
    };
    ("rust_decimal") => {
        $crate::__require_rust_decimal! {}
    };
    ("serde") => {
        $crate::__require_serde! {}
    };
    ("time") => {
        $crate::__require_time! {}
    };
    ("uuid") => {
        $crate::__require_uuid! {}
    };
}

/// One macro for each feature: whether it is on is known here, and not where the macro is used.
macro_rules! features {
    ($($feature:literal $macro:ident $types:literal)*) => {$(
        #[cfg(feature = $feature)]
        #[doc(hidden)]
        #[macro_export]
        macro_rules! $macro {
            () => {};
        }

        #[cfg(not(feature = $feature))]
        #[doc(hidden)]
        #[macro_export]
        macro_rules! $macro {
            () => {
                ::core::compile_error!(concat!(
                    "the schema uses ", $types, ": enable the feature `", $feature, "` of the crate `dynaschema`"
                ));
            };
        }
    )*};
}

features! {
    "bigdecimal" __require_bigdecimal "a type of the crate `bigdecimal`"
    "chrono" __require_chrono "a type of the crate `chrono`"
    "jiff" __require_jiff "`timestamp`, `date`, `epoch_seconds` or `epoch_millis`"
    "json" __require_json "`json`"
    "rust_decimal" __require_rust_decimal "a type of the crate `rust_decimal`"
    "serde" __require_serde "serde's traits"
    "time" __require_time "a type of the crate `time`"
    "uuid" __require_uuid "`uuid`"
}
