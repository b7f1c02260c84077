//! After any upsert, the keys of indexes are those of the item put whole, or nothing has changed.

use aws_sdk_dynamodb::types::AttributeValue::S;
use dynaschema::{Error, Item, Table};

use super::super::values::Source;
use super::updates::raw;
use super::{samples, table, text};
use crate::schema::*;

const ROUNDS: u64 = 400;

/// What lies under the key of an item, if anything does.
async fn stored(table: &Table<Untold>, item: &Item) -> Option<Item> {
    let get = table.client().get_item().table_name(table.name()).consistent_read(true);
    let get = get.key("PK", item["PK"].clone()).key("SK", item["SK"].clone());
    get.send().await.unwrap().item
}

/// Takes keys of an index from an item, as if it were older than the index.
async fn take_keys(table: &Table<Untold>, item: &Item, keys: &str) {
    let update = table.client().update_item().table_name(table.name()).update_expression(format!("REMOVE {keys}"));
    let update = update.key("PK", item["PK"].clone()).key("SK", item["SK"].clone());
    update.send().await.unwrap();
}

#[tokio::test]
async fn an_upserted_parcel_has_the_keys_of_the_same_parcel_put_whole_or_is_left_alone() {
    let table = table::<Untold>().await;
    let (mut created, mut changed, mut failed) = (0, 0, 0);
    for seed in 0..ROUNDS {
        let mut source = Source::new(seed);
        let user = format!("user{seed}");
        let new = samples::parcel(&mut source, &user, 7);
        let mut old = None;
        if source.below(4) > 0 {
            let mut parcel = samples::parcel(&mut source, &user, 7);
            table.put(&mut parcel).send().await.unwrap();
            let keys = source.one_of(&[None, None, Some("G1P"), Some("G1S"), Some("G1P, G1S")]);
            if let Some(keys) = keys {
                take_keys(&table, &dynaschema::to_item(&parcel).unwrap(), keys).await;
            }
            old = Some(parcel);
        }
        let key = dynaschema::to_item(&new).unwrap();
        let before = stored(&table, &key).await;

        // What is there, filled; and then what the actions make of it.
        let mut expected = old.clone().unwrap_or_else(|| {
            let mut fresh = new.clone();
            fresh.version = 0;
            fresh
        });
        expected.ward = expected.ward.or(new.ward.clone());
        expected.street = expected.street.or(new.street.clone());
        expected.weight = expected.weight.or(new.weight);
        expected.before = expected.before.or(new.before);
        if expected.marks.is_empty() {
            expected.marks.clone_from(&new.marks);
        }
        expected.version += 1;
        let mut upsert = table.upsert(&new);
        let (sets_floor, sets_street) = (source.below(4) == 0, source.below(4) == 0);
        if sets_floor {
            expected.floor = 5;
            upsert = upsert.set(Parcel::FLOOR, 5);
        }
        if sets_street {
            (expected.ward, expected.street) = (Some("w".to_owned()), None);
            upsert = upsert.set_together(Parcel::set_ward_and_street(Some("w".to_owned()), None::<String>));
        }
        if source.below(2) == 0 {
            // An action starts from what is there, and from nothing where nothing is.
            expected.weight = Some(old.as_ref().and_then(|old| old.weight).unwrap_or(0) + 3);
            expected.notes = old.as_ref().map(|old| old.notes.clone()).unwrap_or_default();
            expected.notes.push("x".to_owned());
            upsert = upsert.add(Parcel::WEIGHT, 3).append(Parcel::NOTES, ["x"]);
        }

        let has = |name: &str| before.as_ref().is_some_and(|before| before.contains_key(name));
        let is_unknown = |key: &str, parts: &[(&str, bool)]| {
            let (mut given, mut missing) = (false, Vec::new());
            for (name, is_given) in parts {
                given |= is_given;
                if !is_given {
                    missing.push(*name);
                }
            }
            match (missing.is_empty(), given) {
                (true, _) => !has(key) && parts.iter().any(|(name, _)| has(name)),
                (false, true) => !has(key) && missing.iter().all(|name| has(name)),
                (false, false) => false,
            }
        };
        let parts = [("ward", new.ward.is_some()), ("street", new.street.is_some())];
        let fails = !sets_floor && is_unknown("G1S", &[("floor", true)]) || !sets_street && is_unknown("G1P", &parts);

        match upsert.send().await {
            Ok(()) => {
                assert!(!fails, "{old:?} {new:?}");
                let found = stored(&table, &key).await.unwrap();
                // A key that nobody has asked to be composed is as it was.
                let mut whole = dynaschema::to_item(&expected).unwrap();
                for (name, is_set) in [("G1S", sets_floor), ("G1P", sets_street)] {
                    if !is_set && before.is_some() && !has(name) && !found.contains_key(name) {
                        whole.remove(name);
                    }
                }
                assert_eq!(found, whole, "{old:?} {new:?}");
                if old.is_some() { changed += 1 } else { created += 1 }
            }
            Err(Error::ConditionFailed(_)) => {
                assert!(fails, "{old:?} {new:?}");
                assert_eq!(stored(&table, &key).await, before);
                failed += 1;
            }
            Err(error) => panic!("{error}"),
        }
    }
    assert!(created > 50 && changed > 50 && failed > 50, "{created} {changed} {failed}");
}

#[tokio::test]
async fn what_is_in_keys_only_is_filled_and_kept_in_them() {
    let table = table::<Untold>().await;
    for seed in 0..ROUNDS / 4 {
        let mut source = Source::new(seed);
        let user = format!("user{seed}");
        let mut new = samples::post(&mut source, &user);
        let mut expected = new.clone();
        expected.likes = 0;
        if source.below(3) > 0 {
            let mut old = samples::post(&mut source, &user);
            old.number = new.number;
            table.put(&old).send().await.unwrap();
            expected = old.clone();
            expected.topic = old.topic.or(new.topic.clone());
        }
        new.likes = 100;
        table.upsert(&new).add(Post::LIKES, 2).send().await.unwrap();
        expected.likes += 2;
        let whole = dynaschema::to_item(&expected).unwrap();
        assert_eq!(raw(&table, &text(&whole, "PK"), &text(&whole, "SK")).await, whole, "{new:?}");
    }
}

/// Nobody can tell why an item is not in an index that it is in by choice.
#[tokio::test]
async fn membership_of_what_is_there_is_not_lost_and_not_invented_from_parts_that_may_be_others() {
    let table = table::<Told>().await;
    for (was, is, comes) in
        [(None, true, true), (None, false, false), (Some(true), false, true), (Some(false), false, false)]
    {
        let mut source = Source::new(7);
        let mut task = samples::task(&mut source, samples::group(&format!("{was:?} {is}")));
        if let Some(was) = was {
            task.placed = was;
            table.put(&task).send().await.unwrap();
        }
        let mut new = task.clone();
        new.placed = is;
        "elsewhere".clone_into(&mut new.place);
        table.upsert(&new).send().await.unwrap();
        let found = table.get(&task).send().await.unwrap().unwrap();
        let place = if was.is_some() { &task.place } else { &new.place };
        assert_eq!((found.placed, &found.place), (comes, place));
        if was == Some(false) {
            new.placed = true;
            let error = table.upsert(&new).send().await.unwrap_err();
            assert!(matches!(error, Error::ConditionFailed(_)), "{error:?}");
        }
    }
    // What only the table's key tells cannot be another's.
    let table = super::table::<Untold>().await;
    let mut like = Like::new("ada", 7, "bob");
    table.put(&like).send().await.unwrap();
    like.listed = true;
    table.upsert(&like).send().await.unwrap();
    assert!(table.get(&like).send().await.unwrap().unwrap().listed);
    assert_eq!(raw(&table, "u#ada", "p#0007#bob").await["G1P"], S("l#bob".to_owned()));
}
