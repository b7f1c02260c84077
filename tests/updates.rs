//! Every action of an update, what updates return, and upserts.

mod support;

use std::collections::{BTreeMap, BTreeSet};

use dynaschema::{Error, Number, Table, Update};
use dynaschema_examples::schema::{Article, Carton, Inventory};
use support::fresh;

fn set<T: Ord>(elements: impl IntoIterator<Item = impl Into<T>>) -> BTreeSet<T> {
    elements.into_iter().map(Into::into).collect()
}

fn texts(elements: &[&str]) -> Vec<String> {
    elements.iter().map(|element| (*element).to_owned()).collect()
}

fn lamp() -> Article {
    let mut lamp = Article::new("lamp", "Lamp");
    lamp.shelf = Some("a".to_owned());
    (lamp.stock, lamp.reserved, lamp.minimum) = (10, 3, Some(2));
    lamp.price = Some(Number::from(12));
    lamp.tags = set(["brass", "light"]);
    lamp.sizes = [10, 20].into();
    lamp.notes = texts(&["one", "two"]);
    lamp.labels = Some(BTreeMap::from([("colour".to_owned(), "red".to_owned())]));
    lamp.r#box = Some(Carton::new(30, 40, texts(&["paper"])));
    lamp
}

async fn stocked() -> Table<Inventory> {
    let table = fresh::<Inventory>().await;
    table.insert(&lamp()).send().await.expect("an article can be put");
    table
}

async fn current(table: &Table<Inventory>) -> Option<Article> {
    let found = table.get(Article::key("lamp")).consistent().send().await.expect("it can be read");
    found.map(shown)
}

/// Without the time of the write.
fn shown(mut article: Article) -> Article {
    article.counted = None;
    article
}

#[tokio::test]
async fn every_action_does_what_it_says() {
    let table = stocked().await;
    type Case = (&'static str, fn(Update<Article>) -> Update<Article>, fn(&mut Article));
    macro_rules! cases {
        ($($action:expr => $change:expr;)*) => { [$((stringify!($action), $action, $change)),*] };
    }
    let cases: [Case; 36] = cases! {
        |u| u.set(Article::NAME, "A lamp") => |a| a.name = "A lamp".into();
        |u| u.set(Article::SHORT_NAME, "L") => |a| a.short_name = Some("L".into());
        |u| u.set(Article::NAME, Article::SKU) => |a| a.name = "lamp".into();
        |u| u.set(Article::STOCK, Article::RESERVED).set(Article::RESERVED, Article::STOCK) => |a| (a.stock, a.reserved) = (3, 10);
        |u| u.set(Article::PREVIOUS_PRICE, Article::PRICE).set(Article::PRICE, 13) => |a| {
            (a.previous_price, a.price) = (Some(Number::from(12)), Some(Number::from(13)));
        };
        |u| u.set(Article::NAME, Article::NOTES.at(1)) => |a| a.name = "two".into();
        |u| u.set(Article::NOTES.at(0), "first") => |a| a.notes[0] = "first".into();
        |u| u.set(Article::NOTES.at(9), "last") => |a| a.notes.push("last".into());
        |u| u.set(Article::LABELS.key("a.b #c"), "x") => |a| {
            a.labels.as_mut().unwrap().insert("a.b #c".into(), "x".into());
        };
        |u| u.set(Article::BOX.field(Carton::WIDTH), Article::BOX.field(Carton::HEIGHT)) => |a| a.r#box.as_mut().unwrap().width = 40;
        |u| u.set(Article::BOX.field(Carton::LAYERS).at(0), "foil") => |a| a.r#box.as_mut().unwrap().layers = texts(&["foil"]);
        |u| u.set_if_absent(Article::PREVIOUS_PRICE, 7) => |a| a.previous_price = Some(Number::from(7));
        |u| u.set_if_absent(Article::PRICE, 7) => |_| ();
        |u| u.set_if_absent(Article::SHORT_NAME, Article::NAME) => |a| a.short_name = Some("Lamp".into());
        |u| u.set_if_absent(Article::BOX.field(Carton::RETURNED), 4) => |a| a.r#box.as_mut().unwrap().returned = Some(4);
        |u| u.set_if_absent(Article::TAGS, BTreeSet::new()) => |_| ();
        |u| u.add(Article::STOCK, 2) => |a| a.stock = 12;
        |u| u.add(Article::MINIMUM, -5) => |a| a.minimum = Some(-3);
        |u| u.add(Article::STOCK, Article::RESERVED) => |a| a.stock = 13;
        |u| u.add(Article::PREVIOUS_PRICE, Article::PRICE) => |a| a.previous_price = Some(Number::from(12));
        |u| u.add(Article::BOX.field(Carton::WIDTH), 1) => |a| a.r#box.as_mut().unwrap().width = 31;
        |u| u.add(Article::TAGS, set(["light", "new"])) => |a| a.tags = set(["brass", "light", "new"]);
        |u| u.add(Article::SIZES, [30]) => |a| a.sizes = [10, 20, 30].into();
        |u| u.subtract(Article::STOCK, 4) => |a| a.stock = 6;
        |u| u.subtract(Article::MINIMUM, -4) => |a| a.minimum = Some(6);
        |u| u.subtract(Article::STOCK, Article::RESERVED) => |a| a.stock = 7;
        |u| u.subtract(Article::STOCK, 0).subtract(Article::PREVIOUS_PRICE, "1.5".parse::<Number>().unwrap()) => |a| {
            a.previous_price = Some("-1.5".parse().unwrap());
        };
        |u| u.append(Article::NOTES, ["three", "four"]) => |a| a.notes = texts(&["one", "two", "three", "four"]);
        |u| u.prepend(Article::NOTES, ["zero"]) => |a| a.notes = texts(&["zero", "one", "two"]);
        |u| u.append(Article::ARCHIVE, ["kept"]) => |a| a.archive = Some(texts(&["kept"]));
        |u| u.append(Article::ARCHIVE, Article::NOTES).set(Article::NOTES, Vec::new()) => |a| {
            (a.archive, a.notes) = (Some(texts(&["one", "two"])), Vec::new());
        };
        |u| u.prepend(Article::BOX.field(Carton::LAYERS), ["foil"]) => |a| a.r#box.as_mut().unwrap().layers = texts(&["foil", "paper"]);
        |u| u.delete(Article::TAGS, set(["brass", "none"])) => |a| a.tags = set(["light"]);
        |u| u.delete(Article::SIZES, [10, 20]) => |a| a.sizes = BTreeSet::new();
        |u| u.remove(Article::NOTES.at(0)).remove(Article::LABELS.key("colour")) => |a| {
            (a.notes, a.labels) = (texts(&["two"]), Some(BTreeMap::new()));
        };
        |u| u.remove(Article::SHELF).remove(Article::BOX).remove(Article::TAGS) => |a| (a.shelf, a.r#box, a.tags) = (None, None, BTreeSet::new());
    };
    for (text, update, change) in cases {
        table.put(&lamp()).send().await.unwrap();
        let mut expected = lamp();
        change(&mut expected);
        update(table.update(Article::key("lamp"))).send().await.unwrap_or_else(|error| panic!("{text}: {error}"));
        assert_eq!(current(&table).await, Some(expected), "{text}");
    }
}

#[tokio::test]
async fn what_is_subtracted_may_be_held_above_0() {
    if support::is_lacking() {
        return;
    }
    let table = stocked().await;
    let take = |count: u32| {
        table.update(Article::key("lamp")).subtract(Article::STOCK, count).condition(Article::STOCK.ge(count))
    };
    take(10).send().await.unwrap();
    let error = take(1).send().await.unwrap_err();
    assert!(matches!(error, Error::ConditionFailed(_)), "{error:?}");
    assert_eq!(current(&table).await.unwrap().stock, 0);
}

#[tokio::test]
async fn what_is_taken_from_an_attribute_that_is_not_there_is_dynamodbs_own_error() {
    let table = stocked().await;
    let error =
        table.update(Article::key("lamp")).set(Article::PRICE, Article::PREVIOUS_PRICE).send().await.unwrap_err();
    assert_eq!(error.code(), Some("ValidationException"), "{error}");
    assert_eq!(current(&table).await, Some(lamp()));
}

#[tokio::test]
async fn places_that_overlap_are_refused_before_the_call() {
    let table = stocked().await;
    let update = || table.update(Article::key("lamp"));
    for (update, attribute) in [
        (update().append(Article::NOTES, ["x"]).prepend(Article::NOTES, ["y"]), "notes"),
        (update().set(Article::BOX.field(Carton::WIDTH), 1).remove(Article::BOX), "box"),
        (update().subtract(Article::STOCK, 1).set_if_absent(Article::STOCK, 1), "stock"),
        (update().set(Article::NOTES.at(0), "x").append(Article::NOTES, ["y"]), "notes"),
        (update().set(Article::LABELS.key(""), "x"), "labels."),
        (update().set(Article::NAME, Article::LABELS.key("")), "labels."),
    ] {
        match update.send().await {
            Err(Error::Refused(refused)) => assert_eq!(refused.attribute, attribute, "{refused}"),
            other => panic!("{attribute}: {other:?}"),
        }
    }
}

#[tokio::test]
async fn an_update_returns_the_item_before_or_afterwards_or_what_it_changed() {
    let table = stocked().await;
    let update = || table.update(Article::key("lamp")).add(Article::STOCK, 1);
    let mut expected = lamp();
    assert_eq!(shown(update().returning_old().send().await.unwrap()), expected);
    expected.stock += 2;
    assert_eq!(shown(update().returning_new().send().await.unwrap()), expected);

    let several = || {
        let update = update().set(Article::NAME, "Light").remove(Article::SHELF).set(Article::NOTES.at(1), "2");
        update.add(Article::BOX.field(Carton::WIDTH), 5).append(Article::ARCHIVE, ["x"])
    };
    let old = several().updated_old().send().await.unwrap();
    assert_eq!(old.get(Article::STOCK).unwrap(), Some(12));
    assert_eq!(old.get(Article::NAME).unwrap().as_deref(), Some("Lamp"));
    assert_eq!(old.get(Article::SHELF).unwrap().as_deref(), Some("a"));
    assert_eq!(old.get(Article::NOTES.at(1)).unwrap().as_deref(), Some("two"));
    assert_eq!(old.get(Article::NOTES.at(0)).unwrap(), None, "it was not changed");
    assert_eq!(old.get(Article::BOX.field(Carton::WIDTH)).unwrap(), Some(30));
    assert_eq!(old.get(Article::ARCHIVE).unwrap(), None);
    assert_eq!(old.get(Article::PRICE).unwrap(), None, "it was not changed");

    table.put(&lamp()).send().await.unwrap();
    let new = several().updated_new().send().await.unwrap();
    assert_eq!(new.get(Article::STOCK).unwrap(), Some(11));
    assert_eq!(new.get(Article::NAME).unwrap().as_deref(), Some("Light"));
    assert_eq!(new.get(Article::SHELF).unwrap(), None);
    assert_eq!(new.get(Article::NOTES.at(1)).unwrap().as_deref(), Some("2"));
    assert_eq!(new.get(Article::BOX.field(Carton::WIDTH)).unwrap(), Some(35));
    assert_eq!(new.get(Article::ARCHIVE).unwrap(), Some(texts(&["x"])));
    assert!(new.into_item().contains_key("counted"), "the stamp is what the update changed too");
}

#[tokio::test]
async fn what_was_changed_and_no_longer_fits_its_type_is_an_error_that_names_it() {
    let table = stocked().await;
    let updated = table.update(Article::key("lamp")).subtract(Article::STOCK, 11).updated_new().send().await.unwrap();
    let error = updated.get(Article::STOCK).unwrap_err();
    assert_eq!(
        error.to_string(),
        "the item with sku = \"lamp\" is no `Article`: attribute `stock` should be N (u32), found N -1"
    );
}

#[tokio::test]
async fn a_put_and_a_delete_return_what_was_there() {
    let table = fresh::<Inventory>().await;
    assert_eq!(table.put(&lamp()).returning_old().send().await.unwrap(), None);
    let replaced = table.replace(&Article::new("lamp", "Other")).returning_old().send().await.unwrap();
    assert_eq!(replaced.map(shown), Some(lamp()));
    let deleted = table.delete(Article::key("lamp")).returning_old().send().await.unwrap();
    assert_eq!(deleted.map(shown), Some(Article::new("lamp", "Other")));
    assert_eq!(table.delete(Article::key("lamp")).returning_old().send().await.unwrap(), None);
    assert_eq!(table.insert(&lamp()).returning_old().send().await.unwrap(), None);
}

#[tokio::test]
async fn an_upsert_creates_what_is_not_there_and_fills_what_is_missing() {
    let table = fresh::<Inventory>().await;
    let upsert = |article: &Article| table.upsert(article).add(Article::STOCK, 1);
    assert_eq!(upsert(&lamp()).returning_old().send().await.unwrap(), None);
    let mut expected = lamp();
    expected.stock = 1;
    assert_eq!(current(&table).await, Some(expected.clone()), "an action starts from nothing");

    let mut other = Article::new("lamp", "Another name");
    other.short_name = Some("L".to_owned());
    other.previous_price = Some(Number::from(3));
    other.tags = set(["none"]);
    let old = upsert(&other).set(Article::MINIMUM, 5).remove(Article::LABELS).returning_old().send().await.unwrap();
    assert_eq!(old.map(|old| old.stock), Some(1));
    expected.stock = 2;
    expected.minimum = Some(5);
    expected.labels = None;
    expected.short_name = Some("L".to_owned());
    expected.previous_price = Some(Number::from(3));
    assert_eq!(current(&table).await, Some(expected.clone()));

    let new = upsert(&other).returning_new().send().await.unwrap();
    assert_eq!(new.stock, 3);
    let updated = upsert(&other).updated_new().send().await.unwrap();
    assert_eq!(updated.get(Article::STOCK).unwrap(), Some(4));
}

#[tokio::test]
async fn an_upsert_takes_conditions_and_changes_whole_attributes() {
    let table = fresh::<Inventory>().await;
    let error = table.upsert(&lamp()).condition(Article::STOCK.gt(5)).send().await.unwrap_err();
    assert!(matches!(error, Error::ConditionFailed(_)), "{error:?}");
    table.upsert(&lamp()).condition(Article::STOCK.not_exists() | Article::STOCK.gt(5)).send().await.unwrap();
    assert_eq!(current(&table).await, Some(lamp()));
    match table.upsert(&lamp()).add(Article::BOX.field(Carton::WIDTH), 1).send().await {
        Err(Error::Refused(refused)) => assert_eq!(refused.attribute, "box.width"),
        other => panic!("{other:?}"),
    }
}
