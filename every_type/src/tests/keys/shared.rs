//! Several entities in one partition: a query finds one of them, a collection those that it lists.

use std::collections::BTreeSet;

use aws_sdk_dynamodb::types::AttributeValue;
use dynaschema::{Cursor, Error, Table, TableDefinition};

use super::super::values::Source;
use super::{samples, table};
use crate::schema::*;

async fn put_raw<T: TableDefinition>(table: &Table<T>, attributes: &[(&str, &str)]) {
    let item = attributes.iter().map(|(name, value)| ((*name).to_owned(), AttributeValue::S((*value).to_owned())));
    let put = table.client().put_item().table_name(table.name()).set_item(Some(item.collect()));
    put.send().await.unwrap();
}

/// A user with posts `p#0000` to `p#0005`, five likes of each, and a profile.
async fn posts_and_likes() -> Table<Untold> {
    let table = table::<Untold>().await;
    table.put(&User::new("a")).send().await.unwrap();
    for number in 0..6 {
        table.put(&Post::new("a", number, jiff::Timestamp::UNIX_EPOCH)).send().await.unwrap();
        for by in ["", "a", "b", "#", "é"] {
            table.put(&Like::new("a", number, by)).send().await.unwrap();
        }
    }
    table
}

#[tokio::test]
async fn a_query_finds_one_entity_and_limit_counts_what_is_found() {
    let table = posts_and_likes().await;
    let numbers = |posts: Vec<Post>| posts.into_iter().map(|post| post.number).collect::<Vec<_>>();
    let posts = || table.query(Post::by_key("a"));
    assert_eq!(numbers(posts().all().await.unwrap()), [0, 1, 2, 3, 4, 5]);
    assert_eq!(numbers(posts().descending().all().await.unwrap()), [5, 4, 3, 2, 1, 0]);
    for limit in 1..8 {
        for page_size in [1, 2, 5, 100] {
            let found = posts().limit(limit).page_size(page_size).all().await.unwrap();
            assert_eq!(numbers(found), (0..6).take(limit).collect::<Vec<u16>>());
        }
    }
    let from_three = || table.query(Post::by_key("a").number().ge(3));
    assert_eq!(numbers(from_three().all().await.unwrap()), [3, 4, 5]);
    assert_eq!(numbers(from_three().limit(2).all().await.unwrap()), [3, 4]);
    assert_eq!(numbers(table.query(Post::by_key("a").number().eq(3)).all().await.unwrap()), [3]);
    assert_eq!(numbers(table.query(Post::by_key("a").number().between(1, 2)).all().await.unwrap()), [1, 2]);
    assert_eq!(numbers(table.query(Post::by_key("a").number().le(1)).all().await.unwrap()), [0, 1]);
    assert_eq!(numbers(table.query(Post::by_key("a").number().gt(4)).all().await.unwrap()), [5]);

    assert_eq!(table.query(Like::by_key("a")).all().await.unwrap().len(), 30);
    assert_eq!(table.query(Like::by_key("a")).limit(7).all().await.unwrap().len(), 7);
    assert_eq!(table.query(Like::by_key("a").number().le(1)).all().await.unwrap().len(), 10);
    assert_eq!(table.query(User::by_key("a")).all().await.unwrap().len(), 1);
    assert_eq!(table.scan::<Post>().all().await.unwrap().len(), 6);
    assert_eq!(table.scan::<Like>().all().await.unwrap().len(), 30);
}

#[tokio::test]
async fn counts_cursors_and_deletes_are_of_one_entity_too() {
    let table = posts_and_likes().await;
    for page_size in [1, 2, 7, 100] {
        assert_eq!(table.query(Post::by_key("a")).page_size(page_size).count().await.unwrap(), 6);
        assert_eq!(table.query(Post::by_key("a")).page_size(page_size).limit(4).count().await.unwrap(), 4);
        assert_eq!(table.scan::<Like>().page_size(page_size).count().await.unwrap(), 30);
        for limit in [1, 2, 5, 6] {
            let mut numbers = Vec::new();
            let mut next: Option<Cursor> = None;
            loop {
                let mut query = table.query(Post::by_key("a")).page_size(page_size).limit(limit).select(Post::LIKES);
                if let Some(next) = next.take() {
                    query = query.after(next);
                }
                let page = query.page().await.unwrap();
                numbers.extend(page.items);
                next = page.next;
                if next.is_none() {
                    break;
                }
            }
            assert_eq!(numbers.len(), 6, "{page_size} {limit}");
        }
    }
    let both =
        table.query_each([Post::by_key("a"), Post::by_key("b")], |query| query.page_size(3)).all().await.unwrap();
    assert_eq!(both.iter().map(|post| post.number).collect::<Vec<_>>(), [0, 1, 2, 3, 4, 5]);
    assert_eq!(table.delete_partition(Post::by_key("a")).send().await.unwrap().items, 6);
    assert_eq!(table.scan::<Post>().count().await.unwrap(), 0);
    assert_eq!(table.scan::<Like>().count().await.unwrap(), 30, "others stay");
    assert_eq!(table.query(User::by_key("a")).count().await.unwrap(), 1);
}

#[tokio::test]
async fn entities_that_say_what_they_are_are_told_apart_in_every_index() {
    let table = table::<Told>().await;
    let mut source = Source::new(1);
    let group = samples::group("g");
    let (mut tasks, mut shifts) = (BTreeSet::new(), BTreeSet::new());
    table.put(&Group::new(&group)).send().await.unwrap();
    for _ in 0..30 {
        let mut task = samples::task(&mut source, group.clone());
        // The keys of an index are other entities' too.
        task.owner = Some("o".to_owned());
        if table.put(&task).send().await.is_ok() {
            tasks.insert((task.state, task.number, task.name.clone()));
        }
        let shift = samples::shift(&mut source, group.clone());
        table.put(&shift).send().await.unwrap();
        shifts.insert((shift.day, shift.state, shift.slot, shift.id));
        table.put(&samples::happening(&mut source, group.clone())).send().await.unwrap();
        table.put(&samples::counted(&mut source, group.clone())).send().await.unwrap();
    }
    let found = table.query(Task::by_key(&group)).all().await.unwrap();
    assert_eq!(found.into_iter().map(|task| (task.state, task.number, task.name)).collect::<BTreeSet<_>>(), tasks);
    let found = table.query(Shift::by_key(&group)).all().await.unwrap();
    assert_eq!(found.into_iter().map(|one| (one.day, one.state, one.slot, one.id)).collect::<BTreeSet<_>>(), shifts);
    assert_eq!(table.query(Group::by_key(&group)).all().await.unwrap().len(), 1);
    assert_eq!(table.query(Group::inverse()).all().await.unwrap().len(), 1);
    assert_eq!(table.query(Task::by_owner("o")).all().await.unwrap().len(), tasks.len());
    assert_eq!(table.scan::<Task>().all().await.unwrap().len(), tasks.len());
}

#[tokio::test]
async fn an_item_of_no_entity_is_an_error_or_is_counted() {
    let table = posts_and_likes().await;
    put_raw(&table, &[("PK", "u#a"), ("SK", "p#1")]).await;
    put_raw(&table, &[("PK", "u#a"), ("SK", "p#00x2")]).await;
    let failed = table.query(Post::by_key("a")).all().await.unwrap_err();
    assert!(matches!(&failed, Error::UnknownEntity(unknown) if unknown.said.is_none()), "{failed}");
    let mut pages = table.query(Post::by_key("a")).skip_unknown().pages();
    let (mut items, mut unknown) = (0, 0);
    while let Some(page) = pages.try_next().await.unwrap() {
        items += page.items.len();
        unknown += page.unknown;
    }
    assert_eq!((items, unknown), (6, 2));
    // Where the range leaves them out, nobody sees them.
    assert_eq!(table.query(Post::by_key("a").number().le(0)).all().await.unwrap().len(), 1);

    let table = super::table::<Told>().await;
    let group = samples::group("g");
    let name = Name::from("x".to_owned());
    let mut tail = Tail::new(&group, "first", &name);
    tail.listed = true;
    table.put(&tail).send().await.unwrap();
    put_raw(&table, &[("PK", "l"), ("SK", "l"), ("G1P", "n#x"), ("G1S", "l"), ("kind", "Lost")]).await;
    let failed = table.query(Tail::by_name(&name)).all().await.unwrap_err();
    assert!(matches!(&failed, Error::UnknownEntity(unknown) if unknown.said.as_deref() == Some("Lost")), "{failed}");
    let mut pages = table.query(Tail::by_name(&name)).skip_unknown().pages();
    let page = pages.try_next().await.unwrap().unwrap();
    assert_eq!((page.items, page.unknown), (vec![tail], 1));
    assert!(pages.try_next().await.unwrap().is_none());
}

#[tokio::test]
async fn a_collection_has_what_it_lists_and_says_what_is_missing() {
    let table = table::<Told>().await;
    let mut source = Source::new(2);
    let group = samples::group("g");
    let collection = async || table.collection(GroupWithTasks::of(&group)).send().await;
    let gap = |collection: Result<GroupWithTasks, Error>| match collection {
        Err(Error::Incomplete(gap)) => (gap.field, gap.found),
        other => panic!("{other:?}"),
    };
    table.put(&samples::happening(&mut source, group.clone())).send().await.unwrap();
    table.put(&samples::shift(&mut source, group.clone())).send().await.unwrap();
    assert_eq!(gap(collection().await), ("group", 0));

    table.put(&Group::new(&group)).send().await.unwrap();
    let found = collection().await.unwrap();
    assert_eq!((found.group, found.tasks.len(), found.counted), (Group::new(&group), 0, None));

    let day = jiff::civil::Date::constant(2024, 2, 29);
    for (state, number) in [(State::Stop, 1), (State::Idle, 10), (State::Idle, 9)] {
        table.put(&Task::new(&group, state, number, "n", day, "l", "t", "eu", "p", 1, day)).send().await.unwrap();
    }
    table.put(&Counted::new(&group, -1, 1)).send().await.unwrap();
    let found = collection().await.unwrap();
    let order: Vec<_> = found.tasks.iter().map(|task| (task.state, task.number)).collect();
    assert_eq!(order, [(State::Idle, 9), (State::Idle, 10), (State::Stop, 1)]);
    assert_eq!(found.counted, Some(Counted::new(&group, -1, 1)));

    table.put(&Counted::new(&group, 1, 1)).send().await.unwrap();
    assert_eq!(gap(collection().await), ("counted", 2));

    let table = posts_and_likes().await;
    table.put(&Follower::new("a", "b", jiff::Timestamp::UNIX_EPOCH)).send().await.unwrap();
    let found = table.collection(PostWithLikes::of("a")).page_size(3).send().await.unwrap();
    assert_eq!((found.user, found.posts.len(), found.likes.len()), (User::new("a"), 6, 30));
}
