//! What DynamoDB itself makes of every type, and what users see of it.

use std::collections::{BTreeMap, BTreeSet};

use aws_sdk_dynamodb::types::{AttributeValue, PutRequest, WriteRequest};
use dynaschema::{Error, Number, StoredIn, Table, TableDefinition, Writable};
use jiff::{Timestamp, ToSpan};

use super::values::Source;
use crate::schema::*;

/// Puts random items and reads each back, by its key and in a scan.
macro_rules! through_dynamodb {
    ($($test:ident: $entity:ident in $table:ident;)*) => {$(
        #[tokio::test]
        async fn $test() {
            let table = $table::table(&dynaschema_embedded::client().await);
            table.create_table().send().await.unwrap();
            for seed in 0..60 {
                let value: $entity = Source::new(seed).take();
                let written = stamped(&table, &value).await;
                let read = table.get(&value).consistent().send().await.unwrap().expect("the item");
                assert_eq!(read, written, "seed {seed}");
            }
            let all: Vec<$entity> = table.scan().all().await.unwrap();
            assert!(!all.is_empty());
        }
    )*};
}

through_dynamodb! {
    every_collection_is_the_same_through_dynamodb: Collections in CollectionsTable;
    every_named_type_is_the_same_through_dynamodb: Named in NamedTable;
    binary_and_decimal_keys_are_the_same_through_dynamodb: Blob in BinaryKeys;
    decimal_sort_keys_are_the_same_through_dynamodb: Counter in CountersTable;
}

/// The same of those with a version: each is what the table holds as soon as it is written.
macro_rules! versioned_through_dynamodb {
    ($($test:ident: $entity:ident in $table:ident;)*) => {$(
        #[tokio::test]
        async fn $test() {
            let table = $table::table(&dynaschema_embedded::client().await);
            table.create_table().send().await.unwrap();
            for seed in 0..60 {
                let mut value: $entity = Source::new(seed).take();
                value.id = seed.to_string();
                value.version = value.version.min(u64::MAX - 1);
                let version = value.version;
                table.insert(&mut value).send().await.unwrap();
                assert_eq!(value.version, version + 1, "seed {seed}");
                let read = table.get(&value).consistent().send().await.unwrap().expect("the item");
                assert_eq!(read, value, "seed {seed}");
            }
            let all: Vec<$entity> = table.scan().all().await.unwrap();
            assert_eq!(all.len(), 60);
        }
    )*};
}

versioned_through_dynamodb! {
    every_scalar_is_the_same_through_dynamodb: Scalars in ScalarsTable;
    every_text_is_the_same_through_dynamodb: Texts in TextsTable;
}

/// Puts the value, and gives it as it is read back from a map.
async fn stamped<T, E>(table: &Table<T>, value: &E) -> E
where
    T: TableDefinition,
    E: StoredIn<T>,
    for<'e> &'e E: Writable<Entity = E>,
{
    table.put(value).send().await.unwrap();
    dynaschema::from_item(dynaschema::to_item(value).unwrap()).unwrap()
}

async fn times() -> Table<TimesTable> {
    let table = TimesTable::table(&dynaschema_embedded::client().await);
    table.create_table().send().await.unwrap();
    table
}

/// Stamps are not what they were, and one format shows no seconds.
#[tokio::test]
async fn every_format_of_times_is_the_same_through_dynamodb() {
    let table = times().await;
    for seed in 0..60 {
        let value: Times = Source::new(seed).take();
        table.put(&value).send().await.unwrap();
        let read = table.get(&value).consistent().send().await.unwrap().expect("the item");
        let Times { updated, touched, created_day, .. } = read;
        assert_eq!(read, Times { updated, touched, created_day, ..as_written(value) }, "seed {seed}");
    }
}

/// Rounded down to what formats without seconds show.
pub(super) fn as_written(times: Times) -> Times {
    let to_the_minute = |time: Timestamp| Timestamp::from_second(time.as_second().div_euclid(60) * 60).unwrap();
    Times {
        minute: to_the_minute(times.minute),
        named: to_the_minute(times.named),
        ..times
    }
}

/// What is finer than what is stored lies between two stored times.
#[tokio::test]
async fn times_that_are_finer_than_their_format_compare_as_they_are() {
    let table = BinaryKeys::table(&dynaschema_embedded::client().await);
    table.create_table().send().await.unwrap();
    let stored: Timestamp = "2026-11-25T00:00:00.001Z".parse().unwrap();
    let later = stored + 500.microseconds();
    table.put(&Blob::new([1], stored, 1)).send().await.unwrap();
    for (expected, key, filter) in [
        (1, Blob::by_key([1]).at().lt(later), Blob::AT.lt(later)),
        (1, Blob::by_key([1]).at().le(later), Blob::AT.le(later)),
        (0, Blob::by_key([1]).at().gt(later), Blob::AT.gt(later)),
        (0, Blob::by_key([1]).at().ge(later), Blob::AT.ge(later)),
        (0, Blob::by_key([1]).at().lt(stored), Blob::AT.lt(stored)),
        (1, Blob::by_key([1]).at().ge(stored), Blob::AT.ge(stored)),
    ] {
        let asked = format!("{key:?}");
        assert_eq!(table.query(key).all().await.unwrap().len(), expected, "{asked}");
        assert_eq!(table.scan().filter(filter).all().await.unwrap().len(), expected, "{asked}");
    }
    let between = table.query(Blob::by_key([1]).at().between(later, later)).all().await;
    assert!(matches!(between, Err(Error::Refused(refused)) if refused.attribute == "at"));
}

#[tokio::test]
async fn a_new_item_is_what_is_read_after_it_was_put() {
    let new = Times::new(
        "new",
        Timestamp::UNIX_EPOCH,
        Timestamp::UNIX_EPOCH,
        Timestamp::UNIX_EPOCH,
        Timestamp::UNIX_EPOCH,
        Timestamp::UNIX_EPOCH,
        Timestamp::UNIX_EPOCH,
        jiff::civil::Date::constant(2026, 11, 25),
        Timestamp::UNIX_EPOCH,
    );
    assert_eq!(Times::try_from_item(new.clone().into_item().unwrap()).unwrap(), new);
}

fn some_times(id: &str) -> Times {
    let mut times: Times = Source::new(1).take();
    let long_ago = Timestamp::UNIX_EPOCH;
    id.clone_into(&mut times.id);
    (times.created, times.updated, times.created_day, times.touched) = (long_ago, long_ago, None, None);
    times
}

#[tokio::test]
async fn stamps_are_set_by_the_writes_that_they_are_for() {
    let table = times().await;
    let long_ago = Timestamp::UNIX_EPOCH;
    let started = Timestamp::now() - 1.second();
    let read = async |id: &str| table.get(Times::key(id)).consistent().send().await.unwrap().unwrap();

    // `put` may write over an item: what says when it was created stays, but not where nothing says it.
    table.put(&some_times("a")).send().await.unwrap();
    let put = read("a").await;
    assert_eq!(put.created, long_ago);
    assert!(put.updated > started && put.touched > Some(started) && put.created_day.is_some());

    table.insert(&some_times("b")).send().await.unwrap();
    let inserted = read("b").await;
    assert!(inserted.created > started && inserted.updated > started);

    let replaced = Times {
        created: long_ago,
        updated: long_ago,
        touched: None,
        ..inserted
    };
    table.replace(&replaced).send().await.unwrap();
    let replaced = read("b").await;
    assert_eq!(replaced.created, long_ago);
    assert!(replaced.updated > started);

    let noon: Timestamp = "2001-02-03T12:00:00Z".parse().unwrap();
    table.update(Times::key("b")).set(Times::UPDATED, noon).set(Times::TOUCHED, noon).send().await.unwrap();
    assert_eq!(read("b").await.updated, noon, "what the update sets is not stamped");
    table.update(Times::key("b")).set(Times::CREATED, noon).send().await.unwrap();
    let updated = read("b").await;
    assert!(updated.updated > started && updated.touched > Some(started));
    assert_eq!(updated.created, noon);
}

#[tokio::test]
async fn unknown_attributes_that_are_kept_survive_a_change() {
    let client = dynaschema_embedded::client().await;
    let table = NamedTable::table(&client);
    table.create_table().send().await.unwrap();
    let named: Named = Source::new(7).take();
    let mut item = dynaschema::to_item(&named).unwrap();
    let extra = AttributeValue::M(
        [("deep".to_owned(), AttributeValue::L(vec![AttributeValue::Null(true), AttributeValue::N("1".to_owned())]))]
            .into(),
    );
    item.insert("nobody knows".to_owned(), extra.clone());
    let Some(AttributeValue::M(address)) = item.get_mut("address") else { panic!("a map") };
    address.insert("Planet".to_owned(), AttributeValue::S("Earth".to_owned()));
    client.put_item().table_name("every-named").set_item(Some(item.clone())).send().await.unwrap();

    let mut read = table.get(&named).consistent().send().await.unwrap().unwrap();
    assert_eq!(read.unknown.get("nobody knows"), Some(&extra));
    read.flag = Flag(!read.flag.0);
    table.put(&read).send().await.unwrap();

    let key = dynaschema::to_item(&named).unwrap().remove("id").unwrap();
    let stored = client.get_item().table_name("every-named").key("id", key).consistent_read(true).send().await.unwrap();
    let stored = stored.item.unwrap();
    assert_eq!(stored["nobody knows"], extra);
    assert_eq!(stored["address"].as_m().unwrap()["Planet"], AttributeValue::S("Earth".to_owned()));
    assert_eq!(stored.len(), item.len());
}

#[tokio::test]
async fn a_hundred_thousand_numbers_are_kept_and_sort_in_dynamodb_as_they_compare_in_rust() {
    let client = dynaschema_embedded::client().await;
    let table = CountersTable::table(&client);
    table.create_table().send().await.unwrap();
    let mut source = Source::new(38);
    let (mut numbers, mut unsorted) = (BTreeSet::new(), Vec::new());
    while numbers.len() < 100_000 {
        let number: Number = source.take();
        if numbers.insert(number) {
            unsorted.push(number);
        }
    }
    // A batch takes 25 items.
    for batch in unsorted.chunks(25) {
        let puts = batch.iter().map(|number| {
            let item = Counter::new("all", number).into_item().unwrap();
            WriteRequest::builder().put_request(PutRequest::builder().set_item(Some(item)).build().unwrap()).build()
        });
        let batch = client.batch_write_item().request_items(CountersTable::META.name, puts.collect());
        batch.send().await.unwrap();
    }
    let mut sorted = table.query(Counter::by_key("all")).stream();
    for number in &numbers {
        assert_eq!(sorted.try_next().await.unwrap().map(|counter| counter.number).as_ref(), Some(number));
    }
    assert!(sorted.try_next().await.unwrap().is_none());
}

#[tokio::test]
async fn paths_into_nested_values_are_read_and_written() {
    let table = NamedTable::table(&dynaschema_embedded::client().await);
    table.create_table().send().await.unwrap();
    let mut named: Named = Source::new(3).take();
    named.address = Address::new("Rome");
    named.address.lines = vec!["one".to_owned(), "two".to_owned()];
    named.address_map = Some(BTreeMap::from([("home".to_owned(), Some(Address::new("Oslo")))]));
    named.payment = Payment::Card(Card::new("4000", 7));
    table.put(&named).send().await.unwrap();

    let in_rome = Named::ADDRESS.field(Address::CITY).eq("Rome");
    let second_line = Named::ADDRESS.field(Address::LINES).at(1).begins_with("tw");
    let home = Named::ADDRESS_MAP.key("home").field(Address::CITY);
    let card = Named::PAYMENT.field(Card::KIND_OF).lt(8);
    let updated = table
        .update(&named)
        .set(Named::ADDRESS.field(Address::CITY), "Milan")
        .set(Named::ADDRESS.field(Address::LINES).at(2), "three")
        .set(home.clone(), "Bergen")
        .set(Named::ADDRESS.field(Address::GEO), Geo::new(1.5, 2.5))
        .add(Named::ADDRESS.field(Address::TAGS), ["new"])
        .condition(in_rome & second_line & home.eq("Oslo") & card)
        .returning_new()
        .send()
        .await
        .unwrap();
    assert_eq!(updated.address.city, "Milan");
    assert_eq!(updated.address.lines, ["one", "two", "three"]);
    assert_eq!(updated.address_map.unwrap()["home"].as_ref().unwrap().city, "Bergen");
    assert_eq!(updated.address.geo, Some(Geo::new(1.5, 2.5)));
    assert!(updated.address.tags.contains("new"));

    let removed = table
        .update(&named)
        .remove(Named::ADDRESS.field(Address::GEO))
        .remove(Named::ADDRESS.field(Address::LINES).at(0))
        .remove(Named::ADDRESS_MAP.key("home"))
        .returning_new()
        .send()
        .await
        .unwrap();
    assert_eq!(removed.address.geo, None);
    assert_eq!(removed.address.lines, ["two", "three"]);
    assert_eq!(removed.address_map, Some(BTreeMap::new()));

    let overlapping = table
        .update(&named)
        .set(Named::ADDRESS, Address::new("Bonn"))
        .set(Named::ADDRESS.field(Address::CITY), "Köln")
        .send()
        .await;
    assert!(matches!(overlapping, Err(Error::Refused(refused)) if refused.attribute == "address.City"));
}

#[tokio::test]
async fn places_inside_values_are_selected_with_what_may_be_missing_on_the_way() {
    let table = NamedTable::table(&dynaschema_embedded::client().await);
    table.create_table().send().await.unwrap();
    let mut named: Named = Source::new(3).take();
    named.address = Address::new("Rome");
    named.address.lines = vec!["zero".to_owned(), "one".to_owned(), "two".to_owned(), "three".to_owned()];
    named.address_optional = None;
    named.address_map = Some(BTreeMap::from([("home".to_owned(), Some(Address::new("Oslo")))]));
    table.put(&named).send().await.unwrap();
    let lines = || Named::ADDRESS.field(Address::LINES);
    let selected = table
        .get(&named)
        .select((
            Named::ADDRESS.field(Address::CITY),
            Named::ADDRESS.field(Address::GEO),
            Named::ADDRESS_OPTIONAL.field(Address::CITY),
            Named::ADDRESS_MAP.key("home").field(Address::CITY),
            Named::ADDRESS_MAP.key("work").field(Address::CITY),
            lines().at(3),
            lines().at(1),
            lines().at(9),
            Named::LEVEL,
        ))
        .send()
        .await
        .unwrap();
    let text = |text: &str| Some(text.to_owned());
    let expected = ("Rome".to_owned(), None, None, text("Oslo"), None, text("three"), text("one"), None, named.level);
    assert_eq!(selected, Some(expected));

    let overlapping = table.get(&named).select((Named::ADDRESS, Named::ADDRESS.field(Address::CITY))).send().await;
    assert!(matches!(overlapping, Err(Error::Refused(refused)) if refused.attribute == "address.City"));
}
