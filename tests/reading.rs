//! get, query and scan, and the results that page by themselves.

mod support;

use std::collections::BTreeSet;

use aws_sdk_dynamodb::types::AttributeValue;
use dynaschema::{Error, Query, QueryKey, Table};
use dynaschema_examples::schema::{HackerNews, Link, Match, Matches, link, r#match};
use futures_util::{StreamExt, TryStreamExt};
use support::{fresh, matches as played, stories, story};

fn points(links: &[Link]) -> Vec<i64> {
    links.iter().map(|link| link.points).collect()
}

#[tokio::test]
async fn get_finds_the_item_under_a_key_or_nothing() {
    let news = stories(1).await;
    assert_eq!(news.get(Link::key("http://story/0")).send().await.unwrap(), Some(story(0)));
    assert_eq!(news.get(&story(0)).consistent().send().await.unwrap(), Some(story(0)));
    assert_eq!(news.get(Link::key("http://story/1")).send().await.unwrap(), None);
}

#[tokio::test]
async fn every_comparison_of_a_sort_key_finds_what_dynamodb_says() {
    let news = stories(12).await;
    let day = || Link::by_day(0).points(); // 0, 3, 6, 9
    let find = async |key: QueryKey<link::ByDay>| points(&news.query(key).all().await.unwrap());
    assert_eq!(points(&news.query(Link::by_day(0)).all().await.unwrap()), [0, 3, 6, 9]);
    assert_eq!(find(day().eq(3)).await, [3]);
    assert_eq!(find(day().lt(6)).await, [0, 3]);
    assert_eq!(find(day().le(6)).await, [0, 3, 6]);
    assert_eq!(find(day().gt(6)).await, [9]);
    assert_eq!(find(day().ge(6)).await, [6, 9]);
    assert_eq!(find(day().between(3, 6)).await, [3, 6]);
    assert!(find(day().eq(4)).await.is_empty());
}

#[tokio::test]
async fn descending_and_limit_give_the_top() {
    let news = stories(30).await;
    let top = news.query(Link::by_day(1)).descending().limit(3).all().await.unwrap();
    assert_eq!(points(&top), [28, 25, 22]);
    assert_eq!(news.query(Link::by_day(1)).descending().first().await.unwrap(), Some(story(28)));
    assert_eq!(news.query(Link::by_day(7)).first().await.unwrap(), None);
}

#[tokio::test]
async fn limit_is_items_returned_whatever_the_filter_and_the_page_size() {
    let news = stories(60).await;
    let query = || news.query(Link::by_day(0)).filter(Link::TAGS.contains("even"));
    for page_size in [1, 2, 3, 7, 100] {
        for limit in [0, 1, 2, 5, 10, 11] {
            let found = query().limit(limit).page_size(page_size).all().await.unwrap();
            let expected: Vec<i64> = (0..60).step_by(6).take(limit).collect();
            assert_eq!(points(&found), expected, "limit {limit}, page size {page_size}");
        }
    }
    assert_eq!(query().all().await.unwrap().len(), 10);
}

#[tokio::test]
async fn pages_come_one_by_one_and_hold_what_was_found() {
    let news = stories(30).await;
    let mut pages = news.query(Link::by_day(0)).page_size(4).pages();
    let mut sizes = Vec::new();
    while let Some(page) = pages.try_next().await.unwrap() {
        assert_eq!(page.scanned, page.items.len());
        sizes.push(page.items.len());
    }
    assert_eq!(sizes, [4, 4, 2]);
}

#[tokio::test]
async fn a_page_that_the_filter_emptied_is_passed_over() {
    let news = stories(30).await;
    let query = news.query(Link::by_day(0)).page_size(2).filter(Link::TITLE.eq("Story number 27"));
    let pages: Vec<_> = query.pages().try_collect().await.unwrap();
    assert_eq!(pages.len(), 1);
    assert_eq!((pages[0].items.as_slice(), pages[0].scanned), ([story(27)].as_slice(), 10));
}

#[tokio::test]
async fn what_was_looked_at_behind_the_last_hit_is_told() {
    let news = stories(30).await;
    let query = || news.query(Link::by_day(0)).page_size(2);
    let told = async |query: Query<link::ByDay>| {
        let pages: Vec<_> = query.pages().try_collect().await.unwrap();
        pages.iter().map(|page| (page.items.len(), page.scanned)).collect::<Vec<_>>()
    };
    assert_eq!(told(query().filter(Link::TITLE.eq("Story number 3"))).await, [(1, 2), (0, 8)]);
    assert_eq!(told(query().filter(Link::TITLE.eq("None"))).await, [(0, 10)]);
    assert_eq!(query().filter(Link::TITLE.eq("None")).first().await.unwrap(), None);
}

#[tokio::test]
async fn a_stream_gives_every_item_once_in_order() {
    let news = stories(30).await;
    let links: Vec<Link> = news.query(Link::by_day(2)).page_size(3).stream().try_collect().await.unwrap();
    assert_eq!(points(&links), (2..30).step_by(3).collect::<Vec<_>>());

    let mut items = news.query(Link::by_day(2)).stream();
    assert_eq!(items.try_next().await.unwrap(), Some(story(2)));
}

#[tokio::test]
async fn scan_finds_everything_and_filters_on_any_attribute() {
    let news = stories(20).await;
    let found: BTreeSet<i64> = points(&news.scan::<Link>().page_size(3).all().await.unwrap()).into_iter().collect();
    assert_eq!(found, (0..20).collect());
    let few = news.scan().filter(Link::POINTS.lt(5) & Link::LINK.begins_with("http://")).consistent();
    assert_eq!(few.all().await.unwrap().len(), 5);
    assert_eq!(news.scan::<Link>().limit(7).page_size(2).all().await.unwrap().len(), 7);
    assert!(news.scan::<Link>().first().await.unwrap().is_some());
}

#[tokio::test]
async fn an_index_on_several_attributes_is_asked_from_left_to_right() {
    if support::is_lacking() {
        return;
    }
    let table = played().await;
    let round = |region: &str| Match::by_round("open", region);
    let find = async |key: QueryKey<r#match::ByRound>| {
        let found = table.query(key).all().await.unwrap();
        found.into_iter().map(|found| format!("{} {} {}", found.round, found.match_id, found.turn)).collect::<Vec<_>>()
    };
    assert_eq!(table.query(round("eu")).all().await.unwrap().len(), 9);
    assert_eq!(table.query(round("us")).all().await.unwrap().len(), 3);
    assert_eq!(table.query(round("eu").round().eq("SEMI")).all().await.unwrap().len(), 6);
    assert_eq!(find(round("eu").round().lt("G")).await, ["FINAL match-0 0", "FINAL match-0 1", "FINAL match-0 2"]);
    let second = ["SEMI match-2 0", "SEMI match-2 1", "SEMI match-2 2"];
    assert_eq!(find(round("eu").round().eq("SEMI").match_id().eq("match-2")).await, second);
    assert_eq!(find(round("eu").round().eq("SEMI").match_id().gt("match-1")).await, second);
    assert_eq!(find(round("eu").round().eq("SEMI").match_id().begins_with("match-2")).await, second);
}

#[tokio::test]
async fn a_sparse_index_holds_the_items_that_have_its_key() {
    let table = played().await;
    assert_eq!(table.query(Match::by_winner("player-0")).all().await.unwrap().len(), 3);
    table.update(Match::key("match-3", 0)).set(Match::WINNER, "player-0").send().await.unwrap();
    assert_eq!(table.query(Match::by_winner("player-0")).all().await.unwrap().len(), 4);
    table.update(Match::key("match-3", 0)).remove(Match::WINNER).send().await.unwrap();
    assert_eq!(table.query(Match::by_winner("player-0")).all().await.unwrap().len(), 3);
}

#[tokio::test]
async fn a_tables_own_partition_is_asked_by_its_key_with_strong_consistency() {
    let table = played().await;
    let turns = table.query(Match::by_key("match-1").turn().ge(1)).consistent().filter(Match::SCORE.exists());
    let turns: Vec<u32> = turns.stream().map(|found| found.unwrap().turn).collect().await;
    assert_eq!(turns, [1, 2]);
}

/// Stories 0, 3 and 6, of which 3 has a title that is none.
async fn broken_story() -> Table<HackerNews> {
    let news = fresh::<HackerNews>().await;
    for points in [0, 3, 6] {
        let item = dynaschema::to_item(&story(points)).unwrap();
        let put = news.client().put_item().table_name(news.name()).set_item(Some(item));
        let broken = (points == 3).then_some(AttributeValue::Bool(true));
        let put = broken.into_iter().fold(put, |put, broken| put.item("title", broken));
        put.send().await.unwrap();
    }
    news
}

#[tokio::test]
async fn an_item_that_is_not_what_the_schema_says_is_an_error_that_names_it() {
    let news = broken_story().await;
    let error = news.scan::<Link>().all().await.unwrap_err();
    let Error::Decode(error) = error else {
        panic!("{error:?}");
    };
    assert_eq!((error.entity, error.attribute.as_str()), ("Link", "title"));
    assert_eq!((error.expected, error.found.as_str()), ("S", "BOOL"));
    assert_eq!(error.key.to_string(), "link = \"http://story/3\"");
}

#[tokio::test]
async fn a_stream_goes_on_behind_an_item_that_cannot_be_decoded() {
    let news = broken_story().await;
    for page_size in [1, 2, 100] {
        let found: Vec<_> = news.query(Link::by_day(0)).page_size(page_size).stream().collect().await;
        let points: Vec<Option<i64>> = found.into_iter().map(|link| link.ok().map(|link| link.points)).collect();
        assert_eq!(points, [Some(0), None, Some(6)]);
    }
}

#[tokio::test]
async fn key_values_that_dynamodb_would_refuse_are_refused_before_they_are_sent() {
    let table = support::unmade::<Matches>(&dynaschema_examples::client().await);
    let empty = table.query(Match::by_winner("")).all().await.unwrap_err();
    assert!(matches!(&empty, Error::Refused(refused) if refused.attribute == "Winner"), "{empty:?}");
    let turned = table.query(Match::by_key("m").turn().between(3, 2)).first().await.unwrap_err();
    assert!(matches!(&turned, Error::Refused(refused) if refused.attribute == "Turn"), "{turned:?}");
}

#[tokio::test]
async fn requests_can_be_sent_from_other_tasks() {
    let news = fresh::<HackerNews>().await;
    let tasks: Vec<_> = (0..8)
        .map(|points| {
            let news = news.clone();
            tokio::spawn(async move {
                let link = story(points);
                news.insert(&link).send().await?;
                news.update(&link).add(Link::POINTS, 1).send().await?;
                news.query(Link::by_day(0)).all().await?;
                news.scan::<Link>().stream().try_collect::<Vec<_>>().await?;
                news.delete(&link).send().await?;
                news.get(&link).send().await
            })
        })
        .collect();
    for task in tasks {
        assert_eq!(task.await.unwrap().unwrap(), None);
    }
}
