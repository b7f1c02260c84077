//! After any upsert of any entity, the item is exactly what it should be, or nothing has changed.

use std::ops::AddAssign;

use dynaschema::{Error, IntoKey, Item};

use super::super::values::Source;
use super::model::{Modelled, Stored, act, found, in_order, store};
use super::table;
use crate::schema::*;

const UPSERTS: u16 = 160;

/// How many upserts came to what.
#[derive(Debug, Default, Clone, Copy)]
struct Outcomes {
    created: usize,
    changed: usize,
    /// An item that is there lacks a key that it should have, and of which the upsert gives a part.
    unknown_key: usize,
    /// It gives none, among those that were changed.
    left_key: usize,
    refused: usize,
}

/// A random item that can be written.
fn sample<E: Modelled>(source: &mut Source, number: u16) -> E
where
    for<'e> &'e E: IntoKey<Entity = E>,
{
    loop {
        let item = E::sample(source, number);
        if dynaschema::to_item(&item).is_ok() {
            return item;
        }
    }
}

/// An item that is there: as it was put, or from before its indexes were.
fn existing<E: Modelled>(source: &mut Source, number: u16) -> Stored<E>
where
    for<'e> &'e E: IntoKey<Entity = E>,
{
    let mut stored = Stored::new(sample::<E>(source, number));
    for key in E::OLD.iter().filter(|_| source.below(3) == 0) {
        stored.lacks.insert(key);
    }
    for name in ["count", "notes"] {
        if source.below(6) == 0 {
            stored.lacks.insert(name);
        }
    }
    stored
}

/// The keys that an item does not have and should have: by what is there and what is filled in, apart from those that an
/// action sets. Of some of them the upsert gives a part, which makes them unknown, and of the others it gives none.
fn lost<E: Modelled>(
    before: &Item,
    new: &Item,
    after: &Stored<E>,
    whole: &Item,
) -> (Vec<&'static str>, Vec<&'static str>)
where
    for<'e> &'e E: IntoKey<Entity = E>,
{
    let is_lost = |(key, parts): &(&str, &[&str])| {
        let has_some = parts.iter().any(|part| before.contains_key(*part));
        !after.changed.contains(key) && !before.contains_key(*key) && has_some && whole.contains_key(*key)
    };
    let is_given = |(_, parts): &(&str, &[&str])| parts.iter().any(|part| new.contains_key(*part));
    let (given, left): (Vec<_>, Vec<_>) = E::KEYS.iter().copied().filter(is_lost).partition(is_given);
    let names = |keys: Vec<(&'static str, _)>| keys.into_iter().map(|(key, _)| key).collect();
    (names(given), names(left))
}

async fn upserted<E: Modelled>() -> Outcomes
where
    for<'e> &'e E: IntoKey<Entity = E>,
{
    let table = table::<E::Table>().await;
    let mut outcomes = Outcomes::default();
    for number in 0..UPSERTS {
        let mut source = Source::new(number.into());
        let before = (source.below(4) > 0).then(|| existing::<E>(&mut source, number));
        let new = sample::<E>(&mut source, number);
        let raw = before.as_ref().map(|stored| stored.raw().unwrap());
        if let Some(raw) = &raw {
            store(&table, raw.clone()).await;
        }
        let mut after = Stored::new(match &before {
            Some(stored) => stored.filled(&new),
            None => new.clone(),
        });
        let upsert = act(&mut source, before.as_ref(), &mut after, table.upsert(&new));
        let said = format!("{number}: {before:?}\n{new:?}\n{upsert:?}\n{after:?}");
        let answer = upsert.send().await;
        let there = found(&table, &new).await;
        let outcome = match answer {
            Ok(()) => {
                let there = there.unwrap();
                after.item.settle(&there);
                if let Some(raw) = &raw {
                    let (unknown, left) = lost(raw, &dynaschema::to_item(&new).unwrap(), &after, &after.raw().unwrap());
                    assert_eq!(unknown, [] as [&str; 0], "{said}");
                    // What nobody says anything of stays as it was.
                    outcomes.left_key += usize::from(!left.is_empty());
                    after.lacks.extend(left);
                }
                assert_eq!(in_order(there), in_order(after.raw().unwrap()), "{said}");
                if before.is_some() { &mut outcomes.changed } else { &mut outcomes.created }
            }
            Err(Error::ConditionFailed(_)) => {
                assert_eq!(there, raw, "{said}");
                let (raw, new) = (raw.unwrap(), dynaschema::to_item(&new).unwrap());
                // Or the two together are no item.
                let is_unknown = |whole| !lost(&raw, &new, &after, &whole).0.is_empty();
                assert!(after.raw().map_or(true, is_unknown), "{said}");
                &mut outcomes.unknown_key
            }
            Err(Error::Refused(refused)) => {
                assert_eq!(there, raw, "{said}");
                assert!(matches!(after.raw(), Err(Error::Refused(_))), "{refused}: {said}");
                &mut outcomes.refused
            }
            Err(error) => panic!("{error}: {said}"),
        };
        outcome.add_assign(1);
    }
    outcomes
}

/// A test for each entity, with whether an item may have parts of a key without the key, and whether an upsert may give
/// none of them.
macro_rules! upserted {
    ($($test:ident: $entity:ident, $unknown:expr, $left:expr;)*) => {$(
        #[tokio::test]
        async fn $test() {
            let outcomes = upserted::<$entity>().await;
            assert!(outcomes.created > 20 && outcomes.changed > 20, "{outcomes:?}");
            assert_eq!((outcomes.unknown_key > 0, outcomes.left_key > 0), ($unknown, $left), "{outcomes:?}");
        }
    )*};
}

upserted! {
    an_upserted_task_has_the_keys_of_the_same_task_put_whole_or_stays: Task, true, false;
    an_upserted_ticket_has_the_keys_of_the_same_ticket_put_whole_or_stays_whichever_parts_are_missing:
        Ticket, true, true;
    an_upserted_post_has_the_keys_of_the_same_post_put_whole: Post, false, false;
    an_upserted_like_is_in_the_index_if_it_was_or_the_new_one_is: Like, false, false;
    an_upserted_seat_has_its_row_in_both_keys_or_stays: Seat, true, false;
    an_upserted_follower_keeps_its_key: Follower, false, false;
    an_upserted_tail_is_in_the_index_if_it_was_or_the_new_one_is: Tail, false, false;
    bare_keys_are_those_of_the_same_item_put_whole_or_it_stays: Reading, true, true;
    stamped_keys_follow_the_time_of_the_upsert: Changed, false, false;
}
