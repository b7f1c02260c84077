//! What is made of answers that no emulator gives.

#[path = "generated/mod.rs"]
mod schema;

use std::iter::{once, repeat};
use std::time::Duration;

use aws_sdk_dynamodb::error::SdkError;
use aws_sdk_dynamodb::operation::scan::ScanError;
use dynaschema::{Error, Table};
use dynaschema_scripted::{Answer, Scripted};
use schema::{HackerNews, Link};
use serde_json::{Value, json};

/// DynamoDB does what it is asked.
fn done(body: Value) -> Answer {
    Answer::json(200, body)
}

/// DynamoDB refuses, with a code.
fn refused(code: &str) -> Answer {
    Answer::error_saying(code, "said DynamoDB")
}

/// A table whose calls are answered so.
fn answering(answers: impl IntoIterator<Item = Answer, IntoIter: Send + 'static>) -> (Scripted, Table<HackerNews>) {
    let scripted = Scripted::new(answers);
    let news = HackerNews::table(&scripted.client());
    (scripted, news)
}

#[tokio::test]
async fn a_failed_condition_is_named_by_what_it_says_of_the_item() {
    let link = Link::new("a", "A");
    let mine = || Link::POINTS.lt(10);
    let there = json!({ "link": { "S": "a" }, "title": { "S": "As it stands" } });

    let failed = |item: Option<&Value>| {
        let code = "com.amazonaws.dynamodb.v20120810#ConditionalCheckFailedException";
        let mut body = json!({ "__type": code, "message": "said DynamoDB" });
        if let Some(item) = item {
            body["Item"] = item.clone();
        }
        answering(once(Answer::json(400, body))).1
    };
    let nothing = || failed(None);
    let something = || failed(Some(&there));
    for (kind, said, answer) in [
        ("AlreadyExists", "nothing", nothing().insert(&link).send().await),
        ("AlreadyExists", "something", something().insert(&link).send().await),
        ("ConditionFailed", "nothing", nothing().insert(&link).condition(mine()).send().await),
        ("AlreadyExists", "something", something().insert(&link).condition(mine()).send().await),
        ("NotFound", "nothing", nothing().replace(&link).send().await),
        ("NotFound", "nothing", nothing().replace(&link).condition(mine()).send().await),
        ("ConditionFailed", "something", something().replace(&link).condition(mine()).send().await),
        ("NotFound", "nothing", nothing().update(&link).add(Link::POINTS, 1).send().await),
        ("NotFound", "nothing", nothing().update(&link).condition(mine()).send().await),
        ("ConditionFailed", "something", something().update(&link).condition(mine()).send().await),
        ("ConditionFailed", "nothing", nothing().put(&link).condition(mine()).send().await),
        ("ConditionFailed", "nothing", nothing().delete(&link).condition(mine()).send().await),
        ("ConditionFailed", "something", something().delete(&link).condition(mine()).send().await),
    ] {
        let error = answer.unwrap_err();
        assert!(format!("{error:?}").starts_with(kind), "{kind} and {said} there: {error:?}");
        assert_eq!(error.code(), Some("ConditionalCheckFailedException"));
        let current = error.current::<Link>().unwrap().map(|link| link.title);
        assert_eq!(current.as_deref(), (said == "something").then_some("As it stands"), "{error}");
    }
}

/// A page of stories under these links, and the key behind which the next one starts.
fn page(links: &[&str], last: Value) -> Answer {
    let items = links.iter().map(|link| json!({ "link": { "S": link }, "title": { "S": "A" } })).collect::<Vec<_>>();
    done(json!({ "Items": items, "ScannedCount": 10, "LastEvaluatedKey": last }))
}

fn links(items: impl IntoIterator<Item = Link>) -> Vec<String> {
    items.into_iter().map(|link| link.link).collect()
}

#[tokio::test]
async fn each_page_starts_behind_the_last_one_and_an_empty_key_ends_them() {
    let behind = |link: &str| json!({ "link": { "S": link }, "days_old": { "N": "1" }, "points": { "N": "0" } });
    let script = [page(&["a", "b"], behind("b")), page(&[], behind("x")), page(&["c"], json!({}))];
    let starts = [Value::Null, behind("b"), behind("x")];

    let (scripted, news) = answering(script.clone());
    assert_eq!(links(news.query(Link::by_day(1)).all().await.unwrap()), ["a", "b", "c"]);
    let sent: Vec<_> = scripted.sent().iter().map(|sent| sent["Query"]["ExclusiveStartKey"].clone()).collect();
    assert_eq!(sent, starts);

    let (scripted, news) = answering(script);
    let mut pages = news.scan::<Link>().limit(5).pages();
    let mut got = Vec::new();
    while let Some(page) = pages.try_next().await.unwrap() {
        got.push((page.scanned, links(page)));
    }
    // What was looked at for the page without items is counted with the next one.
    assert_eq!(got, [(10, vec!["a".to_owned(), "b".to_owned()]), (20, vec!["c".to_owned()])]);
    let sent = scripted.sent();
    assert_eq!(sent.iter().map(|sent| sent["Scan"]["ExclusiveStartKey"].clone()).collect::<Vec<_>>(), starts);
    assert_eq!(sent.iter().map(|sent| &sent["Scan"]["Limit"]).collect::<Vec<_>>(), [5, 3, 3], "what is still wanted");
}

#[tokio::test]
async fn more_items_than_are_wanted_are_neither_given_nor_asked_for() {
    let (scripted, news) = answering([page(&["a", "b", "c"], json!({ "link": { "S": "c" } }))]);
    let found = news.scan::<Link>().filter(Link::TITLE.exists()).limit(2).all().await.unwrap();
    assert_eq!(links(found), ["a", "b"]);
    assert_eq!(scripted.sent().len(), 1);
}

#[tokio::test]
async fn an_error_comes_behind_what_was_found_before_it_and_is_the_last() {
    let script = || {
        let gone = refused("ResourceNotFoundException");
        answering([page(&["a"], json!({ "link": { "S": "a" } })), gone, page(&["never"], Value::Null)])
    };
    let code = |error: Error| error.code().map(str::to_owned);
    let gone = Some("ResourceNotFoundException".to_owned());

    let (scripted, news) = script();
    let mut items = news.scan::<Link>().stream();
    assert_eq!(links(items.try_next().await.unwrap()), ["a"]);
    assert_eq!(code(items.try_next().await.unwrap_err()), gone);
    assert_eq!(items.try_next().await.unwrap(), None);
    assert_eq!(scripted.sent().len(), 2);

    let (scripted, news) = script();
    let mut pages = news.query(Link::by_day(1)).pages();
    assert_eq!(links(pages.try_next().await.unwrap().into_iter().flatten()), ["a"]);
    assert_eq!(code(pages.try_next().await.unwrap_err()), gone);
    assert_eq!(pages.try_next().await.unwrap(), None);
    assert_eq!(scripted.sent().len(), 2);

    let (_, news) = script();
    assert_eq!(code(news.scan::<Link>().all().await.unwrap_err()), gone);
}

#[tokio::test]
async fn what_is_selected_and_is_not_as_it_should_be_is_named_with_what_is_known_of_its_key() {
    let wrong = json!({ "title": { "N": "1" } });
    let keyed = json!({ "link": { "S": "b" }, "title": { "N": "1" } });
    let found = |item: &Value| answering([done(json!({ "Item": item, "Items": [item] }))]).1;
    let by_day = |item| found(item).query(Link::by_day(7).points().ge(3));
    let at = "attribute `title` should be S, found N";
    for (error, said) in [
        (
            found(&wrong).get(Link::key("a")).select(Link::TITLE).send().await.unwrap_err(),
            format!("the item with link = \"a\" is no `Link`: {at}"),
        ),
        (
            by_day(&wrong).select((Link::TAGS, Link::TITLE)).all().await.unwrap_err(),
            format!("the item with days_old = 7 is no `Link`: {at}"),
        ),
        (
            by_day(&keyed).select((Link::LINK, Link::TITLE)).first().await.unwrap_err(),
            format!("the item with link = \"b\", days_old = 7 is no `Link`: {at}"),
        ),
        (
            found(&wrong).scan::<Link>().select(Link::TITLE).all().await.unwrap_err(),
            format!("an item is no `Link`: {at}"),
        ),
        (
            found(&keyed).scan::<Link>().select((Link::TITLE, Link::LINK)).all().await.unwrap_err(),
            format!("the item with link = \"b\" is no `Link`: {at}"),
        ),
        (
            found(&json!({})).get(Link::key("a")).select(Link::TITLE).send().await.unwrap_err(),
            "the item with link = \"a\" is no `Link`: attribute `title` should be S, found nothing".to_owned(),
        ),
    ] {
        assert_eq!(error.to_string(), said);
        assert!(matches!(error, Error::Decode(error) if error.entity == "Link" && error.attribute == "title"));
    }
}

#[tokio::test]
async fn an_item_that_has_nothing_of_what_is_selected_is_found_all_the_same() {
    let (_, news) = answering([done(json!({ "Item": {} })), done(json!({})), done(json!({ "Items": [{}, {}] }))]);
    let found = news.get(Link::key("a")).select((Link::POINTS, Link::TAGS)).send().await.unwrap();
    assert_eq!(found, Some((0, [].into())));
    assert_eq!(news.get(Link::key("a")).select((Link::POINTS, Link::TAGS)).send().await.unwrap(), None);
    assert_eq!(news.query(Link::by_day(1)).select((Link::POINTS,)).all().await.unwrap(), [(0,), (0,)]);
}

#[tokio::test]
async fn what_is_selected_is_paged_and_limited_as_items_are() {
    let title = |title: &str| json!({ "title": { "S": title } });
    let last = json!({ "link": { "S": "b" } });
    let script = [
        done(json!({ "Items": [title("A"), title("B")], "ScannedCount": 2, "LastEvaluatedKey": last })),
        done(json!({ "Items": [title("C"), title("D")], "ScannedCount": 2 })),
    ];
    let (scripted, news) = answering(script.clone());
    assert_eq!(news.scan::<Link>().select(Link::TITLE).limit(3).all().await.unwrap(), ["A", "B", "C"]);
    for (sent, wanted) in scripted.sent().iter().zip([3, 1]) {
        assert_eq!((&sent["Scan"]["ProjectionExpression"], &sent["Scan"]["Limit"]), (&json!("#n0"), &json!(wanted)));
    }

    let (_, news) = answering(script);
    let mut pages = news.query(Link::by_day(1)).select(Link::TITLE).pages();
    for expected in [["A", "B"], ["C", "D"]] {
        assert_eq!(pages.try_next().await.unwrap().map(|page| page.items), Some(expected.map(str::to_owned).to_vec()));
    }
    assert_eq!(pages.try_next().await.unwrap(), None);
}

/// What DescribeTable says of a table in this state.
fn described(status: &str) -> Answer {
    done(json!({ "Table": { "TableName": "HackerNews", "TableStatus": status } }))
}

#[tokio::test(start_paused = true)]
async fn a_new_table_is_looked_at_until_it_is_active() {
    let (creating, active) = (described("CREATING"), described("ACTIVE"));
    // DescribeTable may not know a new table yet.
    let unknown = refused("ResourceNotFoundException");
    for (looks, answers) in [
        (1, vec![active.clone()]),
        (3, vec![creating.clone(), creating.clone(), active.clone()]),
        (3, vec![unknown, creating.clone(), active]),
    ] {
        let (scripted, news) = answering(once(done(json!({}))).chain(answers).chain(once(creating.clone())));
        assert!(news.client().config().sleep_impl().is_none(), "the SDK's own way to sleep is found without a name");
        news.create_table().send().await.unwrap();
        let sent = scripted.sent();
        assert_eq!(sent[0]["CreateTable"]["TableName"], "HackerNews");
        assert_eq!(sent[1..], vec![json!({ "DescribeTable": { "TableName": "HackerNews" } }); looks]);
    }
}

#[tokio::test(start_paused = true)]
async fn a_table_is_waited_for_no_longer_than_it_should_be() {
    let wait = Duration::from_secs(30);
    let started = tokio::time::Instant::now();

    let (scripted, news) = answering(once(done(json!({}))).chain(repeat(described("CREATING"))));
    let error = news.create_table().wait_at_most(wait).send().await.unwrap_err();
    assert_eq!(error.to_string(), "table `HackerNews` was not ACTIVE after 30s");
    assert!(matches!(error, Error::Timeout(timeout) if timeout.waited == wait));
    assert_eq!(started.elapsed().as_secs(), 30);
    // After CreateTable 21 looks, with pauses of 50 ms, twice as long each time, up to 2 s.
    assert_eq!(scripted.sent().len(), 22);

    let (_, news) = answering(once(done(json!({}))).chain(repeat(described("DELETING"))));
    let error = news.delete_table().wait_at_most(wait).send().await.unwrap_err();
    assert_eq!(error.to_string(), "table `HackerNews` was not deleted after 30s");
    assert_eq!(started.elapsed().as_secs(), 60);

    let (scripted, news) = answering([done(json!({})), described("CREATING")]);
    let error = news.create_table().wait_at_most(Duration::ZERO).send().await.unwrap_err();
    assert!(matches!(error, Error::Timeout(_)), "{error}");
    assert_eq!(scripted.sent().len(), 2, "it is looked at once in any case");
}

#[tokio::test(start_paused = true)]
async fn a_table_that_is_there_already_is_waited_for_only_where_that_is_wanted() {
    let script = || answering([refused("ResourceInUseException"), described("CREATING"), described("ACTIVE")]);

    let (scripted, news) = script();
    news.create_table().if_missing().send().await.unwrap();
    assert_eq!(scripted.sent().len(), 3);

    let (scripted, news) = script();
    let error = news.create_table().send().await.unwrap_err();
    assert_eq!(error.code(), Some("ResourceInUseException"));
    assert_eq!(scripted.sent().len(), 1);

    // One that was on its way out is missing in the end, and is created.
    let (in_use, gone) = (refused("ResourceInUseException"), refused("ResourceNotFoundException"));
    let (scripted, news) = answering([in_use, described("DELETING"), gone, done(json!({})), described("ACTIVE")]);
    news.create_table().if_missing().send().await.unwrap();
    assert_eq!(scripted.sent().len(), 5);

    // One that CreateTable sees and DescribeTable never does is not asked for without end.
    let for_ever = [refused("ResourceInUseException"), refused("ResourceNotFoundException")].into_iter().cycle();
    let (scripted, news) = answering(for_ever);
    let wait = Duration::from_secs(10);
    let error = news.create_table().if_missing().wait_at_most(wait).send().await.unwrap_err();
    assert!(matches!(&error, Error::Timeout(timeout) if timeout.waited == wait), "{error}");
    assert_eq!(scripted.sent().len(), 12);

    let (_, news) = answering([refused("LimitExceededException")]);
    assert_eq!(news.create_table().if_missing().send().await.unwrap_err().code(), Some("LimitExceededException"));
}

#[tokio::test(start_paused = true)]
async fn a_table_is_deleted_when_dynamodb_knows_it_no_more() {
    let gone = refused("ResourceNotFoundException");
    let (scripted, news) = answering([done(json!({})), described("DELETING"), gone.clone()]);
    news.delete_table().send().await.unwrap();
    let look = json!({ "DescribeTable": { "TableName": "HackerNews" } });
    assert_eq!(scripted.sent(), [json!({ "DeleteTable": { "TableName": "HackerNews" } }), look.clone(), look]);

    let (scripted, news) = answering([gone]);
    assert_eq!(news.delete_table().send().await.unwrap_err().code(), Some("ResourceNotFoundException"));
    assert_eq!(scripted.sent().len(), 1);
}

#[tokio::test]
async fn an_answer_that_describes_no_table_is_an_error() {
    let (_, news) = answering([done(json!({}))]);
    let error = news.describe_table().send().await.unwrap_err();
    assert_eq!(error.to_string(), "DescribeTable on table `HackerNews`: the answer describes no table");
}

#[tokio::test]
async fn a_table_exists_from_its_creation_to_its_end() {
    for status in ["CREATING", "ACTIVE", "UPDATING", "DELETING"] {
        let (_, news) = answering([described(status)]);
        assert!(news.table_exists().send().await.unwrap(), "{status}");
    }
    let (_, news) = answering([refused("ResourceNotFoundException"), refused("AccessDeniedException")]);
    assert!(!news.table_exists().send().await.unwrap());
    assert_eq!(news.table_exists().send().await.unwrap_err().code(), Some("AccessDeniedException"));
}

#[tokio::test]
async fn an_error_says_what_was_asked_and_what_went_wrong() {
    let silent = Answer::json(400, json!({ "__type": "com.amazonaws.dynamodb.v20120810#ValidationException" }));
    let (_, news) = answering([silent, refused("ResourceNotFoundException")]);
    for (code, message, said) in [
        (
            Some("ValidationException"),
            "an answer of status 400 without a message",
            "Scan on table `HackerNews`: ValidationException: an answer of status 400 without a message",
        ),
        (
            Some("ResourceNotFoundException"),
            "said DynamoDB",
            "Scan on table `HackerNews`: ResourceNotFoundException: said DynamoDB",
        ),
        // The script has ended: the connection fails.
        (None, "nobody answers", "Scan on table `HackerNews`: nobody answers"),
    ] {
        let error = news.scan::<Link>().all().await.unwrap_err();
        assert_eq!((error.to_string().as_str(), error.code()), (said, code));
        let source = std::error::Error::source(&error).and_then(|source| source.downcast_ref::<SdkError<ScanError>>());
        assert_eq!(source.map(|source| source.as_service_error().is_some()), Some(code.is_some()));
        let Error::Service(error) = error else {
            panic!("{error:?}");
        };
        assert_eq!((error.operation, error.table.as_str(), error.message()), ("Scan", "HackerNews", message));
    }
}
