//! Both ways, and nothing lost: through maps, through JSON text, through DynamoDB.

#[path = "../../../runtime/tests/both_routes/mod.rs"]
mod both_routes;
mod keys;
mod refused;
mod samples;
mod strict;
mod through_dynamodb;
mod values;

use std::fmt::Debug;

use aws_sdk_dynamodb::types::AttributeValue;
use dynaschema::Entity;

use crate::schema::*;
use both_routes::random::Random;
use both_routes::{Tally, check_all};
use values::{Sample, Source};

/// How many random values of each entity a test tries.
const VALUES: u64 = 300;

/// Runs a check for all entities of the schema.
macro_rules! for_all_entities {
    ($check:ident) => {
        $check::<Scalars>();
        $check::<Collections>();
        $check::<Texts>();
        $check::<Named>();
        $check::<Times>();
        $check::<Blob>();
        $check::<Counter>();
    };
}

#[test]
fn what_was_encoded_decodes_to_the_same_value_through_maps() {
    fn check<E: Entity + Sample + PartialEq + Debug>() {
        for seed in 0..VALUES {
            let value: E = Source::new(seed).take();
            let written = dynaschema::to_item(&value).unwrap();
            let read: E = dynaschema::from_item(written.clone()).unwrap_or_else(|error| panic!("{error}\n{value:#?}"));
            assert_eq!(dynaschema::to_item(&read).unwrap(), written, "seed {seed}");
            // A time that is finer than its format is rounded down when it is written.
            if E::NAME != "Times" {
                assert_eq!(read, value, "seed {seed}");
            }
        }
    }
    for_all_entities!(check);
    for seed in 0..VALUES {
        let value: Times = Source::new(seed).take();
        let read = Times::try_from_item(value.clone().into_item().unwrap()).unwrap();
        assert_eq!(read, through_dynamodb::as_written(value), "seed {seed}");
    }
}

#[test]
fn what_was_encoded_decodes_to_the_same_value_through_json_text() {
    fn check<E: Entity + Sample + PartialEq + Debug>() {
        for seed in 0..VALUES {
            let value: E = Source::new(seed).take();
            let text = dynaschema::to_json(&value).unwrap();
            let read: E = dynaschema::from_json(&text).unwrap_or_else(|error| panic!("{error}\n{value:#?}"));
            let through_map: E = dynaschema::from_item(dynaschema::to_item(&value).unwrap()).unwrap();
            assert_eq!(read, through_map, "seed {seed}");
        }
    }
    for_all_entities!(check);
}

/// What comes in has the right names, and anything under them.
#[test]
fn a_random_map_is_read_or_refused_and_never_a_panic() {
    fn check<E: Entity + Sample + PartialEq + Debug>() {
        let mut read = 0;
        for seed in 0..VALUES {
            let mut source = Source::new(seed);
            let value: E = source.take();
            let mut item = dynaschema::to_item(&value).unwrap();
            let mut names: Vec<String> = item.keys().cloned().collect();
            names.sort();
            for _ in 0..source.below(4) {
                let name = source.one_of(&names);
                match source.take::<Option<AttributeValue>>() {
                    Some(value) => item.insert(name, value),
                    None => item.remove(&name),
                };
            }
            if let Ok(value) = dynaschema::from_item::<E>(item.clone()) {
                read += 1;
                // An item of empty keys and the like can be read; what can be written is read again as the same.
                if let Ok(written) = dynaschema::to_item(&value) {
                    assert_eq!(dynaschema::from_item::<E>(written).unwrap(), value, "seed {seed}");
                }
            }
        }
        assert!((1..VALUES).contains(&read), "{read} of {VALUES} maps were items of {}", E::NAME);
    }
    for_all_entities!(check);
}

#[test]
fn a_value_of_every_type_is_the_same_by_both_routes_and_so_is_what_is_nearly_one() {
    fn check<E: Entity + Sample + PartialEq + Debug>() {
        let (mut tally, mut bounded) = (Tally::default(), false);
        for seed in 0..VALUES / 20 {
            let value: E = Source::new(seed).take();
            let mut random = Random::new(seed);
            let item = both_routes::write(&value, &mut random).unwrap();
            both_routes::vary::<E>(&item, 20, &mut random, &mut tally);
            bounded = bounded || both_routes::is_bounded::<E>(&item, &mut random);
        }
        assert!(tally.read > 0 && tally.written > 0, "no changed {} was read, or written", E::NAME);
        // The others have no attribute of plain text, which can grow.
        assert_eq!(bounded, ["Scalars", "Named", "Counter"].contains(&E::NAME), "{}", E::NAME);
    }
    for_all_entities!(check);
}

#[test]
fn items_of_every_key_are_the_same_by_both_routes() {
    check_all!(
        10 of crate::schema: [include_str!(concat!(env!("OUT_DIR"), "/dynaschema/every_key.rs"))]
        [Changed Counted Follower Group Happening Like Parcel Post Reading Seat Shift Tail Task Ticket User]
        [CountedInverse GroupInverse HappeningInverse ShiftInverse TailInverse TaskReversed TicketInverse]
    );
}
