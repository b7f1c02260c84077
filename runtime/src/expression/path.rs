//! Document paths: an attribute, or a place inside it.

use std::fmt;

use aws_sdk_dynamodb::types::AttributeValue;

use super::Placeholders;
use crate::codec::{Encoded, Item, check_name};
use crate::error::Refused;
use crate::key::Redacted;

/// The path to a value of an item: `address.lines[0]`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Path {
    attribute: &'static str,
    steps: Vec<Step>,
    /// Whether it goes into a sensitive value: the keys of its maps are not shown.
    is_sensitive: bool,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Step {
    /// A field of a struct, whose name is the schema's.
    Member(String),
    /// A key of a map, which is data.
    Key {
        name: String,
        is_sensitive: bool,
    },
    Element(usize),
}

impl Path {
    pub(crate) const fn new(attribute: &'static str) -> Self {
        Self { attribute, steps: Vec::new(), is_sensitive: false }
    }

    /// The attribute that it begins with.
    pub(crate) fn attribute(&self) -> &'static str {
        self.attribute
    }

    /// How many steps it goes into the attribute.
    pub(crate) fn depth(&self) -> usize {
        self.steps.len()
    }

    pub(super) fn steps(&self) -> &[Step] {
        &self.steps
    }

    /// The path up to so many steps.
    pub(super) fn truncated(&self, steps: usize) -> Self {
        Self {
            attribute: self.attribute,
            steps: self.steps.iter().take(steps).cloned().collect(),
            is_sensitive: self.is_sensitive,
        }
    }

    /// Whether it is the whole attribute.
    pub(crate) fn is_whole(&self) -> bool {
        self.steps.is_empty()
    }

    /// The same, going into a sensitive value if this is one.
    pub(crate) fn into_sensitive(mut self, is_sensitive: bool) -> Self {
        self.is_sensitive |= is_sensitive;
        self
    }

    /// The path inside the map here.
    pub(crate) fn join(mut self, inside: Self) -> Self {
        self.steps.push(Step::Member(inside.attribute.to_owned()));
        self.is_sensitive |= inside.is_sensitive;
        for step in inside.steps {
            self = match step {
                Step::Key { name, is_sensitive } => self.into_key(name, is_sensitive),
                step => {
                    self.steps.push(step);
                    self
                }
            };
        }
        self
    }

    pub(crate) fn key(self, name: String) -> Self {
        self.into_key(name, false)
    }

    fn into_key(mut self, name: String, is_sensitive: bool) -> Self {
        self.steps.push(Step::Key { name, is_sensitive: is_sensitive || self.is_sensitive });
        self
    }

    pub(crate) fn element(mut self, position: usize) -> Self {
        self.steps.push(Step::Element(position));
        self
    }

    /// Whether it goes through an element of a list.
    pub(super) fn has_elements(&self) -> bool {
        self.steps.iter().any(|step| matches!(step, Step::Element(_)))
    }

    /// Whether it is the other, or the other lies inside it.
    pub(super) fn holds(&self, other: &Self) -> bool {
        self.attribute == other.attribute && other.steps.starts_with(&self.steps)
    }

    /// The value here in an item.
    pub(crate) fn find<'i>(&self, item: &'i Item) -> Option<&'i AttributeValue> {
        self.steps.iter().try_fold(item.get(self.attribute)?, |value, step| match (step, value) {
            (Step::Member(name) | Step::Key { name, .. }, AttributeValue::M(members)) => members.get(name),
            (Step::Element(position), AttributeValue::L(elements)) => elements.get(*position),
            _ => None,
        })
    }

    /// Refuses a name that DynamoDB would.
    pub(crate) fn check(&self) -> Encoded<()> {
        let is_beyond = |step: &Step| matches!(step, Step::Element(position) if i32::try_from(*position).is_err());
        if self.steps.iter().any(is_beyond) {
            return Err(Refused::new(self.to_string(), format!("DynamoDB has no list with {} elements", i32::MAX)));
        }
        let mut names = self.steps.iter().filter_map(|step| match step {
            Step::Key { name, .. } => Some(name),
            Step::Member(_) | Step::Element(_) => None,
        });
        names.try_for_each(|name| check_name(name)).map_err(|refused| refused.of(&self.to_string()))
    }

    /// Whether one is the other or lies inside it, or they take one value for a list and for a map.
    pub(crate) fn overlaps(&self, other: &Self) -> bool {
        let differ = self.steps.iter().zip(&other.steps).find(|(one, other)| one != other);
        let is_element = |step: &Step| matches!(step, Step::Element(_));
        self.attribute == other.attribute && differ.is_none_or(|(one, other)| is_element(one) != is_element(other))
    }

    pub(super) fn render(&self, to: &mut Placeholders) -> String {
        let mut text = to.name(self.attribute);
        for step in &self.steps {
            match step {
                Step::Member(name) | Step::Key { name, is_sensitive: false } => {
                    text.push('.');
                    text += &to.name(name);
                }
                Step::Key { name, is_sensitive: true } => {
                    text.push('.');
                    text += &to.sensitive_name(name);
                }
                Step::Element(position) => text += &format!("[{position}]"),
            }
        }
        text
    }
}

impl fmt::Display for Path {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.attribute)?;
        self.steps.iter().try_for_each(|step| match step {
            Step::Member(name) | Step::Key { name, is_sensitive: false } => write!(f, ".{name}"),
            Step::Key { is_sensitive: true, .. } => write!(f, ".{Redacted:?}"),
            Step::Element(position) => write!(f, "[{position}]"),
        })
    }
}
