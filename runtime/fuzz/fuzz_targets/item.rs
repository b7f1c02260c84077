//! Items as the runtime reads them from text are those that serde_json and the SDK's maps make of it.
#![no_main]

use std::fmt::Debug;

use aws_smithy_types::base64;
use dynaschema::aws_sdk_dynamodb::primitives::Blob;
use dynaschema::aws_sdk_dynamodb::types::AttributeValue;
use dynaschema::serde_json::{self, Value};
use dynaschema::{Entity, Item, JsonText, from_item, from_json, to_item, to_json};

/// Every type of a field, keys that are composed, and what is kept although the schema does not know it.
mod schema {
    #![allow(dead_code)]
    pub(crate) mod everything {
        include!("../../tests/generated/everything.rs");
    }
    pub(crate) mod ledger {
        include!("../../tests/generated/ledger.rs");
    }
    pub(crate) mod types {
        include!("../../../codegen/tests/golden/types_and_options/expected.rs");
    }
}

libfuzzer_sys::fuzz_target!(|text: &str| {
    check::<schema::everything::Everything>(text);
    check::<schema::ledger::Entry>(text);
    check::<schema::types::Thing>(text);
    check::<schema::types::Parcel>(text);
});

/// Never another value than by the map, and none where there is none by the map.
fn check<E: Entity + Debug + PartialEq>(text: &str) {
    let Ok(read) = from_json::<E>(text) else { return };
    let Ok(document) = serde_json::from_str(text) else {
        // serde_json has no type for some numbers, which stand where nobody looks.
        assert!(text.parse::<JsonText>().is_ok(), "not JSON: {text:?}");
        return;
    };
    let of_map = from_item::<E>(item(document).expect("an item"));
    assert_eq!(of_map.as_ref().ok(), Some(&read), "{of_map:?} of the map of {text:?}");
    match (to_json(&read), to_item(&read)) {
        (Ok(written), Ok(map)) => {
            let document = serde_json::from_str(&written).expect("JSON");
            assert_eq!(item(document), Some(map));
            assert_eq!(from_json::<E>(&written).ok(), Some(read));
        }
        (Err(of_text), Err(of_map)) => assert_eq!(of_text.to_string(), of_map.to_string()),
        (of_text, of_map) => panic!("{of_text:?} as text, and {of_map:?} as a map"),
    }
}

/// What the SDK makes of a document. What is passed over need not be a value, and is left out: if somebody has looked
/// at it, something is missing now.
fn item(document: Value) -> Option<Item> {
    let Value::Object(members) = document else { return None };
    Some(members.into_iter().filter_map(|(name, member)| Some((name, value(member)?))).collect())
}

fn value(document: Value) -> Option<AttributeValue> {
    let Value::Object(members) = document else { return None };
    let (kind, value_of) = <[_; 1]>::try_from(Vec::from_iter(members)).ok().map(|[one]| one)?;
    let bytes = |text: &Value| Some(Blob::new(base64::decode(text.as_str()?).ok()?));
    let texts = |texts: &Value| -> Option<Vec<String>> {
        texts.as_array()?.iter().map(|text| Some(text.as_str()?.to_owned())).collect()
    };
    Some(match &*kind {
        "S" => AttributeValue::S(value_of.as_str()?.to_owned()),
        "N" => AttributeValue::N(value_of.as_str()?.to_owned()),
        "B" => AttributeValue::B(bytes(&value_of)?),
        "BOOL" => AttributeValue::Bool(value_of.as_bool()?),
        "NULL" => AttributeValue::Null(value_of.as_bool()?),
        "SS" => AttributeValue::Ss(texts(&value_of)?),
        "NS" => AttributeValue::Ns(texts(&value_of)?),
        "BS" => AttributeValue::Bs(value_of.as_array()?.iter().map(bytes).collect::<Option<_>>()?),
        "L" => match value_of {
            Value::Array(elements) => AttributeValue::L(elements.into_iter().map(value).collect::<Option<_>>()?),
            _ => return None,
        },
        "M" => AttributeValue::M(item(value_of)?),
        _ => return None,
    })
}
