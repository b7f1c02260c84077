//! What is sensitive stands in no error.

use std::collections::BTreeMap;

use aws_sdk_dynamodb::types::AttributeValue;
use dynaschema::codec::{AsString, Encoding, Enumeration, Sensitive, Structure, Union};

use crate::declared::{Card, Contact, Money, MoneyAsNumber, Side};
use crate::holder::{NAME, read, told, write};

fn s(text: &str) -> AttributeValue {
    AttributeValue::S(text.to_owned())
}

#[test]
fn a_mismatch_shows_the_wire_type_alone() {
    #[track_caller]
    fn says<E: Encoding<Value: std::fmt::Debug + PartialEq + Sync>>(
        value: AttributeValue,
        expected: &str,
        found: &str,
    ) {
        assert_eq!(told(&read::<Sensitive<E>>(value).unwrap_err()), (NAME, expected, found));
    }
    let map = |name: &str, value| AttributeValue::M([(name.to_owned(), value)].into());
    says::<String>(AttributeValue::N("4111".to_owned()), "S", "N (redacted)");
    says::<u8>(AttributeValue::N("4111".to_owned()), "N (u8)", "N (redacted)");
    says::<AsString<u8>>(s("4111"), "S (u8)", "S (redacted)");
    says::<Enumeration<Side>>(s("4111"), "S (left, right)", "S (redacted)");
    says::<MoneyAsNumber>(AttributeValue::N("4111".to_owned()), "N", "N (redacted)");
    says::<BTreeMap<String, u8>>(map("4111", s("a")), "N (u8)", "S inside it (redacted)");
    says::<Structure<Card>>(map("4111", s("a")), "nothing", "something else inside it (redacted)");
    says::<Union<Contact>>(map("kind", s("4111")), "S (address or card)", "S inside it (redacted)");
}

#[test]
fn a_refusal_shows_no_value() {
    let refused = write::<Sensitive<MoneyAsNumber>>(Money(3)).unwrap_err();
    assert_eq!((refused.attribute.as_str(), refused.reason.contains("odd")), (NAME, false));
    let map = BTreeMap::from([("4111".to_owned(), f64::NAN)]);
    assert!(!write::<Sensitive<BTreeMap<String, f64>>>(map).unwrap_err().to_string().contains("4111"));
}
