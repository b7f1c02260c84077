//! The limits of single writes and reads, from both of their sides: the most that DynamoDB takes is sent, and it takes it;
//! one more is refused, and nothing is sent.
//!
//! | limit | where |
//! |---|---|
//! | 4096 bytes of a condition, a filter | here, for every verb |
//! | 4096 bytes of a projection | here; of an update: `tests/limits.rs` of the examples |
//! | 100 values of `IN`, one at least | here |
//! | bounds of `BETWEEN` in order | here; of a key condition: `requests.rs`, `src/question/tests.rs` |
//! | 2 MB of names and values | here |
//! | 300 operators of an update | here: none has as many in 4096 bytes |
//! | places of an update that overlap | here; of a projection: `requests.rs` |
//! | placeholders of raw conditions | here; in all their forms: `src/expression/raw.rs` |
//! | an item of 400 KB | here; how it is measured: `src/item_size.rs` |
//! | numbers of 38 digits, from 1E-130 to below 1E+126 | here; every type of numbers: `encodings/refused.rs` |
//! | 32 levels | here; every place: `encodings/refused.rs` |
//! | sets that are empty or have an element twice | here in updates; in items: `encodings/refused.rs` |
//! | key values of 1 to 2048 bytes, and 1024 in a sort key | here; the keys of indexes: `src/key.rs`, `requests.rs` |
//! | a token of 1 to 36 characters | here |
//! | a page of one item at least | here |

#[path = "generated/mod.rs"]
mod schema;

use std::collections::BTreeSet;
use std::fmt::Debug;

use aws_sdk_dynamodb::types::AttributeValue::{self, L, N, Ns, S, Ss};
use dynaschema::codec::{Any, Json};
use dynaschema::codegen_v1 as rt;
use dynaschema::{AnyAttribute, Condition, Error, Inside, Table, Update};
use dynaschema_embedded::Embedded;
use dynaschema_scripted::{Answer, Scripted};
use schema::{HackerNews, Link, Match, Matches};
use serde_json::json;

/// What a story may have besides: anything, as JSON and as it is.
enum Anything {}
enum RawAnything {}

/// And a list of numbers.
enum Numbers {}

macro_rules! attributes {
    ($($constant:ident: $marker:ident, $encoding:ty, $name:literal;)*) => {$(
        impl rt::Attribute for $marker {
            type Of = Link;
            type Encoding = $encoding;
            type Field = Option<$encoding>;
            const NAME: &'static str = $name;
        }

        impl rt::Updatable for $marker {}
        impl rt::Removable for $marker {}

        const $constant: rt::Attr<$marker> = rt::Attr::new();
    )*};
}

attributes! {
    ANYTHING: Anything, Json, "anything";
    RAW: RawAnything, Any, "anything";
    NUMBERS: Numbers, Vec<i64>, "numbers";
}

/// A table with one story in it, and one without anything, and what is sent to them.
struct Watched {
    scripted: Scripted,
    news: Table<HackerNews>,
    matches: Table<Matches>,
}

async fn watched() -> Watched {
    let scripted = Scripted::over(Embedded::new(), [] as [Answer; 0]);
    let client = scripted.client();
    let (news, matches) = (HackerNews::table(&client), Matches::table(&client));
    news.create_table().send().await.unwrap();
    matches.create_table().send().await.unwrap();
    news.put(&story()).send().await.unwrap();
    scripted.sent();
    Watched { scripted, news, matches }
}

fn story() -> Link {
    Link::new("a", "A")
}

impl Watched {
    /// It was sent, and DynamoDB took it.
    #[track_caller]
    fn accepts<T: Debug>(&self, what: &str, answer: Result<T, Error>) {
        assert!(answer.is_ok(), "{what}: {answer:?}");
        assert!(!self.scripted.sent().is_empty(), "{what}");
    }

    /// It was refused by the name of an attribute, or as a request, and not sent.
    #[track_caller]
    fn refuses<T: Debug>(&self, what: &str, attribute: &str, reason: &str, answer: Result<T, Error>) {
        let Err(Error::Refused(refused)) = answer else { panic!("{what}: {answer:?}") };
        assert_eq!(refused.attribute, attribute, "{what}: {refused}");
        assert!(refused.reason.contains(reason), "{what}: {refused}");
        assert!(self.scripted.sent().is_empty(), "{what}");
    }
}

/// A condition that holds of every story, of so many bytes.
fn condition(bytes: usize) -> Condition<Link, AnyAttribute> {
    let (left, right) = ("attribute_exists(link)", "OR attribute_exists(title)");
    let spaces = " ".repeat(bytes - left.len() - right.len());
    Condition::raw(&[left, &spaces, right].concat(), &[], &[])
}

/// With most of a request, and with more.
macro_rules! both_sides {
    ($watched:ident, $most:expr, $more:expr, $attribute:expr, $reason:expr, |$bound:ident| $($verb:literal: $call:expr;)*) => {$(
        let $bound = $most;
        $watched.accepts($verb, $call.await);
        let $bound = $more;
        $watched.refuses($verb, $attribute, $reason, $call.await);
    )*};
}

#[tokio::test]
async fn a_condition_or_a_filter_has_4096_bytes_at_most() {
    let watched = watched().await;
    let (news, story) = (&watched.news, story());
    let day = || news.query(Link::by_day(0));
    // Beside what a verb asks for: `attribute_exists(#n0) AND (…)`.
    let beside = "attribute_exists(#n0) AND ()".len();
    both_sides! { watched, 4096, 4097, "", "has 4097 bytes", |bytes|
        "put": news.put(&story).condition(condition(bytes)).send();
        "put once": news.put(&story).condition(condition(bytes)).once().send();
        "replace": news.replace(&story).condition(condition(bytes - beside)).send();
        "update": news.update(&story).condition(condition(bytes - beside)).send();
        "update once": news.update(&story).add(Link::POINTS, 1).condition(condition(bytes - beside)).once().send();
        "upsert": news.upsert(&story).set(Link::TITLE, "A").condition(condition(bytes)).send();
        "query": day().filter(condition(bytes)).all();
        "first": day().filter(condition(bytes)).first();
        "select": day().select(Link::TITLE).filter(condition(bytes)).all();
        "scan": news.scan::<Link>().filter(condition(bytes)).all();
        "delete": news.delete(&story).condition(condition(bytes)).send();
    }
    let beside = "attribute_not_exists(#n0) AND ()".len();
    let insert = |bytes: usize| news.insert(&story).condition(condition(bytes - beside)).send();
    let inserted = insert(4096).await;
    assert!(
        matches!(inserted, Err(Error::ConditionFailed(_))),
        "there is nothing of which it could hold: {inserted:?}"
    );
    watched.scripted.sent();
    watched.refuses("insert", "", "has 4097 bytes", insert(4097).await);
}

/// Positions whose digits are so many in all, none of them twice.
fn positions(count: usize, digits: usize) -> impl Iterator<Item = usize> {
    let more = digits - 3 * count;
    (0..count).map(move |number| (100 + number) * 10_usize.pow(u32::try_from((more + number) / count).unwrap()))
}

/// Of functions and signs there are two in each of these.
#[tokio::test]
async fn an_update_of_300_operators_is_too_long_before_it_has_too_many() {
    let watched = watched().await;
    let added = || {
        let add = |update: Update<Link>, position| update.add(NUMBERS.at(position), Link::POINTS);
        (0..150).fold(watched.news.update(&story()), add)
    };
    let more = added().set_if_absent(Link::TITLE, "A");
    watched.refuses("300", "", "bytes", added().send().await);
    watched.refuses("301", "", "the update has 301 operators and functions", more.send().await);
}

/// A place 31 levels deep in `anything`, at positions whose digits are so many in all.
fn deep(number: usize, digits: usize) -> rt::Attr<Anything, Inside<Json>> {
    positions(30, digits).fold(ANYTHING.key(number.to_string()), |place, position| place.at(position))
}

#[tokio::test]
async fn a_projection_has_4096_bytes_at_most() {
    let watched = watched().await;
    let (news, day, link) = (&watched.news, || Link::by_day(0), story());
    let places = |digits: usize| {
        let each = |number: usize| deep(number, (digits + number) / 12);
        (each(0), each(1), each(2), each(3), each(4), each(5), each(6), each(7), each(8), each(9), each(10), each(11))
    };
    let request = news.get(&link).select(places(12 * 90)).request().unwrap();
    let fitting = 12 * 90 + 4096 - request.projection_expression().unwrap().len();
    both_sides! { watched, fitting, fitting + 1, "", "the projection has 4097 bytes", |digits|
        "get": news.get(&link).select(places(digits)).send();
        "scan": news.scan::<Link>().select(places(digits)).all();
        // One more name, so that another has two digits.
        "query": news.query(day()).select(places(digits - 1)).all();
    }
}

#[tokio::test]
async fn one_of_100_values_is_asked_for_at_most_and_of_one_at_least() {
    let watched = watched().await;
    let news = &watched.news;
    both_sides! { watched, 0..100, 0..101, "title", "these are 101", |values|
        "size": news.scan::<Link>().filter(Link::TITLE.size().is_in(values)).all();
    }
    both_sides! { watched, 0..100_i64, 0..101_i64, "points", "these are 101", |values|
        "filter": news.scan::<Link>().filter(Link::POINTS.is_in(values)).all();
        "condition": news.update(&story()).condition(Link::POINTS.is_in(values)).send();
    }
    both_sides! { watched, 0..1_i64, 0..0_i64, "points", "at least one", |values|
        "filter": news.scan::<Link>().filter(Link::POINTS.is_in(values)).all();
    }
}

#[tokio::test]
async fn the_lower_bound_is_not_above_the_upper_one() {
    let watched = watched().await;
    let (news, matches) = (&watched.news, &watched.matches);
    both_sides! { watched, (9, 9), (10, 9), "points", "lower bound", |bounds|
        "filter": news.scan::<Link>().filter(Link::POINTS.between(bounds.0, bounds.1)).all();
        "condition": news.update(&story()).condition(!Link::POINTS.between(bounds.0, bounds.1)).send();
        "key condition": news.query(Link::by_day(0).points().between(bounds.0, bounds.1)).all();
    }
    both_sides! { watched, (9, 10), (10, 9), "title", "lower bound", |bounds|
        "size": news.scan::<Link>().filter(Link::TITLE.size().between(bounds.0, bounds.1)).all();
    }
    both_sides! { watched, ("a", "b"), ("b", "a"), "round", "lower bound", |bounds|
        "key of several attributes": matches.query(Match::by_round("t", "r").round().between(bounds.0, bounds.1)).all();
    }
}

#[tokio::test]
async fn names_and_values_have_2_mb_together() {
    let watched = watched().await;
    let news = &watched.news;
    // `title` in each of eight parts, whose name counts once, and what stands for it and for the values: `#n0`, `:v0`.
    let most = 2 * 1024 * 1024 - 9 * 3;
    let filter = |bytes: usize| {
        let part = |number: usize| Link::TITLE.begins_with("x".repeat((bytes - "title".len() + number) / 8));
        (0..8).fold(Condition::never(), |any, number| (any | part(number)).erased())
    };
    both_sides! { watched, most, most + 1, "", "2097153 bytes", |bytes|
        "scan": news.scan::<Link>().filter(filter(bytes)).all();
    }
}

#[tokio::test]
async fn places_of_an_update_do_not_overlap() {
    let watched = watched().await;
    let news = &watched.news;
    let start = news.update(&story()).set(ANYTHING, json!({ "a": [1], "b": 1 })).set(NUMBERS, [1, 2]);
    watched.accepts("two attributes", start.send().await);
    let update = || news.update(&story()).set(ANYTHING.key("a").at(0), json!(2));
    both_sides! { watched, "b", "a", "anything.a", "changes `anything.a[0]`", |key|
        "a place beside it": update().set(ANYTHING.key(key), json!(2)).send();
        "removed": update().remove(ANYTHING.key(key)).send();
    }
    both_sides! { watched, 1, 0, "anything.a[0]", "once", |position|
        "an element": update().set(ANYTHING.key("a").at(position), json!(3)).send();
    }
    watched.refuses("all of it", "anything", "changes", update().set(ANYTHING, json!(1)).send().await);
    let both = news.update(&story()).add(Link::TAGS, ["a"]).delete(Link::TAGS, ["b"]);
    watched.refuses("two verbs", "tags", "once", both.send().await);
}

#[tokio::test]
async fn placeholders_of_a_raw_condition_are_all_there_and_all_used() {
    let watched = watched().await;
    let news = &watched.news;
    let raw =
        |text: &str, names: &[(&str, &str)], values: &[(&str, AttributeValue)]| Condition::raw(text, names, values);
    let (name, value) = (("#t", "title"), (":t", S("A".to_owned())));
    let one = [value.clone()];
    watched.accepts("all", news.scan::<Link>().filter(raw("#t = :t", &[name], &one)).all().await);
    for (what, condition) in [
        ("`#t`", raw("#t = :t", &[], &one)),
        ("`:t`", raw("#t = :t", &[name], &[])),
        ("`#u`", raw("#t = :t", &[name, ("#u", "points")], &one)),
        ("`:u`", raw("#t = :t", &[name], &[value.clone(), (":u", value.1.clone())])),
        ("empty", raw(" ", &[], &[])),
    ] {
        let scan = news.scan::<Link>().filter(condition.clone());
        watched.refuses(what, "", what, scan.all().await);
        watched.refuses(what, "", what, news.put(&story()).condition(condition.clone()).send().await);
        watched.refuses(what, "", what, news.delete(&story()).condition(condition | Link::POINTS.ge(0)).send().await);
    }
}

#[tokio::test]
async fn an_item_has_400_kb_at_most_and_so_has_what_an_update_sets() {
    let watched = watched().await;
    let news = &watched.news;
    let without = dynaschema::item_size(&dynaschema::to_item(&Link::new("a", "")).unwrap());
    let sized = |bytes: usize| Link::new("a", "x".repeat(bytes - without));
    both_sides! { watched, 409_600, 409_601, "title", "409601 bytes", |bytes|
        "put": news.put(&sized(bytes)).send();
        "put once": news.put(&sized(bytes)).once().send();
        "replace": news.replace(&sized(bytes)).send();
    }
    news.put(&story()).send().await.unwrap();
    watched.scripted.sent();
    // What the item has besides is DynamoDB's to know: with it, the greatest value does not fit in.
    let set = |bytes: usize| news.update(&story()).set(Link::TITLE, "x".repeat(bytes)).send();
    watched.accepts("set", set(400_000).await);
    let service = set(409_600).await;
    assert!(matches!(service, Err(Error::Service(_))) && !watched.scripted.sent().is_empty());
    watched.refuses("set", "title", "409601 bytes", set(409_601).await);
}

#[tokio::test]
async fn values_have_what_dynamodb_has_of_numbers_levels_and_sets() {
    let watched = watched().await;
    let set = |value: AttributeValue| watched.news.update(&story()).set(RAW, value).send();
    let number = |digits: &str| N(digits.to_owned());
    let nested = |levels: usize| (1..levels).fold(number("1"), |inner, _| L(vec![inner]));
    let numbers = |texts: &[&str]| L(vec![Ns(texts.iter().map(|&text| text.to_owned()).collect())]);
    let texts = |texts: &[&str]| L(vec![Ss(texts.iter().map(|&text| text.to_owned()).collect())]);
    let deepest = format!("anything{}", "[0]".repeat(32));
    for (most, more, place, reason) in [
        (number(&"9".repeat(38)), number(&"9".repeat(39)), "anything", "38 significant digits"),
        (number("9.9999999999999999999999999999999999999E+125"), number("1E+126"), "anything", "as large"),
        (number("-9.9999999999999999999999999999999999999E+125"), number("-1E+126"), "anything", "as large"),
        (number("1E-130"), number("1E-131"), "anything", "close to zero"),
        (number("-1E-130"), number("-1E-131"), "anything", "close to zero"),
        (nested(32), nested(33), &deepest, "32 levels"),
        (texts(&[""]), texts(&[]), "anything[0]", "no empty sets"),
        (numbers(&["1", "2"]), numbers(&["1", "1.0"]), "anything[0]", "written alike"),
    ] {
        watched.accepts(reason, set(most).await);
        watched.refuses(reason, place, reason, set(more).await);
    }
    // Alone, an empty set is one that is not there.
    watched.accepts("removed", watched.news.update(&story()).set(Link::TAGS, BTreeSet::new()).send().await);
}

#[tokio::test]
async fn a_key_is_not_empty_and_not_too_long() {
    let watched = watched().await;
    let (news, matches) = (&watched.news, &watched.matches);
    for (most, more, reason) in [(1, 0, "cannot be empty"), (2048, 2049, "at most 2048 bytes")] {
        both_sides! { watched, "x".repeat(most), "x".repeat(more), "link", reason, |link|
            "put": news.put(&Link::new(&link, "A")).send();
            "put once": news.put(&Link::new(&link, "A")).once().send();
            "get": news.get(Link::key(&link)).send();
            "upsert": news.upsert(&Link::new(&link, "A")).send();
            "update": news.update(Link::key(&link)).send();
            "delete": news.delete(Link::key(&link)).send();
        }
    }
    for (most, more, reason) in [(1, 0, "cannot be empty"), (1024, 1025, "at most 1024 bytes")] {
        both_sides! { watched, "x".repeat(most), "x".repeat(more), "round", reason, |round|
            "a sort key of an index": matches.put(&Match::new("m", 1_u32, "t", "r", &round)).send();
            "set": matches.update(Match::key("m", 1_u32)).set(Match::ROUND, &round).send();
            "asked for": matches.query(Match::by_round("t", "r").round().ge(&round)).all();
        }
    }
}

#[tokio::test]
async fn a_token_has_1_to_36_characters() {
    let watched = watched().await;
    let (news, story) = (&watched.news, story());
    for (most, more, reason) in [(1, 0, "this one has 0"), (36, 37, "this one has 37")] {
        // Every write has another token.
        let token = |letter: &str, length: usize| letter.repeat(length);
        both_sides! { watched, most, more, "", reason, |length|
            "put": news.put(&story).once().token(token("p", length)).send();
            "update": news.update(&story).add(Link::POINTS, 1).once().token(token("u", length)).send();
            "upsert": news.upsert(&story).add(Link::POINTS, 1).once().token(token("s", length)).send();
            "delete": news.delete(&story).once().token(token("d", length)).send();
            "insert": news.insert(&story).once().token(token("i", length)).send();
        }
    }
}

#[tokio::test]
async fn a_page_is_of_one_item_at_least() {
    let watched = watched().await;
    let news = &watched.news;
    watched.accepts("scan", news.scan::<Link>().page_size(0).all().await);
    watched.accepts("query", news.query(Link::by_day(0)).page_size(0).first().await);
    for size in [0, 1] {
        news.scan::<Link>().page_size(size).pages().try_next().await.unwrap();
        news.query(Link::by_day(0)).page_size(size).pages().try_next().await.unwrap();
        let sent = watched.scripted.sent();
        assert_eq!((&sent[0]["Scan"]["Limit"], &sent[1]["Query"]["Limit"]), (&json!(1), &json!(1)), "{size}");
    }
}
