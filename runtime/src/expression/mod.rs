//! Expressions: what DynamoDB's strings are rendered from. Every name is aliased, always: 573 of them are reserved.

mod condition;
mod key_condition;
pub(crate) mod limits;
mod path;
pub(crate) mod paths;
mod raw;
mod term;
mod tree;
mod update;

use std::collections::HashMap;

use aws_sdk_dynamodb::types::AttributeValue;

use crate::codec::Encoded;
use crate::key::Redacted;

pub use condition::{AnyAttribute, Condition};
pub(crate) use key_condition::{KeyCondition, SortCondition};
pub(crate) use path::Path;
pub(crate) use paths::Paths;
pub(crate) use term::Term;
pub(crate) use tree::{Comparator, Expression};
pub(crate) use update::Actions;
pub(crate) use update::ChangedPlaces;

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

    /// Renders a condition, a filter or a key condition, which errors call so.
    pub(crate) fn condition(&mut self, what: &str, expression: Expression) -> Encoded<String> {
        limits::check_operators(what, expression.operators())?;
        limits::check_length(what, expression.render(self))
    }

    /// Renders a projection.
    pub(crate) fn projection(&mut self, paths: &Paths) -> Encoded<String> {
        limits::check_length("projection", paths.render(self))
    }

    /// Renders an update; none where it does nothing, for DynamoDB refuses an empty one.
    pub(crate) fn update(&mut self, actions: Actions) -> Encoded<Option<String>> {
        limits::check_operators("update", actions.operators())?;
        actions.render(self).map(|update| limits::check_length("update", update)).transpose()
    }

    /// The SDK's `expression_attribute_names` and `…_values`; an empty map would be refused, so there is none then.
    pub(crate) fn into_maps(self) -> Encoded<(Option<Names>, Option<Values>)> {
        limits::check_substituted(&self)?;
        Ok((numbered("#n", self.names), numbered(":v", self.values)))
    }
}

fn numbered<V>(prefix: &str, values: Vec<V>) -> Option<HashMap<String, V>> {
    let numbered = values.into_iter().enumerate().map(|(position, value)| (format!("{prefix}{position}"), value));
    Some(numbered.collect()).filter(|map: &HashMap<_, _>| !map.is_empty())
}
