//! DynamoDB's limits, each from both sides: what is just allowed is sent and done, and one more is refused by name, before
//! the call.
//!
//! Those of keys, items and numbers stand beside what checks them: `runtime/src/key.rs`, `runtime/src/item_size.rs`,
//! `runtime/src/number/` and `every_type/src/tests/refused.rs`.

mod support;

use std::collections::BTreeMap;

use dynaschema::aws_sdk_dynamodb::types::AttributeValue;
use dynaschema::{AnyAttribute, Condition, Error, Item, Number, Table, Update};
use dynaschema_examples::schema::{Article, Inventory, OnlineShop, OrderId, OrderItem, ProductId};
use support::fresh;

/// A table with one article, and the same without a server: what is sent there fails in another way.
async fn tables() -> (Table<Inventory>, Table<Inventory>) {
    let table = fresh::<Inventory>().await;
    table.insert(&Article::new("lamp", "Lamp")).send().await.expect("an article can be inserted");
    let nowhere = support::unmade::<Inventory>(table.client());
    (table, nowhere)
}

fn is_refused<T: std::fmt::Debug>(result: Result<T, Error>, attribute: &str, reason: &str) {
    match result {
        Err(Error::Refused(refused)) => {
            assert_eq!(refused.attribute, attribute, "{refused}");
            assert!(refused.reason.contains(reason), "{refused}");
        }
        other => panic!("{reason}: {other:?}"),
    }
}

/// A condition of exactly so many bytes, as it is sent.
fn long(bytes: usize) -> Condition<Article, AnyAttribute> {
    let text = "attribute_exists(sku) OR attribute_exists(sku)";
    let (left, right) = text.split_at(21);
    Condition::raw(&format!("{left}{}{right}", " ".repeat(bytes - text.len())), &[], &[])
}

#[tokio::test]
async fn a_condition_and_a_filter_have_4096_bytes_at_most() {
    let (table, nowhere) = tables().await;
    let lamp = Article::new("lamp", "Lamp");
    assert_eq!(table.scan().filter(long(4096)).all().await.unwrap().len(), 1);
    table.put(&lamp).condition(long(4096)).send().await.unwrap();
    table.delete(&lamp).condition(long(4096)).send().await.unwrap();
    is_refused(nowhere.scan().filter(long(4097)).all().await, "", "the filter has 4097 bytes");
    is_refused(nowhere.put(&lamp).condition(long(4097)).send().await, "", "the condition has 4097 bytes");
    is_refused(nowhere.delete(&lamp).condition(long(4097)).send().await, "", "the condition has 4097 bytes");
    is_refused(nowhere.update(&lamp).condition(long(4080)).send().await, "", "the condition has");
}

/// An update of exactly so many bytes: elements of a list that have so many digits as are needed.
fn long_update(update: Update<Article>, bytes: usize) -> Update<Article> {
    let mut update = update.set(Article::COUNTED, dynaschema::jiff::Timestamp::UNIX_EPOCH);
    let length =
        |update: &Update<Article>| update.clone().request().map(|input| input.update_expression().unwrap().len());
    let mut position = 100_000_000;
    while let Ok(length) = length(&update) {
        let next = ", #n3[100000000] = :v100".len();
        if length + 2 * next > bytes {
            break;
        }
        update = update.set(Article::NOTES.at(position), "x");
        position += 1;
    }
    for digits in 0..19 {
        let last = update.clone().set(Article::NOTES.at(10_usize.pow(digits)), "x");
        if length(&last).is_ok_and(|length| length == bytes) {
            return last;
        }
        let more = last.set(Article::NOTES.at(7 * 10_usize.pow(7)), "x");
        if length(&more).is_ok_and(|length| length == bytes) {
            return more;
        }
    }
    panic!("no update has {bytes} bytes");
}

#[tokio::test]
async fn an_update_has_4096_bytes_at_most() {
    let (table, nowhere) = tables().await;
    long_update(table.update(Article::key("lamp")), 4096).send().await.unwrap();
    let longer = long_update(nowhere.update(Article::key("lamp")), 4096).remove(Article::TAGS);
    is_refused(longer.send().await, "", "the update has");
}

#[tokio::test]
async fn one_of_100_values_can_be_asked_for() {
    let (table, nowhere) = tables().await;
    let hundred = Article::STOCK.is_in(0..100);
    assert_eq!(table.scan().filter(hundred).all().await.unwrap().len(), 1);
    assert_eq!(table.scan().filter(Article::NAME.size().is_in(0..100)).all().await.unwrap().len(), 1);
    is_refused(nowhere.scan().filter(Article::STOCK.is_in(0..101)).all().await, "stock", "these are 101");
    is_refused(nowhere.scan().filter(Article::STOCK.is_in([0; 0])).all().await, "stock", "at least one");
    assert_eq!(table.scan().filter(Article::STOCK.is_in([0])).all().await.unwrap().len(), 1);
}

#[tokio::test]
async fn a_condition_has_300_operators_at_most() {
    let (table, nowhere) = tables().await;
    // So many comparisons, and one OR less. (Deeper, the embedded DynamoDB needs a larger stack than a test has.)
    let any = |count: u32| {
        let mut any = Condition::never();
        for stock in 0..count {
            any |= Article::STOCK.eq(stock);
        }
        any
    };
    assert_eq!(table.scan().filter(any(100)).all().await.unwrap().len(), 1);
    nowhere.scan().filter(any(150)).request().unwrap();
    is_refused(nowhere.scan().filter(any(151)).all().await, "", "301 operators and functions");
    let both = nowhere.scan().filter(any(100)).filter(any(51));
    is_refused(both.all().await, "", "301 operators and functions");
    nowhere.scan().filter(any(100)).filter(any(50)).request().unwrap();
    let update = nowhere.update(Article::key("lamp")).condition(any(150));
    is_refused(update.send().await, "", "301 operators and functions");
    let mut deep = Article::STOCK.eq(0).erased();
    for _ in 0..200_000 {
        deep = (!(deep & Article::STOCK.eq(1))).erased();
    }
    is_refused(nowhere.scan().filter(deep).all().await, "", "operators and functions");
}

#[tokio::test]
async fn an_element_is_within_dynamodbs_lists() {
    let nowhere = support::unmade::<Inventory>(&dynaschema_examples::client().await);
    let most = usize::try_from(i32::MAX).unwrap();
    let update = |position: usize| nowhere.update(Article::key("lamp")).set(Article::NOTES.at(position), "x");
    update(most).request().unwrap();
    is_refused(update(most + 1).send().await, "notes[2147483648]", "no list");
    is_refused(
        nowhere.scan().filter(Article::NOTES.at(usize::MAX).exists()).all().await,
        "notes[18446744073709551615]",
        "no list",
    );
}

#[tokio::test]
async fn bounds_are_in_order() {
    let (table, nowhere) = tables().await;
    assert_eq!(table.scan().filter(Article::STOCK.between(0, 0)).all().await.unwrap().len(), 1);
    is_refused(nowhere.scan().filter(Article::STOCK.between(1, 0)).all().await, "stock", "above");
    let size = Article::NAME.size();
    assert_eq!(table.scan().filter(size.clone().between(4, 4)).all().await.unwrap().len(), 1);
    is_refused(nowhere.scan().filter(size.between(5, 4)).all().await, "name", "above");
    let number = |text: &str| text.parse::<Number>().unwrap();
    let by_value = Article::PRICE.between(number("9"), number("10"));
    assert_eq!(table.scan().filter(by_value).all().await.unwrap().len(), 0, "as numbers, and not as texts");
}

#[tokio::test]
async fn names_and_values_have_2_mb_together() {
    let (table, nowhere) = tables().await;
    const ALL: usize = 2 * 1024 * 1024;
    // The name, a hundred values, and their placeholders.
    let filter = |bytes: usize| {
        let bytes = bytes - "#n0name".len() - 10 * ":v0".len() - 90 * ":v10".len();
        let each = bytes / 100;
        let rest = bytes - 99 * each;
        let values = (0..100).map(|position| "x".repeat(if position == 0 { rest } else { each }));
        Article::NAME.is_in(values)
    };
    assert_eq!(table.scan().filter(filter(ALL)).all().await.unwrap().len(), 0);
    is_refused(nowhere.scan().filter(filter(ALL + 1)).all().await, "", "2097153 bytes");
}

#[tokio::test]
async fn a_token_has_1_to_36_characters() {
    if support::is_lacking() {
        return;
    }
    let (table, nowhere) = tables().await;
    let write = |table: &Table<Inventory>, length| {
        let write = table.update(Article::key("lamp")).add(Article::STOCK, 1).once().token("t".repeat(length));
        write.send()
    };
    write(&table, 1).await.unwrap();
    write(&table, 36).await.unwrap();
    is_refused(write(&nowhere, 0).await, "", "1 to 36 characters");
    is_refused(write(&nowhere, 37).await, "", "this one has 37");
}

#[tokio::test]
async fn places_in_one_update_do_not_overlap() {
    let (table, nowhere) = tables().await;
    let update = |table: &Table<Inventory>| table.update(Article::key("lamp")).set(Article::LABELS, BTreeMap::new());
    update(&table).set(Article::NOTES, ["a"]).send().await.unwrap();
    is_refused(update(&nowhere).set(Article::LABELS.key("a"), "b").send().await, "labels.a", "changes `labels`");
    let both = |table: &Table<Inventory>, other: &str| {
        table
            .update(Article::key("lamp"))
            .set(Article::LABELS.key("a"), "b")
            .set(Article::LABELS.key(other), "b")
            .send()
    };
    both(&table, "b").await.unwrap();
    is_refused(both(&nowhere, "a").await, "labels.a", "once");
}

#[tokio::test]
async fn a_page_is_of_one_item_at_least() {
    let (table, _) = tables().await;
    assert_eq!(table.scan::<Article>().page_size(0).request().unwrap().limit(), Some(1));
    assert_eq!(table.scan::<Article>().page_size(1).request().unwrap().limit(), Some(1));
    assert_eq!(table.scan::<Article>().page_size(0).all().await.unwrap().len(), 1);
    assert_eq!(table.scan::<Article>().limit(0).all().await.unwrap().len(), 0, "nothing is asked for");
}

#[tokio::test]
async fn what_is_written_has_400_kb_at_most() {
    let (table, nowhere) = tables().await;
    let sized = |bytes: usize| {
        let mut article = Article::new("big", "");
        let without =
            dynaschema::item_size(&dynaschema::to_item(&article).unwrap()) + "counted2026-11-25T00:00:00.000Z".len();
        article.name = "x".repeat(bytes - without);
        article
    };
    table.put(&sized(409_600)).send().await.unwrap();
    is_refused(nowhere.put(&sized(409_601)).send().await, "name", "409601 bytes");
    // Of an update only the values are known.
    let set = |table: &Table<Inventory>, bytes| {
        table.update(Article::key("lamp")).set(Article::NAME, "x".repeat(bytes)).send()
    };
    set(&table, 400_000).await.unwrap();
    is_refused(set(&nowhere, 409_601).await, "name", "409601 bytes");
}

#[tokio::test]
async fn a_number_that_can_be_made_can_be_written_and_no_other_can_be_made() {
    let (table, _) = tables().await;
    for most in [&*"9".repeat(38), "9.9999999999999999999999999999999999999E+125", "1E-130", "-1E-130"] {
        let update = table.update(Article::key("lamp")).set(Article::PRICE, most.parse::<Number>().unwrap());
        update.returning_new().send().await.unwrap();
    }
    for more in [&*"9".repeat(39), "1E+126", "1E-131"] {
        assert!(more.parse::<Number>().is_err(), "{more}");
    }
    let mut item: Item = dynaschema::to_item(&Article::new("lamp", "Lamp")).unwrap();
    item.insert("price".to_owned(), AttributeValue::N("9".repeat(39)));
    assert!(matches!(dynaschema::from_item::<Article>(item), Err(Error::Decode(_))));
}

#[tokio::test]
async fn keys_are_not_empty_and_not_too_long() {
    let shop = fresh::<OnlineShop>().await;
    let nowhere = support::unmade::<OnlineShop>(shop.client());
    let get = |table: &Table<OnlineShop>, bytes: usize| {
        // `o#` and the id are the partition key, `p#` and the other id the sort key.
        let product = ProductId::from("x".repeat(bytes - 2));
        table.get(OrderItem::key(OrderId::from("1".to_owned()), product)).send()
    };
    assert_eq!(get(&shop, 1024).await.unwrap().map(drop), None);
    is_refused(get(&nowhere, 1025).await.map(drop), "SK", "1024 bytes");
    let (table, nowhere) = tables().await;
    let get = |table: &Table<Inventory>, bytes| table.get(Article::key("x".repeat(bytes))).send();
    assert_eq!(get(&table, 2048).await.unwrap(), None);
    is_refused(get(&nowhere, 2049).await, "sku", "2048 bytes");
    assert_eq!(get(&table, 1).await.unwrap(), None);
    is_refused(get(&nowhere, 0).await, "sku", "empty");
}
