//! Pages that are chained by cursors, and counts.

mod support;

use dynaschema::{Cursor, Error, Table};
use dynaschema_examples::schema::{HackerNews, Link, Match, Session, Sessions};
use support::{fresh, matches, stories};

/// All items, page by page, each page of another request.
async fn chained(news: &Table<HackerNews>, limit: usize, page_size: usize, least: i64) -> (Vec<i64>, usize) {
    let mut all = Vec::new();
    let mut next: Option<Cursor> = None;
    let mut pages = 0;
    loop {
        let mut query = news.query(Link::by_day(1)).limit(limit).page_size(page_size);
        if least > 0 {
            query = query.filter(Link::TAGS.exists() | Link::TITLE.ge(format!("Story number {least}")));
        }
        if let Some(next) = next.take() {
            query = query.after(next.to_string().parse().expect("a cursor"));
        }
        // Every second page reads whole items, every other a part of them.
        let page = if pages % 2 == 0 {
            let page = query.page().await.expect("a page");
            (page.items.iter().map(|link| link.points).collect::<Vec<_>>(), page.next)
        } else {
            let page = query.select(Link::POINTS).page().await.expect("a page");
            (page.items, page.next)
        };
        assert!(page.0.len() <= limit);
        assert!(page.0.len() == limit || page.1.is_none(), "a page is full, unless it is the last one");
        all.extend(page.0);
        pages += 1;
        match page.1 {
            Some(cursor) => next = Some(cursor),
            None => return (all, pages),
        }
    }
}

#[tokio::test]
async fn pages_chained_by_cursors_give_each_item_once_and_in_order_whatever_their_sizes() {
    let news = stories(60).await;
    for least in [0, 3, 5] {
        let mut query = news.query(Link::by_day(1));
        if least > 0 {
            query = query.filter(Link::TAGS.exists() | Link::TITLE.ge(format!("Story number {least}")));
        }
        let expected: Vec<i64> = query.select(Link::POINTS).all().await.unwrap();
        assert!(expected.len() > 8 && expected.is_sorted());
        for limit in [1, 2, 3, 7, 19, 20, 21, 100] {
            for page_size in [1, 2, 5, 100] {
                let (all, pages) = chained(&news, limit, page_size, least).await;
                assert_eq!(all, expected, "{limit} {page_size} {least}");
                assert!(pages >= expected.len().div_ceil(limit));
            }
        }
    }
}

#[tokio::test]
async fn a_scan_goes_on_behind_a_cursor_too() {
    let news = stories(20).await;
    let expected: Vec<String> = news.scan::<Link>().filter(Link::POINTS.ge(5)).select(Link::LINK).all().await.unwrap();
    let mut all = Vec::new();
    let mut next = None::<Cursor>;
    loop {
        let mut scan = news.scan::<Link>().filter(Link::POINTS.ge(5)).select(Link::LINK).limit(4);
        if let Some(next) = next.take() {
            scan = scan.after(next);
        }
        let page = scan.page().await.unwrap();
        all.extend(page.items);
        next = page.next;
        if next.is_none() {
            break;
        }
    }
    assert_eq!(all, expected);
}

#[tokio::test]
async fn every_page_of_a_read_tells_where_the_next_begins() {
    let news = stories(30).await;
    let mut pages = news.query(Link::by_day(0)).descending().page_size(3).pages();
    let first = pages.try_next().await.unwrap().unwrap();
    let rest = news.query(Link::by_day(0)).descending().after(first.next.unwrap()).all().await.unwrap();
    assert_eq!((first.items.len(), rest.len(), rest[0].points), (3, 7, 18));
    let back = news.query(Link::by_day(0)).limit(2).page().await.unwrap().next.unwrap();
    let before: Vec<Link> = news.query(Link::by_day(0)).descending().after(back).all().await.unwrap();
    assert_eq!(before.iter().map(|link| link.points).collect::<Vec<_>>(), [0], "it is a place, whichever way one goes");
}

#[tokio::test]
async fn a_cursor_that_does_not_fit_is_refused() {
    let news = stories(12).await;
    let cursor = news.query(Link::by_day(1)).limit(2).page().await.unwrap().next.unwrap();
    let refused = async |reason: &str, query: dynaschema::Query<_>| match query.all().await as Result<Vec<Link>, Error>
    {
        Err(Error::Refused(refused)) => assert!(refused.reason.contains(reason), "{refused}"),
        other => panic!("{reason}: {other:?}"),
    };
    refused("of another partition", news.query(Link::by_day(2)).after(cursor.clone())).await;
    let other = news.clone().named("other");
    refused("of another table or index", other.query(Link::by_day(1)).after(cursor.clone())).await;
    let scanned = news.scan::<Link>().limit(2).page().await.unwrap().next.unwrap();
    refused("of another table or index", news.query(Link::by_day(1)).after(scanned)).await;
    match news.scan::<Link>().after(cursor.clone()).all().await {
        Err(Error::Refused(refused)) => assert!(refused.reason.contains("of another table or index"), "{refused}"),
        other => panic!("{other:?}"),
    }
    assert_eq!(format!("{cursor:?}"), "Cursor", "the key may be sensitive");
}

#[tokio::test]
async fn a_text_in_which_one_character_was_changed_is_no_cursor() {
    let news = stories(12).await;
    let cursor = news.query(Link::by_day(1)).limit(2).page().await.unwrap().next.unwrap();
    let (plain, signed) = (cursor.to_string(), cursor.signed(b"secret"));
    assert!(plain.chars().chain(signed.chars()).all(|c| c.is_ascii_alphanumeric() || c == '-' || c == '_'), "{plain}");
    assert_eq!(plain.parse::<Cursor>().unwrap(), cursor);
    assert_eq!(Cursor::verified(&signed, b"secret").unwrap(), cursor);
    assert!(Cursor::verified(&signed, b"another").is_err());
    assert!(Cursor::verified(&plain, b"secret").is_err());
    assert!(signed.parse::<Cursor>().is_err());
    for (text, is_signed) in [(&plain, false), (&signed, true)] {
        for position in 0..text.len() {
            for other in ['A', 'B', '-', '9', '=', ' '] {
                let mut changed: Vec<char> = text.chars().collect();
                if changed[position] == other {
                    continue;
                }
                changed[position] = other;
                let changed: String = changed.into_iter().collect();
                let read = if is_signed { Cursor::verified(&changed, b"secret") } else { changed.parse() };
                assert!(matches!(read, Err(Error::Refused(_))), "{changed}");
            }
            let cut = &text[..position];
            assert!(cut.parse::<Cursor>().is_err() && Cursor::verified(cut, b"secret").is_err());
        }
    }
}

#[tokio::test]
async fn counts_are_of_what_would_be_read() {
    let news = stories(30).await;
    assert_eq!(news.query(Link::by_day(1)).count().await.unwrap(), 10);
    assert_eq!(news.query(Link::by_day(1)).page_size(3).count().await.unwrap(), 10);
    assert_eq!(news.query(Link::by_day(1).points().gt(10)).count().await.unwrap(), 6);
    assert_eq!(news.query(Link::by_day(1)).filter(Link::TAGS.exists()).page_size(2).count().await.unwrap(), 5);
    assert_eq!(news.query(Link::by_day(1)).limit(4).count().await.unwrap(), 4);
    assert_eq!(news.query(Link::by_day(1)).limit(0).count().await.unwrap(), 0);
    assert_eq!(news.scan::<Link>().page_size(7).count().await.unwrap(), 30);
    let counted = news.scan::<Link>().filter(Link::POINTS.ge(20)).count_metered().await.unwrap();
    assert_eq!((counted.items, counted.scanned), (10, 30));
    assert!(counted.consumed.is_some());
    let cursor = news.query(Link::by_day(1)).limit(4).page().await.unwrap().next.unwrap();
    assert_eq!(news.query(Link::by_day(1)).after(cursor).count().await.unwrap(), 6);
    let request = news.query(Link::by_day(1)).select(Link::TITLE).count().await;
    assert_eq!(request.unwrap(), 10);

    let matches = matches().await;
    assert_eq!(matches.query(Match::by_key("match-0")).consistent().count().await.unwrap(), 3);

    let sessions = fresh::<Sessions>().await;
    for (id, ends) in [("1", 1_700_000_000), ("2", 4_000_000_000), ("3", 1_700_000_000)] {
        let mut session = Session::new(id, "ada");
        session.expires_at = Some(dynaschema::jiff::Timestamp::from_second(ends).unwrap());
        sessions.put(&mut session).send().await.unwrap();
    }
    assert_eq!(sessions.query(Session::by_user("ada")).count().await.unwrap(), 1, "what is over does not count");
    assert_eq!(sessions.scan::<Session>().count().await.unwrap(), 1);
}
