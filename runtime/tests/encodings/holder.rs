//! An item of one attribute, of any encoding.

use std::fmt::Debug;

use aws_sdk_dynamodb::types::AttributeValue;
use dynaschema::codec::{DecodeItem, Decoded, EncodeItem, Encoded, Encoding, Members, MembersTarget, Mismatch, field};
use dynaschema::{
    Entity, Error, Item, KeyAttribute, KeySchema, Refused, TableDefinition, TableMeta, from_item, from_json, to_item,
    to_json,
};

use crate::both_routes::random::Random;
use crate::both_routes::text;

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

impl<E: Encoding<Value: Sync>> Entity for Holder<E> {
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
pub(crate) fn read<E: Encoding<Value: Debug + PartialEq + Sync>>(value: AttributeValue) -> Decoded<E::Value> {
    read_item::<E>(&Item::from([(NAME.to_owned(), value)]))
}

/// What did not fit.
fn mismatch<E: Encoding>(read: Result<Holder<E>, Error>) -> Decoded<E::Value> {
    read.map(|holder| holder.0).map_err(|error| match error {
        Error::Decode(error) => Mismatch {
            attribute: error.attribute,
            expected: error.expected,
            found: error.found,
        },
        other => panic!("{other}"),
    })
}

/// Reads the attribute, from the SDK's map alone.
pub(crate) fn read_map<E: Encoding<Value: Sync>>(value: AttributeValue) -> Decoded<E::Value> {
    mismatch(from_item::<Holder<E>>(Item::from([(NAME.to_owned(), value)])))
}

/// Reads the attribute from text, `{"S":"text"}`.
pub(crate) fn read_text<E: Encoding<Value: Sync>>(value: &str) -> Decoded<E::Value> {
    mismatch(from_json::<Holder<E>>(&format!(r#"{{"{NAME}":{value}}}"#)))
}

/// Reads an item with the attribute or without it, in both forms, which must agree.
pub(crate) fn read_item<E: Encoding<Value: Debug + PartialEq + Sync>>(item: &Item) -> Decoded<E::Value> {
    let text = text::random(item, &mut Random::new(item.len() as u64));
    let from_map = mismatch(from_item::<Holder<E>>(item.clone()));
    let from_text = mismatch(from_json::<Holder<E>>(&text));
    match (&from_map, &from_text) {
        (Ok(one), Ok(other)) => assert_eq!(one, other),
        // Which of several mismatches is found first is a question of order.
        (Err(_), Err(_)) => {}
        _ => panic!("{from_map:?} from the map, and {from_text:?} from {text}"),
    }
    from_map
}

/// Writes the attribute, in both forms, which must agree; `None` if it is absent.
pub(crate) fn write<E: Encoding<Value: Sync>>(value: E::Value) -> Result<Option<AttributeValue>, Refused> {
    let holder = Holder::<E>(value);
    match (to_item(&holder), to_json(&holder)) {
        (Ok(mut item), Ok(text)) => {
            let written: serde_json::Value = serde_json::from_str(&text).expect("JSON");
            assert_eq!(written, text::document(&item));
            Ok(item.remove(NAME))
        }
        (Err(Error::Refused(refused)), Err(Error::Refused(of_text))) => {
            assert_eq!(of_text, refused);
            Err(refused)
        }
        (of_map, of_text) => panic!("{of_map:?} as a map, and {of_text:?} as text"),
    }
}

/// Reads what is written, through both forms.
pub(crate) fn round_trip<E>(value: E::Value) -> E::Value
where
    E: Encoding<Value: Debug + Clone + PartialEq + Send + Sync>,
{
    let json = to_json(&Holder::<E>(value.clone())).expect("a value that can be written");
    let from_json = from_json::<Holder<E>>(&json).map_err(|error| error.to_string()).map(|holder| holder.0);
    let item = to_item(&Holder::<E>(value)).expect("a value that can be written");
    let from_map = read_item::<E>(&item).expect("what was written");
    assert_eq!(from_json.as_ref(), Ok(&from_map));
    from_map
}

/// Where in the attribute something is, what was expected there and what is there.
pub(crate) fn told(mismatch: &Mismatch) -> (&str, &str, &str) {
    (&mismatch.attribute, mismatch.expected, &mismatch.found)
}
