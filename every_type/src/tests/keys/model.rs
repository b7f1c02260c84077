//! What updates and upserts make of an item, without any expression: plain Rust, to hold them against.

use std::collections::{BTreeMap, BTreeSet};

use aws_sdk_dynamodb::types::AttributeValue;
use dynaschema::{Entity, IntoKey, Item, StoredIn, Table, TableDefinition, Update};

use super::super::values::Source;
use super::samples;
use crate::schema::*;

/// An item as it is stored, and what an update does to it.
#[derive(Debug, Clone)]
pub(super) struct Stored<E> {
    pub(super) item: E,
    /// The attributes with a default that it does not have, and keys of indexes that it should have.
    pub(super) lacks: BTreeSet<&'static str>,
    /// The attributes that were changed by an action, with the keys that follow them.
    pub(super) changed: BTreeSet<&'static str>,
    /// The verbs of those actions.
    pub(super) verbs: BTreeMap<&'static str, usize>,
}

/// An entity whose updates are modelled.
pub(super) trait Modelled:
    Entity<Table: TableDefinition> + StoredIn<<Self as Entity>::Table> + Clone + std::fmt::Debug
where
    for<'e> &'e Self: IntoKey<Entity = Self>,
{
    /// The composed keys of indexes, with the stored attributes that they are composed of.
    const KEYS: &'static [(&'static str, &'static [&'static str])] = &[];

    /// Those that items may lack that were written before there was an index, and are read all the same.
    const OLD: &'static [&'static str] = &[];

    /// A random item. Those of one number have the same key.
    fn sample(source: &mut Source, number: u16) -> Self;

    /// The same as writes leave it behind: `found` has the times that they set, and the version.
    fn settle(&mut self, found: &Item) {
        let _ = found;
    }

    /// An item that is there, with what another has besides. `lacks` are those with a default that it does not have.
    fn filled(self, from: &Self, lacks: &BTreeSet<&'static str>) -> Self;

    /// Changes what it has besides keys.
    fn plain<R>(
        source: &mut Source,
        before: Option<&Stored<Self>>,
        after: &mut Stored<Self>,
        update: Update<Self, R>,
    ) -> Update<Self, R>;

    /// Changes what is in the keys of indexes.
    fn keyed<R>(source: &mut Source, after: &mut Stored<Self>, update: Update<Self, R>) -> Update<Self, R>;
}

impl<E: Entity> Stored<E> {
    pub(super) fn new(item: E) -> Self {
        Self {
            item,
            lacks: BTreeSet::new(),
            changed: BTreeSet::new(),
            verbs: BTreeMap::new(),
        }
    }

    /// As DynamoDB has it; an error where it would be refused.
    pub(super) fn raw(&self) -> Result<Item, dynaschema::Error> {
        let mut raw = dynaschema::to_item(&self.item)?;
        raw.retain(|name, _| !self.lacks.contains(&**name));
        Ok(raw)
    }

    /// What an upsert makes of it before it acts: what it does not have is that of another item.
    pub(super) fn filled(&self, from: &E) -> E
    where
        E: Modelled,
        for<'e> &'e E: IntoKey<Entity = E>,
    {
        self.item.clone().filled(from, &self.lacks)
    }

    /// Notes what an action changes: an attribute, and the keys that follow it.
    fn did(&mut self, verb: &'static str, changed: &[&'static str]) {
        *self.verbs.entry(verb).or_default() += 1;
        self.changed.extend(changed);
        self.lacks.retain(|name| !changed.contains(name));
    }
}

/// Changes an item in random ways, in one update.
pub(super) fn act<E: Modelled, R>(
    source: &mut Source,
    before: Option<&Stored<E>>,
    after: &mut Stored<E>,
    update: Update<E, R>,
) -> Update<E, R>
where
    for<'e> &'e E: IntoKey<Entity = E>,
{
    let update = if source.below(4) > 0 { E::plain(source, before, after, update) } else { update };
    E::keyed(source, after, update)
}

/// What lies under the key of an item.
pub(super) async fn found<E: Modelled>(table: &Table<E::Table>, item: &E) -> Option<Item>
where
    for<'e> &'e E: IntoKey<Entity = E>,
{
    let whole = dynaschema::to_item(item).unwrap();
    let names = <E::Table as TableDefinition>::META.key.attributes();
    let key = names.map(|key| (key.name.to_owned(), whole[key.name].clone())).collect();
    let get = table.client().get_item().table_name(table.name()).consistent_read(true).set_key(Some(key));
    get.send().await.unwrap().item
}

/// Writes an item as it is, by the SDK.
pub(super) async fn store<T: TableDefinition>(table: &Table<T>, item: Item) {
    table.client().put_item().table_name(table.name()).set_item(Some(item)).send().await.unwrap();
}

/// Those of many entities that are in no key. Without one that DynamoDB does not have, what an action makes of it is
/// what it makes of nothing.
#[derive(Clone, Default)]
struct Plain {
    count: Option<i32>,
    spare: Option<i32>,
    notes: Option<Vec<String>>,
    more: Option<Vec<String>>,
    marks: BTreeSet<u8>,
}

fn number(source: &mut Source) -> i32 {
    source.one_of(&[-7, -1, 0, 1, 40])
}

fn texts(source: &mut Source) -> Vec<String> {
    let length = source.below(3);
    (0..length).map(|_| samples::word(source)).collect()
}

fn small_set(source: &mut Source) -> BTreeSet<u8> {
    let length = 1 + source.below(2);
    (0..length).map(|_| source.one_of(&[1, 2, 3, 200])).collect()
}

fn joined(one: Option<&Vec<String>>, other: &[String]) -> Option<Vec<String>> {
    Some([one.map_or(&[][..], Vec::as_slice), other].concat())
}

/// The plain attributes of an entity: read from the model, written to it, and changed by every verb there is.
macro_rules! with_plain {
    ($plain:ident, $set_plain:ident, $change:ident, $sampled:ident, $fill:ident, $entity:ident) => {
        fn $plain(stored: &Stored<$entity>) -> Plain {
            let item = stored.item.clone();
            Plain {
                count: Some(item.count).filter(|_| !stored.lacks.contains("count")),
                spare: item.spare,
                notes: Some(item.notes).filter(|_| !stored.lacks.contains("notes")),
                more: item.more,
                marks: item.marks,
            }
        }

        fn $set_plain(stored: &mut Stored<$entity>, plain: Plain) {
            for (name, is_there) in [("count", plain.count.is_some()), ("notes", plain.notes.is_some())] {
                if is_there {
                    stored.lacks.remove(name)
                } else {
                    stored.lacks.insert(name)
                };
            }
            stored.item.count = plain.count.unwrap_or(5);
            stored.item.spare = plain.spare;
            stored.item.notes = plain.notes.unwrap_or_default();
            stored.item.more = plain.more;
            stored.item.marks = plain.marks;
        }

        fn $sampled(source: &mut Source, mut item: $entity) -> $entity {
            (item.count, item.spare) = (number(source), samples::optional(source, number));
            (item.notes, item.more) = (texts(source), samples::optional(source, texts));
            item.marks = if source.below(3) > 0 { small_set(source) } else { BTreeSet::new() };
            item
        }

        fn $fill(mut item: $entity, from: &$entity, lacks: &BTreeSet<&'static str>) -> $entity {
            item.count = if lacks.contains("count") { from.count } else { item.count };
            item.notes = if lacks.contains("notes") { from.notes.clone() } else { item.notes };
            item.spare = item.spare.or(from.spare);
            item.more = item.more.or_else(|| from.more.clone());
            item.marks = if item.marks.is_empty() { from.marks.clone() } else { item.marks };
            item
        }

        fn $change<R>(
            source: &mut Source,
            before: Option<&Stored<$entity>>,
            after: &mut Stored<$entity>,
            mut update: Update<$entity, R>,
        ) -> Update<$entity, R> {
            type E = $entity;
            let had = before.map_or_else(Plain::default, $plain);
            let mut has = $plain(after);
            let mut did: Vec<(&'static str, &'static str)> = Vec::new();

            // What is there beforehand is what other attributes are taken from.
            let (value, other) = (number(source), had.spare);
            let (verb, count) = match (source.below(12), other) {
                (0, _) => ("set", {
                    update = update.set(E::COUNT, value);
                    Some(value)
                }),
                (1, Some(other)) => ("set to another", {
                    update = update.set(E::COUNT, E::SPARE);
                    Some(other)
                }),
                (2, _) => ("set_if_absent", {
                    update = update.set_if_absent(E::COUNT, value);
                    had.count.or(Some(value))
                }),
                (3, Some(other)) => ("set_if_absent to another", {
                    update = update.set_if_absent(E::COUNT, E::SPARE);
                    had.count.or(Some(other))
                }),
                (4, _) => ("add", {
                    update = update.add(E::COUNT, value);
                    Some(had.count.unwrap_or(0) + value)
                }),
                (5, Some(other)) => ("add another", {
                    update = update.add(E::COUNT, E::SPARE);
                    Some(had.count.unwrap_or(0) + other)
                }),
                (6, _) => ("subtract", {
                    update = update.subtract(E::COUNT, value);
                    Some(had.count.unwrap_or(0) - value)
                }),
                (7, Some(other)) => ("subtract another", {
                    update = update.subtract(E::COUNT, E::SPARE);
                    Some(had.count.unwrap_or(0) - other)
                }),
                (8, _) => ("remove", {
                    update = update.remove(E::COUNT);
                    None
                }),
                _ => ("", has.count),
            };
            has.count = count;
            did.push((verb, "count"));

            let (value, other) = (number(source), had.count);
            let (verb, spare) = match (source.below(8), other) {
                (0, _) => ("set", {
                    update = update.set(E::SPARE, value);
                    Some(value)
                }),
                (1, Some(other)) => ("set to another", {
                    update = update.set(E::SPARE, E::COUNT);
                    Some(other)
                }),
                (2, _) => ("set_if_absent", {
                    update = update.set_if_absent(E::SPARE, value);
                    had.spare.or(Some(value))
                }),
                (3, Some(other)) => ("subtract another", {
                    update = update.subtract(E::SPARE, E::COUNT);
                    Some(had.spare.unwrap_or(0) - other)
                }),
                (4, _) => ("remove", {
                    update = update.remove(E::SPARE);
                    None
                }),
                _ => ("", has.spare),
            };
            has.spare = spare;
            did.push((verb, "spare"));

            let (value, other) = (texts(source), had.more.clone());
            let (verb, notes) = match (source.below(12), other) {
                (0, _) => ("set", {
                    update = update.set(E::NOTES, value.clone());
                    Some(value)
                }),
                (1, Some(other)) => ("set to another", {
                    update = update.set(E::NOTES, E::MORE);
                    Some(other)
                }),
                (2, _) => ("set_if_absent", {
                    update = update.set_if_absent(E::NOTES, value.clone());
                    had.notes.clone().or(Some(value))
                }),
                (3, _) => ("append", {
                    update = update.append(E::NOTES, value.clone());
                    joined(had.notes.as_ref(), &value)
                }),
                (4, Some(other)) => ("append another", {
                    update = update.append(E::NOTES, E::MORE);
                    joined(had.notes.as_ref(), &other)
                }),
                (5, _) => ("prepend", {
                    update = update.prepend(E::NOTES, value.clone());
                    joined(Some(&value), had.notes.as_deref().unwrap_or_default())
                }),
                (6, Some(other)) => ("prepend another", {
                    update = update.prepend(E::NOTES, E::MORE);
                    joined(Some(&other), had.notes.as_deref().unwrap_or_default())
                }),
                (7, _) => ("remove", {
                    update = update.remove(E::NOTES);
                    None
                }),
                _ => ("", has.notes),
            };
            has.notes = notes;
            did.push((verb, "notes"));

            let (value, other) = (texts(source), had.notes.clone());
            let (verb, more) = match (source.below(8), other) {
                (0, _) => ("set", {
                    update = update.set(E::MORE, value.clone());
                    Some(value)
                }),
                (1, Some(other)) => ("set_if_absent to another", {
                    update = update.set_if_absent(E::MORE, E::NOTES);
                    had.more.clone().or(Some(other))
                }),
                (2, _) => ("append", {
                    update = update.append(E::MORE, value.clone());
                    joined(had.more.as_ref(), &value)
                }),
                (3, Some(other)) => ("prepend another", {
                    update = update.prepend(E::MORE, E::NOTES);
                    joined(Some(&other), had.more.as_deref().unwrap_or_default())
                }),
                (4, _) => ("remove", {
                    update = update.remove(E::MORE);
                    None
                }),
                _ => ("", has.more),
            };
            has.more = more;
            did.push((verb, "more"));

            let value = small_set(source);
            let (verb, marks) = match source.below(10) {
                0 => ("set", {
                    update = update.set(E::MARKS, value.clone());
                    value
                }),
                1 => ("set to no elements", {
                    update = update.set(E::MARKS, BTreeSet::new());
                    BTreeSet::new()
                }),
                2 => ("set_if_absent", {
                    update = update.set_if_absent(E::MARKS, value.clone());
                    if had.marks.is_empty() { value } else { had.marks.clone() }
                }),
                3 | 4 => ("add elements", {
                    update = update.add(E::MARKS, value.clone());
                    &had.marks | &value
                }),
                5 | 6 => ("delete", {
                    update = update.delete(E::MARKS, value.clone());
                    &had.marks - &value
                }),
                7 => ("remove", {
                    update = update.remove(E::MARKS);
                    BTreeSet::new()
                }),
                _ => ("", has.marks),
            };
            has.marks = marks;
            did.push((verb, "marks"));

            did.into_iter().filter(|(verb, _)| !verb.is_empty()).for_each(|(verb, name)| after.did(verb, &[name]));
            $set_plain(after, has);
            update
        }
    };
}

with_plain!(task_plain, set_task_plain, change_task, task_with_plain, fill_task, Task);
with_plain!(ticket_plain, set_ticket_plain, change_ticket, ticket_with_plain, fill_ticket, Ticket);
with_plain!(post_plain, set_post_plain, change_post, post_with_plain, fill_post, Post);
with_plain!(like_plain, set_like_plain, change_like, like_with_plain, fill_like, Like);
with_plain!(reading_plain, set_reading_plain, change_reading, reading_with_plain, fill_reading, Reading);
with_plain!(changed_plain, set_changed_plain, change_changed, changed_with_plain, fill_changed, Changed);

impl Modelled for Task {
    const KEYS: &'static [(&'static str, &'static [&'static str])] =
        &[("G1S", &["label"]), ("G2P", &["place"]), ("G2S", &["made"])];

    fn sample(source: &mut Source, number: u16) -> Self {
        let mut task = samples::task(source, samples::group("g"));
        (task.state, task.number, task.name) = (State::Move, number.into(), String::new());
        task_with_plain(source, task)
    }

    fn filled(mut self, from: &Self, lacks: &BTreeSet<&'static str>) -> Self {
        self.owner = self.owner.or_else(|| from.owner.clone());
        self.rank = self.rank.or(from.rank);
        self.placed |= from.placed;
        fill_task(self, from, lacks)
    }

    fn plain<R>(
        source: &mut Source,
        before: Option<&Stored<Self>>,
        after: &mut Stored<Self>,
        update: Update<Self, R>,
    ) -> Update<Self, R> {
        let mut update = change_task(source, before, after, update);
        // In an index's key as they are.
        if source.below(4) == 0 {
            let added = source.one_of(&[0, 1, 9]);
            let level = before.map_or(0, |stored| stored.item.level);
            after.item.level = level.saturating_add(added);
            update = update.add(Task::LEVEL, after.item.level - level);
            after.did("add", &["level"]);
        }
        if source.below(4) == 0 {
            after.item.region = source.one_of(&["eu", "us", "ap"]).to_owned();
            update = update.set(Task::REGION, &after.item.region);
            after.did("set", &["region"]);
        }
        update
    }

    fn keyed<R>(source: &mut Source, after: &mut Stored<Self>, mut update: Update<Self, R>) -> Update<Self, R> {
        let other = Self::sample(source, 0);
        match (source.below(4), &other.owner) {
            (0 | 1, Some(owner)) => {
                after.item.owner = Some(owner.clone());
                update = update.set(Task::OWNER, owner);
                after.did("set", &["G1P"]);
            }
            (2, _) => {
                after.item.owner = None;
                update = update.remove(Task::OWNER);
                after.did("remove", &["G1P"]);
            }
            _ => {}
        }
        match (source.below(4), other.rank) {
            (0 | 1, Some(rank)) => {
                after.item.rank = Some(rank);
                update = update.set(Task::RANK, rank);
                after.did("set", &["L1S"]);
            }
            (2, _) => {
                after.item.rank = None;
                update = update.remove(Task::RANK);
                after.did("remove", &["L1S"]);
            }
            _ => {}
        }
        if source.below(3) == 0 {
            update = update.set_together(Task::set_due_and_label_and_title(other.due, &other.label, &other.title));
            (after.item.due, after.item.label, after.item.title) = (other.due, other.label, other.title);
            after.did("set_together", &["label", "G1S"]);
        }
        if source.below(3) == 0 {
            let together = Task::set_place_and_made_and_placed(&other.place, other.made, other.placed);
            update = update.set_together(together);
            (after.item.place, after.item.made, after.item.placed) = (other.place, other.made, other.placed);
            after.did("set_together with a member", &["place", "made", "G2P", "G2S"]);
        }
        update
    }
}

impl Modelled for Ticket {
    const KEYS: &'static [(&'static str, &'static [&'static str])] = &[
        ("G1P", &["topic", "team"]),
        ("G1S", &["team", "mood"]),
        ("G2P", &["place"]),
        ("G2S", &["made", "maker"]),
        ("L1S", &["weight"]),
    ];
    const OLD: &'static [&'static str] = &["G1P", "G1S", "L1S"];

    fn sample(source: &mut Source, number: u16) -> Self {
        let ticket = samples::ticket(source, samples::group("g"), number.into());
        ticket_with_plain(source, ticket)
    }

    fn settle(&mut self, found: &Item) {
        self.version = super::text(found, "version").parse().unwrap();
    }

    fn filled(mut self, from: &Self, lacks: &BTreeSet<&'static str>) -> Self {
        self.topic = self.topic.or_else(|| from.topic.clone());
        self.team = self.team.or_else(|| from.team.clone());
        self.mood = self.mood.or_else(|| from.mood.clone());
        self.weight = self.weight.or(from.weight);
        self.placed |= from.placed;
        fill_ticket(self, from, lacks)
    }

    fn plain<R>(
        source: &mut Source,
        before: Option<&Stored<Self>>,
        after: &mut Stored<Self>,
        update: Update<Self, R>,
    ) -> Update<Self, R> {
        change_ticket(source, before, after, update)
    }

    fn keyed<R>(source: &mut Source, after: &mut Stored<Self>, mut update: Update<Self, R>) -> Update<Self, R> {
        let other = Self::sample(source, 0);
        if source.below(3) == 0 {
            let (topic, team, mood) = (other.topic, other.team, other.mood);
            update = update.set_together(Ticket::set_topic_and_team_and_mood(&topic, &team, &mood));
            (after.item.topic, after.item.team, after.item.mood) = (topic, team, mood);
            after.did("set_together", &["topic", "team", "mood", "G1P", "G1S"]);
        }
        if source.below(3) == 0 {
            let (place, made, maker, placed) = (other.place, other.made, other.maker, other.placed);
            let together = Ticket::set_place_and_made_and_maker_and_placed(&place, made, &maker, placed);
            update = update.set_together(together);
            (after.item.place, after.item.made, after.item.maker, after.item.placed) = (place, made, maker, placed);
            after.did("set_together with a member", &["place", "made", "maker", "G2P", "G2S"]);
        }
        match (source.below(4), other.weight) {
            (0 | 1, Some(weight)) => {
                after.item.weight = Some(weight);
                update = update.set(Ticket::WEIGHT, weight);
                after.did("set", &["weight", "L1S"]);
            }
            (2, _) => {
                after.item.weight = None;
                update = update.remove(Ticket::WEIGHT);
                after.did("remove", &["weight", "L1S"]);
            }
            _ => {}
        }
        update
    }
}

impl Modelled for Post {
    fn sample(source: &mut Source, number: u16) -> Self {
        let mut post = samples::post(source, "user");
        post.number = number;
        post_with_plain(source, post)
    }

    fn filled(mut self, from: &Self, lacks: &BTreeSet<&'static str>) -> Self {
        self.topic = self.topic.or_else(|| from.topic.clone());
        fill_post(self, from, lacks)
    }

    fn plain<R>(
        source: &mut Source,
        before: Option<&Stored<Self>>,
        after: &mut Stored<Self>,
        update: Update<Self, R>,
    ) -> Update<Self, R> {
        change_post(source, before, after, update)
    }

    fn keyed<R>(source: &mut Source, after: &mut Stored<Self>, mut update: Update<Self, R>) -> Update<Self, R> {
        match source.below(4) {
            0 => {
                after.item.topic = Some(samples::word(source));
                update = update.set(Post::TOPIC, after.item.topic.clone().unwrap());
                after.did("set", &["G1P"]);
            }
            1 => {
                after.item.topic = None;
                update = update.remove(Post::TOPIC);
                after.did("remove", &["G1P"]);
            }
            _ => {}
        }
        if source.below(3) == 0 {
            after.item.hour = samples::to_the_hour(samples::time(source));
            update = update.set(Post::HOUR, after.item.hour);
            after.did("set", &["G1S"]);
        }
        update
    }
}

impl Modelled for Like {
    fn sample(source: &mut Source, number: u16) -> Self {
        let mut like = samples::like(source, "user");
        (like.number, like.by) = (number, "by".to_owned());
        like_with_plain(source, like)
    }

    fn filled(mut self, from: &Self, lacks: &BTreeSet<&'static str>) -> Self {
        self.listed |= from.listed;
        fill_like(self, from, lacks)
    }

    fn plain<R>(
        source: &mut Source,
        before: Option<&Stored<Self>>,
        after: &mut Stored<Self>,
        update: Update<Self, R>,
    ) -> Update<Self, R> {
        change_like(source, before, after, update)
    }

    fn keyed<R>(source: &mut Source, after: &mut Stored<Self>, mut update: Update<Self, R>) -> Update<Self, R> {
        if source.below(2) == 0 {
            after.item.listed = source.take();
            update = update.set(Like::LISTED, after.item.listed);
            after.did("set a member", &["G1P", "G1S"]);
        }
        update
    }
}

impl Modelled for Seat {
    /// Its row is in two keys: if one is there and the other is not, the row is there.
    const KEYS: &'static [(&'static str, &'static [&'static str])] = &[("G1P", &["G1S"]), ("G1S", &["G1P"])];

    fn sample(source: &mut Source, number: u16) -> Self {
        let mut seat = Self::new("user", number, samples::part(source));
        seat.view = samples::optional(source, samples::word);
        seat
    }

    fn filled(mut self, from: &Self, _: &BTreeSet<&'static str>) -> Self {
        self.view = self.view.or_else(|| from.view.clone());
        self
    }

    fn plain<R>(
        _: &mut Source,
        _: Option<&Stored<Self>>,
        _: &mut Stored<Self>,
        update: Update<Self, R>,
    ) -> Update<Self, R> {
        update
    }

    fn keyed<R>(source: &mut Source, after: &mut Stored<Self>, update: Update<Self, R>) -> Update<Self, R> {
        if source.below(2) == 0 {
            return update;
        }
        let Self { row, view, .. } = Self::sample(source, 0);
        let update = update.set_together(Self::set_row_and_view(&row, &view));
        (after.item.row, after.item.view) = (row, view);
        after.did("set_together", &["G1P", "G1S"]);
        update
    }
}

impl Modelled for Follower {
    fn sample(source: &mut Source, number: u16) -> Self {
        Self::new("user", number.to_string(), samples::to_the_second(samples::time(source)))
    }

    fn filled(self, _: &Self, _: &BTreeSet<&'static str>) -> Self {
        self
    }

    fn plain<R>(
        _: &mut Source,
        _: Option<&Stored<Self>>,
        _: &mut Stored<Self>,
        update: Update<Self, R>,
    ) -> Update<Self, R> {
        update
    }

    fn keyed<R>(source: &mut Source, after: &mut Stored<Self>, mut update: Update<Self, R>) -> Update<Self, R> {
        if source.below(2) == 0 {
            after.item.since = samples::to_the_second(samples::time(source));
            update = update.set(Follower::SINCE, after.item.since);
            after.did("set", &["G1S"]);
        }
        update
    }
}

impl Modelled for Tail {
    fn sample(source: &mut Source, number: u16) -> Self {
        let mut tail = samples::tail(source, samples::group("g"));
        (tail.first, tail.name) = (number.to_string(), Name::from("name".to_owned()));
        tail
    }

    fn filled(mut self, from: &Self, _: &BTreeSet<&'static str>) -> Self {
        self.listed |= from.listed;
        self
    }

    fn plain<R>(
        _: &mut Source,
        _: Option<&Stored<Self>>,
        _: &mut Stored<Self>,
        update: Update<Self, R>,
    ) -> Update<Self, R> {
        update
    }

    fn keyed<R>(source: &mut Source, after: &mut Stored<Self>, mut update: Update<Self, R>) -> Update<Self, R> {
        if source.below(2) == 0 {
            after.item.listed = source.take();
            update = update.set(Tail::LISTED, after.item.listed);
            after.did("set a member", &["G1P", "G1S"]);
        }
        update
    }
}

impl Modelled for Reading {
    const KEYS: &'static [(&'static str, &'static [&'static str])] =
        &[("CodeKey", &["code"]), ("LevelKey", &["level"])];
    const OLD: &'static [&'static str] = &["CodeKey", "LevelKey"];

    fn sample(source: &mut Source, number: u16) -> Self {
        let mut reading = samples::reading(source, &number.to_string());
        reading.at = jiff::Timestamp::UNIX_EPOCH;
        reading_with_plain(source, reading)
    }

    fn filled(mut self, from: &Self, lacks: &BTreeSet<&'static str>) -> Self {
        self.code = self.code.or(from.code);
        fill_reading(self, from, lacks)
    }

    fn plain<R>(
        source: &mut Source,
        before: Option<&Stored<Self>>,
        after: &mut Stored<Self>,
        update: Update<Self, R>,
    ) -> Update<Self, R> {
        change_reading(source, before, after, update)
    }

    fn keyed<R>(source: &mut Source, after: &mut Stored<Self>, mut update: Update<Self, R>) -> Update<Self, R> {
        match source.below(4) {
            0 => {
                let code = source.take();
                after.item.code = Some(code);
                update = update.set(Reading::CODE, code);
                after.did("set", &["code", "CodeKey"]);
            }
            1 => {
                after.item.code = None;
                update = update.remove(Reading::CODE);
                after.did("remove", &["code", "CodeKey"]);
            }
            _ => {}
        }
        if source.below(3) == 0 {
            after.item.level = source.take();
            update = update.set(Reading::LEVEL, after.item.level);
            after.did("set", &["level", "LevelKey"]);
        }
        update
    }
}

impl Modelled for Changed {
    const KEYS: &'static [(&'static str, &'static [&'static str])] = &[("CS", &["updated"])];
    const OLD: &'static [&'static str] = &["CS"];

    fn sample(source: &mut Source, number: u16) -> Self {
        let mut changed = Self::new(number.to_string(), samples::word(source));
        (changed.created, changed.updated) = (samples::time(source), samples::time(source));
        changed_with_plain(source, changed)
    }

    fn settle(&mut self, found: &Item) {
        let time = |name| super::text(found, name).parse::<jiff::Timestamp>().unwrap();
        let now = jiff::Timestamp::now();
        // A write sets it, unless it is told otherwise; of a new item, it also sets when it was made.
        let is_now = |time: jiff::Timestamp| (now.as_second() - time.as_second()).abs() < 60;
        if is_now(time("updated")) {
            self.updated = time("updated");
        }
        if is_now(time("CP")) {
            self.created = time("CP");
        }
    }

    fn filled(self, from: &Self, lacks: &BTreeSet<&'static str>) -> Self {
        fill_changed(self, from, lacks)
    }

    fn plain<R>(
        source: &mut Source,
        before: Option<&Stored<Self>>,
        after: &mut Stored<Self>,
        update: Update<Self, R>,
    ) -> Update<Self, R> {
        change_changed(source, before, after, update)
    }

    fn keyed<R>(source: &mut Source, after: &mut Stored<Self>, mut update: Update<Self, R>) -> Update<Self, R> {
        // Every write sets it, and the key with it.
        after.did("stamp", &["updated", "CS"]);
        if source.below(4) == 0 {
            after.item.updated = samples::to_the_millisecond(samples::time(source));
            update = update.set(Changed::UPDATED, after.item.updated);
        }
        if source.below(4) == 0 {
            after.item.created = samples::to_the_millisecond(samples::time(source));
            update = update.set(Changed::CREATED, after.item.created);
            after.did("set", &["CP"]);
        }
        update
    }
}

/// The same with its sets in order.
pub(super) fn in_order(mut item: Item) -> Item {
    for value in item.values_mut() {
        if let AttributeValue::Ns(numbers) = value {
            numbers.sort();
        }
    }
    item
}
