//! Items whose time to live is over: DynamoDB deletes them within days, and shows them until then.

use aws_sdk_dynamodb::types::AttributeValue;

use crate::attributes::Attributes;
use crate::expression::{Expression, Path, Term};
use crate::metadata::{Projection, TableMeta};
use crate::now::Now;
use crate::number::Number;

/// DynamoDB deletes nothing that expired longer ago than this, in seconds.
const FIVE_YEARS: i64 = 5 * 365 * 24 * 60 * 60;

/// Hides expired items, as of the time at which it is made.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Expiry {
    /// The attribute that holds the time, in seconds since 1970.
    pub(crate) attribute: &'static str,
    now: i64,
}

impl Expiry {
    /// For what is read from a table or an index, or written to a table; none where expired items are not hidden, or
    /// cannot be told.
    pub(crate) fn of(table: &TableMeta, index: Option<&str>) -> Option<Self> {
        let attribute = table.time_to_live.as_ref().filter(|ttl| ttl.hide_expired)?.attribute;
        if let Some(index) = table.indexes.iter().find(|meta| index == Some(meta.name)) {
            let is_key = index.key.attributes().chain(table.key.attributes()).any(|key| key.name == attribute);
            let is_held = match index.projection {
                Projection::All => true,
                Projection::KeysOnly => false,
                Projection::Include(attributes) => attributes.contains(&attribute),
            };
            if !is_key && !is_held {
                return None;
            }
        }
        Some(Self { attribute, now: Now::from_clock().epoch_seconds() })
    }

    /// Whether the time of an item is over. What is no number is none for DynamoDB either, and what is more than five years
    /// past is taken for a mistake, or for what never expires.
    pub(crate) fn is_over(self, item: &dyn Attributes) -> bool {
        let found = item.attribute(self.attribute);
        let Some(AttributeValue::N(time)) = found.as_deref() else { return false };
        match time.parse::<i64>() {
            Ok(time) => (self.earliest()..=self.now).contains(&time),
            Err(_) => time
                .parse::<Number>()
                .is_ok_and(|time| (Number::from(self.earliest())..=Number::from(self.now)).contains(&time)),
        }
    }

    /// The same as a condition.
    pub(crate) fn condition(self) -> Expression {
        let time = |seconds: i64| Term::Value(AttributeValue::N(seconds.to_string()));
        Expression::Between(Term::Path(Path::new(self.attribute)), time(self.earliest()), time(self.now))
    }

    fn earliest(self) -> i64 {
        self.now.saturating_sub(FIVE_YEARS)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::codec::Item;

    #[test]
    fn an_item_is_over_from_the_second_on_that_it_names() {
        let expiry = Expiry { attribute: "ttl", now: FIVE_YEARS + 1000 };
        let n = |digits: &str| AttributeValue::N(digits.to_owned());
        for (value, expected) in [
            (n("157680999"), true),
            (n("157681000"), true),
            (n("157681001"), false),
            (n("157681000.5"), false),
            (n("1.576809995E+8"), true),
            (n("1000"), true),
            (n("999"), false),
            (n("999.5"), false),
            (n("0"), false),
            (AttributeValue::S("999".to_owned()), false),
        ] {
            assert_eq!(expiry.is_over(&Item::from([("ttl".to_owned(), value.clone())])), expected, "{value:?}");
        }
        assert!(!expiry.is_over(&Item::new()));
    }
}
