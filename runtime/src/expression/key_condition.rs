//! Key conditions: equality on the partition key, and the sort key's attributes from left to right.

use std::fmt;

use aws_sdk_dynamodb::types::AttributeValue;

use super::{Comparator, Placeholders};

/// The key condition of a query.
#[derive(Clone, Default, PartialEq)]
pub(crate) struct KeyCondition {
    /// Attributes that equal a value: all of the partition key, and the sort key's up to the last one that is given.
    pub(crate) equal: Vec<(&'static str, AttributeValue)>,
    /// The last sort attribute that is given, if it is not equal to a value.
    pub(crate) last: Option<(&'static str, SortCondition)>,
}

/// A comparison that ends a key condition.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum SortCondition {
    Compare(Comparator, AttributeValue),
    Between(AttributeValue, AttributeValue),
    BeginsWith(AttributeValue),
}

impl KeyCondition {
    /// All values with their attributes' names.
    pub(crate) fn values(&self) -> impl Iterator<Item = (&'static str, &AttributeValue)> {
        let equal = self.equal.iter().map(|(name, value)| (*name, value));
        let last = self.last.iter().flat_map(|(name, condition)| {
            let (first, second) = match condition {
                SortCondition::Compare(_, value) | SortCondition::BeginsWith(value) => (value, None),
                SortCondition::Between(low, high) => (low, Some(high)),
            };
            std::iter::once(first).chain(second).map(|value| (*name, value))
        });
        equal.chain(last)
    }

    pub(crate) fn render(self, to: &mut Placeholders) -> String {
        let mut conditions = Vec::new();
        for (name, value) in self.equal {
            conditions.push(format!("{} = {}", to.name(name), to.value(value)));
        }
        if let Some((name, condition)) = self.last {
            let name = to.name(name);
            conditions.push(match condition {
                SortCondition::Compare(comparator, value) => {
                    format!("{name} {} {}", comparator.symbol(), to.value(value))
                }
                SortCondition::Between(low, high) => {
                    format!("{name} BETWEEN {} AND {}", to.value(low), to.value(high))
                }
                SortCondition::BeginsWith(prefix) => format!("begins_with({name}, {})", to.value(prefix)),
            });
        }
        conditions.join(" AND ")
    }
}

/// Without values.
impl fmt::Debug for KeyCondition {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.clone().render(&mut Placeholders::shown()))
    }
}
