//! Items written as DynamoDB's JSON.

use super::item::{MOST_WATCHED, WireItem};
use super::target::{Text, WireObject};
use crate::attributes::KeyAttributes;
use crate::codec::{Any, EncodeItem, Encoded, Encoding, Item, MembersTarget, attribute_value};
use crate::entity::{Entity, TableDefinition};
use crate::error::Refused;
use crate::item_size;
use crate::json::Reader;
use crate::key;
use crate::metadata::TableMeta;
use crate::sieve;

/// So many bytes are made room for: more than most items have, and no more than allocators give quickly.
const ROOM: usize = 1000;

/// An item as it is sent.
#[derive(Clone)]
pub(crate) struct Written {
    pub(crate) json: String,
    /// Its attributes that are keys of the table or of an index.
    pub(crate) keys: KeyAttributes,
    /// The size that DynamoDB takes it to have.
    pub(crate) size: usize,
}

impl Written {
    /// Encodes an item of an entity, with all that DynamoDB would refuse checked.
    pub(crate) fn of_entity<E: Entity>(entity: &E) -> Encoded<Self> {
        let meta = <E::Table as TableDefinition>::META;
        let written = Self::of(entity, meta)?;
        key::check_item(meta, &written.keys)?;
        sieve::check_own::<E>(&written.keys)?;
        written.check_size()?;
        Ok(written)
    }

    fn of(item: &impl EncodeItem, meta: &'static TableMeta) -> Encoded<Self> {
        let mut text = Text { json: String::with_capacity(ROOM), size: 0 };
        text.json.push('{');
        let mut target = ItemTarget {
            object: WireObject::of_item(&mut text),
            keys: KeyAttributes::default(),
            meta,
        };
        item.encode(&mut target)?;
        let keys = target.keys;
        text.json.push('}');
        Ok(Self { json: text.json, keys, size: text.size })
    }

    /// As the SDK holds it: what was written is read.
    pub(crate) fn to_map(&self) -> Encoded<Item> {
        let read = WireItem::at(Reader::new(&self.json), [""; MOST_WATCHED]).read_map();
        read.map_err(|mismatch| Refused::new(mismatch.attribute, mismatch.found))
    }

    /// Refuses an item that is too large, by the name of its largest attribute.
    fn check_size(&self) -> Encoded<()> {
        if self.size <= item_size::MOST_BYTES {
            return Ok(());
        }
        item_size::check(&self.to_map()?)
    }
}

/// A map of the SDK as it is sent.
pub(crate) fn json_of(item: &Item) -> Encoded<String> {
    let mut text = Text::default();
    text.json.push('{');
    let mut object = WireObject::of_item(&mut text);
    item.iter().try_for_each(|(name, value)| object.member::<Any>(name, value))?;
    text.json.push('}');
    Ok(text.json)
}

/// Writes an item, and keeps its keys.
struct ItemTarget<'t> {
    object: WireObject<'t>,
    keys: KeyAttributes,
    meta: &'static TableMeta,
}

impl MembersTarget for ItemTarget<'_> {
    fn member<E: Encoding>(&mut self, name: &str, value: &E::Value) -> Encoded<()> {
        if let Some(key) = self.meta.key_named(name)
            && !E::is_absent(value)
        {
            let value = attribute_value::<E>(value).map_err(|refused| refused.of(name))?;
            self.keys.push(key.name, value);
        }
        self.object.member::<E>(name, value)
    }
}

#[cfg(test)]
mod tests {
    use std::borrow::Cow;

    use aws_sdk_dynamodb::primitives::Blob;
    use aws_sdk_dynamodb::types::AttributeValue;

    use super::*;
    use crate::attributes::Attributes;
    use crate::metadata::{KeyAttribute, KeySchema};

    const META: &TableMeta = &TableMeta::new("t", KeySchema::new(&[KeyAttribute::string("id")], &[]));

    struct Raw<'i>(&'i Item);

    impl EncodeItem for Raw<'_> {
        fn encode<T: MembersTarget>(&self, members: &mut T) -> Encoded<()> {
            self.0.iter().try_for_each(|(name, value)| members.member::<Any>(name, value))
        }
    }

    fn s(text: &str) -> AttributeValue {
        AttributeValue::S(text.to_owned())
    }

    fn n(digits: &str) -> AttributeValue {
        AttributeValue::N(digits.to_owned())
    }

    #[test]
    fn what_is_written_has_the_size_and_the_keys_and_is_the_same_as_the_map() {
        let texts = |texts: &[&str]| texts.iter().map(|text| (*text).to_owned()).collect::<Vec<_>>();
        let map = |name: &str, value| AttributeValue::M(Item::from([(name.to_owned(), value)]));
        let values = [
            s(""),
            s("é€\"\\\u{0}\u{1f}\u{7f}𝄞"),
            n("0.00120"),
            n("-1E+100"),
            n(&"9".repeat(38)),
            AttributeValue::B(Blob::new([0; 10])),
            AttributeValue::Bool(false),
            AttributeValue::Null(true),
            AttributeValue::Ss(texts(&["a", "bc\n"])),
            AttributeValue::Ns(texts(&["1", "123.50"])),
            AttributeValue::Bs(vec![Blob::new([0; 3]), Blob::new([])]),
            AttributeValue::L(vec![]),
            map("ab\"", AttributeValue::L(vec![s("é"), n("1"), map("é", AttributeValue::L(vec![s("x"), n("7")]))])),
        ];
        for value in values {
            let item = Item::from([("id".to_owned(), s("7")), ("name \"é".to_owned(), value)]);
            let written = Written::of(&Raw(&item), META).unwrap();
            assert_eq!(written.size, item_size::item_size(&item), "{}", written.json);
            assert_eq!(written.to_map(), Ok(item), "{}", written.json);
            let keys = ["id", "name \"é"].map(|name| written.keys.attribute(name).map(Cow::into_owned));
            assert_eq!(keys, [Some(s("7")), None]);
        }
    }
}
