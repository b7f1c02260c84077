//! After any update of any entity, the keys of indexes are those of the item put whole, and everything else is what was
//! said.

use std::collections::BTreeMap;

use dynaschema::{Error, IntoKey};

use super::super::values::Source;
use super::model::{Modelled, Stored, act, found, in_order, store};
use super::table;
use crate::schema::*;

const SEQUENCES: u16 = 16;
const UPDATES: usize = 10;

/// Updates random items, several actions at a time, and counts the verbs. Where an update is refused, so is the changed
/// item; where it is not, it is the changed item that lies there.
async fn updated<E: Modelled>() -> BTreeMap<&'static str, usize>
where
    for<'e> &'e E: IntoKey<Entity = E>,
{
    let table = table::<E::Table>().await;
    let mut verbs = BTreeMap::new();
    for number in 0..SEQUENCES {
        let mut source = Source::new(number.into());
        let mut stored = Stored::new(E::sample(&mut source, number));
        let Ok(raw) = stored.raw() else { continue };
        store(&table, raw).await;
        for _ in 0..UPDATES {
            let mut changed = Stored { verbs: BTreeMap::new(), ..stored.clone() };
            match act(&mut source, Some(&stored), &mut changed, table.update(&stored.item)).send().await {
                Ok(()) => {
                    changed.verbs.iter().for_each(|(verb, count)| *verbs.entry(*verb).or_default() += count);
                    stored = changed;
                }
                Err(Error::Refused(refused)) => {
                    let whole = changed.raw().unwrap_err();
                    assert!(matches!(&whole, Error::Refused(_)), "{refused}, but {whole}");
                }
                Err(error) => panic!("{error}"),
            }
            let there = found(&table, &stored.item).await.unwrap();
            stored.item.settle(&there);
            assert_eq!(in_order(there.clone()), in_order(stored.raw().unwrap()), "{:?}", stored.item);
            let read = table.get(&stored.item).consistent().send().await.unwrap().unwrap();
            let read = Stored { item: read, ..stored.clone() };
            assert_eq!(in_order(read.raw().unwrap()), in_order(there), "read, and put whole");
        }
    }
    verbs
}

/// The verbs for what is in no key.
const PLAIN: &[&str] = &[
    "add",
    "add another",
    "add elements",
    "append",
    "append another",
    "delete",
    "prepend",
    "prepend another",
    "remove",
    "set",
    "set to another",
    "set to no elements",
    "set_if_absent",
    "set_if_absent to another",
    "subtract",
    "subtract another",
];

/// A test for each entity, with the verbs that have to be among its updates.
macro_rules! updated {
    ($($test:ident: $entity:ident by $($verbs:expr),*;)*) => {$(
        #[tokio::test]
        async fn $test() {
            let verbs = updated::<$entity>().await;
            let mut expected = [$(&$verbs[..]),*].concat();
            expected.sort_unstable();
            assert_eq!(verbs.keys().copied().collect::<Vec<_>>(), expected, "{verbs:?}");
        }
    )*};
}

updated! {
    an_updated_task_has_the_keys_of_the_same_task_put_whole:
        Task by PLAIN, ["set_together", "set_together with a member"];
    an_updated_ticket_has_the_keys_of_the_same_ticket_put_whole_whichever_parts_are_missing:
        Ticket by PLAIN, ["set_together", "set_together with a member"];
    an_updated_post_has_the_keys_of_the_same_post_put_whole: Post by PLAIN;
    an_updated_like_is_in_the_index_if_the_update_says_so: Like by PLAIN, ["set a member"];
    an_updated_seat_has_its_row_in_both_keys: Seat by ["set_together"];
    an_updated_follower_has_the_keys_of_the_same_follower_put_whole: Follower by ["set"];
    an_updated_tail_is_in_the_index_if_the_update_says_so: Tail by ["set a member"];
    bare_keys_follow_the_attributes_that_they_are: Reading by PLAIN;
    stamped_keys_follow_the_time_of_the_update: Changed by PLAIN, ["stamp"];
}
