//! Keys at run time: what an error shows of an item's key, and what DynamoDB refuses of a key's values.

use std::borrow::Cow;
use std::cmp::Ordering;
use std::fmt;

use aws_sdk_dynamodb::types::AttributeValue;

use crate::attributes::Attributes;
use crate::codec::Encoded;
use crate::entity::{Entity, TableDefinition};
use crate::error::Refused;
use crate::expression::KeyCondition;
use crate::metadata::{IndexMeta, KeyAttribute, KeyKind, KeySchema, Projection, TableMeta};
use crate::number::Number;

/// The longest partition key value, in bytes of UTF-8.
const PARTITION_BYTES: usize = 2048;
/// The longest sort key value, in bytes of UTF-8.
pub(crate) const SORT_BYTES: usize = 1024;

/// The key of an item, as errors show it: `link = "http://goo.gl/LNp4u8"`. Where it was not read, what the request knows
/// of the item: the key that it asks for, or the values of a query's key condition.
#[derive(Clone, PartialEq)]
pub struct ItemKey {
    attributes: Vec<(&'static str, AttributeValue)>,
    sensitive: Cow<'static, [&'static str]>,
}

impl ItemKey {
    /// The attributes with their values; an attribute that is missing is left out.
    pub fn attributes(&self) -> impl Iterator<Item = (&str, &AttributeValue)> {
        self.attributes.iter().map(|(name, value)| (*name, value))
    }

    pub(crate) fn of<E: Entity>(item: &dyn Attributes) -> Self {
        Self::in_table(<E::Table as TableDefinition>::META, item, E::SENSITIVE)
    }

    /// The key of an item of a table, of which these attributes are not shown.
    pub(crate) fn in_table(
        table: &TableMeta,
        item: &dyn Attributes,
        sensitive: impl Into<Cow<'static, [&'static str]>>,
    ) -> Self {
        let attributes = table.key.attributes();
        Self {
            attributes: attributes.filter_map(|key| Some((key.name, item.attribute(key.name)?.into_owned()))).collect(),
            sensitive: sensitive.into(),
        }
    }

    /// What a scan knows.
    pub(crate) fn unknown<E: Entity>() -> Self {
        Self::nothing(E::SENSITIVE)
    }

    /// Nothing is known.
    pub(crate) fn nothing(sensitive: &'static [&'static str]) -> Self {
        Self { attributes: Vec::new(), sensitive: sensitive.into() }
    }

    /// Those of its attributes that are wanted.
    pub(crate) fn only(mut self, is_wanted: impl Fn(&str) -> bool) -> Self {
        self.attributes.retain(|(name, _)| is_wanted(name));
        self
    }

    /// What a query asks of its items.
    pub(crate) fn asked(condition: &KeyCondition, sensitive: &'static [&'static str]) -> Self {
        Self {
            attributes: condition.equal.clone(),
            sensitive: sensitive.into(),
        }
    }

    /// The same with what else is known of the item.
    pub(crate) fn or_known(mut self, known: &Self) -> Self {
        for (name, value) in &known.attributes {
            if self.attributes.iter().all(|(found, _)| found != name) {
                self.attributes.push((name, value.clone()));
            }
        }
        self
    }

    /// Nothing is known.
    pub(crate) fn is_empty(&self) -> bool {
        self.attributes.is_empty()
    }
}

/// Without the values that are sensitive.
impl fmt::Display for ItemKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (position, (name, value)) in self.attributes.iter().enumerate() {
            let separator = if position == 0 { "" } else { ", " };
            match value {
                _ if self.sensitive.contains(name) => write!(f, "{separator}{name} = {Redacted:?}")?,
                AttributeValue::S(text) => write!(f, "{separator}{name} = {text:?}")?,
                AttributeValue::N(number) => write!(f, "{separator}{name} = {number}")?,
                other => write!(f, "{separator}{name} = {other:?}")?,
            }
        }
        Ok(())
    }
}

/// What stands for a sensitive value where it must not be shown.
#[derive(Clone, Copy)]
pub struct Redacted;

impl fmt::Debug for Redacted {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("(redacted)")
    }
}

impl fmt::Debug for ItemKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "ItemKey({self})")
    }
}

/// Refuses an item whose values DynamoDB would refuse as keys of the table or of an index: an empty text, or one that
/// is too long.
pub(crate) fn check_item(table: &TableMeta, item: &dyn Attributes) -> Encoded<()> {
    all_schemas(table).try_for_each(|schema| check_key(schema, item))
}

/// The same of an item's key alone.
pub(crate) fn check_key(schema: &KeySchema, item: &dyn Attributes) -> Encoded<()> {
    schema.attributes().try_for_each(|key| match item.attribute(key.name) {
        Some(value) => check_in(schema, key.name, &value),
        None => Ok(()),
    })
}

/// The same of an attribute that a write sets.
pub(crate) fn check_set(table: &TableMeta, attribute: &str, value: &AttributeValue) -> Encoded<()> {
    all_schemas(table).try_for_each(|schema| check_in(schema, attribute, value))
}

/// The same of a value that a question asks an index for, or the table itself.
pub(crate) fn check_asked(
    table: &TableMeta,
    index: Option<&str>,
    attribute: &str,
    value: &AttributeValue,
) -> Encoded<()> {
    let is_asked = |meta: &&IndexMeta| index == Some(meta.name);
    let schema = table.indexes.iter().find(is_asked).map_or(&table.key, |index| &index.key);
    check_in(schema, attribute, value)
}

/// Refuses an attribute that cannot be in a filter on what is asked: one of its key, or one that it does not hold.
pub(crate) fn check_filter(table: &TableMeta, index: Option<&str>, attribute: &str) -> Encoded<()> {
    let asked = table.indexes.iter().find(|meta| index == Some(meta.name));
    let schema = asked.map_or(&table.key, |index| &index.key);
    if schema.attributes().any(|key| key.name == attribute) {
        let reason =
            "it is in the key of what is queried, which DynamoDB refuses in a filter: put it into the key condition";
        return Err(Refused::new(attribute, reason));
    }
    let is_held = match asked.map(|index| index.projection) {
        None | Some(Projection::All) => true,
        Some(Projection::KeysOnly) => false,
        Some(Projection::Include(attributes)) => attributes.contains(&attribute),
    };
    if is_held || table.key.attributes().any(|key| key.name == attribute) {
        return Ok(());
    }
    Err(Refused::new(attribute, "the index does not project it, so that it is not there to be filtered on"))
}

fn all_schemas(table: &TableMeta) -> impl Iterator<Item = &KeySchema> {
    std::iter::once(&table.key).chain(table.indexes.iter().map(|index| &index.key))
}

fn check_in(schema: &KeySchema, attribute: &str, value: &AttributeValue) -> Encoded<()> {
    let find = |keys: &'static [KeyAttribute]| keys.iter().find(|key| key.name == attribute);
    let (kind, role, limit) = if let Some(key) = find(schema.partition) {
        (key.kind, "a partition key", PARTITION_BYTES)
    } else if let Some(key) = find(schema.sort) {
        (key.kind, "a sort key", SORT_BYTES)
    } else {
        return Ok(());
    };
    let (what, length) = match (kind, value) {
        (KeyKind::String, AttributeValue::S(text)) => ("text", text.len()),
        (KeyKind::Binary, AttributeValue::B(bytes)) => ("value", bytes.as_ref().len()),
        (KeyKind::Number, AttributeValue::N(_)) => return Ok(()),
        (_, AttributeValue::Null(_)) => return Err(Refused::new(attribute, format!("{role} cannot be NULL"))),
        (kind, _) => {
            return Err(Refused::new(attribute, format!("the table's or an index's key is to be {}", kind.letter())));
        }
    };
    if length == 0 {
        return Err(Refused::new(attribute, format!("the {what} of {role} cannot be empty")));
    }
    if length > limit {
        return Err(Refused::new(
            attribute,
            format!("the {what} of {role} has at most {limit} bytes, and this one has {length}"),
        ));
    }
    Ok(())
}

/// What tells the item under a key from all others of its table: the same for all ways to write a number.
pub(crate) fn identity(table: &TableMeta, item: &dyn Attributes) -> Vec<u8> {
    let mut identity = Vec::with_capacity(64);
    for key in table.key.attributes() {
        let mut add = |value: &[u8]| {
            identity.extend(value.len().to_be_bytes());
            identity.extend(value);
        };
        match item.attribute(key.name).as_deref() {
            Some(AttributeValue::S(text)) => add(text.as_bytes()),
            Some(AttributeValue::N(digits)) => match digits.parse::<Number>() {
                Ok(number) => add(number.trimmed().to_string().as_bytes()),
                Err(_) => add(digits.as_bytes()),
            },
            Some(AttributeValue::B(bytes)) => add(bytes.as_ref()),
            _ => add(&[]),
        }
    }
    identity
}

/// How DynamoDB sorts two values of one key attribute.
pub(crate) fn order(one: &AttributeValue, other: &AttributeValue) -> Option<Ordering> {
    match (one, other) {
        (AttributeValue::S(one), AttributeValue::S(other)) => Some(one.cmp(other)),
        (AttributeValue::N(one), AttributeValue::N(other)) => {
            Some(one.parse::<Number>().ok()?.cmp(&other.parse::<Number>().ok()?))
        }
        (AttributeValue::B(one), AttributeValue::B(other)) => Some(one.as_ref().cmp(other.as_ref())),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::codec::Item;

    const TABLE: TableMeta =
        TableMeta::new("t", KeySchema::new(&[KeyAttribute::string("pk")], &[KeyAttribute::string("sk")]));

    #[test]
    fn key_values_are_refused_exactly_beyond_dynamodbs_limits() {
        let check = |name, text: String| check_set(&TABLE, name, &AttributeValue::S(text)).is_ok();
        for (name, length, accepted) in [
            ("pk", 0, false),
            ("pk", 1, true),
            ("pk", 2048, true),
            ("pk", 2049, false),
            ("sk", 0, false),
            ("sk", 1024, true),
            ("sk", 1025, false),
            ("other", 0, true),
            ("other", 5000, true),
        ] {
            assert_eq!(check(name, "x".repeat(length)), accepted, "{name} of {length} bytes");
        }
        assert!(!check("sk", "é".repeat(513)), "bytes count, not characters");
    }

    #[test]
    fn a_request_is_held_against_the_key_that_it_uses_and_a_write_against_all() {
        const INDEX: IndexMeta =
            IndexMeta::new("index", KeySchema::new(&[KeyAttribute::string("sk")], &[KeyAttribute::string("pk")]));
        let table = TABLE.indexes(&[INDEX]);
        let long = AttributeValue::S("x".repeat(1500));
        let key = Item::from([("pk".to_owned(), long.clone())]);
        assert!(check_key(&table.key, &key).is_ok());
        assert!(check_asked(&table, None, "pk", &long).is_ok());
        assert!(check_asked(&table, Some("index"), "pk", &long).is_err());
        assert!(check_item(&table, &key).is_err());
        assert!(check_set(&table, "pk", &long).is_err());
    }
}
