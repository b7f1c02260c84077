//! What was written is read, and keys that say something else than their item are errors.

use std::fmt::Debug;

use aws_sdk_dynamodb::types::AttributeValue;
use dynaschema::{Entity, Error, IntoKey, StoredIn, Table, TableDefinition, Writable};
use jiff::Timestamp;

use super::super::values::Source;
use super::{samples, table};
use crate::schema::*;

const VALUES: usize = 60;

async fn comes_back<T, E>(table: &Table<T>, mut one: impl FnMut() -> E)
where
    T: TableDefinition,
    E: StoredIn<T> + PartialEq + Debug,
    for<'e> &'e E: IntoKey<Entity = E> + Writable<Entity = E>,
{
    let mut accepted = 0;
    for _ in 0..VALUES {
        let item = one();
        let raw = match dynaschema::to_item(&item) {
            Ok(raw) => raw,
            Err(Error::Refused(_)) => continue,
            Err(error) => panic!("{error}"),
        };
        accepted += 1;
        assert_eq!(dynaschema::from_item::<E>(raw).unwrap(), item);
        table.put(&item).send().await.unwrap();
        assert_eq!(table.get(&item).consistent().send().await.unwrap().as_ref(), Some(&item));
    }
    assert!(accepted > VALUES / 4, "{accepted} of {}", E::NAME);
}

#[tokio::test]
async fn items_of_every_entity_come_back_as_they_were() {
    let (told, untold, series) = (table::<Told>().await, table::<Untold>().await, table::<Series>().await);
    let mut source = Source::new(9);
    let group = |source: &mut Source| GroupId::from(samples::word(source));
    macro_rules! come_back {
        ($($table:ident $entity:ident;)*) => {$({
            comes_back(&$table, || {
                let group = group(&mut source);
                samples::$entity(&mut source, group)
            })
            .await;
        })*};
    }
    come_back! { told task; told happening; told shift; told counted; told tail; }
    comes_back(&told, || Group::new(GroupId::from(samples::word(&mut source)))).await;
    comes_back(&untold, || User::new(samples::word(&mut source))).await;
    macro_rules! come_back {
        ($($table:ident $entity:ident;)*) => {$({
            comes_back(&$table, || {
                let user = samples::word(&mut source);
                samples::$entity(&mut source, &user)
            })
            .await;
        })*};
    }
    come_back! { untold follower; untold post; untold like; series reading; }
}

/// Changes one attribute of an item, which is then to be refused by this name.
fn is_refused<E: Entity + Debug>(item: &E, changed: &str, to: AttributeValue, name: &str) {
    let mut raw = dynaschema::to_item(item).unwrap();
    assert_ne!(raw.insert(changed.to_owned(), to.clone()), Some(to));
    match dynaschema::from_item::<E>(raw) {
        Err(Error::Decode(error)) => assert_eq!(error.attribute, name, "{error}"),
        other => panic!("{changed}: {other:?}"),
    }
}

#[test]
fn keys_that_disagree_with_attributes_or_one_another_are_errors_by_name() {
    let text = |text: &str| AttributeValue::S(text.to_owned());
    let group = samples::group("g");
    let day = jiff::civil::Date::constant(2024, 2, 29);
    let mut task = Task::new(&group, State::Idle, 1, "n", day, "l", "t", "eu", "p", 1, day);
    (task.placed, task.rank, task.owner) = (true, Some(1), Some("o".to_owned()));
    for (changed, to, name) in [
        ("PK", "x#g", "PK"),
        ("SK", "t#IDLE#1#n", "SK"),
        ("SK", "t#IDLEx000001#n", "SK"),
        ("SK", "t#BUSY#000001#n", "SK"),
        ("label", "m", "G1S"),
        ("G1S", "2024-02-30#l#t", "G1S"),
        ("G1S", "2024-02-29#m#t", "G1S"),
        ("place", "q", "G2P"),
        ("made", "2024-03-01", "G2S"),
        ("G2S", "#2024-03#2024-02-29", "G2S"),
        ("G2P", "p#q", "G2P"),
        ("L1S", "r#1!", "L1S"),
        ("L1S", "r#0001", "L1S"),
        ("G1P", "x", "G1P"),
        ("kind", "Group", "kind"),
    ] {
        is_refused(&task, changed, text(to), name);
    }
    let happening = Happening::new(&group, "2024-02-29T00:00:00Z".parse::<Timestamp>().unwrap(), uuid::Uuid::nil(), "");
    let end = "2024-02-29T00:00:00.000Z#00000000-0000-0000-0000-000000000000";
    is_refused(&happening, "SK", text(&format!("e#2024-03-01#{end}")), "SK");
    is_refused(&Group::new(&group), "SK", text("meta!"), "SK");
    let mut tail = Tail::new(&group, "f", Name::from("n".to_owned()));
    tail.listed = true;
    is_refused(&tail, "G1P", text("n#m"), "G1P");
    is_refused(&tail, "G1S", text("h"), "G1S");
    let mut raw = dynaschema::to_item(&tail).unwrap();
    raw.remove("G1S");
    let error = dynaschema::from_item::<Tail>(raw).unwrap_err();
    assert!(matches!(&error, Error::Decode(error) if error.attribute == "G1S"), "{error}");
    let follower = Follower::new("u", "b", Timestamp::UNIX_EPOCH);
    is_refused(&follower, "SK", text("c"), "SK");
    is_refused(&follower, "G1P", text("c"), "G1P");
    let mut reading = Reading::new("d", Timestamp::UNIX_EPOCH, 1);
    reading.code = Some(1);
    is_refused(&reading, "PK", text("d#1970-01-02"), "PK");
    is_refused(&reading, "CodeKey", AttributeValue::N("2".to_owned()), "CodeKey");
    is_refused(&reading, "LevelKey", AttributeValue::N("2".to_owned()), "LevelKey");
}
