//! After any updates, the keys of indexes are those of the item put whole.

use dynaschema::{Error, Item, Table, Update};

use super::super::values::Source;
use super::{samples, table};
use crate::schema::*;

const SEQUENCES: u64 = 20;
const UPDATES: usize = 12;

pub(super) async fn raw(table: &Table<impl dynaschema::TableDefinition>, pk: &str, sk: &str) -> Item {
    use aws_sdk_dynamodb::types::AttributeValue::S;
    let get = table.client().get_item().table_name(table.name()).consistent_read(true);
    get.key("PK", S(pk.to_owned())).key("SK", S(sk.to_owned())).send().await.unwrap().item.unwrap()
}

/// Sends an update. Where it is refused, so is the changed item; where it is not, it is the changed item that lies there.
macro_rules! updated {
    ($table:ident, $item:ident, $changed:ident, $update:expr) => {
        match $update.send().await {
            Ok(()) => $item = $changed,
            Err(Error::Refused(refused)) => {
                let whole = dynaschema::to_item(&$changed).unwrap_err();
                assert!(matches!(&whole, Error::Refused(_)), "{refused}, but {whole}");
            }
            Err(error) => panic!("{error}"),
        }
        let written = dynaschema::to_item(&$item).unwrap();
        let found = raw(&$table, &super::text(&written, "PK"), &super::text(&written, "SK")).await;
        assert_eq!(found, written, "{:?}", $item);
        let read = $table.get(&$item).consistent().send().await.unwrap().unwrap();
        assert_eq!(dynaschema::to_item(&read).unwrap(), found, "read, and put whole");
    };
}

#[tokio::test]
async fn an_updated_task_has_the_keys_of_the_same_task_put_whole() {
    let table = table::<Told>().await;
    for seed in 0..SEQUENCES {
        let mut source = Source::new(seed);
        let mut task = samples::task(&mut source, samples::group(&format!("g{seed}")));
        if table.put(&task).send().await.is_err() {
            continue;
        }
        for _ in 0..UPDATES {
            let mut changed = task.clone();
            let other = samples::task(&mut source, task.group.clone());
            let mut update = table.update(&task);
            // Up to three changes in one update, each of other attributes.
            for kind in [source.below(4), 4 + source.below(2), 6 + source.below(4)] {
                update = match kind {
                    0 => {
                        changed.owner = other.owner.clone().or(Some("o".to_owned()));
                        update.set(Task::OWNER, changed.owner.clone().unwrap())
                    }
                    1 => {
                        changed.owner = None;
                        update.remove(Task::OWNER)
                    }
                    2 => {
                        changed.rank = other.rank.or(Some(10_000));
                        update.set(Task::RANK, changed.rank.unwrap())
                    }
                    3 => {
                        changed.rank = None;
                        update.remove(Task::RANK)
                    }
                    4 => {
                        (changed.due, changed.label) = (other.due, samples::word(&mut source));
                        changed.title.clone_from(&other.title);
                        let together = Task::set_due_and_label_and_title(changed.due, &changed.label, &changed.title);
                        update.set_together(together)
                    }
                    5 => {
                        (changed.made, changed.placed) = (other.made, other.placed);
                        changed.place.clone_from(&other.place);
                        let together =
                            Task::set_place_and_made_and_placed(&changed.place, changed.made, changed.placed);
                        update.set_together(together)
                    }
                    6 => {
                        changed.region.clone_from(&other.region);
                        update.set(Task::REGION, &changed.region)
                    }
                    7 => {
                        changed.level = other.level;
                        update.set(Task::LEVEL, changed.level)
                    }
                    8 => {
                        changed.votes += 3;
                        update.add(Task::VOTES, 3)
                    }
                    _ => update,
                };
            }
            updated!(table, task, changed, update);
        }
    }
}

/// Changes a parcel by every verb, and the same in Rust.
pub(super) fn change(
    source: &mut Source,
    update: Update<Parcel>,
    parcel: &Parcel,
    changed: &mut Parcel,
) -> Update<Parcel> {
    let other = samples::parcel(source, &parcel.user, parcel.number);
    let mut update = match source.below(4) {
        0 => {
            (changed.ward, changed.street) = (other.ward.clone(), other.street.clone());
            update.set_together(Parcel::set_ward_and_street(other.ward.clone(), other.street.clone()))
        }
        1 => {
            changed.floor = other.floor;
            update.set(Parcel::FLOOR, other.floor)
        }
        _ => update,
    };
    update = match source.below(6) {
        0 => {
            changed.weight = Some(parcel.weight.unwrap_or(0) + 5);
            update.add(Parcel::WEIGHT, 5)
        }
        1 if parcel.weight.is_some_and(|weight| weight > 0) => {
            changed.weight = parcel.weight.map(|weight| weight - 1);
            update.subtract(Parcel::WEIGHT, 1)
        }
        2 if parcel.before.is_some() => {
            changed.weight = Some(parcel.weight.unwrap_or(0) + parcel.before.unwrap_or(0));
            update.add(Parcel::WEIGHT, Parcel::BEFORE)
        }
        3 => {
            changed.weight = None;
            update.remove(Parcel::WEIGHT)
        }
        _ => update,
    };
    update = match source.below(5) {
        0 => {
            changed.before = parcel.before.or(Some(3));
            update.set_if_absent(Parcel::BEFORE, 3)
        }
        1 if parcel.weight.is_some() => {
            changed.before = parcel.weight;
            update.set(Parcel::BEFORE, Parcel::WEIGHT)
        }
        2 => {
            changed.before = other.before.or(Some(1));
            update.set(Parcel::BEFORE, other.before.unwrap_or(1))
        }
        _ => update,
    };
    update = match source.below(4) {
        0 => {
            changed.notes.extend(other.notes.clone());
            update.append(Parcel::NOTES, &other.notes)
        }
        1 => {
            changed.notes.splice(0..0, other.notes.clone());
            update.prepend(Parcel::NOTES, &other.notes)
        }
        2 => {
            changed.notes.clone_from(&other.notes);
            update.set(Parcel::NOTES, &other.notes)
        }
        _ => update,
    };
    match source.below(4) {
        0 => {
            changed.marks.extend(&other.marks);
            update.add(Parcel::MARKS, &other.marks)
        }
        1 => {
            changed.marks.retain(|mark| !other.marks.contains(mark));
            update.delete(Parcel::MARKS, &other.marks)
        }
        2 => {
            changed.marks.clear();
            update.remove(Parcel::MARKS)
        }
        _ => update,
    }
}

#[tokio::test]
async fn after_every_verb_a_parcel_has_the_keys_of_the_same_parcel_put_whole() {
    let table = table::<Untold>().await;
    for seed in 0..SEQUENCES {
        let mut source = Source::new(seed);
        let mut parcel = samples::parcel(&mut source, &format!("user{seed}"), 7);
        table.put(&mut parcel).send().await.unwrap();
        for _ in 0..UPDATES {
            let mut changed = parcel.clone();
            changed.version += 1;
            let update = change(&mut source, table.update(&parcel), &parcel, &mut changed);
            updated!(table, parcel, changed, update);
        }
    }
}

#[tokio::test]
async fn keys_of_an_index_that_the_updates_key_knows_come_and_go_with_the_member() {
    let table = table::<Untold>().await;
    let mut source = Source::new(1);
    for seed in 0..SEQUENCES {
        let mut like = samples::like(&mut source, &format!("user{seed}"));
        table.put(&like).send().await.unwrap();
        let mut post = samples::post(&mut source, &format!("user{seed}"));
        table.put(&post).send().await.unwrap();
        for _ in 0..UPDATES {
            let mut changed = like.clone();
            changed.listed = source.take();
            let update = table.update(&like).set(Like::LISTED, changed.listed);
            updated!(table, like, changed, update);

            let mut changed = post.clone();
            let update = table.update(&post);
            let update = match source.below(4) {
                0 => {
                    changed.topic = Some(samples::word(&mut source));
                    update.set(Post::TOPIC, changed.topic.clone().unwrap())
                }
                1 => {
                    changed.topic = None;
                    update.remove(Post::TOPIC)
                }
                2 => {
                    changed.hour = samples::to_the_hour(samples::time(&mut source));
                    update.set(Post::HOUR, changed.hour)
                }
                _ => {
                    changed.likes += 1;
                    update.add(Post::LIKES, 1)
                }
            };
            updated!(table, post, changed, update);
        }
    }
    let told = super::table::<Told>().await;
    let mut tail = Tail::new(samples::group("g"), "first", Name::from("name".to_owned()));
    told.put(&tail).send().await.unwrap();
    for listed in [true, true, false, true] {
        let mut changed = tail.clone();
        changed.listed = listed;
        let update = told.update(&tail).set(Tail::LISTED, listed);
        updated!(told, tail, changed, update);
    }
}

#[tokio::test]
async fn bare_keys_follow_the_attributes_that_they_are() {
    use aws_sdk_dynamodb::types::AttributeValue::{N, S};
    let table = table::<Series>().await;
    let mut source = Source::new(2);
    let mut reading = samples::reading(&mut source, "device");
    table.put(&reading).send().await.unwrap();
    let key = dynaschema::to_item(&reading).unwrap();
    for _ in 0..UPDATES {
        let update = table.update(&reading);
        let update = match source.below(3) {
            0 => {
                reading.code = Some(source.take());
                update.set(Reading::CODE, reading.code.unwrap())
            }
            1 => {
                reading.code = None;
                update.remove(Reading::CODE)
            }
            _ => {
                reading.level = source.take();
                update.set(Reading::LEVEL, reading.level)
            }
        };
        update.send().await.unwrap();
        let get = table.client().get_item().table_name(table.name()).consistent_read(true);
        let get = get.key("PK", key["PK"].clone()).key("at", key["at"].clone());
        let found = get.send().await.unwrap().item.unwrap();
        assert_eq!(found, dynaschema::to_item(&reading).unwrap());
        assert_eq!(found.get("CodeKey"), reading.code.map(|code| N(code.to_string())).as_ref());
        assert_eq!(found["LevelKey"], N(reading.level.to_string()));
        assert!(matches!(&found["PK"], S(_)));
    }
}

#[tokio::test]
async fn a_stamp_that_is_in_keys_is_set_in_them_by_every_write() {
    let table = table::<Stamps>().await;
    let mut changed = Changed::new("1", "text");
    (changed.created, changed.updated) = (jiff::Timestamp::UNIX_EPOCH, jiff::Timestamp::UNIX_EPOCH);
    let keys = async || {
        let raw = raw(&table, "c#1", "meta").await;
        (super::text(&raw, "CP"), super::text(&raw, "CS"), super::text(&raw, "updated"))
    };
    table.insert(&changed).send().await.unwrap();
    let (created, key, updated) = keys().await;
    assert!(created.as_str() > "2026" && key == format!("u#{updated}") && updated >= created);

    let inserted = table.get(&changed).send().await.unwrap().unwrap();
    let now = table.update(&inserted).set(Changed::TEXT, "other").returning_new().send().await.unwrap();
    assert_eq!((now.created, now.text.as_str()), (inserted.created, "other"));
    assert_eq!(keys().await, (created.clone(), format!("u#{}", keys().await.2), keys().await.2));
    assert!(now.updated >= inserted.updated);

    let later = jiff::Timestamp::from_second(4_000_000_000).unwrap();
    table.update(&now).set(Changed::UPDATED, later).send().await.unwrap();
    assert_eq!(keys().await, (created, "u#2096-10-02T07:06:40.000Z".to_owned(), "2096-10-02T07:06:40.000Z".to_owned()));
}
