//! What all end-to-end tests share.

#![allow(dead_code)] // each test target uses some of it

use std::sync::atomic::{AtomicU32, Ordering};
use std::time::{SystemTime, UNIX_EPOCH};

use dynaschema::{Table, TableDefinition};
use dynaschema_examples::client;
use dynaschema_examples::schema::{HackerNews, Link, Match, Matches};

/// A table of a test's own, also where all tests share one server.
pub(crate) async fn fresh<T: TableDefinition>() -> Table<T> {
    let table = unmade(&client().await);
    table.create_table().send().await.expect("the table can be created");
    table
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
