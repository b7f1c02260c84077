//! An item of one attribute, of any encoding.

use std::fmt::Debug;

use aws_sdk_dynamodb::types::AttributeValue;
use dynaschema::codec::{
    DecodeItem, Decoded, EncodeItem, Encoded, Encoding, MapMembers, Members, MembersTarget, Mismatch, field,
};
use dynaschema::{Entity, Error, Item, KeyAttribute, KeySchema, Refused, TableDefinition, TableMeta, to_item};

use crate::json::{JsonMembers, to_json};

pub(crate) const NAME: &str = "value";

struct Holders;

impl TableDefinition for Holders {
    const META: &'static TableMeta = &TableMeta::new("holders", KeySchema::new(&[KeyAttribute::string("id")], &[]));
}

struct Holder<E: Encoding>(E::Value);

#[derive(Debug, Clone)]
enum HolderKey {}

impl EncodeItem for HolderKey {
    fn encode<T: MembersTarget>(&self, _: &mut T) -> Encoded<()> {
        match *self {}
    }
}

impl<E: Encoding<Value: Send + Sync>> Entity for Holder<E> {
    const NAME: &'static str = "Holder";
    type Table = Holders;
    type Key = HolderKey;
}

impl<E: Encoding> EncodeItem for Holder<E> {
    fn encode<T: MembersTarget>(&self, members: &mut T) -> Encoded<()> {
        members.member::<String>("id", &"1".to_owned())?;
        members.member::<E>(NAME, &self.0)
    }
}

impl<E: Encoding> DecodeItem for Holder<E> {
    fn decode<M: Members>(members: &mut M) -> Decoded<Self> {
        let mut value = None;
        while let Some(name) = members.next()? {
            if name == NAME {
                value = Some(members.value::<E>()?);
            } else {
                members.skip()?;
            }
        }
        field::<E>(value, NAME).map(Self)
    }
}

/// Reads the attribute, in both forms, which must agree.
pub(crate) fn read<E: Encoding<Value: Debug + PartialEq>>(value: AttributeValue) -> Decoded<E::Value> {
    read_item::<E>(&Item::from([(NAME.to_owned(), value)]))
}

/// Reads the attribute, from the SDK's map alone.
pub(crate) fn read_map<E: Encoding>(value: AttributeValue) -> Decoded<E::Value> {
    let item = Item::from([(NAME.to_owned(), value)]);
    Holder::<E>::decode(&mut MapMembers::new(item)).map(|holder| holder.0)
}

/// Reads an item with the attribute or without it, in both forms, which must agree.
pub(crate) fn read_item<E: Encoding<Value: Debug + PartialEq>>(item: &Item) -> Decoded<E::Value> {
    let text = to_json(&Raw(item)).expect("JSON takes everything");
    let from_map = Holder::<E>::decode(&mut MapMembers::new(item.clone())).map(|holder| holder.0);
    let from_json = Holder::<E>::decode(&mut JsonMembers::new(&text)).map(|holder| holder.0);
    match (&from_map, &from_json) {
        (Ok(one), Ok(other)) => assert_eq!(one, other),
        // Which of several mismatches is found first is a question of order.
        (Err(_), Err(_)) => {}
        _ => panic!("{from_map:?} from the map, and {from_json:?} from {text}"),
    }
    from_map
}

/// Writes the attribute; `None` if it is absent.
pub(crate) fn write<E: Encoding<Value: Send + Sync>>(value: E::Value) -> Result<Option<AttributeValue>, Refused> {
    match to_item(&Holder::<E>(value)) {
        Ok(mut item) => Ok(item.remove(NAME)),
        Err(Error::Refused(refused)) => Err(refused),
        Err(other) => panic!("{other}"),
    }
}

/// Reads what is written, through both forms.
pub(crate) fn round_trip<E>(value: E::Value) -> E::Value
where
    E: Encoding<Value: Debug + Clone + PartialEq + Send + Sync>,
{
    let json = to_json(&Holder::<E>(value.clone())).expect("a value that can be written");
    let from_json = Holder::<E>::decode(&mut JsonMembers::new(&json)).expect("what was written");
    let item = to_item(&Holder::<E>(value)).expect("a value that can be written");
    let from_map = read_item::<E>(&item).expect("what was written");
    assert_eq!(from_json.0, from_map);
    from_map
}

/// Where in the attribute something is, what was expected there and what is there.
pub(crate) fn told(mismatch: &Mismatch) -> (&str, &str, &str) {
    (&mismatch.attribute, mismatch.expected, &mismatch.found)
}

/// An item without a check of what it holds.
struct Raw<'i>(&'i Item);

impl EncodeItem for Raw<'_> {
    fn encode<T: MembersTarget>(&self, members: &mut T) -> Encoded<()> {
        self.0.iter().try_for_each(|(name, value)| members.member::<dynaschema::codec::Any>(name, value))
    }
}
