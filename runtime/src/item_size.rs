//! How large DynamoDB takes an item to be.

use aws_sdk_dynamodb::types::AttributeValue;

use crate::codec::{Encoded, Item};
use crate::error::Refused;

/// The size of an item in bytes, by the rule of the developer guide's page on item sizes: what counts towards the 400 KB
/// that an item may have, and towards the capacity that reads and writes consume.
///
/// - a name and a text: their bytes of UTF-8
/// - a number: one byte for every two significant digits, and one more
/// - binary: its bytes, not those of its base64
/// - a truth value, a null: one byte
/// - a set: its elements
/// - a list, a map: three bytes, one for each element or member, and these with the members' names
///
/// Of numbers the guide says this is approximate: the service may count a byte more for a sign, or for a fraction.
#[must_use]
pub fn item_size(item: &Item) -> usize {
    item.iter().map(|(name, value)| name.len() + size(value)).sum()
}

/// What an item may have: 400 KB.
pub(crate) const MOST_BYTES: usize = 400 * 1024;

/// Refuses an item that is too large, by the name of its largest attribute.
pub(crate) fn check(item: &Item) -> Encoded<()> {
    let bytes = item_size(item);
    if bytes <= MOST_BYTES {
        return Ok(());
    }
    let sizes = item.iter().map(|(name, value)| (name.len() + size(value), name));
    let (of_largest, largest) = sizes.max().map_or((0, ""), |(bytes, name)| (bytes, name));
    Err(Refused::new(
        largest,
        format!("the item has {bytes} bytes, {of_largest} of them here, and DynamoDB allows {MOST_BYTES}"),
    ))
}

/// Refuses a value that no item can hold.
pub(crate) fn check_value(place: &str, value: &AttributeValue) -> Encoded<()> {
    let bytes = size(value);
    if bytes > MOST_BYTES {
        return Err(Refused::new(place, format!("it has {bytes} bytes, and DynamoDB allows an item {MOST_BYTES}")));
    }
    Ok(())
}

/// The size of one value.
pub(crate) fn size(value: &AttributeValue) -> usize {
    match value {
        AttributeValue::S(text) => text.len(),
        AttributeValue::N(number) => number_size(number),
        AttributeValue::B(bytes) => bytes.as_ref().len(),
        AttributeValue::Bool(_) | AttributeValue::Null(_) => 1,
        AttributeValue::Ss(texts) => texts.iter().map(String::len).sum(),
        AttributeValue::Ns(numbers) => numbers.iter().map(|number| number_size(number)).sum(),
        AttributeValue::Bs(blobs) => blobs.iter().map(|bytes| bytes.as_ref().len()).sum(),
        AttributeValue::L(elements) => 3 + elements.iter().map(|element| 1 + size(element)).sum::<usize>(),
        AttributeValue::M(members) => {
            3 + members.iter().map(|(name, member)| 1 + name.len() + size(member)).sum::<usize>()
        }
        // Of a type that is younger than this crate.
        _ => 0,
    }
}

/// The bytes of an item as it is sent, in DynamoDB's JSON: a little more than they can be.
pub(crate) fn sent_size(item: &Item) -> usize {
    2 + item.iter().map(|(name, value)| sent_text(name) + 2 + sent(value)).sum::<usize>()
}

fn sent(value: &AttributeValue) -> usize {
    // `{"BOOL":…}`
    const AROUND: usize = 10;
    let binary = |bytes: usize| bytes.div_ceil(3) * 4 + 3;
    AROUND
        + match value {
            AttributeValue::S(text) | AttributeValue::N(text) => sent_text(text),
            AttributeValue::B(bytes) => binary(bytes.as_ref().len()),
            AttributeValue::Ss(texts) | AttributeValue::Ns(texts) => texts.iter().map(|text| sent_text(text)).sum(),
            AttributeValue::Bs(blobs) => blobs.iter().map(|bytes| binary(bytes.as_ref().len())).sum(),
            AttributeValue::L(elements) => elements.iter().map(|element| 1 + sent(element)).sum(),
            AttributeValue::M(members) => sent_size(members),
            _ => 5,
        }
}

/// A text in quotes, with what has to be escaped.
fn sent_text(text: &str) -> usize {
    let escaped = text.bytes().map(|byte| match byte {
        b'"' | b'\\' => 2,
        0..0x20 => 6,
        _ => 1,
    });
    3 + escaped.sum::<usize>()
}

/// The size of a number, from its text.
pub(crate) fn number_size(text: &str) -> usize {
    // Zeros count between others alone.
    let (mut digits, mut zeros) = (0_usize, 0);
    for byte in text.bytes() {
        match byte {
            b'e' | b'E' => break,
            b'0' if digits == 0 => {}
            b'0' => zeros += 1,
            b'1'..=b'9' => {
                digits += zeros + 1;
                zeros = 0;
            }
            _ => {}
        }
    }
    digits.div_ceil(2) + 1
}

#[cfg(test)]
mod tests {
    use aws_sdk_dynamodb::primitives::Blob;

    use super::*;

    fn s(text: &str) -> AttributeValue {
        AttributeValue::S(text.to_owned())
    }

    #[test]
    fn an_item_may_have_400_kb_and_not_a_byte_more() {
        let item = |bytes| Item::from([("id".to_owned(), s("x")), ("body".to_owned(), s(&"x".repeat(bytes)))]);
        assert_eq!(check(&item(409_600 - 7)), Ok(()));
        let refused = check(&item(409_600 - 6)).unwrap_err();
        assert_eq!(refused.attribute, "body");
        assert_eq!(refused.reason, "the item has 409601 bytes, 409598 of them here, and DynamoDB allows 409600");
    }

    fn n(text: &str) -> AttributeValue {
        AttributeValue::N(text.to_owned())
    }

    #[test]
    fn the_guides_example_has_23_bytes() {
        let shirt = [("shirt-color".to_owned(), s("R")), ("shirt-size".to_owned(), s("M"))];
        assert_eq!(item_size(&Item::from(shirt)), 23);
    }

    #[test]
    fn every_type_has_its_documented_size() {
        let map = |members: Vec<(&str, AttributeValue)>| {
            AttributeValue::M(members.into_iter().map(|(name, value)| (name.to_owned(), value)).collect())
        };
        for (value, expected) in [
            (s(""), 0),
            (s("é€"), 5),
            (n("0"), 1),
            (n("0.000"), 1),
            (n("7"), 2),
            (n("-7"), 2),
            (n("10"), 2),
            (n("12"), 2),
            (n("123"), 3),
            (n("0.00120"), 2),
            (n("100200"), 3),
            (n("1.2E+100"), 2),
            (n(&"9".repeat(38)), 20),
            (AttributeValue::B(Blob::new([0; 10])), 10),
            (AttributeValue::Bool(false), 1),
            (AttributeValue::Null(true), 1),
            (AttributeValue::Ss(vec!["a".to_owned(), "bc".to_owned()]), 3),
            (AttributeValue::Ns(vec!["1".to_owned(), "123".to_owned()]), 5),
            (AttributeValue::Bs(vec![Blob::new([0; 3]), Blob::new([0; 4])]), 7),
            (AttributeValue::L(vec![]), 3),
            (AttributeValue::L(vec![s("ab"), n("1")]), 3 + 1 + 2 + 1 + 2),
            (map(vec![]), 3),
            (map(vec![("ab", s("c"))]), 3 + 1 + 2 + 1),
            (map(vec![("a", AttributeValue::L(vec![AttributeValue::Null(true)]))]), 3 + 1 + 1 + 3 + 1 + 1),
        ] {
            assert_eq!(item_size(&Item::from([("name".to_owned(), value.clone())])), 4 + expected, "{value:?}");
        }
    }
}
