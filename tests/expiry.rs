//! Expired items that are still there: where the schema says so, they are hidden.

mod support;

use dynaschema::jiff::{Timestamp, ToSpan};
use dynaschema::{Error, Table};
use dynaschema_examples::schema::{Session, Sessions};
use support::fresh;

/// A session of ada's that ends in so many seconds, if at all.
fn session(id: &str, ends: Option<i64>) -> Session {
    let mut session = Session::new(id, "ada");
    session.expires_at = ends.map(|seconds| Timestamp::now() + seconds.seconds());
    session
}

/// Every third one is over.
async fn sessions() -> Table<Sessions> {
    let table = fresh::<Sessions>().await;
    for number in 0..9 {
        let ends = [Some(-60), Some(600), None][number % 3];
        table.put(&mut session(&format!("s{number}"), ends)).send().await.expect("a session can be put");
    }
    table
}

/// As DynamoDB holds them.
async fn raw(table: &Table<Sessions>) -> usize {
    let scan = table.client().scan().table_name(table.name()).consistent_read(true).send().await;
    scan.expect("the table").items().len()
}

#[tokio::test]
async fn what_is_over_is_not_read() {
    let table = sessions().await;
    assert_eq!(raw(&table).await, 9, "it is still there");
    assert_eq!(table.get(Session::key("s0")).consistent().send().await.unwrap(), None);
    assert_eq!(table.get(Session::key("s0")).select(Session::USER).send().await.unwrap(), None);
    assert_eq!(table.get(Session::key("s1")).select(Session::USER).send().await.unwrap().as_deref(), Some("ada"));
    let both = table.get(Session::key("s2")).select((Session::USER, Session::EXPIRES_AT)).send().await.unwrap();
    assert_eq!(both, Some(("ada".to_owned(), None)));

    let ids = |sessions: Vec<Session>| {
        let mut ids: Vec<_> = sessions.into_iter().map(|session| session.id).collect();
        ids.sort();
        ids
    };
    let expected = ["s1", "s2", "s4", "s5", "s7", "s8"];
    assert_eq!(ids(table.scan().all().await.unwrap()), expected);
    assert_eq!(ids(table.query(Session::by_user("ada")).all().await.unwrap()), expected);
    let selected = table.scan::<Session>().select(Session::USER).all().await.unwrap();
    assert_eq!(selected.len(), 6);
    let selected = table.query(Session::by_user("ada")).select(Session::ID).all().await.unwrap();
    assert_eq!(selected.len(), 6);
}

#[tokio::test]
async fn a_limit_is_of_what_is_not_over() {
    let table = sessions().await;
    for limit in 1..=7 {
        let found = table.query(Session::by_user("ada")).limit(limit).page_size(2).page().await.unwrap();
        assert_eq!(found.items.len(), limit.min(6));
        assert!(found.scanned >= found.items.len());
    }
    assert!(table.query(Session::by_user("ada")).first().await.unwrap().is_some());
}

#[tokio::test]
async fn an_insert_takes_what_is_over_for_absent() {
    let table = fresh::<Sessions>().await;
    table.insert(&mut session("s", Some(-60))).send().await.unwrap();
    let mut again = session("s", Some(600));
    table.insert(&mut again).send().await.unwrap();
    assert_eq!(table.get(Session::key("s")).send().await.unwrap(), Some(again));
    let error = table.insert(&mut session("s", None)).send().await.unwrap_err();
    assert!(matches!(error, Error::AlreadyExists(_)), "{error:?}");

    table.put(&mut session("t", Some(-60))).send().await.unwrap();
    let error = table.insert(&mut session("t", None)).condition(Session::USER.eq("eve")).send().await.unwrap_err();
    assert!(matches!(error, Error::ConditionFailed(_)), "{error:?}");
    table.put(&mut session("t", None)).send().await.unwrap();
    assert_eq!(table.get(Session::key("t")).send().await.unwrap().unwrap().version, 1, "a new one to who puts it");
}

#[tokio::test]
async fn an_upsert_that_is_refused_for_that_is_no_conflict() {
    if support::is_lacking() {
        return;
    }
    let table = fresh::<Sessions>().await;
    table.insert(&mut session("s", Some(-60))).send().await.unwrap();
    let error = table.upsert(&session("s", None)).expect_version(1).send().await.unwrap_err();
    assert!(matches!(error, Error::ConditionFailed(_)), "{error:?}");
}

/// DynamoDB deletes nothing that is more than five years past: many write 0 for what never expires.
#[tokio::test]
async fn what_dynamodb_would_not_delete_is_not_hidden() {
    let table = fresh::<Sessions>().await;
    let mut never = Session::new("s", "ada");
    never.expires_at = Some(Timestamp::UNIX_EPOCH);
    table.insert(&mut never).send().await.unwrap();
    assert_eq!(table.get(Session::key("s")).send().await.unwrap(), Some(never));
    let error = table.insert(&mut Session::new("s", "ada")).send().await.unwrap_err();
    assert!(matches!(error, Error::AlreadyExists(_)), "{error:?}");
}

#[tokio::test]
async fn an_upsert_does_not_fill_what_is_hidden() {
    let table = fresh::<Sessions>().await;
    table.insert(&mut session("s", Some(-60))).send().await.unwrap();
    let error = table.upsert(&session("s", Some(600))).add(Session::HITS, 1).send().await.unwrap_err();
    assert!(matches!(error, Error::ConditionFailed(_)), "{error:?}");
    table.insert(&mut session("s", Some(600))).send().await.unwrap();
    let upserted = table.upsert(&session("s", None)).add(Session::HITS, 1).returning_new().send().await.unwrap();
    assert_eq!((upserted.hits, upserted.expires_at.is_some()), (1, true));
}

#[tokio::test]
async fn updates_and_deletes_find_what_is_over() {
    let table = fresh::<Sessions>().await;
    table.insert(&mut session("s", Some(-60))).send().await.unwrap();
    let update = table.update(Session::key("s")).set(Session::EXPIRES_AT, Timestamp::now() + 600.seconds());
    update.send().await.unwrap();
    assert!(table.get(Session::key("s")).send().await.unwrap().is_some(), "so that it can be made to last");
    table.insert(&mut session("t", Some(-60))).send().await.unwrap();
    assert!(table.delete(Session::key("t")).returning_old().send().await.unwrap().is_some());
}
