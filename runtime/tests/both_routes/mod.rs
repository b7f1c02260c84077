//! Both routes of an item, the SDK's map and the text of DynamoDB's JSON: what one makes of it, the other makes of it too.

#![allow(dead_code, unused_imports, unused_macros)] // each test target uses some of it

mod change;
pub(crate) mod probe;
pub(crate) mod random;
pub(crate) mod text;

use std::fmt::Debug;

use dynaschema::codec::{DecodeItem, Decoded, EncodeItem, Encoded, Members, MembersTarget};
use dynaschema::{
    DecodeError, Entity, Error, Item, KeyAttribute, KeySchema, TableDefinition, TableMeta, from_item, from_json,
    item_size, to_item, to_json,
};
use probe::Words;
use random::Random;

/// What DynamoDB allows an item to have.
pub(crate) const MOST_BYTES: usize = 409_600;

/// Reads an item by both routes. They give the same value, or the same error: in the item, only one thing may be wrong.
pub(crate) fn read<E: Entity + Debug + PartialEq>(item: &Item, random: &mut Random) -> Result<E, Box<DecodeError>> {
    let text = text::random(item, random);
    match (from_item::<E>(item.clone()), from_json::<E>(&text)) {
        (Ok(of_map), Ok(of_text)) => {
            assert_eq!(of_text, of_map, "{text}");
            Ok(of_text)
        }
        (Err(Error::Decode(of_map)), Err(Error::Decode(of_text))) => {
            assert_eq!(of_text, of_map, "{text}");
            Err(of_text)
        }
        (of_map, of_text) => panic!("{of_map:?} of the map, and {of_text:?} of {text}"),
    }
}

/// Writes a value by both routes. They give the same item, which is read as the same value, or refuse the same.
pub(crate) fn write<E: Entity + Debug + PartialEq>(value: &E, random: &mut Random) -> Result<Item, String> {
    match (to_item(value), to_json(value)) {
        (Ok(item), Ok(text)) => {
            assert_eq!(serde_json::from_str::<serde_json::Value>(&text).ok(), Some(text::document(&item)), "{text}");
            let read_back = read::<E>(&item, random).expect("what was written is read");
            assert_eq!(from_json::<E>(&text).ok(), Some(read_back), "{text}");
            Ok(item)
        }
        (Err(of_map), Err(of_text)) => {
            assert_eq!(of_text.to_string(), of_map.to_string(), "{value:?}");
            Err(of_text.to_string())
        }
        (of_map, of_text) => panic!("{of_map:?} as a map, and {of_text:?} as text"),
    }
}

/// Tries items of an entity, whose generated text this is. Gives whether one of them could be as large as items may be.
pub(crate) fn check<E: Entity + Debug + PartialEq>(words: &Words, items: usize) -> bool {
    let mut random = Random::new(E::NAME.len() as u64);
    let (mut found, mut tally, mut bounded) = (0, Tally::default(), false);
    for _ in 0..items {
        let Some(item) = words.item::<E>(&mut random) else { continue };
        found += 1;
        vary::<E>(&item, 30, &mut random, &mut tally);
        bounded = bounded || is_bounded::<E>(&item, &mut random);
    }
    assert!(found * 2 > items, "{found} items of {} were found", std::any::type_name::<E>());
    // What is no entity is only read.
    let written = tally.written > 0 || E::NAME == As::<()>::ENTITY;
    assert!(tally.read > 0 && written, "no changed {} was read, or written", std::any::type_name::<E>());
    bounded
}

/// Tries all that a generated text decodes: the entities, and what an index holds of them and structs. This module has to be
/// in scope.
macro_rules! check_all {
    ($items:literal of $schema:path: [$($text:expr),*] [$($entity:ident)*] [$($part:ident)*]) => {{
        use $schema as schema;
        let words = both_routes::probe::Words::of(&[$($text),*].concat());
        let named = [$(stringify!($entity)),*].into_iter().chain([$(stringify!($part)),*]);
        assert_eq!(words.decoded, named.map(str::to_owned).collect(), "all are tried");
        let bounded = [$(both_routes::check::<schema::$entity>(&words, $items)),*];
        assert!(bounded.contains(&true), "no item was as large as it may be");
        $(both_routes::check::<both_routes::As<schema::$part>>(&words, $items);)*
    }};
}
pub(crate) use check_all;

/// How many changed items were read, and how many of these could be written.
#[derive(Default)]
pub(crate) struct Tally {
    pub(crate) read: usize,
    pub(crate) written: usize,
}

/// Reads an item, writes what was read, and reads it with this and that changed.
pub(crate) fn vary<E: Entity + Debug + PartialEq>(item: &Item, changes: usize, random: &mut Random, tally: &mut Tally) {
    let value = read::<E>(item, random).expect("an item that can be read");
    // A key that is empty can be read, and not be written.
    let _ = write(&value, random);
    for _ in 0..changes {
        let text = text::doubled(item, random);
        if let Ok(read) = from_json::<E>(&text) {
            assert_eq!(read, value, "{text}");
        }
        let mut item = item.clone();
        change::change(&mut item, random);
        if let Ok(value) = read::<E>(&item, random) {
            tally.read += 1;
            tally.written += usize::from(write(&value, random).is_ok());
        }
    }
}

/// Makes an item as large as one may be, and larger by a byte: the second is refused, in the same words by both routes.
/// Gives whether it has an attribute that can be so large.
pub(crate) fn is_bounded<E: Entity + Debug + PartialEq>(item: &Item, random: &mut Random) -> bool {
    let value = read::<E>(item, random).expect("an item that can be read");
    let Ok(written) = write(&value, random) else { return false };
    let room = MOST_BYTES - item_size(&written);
    written.iter().any(|(name, value)| {
        let Ok(text) = value.as_s() else { return false };
        let mut grown = |more: usize| {
            let mut item = written.clone();
            let text = [text, &*"x".repeat(more)].concat();
            item.insert(name.clone(), aws_sdk_dynamodb::types::AttributeValue::S(text));
            let value = from_item::<E>(item).ok()?;
            Some(write(&value, random))
        };
        match grown(room) {
            Some(Ok(item)) => {
                assert_eq!(item_size(&item), MOST_BYTES);
                let refused = grown(room + 1).expect("read as before").expect_err("a byte too much");
                assert!(refused.contains("the item has 409601 bytes"), "{refused}");
                true
            }
            // The attribute is a key, or is told by what it holds.
            _ => false,
        }
    })
}

/// What is decoded by itself although it is no entity: what an index holds of one, or a struct of the schema.
#[derive(Debug, PartialEq)]
pub(crate) struct As<T>(T);

#[derive(Debug)]
pub(crate) struct Nowhere;

#[derive(Debug, Clone)]
pub(crate) enum NoKey {}

impl TableDefinition for Nowhere {
    const META: &'static TableMeta = &TableMeta::new("nowhere", KeySchema::new(&[KeyAttribute::string("id")], &[]));
}

impl EncodeItem for NoKey {
    fn encode<T: MembersTarget>(&self, _: &mut T) -> Encoded<()> {
        match *self {}
    }
}

impl<T> As<T> {
    const ENTITY: &'static str = "As";
}

impl<T: DecodeItem> DecodeItem for As<T> {
    fn decode<M: Members>(members: &mut M) -> Decoded<Self> {
        T::decode(members).map(Self)
    }
}

/// It is not written: its key is refused.
impl<T> EncodeItem for As<T> {
    fn encode<M: MembersTarget>(&self, members: &mut M) -> Encoded<()> {
        members.member::<String>("id", &String::new())
    }
}

impl<T: DecodeItem + Send + Sync + 'static> Entity for As<T> {
    const NAME: &'static str = Self::ENTITY;
    type Table = Nowhere;
    type Key = NoKey;
}
