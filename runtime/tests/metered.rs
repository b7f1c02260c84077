//! What calls cost, as DynamoDB tells it.

#[path = "generated/mod.rs"]
mod schema;

use dynaschema::Table;
use dynaschema::aws_sdk_dynamodb::types::{ConsumedCapacity, ReturnConsumedCapacity};
use dynaschema_scripted::{Answer, Scripted};
use schema::{HackerNews, Inbox, Link, Mail, UserMail};
use serde_json::json;

async fn news() -> Table<HackerNews> {
    let news = HackerNews::table(&dynaschema_embedded::client().await);
    news.create_table().send().await.unwrap();
    news
}

fn units(consumed: Option<&ConsumedCapacity>) -> f64 {
    consumed.and_then(ConsumedCapacity::capacity_units).expect("the embedded DynamoDB tells")
}

#[tokio::test]
async fn a_call_tells_its_result_and_what_it_cost() {
    let news = news().await;
    // 4 units write 4 kB to the table and 4 to the index; half a unit reads it, a whole one with consistency.
    let mut link = Link::new("a", "t".repeat(4000));
    let put = news.put(&link).send_metered().await.unwrap();
    let get = news.get(Link::key("a")).send_metered().await.unwrap();
    let consistent = news.get(Link::key("a")).consistent().send_metered().await.unwrap();
    assert_eq!((put.retries, get.retries), (0, 0));
    assert_eq!((units(put.consumed.as_ref()), put.value), (8.0, ()));
    assert_eq!((units(get.consumed.as_ref()), get.value.as_ref()), (0.5, Some(&link)));
    assert_eq!(units(consistent.consumed.as_ref()), 1.0);

    let updated = news.update(&link).set(Link::TITLE, "u").returning_new().send_metered().await.unwrap();
    link.title = "u".to_owned();
    assert_eq!((units(updated.consumed.as_ref()), &updated.value), (8.0, &link));
    // A transaction costs twice as much; the index is as it was.
    let once = news.put(&link).once().send_metered().await.unwrap();
    assert_eq!(units(once.consumed.as_ref()), 2.0);
    let deleted = news.delete(&link).returning_old().send_metered().await.unwrap();
    assert_eq!((units(deleted.consumed.as_ref()), deleted.value), (2.0, Some(link)));
}

#[tokio::test]
async fn what_a_call_costs_is_asked_where_somebody_looks_at_it() {
    let empty = || Answer::json(200, json!({ "Count": 0, "Items": [], "ScannedCount": 0 }));
    let scripted = Scripted::new(std::iter::repeat_with(empty));
    let news = HackerNews::table(&scripted.client());
    let asks = || {
        let sent = scripted.sent();
        assert_eq!(sent.len(), 1);
        sent[0].to_string().contains(r#""ReturnConsumedCapacity":"TOTAL""#)
    };
    let link = Link::new("a", "A");
    news.get(&link).send().await.unwrap();
    assert!(!asks());
    news.get(&link).send_metered().await.unwrap();
    assert!(asks());
    news.put(&link).send().await.unwrap();
    assert!(!asks());
    news.put(&link).send_metered().await.unwrap();
    assert!(asks());
    news.update(&link).add(Link::POINTS, 1).send_metered().await.unwrap();
    assert!(asks());
    news.delete(&link).send_metered().await.unwrap();
    assert!(asks());
    let query = news.query(Link::by_day(1));
    query.clone().all().await.unwrap();
    assert!(!asks());
    query.clone().first().await.unwrap();
    assert!(!asks());
    query.clone().count().await.unwrap();
    assert!(!asks());
    query.clone().page().await.unwrap();
    assert!(asks());
    query.clone().pages().try_next().await.unwrap();
    assert!(asks());
    query.clone().count_metered().await.unwrap();
    assert!(asks());
    // It paces itself by what it has consumed.
    query.capacity_per_second(1e6).all().await.unwrap();
    assert!(asks());
}

#[tokio::test]
async fn what_several_pages_cost_is_added_up() {
    let news = news().await;
    for link in ["a", "b", "c", "d", "e"] {
        news.insert(&Link::new(link, "t".repeat(1000))).send().await.unwrap();
    }
    let one = news.query(Link::by_day(0)).page().await.unwrap();
    let several = news.query(Link::by_day(0)).page_size(2).page().await.unwrap();
    assert_eq!((one.items.len(), several.items.len(), several.scanned), (5, 5, 5));
    let mut pages = news.query(Link::by_day(0)).page_size(2).pages();
    let mut sum = 0.0;
    while let Some(page) = pages.try_next().await.unwrap() {
        sum += units(page.consumed.as_ref());
    }
    assert_eq!(units(several.consumed.as_ref()), sum);
    // Each page is rounded up by itself.
    assert_eq!((units(one.consumed.as_ref()), sum), (1.0, 1.5));

    // A page that a filter empties is paid for all the same.
    let none = news.query(Link::by_day(0)).filter(Link::TITLE.eq("x")).page_size(2).page().await.unwrap();
    assert_eq!((none.items.len(), none.scanned, units(none.consumed.as_ref())), (0, 5, sum));
    let scan = news.scan::<Link>().page_size(2).page().await.unwrap();
    assert_eq!((scan.items.len(), units(scan.consumed.as_ref())), (5, sum));

    // By index, where it is asked for.
    let query = news.query(Link::by_day(0)).page_size(2);
    let query = query.customize(|query| query.return_consumed_capacity(ReturnConsumedCapacity::Indexes));
    let consumed = query.page().await.unwrap().consumed.unwrap();
    let index = consumed.global_secondary_indexes().and_then(|indexes| indexes.get("days_index"));
    assert_eq!(index.and_then(|index| index.capacity_units), Some(sum));
}

#[tokio::test]
async fn a_collection_tells_what_its_pages_cost() {
    let inbox = Inbox::table(&dynaschema_embedded::client().await);
    inbox.create_table().send().await.unwrap();
    for mail in ["a", "b", "c"] {
        inbox.put(&Mail::new("u", mail, "monday")).send().await.unwrap();
    }
    let all = inbox.collection(UserMail::of("u")).page_size(1).page().await.unwrap();
    assert_eq!((all.items.len(), all.scanned), (3, 3));
    assert!(units(all.consumed.as_ref()) >= 1.5);
}
