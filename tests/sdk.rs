//! The way down: every verb shows the SDK's request, gives it away, and lets it be changed.

mod support;

use dynaschema::aws_sdk_dynamodb::types::{ReturnConsumedCapacity, ReturnItemCollectionMetrics, ReturnValue, Select};
use dynaschema::{Error, Table};
use dynaschema_examples::schema::{Article, HackerNews, Inventory, Link};
use support::{fresh, stories};

const LAMP: &str = "lamp";

async fn stocked() -> Table<Inventory> {
    let table = fresh::<Inventory>().await;
    let mut lamp = Article::new(LAMP, "Lamp");
    lamp.shelf = Some("a".to_owned());
    table.insert(&lamp).send().await.expect("an article can be inserted");
    table
}

#[tokio::test]
async fn a_dry_run_shows_what_would_be_sent_and_sends_nothing() {
    // There is no such table.
    let table = support::unmade::<Inventory>(&dynaschema_examples::client().await);
    let lamp = Article::new(LAMP, "Lamp");

    let get = table.get(Article::key(LAMP)).select(Article::NAME).consistent().request().unwrap();
    assert_eq!((get.table_name(), get.consistent_read()), (Some(table.name()), Some(true)));
    assert_eq!(get.projection_expression(), Some("#n0"));

    let put = table.insert(&lamp).request().unwrap();
    assert_eq!(put.item().unwrap()["sku"].as_s().map(String::as_str), Ok(LAMP));
    assert_eq!(put.condition_expression(), Some("attribute_not_exists(#n0)"));
    let put = table.put(&lamp).returning_old().request().unwrap();
    assert_eq!((put.condition_expression(), put.return_values()), (None, Some(&ReturnValue::AllOld)));

    let update = table.update(Article::key(LAMP)).set(Article::STOCK, 1).condition(Article::STOCK.lt(1)).updated_new();
    let update = update.request().unwrap();
    assert_eq!(update.update_expression(), Some("SET #n1 = :v1, #n2 = :v2"), "the stamp too");
    assert_eq!(update.condition_expression(), Some("attribute_exists(#n0) AND #n1 < :v0"));
    assert_eq!(update.return_values(), Some(&ReturnValue::UpdatedNew));
    let upsert = table.upsert(&lamp).add(Article::STOCK, 1).request().unwrap();
    assert!(upsert.update_expression().unwrap().contains("if_not_exists"), "{upsert:?}");

    let delete = table.delete(Article::key(LAMP)).condition(Article::STOCK.eq(0)).request().unwrap();
    assert_eq!(delete.condition_expression(), Some("#n0 = :v0"));

    let query =
        table.query(Article::by_shelf("a").stock().gt(1)).filter(Article::TAGS.exists()).limit(3).request().unwrap();
    assert_eq!(query.index_name(), Some("by_shelf"));
    assert_eq!(query.key_condition_expression(), Some("#n0 = :v0 AND #n1 > :v1"));
    assert_eq!(query.filter_expression(), Some("attribute_exists(#n2)"));

    let scan = table.scan::<Article>().page_size(7).request().unwrap();
    assert_eq!((scan.table_name(), scan.limit()), (Some(table.name()), Some(7)));

    let create = table.create_table().customize(|request| request.deletion_protection_enabled(true)).request().unwrap();
    assert_eq!((create.table_name(), create.deletion_protection_enabled()), (Some(table.name()), Some(true)));
    assert!(!table.table_exists().send().await.unwrap());

    let refused = table.get(Article::key("")).request();
    assert!(matches!(refused, Err(Error::Refused(_))), "{refused:?}");
}

#[tokio::test]
async fn the_sdks_request_can_be_sent_by_itself() {
    let table = stocked().await;
    let got = table.get(Article::key(LAMP)).into_sdk().unwrap().send().await.unwrap();
    assert_eq!(Article::try_from_item(got.item.unwrap()).unwrap().name, "Lamp");
    table.update(Article::key(LAMP)).add(Article::STOCK, 4).into_sdk().unwrap().send().await.unwrap();
    let query = table.query(Article::by_shelf("a")).into_sdk().unwrap().select(Select::Count).send().await.unwrap();
    assert_eq!(query.count, 1);
    let scan = table.scan::<Article>().into_sdk().unwrap().send().await.unwrap();
    assert_eq!(scan.items()[0]["stock"].as_n().map(String::as_str), Ok("4"));
    let replaced = table.replace(&Article::new(LAMP, "Other")).into_sdk().unwrap();
    replaced.send().await.unwrap();
    let deleted = table.delete(Article::key(LAMP)).returning_old().into_sdk().unwrap().send().await.unwrap();
    assert_eq!(deleted.attributes.unwrap()["name"].as_s().map(String::as_str), Ok("Other"));
}

#[tokio::test]
async fn the_sdks_request_can_be_changed_on_its_way() {
    let table = stocked().await;
    let none = ReturnConsumedCapacity::None;
    let lamp = Article::new(LAMP, "Lamp");
    let quiet = none.clone();
    let put = table.put(&lamp).customize(move |request| request.return_consumed_capacity(quiet.clone()));
    assert_eq!(put.send_metered().await.unwrap().consumed, None);
    let put =
        table.put(&lamp).customize(|request| request.return_item_collection_metrics(ReturnItemCollectionMetrics::Size));
    put.send().await.unwrap();
    let quiet = none.clone();
    let get = table.get(Article::key(LAMP)).customize(move |request| request.return_consumed_capacity(quiet.clone()));
    assert_eq!(get.send_metered().await.unwrap().consumed, None);
    let update = table.update(Article::key(LAMP)).add(Article::STOCK, 1).customize(|request| {
        request.condition_expression("attribute_exists(sku)").set_expression_attribute_names(Some(
            [("#n0", "counted"), ("#n1", "stock")].map(|(name, value)| (name.to_owned(), value.to_owned())).into(),
        ))
    });
    let asked = update.clone().request().unwrap();
    assert_eq!(asked.condition_expression(), Some("attribute_exists(sku)"));
    let delete = table.delete(Article::key(LAMP)).customize(|request| request.return_values(ReturnValue::AllOld));
    assert_eq!(delete.request().unwrap().return_values(), Some(&ReturnValue::AllOld));
}

#[tokio::test]
async fn every_page_of_a_query_and_of_a_scan_is_changed() {
    let news: Table<HackerNews> = stories(9).await;
    let quiet = || ReturnConsumedCapacity::None;
    let query =
        news.query(Link::by_day(1)).page_size(1).customize(move |request| request.return_consumed_capacity(quiet()));
    let found = query.page().await.unwrap();
    assert_eq!((found.items.len(), found.consumed), (3, None));
    let scan = news.scan::<Link>().page_size(2).customize(|request| request.consistent_read(true));
    let found = scan.clone().page().await.unwrap();
    assert_eq!(found.items.len(), 9);
    assert!(found.consumed.is_some());
    assert_eq!(scan.request().unwrap().consistent_read(), Some(true));
}

#[tokio::test]
async fn what_a_result_costs_is_told() {
    let table = stocked().await;
    let units = |consumed: Option<dynaschema::aws_sdk_dynamodb::types::ConsumedCapacity>| {
        consumed.and_then(|consumed| consumed.capacity_units).expect("what it costs")
    };
    let got = table.get(Article::key(LAMP)).send_metered().await.unwrap();
    let consistent = table.get(Article::key(LAMP)).consistent().send_metered().await.unwrap();
    assert_eq!((got.value.map(|article| article.name).as_deref(), got.retries), (Some("Lamp"), 0));
    assert_eq!(units(consistent.consumed), 2.0 * units(got.consumed));
    let put = table.put(&Article::new(LAMP, "x".repeat(3000))).send_metered().await.unwrap();
    assert!(units(put.consumed) >= 3.0);
    let updated = table.update(Article::key(LAMP)).add(Article::STOCK, 1).returning_new().send_metered().await.unwrap();
    assert_eq!(updated.value.stock, 1);
    assert!(units(updated.consumed) >= 3.0);
    let deleted = table.delete(Article::key(LAMP)).send_metered().await.unwrap();
    assert!(units(deleted.consumed) >= 3.0);

    let news = stories(9).await;
    let pages = news.query(Link::by_day(1)).page_size(1).pages();
    let all = news.query(Link::by_day(1)).page_size(1).page().await.unwrap();
    assert_eq!((all.items.len(), all.scanned), (3, 3));
    let mut sum = 0.0;
    let mut pages = pages;
    while let Some(page) = pages.try_next().await.unwrap() {
        sum += units(page.consumed);
    }
    assert_eq!(units(all.consumed), sum);
}
