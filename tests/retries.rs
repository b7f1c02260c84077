//! Answers that get lost, throttling and conflicts, which no emulator has: what is applied, and what is said of it.

use std::time::Duration;

use dynaschema::aws_sdk_dynamodb::Client;
use dynaschema::aws_sdk_dynamodb::config::timeout::TimeoutConfig;
use dynaschema::{Error, Table, transact_write};
use dynaschema_embedded::Embedded;
use dynaschema_examples::schema::{Article, Inventory, Session, Sessions};
use dynaschema_scripted::{Answer, Scripted};
use serde_json::{Value, json};
use tokio::time::Instant;

/// The longest that the SDK pauses before its second and its third try.
const MOST_PAUSES: Duration = Duration::from_secs(1 + 2);

/// A table whose writes are answered so, and the same table undisturbed. It holds a lamp, of which there are five.
async fn inventory<const N: usize>(
    operation: &str,
    answers: [Answer; N],
) -> (Scripted, Table<Inventory>, Table<Inventory>) {
    let embedded = Embedded::new();
    let plain = Inventory::table(&embedded.client());
    plain.create_table().send().await.expect("the table can be created");
    let mut lamp = Article::new("lamp", "Lamp");
    lamp.stock = 5;
    plain.insert(&lamp).send().await.expect("an article can be inserted");
    let scripted = Scripted::over(embedded, answers).on(operation);
    let table = Inventory::table(&scripted.retrying_client());
    (scripted, table, plain)
}

async fn sessions<const N: usize>(operation: &str, answers: [Answer; N]) -> (Table<Sessions>, Table<Sessions>) {
    let embedded = Embedded::new();
    let plain = Sessions::table(&embedded.client());
    plain.create_table().send().await.expect("the table can be created");
    let scripted = Scripted::over(embedded, answers).on(operation);
    (Sessions::table(&scripted.retrying_client()), plain)
}

async fn stock(table: &Table<Inventory>) -> u32 {
    let stock = table.get(Article::key("lamp")).select(Article::STOCK).send().await.expect("it can be read");
    stock.expect("the lamp")
}

#[tokio::test(start_paused = true)]
async fn an_addition_whose_answer_is_lost_is_applied_twice() {
    let (_, table, plain) = inventory("UpdateItem", [Answer::lost()]).await;
    let written = table.update(Article::key("lamp")).add(Article::STOCK, 1).send_metered().await.unwrap();
    assert_eq!((written.retries, stock(&plain).await), (1, 7));
}

#[tokio::test(start_paused = true)]
async fn once_applies_it_once() {
    let start = Instant::now();
    let (scripted, table, plain) = inventory("TransactWriteItems", [Answer::lost(), Answer::lost()]).await;
    let update = table.update(Article::key("lamp")).add(Article::STOCK, 1).subtract(Article::MINIMUM, 1);
    let written = update.append(Article::NOTES, ["sold"]).once().send_metered().await.unwrap();
    let article = plain.get(Article::key("lamp")).send().await.unwrap().unwrap();
    assert_eq!((article.stock, article.minimum, article.notes.len()), (6, Some(-1), 1));
    assert_eq!(written.retries, 2);
    assert!(start.elapsed() <= MOST_PAUSES, "{:?}", start.elapsed());
    let tokens: Vec<Value> =
        scripted.sent().iter().map(|sent| sent["TransactWriteItems"]["ClientRequestToken"].clone()).collect();
    assert!(tokens.len() == 3 && tokens.iter().all(|token| token.is_string() && *token == tokens[0]), "{tokens:?}");
}

#[tokio::test(start_paused = true)]
async fn once_is_a_condition_that_its_own_write_does_not_break() {
    let (_, table, plain) = inventory("TransactWriteItems", [Answer::lost()]).await;
    let update = table.update(Article::key("lamp")).subtract(Article::STOCK, 5).condition(Article::STOCK.ge(5));
    update.once().send().await.unwrap();
    assert_eq!(stock(&plain).await, 0);
    let (_, table, plain) = inventory("UpdateItem", [Answer::lost()]).await;
    let update = table.update(Article::key("lamp")).subtract(Article::STOCK, 5).condition(Article::STOCK.ge(5));
    let error = update.send().await.unwrap_err();
    assert!(matches!(error, Error::ConditionFailed(_)), "without `once`, the second try finds what the first did");
    assert_eq!(stock(&plain).await, 0);
}

#[tokio::test(start_paused = true)]
async fn an_insert_that_finds_its_own_item_has_succeeded() {
    let (_, table, plain) = inventory("PutItem", [Answer::lost()]).await;
    let mut rope = Article::new("rope", "Rope");
    rope.price = Some("1.50".parse().unwrap());
    rope.tags = ["long", "strong"].map(str::to_owned).into();
    rope.sizes = [3, 1, 2].into();
    let written = table.insert(&rope).send_metered().await.unwrap();
    assert_eq!(written.retries, 1);
    assert!(plain.get(Article::key("rope")).send().await.unwrap().is_some());
}

#[tokio::test(start_paused = true)]
async fn an_answer_whose_body_never_came_is_lost_too() {
    let (table, plain) = sessions("PutItem", [Answer::broken(), Answer::broken()]).await;
    let mut session = Session::new("s", "ada");
    table.insert(&mut session).send().await.unwrap();
    assert_eq!((session.version, plain.get(Session::key("s")).send().await.unwrap()), (1, Some(session)));
}

/// DynamoDB knows its own token again: what it refuses of a transaction, it has not done.
#[tokio::test(start_paused = true)]
async fn an_insert_that_is_sent_once_is_not_taken_for_the_same_of_another() {
    for answer in [Answer::error("InternalServerError"), Answer::unsent(), Answer::throttled()] {
        let (table, plain) = sessions("TransactWriteItems", [answer]).await;
        plain.insert(&mut Session::new("s", "ada")).send().await.unwrap();
        let error = table.insert(&mut Session::new("s", "ada")).once().send().await.unwrap_err();
        assert!(matches!(error, Error::AlreadyExists(_)), "{error:?}");
    }
    let (table, _) = sessions("TransactWriteItems", [Answer::lost(), Answer::broken()]).await;
    let mut session = Session::new("s", "ada");
    table.insert(&mut session).once().send().await.unwrap();
    assert_eq!(session.version, 1);
}

#[tokio::test(start_paused = true)]
async fn an_insert_that_finds_anothers_item_says_so_also_after_a_retry() {
    for answer in [Answer::lost(), Answer::unsent(), Answer::throttled()] {
        let (_, table, plain) = inventory("PutItem", [answer]).await;
        let error = table.insert(&Article::new("lamp", "Another lamp")).send().await.unwrap_err();
        assert!(matches!(error, Error::AlreadyExists(_)), "{error:?}");
        assert_eq!(error.current::<Article>().unwrap().map(|article| article.name).as_deref(), Some("Lamp"));
        assert_eq!(stock(&plain).await, 5);
    }
}

#[tokio::test(start_paused = true)]
async fn an_insert_of_what_is_there_already_does_not_succeed_because_it_is_the_same() {
    let (table, plain) = sessions("PutItem", []).await;
    let mut first = Session::new("s", "ada");
    plain.insert(&mut first).send().await.unwrap();
    let error = table.insert(&mut Session::new("s", "ada")).send().await.unwrap_err();
    assert!(matches!(error, Error::AlreadyExists(_)), "it was not sent twice: {error:?}");
}

#[tokio::test(start_paused = true)]
async fn a_versioned_put_that_finds_its_own_item_has_succeeded() {
    let (table, plain) = sessions("PutItem", [Answer::pass(), Answer::lost(), Answer::lost()]).await;
    let mut session = Session::new("s", "ada");
    table.put(&mut session).send().await.unwrap();
    table.put(&mut session).send().await.unwrap();
    assert_eq!(session.version, 2);
    table.replace(&mut session).send().await.unwrap();
    assert_eq!((session.version, plain.get(Session::key("s")).send().await.unwrap()), (3, Some(session.clone())));
}

/// DynamoDB has not done what it refused, so that what is found is another's, though it is the same.
#[tokio::test(start_paused = true)]
async fn a_put_that_was_throttled_and_finds_what_another_has_written_is_a_conflict() {
    let (table, plain) = sessions("PutItem", [Answer::throttled()]).await;
    let mut session = Session::new("s", "ada");
    plain.put(&mut session).send().await.unwrap();
    let mut stale = session.clone();
    plain.put(&mut session).send().await.unwrap();
    let before = stale.clone();
    let error = table.put(&mut stale).send().await.unwrap_err();
    assert!(matches!(error, Error::VersionConflict(_)), "{error:?}");
    assert_eq!(stale, before);
    let (table, plain) = sessions("PutItem", [Answer::throttled()]).await;
    plain.insert(&mut Session::new("s", "ada")).send().await.unwrap();
    let error = table.insert(&mut Session::new("s", "ada")).send().await.unwrap_err();
    assert!(matches!(error, Error::AlreadyExists(_)), "{error:?}");
}

#[tokio::test(start_paused = true)]
async fn a_write_that_is_throttled_twice_is_served_the_third_time() {
    let start = Instant::now();
    let (scripted, table, plain) = inventory("UpdateItem", [Answer::throttled(), Answer::throttled()]).await;
    let written = table.update(Article::key("lamp")).add(Article::STOCK, 1).send_metered().await.unwrap();
    assert_eq!((written.retries, scripted.sent().len(), stock(&plain).await), (2, 3, 6));
    assert!(start.elapsed() <= MOST_PAUSES, "{:?}", start.elapsed());
}

#[tokio::test(start_paused = true)]
async fn throttling_that_lasts_is_dynamodbs_own_error_in_the_time_that_is_documented() {
    let start = Instant::now();
    let throttled = || Answer::throttled();
    let (_, table, plain) = inventory("UpdateItem", [throttled(), throttled(), throttled()]).await;
    let error = table.update(Article::key("lamp")).add(Article::STOCK, 1).send().await.unwrap_err();
    assert_eq!(error.code(), Some("ProvisionedThroughputExceededException"));
    assert_eq!(stock(&plain).await, 5);
    assert!(start.elapsed() <= MOST_PAUSES, "{:?}", start.elapsed());
}

/// A transaction that was cancelled for these reasons.
fn cancelled(codes: &[&str]) -> Answer {
    let reasons: Vec<Value> = codes.iter().map(|code| json!({ "Code": code })).collect();
    Answer::json(
        400,
        json!({
            "__type": "com.amazonaws.dynamodb.v20120810#TransactionCanceledException",
            "Message": "Transaction cancelled",
            "CancellationReasons": reasons,
        }),
    )
}

#[tokio::test(start_paused = true)]
async fn a_transaction_that_met_another_is_sent_again() {
    for code in ["TransactionConflict", "ThrottlingError", "ProvisionedThroughputExceeded"] {
        let start = Instant::now();
        let (scripted, table, plain) = inventory("TransactWriteItems", [cancelled(&[code]), cancelled(&[code])]).await;
        table.update(Article::key("lamp")).add(Article::STOCK, 1).once().send().await.unwrap();
        assert_eq!((scripted.sent().len(), stock(&plain).await), (3, 6), "{code}");
        assert!(start.elapsed() <= MOST_PAUSES, "{:?}", start.elapsed());
    }
}

#[tokio::test(start_paused = true)]
async fn a_conflict_that_lasts_and_what_is_no_conflict_is_not_sent_for_ever() {
    let conflict = || cancelled(&["TransactionConflict"]);
    let (scripted, table, plain) = inventory("TransactWriteItems", [conflict(), conflict(), conflict()]).await;
    let error = table.update(Article::key("lamp")).add(Article::STOCK, 1).once().send().await.unwrap_err();
    let Error::Cancelled(reasons) = &error else { panic!("{error:?}") };
    assert_eq!(reasons.reasons[0].as_ref().and_then(Error::code), Some("TransactionConflict"));
    assert_eq!((scripted.sent().len(), stock(&plain).await), (3, 5));
    let (scripted, table, _) = inventory("TransactWriteItems", [cancelled(&["ValidationError"])]).await;
    let error = table.update(Article::key("lamp")).add(Article::STOCK, 1).once().send().await.unwrap_err();
    assert_eq!(error.code(), Some("TransactionCanceledException"), "{error}");
    assert_eq!(scripted.sent().len(), 1);
}

#[tokio::test(start_paused = true)]
async fn a_transaction_is_sent_again_only_where_every_reason_passes() {
    let conflict = "TransactionConflict";
    for (codes, calls) in [
        ([conflict, "None"], 2),
        ([conflict, conflict], 2),
        (["ThrottlingError", conflict], 2),
        ([conflict, "ConditionalCheckFailed"], 1),
        (["None", "ConditionalCheckFailed"], 1),
        (["ItemCollectionSizeLimitExceeded", conflict], 1),
    ] {
        let (scripted, table, _) = inventory("TransactWriteItems", [cancelled(&codes)]).await;
        let both = transact_write(table.client())
            .push(table.update(Article::key("lamp")).add(Article::STOCK, 1))
            .push(table.insert(&Article::new("rope", "Rope")));
        let sent = both.send().await;
        assert_eq!(scripted.sent().len(), calls, "{codes:?}");
        match sent {
            Ok(()) => assert_eq!(calls, 2, "{codes:?}"),
            Err(Error::Cancelled(reasons)) => {
                let found: Vec<_> =
                    reasons.reasons.iter().map(|reason| reason.as_ref().and_then(Error::code)).collect();
                let expected = codes.map(|code| match code {
                    "None" => None,
                    "ConditionalCheckFailed" => Some("ConditionalCheckFailedException"),
                    other => Some(other),
                });
                assert_eq!(found, expected);
            }
            Err(error) => panic!("{error}"),
        }
    }
}

#[tokio::test(start_paused = true)]
async fn a_connection_that_breaks_in_the_middle_of_pages_loses_and_doubles_nothing() {
    let answers = [Answer::pass(), Answer::lost(), Answer::pass(), Answer::throttled(), Answer::unsent()];
    let (scripted, table, plain) = inventory("Scan", answers).await;
    for number in 0..20 {
        plain.put(&Article::new(format!("sku {number}"), "Article")).send().await.unwrap();
    }
    let found = table.scan::<Article>().page_size(5).page().await.unwrap();
    let skus: std::collections::BTreeSet<_> = found.items.iter().map(|article| &article.sku).collect();
    assert_eq!((found.items.len(), skus.len(), found.retries), (21, 21, 3));
    assert_eq!(scripted.sent().len(), 5 + 3);
    // One that breaks for good is an error, behind what was found before it; the place is known.
    let broken = [Answer::pass(), Answer::unsent(), Answer::unsent(), Answer::unsent()];
    let (_, table, plain) = inventory("Scan", broken).await;
    for number in 0..9 {
        plain.put(&Article::new(format!("sku {number}"), "Article")).send().await.unwrap();
    }
    let mut pages = table.scan::<Article>().page_size(4).pages();
    let first = pages.try_next().await.unwrap().unwrap();
    assert!(matches!(pages.try_next().await, Err(Error::Service(_))));
    assert!(pages.try_next().await.unwrap().is_none());
    let rest = table.scan::<Article>().page_size(4).after(first.next.unwrap()).all().await.unwrap();
    assert_eq!(first.items.len() + rest.len(), 10);
}

#[tokio::test(start_paused = true)]
async fn a_single_write_that_meets_a_transaction_is_dynamodbs_own_error() {
    let (scripted, table, _) = inventory("UpdateItem", [Answer::error("TransactionConflictException")]).await;
    let error = table.update(Article::key("lamp")).add(Article::STOCK, 1).send().await.unwrap_err();
    assert_eq!(error.code(), Some("TransactionConflictException"), "{error}");
    assert_eq!(scripted.sent().len(), 1);
}

#[tokio::test(start_paused = true)]
async fn timeouts_are_those_of_the_client() {
    let scripted = Scripted::over(Embedded::new(), [Answer::hangs()]);
    let limit = Duration::from_secs(5);
    let timeouts = TimeoutConfig::builder().operation_timeout(limit).build();
    let client = Client::from_conf(scripted.config().timeout_config(timeouts).build());
    let start = Instant::now();
    let error = Inventory::table(&client).get(Article::key("lamp")).send().await.unwrap_err();
    assert!(matches!(error, Error::Service(_)) && error.code().is_none(), "{error:?}");
    assert!(error.to_string().contains("timeout"), "{error}");
    assert_eq!(start.elapsed(), limit);
}

#[tokio::test(start_paused = true)]
async fn a_call_that_is_dropped_is_cancelled() {
    let (_, table, plain) = inventory("UpdateItem", [Answer::hangs()]).await;
    let write = table.update(Article::key("lamp")).add(Article::STOCK, 1).send();
    assert!(tokio::time::timeout(Duration::from_secs(1), write).await.is_err());
    assert_eq!(stock(&plain).await, 5);
    table.update(Article::key("lamp")).add(Article::STOCK, 1).send().await.unwrap();
    assert_eq!(stock(&plain).await, 6);
}
