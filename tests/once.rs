//! Writes as transactions of their own.

mod support;

use dynaschema::aws_sdk_dynamodb::types::ReturnConsumedCapacity;
use dynaschema::{Error, Table};
use dynaschema_examples::schema::{Article, Inventory, Link, Session, Sessions};
use support::fresh;

async fn stocked() -> Table<Inventory> {
    let table = fresh::<Inventory>().await;
    let mut lamp = Article::new("lamp", "Lamp");
    lamp.stock = 5;
    table.insert(&lamp).once().send().await.expect("an article can be inserted");
    table
}

async fn stock(table: &Table<Inventory>) -> Option<u32> {
    table.get(Article::key("lamp")).consistent().select(Article::STOCK).send().await.expect("it can be read")
}

#[tokio::test]
async fn every_write_can_be_a_transaction_of_its_own() {
    if support::is_lacking() {
        return;
    }
    let table = stocked().await;
    assert_eq!(stock(&table).await, Some(5));
    table.update(Article::key("lamp")).subtract(Article::STOCK, 2).once().send().await.unwrap();
    assert_eq!(stock(&table).await, Some(3));
    let mut lamp = Article::new("lamp", "Another");
    lamp.stock = 1;
    table.upsert(&lamp).add(Article::STOCK, 4).once().send().await.unwrap();
    assert_eq!(stock(&table).await, Some(7));
    table.replace(&lamp).once().send().await.unwrap();
    assert_eq!(stock(&table).await, Some(1));
    table.put(&Article::new("lamp", "Third")).once().send().await.unwrap();
    assert_eq!(stock(&table).await, Some(0));
    table.delete(Article::key("lamp")).once().send().await.unwrap();
    assert_eq!(stock(&table).await, None);
}

#[tokio::test]
async fn what_does_not_hold_is_the_same_error_as_without_it() {
    if support::is_lacking() {
        return;
    }
    let table = stocked().await;
    let lamp = Article::new("lamp", "Lamp");
    let error = table.insert(&lamp).once().send().await.unwrap_err();
    assert!(matches!(error, Error::AlreadyExists(_)), "{error:?}");
    assert_eq!(error.current::<Article>().unwrap().map(|article| article.stock), Some(5));
    let none = Article::new("none", "None");
    let error = table.replace(&none).once().send().await.unwrap_err();
    assert!(matches!(error, Error::NotFound(_)), "{error:?}");
    let error = table.update(Article::key("none")).add(Article::STOCK, 1).once().send().await.unwrap_err();
    assert!(matches!(error, Error::NotFound(_)), "{error:?}");
    let error = table.delete(&lamp).condition(Article::STOCK.gt(9)).once().send().await.unwrap_err();
    assert!(matches!(error, Error::ConditionFailed(_)), "{error:?}");
    assert_eq!(stock(&table).await, Some(5));
}

#[tokio::test]
async fn an_update_that_changes_nothing_looks_at_the_item_all_the_same() {
    if support::is_lacking() {
        return;
    }
    let news = support::stories(1).await;
    news.update(Link::key("http://story/0")).once().send().await.unwrap();
    let error = news.update(Link::key("http://none")).once().send().await.unwrap_err();
    assert!(matches!(error, Error::NotFound(_)), "{error:?}");
}

#[tokio::test]
async fn a_write_of_a_versioned_item_checks_and_advances_as_without_it() {
    if support::is_lacking() {
        return;
    }
    let table = fresh::<Sessions>().await;
    let mut session = Session::new("s", "ada");
    table.insert(&mut session).once().send().await.unwrap();
    assert_eq!(session.version, 1);
    let mut stale = session.clone();
    table.put(&mut session).once().send().await.unwrap();
    assert_eq!(session.version, 2);
    let error = table.put(&mut stale).once().send().await.unwrap_err();
    assert!(matches!(error, Error::VersionConflict(_)), "{error:?}");
    assert_eq!(error.current::<Session>().unwrap(), Some(session.clone()));
    let error = table.update(&stale).once().send().await.unwrap_err();
    assert!(matches!(error, Error::VersionConflict(_)), "{error:?}");
    table.update(&session).add(Session::HITS, 1).once().send().await.unwrap();
    let error = table.delete(&session).once().send().await.unwrap_err();
    assert!(matches!(error, Error::VersionConflict(_)), "{error:?}");
}

#[tokio::test]
async fn a_write_that_is_sent_again_under_its_token_is_applied_once() {
    if support::is_lacking() {
        return;
    }
    let table = stocked().await;
    let add = table.update(Article::key("lamp")).add(Article::STOCK, 1).once();
    let seventeen = add.clone().token("order 17");
    for _ in 0..3 {
        seventeen.clone().send().await.unwrap();
    }
    assert_eq!(stock(&table).await, Some(6));
    add.token("order 18").send().await.unwrap();
    assert_eq!(stock(&table).await, Some(7));
    let other = table.update(Article::key("lamp")).add(Article::STOCK, 5).once().token("order 18").send().await;
    assert_eq!(other.unwrap_err().code(), Some("IdempotentParameterMismatchException"));
}

#[tokio::test]
async fn what_a_transaction_costs_is_told() {
    if support::is_lacking() {
        return;
    }
    let table = stocked().await;
    let written = table.update(Article::key("lamp")).add(Article::STOCK, 1).once().send_metered().await.unwrap();
    let consumed = written.consumed.and_then(|consumed| consumed.capacity_units).expect("what it costs");
    let single = table.update(Article::key("lamp")).add(Article::STOCK, 1).send_metered().await.unwrap();
    assert_eq!(single.consumed.and_then(|consumed| consumed.capacity_units).map(|units| units * 2.0), Some(consumed));
}

#[tokio::test]
async fn the_sdks_transaction_is_one_call_away() {
    if support::is_lacking() {
        return;
    }
    let table = stocked().await;
    let add = || table.update(Article::key("lamp")).add(Article::STOCK, 1);
    let input = add().once().token("t").request().unwrap();
    assert_eq!(input.client_request_token(), Some("t"));
    let update = input.transact_items()[0].update().expect("an update");
    assert!(update.update_expression().contains("ADD"), "{update:?}");
    add().once().into_sdk().unwrap().send().await.unwrap();
    let quiet = add().once().customize(|request| request.return_consumed_capacity(ReturnConsumedCapacity::None));
    assert_eq!(quiet.send_metered().await.unwrap().consumed, None);
    assert_eq!(stock(&table).await, Some(7));
    let lost = add().customize(|request| request).once().send().await;
    assert!(matches!(lost, Err(Error::Refused(_))), "{lost:?}");
}
