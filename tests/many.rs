//! Scans in parts, reads that keep to a rate, and whole items behind an index.

mod support;

use std::collections::BTreeSet;
use std::time::Duration;

use dynaschema::{Error, Table};
use dynaschema_embedded::Embedded;
use dynaschema_examples::schema::{Article, HackerNews, Inventory, Link, Match, Session, Sessions};
use dynaschema_scripted::{Answer, Scripted};
use support::{fresh, stories, story};
use tokio::time::Instant;

#[tokio::test]
async fn a_scan_in_parts_finds_each_item_once() {
    let news = stories(60).await;
    for total in [1, 2, 3, 16, 100] {
        for at_once in [1, 4] {
            let scan = || news.scan::<Link>().segments_at_once(total, at_once);
            let found = scan().page_size(3).page().await.unwrap();
            let points: BTreeSet<i64> = found.items.iter().map(|link| link.points).collect();
            assert_eq!((points.len(), found.items.len(), found.scanned, found.next), (60, 60, 60, None), "{total}");
            assert_eq!(scan().filter(Link::POINTS.ge(50)).all().await.unwrap().len(), 10);
            assert_eq!(scan().count().await.unwrap(), 60);
            assert_eq!(scan().limit(7).all().await.unwrap().len(), 7);
            assert_eq!(scan().limit(0).all().await.unwrap().len(), 0);
            assert_eq!(scan().limit(7).count().await.unwrap(), 7);
        }
    }
}

#[tokio::test]
async fn workers_share_a_scan_and_go_on_in_their_parts() {
    let news = stories(40).await;
    let mut points = Vec::new();
    for segment in 0..4 {
        let mut next = None;
        loop {
            let mut scan = news.scan::<Link>().segment(segment, 4).limit(3);
            if let Some(next) = next.take() {
                scan = scan.after(next);
            }
            let page = scan.page().await.unwrap();
            points.extend(page.items.iter().map(|link| link.points));
            next = page.next;
            if next.is_none() {
                break;
            }
        }
    }
    points.sort_unstable();
    assert_eq!(points, Vec::from_iter(0..40));

    // A scan of all parts that was interrupted goes on in each of them.
    let mut seen: BTreeSet<i64> = BTreeSet::new();
    let mut places: Vec<Option<Option<dynaschema::Cursor>>> = vec![None; 4];
    let mut pages = news.scan::<Link>().segments(4).page_size(2).pages();
    for _ in 0..5 {
        let page = pages.try_next().await.unwrap().unwrap();
        assert!(page.items.iter().all(|link| seen.insert(link.points)));
        places[page.segment.unwrap()] = Some(page.next);
    }
    for (segment, place) in places.into_iter().enumerate() {
        let scan = news.scan::<Link>().segment(segment, 4);
        let rest = match place {
            Some(None) => continue,
            Some(Some(cursor)) => scan.after(cursor),
            None => scan,
        };
        assert!(rest.all().await.unwrap().iter().all(|link| seen.insert(link.points)));
    }
    assert_eq!(seen.len(), 40);
}

#[tokio::test]
async fn parts_that_cannot_be_are_refused() {
    let news = support::unmade::<HackerNews>(&dynaschema_examples::client().await);
    let request = news.scan::<Link>().segment(999_999, 1_000_000).request().unwrap();
    assert_eq!((request.segment(), request.total_segments()), (Some(999_999), Some(1_000_000)));
    for (scan, reason) in [
        (news.scan::<Link>().segments(0), "1 to 1000000 segments"),
        (news.scan::<Link>().segments(1_000_001), "1 to 1000000 segments"),
        (news.scan::<Link>().segment(4, 4), "no segment 4"),
    ] {
        match scan.all().await {
            Err(Error::Refused(refused)) => assert!(refused.reason.contains(reason), "{refused}"),
            other => panic!("{reason}: {other:?}"),
        }
    }
}

#[tokio::test]
async fn an_index_that_holds_a_part_gives_whole_items_in_its_order() {
    let table = fresh::<Inventory>().await;
    for number in 0..130_u32 {
        let mut article = Article::new(format!("sku {number}"), format!("Article {number}"));
        article.shelf = Some("a".to_owned());
        article.stock = 1000 - number;
        article.notes = vec![format!("note {number}")];
        table.put(&article).send().await.unwrap();
    }
    let query = || table.query(Article::by_shelf("a"));
    let held = query().all().await.unwrap();
    let whole: Vec<Article> = query().hydrate().all().await.unwrap();
    assert_eq!(whole.len(), 130);
    assert_eq!(
        whole.iter().map(|article| &article.sku).collect::<Vec<_>>(),
        held.iter().map(|held| &held.sku).collect::<Vec<_>>()
    );
    assert!(whole.iter().all(|article| article.notes.len() == 1) && whole.is_sorted_by_key(|article| article.stock));
    let some = query().hydrate().descending().limit(3).filter(Article::NAME.contains("1")).page().await.unwrap();
    assert_eq!((some.items.len(), some.items[0].notes[0].as_str()), (3, "note 1"));
    let rest = query()
        .hydrate()
        .descending()
        .filter(Article::NAME.contains("1"))
        .after(some.next.unwrap())
        .all()
        .await
        .unwrap();
    let all = query().descending().filter(Article::NAME.contains("1")).all().await.unwrap();
    assert_eq!(rest.len() + 3, all.len());
    let mut one = query().hydrate().page_size(10).stream();
    assert_eq!(one.try_next().await.unwrap().map(|article| article.stock), Some(871));
}

/// A table of which a read consumes what the embedded DynamoDB says.
async fn paced() -> Table<HackerNews> {
    let embedded = Embedded::new();
    let plain = HackerNews::table(&embedded.client());
    plain.create_table().send().await.expect("the table can be created");
    for points in 0..20 {
        plain.put(&story(points)).send().await.expect("a story can be put");
    }
    HackerNews::table(&Scripted::over(embedded, std::iter::empty::<Answer>()).retrying_client())
}

#[tokio::test(start_paused = true)]
async fn a_read_keeps_to_the_capacity_that_it_may_consume_in_a_second() {
    let news = paced().await;
    let free = Instant::now();
    let page = news.scan::<Link>().page_size(2).page().await.unwrap();
    assert_eq!(free.elapsed(), Duration::ZERO);
    let units = page.consumed.unwrap().capacity_units.unwrap();
    assert!(units >= 5.0, "{units}");
    for rate in [1.0, 10.0] {
        let start = Instant::now();
        news.scan::<Link>().page_size(2).capacity_per_second(rate).all().await.unwrap();
        let took = start.elapsed().as_secs_f64();
        // What the last call consumes need not be waited for.
        assert!(took >= (units - 1.0) / rate * 0.9 && took <= units / rate * 1.1, "{took} for {units} at {rate}");
    }
    let start = Instant::now();
    news.scan::<Link>().segments(4).page_size(1).capacity_per_second(2.0).count().await.unwrap();
    assert!(start.elapsed() >= Duration::from_secs(2), "{:?}", start.elapsed());
    let start = Instant::now();
    news.query(Link::by_day(1)).page_size(1).capacity_per_second(1.0).all().await.unwrap();
    assert!(start.elapsed() >= Duration::from_secs(2), "{:?}", start.elapsed());
}

#[tokio::test(start_paused = true)]
async fn the_writer_keeps_to_the_capacity_that_it_may_consume_in_a_second() {
    let news = paced().await;
    let start = Instant::now();
    let mut writer = news.writer().capacity_per_second(10.0);
    for points in 0..100 {
        writer.put(&Link::new(format!("http://new/{points}"), "t")).await.unwrap();
    }
    let written = writer.finish().await.unwrap();
    let units = written.consumed.unwrap().capacity_units.unwrap();
    let took = start.elapsed().as_secs_f64();
    // The last batch need not be waited for.
    assert!(took >= units * 0.75 / 10.0 * 0.9 && took <= units / 10.0 * 1.1, "{took} for {units}");
}

#[tokio::test]
async fn several_partitions_are_read_as_one_in_order() {
    let news = stories(40).await;
    for descending in [false, true] {
        for page_size in [1, 3, 100] {
            let days = || [Link::by_day(2), Link::by_day(0), Link::by_day(7)];
            let turned = |query: dynaschema::Query<_>| {
                let query = query.page_size(page_size);
                if descending { query.descending() } else { query }
            };
            let mut expected: Vec<i64> = (0..40).filter(|points| points % 3 != 1).collect();
            if descending {
                expected.reverse();
            }
            let points = |links: Vec<Link>| links.iter().map(|link| link.points).collect::<Vec<_>>();
            let found = news.query_each(days(), turned).page().await.unwrap();
            assert_eq!((points(found.items), found.scanned), (expected.clone(), expected.len()));
            assert!(found.consumed.is_some());
            let some = news.query_each(days(), turned).limit(5).all().await.unwrap();
            assert_eq!(points(some), expected[..5]);
            let titles = news.query_each(days(), |query| turned(query).select(Link::TITLE)).all().await.unwrap();
            assert_eq!(titles.first(), expected.first().map(|points| format!("Story number {points}")).as_ref());
            let mut one = news.query_each(days(), turned).stream();
            assert_eq!(one.try_next().await.unwrap().map(|link| link.points), Some(expected[0]));
        }
    }
    let none = news.query_each(Vec::<u32>::new().into_iter().map(Link::by_day), |query| query);
    assert_eq!(none.all().await.unwrap().len(), 0);
    let refused = news.query_each([Link::by_day(1)], |query| query.filter(Link::TITLE.eq(Link::TITLE))).all().await;
    assert!(matches!(refused, Err(Error::Refused(_))), "{refused:?}");
}

#[tokio::test]
async fn what_is_found_is_deleted_with_progress() {
    let news = stories(90).await;
    let told = std::sync::Arc::new(std::sync::Mutex::new(Vec::new()));
    let tell = std::sync::Arc::clone(&told);
    let deleted = news
        .query(Link::by_day(1).points().lt(60))
        .page_size(7)
        .filter(Link::TAGS.exists())
        .delete_all()
        .progress(move |now| tell.lock().unwrap().push((now.deleted, now.scanned)))
        .send()
        .await
        .unwrap();
    assert_eq!(deleted.items, 10);
    assert!(deleted.consumed.is_some());
    let told = told.lock().unwrap().clone();
    assert_eq!((told.last(), told.is_sorted(), told.len() > 2), (Some(&(10, 20)), true, true), "{told:?}");
    assert_eq!(news.query(Link::by_day(1)).count().await.unwrap(), 20);
    assert_eq!(news.scan::<Link>().limit(5).delete_all().send().await.unwrap().items, 5);
    assert_eq!(news.scan::<Link>().count().await.unwrap(), 75);
    assert_eq!(news.scan::<Link>().segments(4).delete_all().send().await.unwrap().items, 75);
    assert_eq!(news.scan::<Link>().count().await.unwrap(), 0);
}

#[tokio::test]
async fn a_partition_is_deleted_and_no_other() {
    let matches = support::matches().await;
    let deleted = matches.delete_partition(Match::by_key("match-1")).send().await.unwrap();
    assert_eq!(deleted.items, 3);
    assert_eq!(matches.scan::<Match>().count().await.unwrap(), 9);
    assert_eq!(matches.query(Match::by_key("match-1")).count().await.unwrap(), 0);
    assert_eq!(matches.delete_partition(Match::by_key("match-1")).send().await.unwrap().items, 0);
    let some = matches.delete_partition(Match::by_key("match-2").turn().ge(1)).send().await.unwrap();
    assert_eq!(some.items, 2);
}

#[tokio::test]
async fn what_has_expired_is_deleted_too() {
    let sessions = fresh::<Sessions>().await;
    for (id, ends) in [("1", 1_700_000_000), ("2", 4_000_000_000)] {
        let mut session = Session::new(id, "ada");
        session.expires_at = Some(dynaschema::jiff::Timestamp::from_second(ends).unwrap());
        sessions.put(&mut session).send().await.unwrap();
    }
    assert_eq!(sessions.query(Session::by_user("ada")).delete_all().send().await.unwrap().items, 2);
}

#[tokio::test]
async fn a_statement_gives_its_rows_as_items() {
    if support::is_lacking() {
        return;
    }
    let news = stories(12).await;
    let statement = news.statement::<Link>("SELECT * FROM {table} WHERE points >= ? AND contains(title, ?)");
    let found = statement.parameter(Link::POINTS, 4).parameter(Link::TITLE, "number").all_metered().await.unwrap();
    assert_eq!(found.value.len(), 8);
    let update = news.statement::<Link>("UPDATE {table} SET points = ? WHERE link = ?");
    let update = update.parameter(Link::POINTS, 77).parameter(Link::LINK, "http://story/3");
    assert_eq!(update.all().await.unwrap().len(), 0);
    assert_eq!(news.get(Link::key("http://story/3")).send().await.unwrap().unwrap().points, 77);
    let part =
        news.statement::<Link>("SELECT link FROM {table} WHERE link = ?").parameter(Link::LINK, "http://story/3");
    assert!(matches!(part.all().await, Err(Error::Decode(_))));
    let index =
        news.statement::<Link>("SELECT * FROM {table}.\"days_index\" WHERE days_old = ?").parameter(Link::DAYS_OLD, 1);
    assert_eq!(index.all().await.unwrap().len(), 4);
    let request =
        news.statement::<Link>("DELETE FROM {table} WHERE link = ?").parameter(Link::LINK, "x").request().unwrap();
    assert_eq!(request.statement(), Some(&*format!("DELETE FROM \"{}\" WHERE link = ?", news.name())));
    for (text, fits) in [("x".repeat(8192), true), ("x".repeat(8193), false), (String::new(), false)] {
        assert_eq!(news.statement::<Link>(&text).request().is_ok(), fits);
    }
}
