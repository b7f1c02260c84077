//! What all end-to-end tests share.

#![allow(dead_code, unused_imports)] // each test target uses some of it

pub(crate) mod lacking;

use std::collections::BTreeSet;
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use dynaschema::aws_sdk_dynamodb::types::TableStatus;
use dynaschema::{Table, TableDefinition};
use dynaschema_examples::client;
use dynaschema_examples::schema::{HackerNews, Link, Match, Matches};
pub(crate) use lacking::is_lacking;

/// A table of a test's own, also where all tests share one server.
pub(crate) async fn fresh<T: TableDefinition>() -> Table<T> {
    fresh_at(&client().await).await
}

/// The same in the database of a client.
pub(crate) async fn fresh_at<T: TableDefinition>(client: &aws_sdk_dynamodb::Client) -> Table<T> {
    let table = unmade(client);
    if std::env::var("DYNAMODB_LACKS").is_ok() {
        create_simply(&table).await;
    } else {
        table.create_table().send().await.expect("the table can be created");
    }
    table
}

/// For a server that knows neither indexes on several attributes nor a time to live.
async fn create_simply<T: TableDefinition>(table: &Table<T>) {
    let request = table.create_table().request().expect("a request");
    let indexes: Vec<_> =
        request.global_secondary_indexes().iter().filter(|index| index.key_schema().len() < 3).collect();
    let local = request.local_secondary_indexes().iter().flat_map(|index| index.key_schema());
    let keys = request.key_schema().iter().chain(indexes.iter().flat_map(|index| index.key_schema())).chain(local);
    let names: BTreeSet<&str> = keys.map(|key| key.attribute_name()).collect();
    let used = request.attribute_definitions().iter().filter(|definition| names.contains(definition.attribute_name()));
    let create =
        table.create_table().into_sdk().expect("a request").set_attribute_definitions(Some(used.cloned().collect()));
    let indexes: Vec<_> = indexes.into_iter().cloned().collect();
    let create = create.set_global_secondary_indexes(Some(indexes).filter(|indexes| !indexes.is_empty()));
    create.send().await.expect("the table can be created");
    while table.describe_table().send().await.expect("the table").table_status != Some(TableStatus::Active) {
        tokio::time::sleep(Duration::from_millis(5)).await;
    }
}

/// A table of a test's own that is not there yet. On a server that all tests share, tables stay behind; their names
/// never come again.
pub(crate) fn unmade<T: TableDefinition>(client: &aws_sdk_dynamodb::Client) -> Table<T> {
    static NUMBER: AtomicU32 = AtomicU32::new(0);
    let number = NUMBER.fetch_add(1, Ordering::Relaxed);
    let now = SystemTime::now().duration_since(UNIX_EPOCH).expect("a clock after 1970").as_micros();
    Table::new(client).prefixed(&format!("test-{now}-{}-{number}-", std::process::id()))
}

/// Stories of the first three days: `n` has `n` points, and is `n % 3` days old.
pub(crate) async fn stories(count: i64) -> Table<HackerNews> {
    let news = fresh::<HackerNews>().await;
    for points in 0..count {
        news.put(&story(points)).send().await.expect("a story can be put");
    }
    news
}

pub(crate) fn story(points: i64) -> Link {
    let mut link = Link::new(format!("http://story/{points}"), format!("Story number {points}"));
    link.points = points;
    link.days_old = u32::try_from(points % 3).expect("a small number");
    if points % 2 == 0 {
        link.tags.insert("even".to_owned());
    }
    link
}

/// Four rounds of one tournament in two regions; only the first two matches are over.
pub(crate) async fn matches() -> Table<Matches> {
    let table = fresh::<Matches>().await;
    for (number, (region, round)) in
        [("eu", "FINAL"), ("eu", "SEMI"), ("eu", "SEMI"), ("us", "SEMI")].into_iter().enumerate()
    {
        for turn in 0..3 {
            let mut item = Match::new(format!("match-{number}"), turn, "open", region, round);
            item.winner = (number < 2).then(|| format!("player-{number}"));
            item.score = (turn > 0).then_some(i32::try_from(turn).expect("a small number"));
            table.put(&item).send().await.expect("a match can be put");
        }
    }
    table
}
