//! Expressions: what DynamoDB's strings are rendered from. Every name is aliased, always: 573 of them are reserved.

mod condition;
mod key_condition;
mod path;
pub(crate) mod paths;
mod update;

use std::collections::HashMap;

use aws_sdk_dynamodb::types::AttributeValue;

use crate::key::Redacted;

pub use condition::Condition;
pub(crate) use condition::{Comparator, Expression};
pub(crate) use key_condition::{KeyCondition, SortCondition};
pub(crate) use path::Path;
pub(crate) use paths::Paths;
pub(crate) use update::Actions;

pub(crate) type Names = HashMap<String, String>;
pub(crate) type Values = HashMap<String, AttributeValue>;

/// The placeholders of one request: names that repeat share theirs, so that none is unused and none undefined.
#[derive(Debug, Default)]
pub(crate) struct Placeholders {
    /// Instead, names stand for themselves and values are left out: for people.
    are_shown: bool,
    names: Vec<String>,
    values: Vec<AttributeValue>,
}

impl Placeholders {
    /// For `Debug`, which shows no values: some may be sensitive.
    fn shown() -> Self {
        Self { are_shown: true, ..Self::default() }
    }

    fn name(&mut self, name: &str) -> String {
        if self.are_shown {
            return name.to_owned();
        }
        let position = self.names.iter().position(|known| known == name).unwrap_or_else(|| {
            self.names.push(name.to_owned());
            self.names.len() - 1
        });
        format!("#n{position}")
    }

    /// A name that is data, and not to be shown.
    fn sensitive_name(&mut self, name: &str) -> String {
        if self.are_shown { format!("{Redacted:?}") } else { self.name(name) }
    }

    fn value(&mut self, value: AttributeValue) -> String {
        if self.are_shown {
            return "…".to_owned();
        }
        self.values.push(value);
        format!(":v{}", self.values.len() - 1)
    }

    /// The SDK's `expression_attribute_names` and `…_values`; an empty map would be refused, so there is none then.
    pub(crate) fn into_maps(self) -> (Option<Names>, Option<Values>) {
        (numbered("#n", self.names), numbered(":v", self.values))
    }
}

fn numbered<V>(prefix: &str, values: Vec<V>) -> Option<HashMap<String, V>> {
    let numbered = values.into_iter().enumerate().map(|(position, value)| (format!("{prefix}{position}"), value));
    Some(numbered.collect()).filter(|map: &HashMap<_, _>| !map.is_empty())
}
