//! The programs that are measured.

use std::ffi::OsString;

use crate::set_up::SetUp;

/// A program, and how it is started.
pub(crate) struct Program {
    /// Part of its tables' names, and what its results are found by.
    pub(crate) id: &'static str,
    /// What it is called in tables.
    pub(crate) name: &'static str,
    /// What it is made of.
    pub(crate) note: &'static str,
    /// Its file, after the interpreter if it needs one.
    pub(crate) command: Vec<OsString>,
}

/// The program that all others are measured against.
pub(crate) const REFERENCE: &str = "raw_sdk";

/// Ours.
pub(crate) const OURS: &str = "dynaschema";

pub(crate) fn all(set_up: &SetUp) -> Vec<Program> {
    let rust = |id, name, file: &str, note| Program { id, name, note, command: vec![set_up.binary(file).into()] };
    vec![
        rust(OURS, "dynaschema", "on_dynaschema", "this repository"),
        rust(REFERENCE, "raw SDK", "on_raw_sdk", "aws-sdk-dynamodb 1.136, its maps kept as they are"),
        rust(
            "by_page",
            "by hand, page by page",
            "by_hand_page_by_page",
            "the SDK; maps become structs as pages arrive",
        ),
        rust("maps_first", "by hand, maps first", "by_hand_maps_first", "the SDK; maps become structs in the end"),
        rust("serde_dynamo", "serde_dynamo", "on_serde_dynamo", "serde_dynamo 4 with the SDK"),
        rust("facade", "dynamodb-facade", "on_dynamodb_facade", "dynamodb-facade 0.2"),
        Program {
            id: "electrodb",
            name: "ElectroDB",
            note: "ElectroDB 3.9.3 with the AWS SDK for JavaScript 3.1169.0 (npm), on Node.js",
            // The SDK warns that Node.js 20 will not do for versions to come.
            command: vec!["node".into(), "--no-warnings".into(), set_up.electrodb().into()],
        },
        Program {
            id: "pynamodb",
            name: "PynamoDB",
            note: "PynamoDB 6.1.0 with botocore 1.44.8 (PyPI), on CPython",
            command: vec![set_up.python().into(), set_up.pynamodb().into()],
        },
    ]
}
