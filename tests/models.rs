//! Other people's data models: their own items, read as they lie, come back unchanged through typed entities.
//!
//! The models are in the folder that `DYNASCHEMA_MODELS` names. Where it is not set, there is nothing to read.

mod support;

use std::collections::HashMap;
use std::fmt::Debug;
use std::io::Write;
use std::path::PathBuf;

use aws_sdk_dynamodb::types::AttributeValue;
use dynaschema::{IntoKey, Item, StoredIn, Table, TableDefinition, Writable, from_item};
use dynaschema_examples::schema::{
    Activity, BagItem, Customer, Equipment, Friends, GamePlayerProfiles, Invoice, OnlineShop, Order, OrderId,
    OrderItem, Player, Product, Profile, Shipment, ShipmentItem, Task, Warehouse, WarehouseItem, WholeOrder,
};
use serde_json::Value;

#[tokio::test]
async fn the_online_shops_own_items_come_back_as_they_were() {
    let Some(items) = items_of("online_shop.nosql-workbench.json") else { return };
    let shop = loaded::<OnlineShop>(&items).await;
    for item in &items {
        match text(item, "EntityType") {
            "customer" => comes_back::<_, Customer>(&shop, item).await,
            "product" => comes_back::<_, Product>(&shop, item).await,
            "warehouse" => comes_back::<_, Warehouse>(&shop, item).await,
            "warehouseItem" => comes_back::<_, WarehouseItem>(&shop, item).await,
            "order" => comes_back::<_, Order>(&shop, item).await,
            "orderItem" => comes_back::<_, OrderItem>(&shop, item).await,
            "invoice" => comes_back::<_, Invoice>(&shop, item).await,
            "shipment" => comes_back::<_, Shipment>(&shop, item).await,
            "shipmentItem" => comes_back::<_, ShipmentItem>(&shop, item).await,
            other => panic!("no entity for {other}"),
        }
    }
    let unlisted = shop.scan::<WarehouseItem>().all().await.unwrap();
    assert_eq!(unlisted.iter().filter(|item| !item.listed).count(), 1, "the item without index keys is included");
    let order = shop.collection(WholeOrder::of(OrderId::from("12345".to_owned()))).send().await.unwrap();
    let counts = (order.items.len(), order.invoice.is_some(), order.shipments.len(), order.shipped.len());
    assert_eq!(counts, (2, true, 2, 3));
}

#[tokio::test]
async fn the_game_players_own_items_come_back_as_they_were() {
    let Some(items) = items_of("game_player_profiles.nosql-workbench.json") else { return };
    let game = loaded::<GamePlayerProfiles>(&items).await;
    for item in &items {
        match text(item, "Type") {
            "Metadata" => comes_back::<_, Player>(&game, item).await,
            "Friends" => comes_back::<_, Friends>(&game, item).await,
            "Item" => comes_back::<_, BagItem>(&game, item).await,
            "Equipment" => comes_back::<_, Equipment>(&game, item).await,
            "Task" => comes_back::<_, Task>(&game, item).await,
            "Activity" => comes_back::<_, Activity>(&game, item).await,
            other => panic!("no entity for {other}"),
        }
    }
    let profile = game.collection(Profile::of("player001")).send().await.unwrap();
    let counts = (profile.bag.len(), profile.equipment.len(), profile.tasks.len(), profile.activities.len());
    assert_eq!(counts, (3, 3, 3, 3));
    assert_eq!(profile.friends.map(|friends| friends.friend_list.len()), Some(2));
}

/// Read through its entity, and written again: not one attribute differs.
async fn comes_back<T, E>(table: &Table<T>, item: &Item)
where
    T: TableDefinition,
    E: StoredIn<T> + PartialEq + Debug,
    for<'e> &'e E: IntoKey<Entity = E> + Writable<Entity = E>,
{
    let read: E = from_item(item.clone()).unwrap();
    assert_eq!(table.get(&read).consistent().send().await.unwrap().as_ref(), Some(&read));
    table.delete(&read).send().await.unwrap();
    table.insert(&read).send().await.unwrap();
    let key = ["PK", "SK"].map(|name| (name.to_owned(), item[name].clone()));
    let written = table.client().get_item().table_name(table.name()).set_key(Some(HashMap::from(key)));
    assert_eq!(written.send().await.unwrap().item.as_ref(), Some(item));
}

/// A table of a test's own with these items in it, put there by the SDK.
async fn loaded<T: TableDefinition>(items: &[Item]) -> Table<T> {
    let table = support::fresh::<T>().await;
    for item in items {
        let put = table.client().put_item().table_name(table.name()).set_item(Some(item.clone()));
        put.send().await.unwrap();
    }
    table
}

fn text<'i>(item: &'i Item, name: &str) -> &'i str {
    item[name].as_s().unwrap()
}

/// All items of a model of NoSQL Workbench, those of its facets where it has them; none where there is no such file.
fn items_of(file: &str) -> Option<Vec<Item>> {
    let Some(folder) = std::env::var_os("DYNASCHEMA_MODELS") else {
        return skipped(&format!("DYNASCHEMA_MODELS does not say where {file} is"));
    };
    let path = PathBuf::from(folder).join(file);
    let Ok(model) = std::fs::read_to_string(&path) else {
        return skipped(&format!("there is no {}", path.display()));
    };
    let model: Value = serde_json::from_str(&model).unwrap();
    let list = |value: &Value, name: &str| value[name].as_array().cloned().unwrap_or_default();
    let tables = list(&model, "DataModel");
    let facets = tables.iter().flat_map(|table| list(table, "TableFacets"));
    let items = tables.iter().cloned().chain(facets).flat_map(|holder| list(&holder, "TableData"));
    let items: Vec<Item> = items.map(|item| members(&item)).collect();
    assert!(!items.is_empty(), "{} holds items", path.display());
    Some(items)
}

/// Says so, also where the test's output is not shown.
fn skipped<T>(why: &str) -> Option<T> {
    writeln!(std::io::stderr(), "skipped: {why}").expect("there is a standard error");
    None
}

fn members(value: &Value) -> Item {
    value.as_object().unwrap().iter().map(|(name, value)| (name.clone(), attribute(value))).collect()
}

/// A value in DynamoDB's JSON. One of the models lacks a type here and there: what has none is a map.
fn attribute(value: &Value) -> AttributeValue {
    let typed = value.as_object().filter(|members| members.len() == 1).and_then(|members| members.iter().next());
    match typed.map(|(name, value)| (name.as_str(), value)) {
        Some(("S", Value::String(text))) => AttributeValue::S(text.clone()),
        Some(("N", Value::String(number))) => AttributeValue::N(number.clone()),
        Some(("L", Value::Array(elements))) => AttributeValue::L(elements.iter().map(attribute).collect()),
        Some(("M", map @ Value::Object(_))) => AttributeValue::M(members(map)),
        _ => AttributeValue::M(members(value)),
    }
}
