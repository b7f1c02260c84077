//! Reads of a partition that several entities share, on the embedded DynamoDB, and what is sent for them.

#[path = "generated/mod.rs"]
mod schema;
mod sent;

use aws_sdk_dynamodb::Client;
use aws_sdk_dynamodb::types::AttributeValue;
use dynaschema::{Error, Table};
use dynaschema_scripted::Scripted;
use schema::{
    Account, AccountWithEntries, AccountWithEntriesItem, Entry, Item, Ledger, Order, OrderWithItems, Remark, Shop,
};
use sent::asked;
use serde_json::{Value, json};

fn s(text: &str) -> AttributeValue {
    AttributeValue::S(text.to_owned())
}

/// Puts an item that no entity writes.
async fn put(client: &Client, pk: &str, sk: &str) {
    let put = client.put_item().table_name("ledger").item("pk", s(pk)).item("sk", s(sk));
    put.send().await.unwrap();
}

async fn ledger() -> (Client, Table<Ledger>) {
    let client = dynaschema_embedded::client().await;
    let ledger = Ledger::table(&client);
    ledger.create_table().send().await.unwrap();
    for account in ["x", "y"] {
        ledger.put(&Account::new(account, "N.")).send().await.unwrap();
        for (day, text) in [(1, "a"), (1, "a\0"), (1, "b"), (2, ""), (10, "\u{10FFFE}")] {
            ledger.put(&Entry::new(account, day, text)).send().await.unwrap();
        }
        for remark in ["after", "zz"] {
            ledger.put(&Remark::new(account, remark)).send().await.unwrap();
        }
    }
    (client, ledger)
}

fn entries(found: &[Entry]) -> Vec<(u32, &str)> {
    found.iter().map(|entry| (entry.day, entry.text.as_str())).collect()
}

#[tokio::test]
async fn dynamodb_takes_the_bounds_of_ranges() {
    let (_, ledger) = ledger().await;
    let day = || Entry::by_key("x").day();
    let (low, middle, high) = ([(1, "a"), (1, "a\0"), (1, "b")], (2, ""), (10, "\u{10FFFE}"));
    let all = [low[0], low[1], low[2], middle, high];
    for (question, expected) in [
        (ledger.query(Entry::by_key("x")), &all[..]),
        (ledger.query(day().ge(2)), &all[3..]),
        (ledger.query(day().gt(1)), &all[3..]),
        (ledger.query(day().gt(10)), &[]),
        (ledger.query(day().le(1)), &all[..3]),
        (ledger.query(day().lt(10)), &all[..4]),
        (ledger.query(day().lt(0)), &[]),
        (ledger.query(day().between(2, 10)), &all[3..]),
        (ledger.query(day().eq(1).text().gt("a")), &all[1..3]),
        (ledger.query(day().eq(1).text().ge("a")), &all[..3]),
        (ledger.query(day().eq(1).text().lt("a\0")), &all[..1]),
        (ledger.query(day().eq(1).text().lt("b")), &all[..2]),
        (ledger.query(day().eq(1).text().le("a")), &all[..1]),
        (ledger.query(day().eq(1).text().begins_with("a")), &all[..2]),
        (ledger.query(day().eq(2).text().eq("")), &all[3..4]),
    ] {
        let shown = format!("{question:?}");
        assert_eq!(entries(&question.all().await.unwrap()), expected, "{shown}");
    }
}

#[tokio::test]
async fn what_is_asked_for_is_told_by_its_key() {
    let (_, ledger) = ledger().await;
    let remarks = ledger.query(Remark::by_key("x")).all().await.unwrap();
    let remarks: Vec<_> = remarks.iter().map(|remark| remark.remark.as_str()).collect();
    assert_eq!(remarks, ["after", "zz"]);
    assert_eq!(ledger.query(Account::by_key("x")).all().await.unwrap(), [Account::new("x", "N.")]);
    assert_eq!(ledger.scan::<Remark>().all().await.unwrap().len(), 4);
    let names = ledger.query(Account::by_key("y")).select(Account::NAME).all().await.unwrap();
    assert_eq!(names, ["N."], "the key is asked for besides, to tell it");
    let likes = ledger.scan::<Remark>().select((Remark::LIKES,)).all().await.unwrap();
    assert_eq!(likes, [(0,); 4]);
}

#[tokio::test]
async fn a_limit_counts_what_is_left() {
    let (_, ledger) = ledger().await;
    let query = || ledger.query(Remark::by_key("x")).page_size(1);
    assert_eq!(query().limit(1).all().await.unwrap(), [Remark::new("x", "after")]);
    assert_eq!(query().first().await.unwrap(), Some(Remark::new("x", "after")));
    assert_eq!(query().descending().first().await.unwrap(), Some(Remark::new("x", "zz")));
    assert_eq!(query().limit(5).all().await.unwrap().len(), 2);
    let mut pages = query().pages();
    let page = pages.try_next().await.unwrap().unwrap();
    assert_eq!((page.items.len(), page.scanned, page.unknown), (1, 1, 0));
    // The entries and the account lie between the two.
    let page = pages.try_next().await.unwrap().unwrap();
    assert_eq!((page.items.len(), page.scanned), (1, 7));
}

#[tokio::test]
async fn an_item_of_no_entity_is_an_error_or_is_counted() {
    let (client, ledger) = ledger().await;
    put(&client, "q#1", "x").await;
    let mut scan = ledger.scan::<Account>().stream();
    let (mut found, mut unknown) = (0, 0);
    loop {
        match scan.try_next().await {
            Ok(Some(_)) => found += 1,
            Ok(None) => break,
            Err(Error::UnknownEntity(_)) => unknown += 1,
            Err(error) => panic!("{error}"),
        }
    }
    assert_eq!((found, unknown), (2, 1), "a stream goes on behind it");

    let mut pages = ledger.scan::<Account>().skip_unknown().page_size(1).pages();
    let (mut found, mut unknown) = (0, 0);
    while let Some(page) = pages.try_next().await.unwrap() {
        found += page.items.len();
        unknown += page.unknown;
    }
    assert_eq!((found, unknown), (2, 1));
}

#[tokio::test]
async fn an_item_of_no_entity_is_told_by_its_key_and_what_it_says() {
    let client = dynaschema_embedded::client().await;
    let shop = Shop::table(&client);
    shop.create_table().send().await.unwrap();
    let put = client.put_item().table_name("shop").item("PK", s("o#1")).item("SK", s("p#2"));
    put.item("EntityType", s("oddity")).send().await.unwrap();
    let query = || shop.query(Item::by_key("1"));
    let error = query().all().await.unwrap_err();
    let Error::UnknownEntity(unknown) = &error else { panic!("{error:?}") };
    assert_eq!((unknown.table.as_str(), unknown.said.as_deref()), ("shop", Some("oddity")));
    assert_eq!(unknown.key.to_string(), "PK = \"o#1\", SK = \"p#2\"");
    assert!(error.to_string().contains("of no entity of the schema"), "{error}");
    assert_eq!(query().skip_unknown().all().await.unwrap(), []);
}

#[tokio::test]
async fn what_is_sensitive_in_any_entitys_key_is_not_shown() {
    let (client, ledger) = ledger().await;
    put(&client, "s#hidden", "odd").await;
    for error in [
        ledger.scan::<Account>().all().await.unwrap_err(),
        ledger.scan::<Account>().select(Account::NAME).all().await.unwrap_err(),
    ] {
        assert!(matches!(error, Error::UnknownEntity(_)), "{error:?}");
        assert!(!format!("{error} {error:?}").contains("hidden"), "{error}");
    }
}

#[tokio::test]
async fn a_collection_is_one_query() {
    let (_, ledger) = ledger().await;
    let found = ledger.collection(AccountWithEntries::of("x")).consistent().page_size(2).send().await.unwrap();
    assert_eq!(found.account, Account::new("x", "N."));
    assert_eq!(entries(&found.entries), [(1, "a"), (1, "a\0"), (1, "b"), (2, ""), (10, "\u{10FFFE}")]);

    let items = ledger.collection(AccountWithEntries::of("x")).descending().all().await.unwrap();
    assert_eq!(items.len(), 6, "remarks are not of it");
    assert!(matches!(items.first(), Some(AccountWithEntriesItem::Account(_))));
    let mut stream = ledger.collection(AccountWithEntries::of("x")).stream();
    assert!(matches!(stream.try_next().await.unwrap(), Some(AccountWithEntriesItem::Entry(_))));

    let error = ledger.collection(AccountWithEntries::of("nobody")).send().await.unwrap_err();
    let Error::Incomplete(incomplete) = &error else { panic!("{error:?}") };
    assert_eq!((incomplete.collection, incomplete.field, incomplete.found), ("AccountWithEntries", "account", 0));
    assert_eq!(incomplete.partition.to_string(), "pk = \"a#nobody\"");
}

/// Answers of no items.
fn empty() -> (Scripted, Table<Shop>, Table<Ledger>) {
    let scripted = Scripted::new(std::iter::repeat((200, json!({ "Count": 0, "ScannedCount": 0 }))));
    let client = scripted.client();
    (scripted, Shop::table(&client), Ledger::table(&client))
}

fn only(sent: Vec<Value>) -> Value {
    let [request] = <[Value; 1]>::try_from(sent).expect("one request");
    request
}

#[tokio::test]
async fn dynamodb_leaves_other_entities_out_where_it_can_tell_them() {
    let (scripted, shop, _) = empty();
    shop.scan::<Item>().filter(Item::PRIORITY.gt(1)).limit(3).all().await.unwrap();
    assert_eq!(
        only(asked(&scripted)),
        json!({ "Scan": {
            "TableName": "shop",
            "FilterExpression": "#n0 = :v0 AND #n1 > :v1",
            "ExpressionAttributeNames": { "#n0": "EntityType", "#n1": "priority" },
            "ExpressionAttributeValues": { ":v0": { "S": "item" }, ":v1": { "N": "1" } },
        } })
    );
}

#[tokio::test]
async fn what_is_not_shared_is_bounded_by_its_literal_text() {
    let (scripted, shop, _) = empty();
    shop.query(Item::by_key("1")).limit(3).all().await.unwrap();
    assert_eq!(
        only(asked(&scripted)),
        json!({ "Query": {
            "TableName": "shop",
            "KeyConditionExpression": "#n0 = :v0 AND begins_with(#n1, :v1)",
            "ExpressionAttributeNames": { "#n0": "PK", "#n1": "SK" },
            "ExpressionAttributeValues": { ":v0": { "S": "o#1" }, ":v1": { "S": "p#" } },
            "Limit": 3,
        } })
    );
    shop.query(Order::by_key("1")).all().await.unwrap();
    let sent = only(asked(&scripted));
    assert_eq!(sent["Query"]["KeyConditionExpression"], "#n0 = :v0 AND #n1 = :v1");
    assert_eq!(sent["Query"]["ExpressionAttributeValues"][":v1"], json!({ "S": "order" }));
}

#[tokio::test]
async fn dynamodb_looks_at_more_than_the_limit_where_others_are_left_out_here() {
    let (scripted, _, ledger) = empty();
    ledger.query(Remark::by_key("x")).limit(3).all().await.unwrap();
    assert_eq!(only(asked(&scripted))["Query"].get("Limit"), None);
    ledger.scan::<Account>().select(Account::NAME).limit(3).all().await.unwrap();
    let sent = only(asked(&scripted));
    assert_eq!(sent["Scan"].get("Limit"), None);
    assert_eq!(sent["Scan"]["ProjectionExpression"], "#n0, #n1, #n2");
    assert_eq!(sent["Scan"]["ExpressionAttributeNames"], json!({ "#n0": "name", "#n1": "pk", "#n2": "sk" }));
}

#[tokio::test]
async fn a_collection_asks_for_its_entities() {
    let (scripted, shop, _) = empty();
    assert!(shop.collection(OrderWithItems::of("1")).send().await.is_err());
    let sent = only(asked(&scripted));
    assert_eq!(sent["Query"]["KeyConditionExpression"], "#n0 = :v0");
    assert_eq!(sent["Query"].get("FilterExpression"), None, "no other entity is in the partition");
}
