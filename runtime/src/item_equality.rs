//! Whether two items are the same to DynamoDB, however they are written.

use aws_sdk_dynamodb::types::AttributeValue;

use crate::codec::Item;
use crate::number::Number;

/// Whether two items have the same attributes: DynamoDB writes numbers in its own way, and sets in any order.
pub(crate) fn are_same(one: &Item, other: &Item) -> bool {
    let is_same = |(name, value): (&String, &AttributeValue)| other.get(name).is_some_and(|other| equal(value, other));
    one.len() == other.len() && one.iter().all(is_same)
}

fn equal(one: &AttributeValue, other: &AttributeValue) -> bool {
    use AttributeValue::{Bs, L, M, N, Ns, Ss};
    match (one, other) {
        (N(one), N(other)) => same_number(one, other),
        (L(one), L(other)) => one.len() == other.len() && one.iter().zip(other).all(|(one, other)| equal(one, other)),
        (M(one), M(other)) => are_same(one, other),
        (Ns(one), Ns(other)) => same_set(one, other, |one, other| same_number(one, other)),
        (Ss(one), Ss(other)) => same_set(one, other, PartialEq::eq),
        (Bs(one), Bs(other)) => same_set(one, other, PartialEq::eq),
        (one, other) => one == other,
    }
}

fn same_number(one: &str, other: &str) -> bool {
    one == other || one.parse::<Number>().is_ok_and(|one| other.parse::<Number>() == Ok(one))
}

/// Sets have no duplicates.
fn same_set<T>(one: &[T], other: &[T], equal: impl Fn(&T, &T) -> bool) -> bool {
    one.len() == other.len() && one.iter().all(|one| other.iter().any(|other| equal(one, other)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_are_the_same_however_dynamodb_writes_them() {
        let n = |text: &str| AttributeValue::N(text.to_owned());
        let s = |text: &str| AttributeValue::S(text.to_owned());
        let ns = |texts: &[&str]| AttributeValue::Ns(texts.iter().map(|text| (*text).to_owned()).collect());
        let item = |value: AttributeValue| Item::from([("a".to_owned(), AttributeValue::L(vec![value]))]);
        for (one, other, expected) in [
            (n("1.50"), n("1.5"), true),
            (n("1E+2"), n("100"), true),
            (n("1"), n("2"), false),
            (n("1"), s("1"), false),
            (s("a"), s("a"), true),
            (s("1.0"), s("1"), false),
            (ns(&["1", "2.0"]), ns(&["2", "1"]), true),
            (ns(&["1", "2"]), ns(&["1", "3"]), false),
            (ns(&["1"]), ns(&["1", "3"]), false),
        ] {
            assert_eq!(are_same(&item(one.clone()), &item(other.clone())), expected, "{one:?} {other:?}");
        }
        assert!(!are_same(&Item::from([("a".to_owned(), n("1"))]), &Item::new()));
    }
}
