//! Transactions: several writes as one, and several reads at one moment.

mod support;

use dynaschema::aws_sdk_dynamodb::types::AttributeValue;
use dynaschema::{Cancelled, Error, Table, transact_get, transact_write};
use dynaschema_examples::schema::{Article, HackerNews, Inventory, Link, Session, Sessions};
use support::{fresh, fresh_at, stories, story};

fn cancelled(result: Result<(), Error>) -> Cancelled {
    match result {
        Err(Error::Cancelled(cancelled)) => *cancelled,
        other => panic!("{other:?}"),
    }
}

async fn title(news: &Table<HackerNews>, url: &str) -> Option<String> {
    news.get(Link::key(url)).consistent().select(Link::TITLE).send().await.expect("it can be read")
}

#[tokio::test]
async fn all_actions_of_all_tables_are_done_or_none() {
    if support::is_lacking() {
        return;
    }
    let news = stories(5).await;
    let inventory = fresh_at::<Inventory>(news.client()).await;
    let all = |least| {
        transact_write(news.client())
            .push(news.put(&Link::new("http://story/0", "put")))
            .push(news.insert(&Link::new("http://new", "inserted")))
            .push(news.replace(&Link::new("http://story/1", "replaced")))
            .push(news.update(Link::key("http://story/2")).set(Link::TITLE, "updated"))
            .push(news.delete(Link::key("http://story/3")))
            .push(news.check(Link::key("http://story/4")).condition(Link::POINTS.ge(least)))
            .push(news.check(Link::key("http://none")).absent())
            .push(inventory.upsert(&Article::new("lamp", "Lamp")).add(Article::STOCK, 3))
    };
    let reasons = cancelled(all(5).send().await).reasons;
    assert_eq!(reasons.len(), 8);
    assert!(matches!(&reasons[5], Some(Error::ConditionFailed(_))), "{reasons:?}");
    assert_eq!(reasons.iter().flatten().count(), 1, "{reasons:?}");
    assert_eq!(title(&news, "http://new").await, None);
    assert_eq!(title(&news, "http://story/3").await.as_deref(), Some("Story number 3"));
    assert_eq!(inventory.get(Article::key("lamp")).send().await.unwrap(), None);

    all(4).send().await.unwrap();
    for (url, expected) in [
        ("http://story/0", Some("put")),
        ("http://new", Some("inserted")),
        ("http://story/1", Some("replaced")),
        ("http://story/2", Some("updated")),
        ("http://story/3", None),
        ("http://story/4", Some("Story number 4")),
    ] {
        assert_eq!(title(&news, url).await.as_deref(), expected);
    }
    assert_eq!(inventory.get(Article::key("lamp")).send().await.unwrap().map(|lamp| lamp.stock), Some(3));
}

#[tokio::test]
async fn each_reason_is_the_error_of_its_action_in_the_order_given() {
    if support::is_lacking() {
        return;
    }
    let news = stories(3).await;
    let refused = transact_write(news.client())
        .push(news.delete(Link::key("http://story/0")).condition(Link::POINTS.gt(0)))
        .push(news.put(&Link::new("http://fine", "fine")))
        .push(news.insert(&story(1)))
        .push(news.check(Link::key("http://none")))
        .push(news.update(Link::key("http://absent")).add(Link::POINTS, 1))
        .push(news.check(Link::key("http://story/2")).absent());
    let error = refused.send().await.unwrap_err();
    assert_eq!(error.code(), Some("TransactionCanceledException"));
    let said = error.to_string();
    assert!(said.starts_with("the transaction was cancelled: action 0: the condition on `Link` with link"), "{said}");
    assert!(said.contains("; action 2: `Link` with link = \"http://story/1\""), "{said}");
    let cancelled = cancelled(Err(error));
    assert!(
        matches!(
            &cancelled.reasons[..],
            [
                Some(Error::ConditionFailed(_)),
                None,
                Some(Error::AlreadyExists(_)),
                Some(Error::NotFound(_)),
                Some(Error::NotFound(_)),
                Some(Error::AlreadyExists(_)),
            ]
        ),
        "{cancelled:?}"
    );
    assert_eq!(cancelled.first().map(|(position, _)| position), Some(0));
    let found = cancelled.reasons[2].as_ref().unwrap().current::<Link>().unwrap();
    assert_eq!(found, Some(story(1)), "with the item as it stands");
    assert!(std::error::Error::source(&cancelled).is_some_and(|source| source.to_string().contains("service error")));
}

#[tokio::test]
async fn versioned_items_are_checked_and_advanced_as_single_writes_are() {
    if support::is_lacking() {
        return;
    }
    let table = fresh::<Sessions>().await;
    let (mut one, mut two) = (Session::new("1", "ada"), Session::new("2", "ben"));
    transact_write(table.client()).push(table.insert(&mut one)).push(table.put(&mut two)).send().await.unwrap();
    assert_eq!((one.version, two.version), (1, 1));
    let mut stale = one.clone();
    one.hits = 7;
    let both = transact_write(table.client()).push(table.put(&mut one)).push(table.update(&two).add(Session::HITS, 1));
    both.send().await.unwrap();
    assert_eq!(table.get(Session::key("1")).send().await.unwrap(), Some(one.clone()));
    let now = table.get(Session::key("2")).send().await.unwrap().unwrap();
    assert_eq!((now.version, now.hits), (2, 1));

    let before = stale.clone();
    let refused = transact_write(table.client())
        .push(table.put(&mut stale))
        .push(table.check(&two))
        .push(table.delete(Session::key("3")));
    let reasons = cancelled(refused.send().await).reasons;
    assert!(
        matches!(&reasons[..], [Some(Error::VersionConflict(_)), Some(Error::VersionConflict(_)), None]),
        "{reasons:?}"
    );
    assert_eq!(stale, before);
    let fine = transact_write(table.client()).push(table.check(&one)).push(table.check(&two).expect_version(2));
    fine.send().await.unwrap();
}

#[tokio::test]
async fn a_transaction_that_is_sent_again_under_its_token_is_applied_once() {
    if support::is_lacking() {
        return;
    }
    let news = stories(1).await;
    for _ in 0..2 {
        let add = news.update(Link::key("http://story/0")).add(Link::POINTS, 1);
        transact_write(news.client()).push(add).token("17").send().await.unwrap();
    }
    assert_eq!(news.get(Link::key("http://story/0")).send().await.unwrap().unwrap().points, 1);
}

#[tokio::test]
async fn what_no_transaction_can_be_is_refused_before_the_call() {
    let news = support::unmade::<HackerNews>(&dynaschema_examples::client().await);
    let put = |number: usize| news.put(&Link::new(format!("http://{number}"), "t"));
    let of = |count: usize| (0..count).fold(transact_write(news.client()), |all, number| all.push(put(number)));
    let refused = |result: Result<(), Error>, reason: &str| match result {
        Err(Error::Refused(refused)) => assert!(refused.reason.contains(reason), "{refused}"),
        other => panic!("{reason}: {other:?}"),
    };
    assert_eq!(of(100).request().unwrap().transact_items().len(), 100);
    refused(of(101).send().await, "this one has 101");
    refused(of(0).send().await, "this one has 0");
    refused(of(2).push(put(1)).send().await, "two actions on `Link` with link = \"http://1\"");
    refused(of(1).push(news.put(&Link::new("", "t"))).send().await, "cannot be empty");
    refused(of(1).push(put(1).customize(|request| request)).send().await, "call it on the transaction");
    refused(of(1).token("").send().await, "1 to 36 characters");
    let elsewhere = news.clone().named("elsewhere");
    of(1).push(elsewhere.put(&Link::new("http://0", "t"))).request().unwrap();
    let large = |bytes: usize| {
        let each = Link::new("http://0", "");
        let empty = dynaschema::item_size(&dynaschema::to_item(&each).unwrap());
        let part = bytes / 16 - empty;
        (0..16).fold(transact_write(news.client()), |all, number| {
            let rest = if number == 0 { bytes % 16 } else { 0 };
            let url = format!("http://{}", char::from(b'a' + number));
            all.push(news.put(&Link::new(url, "x".repeat(part + rest))))
        })
    };
    large(4 * 1024 * 1024).request().unwrap();
    refused(large(4 * 1024 * 1024 + 1).send().await, "4194305 bytes");
}

#[tokio::test]
async fn items_of_several_tables_are_read_at_one_moment_in_the_form_that_was_asked() {
    if support::is_lacking() {
        return;
    }
    let news = stories(3).await;
    let inventory = fresh_at::<Inventory>(news.client()).await;
    inventory.put(&Article::new("lamp", "Lamp")).send().await.unwrap();
    let sessions = fresh_at::<Sessions>(news.client()).await;
    let mut over = Session::new("over", "ada");
    over.expires_at = Some(dynaschema::jiff::Timestamp::now() - dynaschema::jiff::SignedDuration::from_secs(9));
    sessions.put(&mut over).send().await.unwrap();
    let gets = (
        news.get(&story(0)),
        news.get(Link::key("http://none")),
        inventory.get(Article::key("lamp")).select((Article::NAME, Article::STOCK)),
        vec![news.get(&story(2)), news.get(&story(1))],
        sessions.get(&over).select(Session::USER),
    );
    let found = transact_get(news.client(), gets).send_metered().await.unwrap();
    let (first, none, lamp, rest, over) = found.value;
    assert_eq!((first, none, lamp), (Some(story(0)), None, Some(("Lamp".to_owned(), 0))));
    assert_eq!(rest, [Some(story(2)), Some(story(1))]);
    assert_eq!(over, None, "it has expired");
    assert!(found.consumed.and_then(|consumed| consumed.capacity_units).is_some_and(|units| units > 0.0));
}

#[tokio::test]
async fn what_no_transaction_can_read_is_refused_before_the_call() {
    let news = support::unmade::<HackerNews>(&dynaschema_examples::client().await);
    let of =
        |count: i64| transact_get(news.client(), (0..count).map(|points| news.get(&story(points))).collect::<Vec<_>>());
    assert_eq!(of(100).request().unwrap().transact_items().len(), 100);
    for (reason, refused) in [
        ("this one 101", of(101).send().await),
        ("this one 0", of(0).send().await),
        (
            "link = \"http://story/1\"",
            transact_get(news.client(), vec![news.get(&story(1)), news.get(&story(1))]).send().await,
        ),
    ] {
        match refused {
            Err(Error::Refused(refused)) => assert!(refused.reason.contains(reason), "{refused}"),
            other => panic!("{reason}: {other:?}"),
        }
    }
    let value = AttributeValue::S("http://story/7".to_owned());
    assert_eq!(of(8).request().unwrap().transact_items()[7].get().unwrap().key()["link"], value);
}
