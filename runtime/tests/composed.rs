//! Items with composed keys, written, read and changed, on the embedded DynamoDB.

#[allow(dead_code, unreachable_pub, reason = "generated for users, who need more of it")]
mod shop {
    include!("generated/shop.rs");
}

use aws_sdk_dynamodb::Client;
use aws_sdk_dynamodb::types::AttributeValue;
use dynaschema::{Error, Refused, Table, from_item, to_item};
use shop::{Item, Order, Shop};

async fn shop() -> (Client, Table<Shop>) {
    let client = dynaschema_embedded::client().await;
    let shop = Table::<Shop>::new(&client);
    shop.create_table().send().await.unwrap();
    (client, shop)
}

fn order() -> Order {
    Order {
        id: "1".to_owned(),
        status: "open".to_owned(),
        region: Some("eu".to_owned()),
        note: None,
    }
}

fn item() -> Item {
    Item {
        order: "1".to_owned(),
        product: "2".to_owned(),
        customer: Some("3".to_owned()),
        priority: 4,
        listed: true,
    }
}

fn s(text: &str) -> AttributeValue {
    AttributeValue::S(text.to_owned())
}

fn refused<T: std::fmt::Debug>(result: Result<T, Error>) -> Refused {
    match result {
        Err(Error::Refused(refused)) => refused,
        other => panic!("{other:?}"),
    }
}

/// What the table holds under the key of `item()`.
async fn stored(client: &Client) -> dynaschema::Item {
    let get = client.get_item().table_name("shop").key("PK", s("o#1")).key("SK", s("p#2"));
    get.send().await.unwrap().item.unwrap()
}

#[tokio::test]
async fn items_are_put_with_their_keys_and_read_from_them() {
    let (client, shop) = shop().await;
    shop.insert(&order()).send().await.unwrap();
    shop.insert(&item()).send().await.unwrap();
    let expected = [
        ("PK", s("o#1")),
        ("SK", s("p#2")),
        ("GSI1-PK", s("c#3")),
        ("GSI1-SK", AttributeValue::N("4".to_owned())),
        ("GSI2-PK", s("l#2")),
        ("priority", AttributeValue::N("4".to_owned())),
        ("EntityType", s("item")),
    ];
    assert_eq!(stored(&client).await, expected.map(|(name, value)| (name.to_owned(), value)).into());
    assert_eq!(shop.get(Order::key("1")).send().await.unwrap(), Some(order()));
    assert_eq!(shop.get(&item()).send().await.unwrap(), Some(item()));
    shop.delete(&item()).send().await.unwrap();
    assert_eq!(shop.get(Item::key("1", "2")).send().await.unwrap(), None);
}

#[test]
fn what_does_not_agree_with_its_keys_is_not_read() {
    let mismatch = |name: &str, value: Option<AttributeValue>| {
        let mut item = to_item(&item()).unwrap();
        match value {
            Some(value) => item.insert(name.to_owned(), value),
            None => item.remove(name),
        };
        from_item::<Item>(item).map_err(|error| error.to_string())
    };
    assert_eq!(mismatch("GSI1-SK", None), Ok(item()), "it is in no index yet");
    assert_eq!(mismatch("GSI1-PK", None), Ok(Item { customer: None, ..item() }));
    let key = "the item with PK = \"o#1\", SK = \"p#2\" is no `Item`: attribute";
    assert_eq!(mismatch("EntityType", None), Err(format!("{key} `EntityType` should be item, found nothing")));
    for (name, value, message) in [
        ("EntityType", s("order"), "`EntityType` should be item, found S \"order\""),
        ("GSI1-PK", s("x"), "`GSI1-PK` should be c#{customer}, found S \"x\""),
        ("GSI1-SK", AttributeValue::N("5".to_owned()), "`GSI1-SK` should be what the item's attributes say, found N 5"),
        ("GSI2-PK", s("l#3"), "`GSI2-PK` should be what the item's attributes say, found S \"l#3\""),
    ] {
        assert_eq!(mismatch(name, Some(value)), Err(format!("{key} {message}")));
    }
}

#[tokio::test]
async fn keys_follow_what_an_update_sets() {
    let (client, shop) = shop().await;
    shop.insert(&item()).send().await.unwrap();
    let update = shop.update(&item()).set(Item::CUSTOMER, "5").set(Item::PRIORITY, 6).set(Item::LISTED, false);
    let item = update.clone().returning_new().send().await.unwrap();
    assert_eq!((item.customer.as_deref(), item.priority, item.listed), (Some("5"), 6, false));
    let found = stored(&client).await;
    assert_eq!((&found["GSI1-PK"], &found["GSI1-SK"]), (&s("c#5"), &AttributeValue::N("6".to_owned())));
    assert_eq!(found.get("GSI2-PK"), None);

    let item = shop.update(Item::key("1", "2")).remove(Item::CUSTOMER).set(Item::LISTED, true).returning_new();
    assert_eq!(item.send().await.unwrap(), Item { customer: None, priority: 6, ..self::item() });
    assert_eq!(stored(&client).await["GSI2-PK"], s("l#2"));
    assert_eq!(refused(update.set(Item::CUSTOMER, "7").send().await).attribute, "GSI1-PK");
    assert_eq!(
        refused(shop.update(&self::item()).set(Item::CUSTOMER, "\u{10FFFF}").send().await).attribute,
        "customer"
    );
    let long = refused(shop.update(&self::item()).set(Item::CUSTOMER, "x".repeat(3000)).send().await);
    assert_eq!(long.reason, "the text of a partition key has at most 2048 bytes, and this one has 3002");
}

#[tokio::test]
async fn attributes_that_share_a_key_are_set_together() {
    let (client, shop) = shop().await;
    shop.insert(&order()).send().await.unwrap();
    let update = shop.update(&order()).set(Order::NOTE, "n");
    let changed = update.set_together(Order::set_status_and_region("shipped", Some("us".to_owned()))).returning_new();
    let expected = Order {
        status: "shipped".to_owned(),
        region: Some("us".to_owned()),
        note: Some("n".to_owned()),
        ..order()
    };
    assert_eq!(changed.send().await.unwrap(), expected);
    let get = client.get_item().table_name("shop").key("PK", s("o#1")).key("SK", s("order"));
    let found = get.send().await.unwrap().item.unwrap();
    assert_eq!(found["GSI2-PK"], s("shipped#us#1"));

    let update = shop.update(&order()).remove(Order::NOTE).set_together(Order::set_status_and_region("open", None));
    assert_eq!(update.returning_new().send().await.unwrap(), Order { region: None, ..order() });
    let refused = refused(
        shop.update(&order())
            .set_together(Order::set_status_and_region("a#b", Some("us".to_owned())))
            .send()
            .await
            .map(drop),
    );
    assert_eq!(refused.attribute, "status");
}
