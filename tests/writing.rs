//! put, insert, replace, update and delete, as DynamoDB does them.

mod support;

use std::collections::BTreeSet;

use dynaschema::{Condition, Error, Table};
use dynaschema_examples::schema::{HackerNews, Link};
use support::{fresh, story};

const URL: &str = "http://story/7";

/// A table with story 7 in it.
async fn one() -> Table<HackerNews> {
    let news = fresh::<HackerNews>().await;
    news.insert(&story(7)).send().await.unwrap();
    news
}

async fn current(news: &Table<HackerNews>) -> Option<Link> {
    news.get(Link::key(URL)).consistent().send().await.unwrap()
}

#[tokio::test]
async fn put_writes_and_overwrites() {
    let news = fresh::<HackerNews>().await;
    let mut link = story(7);
    news.put(&link).send().await.unwrap();
    assert_eq!(current(&news).await, Some(link.clone()));

    link.title = "Another title".to_owned();
    news.put(&link).send().await.unwrap();
    assert_eq!(current(&news).await, Some(link));
}

#[tokio::test]
async fn insert_refuses_to_overwrite_and_shows_what_is_there() {
    if support::is_lacking() {
        return;
    }
    let news = one().await;
    let error = news.insert(&Link::new(URL, "Mine")).send().await.unwrap_err();
    assert!(matches!(error, Error::AlreadyExists(_)), "{error:?}");
    assert_eq!(error.current::<Link>().unwrap(), Some(story(7)));
    assert_eq!(current(&news).await, Some(story(7)));
}

#[tokio::test]
async fn replace_refuses_to_create() {
    let news = one().await;
    let error = news.replace(&Link::new("http://elsewhere", "Mine")).send().await.unwrap_err();
    assert!(matches!(error, Error::NotFound(_)), "{error:?}");
    assert_eq!(error.current::<Link>().unwrap(), None);

    news.replace(&Link::new(URL, "Replaced")).send().await.unwrap();
    assert_eq!(current(&news).await, Some(Link::new(URL, "Replaced")));
}

#[tokio::test]
async fn update_sets_adds_and_removes_at_once_and_returns_the_new_item() {
    let news = one().await;
    let updated = news
        .update(Link::key(URL))
        .set(Link::TITLE, "Changed")
        .add(Link::POINTS, -10)
        .add(Link::TAGS, BTreeSet::from(["odd".to_owned(), "new".to_owned()]))
        .set(Link::DAYS_OLD, 0)
        .returning_new()
        .send()
        .await
        .unwrap();
    let mut expected = Link::new(URL, "Changed");
    expected.points = -3;
    expected.tags = BTreeSet::from(["odd".to_owned(), "new".to_owned()]);
    assert_eq!(updated, expected);
    assert_eq!(current(&news).await, Some(expected));
}

#[tokio::test]
async fn update_takes_an_item_for_its_key_and_changes_nothing_but_what_it_says() {
    let news = one().await;
    let stale = Link::new(URL, "A title that nobody wrote");
    news.update(&stale).add(Link::POINTS, 1).send().await.unwrap();
    let mut expected = story(7);
    expected.points = 8;
    assert_eq!(current(&news).await, Some(expected));
}

#[tokio::test]
async fn update_refuses_to_invent_half_an_item() {
    let news = fresh::<HackerNews>().await;
    for update in [
        news.update(Link::key(URL)).add(Link::POINTS, 1),
        news.update(Link::key(URL)).add(Link::POINTS, 1).condition(!Link::POINTS.gt(5)),
        news.update(Link::key(URL)),
    ] {
        let error = update.send().await.unwrap_err();
        assert!(matches!(error, Error::NotFound(_)), "{error:?}");
    }
    assert_eq!(current(&news).await, None);
}

#[tokio::test]
async fn an_update_without_actions_changes_nothing() {
    let news = one().await;
    let nothing = news.update(Link::key(URL)).add(Link::TAGS, BTreeSet::new());
    assert_eq!(nothing.returning_new().send().await.unwrap(), story(7));
}

#[tokio::test]
async fn setting_an_empty_set_removes_the_attribute() {
    if support::is_lacking() {
        return;
    }
    let news = one().await;
    let tagged = news.update(Link::key(URL)).set(Link::TAGS, BTreeSet::from(["x".to_owned()]));
    assert!(!tagged.returning_new().send().await.unwrap().tags.is_empty());
    let untagged = news.update(Link::key(URL)).set(Link::TAGS, BTreeSet::new()).condition(Link::TAGS.exists());
    assert!(untagged.returning_new().send().await.unwrap().tags.is_empty());
    let error = news.update(Link::key(URL)).condition(Link::TAGS.exists()).send().await.unwrap_err();
    assert!(matches!(error, Error::ConditionFailed(_)), "{error:?}");
}

#[tokio::test]
async fn a_failed_condition_shows_the_item_as_it_stands_and_keeps_the_sdks_error() {
    if support::is_lacking() {
        return;
    }
    let news = one().await;
    let writes = [
        news.put(&Link::new(URL, "x")).condition(Link::POINTS.lt(7)).send().await,
        news.replace(&Link::new(URL, "x")).condition(Link::POINTS.lt(7)).send().await,
        news.update(Link::key(URL)).set(Link::TITLE, "x").condition(Link::POINTS.lt(7)).send().await,
        news.delete(Link::key(URL)).condition(Link::POINTS.lt(7)).send().await,
    ];
    for write in writes {
        let error = write.unwrap_err();
        let Error::ConditionFailed(failed) = &error else {
            panic!("{error:?}");
        };
        assert_eq!(failed.key.to_string(), format!("link = {URL:?}"));
        assert_eq!(error.current::<Link>().unwrap(), Some(story(7)));
        assert_eq!(error.code(), Some("ConditionalCheckFailedException"));
        let source = std::error::Error::source(&error).expect("the SDK's error");
        assert!(source.to_string().contains("service error"), "{source}");
    }
    assert_eq!(current(&news).await, Some(story(7)));
}

#[tokio::test]
async fn several_conditions_must_all_hold() {
    let news = one().await;
    let both = |low, high| {
        let update = news.update(Link::key(URL)).set(Link::TITLE, "x");
        update.condition(Link::POINTS.lt(high)).condition(Link::POINTS.gt(low))
    };
    assert!(both(7, 10).send().await.is_err());
    assert!(both(6, 7).send().await.is_err());
    assert!(both(6, 10).send().await.is_ok());
}

#[tokio::test]
async fn delete_deletes_and_does_not_mind_that_nothing_is_there() {
    let news = one().await;
    news.delete(&story(7)).condition(Link::POINTS.eq(7)).send().await.unwrap();
    assert_eq!(current(&news).await, None);
    news.delete(Link::key(URL)).send().await.unwrap();
    let error = news.delete(Link::key(URL)).condition(Link::POINTS.exists()).send().await.unwrap_err();
    assert!(matches!(error, Error::ConditionFailed(_)), "{error:?}");
}

#[tokio::test]
async fn every_comparison_holds_where_dynamodb_says_so() {
    let news = fresh::<HackerNews>().await;
    let mut link = story(7);
    link.tags = BTreeSet::from(["doge".to_owned()]);
    news.insert(&link).send().await.unwrap();
    let tagged = |tags: &[&str]| tags.iter().map(|tag| (*tag).to_owned()).collect::<BTreeSet<_>>();
    let check = async |expected: bool, name: &str, write: dynaschema::Update<Link>| {
        assert_eq!(write.send().await.is_ok(), expected, "{name}");
    };
    macro_rules! holds {
        ($expected:literal: $($condition:expr),* $(,)?) => {$(
            check($expected, stringify!($condition), news.update(Link::key(URL)).condition($condition)).await;
        )*};
    }
    holds!(true:
        Link::POINTS.eq(7), Link::POINTS.ne(8), Link::POINTS.lt(8), Link::POINTS.le(7), Link::POINTS.gt(6), Link::POINTS.ge(7),
        Link::TITLE.eq("Story number 7"), Link::TITLE.gt("Story"), Link::TITLE.begins_with("Story"), Link::TITLE.contains("number"),
        Link::TAGS.contains("doge"), Link::TAGS.eq(tagged(&["doge"])), Link::TAGS.ne(tagged(&[])), Link::TAGS.exists(),
        Link::POINTS.eq(7) & Link::DAYS_OLD.eq(1), Link::POINTS.eq(8) | Link::DAYS_OLD.eq(1), !Link::POINTS.eq(8),
        !(Link::POINTS.eq(8) | Link::DAYS_OLD.eq(2)), (Link::POINTS.eq(8) | Link::DAYS_OLD.eq(1)) & Link::TAGS.exists(),
        Link::LINK.eq(URL),
    );
    holds!(false:
        Link::POINTS.eq(8), Link::POINTS.ne(7), Link::POINTS.lt(7), Link::POINTS.le(6), Link::POINTS.gt(7), Link::POINTS.ge(8),
        Link::TITLE.begins_with("story"), Link::TITLE.contains("Number"), Link::TAGS.contains("dog"), Link::TAGS.eq(tagged(&[])),
        !Link::TAGS.exists(), Link::POINTS.eq(8) & Link::DAYS_OLD.eq(1), !(Link::POINTS.eq(7) & Link::DAYS_OLD.eq(1)),
    );
}

#[tokio::test]
async fn what_dynamodb_would_refuse_is_refused_before_it_is_sent_by_name() {
    // No such table: whatever is sent fails with another error.
    let news = support::unmade::<HackerNews>(&dynaschema_examples::client().await);
    let long = "x".repeat(2049);
    let refused = [
        ("link", news.put(&Link::new("", "t")).send().await),
        ("link", news.insert(&Link::new(&long, "t")).send().await),
        ("link", news.delete(Link::key("")).send().await),
        ("link", news.get(Link::key(&long)).send().await.map(drop)),
        ("points", news.update(Link::key(URL)).add(Link::POINTS, 1).set(Link::POINTS, 2).send().await),
        ("tags", news.update(Link::key(URL)).set(Link::TAGS, BTreeSet::new()).remove(Link::TAGS).send().await),
    ];
    for (attribute, result) in refused {
        match result {
            Err(Error::Refused(refused)) => assert_eq!(refused.attribute, attribute),
            other => panic!("{attribute}: {other:?}"),
        }
    }
}

#[tokio::test]
async fn a_condition_is_a_value_that_can_be_kept_and_used_again() {
    let news = one().await;
    let popular: Condition<Link, _> = Link::POINTS.ge(7) & !Link::TAGS.contains("ask");
    for _ in 0..2 {
        news.update(Link::key(URL)).set(Link::TITLE, "Popular").condition(popular.clone()).send().await.unwrap();
    }
}
