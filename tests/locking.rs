//! Optimistic locking: no write goes over another that it has not seen.

mod support;

use std::sync::Arc;

use dynaschema::{Error, Table};
use dynaschema_examples::schema::{Session, Sessions};
use support::fresh;

async fn current(table: &Table<Sessions>) -> Option<Session> {
    table.get(Session::key("s")).consistent().send().await.expect("it can be read")
}

/// A table with a session of version 1, and the session.
async fn one() -> (Table<Sessions>, Session) {
    let table = fresh::<Sessions>().await;
    let mut session = Session::new("s", "ada");
    table.insert(&mut session).send().await.expect("a session can be inserted");
    (table, session)
}

fn is_conflict(error: &Error, found: Option<u64>) -> bool {
    let current = error.current::<Session>().expect("a session");
    matches!(error, Error::VersionConflict(_)) && current.map(|session| session.version) == found
}

#[tokio::test]
async fn a_write_of_a_whole_item_advances_its_version_and_leaves_it_as_the_table_holds_it() {
    let table = fresh::<Sessions>().await;
    let mut session = Session::new("s", "ada");
    assert_eq!(session.version, 0);
    table.put(&mut session).send().await.unwrap();
    assert_eq!((session.version, current(&table).await), (1, Some(session.clone())));
    session.hits = 5;
    table.put(&mut session).send().await.unwrap();
    assert_eq!((session.version, current(&table).await), (2, Some(session.clone())));
    table.replace(&mut session).send().await.unwrap();
    assert_eq!((session.version, current(&table).await), (3, Some(session.clone())));
    table.delete(&session).send().await.unwrap();
    table.insert(&mut session).send().await.unwrap();
    assert_eq!((session.version, current(&table).await), (4, Some(session)), "it goes on from where it was");
}

#[tokio::test]
async fn what_somebody_else_has_written_is_not_overwritten() {
    if support::is_lacking() {
        return;
    }
    let (table, mut mine) = one().await;
    let mut theirs = mine.clone();
    theirs.hits = 1;
    table.put(&mut theirs).send().await.unwrap();

    mine.user = "eve".to_owned();
    let before = mine.clone();
    for error in [
        table.put(&mut mine).send().await.unwrap_err(),
        table.replace(&mut mine).send().await.unwrap_err(),
        table.update(&mine).add(Session::HITS, 1).send().await.unwrap_err(),
        table.delete(&mine).send().await.unwrap_err(),
        table.update(Session::key("s")).add(Session::HITS, 1).expect_version(1).send().await.unwrap_err(),
        table.delete(Session::key("s")).expect_version(1).send().await.unwrap_err(),
        table.put(&mut Session::new("s", "new")).send().await.unwrap_err(),
    ] {
        assert!(is_conflict(&error, Some(2)), "{error:?}");
        assert_eq!(
            error.to_string(),
            format!("`Session` with id = \"s\" in table `{}` has another version by now", table.name())
        );
    }
    assert_eq!(mine, before, "what was not written is left as it was");
    assert_eq!(current(&table).await, Some(theirs));
}

#[tokio::test]
async fn what_somebody_else_has_deleted_is_not_put_again() {
    let (table, mut session) = one().await;
    table.delete(Session::key("s")).send().await.unwrap();
    let error = table.put(&mut session).send().await.unwrap_err();
    assert!(is_conflict(&error, None), "{error:?}");
    let error = table.delete(&session).send().await.unwrap_err();
    assert!(is_conflict(&error, None), "{error:?}");
    let error = table.replace(&mut session).send().await.unwrap_err();
    assert!(matches!(error, Error::NotFound(_)), "{error:?}");
    let error = table.update(&session).add(Session::HITS, 1).send().await.unwrap_err();
    assert!(matches!(error, Error::NotFound(_)), "{error:?}");
    assert_eq!(current(&table).await, None);
}

#[tokio::test]
async fn an_update_advances_the_version_and_of_an_item_checks_it() {
    if support::is_lacking() {
        return;
    }
    let (table, session) = one().await;
    let updated = table.update(&session).add(Session::HITS, 1).returning_new().send().await.unwrap();
    assert_eq!((updated.hits, updated.version), (1, 2));
    let updated = table.update(Session::key("s")).add(Session::HITS, 1).returning_new().send().await.unwrap();
    assert_eq!((updated.hits, updated.version), (2, 3), "a key has seen no version");
    table.update(Session::key("s")).expect_version(3).send().await.unwrap();
    let updated = table.update(Session::key("s")).set(Session::USER, "eve").updated_new().send().await.unwrap();
    assert_eq!(updated.get(Session::VERSION).unwrap(), Some(5));
    let upserted = table.upsert(&session).add(Session::HITS, 1).returning_new().send().await.unwrap();
    assert_eq!((upserted.hits, upserted.version, &*upserted.user), (3, 6, "eve"));
    let error = table.upsert(&session).expect_version(5).send().await.unwrap_err();
    assert!(is_conflict(&error, Some(6)), "{error:?}");
    table.delete(Session::key("s")).expect_version(6).send().await.unwrap();
    let created = table.upsert(&session).returning_new().send().await.unwrap();
    assert_eq!(created.version, 1);
}

#[tokio::test]
async fn an_item_without_a_version_has_version_0() {
    let table = fresh::<Sessions>().await;
    let raw = |session: &Session| {
        let mut item = dynaschema::to_item(session).unwrap();
        item.remove("version");
        table.client().put_item().table_name(table.name()).set_item(Some(item)).send()
    };
    raw(&Session::new("s", "old")).await.unwrap();
    let mut session = current(&table).await.unwrap();
    assert_eq!(session.version, 0);
    table.put(&mut session).send().await.unwrap();
    assert_eq!(session.version, 1);
    for zero in [true, false] {
        if zero {
            table.put(&mut Session::new("s", "zero")).unversioned().send().await.unwrap();
            assert_eq!(current(&table).await.unwrap().version, 0, "a version that says 0");
        } else {
            raw(&Session::new("s", "old")).await.unwrap();
        }
        let session = current(&table).await.unwrap();
        let updated = table.update(&session).returning_new().send().await.unwrap();
        assert_eq!(updated.version, 1);
        table.update(Session::key("s")).expect_version(0).send().await.unwrap_err();
    }
}

#[tokio::test]
async fn a_call_can_leave_the_version_out() {
    let (table, mut session) = one().await;
    let mut stale = session.clone();
    stale.version = 7;
    table.put(&mut stale).unversioned().send().await.unwrap();
    assert_eq!((stale.version, current(&table).await), (7, Some(stale.clone())));
    table.replace(&mut session).unversioned().send().await.unwrap();
    assert_eq!(current(&table).await, Some(session.clone()));
    let updated = table.update(&stale).unversioned().add(Session::HITS, 1).returning_new().send().await.unwrap();
    assert_eq!((updated.version, updated.hits), (1, 1));
    let updated = table.upsert(&stale).unversioned().add(Session::HITS, 1).returning_new().send().await.unwrap();
    assert_eq!((updated.version, updated.hits), (1, 2));
    table.delete(&stale).unversioned().send().await.unwrap();
    assert_eq!(current(&table).await, None);
}

#[tokio::test]
async fn a_condition_that_does_not_hold_is_told_from_a_conflict() {
    if support::is_lacking() {
        return;
    }
    let (table, mut session) = one().await;
    let error = table.put(&mut session).condition(Session::HITS.gt(0)).send().await.unwrap_err();
    assert!(matches!(error, Error::ConditionFailed(_)), "{error:?}");
    let error = table.update(&session).condition(Session::HITS.gt(0)).send().await.unwrap_err();
    assert!(matches!(error, Error::ConditionFailed(_)), "{error:?}");
    table.update(&session).send().await.unwrap();
    let error = table.update(&session).condition(Session::HITS.gt(0)).send().await.unwrap_err();
    assert!(is_conflict(&error, Some(2)), "{error:?}");
    let error = table.insert(&mut session).condition(Session::HITS.gt(0)).send().await.unwrap_err();
    assert!(matches!(error, Error::AlreadyExists(_)), "{error:?}");
}

#[tokio::test]
async fn there_is_no_version_behind_the_last_one() {
    let table = fresh::<Sessions>().await;
    let mut session = Session::new("s", "ada");
    session.version = u64::MAX;
    match table.insert(&mut session).send().await {
        Err(Error::Refused(refused)) => assert_eq!(refused.attribute, "version"),
        other => panic!("{other:?}"),
    }
}

/// Each task reads, changes and puts until nobody came between.
#[tokio::test(flavor = "multi_thread")]
async fn of_64_tasks_that_change_one_item_none_loses_its_change_and_no_version_is_missing() {
    if support::is_lacking() {
        return;
    }
    const TASKS: u64 = 64;
    let (table, session) = one().await;
    let table = Arc::new(table);
    let tasks = (0..TASKS).map(|task| {
        let table = Arc::clone(&table);
        tokio::spawn(async move {
            let mut conflicts = 0_u64;
            loop {
                let mut session = current(&table).await.expect("the session");
                session.hits += 1;
                session.tags.insert(format!("task {task}"));
                let written = if task % 2 == 0 {
                    table.put(&mut session).send().await.map(|()| session.version)
                } else {
                    let update = table.update(&session).add(Session::HITS, 1);
                    let update = update.add(Session::TAGS, [format!("task {task}")]).returning_new();
                    update.send().await.map(|session| session.version)
                };
                match written {
                    Ok(version) => return (version, conflicts),
                    Err(Error::VersionConflict(_)) => conflicts += 1,
                    Err(error) => panic!("{error}"),
                }
            }
        })
    });
    let tasks: Vec<_> = tasks.collect();
    let mut versions = Vec::new();
    let mut conflicts = 0;
    for task in tasks {
        let (version, met) = task.await.expect("a task that has not panicked");
        versions.push(version);
        conflicts += met;
    }
    versions.sort_unstable();
    assert_eq!(versions, Vec::from_iter(2..TASKS + 2), "each version is one task's");
    assert!(conflicts > 0, "they did meet");
    let last = current(&table).await.unwrap();
    assert_eq!(u64::from(last.hits), TASKS);
    assert_eq!(last.tags.len() as u64, TASKS);
    assert_eq!(last.version, session.version + TASKS);
}
