//! Lists, maps and sets.

use std::collections::{BTreeMap, BTreeSet};

use super::{
    Decoded, Elements, ElementsTarget, Encoded, Encoding, Members, MembersTarget, Mismatch, SetKind, Source, Target,
    raw,
};
use crate::error::Refused;

/// An `L`.
impl<E: Encoding> Encoding for Vec<E> {
    type Value = Vec<E::Value>;
    type Alike = Self;

    const EXPECTED: &'static str = "L";

    fn read<'a, S: Source<'a>>(source: S) -> Decoded<Self::Value> {
        let mut elements = source.list()?;
        let mut list = Vec::new();
        while let Some(element) = elements.next::<E>()? {
            list.push(element);
        }
        Ok(list)
    }

    fn write<T: Target>(value: &Self::Value, target: T) -> Encoded<T::Done> {
        target.list(|elements| value.iter().try_for_each(|element| elements.element::<E>(element)))
    }
}

/// An `M` whose keys are data.
impl<E: Encoding> Encoding for BTreeMap<String, E> {
    type Value = BTreeMap<String, E::Value>;
    type Alike = Self;

    const EXPECTED: &'static str = "M";

    fn read<'a, S: Source<'a>>(source: S) -> Decoded<Self::Value> {
        let mut members = source.map()?;
        let mut map = BTreeMap::new();
        while let Some(key) = members.next()? {
            let key = key.to_owned();
            map.insert(key, members.value::<E>()?);
        }
        Ok(map)
    }

    fn write<T: Target>(value: &Self::Value, target: T) -> Encoded<T::Done> {
        target.map(|members| {
            value.iter().try_for_each(|(key, value)| {
                // It would be left out, and its key lost.
                if E::is_absent(value) {
                    return Err(Refused::new(key, raw::EMPTY_SET));
                }
                members.member::<E>(key, value)
            })
        })
    }
}

/// An encoding whose values DynamoDB has sets of.
#[diagnostic::on_unimplemented(
    message = "DynamoDB has no sets of `{Self}`",
    label = "sets hold text, numbers or binary"
)]
pub trait SetElement: Encoding<Value: Ord> {
    /// The sets that hold them.
    const KIND: SetKind;
}

/// An `SS`, `NS` or `BS`. DynamoDB has no empty sets: an empty one is an attribute that is not there.
impl<E: SetElement> Encoding for BTreeSet<E> {
    type Value = BTreeSet<E::Value>;
    type Alike = Self;

    const EXPECTED: &'static str = E::KIND.name();

    fn read<'a, S: Source<'a>>(source: S) -> Decoded<Self::Value> {
        let mut elements = source.set(E::KIND)?;
        let mut set = BTreeSet::new();
        while let Some(element) = elements.next::<E>()? {
            if !set.insert(element) {
                return Err(Mismatch::new(
                    Self::EXPECTED,
                    format!("{} with two elements of one value", Self::EXPECTED),
                ));
            }
        }
        if set.is_empty() {
            return Err(Mismatch::new(Self::EXPECTED, format!("{} without elements", Self::EXPECTED)));
        }
        Ok(set)
    }

    fn write<T: Target>(value: &Self::Value, target: T) -> Encoded<T::Done> {
        if value.is_empty() {
            return Err(Refused::new("", raw::EMPTY_SET));
        }
        target.set(E::KIND, |elements| value.iter().try_for_each(|element| elements.element::<E>(element)))
    }

    fn absent() -> Option<Self::Value> {
        Some(BTreeSet::new())
    }

    fn is_absent(value: &Self::Value) -> bool {
        value.is_empty()
    }
}
