//! What DynamoDB would refuse of a value whatever the schema says of it.

use std::collections::HashSet;
use std::hash::Hash;

use aws_sdk_dynamodb::types::AttributeValue;

use super::{Decoded, Encoded, Mismatch};
use crate::error::Refused;
use crate::number::Number;

/// Values lie at most this deep: the attribute itself is on the first level.
const MOST_LEVELS: usize = 32;

/// Why a set without elements is refused.
pub(super) const EMPTY_SET: &str = "DynamoDB has no empty sets";

/// Refuses a name of a member that DynamoDB would.
pub(crate) fn check_name(name: &str) -> Encoded<()> {
    if name.is_empty() {
        return Err(Refused::new("", "DynamoDB has no empty names, also not for keys of maps"));
    }
    Ok(())
}

/// Refuses a level, from 0, that is too deep.
pub(super) fn check_level(level: usize) -> Encoded<()> {
    if level >= MOST_LEVELS {
        return Err(Refused::new("", format!("DynamoDB nests values at most {MOST_LEVELS} levels deep")));
    }
    Ok(())
}

/// The same of a value that is read.
#[inline]
pub(super) fn check_depth(level: usize) -> Decoded<()> {
    if level >= MOST_LEVELS {
        return Err(Mismatch::new("at most 32 levels of values", "one more"));
    }
    Ok(())
}

/// The same of a value that is read as it is, and of those in it.
pub(super) fn check_depth_of(value: &AttributeValue, level: usize) -> Decoded<()> {
    check_depth(level)?;
    match value {
        AttributeValue::L(elements) => elements.iter().try_for_each(|element| check_depth_of(element, level + 1)),
        AttributeValue::M(members) => members.values().try_for_each(|member| check_depth_of(member, level + 1)),
        _ => Ok(()),
    }
}

/// Refuses a value on this level that no encoding has made, or one in it.
pub(super) fn check(value: &AttributeValue, level: usize) -> Encoded<()> {
    check_level(level)?;
    match value {
        AttributeValue::N(text) => check_number(text),
        AttributeValue::Null(false) => Err(Refused::new("", "a NULL is always true in DynamoDB")),
        AttributeValue::Ns(texts) => {
            texts.iter().try_for_each(|text| check_number(text)).and_then(|()| check_set(value))
        }
        AttributeValue::Ss(_) | AttributeValue::Bs(_) => check_set(value),
        AttributeValue::L(elements) => elements
            .iter()
            .enumerate()
            .try_for_each(|(position, element)| check(element, level + 1).map_err(|refused| refused.at(position))),
        AttributeValue::M(members) => members.iter().try_for_each(|(name, member)| {
            check_name(name)?;
            check(member, level + 1).map_err(|refused| refused.of(name))
        }),
        _ => Ok(()),
    }
}

/// Refuses a set without elements, or with two of one value.
pub(super) fn check_set(set: &AttributeValue) -> Encoded<()> {
    match set {
        AttributeValue::Ss(texts) => check_elements(texts),
        AttributeValue::Ns(texts) => {
            check_elements(&texts.iter().filter_map(|text| text.parse().ok()).collect::<Vec<Number>>())
        }
        AttributeValue::Bs(blobs) => check_elements(&blobs.iter().map(AsRef::as_ref).collect::<Vec<&[u8]>>()),
        _ => Ok(()),
    }
}

/// So many elements are compared each with each, which is faster than hashing them.
const FEW: usize = 8;

/// The same of elements that are equal where they are written alike.
pub(super) fn check_elements<E: Eq + Hash>(elements: &[E]) -> Encoded<()> {
    if elements.is_empty() {
        return Err(Refused::new("", EMPTY_SET));
    }
    // Values that differ in Rust can be written alike: two times within a second as seconds.
    let are_distinct = if elements.len() <= FEW {
        elements.iter().enumerate().all(|(position, one)| !elements.iter().take(position).any(|other| other == one))
    } else {
        let mut seen = HashSet::with_capacity(elements.len());
        elements.iter().all(|element| seen.insert(element))
    };
    if are_distinct {
        return Ok(());
    }
    Err(Refused::new("", "two elements of the set are written alike, and DynamoDB refuses that"))
}

fn check_number(text: &str) -> Encoded<()> {
    text.parse::<Number>().map(drop).map_err(Refused::from)
}
