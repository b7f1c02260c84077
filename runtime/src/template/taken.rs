//! Keys that were read, taken apart, and held against the item that they are of.

use std::cmp::Ordering;
use std::ops::Range;

use aws_sdk_dynamodb::types::AttributeValue;

use super::keys::Sink;
use super::{Composed, Keys, Template, read_text_as};
use crate::codec::{Decoded, Encoded, Encoding, Members, Mismatch, kind};
use crate::key;

/// What errors say of a key that is not as its item's attributes are.
const COMPOSED: &str = "what the item's attributes say";

/// A composed key of an item that was read, taken apart; or that the item has none.
#[derive(Debug)]
pub struct Taken {
    template: &'static Template,
    found: Option<Found>,
}

#[derive(Debug)]
struct Found {
    key: String,
    /// Where the parts are, in order: the first of them, and more where there are more.
    first: [Range<usize>; FEW],
    more: Vec<Range<usize>>,
}

/// So many parts most keys have, or fewer.
const FEW: usize = 2;

/// A key that every item has: of the table.
///
/// # Errors
/// It is not there, or not one of the template's.
pub fn key(template: &'static Template, found: Option<String>) -> Decoded<Taken> {
    match found {
        Some(_) => index_key(template, found),
        None => Err(missing(template)),
    }
}

/// A key that an item may lack: of an index.
///
/// # Errors
/// It is not one of the template's.
pub fn index_key(template: &'static Template, found: Option<String>) -> Decoded<Taken> {
    let Some(key) = found else { return Ok(Taken { template, found: None }) };
    let (mut first, mut more, mut count) = (<[Range<usize>; FEW]>::default(), Vec::new(), 0);
    let is_whole = template.find_parts(&key, |range| {
        match first.get_mut(count) {
            Some(place) => *place = range,
            None => more.push(range),
        }
        count += 1;
    });
    if !is_whole {
        return Err(mismatch(template.text, &AttributeValue::S(key), template.is_sensitive()).of(template.name));
    }
    Ok(Taken { template, found: Some(Found { key, first, more }) })
}

fn missing(template: &Template) -> Mismatch {
    Mismatch::new(template.text, "nothing").of(template.name)
}

impl Found {
    fn range(&self, position: usize) -> Option<Range<usize>> {
        self.first.get(position).or_else(|| self.more.get(position - FEW)).cloned()
    }
}

impl Taken {
    /// Whether the item has the key.
    #[must_use]
    pub fn is_some(&self) -> bool {
        self.found.is_some()
    }

    /// The part at this position of the template, of a key that every item has.
    ///
    /// # Errors
    /// There is no such part, or it is none of these values.
    pub fn required<E: Encoding>(&self, position: usize) -> Decoded<E::Value> {
        self.part::<E>(position)?.ok_or_else(|| missing(self.template))
    }

    /// The part at this position of the template, if the item has the key.
    ///
    /// # Errors
    /// It is none of these values.
    pub fn part<E: Encoding>(&self, position: usize) -> Decoded<Option<E::Value>> {
        let text = self.found.as_ref().and_then(|found| found.key.get(found.range(position)?));
        text.map(read_text_as::<E>).transpose().map_err(|mismatch| mismatch.of(self.template.name))
    }
}

/// Whether an item is in an index: it has all of the keys, or none.
///
/// # Errors
/// It has some of them: the first that it has not is named.
pub fn member(keys: &[&'static str], found: &[bool]) -> Decoded<bool> {
    let is_member = found.contains(&true);
    match keys.iter().zip(found).find(|(_, is_found)| **is_found != is_member) {
        Some((missing, _)) => {
            Err(Mismatch::new("there, as other attributes of the same index's key are", "nothing").of(missing))
        }
        None => Ok(is_member),
    }
}

/// Reads the current member, which says which entity the item is.
///
/// # Errors
/// It is another, or no text.
pub fn told<M: Members>(members: &mut M, value: &'static str) -> Decoded<bool> {
    let found = members.value::<String>()?;
    if found == value { Ok(true) } else { Err(Mismatch::text(value, &found).of(members.name())) }
}

/// Whether an item said which entity it is: one of a table with an entity attribute has to.
///
/// # Errors
/// It did not.
pub fn is_told(told: bool, attribute: &'static str, value: &'static str) -> Decoded<()> {
    if told { Ok(()) } else { Err(Mismatch::new(value, "nothing").of(attribute)) }
}

/// Holds the keys that an item was found with against those that it composes.
///
/// An item need not have all of them: one that was written without a key is not in the index.
#[derive(Debug, Default)]
pub struct Agreement {
    keys: Vec<Agreed>,
}

#[derive(Debug)]
struct Agreed {
    name: &'static str,
    found: AttributeValue,
    composed: Option<AttributeValue>,
    is_sensitive: bool,
}

impl Agreement {
    /// Of no keys yet.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// And this key, if the item has it.
    #[must_use]
    pub fn composed(self, taken: &Taken) -> Self {
        let found = taken.found.as_ref().map(|found| AttributeValue::S(found.key.clone()));
        self.with(taken.template.name, found, taken.template.is_sensitive())
    }

    /// And this key that is a value as it is, if the item has it.
    #[must_use]
    pub fn plain(self, name: &'static str, found: Option<AttributeValue>) -> Self {
        // Whether it is sensitive, the item will say.
        self.with(name, found, true)
    }

    fn with(mut self, name: &'static str, found: Option<AttributeValue>, is_sensitive: bool) -> Self {
        self.keys.extend(found.map(|found| Agreed { name, found, composed: None, is_sensitive }));
        self
    }

    /// Whether the item composes the keys that it was found with.
    ///
    /// # Errors
    /// It composes another, or none.
    pub fn check<C: Composed>(mut self, item: &C) -> Decoded<()> {
        if self.keys.is_empty() {
            return Ok(());
        }
        let composed = item.keys(&mut Keys::new(&mut self));
        composed
            .map_err(|refused| Mismatch::new("a value that can be in a key", refused.reason).of(refused.attribute))?;
        let differs = |key: &&Agreed| !key.composed.as_ref().is_some_and(|composed| is_same(composed, &key.found));
        match self.keys.iter().find(differs) {
            Some(key) => Err(mismatch(COMPOSED, &key.found, key.is_sensitive).of(key.name)),
            None => Ok(()),
        }
    }
}

impl Sink for Agreement {
    fn wants(&self, name: &str) -> bool {
        self.keys.iter().any(|key| key.name == name)
    }

    fn put(&mut self, name: &'static str, composed: Option<AttributeValue>, is_sensitive: bool) -> Encoded<()> {
        if let Some(key) = self.keys.iter_mut().find(|key| key.name == name) {
            key.composed = composed;
            key.is_sensitive = is_sensitive;
        }
        Ok(())
    }
}

fn is_same(one: &AttributeValue, other: &AttributeValue) -> bool {
    key::order(one, other) == Some(Ordering::Equal)
}

fn mismatch(expected: &'static str, found: &AttributeValue, is_sensitive: bool) -> Mismatch {
    match found {
        found if is_sensitive => Mismatch::new(expected, format!("{} (redacted)", kind(found))),
        AttributeValue::S(text) => Mismatch::text(expected, text),
        AttributeValue::N(number) => Mismatch::new(expected, format!("N {number}")),
        found => Mismatch::new(expected, kind(found)),
    }
}
