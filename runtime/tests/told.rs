//! Reads of one entity among several where items say what they are, and where an index does not hold what they say.

#[path = "generated/mod.rs"]
mod schema;
mod sent;

use std::iter::repeat;

use aws_sdk_dynamodb::Client;
use aws_sdk_dynamodb::types::AttributeValue;
use dynaschema::{Error, Page, Table};
use dynaschema_scripted::Scripted;
use schema::{Draft, Inbox, Mail, Mark, UserMail, UserMailItem};
use sent::asked;
use serde_json::{Value, json};

fn s(text: &str) -> AttributeValue {
    AttributeValue::S(text.to_owned())
}

/// Puts an item of user `a` that no entity writes.
async fn put(client: &Client, sk: &str, more: &[(&str, &str)]) {
    let put = client.put_item().table_name("inbox").item("PK", s("u#a")).item("SK", s(sk));
    let put = more.iter().fold(put, |put, (name, text)| put.item(*name, s(text)));
    put.send().await.unwrap();
}

async fn inbox() -> (Client, Table<Inbox>) {
    let client = dynaschema_embedded::client().await;
    let inbox = Inbox::table(&client);
    inbox.create_table().send().await.unwrap();
    for mail in ["1", "2", "3"] {
        inbox.put(&Mail::new("a", mail, "monday")).send().await.unwrap();
        for by in ["x", "y"] {
            inbox.put(&Mark::new("a", mail, by, "monday")).send().await.unwrap();
        }
    }
    inbox.put(&Draft::new("a", "1")).send().await.unwrap();
    (client, inbox)
}

/// An inbox whose every call is answered with nothing.
fn empty() -> (Scripted, Table<Inbox>) {
    let scripted = Scripted::new(repeat((200, json!({ "Count": 0, "ScannedCount": 0 }))));
    let inbox = Inbox::table(&scripted.client());
    (scripted, inbox)
}

fn only(scripted: &Scripted) -> Value {
    let [request] = <[Value; 1]>::try_from(asked(scripted)).expect("one request");
    request
}

#[tokio::test]
async fn dynamodb_filters_what_shares_a_range_besides_what_the_caller_filters() {
    let (scripted, inbox) = empty();
    let query = inbox.query(Mail::by_key("a")).filter(Mail::SIZE.gt(1) | Mail::TEXT.eq("t")).limit(2);
    query.select(Mail::SIZE).all().await.unwrap();
    assert_eq!(
        only(&scripted),
        json!({ "Query": {
            "TableName": "inbox",
            "KeyConditionExpression": "#n0 = :v0 AND begins_with(#n1, :v1)",
            "FilterExpression": "#n2 = :v2 AND (#n3 > :v3 OR #n4 = :v4)",
            "ProjectionExpression": "#n3, #n0, #n1",
            "ExpressionAttributeNames": { "#n0": "PK", "#n1": "SK", "#n2": "Kind", "#n3": "size", "#n4": "text" },
            "ExpressionAttributeValues": {
                ":v0": { "S": "u#a" }, ":v1": { "S": "m#" }, ":v2": { "S": "mail" }, ":v3": { "N": "1" }, ":v4": { "S": "t" },
            },
        } })
    );
    inbox.collection(UserMail::of("a")).page_size(5).all().await.unwrap();
    let sent = only(&scripted);
    assert_eq!(sent["Query"]["FilterExpression"], "#n1 = :v1 OR #n1 = :v2");
    assert_eq!(sent["Query"]["ExpressionAttributeNames"], json!({ "#n0": "PK", "#n1": "Kind" }));
    let values = json!({ ":v0": { "S": "u#a" }, ":v1": { "S": "mail" }, ":v2": { "S": "mark" } });
    assert_eq!(sent["Query"]["ExpressionAttributeValues"], values);
    assert_eq!(sent["Query"]["Limit"], 5);
}

#[tokio::test]
async fn what_an_index_does_not_hold_is_not_asked_for() {
    let (scripted, inbox) = empty();
    let query = inbox.query(Mail::by_day("monday")).filter(Mail::TEXT.eq("t")).limit(2);
    query.select(Mail::TEXT).all().await.unwrap();
    assert_eq!(
        only(&scripted),
        json!({ "Query": {
            "TableName": "inbox",
            "IndexName": "by_day",
            "KeyConditionExpression": "#n0 = :v0",
            "FilterExpression": "#n1 = :v1",
            "ProjectionExpression": "#n1, #n2, #n3, #n0, #n4",
            "ExpressionAttributeNames": { "#n0": "Day", "#n1": "text", "#n2": "PK", "#n3": "SK", "#n4": "DaySK" },
            "ExpressionAttributeValues": { ":v0": { "S": "d#monday" }, ":v1": { "S": "t" } },
        } })
    );
}

#[tokio::test]
async fn in_an_index_that_does_not_say_what_items_are_their_keys_do() {
    let (client, inbox) = inbox().await;
    let mails = inbox.query(Mail::by_day("monday")).all().await.unwrap();
    let mut mails: Vec<_> = mails.iter().map(|mail| mail.mail.as_str()).collect();
    mails.sort_unstable();
    assert_eq!(mails, ["1", "2", "3"]);
    assert_eq!(inbox.query(Mark::by_day("monday").user().eq("a")).all().await.unwrap().len(), 6);
    assert_eq!(inbox.query(Mail::by_day("monday")).limit(2).page_size(1).all().await.unwrap().len(), 2);
    assert_eq!(inbox.query(Mail::by_day("monday")).select((Mail::TEXT,)).all().await.unwrap().len(), 3);

    // Its key is none that is declared, whatever it says, which the index does not hold.
    put(&client, "odd", &[("Kind", "mail"), ("Day", "d#monday"), ("DaySK", "a")]).await;
    let query = || inbox.query(Mail::by_day("monday"));
    match query().all().await {
        Err(Error::UnknownEntity(unknown)) => {
            assert_eq!(unknown.key.to_string(), "PK = \"u#a\", SK = \"odd\"");
            assert_eq!(unknown.said, None);
        }
        other => panic!("{other:?}"),
    }
    let (mut found, mut unknown) = (0, 0);
    let mut pages = query().skip_unknown().page_size(1).pages();
    while let Some(Page { items, unknown: more, .. }) = pages.try_next().await.unwrap() {
        found += items.len();
        unknown += more;
    }
    assert_eq!((found, unknown), (3, 1));
    assert_eq!(query().skip_unknown().limit(3).all().await.unwrap().len(), 3);
}

#[tokio::test]
async fn what_an_item_says_goes_before_what_its_key_says() {
    let (client, inbox) = inbox().await;
    // Nobody shares the range of drafts, so that items are told here.
    put(&client, "d#2", &[("Kind", "mail")]).await;
    put(&client, "d#3", &[("Kind", "odd")]).await;
    let drafts = || inbox.query(Draft::by_key("a"));
    let Err(Error::UnknownEntity(unknown)) = drafts().all().await else { panic!("`d#3` is of no entity") };
    assert_eq!((unknown.table.as_str(), unknown.said.as_deref()), ("inbox", Some("odd")));
    let expected = [Draft::new("a", "1")];
    assert_eq!(drafts().skip_unknown().all().await.unwrap(), expected, "`d#2` is of another one");
    assert_eq!(drafts().skip_unknown().page_size(1).limit(5).all().await.unwrap(), expected);
    assert_eq!(drafts().first().await.unwrap().as_ref(), expected.first());
    let mut stream = drafts().stream();
    assert_eq!(stream.try_next().await.unwrap().as_ref(), expected.first());
    assert!(matches!(stream.try_next().await, Err(Error::UnknownEntity(_))));
    assert_eq!(stream.try_next().await.unwrap(), None, "it goes on behind the error");
}

#[tokio::test]
async fn a_page_of_unknown_items_is_counted_with_the_next_one_or_is_the_last() {
    let (client, inbox) = inbox().await;
    put(&client, "d#0", &[("Kind", "odd")]).await;
    put(&client, "d#8", &[("Kind", "odd")]).await;
    let mut pages = inbox.query(Draft::by_key("a")).skip_unknown().page_size(1).pages();
    let counts = |page: &Page<Draft>| (page.items.len(), page.scanned, page.unknown);
    let first = pages.try_next().await.unwrap().unwrap();
    assert_eq!(counts(&first), (1, 2, 1));
    let last = pages.try_next().await.unwrap().unwrap();
    assert_eq!(counts(&last), (0, 1, 1));
    assert_eq!(pages.try_next().await.unwrap(), None);
}

#[tokio::test]
async fn a_collection_has_one_item_at_most_where_it_says_so() {
    let (client, inbox) = inbox().await;
    put(&client, "d#2", &[("Kind", "odd")]).await;
    let incomplete = match inbox.collection(UserMail::of("a")).send().await {
        Err(Error::Incomplete(incomplete)) => incomplete,
        other => panic!("{other:?}"),
    };
    assert_eq!((incomplete.collection, incomplete.field, incomplete.found), ("UserMail", "first", 3));
    assert_eq!(incomplete.partition.to_string(), "PK = \"u#a\"");

    for mail in ["1", "3"] {
        inbox.delete(Mail::key("a", mail)).send().await.unwrap();
    }
    let found = inbox.collection(UserMail::of("a")).consistent().page_size(1).send().await.unwrap();
    assert_eq!((found.first, found.marks.len()), (Some(Mail::new("a", "2", "monday")), 6));
    let items = inbox.collection(UserMail::of("a")).descending().all().await.unwrap();
    let order: Vec<_> = items
        .iter()
        .map(|item| match item {
            UserMailItem::Mail(mail) => mail.mail.clone(),
            UserMailItem::Mark(mark) => format!("{}{}", mark.mail, mark.by),
        })
        .collect();
    assert_eq!(order, ["3y", "3x", "2y", "2x", "2", "1y", "1x"]);

    let nobody = inbox.collection(UserMail::of("b")).send().await.unwrap();
    assert_eq!((nobody.first, nobody.marks), (None, vec![]));
    assert!(matches!(inbox.collection(UserMail::of("")).send().await, Ok(UserMail { first: None, .. })));
    let long = inbox.collection(UserMail::of("u".repeat(3000))).send().await;
    assert!(matches!(long, Err(Error::Refused(_))), "nothing is sent");
}
