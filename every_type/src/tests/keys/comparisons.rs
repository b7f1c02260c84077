//! Every comparison of every part finds what the same comparison of the values selects.

use std::cmp::Ordering;
use std::collections::BTreeMap;
use std::fmt::Debug;

use dynaschema::{Error, IntoQueryKey, Item, QueryKey, Question, Table, TableDefinition};

use super::super::values::Source;
use super::{accepts, samples, table, text};
use crate::schema::*;

/// How many partitions a test tries, each with other items.
const PARTITIONS: u64 = 6;
/// How many items are put into each.
const ITEMS: usize = 24;
/// How many values each part is compared with.
const VALUES: usize = 4;

/// The items of a table under their keys.
struct Stored<E>(BTreeMap<(String, String), E>);

impl<E> Default for Stored<E> {
    fn default() -> Self {
        Self(BTreeMap::new())
    }
}

impl<E: dynaschema::Entity> Stored<E> {
    async fn put<T: TableDefinition>(&mut self, table: &Table<T>, item: E, parts: &[&str])
    where
        E: dynaschema::StoredIn<T>,
        for<'e> &'e E: dynaschema::Writable<Entity = E>,
    {
        if accepts(table, &item, parts).await {
            let raw = dynaschema::to_item(&item).unwrap();
            let sort = if T::META.name == "series-keys" { "at" } else { "SK" };
            self.0.insert((text(&raw, "PK"), text(&raw, sort)), item);
        }
    }

    fn where_(&self, holds: impl Fn(&E) -> bool) -> Vec<&E> {
        self.0.values().filter(|item| holds(item)).collect()
    }

    fn one(&self, source: &mut Source) -> Option<&E> {
        self.0.values().nth(source.below(self.0.len().max(1)))
    }
}

fn holds(comparison: &str, ordering: Ordering) -> bool {
    match comparison {
        "eq" => ordering.is_eq(),
        "lt" => ordering.is_lt(),
        "le" => ordering.is_le(),
        "gt" => ordering.is_gt(),
        _ => ordering.is_ge(),
    }
}

/// Asks, and holds what is found against what is to be. `shown` gives the sort key of an item, and all that is compared.
async fn check<T, K, V, S>(
    table: &Table<T>,
    asked: K,
    expected: Vec<V>,
    may_be_refused: bool,
    shown: impl Fn(<K::Question as Question>::Item) -> V,
) where
    T: TableDefinition,
    K: IntoQueryKey<Question: Question<Entity: dynaschema::StoredIn<T>>>,
    V: Key<S>,
    S: Ord + Debug,
{
    let asked: QueryKey<K::Question> = asked.into();
    let text = format!("{asked:?}");
    let mut expected = expected;
    match table.query(asked).all().await {
        Ok(found) => {
            let mut found: Vec<V> = found.into_iter().map(shown).collect();
            assert!(found.is_sorted_by(|one, next| one.sort() <= next.sort()), "{text}: {found:#?}");
            found.sort_by(Key::compare);
            expected.sort_by(Key::compare);
            assert_eq!(found, expected, "{text}");
        }
        Err(Error::Refused(refused)) => assert!(may_be_refused || expected.is_empty(), "{refused}: {expected:#?}"),
        Err(error) => panic!("{text}: {error}"),
    }
}

/// A sort key, and a text of the item.
trait Key<S>: Debug + PartialEq {
    fn sort(&self) -> &S;
    fn compare(&self, other: &Self) -> Ordering;
}

impl<S: Ord + Debug> Key<S> for (S, String) {
    fn sort(&self) -> &S {
        &self.0
    }

    fn compare(&self, other: &Self) -> Ordering {
        self.cmp(other)
    }
}

/// Compares a part with a value in the ways that are listed. `$of` is the part of an item, `$floor` rounds a value down to
/// what is stored, `$shown` is what is compared of the items in their order.
macro_rules! compare {
    (
        $table:ident, $items:expr, $part:expr, $of:expr, $values:expr, $floor:expr, $shown:expr;
        $($comparison:ident)*
    ) => {
        for value in &$values {
            $(
                let compared_with = if stringify!($comparison) == "eq" { $floor(value.clone()) } else { value.clone() };
                let is = |item: &&&_| holds(stringify!($comparison), $of(item).cmp(&compared_with));
                let expected = $items.iter().filter(is).map(|item| $shown((*item).clone())).collect();
                check(&$table, $part.$comparison(value), expected, false, $shown).await;
            )*
        }
    };
}

/// The comparison with two values.
macro_rules! between {
    ($table:ident, $items:expr, $part:expr, $of:expr, $values:expr, $floor:expr, $shown:expr) => {
        for pair in $values.windows(2) {
            let (low, high) = ($floor(pair[0].clone()), &pair[1]);
            let is = |item: &&&_| $of(item) >= low && $of(item) <= *high;
            let expected = $items.iter().filter(is).map(|item| $shown((*item).clone())).collect();
            check(&$table, $part.between(&low, high), expected, false, $shown).await;
        }
    };
}

/// Prefixes; one that could reach into what follows the part is refused.
macro_rules! begins_with {
    ($table:ident, $items:expr, $part:expr, $of:expr, $values:expr, $shown:expr, $is_text:expr) => {
        for value in &$values {
            let prefix: &str = value.as_ref();
            let is = |item: &&&_| AsRef::<str>::as_ref(&$of(item)).starts_with(prefix);
            let expected = $items.iter().filter(is).map(|item| $shown((*item).clone())).collect();
            let may_be_refused = prefix.is_empty() || prefix.contains($is_text);
            check(&$table, $part.begins_with(value), expected, may_be_refused, $shown).await;
        }
    };
}

/// All of them, of a part in a format of its own: it compares by what the format shows of a value.
macro_rules! derived {
    ($table:ident, $items:expr, $part:expr, $of:expr, $values:expr, $floor:expr, $shown:expr) => {
        let floored: Vec<_> = $values.iter().map(|value| $floor(value.clone())).collect();
        for (value, floor) in $values.iter().zip(&floored) {
            let compare = |comparison: &str| {
                let is = |item: &&&_| holds(comparison, $of(item).cmp(floor));
                $items.iter().filter(is).map(|item| $shown((*item).clone())).collect()
            };
            check(&$table, $part.eq(value), compare("eq"), false, $shown).await;
            check(&$table, $part.lt(value), compare("lt"), false, $shown).await;
            check(&$table, $part.le(value), compare("le"), false, $shown).await;
            check(&$table, $part.gt(value), compare("gt"), false, $shown).await;
            check(&$table, $part.ge(value), compare("ge"), false, $shown).await;
        }
        between!($table, $items, $part, $of, $values, $floor, $shown);
    };
}

/// All of them.
macro_rules! all {
    ($table:ident, $items:expr, $part:expr, $of:expr, $values:expr, $floor:expr, $shown:expr) => {
        compare!($table, $items, $part, $of, $values, $floor, $shown; eq lt le gt ge);
        between!($table, $items, $part, $of, $values, $floor, $shown);
    };
    ($table:ident, $items:expr, $part:expr, $of:expr, $values:expr, $shown:expr) => {
        all!($table, $items, $part, $of, $values, same, $shown);
    };
}

fn same<T>(value: T) -> T {
    value
}

fn values<T>(source: &mut Source, one: impl Fn(&mut Source) -> T) -> Vec<T> {
    (0..VALUES).map(|_| one(source)).collect()
}

/// The raw item, and its text.
fn raw<E: dynaschema::Entity + Debug>(item: &E) -> (Item, String) {
    (dynaschema::to_item(item).unwrap(), format!("{item:?}"))
}

/// How an item is shown in the order of one attribute, which is text.
fn by<E: dynaschema::Entity + Debug>(name: &'static str) -> impl Fn(E) -> (String, String) + Copy {
    move |item| {
        let (raw, shown) = raw(&item);
        (text(&raw, name), shown)
    }
}

#[tokio::test]
async fn parts_behind_one_another_compare_as_their_values_do() {
    let table = table::<Told>().await;
    for seed in 0..PARTITIONS {
        let mut source = Source::new(seed);
        let group = samples::group(&format!("g{seed}"));
        let mut stored = Stored::default();
        for _ in 0..ITEMS {
            let mut task = samples::task(&mut source, group.clone());
            (task.state, task.number) = (source.one_of(&[State::Idle, State::Move]), source.one_of(&[9, 10]));
            stored.put(&table, task, &["name", "label", "owner", "title", "place"]).await;
        }
        let shown = by::<Task>("SK");
        let question = || Task::by_key(&group);
        let everything = stored.where_(|_| true);
        check(&table, question(), everything.iter().map(|task| shown((*task).clone())).collect(), false, shown).await;
        let states = values(&mut source, samples::state);
        all!(table, everything, question().state(), |task: &Task| task.state, states, shown);

        let state = stored.one(&mut source).unwrap().state;
        let of_state = stored.where_(|task| task.state == state);
        let numbers = values(&mut source, samples::number);
        let question = || Task::by_key(&group).state().eq(state);
        all!(table, of_state, question().number(), |task: &Task| task.number, numbers, shown);

        let number = of_state[0].number;
        let of_number = stored.where_(|task| (task.state, task.number) == (state, number));
        let names = values(&mut source, samples::word);
        let question = || Task::by_key(&group).state().eq(state).number().eq(number);
        all!(table, of_number, question().name(), |task: &Task| task.name.clone(), names, shown);
        begins_with!(table, of_number, question().name(), |task: &Task| task.name.clone(), names, shown, '\0');
    }
}

#[tokio::test]
async fn a_text_before_another_part_is_equal_or_begins_so() {
    let table = table::<Told>().await;
    let mut source = Source::new(1);
    let mut stored = Stored::default();
    for number in 0..150 {
        let mut task = samples::task(&mut source, samples::group("g"));
        (task.number, task.owner) =
            (number, samples::optional(&mut source, |source| source.one_of(&["o", "o#"]).into()));
        task.due = source.one_of(&["2024-02-29", "2024-03-01"]).parse().unwrap();
        stored.put(&table, task, &["name", "label", "owner", "title", "place"]).await;
    }
    let shown = by::<Task>("G1S");
    for owner in ["o", "o#"] {
        let owned = stored.where_(|task| task.owner.as_deref() == Some(owner));
        let days = values(&mut source, samples::day);
        all!(table, owned, Task::by_owner(owner).due(), |task: &Task| task.due, days, shown);
        let due = owned[0].due;
        let of_day = stored.where_(|task| task.owner.as_deref() == Some(owner) && task.due == due);
        let labels: Vec<String> = values(&mut source, samples::word).into_iter().chain([String::new()]).collect();
        let label = || Task::by_owner(owner).due().eq(due).label();
        compare!(table, of_day, label(), |task: &Task| task.label.clone(), labels, same, shown; eq);
        begins_with!(table, of_day, label(), |task: &Task| task.label.clone(), labels, shown, '#');
        for label in labels {
            let labelled = of_day.iter().copied().filter(|task| task.label == label).collect::<Vec<_>>();
            let titles = values(&mut source, samples::word);
            let title = || Task::by_owner(owner).due().eq(due).label().eq(&label).title();
            all!(table, labelled, title(), |task: &Task| task.title.clone(), titles, shown);
            begins_with!(table, labelled, title(), |task: &Task| task.title.clone(), titles, shown, '\0');
        }
    }
}

#[tokio::test]
async fn indexes_of_several_attributes_and_local_ones_compare_as_values_do() {
    let table = table::<Told>().await;
    let mut source = Source::new(2);
    let mut stored = Stored::default();
    for number in 0..150 {
        let mut task = samples::task(&mut source, samples::group("g"));
        (task.number, task.place) = (number, source.one_of(&["p", "p#"]).into());
        stored.put(&table, task, &["name", "label", "owner", "title", "place"]).await;
    }
    let ranked = stored.where_(|task| task.rank.is_some());
    let ranks = [0, 6, 7, 8, 10, 9998, 9999_u16];
    let question = || Task::ranked(samples::group("g")).rank();
    all!(table, ranked, question(), |task: &Task| task.rank.unwrap(), ranks, by::<Task>("L1S"));

    let shown = |task: Task| {
        let (raw, shown) = raw(&task);
        ((task.level, text(&raw, "G2S")), shown)
    };
    for (region, place) in [("eu", "p"), ("us", "p#")] {
        let is_there = |task: &Task| task.placed && task.region == region && task.place == place;
        let placed = stored.where_(is_there);
        let levels = [0, 5, 9, 10, 255_u8];
        all!(table, placed, Task::by_place(region, place).level(), |task: &Task| task.level, levels, shown);
        let level = placed[0].level;
        let of_level = stored.where_(|task| is_there(task) && task.level == level);
        let days = values(&mut source, samples::day);
        let month = |day: jiff::civil::Date| day.first_of_month();
        let question = || Task::by_place(region, place).level().eq(level);
        derived!(table, of_level, question().made(), |task: &Task| month(task.made), days, month, shown);
        let made = of_level[0].made;
        let of_month = stored.where_(|task| is_there(task) && task.level == level && month(task.made) == month(made));
        let question = || Task::by_place(region, place).level().eq(level).made().eq(made);
        all!(table, of_month, question().made(), |task: &Task| task.made, days, shown);
    }
}

#[tokio::test]
async fn the_tables_key_compares_the_other_way_round_too() {
    let table = table::<Told>().await;
    let mut source = Source::new(3);
    let mut stored = Stored::default();
    for _ in 0..40 {
        let mut task = samples::task(&mut source, GroupId::from(String::new()));
        task.group = GroupId::from(samples::word(&mut source));
        (task.state, task.number, task.name) = (State::Move, 1, source.one_of(&["", "a", "#"]).into());
        stored.put(&table, task, &["group", "label", "owner", "title", "place"]).await;
        let mut group = Group::new(GroupId::from(samples::word(&mut source)));
        group.note = Some("note".to_owned());
        accepts(&table, &group, &["group"]).await;
    }
    let groups: Vec<GroupId> = (0..12).map(|_| GroupId::from(samples::word(&mut source))).collect();
    for name in ["", "a", "#"] {
        let named: Vec<String> =
            stored.where_(|task| task.name == name).iter().map(|task| task.group.as_ref().to_owned()).collect();
        let named: Vec<&String> = named.iter().collect();
        let question = || Task::reversed(State::Move, 1, name).group();
        let found = |task: TaskReversed| (task.group.as_ref().to_owned(), String::new());
        for value in &groups {
            macro_rules! ask {
                ($($comparison:ident)*) => {$(
                    let is = |group: &&&String| holds(stringify!($comparison), group.as_str().cmp(value.as_ref()));
                    let expected = named.iter().filter(is).map(|group| ((*group).clone(), String::new())).collect();
                    check(&table, question().$comparison(value), expected, false, found).await;
                )*};
            }
            ask!(eq lt le gt ge);
            let begins = named.iter().filter(|group| group.starts_with(AsRef::<str>::as_ref(value)));
            let expected = begins.map(|group| ((*group).clone(), String::new())).collect();
            check(&table, question().begins_with(value), expected, false, found).await;
        }
    }
}

#[tokio::test]
async fn times_and_the_days_before_them_compare_as_they_are() {
    let table = table::<Told>().await;
    for seed in 0..PARTITIONS {
        let mut source = Source::new(seed);
        let group = samples::group(&format!("g{seed}"));
        let mut stored = Stored::default();
        for _ in 0..ITEMS {
            stored.put(&table, samples::happening(&mut source, group.clone()), &[]).await;
        }
        let shown = by::<Happening>("SK");
        let everything = stored.where_(|_| true);
        let times = values(&mut source, samples::finer);
        let (to_the_day, floor) = (samples::to_the_day, samples::to_the_millisecond);
        let question = || Happening::by_key(&group);
        derived!(table, everything, question().at(), |one: &Happening| to_the_day(one.at), times, to_the_day, shown);

        let at = stored.one(&mut source).unwrap().at;
        let of_day = stored.where_(|one| to_the_day(one.at) == to_the_day(at));
        let question = || Happening::by_key(&group).at().eq(at);
        all!(table, of_day, question().at(), |one: &Happening| one.at, times, floor, shown);

        let of_time = stored.where_(|one| one.at == at);
        let ids = values(&mut source, samples::uuid);
        let question = || Happening::by_key(&group).at().eq(at).at().eq(at);
        all!(table, of_time, question().id(), |one: &Happening| one.id, ids, shown);
    }
}

#[tokio::test]
async fn parts_with_nothing_between_them_compare_as_they_are() {
    let table = table::<Told>().await;
    for seed in 0..PARTITIONS {
        let mut source = Source::new(seed);
        let group = samples::group(&format!("g{seed}"));
        let mut stored = Stored::default();
        for _ in 0..ITEMS {
            let mut shift = samples::shift(&mut source, group.clone());
            (shift.day, shift.state) = ("2024-02-29".parse().unwrap(), source.one_of(&[State::Idle, shift.state]));
            shift.slot = source.one_of(&[10, shift.slot]);
            stored.put(&table, shift, &[]).await;
            stored.put(&table, samples::shift(&mut source, group.clone()), &[]).await;
        }
        let shown = by::<Shift>("SK");
        let everything = stored.where_(|_| true);
        let days = values(&mut source, samples::day);
        let question = || Shift::by_key(&group);
        all!(table, everything, question().day(), |shift: &Shift| shift.day, days, shown);

        let day = stored.one(&mut source).unwrap().day;
        let of_day = stored.where_(|shift| shift.day == day);
        let states = values(&mut source, samples::state);
        let question = || Shift::by_key(&group).day().eq(day);
        all!(table, of_day, question().state(), |shift: &Shift| shift.state, states, shown);

        let state = of_day[0].state;
        let of_state = stored.where_(|shift| (shift.day, shift.state) == (day, state));
        let slots = [0, 9, 10, 11, 998, 999_u16];
        let question = || Shift::by_key(&group).day().eq(day).state().eq(state);
        all!(table, of_state, question().slot(), |shift: &Shift| shift.slot, slots, shown);

        let slot = of_state[0].slot;
        let of_slot = stored.where_(|shift| (shift.day, shift.state, shift.slot) == (day, state, slot));
        let ids = values(&mut source, samples::uuid);
        let question = || Shift::by_key(&group).day().eq(day).state().eq(state).slot().eq(slot);
        all!(table, of_slot, question().id(), |shift: &Shift| shift.id, ids, shown);
    }
}

#[tokio::test]
async fn numbers_that_are_not_padded_and_texts_before_a_literal_are_equal_or_begin_so() {
    let table = table::<Told>().await;
    for seed in 0..PARTITIONS {
        let mut source = Source::new(seed);
        let group = samples::group(&format!("g{seed}"));
        let (mut counted, mut tails) = (Stored::default(), Stored::default());
        for _ in 0..ITEMS {
            counted.put(&table, samples::counted(&mut source, group.clone()), &[]).await;
            tails.put(&table, samples::tail(&mut source, group.clone()), &["first", "name"]).await;
        }
        let everything = counted.where_(|_| true);
        let (signed, unsigned) = (values(&mut source, samples::signed), [0, 1, 10, 25, 255_u8]);
        let shown = by::<Counted>("SK");
        let question = || Counted::by_key(&group).signed();
        compare!(table, everything, question(), |one: &Counted| one.signed, signed, same, shown; eq);
        let first = everything[0].signed;
        let of_number = counted.where_(|one| one.signed == first);
        let question = || Counted::by_key(&group).signed().eq(first).unsigned();
        compare!(table, of_number, question(), |one: &Counted| one.unsigned, unsigned, same, shown; eq);

        let everything = tails.where_(|_| true);
        let firsts = values(&mut source, samples::word);
        let shown = by::<Tail>("SK");
        let question = || Tail::by_key(&group).first();
        compare!(table, everything, question(), |tail: &Tail| tail.first.clone(), firsts, same, shown; eq);
        begins_with!(table, everything, question(), |tail: &Tail| tail.first.clone(), firsts, shown, '#');
        let first = everything[0].first.clone();
        let of_first = tails.where_(|tail| tail.first == first);
        let names: Vec<Name> = values(&mut source, samples::word).into_iter().map(Name::from).collect();
        let question = || Tail::by_key(&group).first().eq(&first).name();
        compare!(table, of_first, question(), |tail: &Tail| tail.name.clone(), names, same, shown; eq);
        begins_with!(table, of_first, question(), |tail: &Tail| tail.name.clone(), names, shown, '#');
    }
}

#[tokio::test]
async fn parts_that_are_whole_keys_compare_as_they_are() {
    let table = table::<Untold>().await;
    let mut source = Source::new(4);
    let (mut followers, mut posts, mut likes) = (Stored::default(), Stored::default(), Stored::default());
    for _ in 0..60 {
        let user = source.one_of(&["a", "b", "é"]);
        followers.put(&table, samples::follower(&mut source, user), &["SK"]).await;
        posts.put(&table, samples::post(&mut source, user), &[]).await;
        likes.put(&table, samples::like(&mut source, user), &["by"]).await;
    }
    let words: Vec<String> = (0..12).map(|_| samples::word(&mut source)).filter(|word| !word.is_empty()).collect();
    let shown = by::<Follower>("SK");
    for user in ["a", "b"] {
        let of_user = followers.where_(|follower| follower.user == user);
        let question = || Follower::by_key(user).by();
        all!(table, of_user, question(), |follower: &Follower| follower.by.clone(), words, shown);
        begins_with!(table, of_user, question(), |follower: &Follower| follower.by.clone(), words, shown, '\0');
    }
    let shown = by::<Follower>("G1S");
    let by_user = followers.0.values().next().unwrap().by.clone();
    let by_them = followers.where_(|follower| follower.by == by_user);
    let times = values(&mut source, samples::finer);
    let question = || Follower::by_follower(&by_user).since();
    all!(table, by_them, question(), |one: &Follower| one.since, times, samples::to_the_second, shown);

    let numbers = [0, 9, 10, 11, 9998, 9999_u16];
    for user in ["a", "b"] {
        let of_user = posts.where_(|post| post.user == user);
        all!(table, of_user, Post::by_key(user).number(), |post: &Post| post.number, numbers, by::<Post>("SK"));
        let shown = by::<Like>("SK");
        let of_user = likes.where_(|like| like.user == user);
        all!(table, of_user, Like::by_key(user).number(), |like: &Like| like.number, numbers, shown);
        let number = of_user[0].number;
        let of_post = likes.where_(|like| like.user == user && like.number == number);
        let question = || Like::by_key(user).number().eq(number).by();
        all!(table, of_post, question(), |like: &Like| like.by.clone(), words, shown);
        begins_with!(table, of_post, question(), |like: &Like| like.by.clone(), words, shown, '\0');
    }
    for topic in posts.where_(|_| true).iter().filter_map(|post| post.topic.clone()).take(4) {
        let of_topic = posts.where_(|post| post.topic.as_ref() == Some(&topic));
        let shown = by::<Post>("G1S");
        let question = || Post::by_topic(&topic).hour();
        all!(table, of_topic, question(), |post: &Post| post.hour, times, samples::to_the_hour, shown);
        let hour = of_topic[0].hour;
        let of_hour = posts.where_(|post| post.topic.as_ref() == Some(&topic) && post.hour == hour);
        let question = || Post::by_topic(&topic).hour().eq(hour).user();
        all!(table, of_hour, question(), |post: &Post| post.user.clone(), words, shown);
        begins_with!(table, of_hour, question(), |post: &Post| post.user.clone(), words, shown, '\0');
    }
    for liker in likes.where_(|like| like.listed).iter().map(|like| like.by.clone()).take(4) {
        let by_liker = likes.where_(|like| like.listed && like.by == liker);
        let shown = by::<Like>("G1S");
        let question = || Like::by_liker(&liker).user();
        compare!(table, by_liker, question(), |like: &Like| like.user.clone(), words, same, shown; eq);
        begins_with!(table, by_liker, question(), |like: &Like| like.user.clone(), words, shown, '#');
        let user = by_liker[0].user.clone();
        let of_user = likes.where_(|like| like.listed && like.by == liker && like.user == user);
        let question = || Like::by_liker(&liker).user().eq(&user).number();
        compare!(table, of_user, question(), |like: &Like| like.number, numbers, same, shown; eq);
    }
}

#[tokio::test]
async fn keys_that_are_numbers_compare_as_they_are() {
    let table = table::<Series>().await;
    let mut source = Source::new(5);
    let mut stored = Stored::default();
    for _ in 0..60 {
        let device = source.one_of(&["", "a", "é"]);
        stored.put(&table, samples::reading(&mut source, device), &[]).await;
    }
    let times = values(&mut source, samples::finer);
    let shown = |reading: Reading| (reading.at, format!("{reading:?}"));
    for day in [samples::to_the_day(times[0]), samples::to_the_day(times[1])] {
        for device in ["", "a", "é"] {
            let of_day = stored.where_(|one| one.device == device && samples::to_the_day(one.at) == day);
            let floor = samples::to_the_millisecond;
            let question = || Reading::by_key(device, day).at();
            all!(table, of_day, question(), |reading: &Reading| reading.at, times, floor, shown);
        }
    }
    let of_code = stored.where_(|one| one.code == Some(7));
    let levels = [i32::MIN, -9, -1, 0, 9, 10];
    let shown = |reading: Reading| (reading.level, format!("{reading:?}"));
    all!(table, of_code, Reading::by_code(7).level(), |reading: &Reading| reading.level, levels, shown);
}
