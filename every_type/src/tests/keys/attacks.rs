//! Ids made of the schema's own literals and separators: no two items ever have one key.

use std::collections::HashMap;
use std::fmt::Debug;

use dynaschema::{Entity, Error};
use jiff::Timestamp;

use super::text;
use crate::schema::*;

/// All concatenations of up to so many of these.
fn concatenations(pieces: &[&str], most: usize) -> Vec<String> {
    let mut all = vec![String::new()];
    let mut last = all.clone();
    for _ in 0..most {
        last = last.iter().flat_map(|begin| pieces.iter().map(move |piece| format!("{begin}{piece}"))).collect();
        all.extend(last.iter().cloned());
    }
    all.sort();
    all.dedup();
    all
}

/// The keys that were accepted, and whose each is.
#[derive(Default)]
struct Keys {
    owners: HashMap<(String, String), String>,
    refused: usize,
}

impl Keys {
    /// Composes the key of an item. `parts` are the names of its parts.
    fn add<E: Entity + Debug>(&mut self, item: &E, parts: &[&str]) {
        match dynaschema::to_item(item) {
            Ok(raw) => {
                let owner = format!("{item:?}");
                let key = (text(&raw, "PK"), text(&raw, "SK"));
                if let Some(other) = self.owners.insert(key.clone(), owner.clone()) {
                    assert_eq!(other, owner, "two items under {key:?}");
                }
                let read: E = dynaschema::from_item(raw).unwrap_or_else(|error| panic!("{owner}: {error}"));
                assert_eq!(format!("{read:?}"), owner);
            }
            Err(Error::Refused(refused)) => {
                assert!(parts.contains(&refused.attribute.as_str()), "{refused} of {item:?}");
                self.refused += 1;
            }
            Err(error) => panic!("{item:?}: {error}"),
        }
    }
}

#[test]
fn no_two_users_followers_posts_or_likes_have_one_key() {
    let pieces = ["u#", "#follower", "profile", "p#", "#", "0001", "l#", "x"];
    let (all, few) = (concatenations(&pieces, 3), concatenations(&pieces, 1));
    let mut keys = Keys::default();
    for user in &all {
        keys.add(&User::new(user), &["user"]);
        keys.add(&Post::new(user, 1, Timestamp::UNIX_EPOCH), &["user", "number"]);
    }
    let mut pair = |user: &String, by: &String| {
        // What is nothing but a part is refused by the name of the key where DynamoDB wants no empty text.
        let parts: &[&str] = if by.is_empty() { &["user", "by", "SK"] } else { &["user", "by"] };
        keys.add(&Follower::new(user, by, Timestamp::UNIX_EPOCH), parts);
        keys.add(&Like::new(user, 1, by), &["user", "number", "by"]);
    };
    for user in &all {
        few.iter().for_each(|by| pair(user, by));
    }
    for by in &all {
        few.iter().for_each(|user| pair(user, by));
    }
    assert!(keys.refused > 100 && keys.owners.len() > 5000, "{} and {}", keys.refused, keys.owners.len());
}

#[test]
fn no_two_items_that_say_what_they_are_have_one_key() {
    let pieces = ["g#", "#tail", "meta", "t#", "IDLE", "#", "000001", "e#", "n#", "#end", "x"];
    let (all, few) = (concatenations(&pieces, 3), ["", "#", "#end", "x"].map(str::to_owned));
    let mut keys = Keys::default();
    let day = jiff::civil::Date::constant(2024, 2, 29);
    for word in &all {
        let group = GroupId::from(word.clone());
        keys.add(&Group::new(&group), &["group"]);
        keys.add(&Happening::new(&group, Timestamp::UNIX_EPOCH, uuid::Uuid::nil(), ""), &["group"]);
        keys.add(&Shift::new(&group, day, State::Idle, 1, uuid::Uuid::nil()), &["group"]);
        for number in [1, -1, 10] {
            keys.add(&Counted::new(&group, number, 1), &["group"]);
        }
    }
    let mut three = |group: &String, first: &String, name: &String| {
        let group = GroupId::from(group.clone());
        keys.add(&Tail::new(&group, first, Name::from(name.clone())), &["group", "first", "name"]);
        let task = Task::new(&group, State::Idle, 1, name, day, "", "", "eu", "", 1, day);
        keys.add(&task, &["group", "name"]);
    };
    for one in &all {
        for another in &few {
            for third in &few {
                three(one, another, third);
                three(another, one, third);
                three(another, third, one);
            }
        }
    }
    assert!(keys.refused > 100 && keys.owners.len() > 5000, "{} and {}", keys.refused, keys.owners.len());
}
