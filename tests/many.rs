//! Scans in parts, reads that keep to a rate, and whole items behind an index.

mod support;

use std::collections::BTreeSet;
use std::time::Duration;

use dynaschema::{Error, Table};
use dynaschema_embedded::Embedded;
use dynaschema_examples::schema::{Article, HackerNews, Inventory, Link};
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
