//! The same structs with serde's derives, and their conversions by serde_dynamo.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use aws_sdk_dynamodb::types::AttributeValue;
use serde::{Deserialize, Serialize};

/// An item as the SDK holds it.
pub type Item = HashMap<String, AttributeValue>;
