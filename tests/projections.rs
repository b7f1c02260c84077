//! Local indexes, indexes that hold a part of each item, and reads of a part.

mod support;

use dynaschema::{Error, TableDefinition};
use dynaschema_examples::schema::{HackerNews, Link, Match, MatchByScore, Matches};
use support::{matches, stories, story};

#[tokio::test]
async fn a_local_index_sorts_a_partition_anew_and_reads_consistently() {
    let table = matches().await;
    let scores: Vec<MatchByScore> =
        table.query(Match::by_score("match-0")).consistent().descending().all().await.unwrap();
    // The first turn has no score, and is not in the index.
    assert_eq!(scores.iter().map(|it| (it.turn, it.score)).collect::<Vec<_>>(), [(2, Some(2)), (1, Some(1))]);
    let some = table.query(Match::by_score("match-0").score().gt(1)).filter(Match::ROUND.eq("FINAL")).all().await;
    assert_eq!(some.unwrap().len(), 1);
}

#[tokio::test]
async fn an_index_that_holds_a_part_gives_that_part() {
    let table = matches().await;
    let found = table.query(Match::scored_in("eu").score().ge(2)).first().await.unwrap().expect("a match");
    let (_, _, region, score) = (found.match_id, found.turn, found.region, found.score);
    assert_eq!((region.as_str(), score), ("eu", Some(2)));
}

#[tokio::test]
async fn tables_are_created_with_local_indexes_and_projections() {
    if support::is_lacking() {
        return;
    }
    let table = matches().await;
    let described = table.describe_table().send().await.unwrap();
    let local = &described.local_secondary_indexes()[0];
    assert_eq!(local.index_name(), Some("scores"));
    assert_eq!(local.projection().unwrap().non_key_attributes(), ["Round"]);
    assert_eq!(described.global_secondary_indexes().len(), 3);
    assert_eq!(Matches::META.indexes.len(), 4);
}

#[tokio::test]
async fn select_reads_one_value_or_a_tuple_with_defaults_and_what_is_absent() {
    let news = stories(3).await;
    let title: Option<String> = news.get(Link::key("http://story/2")).select(Link::TITLE).send().await.unwrap();
    assert_eq!(title.as_deref(), Some("Story number 2"));
    let missing = news.get(Link::key("http://story/9")).select(Link::TITLE).send().await.unwrap();
    assert_eq!(missing, None);

    let selected = news.query(Link::by_day(1)).select((Link::LINK, Link::POINTS, Link::TAGS)).all().await.unwrap();
    assert_eq!(selected, [("http://story/1".to_owned(), 1, story(1).tags)]);

    let table = matches().await;
    let turn = |turn| Match::key("match-2", turn);
    let read = async |key| table.get(key).select((Match::WINNER, Match::SCORE, Match::LIVE)).send().await.unwrap();
    assert_eq!(read(turn(0)).await, Some((None, None, false)));
    assert_eq!(read(turn(1)).await, Some((None, Some(1), false)));
    let filtered = table.scan().filter(Match::TURN.eq(2)).select(Match::SCORE).all().await.unwrap();
    assert_eq!(filtered, [Some(2); 4]);
}

#[tokio::test]
async fn one_attribute_is_selected_once() {
    let news = support::fresh::<HackerNews>().await;
    let twice = news.get(Link::key("l")).select((Link::TITLE, Link::TITLE)).send().await;
    assert!(matches!(twice, Err(Error::Refused(refused)) if refused.attribute == "title"));
}
