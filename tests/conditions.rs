//! Every condition and filter, on DynamoDB.

mod support;

use std::collections::BTreeSet;

use dynaschema::aws_sdk_dynamodb::types::AttributeValue;
use dynaschema::{AnyAttribute, Condition, DataType, Error, Number, Table};
use dynaschema_examples::schema::{Article, Carton, Inventory};
use support::fresh;

/// Three articles that differ in everything.
fn articles() -> [Article; 3] {
    let mut lamp = Article::new("lamp", "Lamp, brass");
    lamp.short_name = Some("Lamp".to_owned());
    lamp.shelf = Some("a".to_owned());
    (lamp.stock, lamp.reserved, lamp.minimum) = (10, 10, Some(12));
    lamp.price = Some("12.50".parse().expect("a number"));
    lamp.previous_price = Some("9".parse().expect("a number"));
    lamp.tags = ["brass", "light"].map(str::to_owned).into();
    lamp.sizes = [10, 20].into();
    lamp.notes = vec!["old".to_owned(), "heavy".to_owned()];
    let mut carton = Carton::new(30, 40, vec!["paper".to_owned(), "foil".to_owned()]);
    carton.returned = Some(2);
    lamp.r#box = Some(carton);
    lamp.photo = Some(vec![1, 2, 3]);

    let mut rope = Article::new("rope", "Rope");
    rope.short_name = Some("Rope".to_owned());
    rope.shelf = Some("a".to_owned());
    (rope.stock, rope.reserved, rope.minimum) = (5, 2, Some(-1));
    rope.labels = Some([("colour".to_owned(), "red".to_owned())].into());
    rope.fragile = true;

    let mut soap = Article::new("soap", "Soap, lavender");
    soap.stock = 7;
    soap.tags = ["smell".to_owned()].into();
    soap.price = Some("2".parse().expect("a number"));
    [lamp, rope, soap]
}

async fn stocked() -> Table<Inventory> {
    let table = fresh::<Inventory>().await;
    for article in articles() {
        table.insert(&article).send().await.expect("an article can be put");
    }
    table
}

fn number(text: &str) -> Number {
    text.parse().expect("a number")
}

/// Each condition with the articles that it holds for.
fn conditions() -> Vec<(&'static str, Condition<Article, AnyAttribute>, &'static [&'static str])> {
    let mut conditions = Vec::new();
    macro_rules! holds {
        ($($condition:expr => $articles:expr;)*) => {$({
            let articles: &[&str] = &$articles;
            conditions.push((stringify!($condition), $condition.erased(), articles));
        })*};
    }
    let carton = || Article::BOX;
    holds! {
        Article::STOCK.eq(5) => ["rope"];
        Article::STOCK.ne(5) => ["lamp", "soap"];
        Article::PRICE.ne(number("2.0")) => ["lamp", "rope"];
        Article::STOCK.lt(7) => ["rope"];
        Article::STOCK.le(7) => ["rope", "soap"];
        Article::STOCK.gt(7) => ["lamp"];
        Article::STOCK.ge(7) => ["lamp", "soap"];
        Article::STOCK.between(5, 7) => ["rope", "soap"];
        Article::NAME.between("Lamp", "Rope") => ["lamp", "rope"];
        Article::PHOTO.between([1], [2]) => ["lamp"];
        Article::SKU.is_in(["lamp", "soap", "hat"]) => ["lamp", "soap"];
        Article::STOCK.is_in(5..=6) => ["rope"];
        Article::TAGS.is_in([BTreeSet::from(["smell".to_owned()])]) => ["soap"];
        Article::TAGS.is_in([BTreeSet::from(["smell".to_owned()]), BTreeSet::new()]) => ["rope", "soap"];
        Article::FRAGILE.eq(true) => ["rope"];
        Article::PHOTO.exists() => ["lamp"];
        Article::PHOTO.not_exists() => ["rope", "soap"];
        Article::TAGS.not_exists() => ["rope"];
        Article::PRICE.attribute_type(DataType::Number) => ["lamp", "soap"];
        Article::TAGS.attribute_type(DataType::StringSet) => ["lamp", "soap"];
        Article::SIZES.attribute_type(DataType::NumberSet) => ["lamp"];
        Article::SIZES.attribute_type(DataType::BinarySet) => [];
        Article::PHOTO.attribute_type(DataType::Binary) => ["lamp"];
        Article::FRAGILE.attribute_type(DataType::Bool) & Article::FRAGILE.eq(true) => ["rope"];
        Article::NOTES.attribute_type(DataType::List) => ["lamp", "rope", "soap"];
        carton().attribute_type(DataType::Map) => ["lamp"];
        Article::NAME.attribute_type(DataType::String) => ["lamp", "rope", "soap"];
        Article::NAME.attribute_type(DataType::Null) => [];
        Article::NAME.begins_with("Lamp") => ["lamp"];
        Article::PHOTO.begins_with([1, 2]) => ["lamp"];
        Article::NAME.begins_with(Article::SHORT_NAME) => ["lamp", "rope"];
        Article::NAME.contains(", ") => ["lamp", "soap"];
        Article::NAME.contains(Article::SHORT_NAME) => ["lamp", "rope"];
        Article::TAGS.contains("light") => ["lamp"];
        Article::SIZES.contains(20) => ["lamp"];
        Article::SIZES.contains(Article::STOCK) => ["lamp"];
        Article::NOTES.contains("heavy") => ["lamp"];
        Article::NAME.size().gt(11_usize) => ["soap"];
        Article::NAME.size().between(5, 11) => ["lamp"];
        Article::TAGS.size().eq(2) => ["lamp"];
        Article::TAGS.size().ne(2) => ["rope", "soap"];
        Article::NOTES.size().lt(1) => ["rope", "soap"];
        Article::NOTES.size().le(2) => ["lamp", "rope", "soap"];
        Article::PHOTO.size().is_in([1, 3]) => ["lamp"];
        Article::LABELS.size().ge(1) => ["rope"];
        Article::NAME.size().lt(Article::STOCK) => ["rope"];
        carton().size().eq(4) => ["lamp"];
        carton().field(Carton::LAYERS).size().eq(2) => ["lamp"];
        Article::STOCK.eq(Article::RESERVED) => ["lamp"];
        Article::STOCK.gt(Article::RESERVED) => ["rope", "soap"];
        Article::STOCK.lt(Article::MINIMUM) => ["lamp"];
        Article::MINIMUM.le(Article::STOCK) => ["rope"];
        Article::PRICE.ge(Article::PREVIOUS_PRICE) & Article::PRICE.exists() => ["lamp"];
        Article::NAME.ne(Article::SHORT_NAME) => ["lamp", "soap"];
        Article::STOCK.between(Article::RESERVED, 9) => ["rope", "soap"];
        carton().field(Carton::WIDTH).lt(carton().field(Carton::HEIGHT)) => ["lamp"];
        carton().field(Carton::RETURNED).eq(2) => ["lamp"];
        carton().field(Carton::LAYERS).at(1).eq("foil") => ["lamp"];
        carton().field(Carton::LAYERS).at(2).exists() => [];
        Article::LABELS.key("colour").eq("red") => ["rope"];
        Article::LABELS.key("a.b").exists() => [];
        Article::NOTES.at(0).begins_with("o") => ["lamp"];
        Article::STOCK.gt(5) & Article::FRAGILE.eq(false) & Article::TAGS.exists() => ["lamp", "soap"];
        Article::STOCK.eq(5) | Article::STOCK.eq(7) => ["rope", "soap"];
        (Article::STOCK.eq(5) | Article::STOCK.eq(7)) & Article::FRAGILE.eq(true) => ["rope"];
        Article::STOCK.eq(5) | Article::STOCK.eq(7) & Article::FRAGILE.eq(true) => ["rope"];
        !(Article::STOCK.eq(5) | Article::STOCK.eq(7)) => ["lamp"];
        !Article::STOCK.eq(5) & !Article::STOCK.eq(7) => ["lamp"];
        !Article::PRICE.gt(number("0")) => ["rope"];
        Condition::<Article, _>::always() => ["lamp", "rope", "soap"];
        Condition::<Article, _>::raw(
            "size(#name) > :some AND #stock < :more",
            &[("#name", "name"), ("#stock", "stock")],
            &[(":some", AttributeValue::N("4".into())), (":more", AttributeValue::N("8".into()))],
        ) & Article::TAGS.exists() => ["soap"];
        !Condition::<Article, _>::raw("fragile = :yes", &[], &[(":yes", AttributeValue::Bool(true))]) => ["lamp", "soap"];
    }
    conditions
}

#[tokio::test]
async fn every_filter_lets_through_what_it_says() {
    let table = stocked().await;
    for (text, condition, expected) in conditions() {
        let found = table.scan().filter(condition).all().await.unwrap_or_else(|error| panic!("{text}: {error}"));
        let found: BTreeSet<&str> = found.iter().map(|article: &Article| &*article.sku).collect();
        assert_eq!(found, BTreeSet::from_iter(expected.iter().copied()), "{text}");
    }
}

#[tokio::test]
async fn every_condition_holds_for_what_it_says() {
    let table = stocked().await;
    for (text, condition, expected) in conditions() {
        for article in articles() {
            let sku = article.sku.clone();
            let written = table.put(&article).condition(condition.clone()).send().await;
            match written {
                Ok(()) => assert!(expected.contains(&&*sku), "{text} holds for {sku}"),
                Err(Error::ConditionFailed(_)) => assert!(!expected.contains(&&*sku), "{text} does not hold for {sku}"),
                Err(error) => panic!("{text}: {error}"),
            }
        }
    }
}

#[tokio::test]
async fn what_is_false_has_a_type_too() {
    if support::is_lacking() {
        return;
    }
    let table = stocked().await;
    let typed = Article::FRAGILE.attribute_type(DataType::Bool);
    assert_eq!(table.scan::<Article>().filter(typed).all().await.unwrap().len(), 3);
}

#[tokio::test]
async fn attributes_that_are_not_there_compare_as_nothing() {
    if support::is_lacking() {
        return;
    }
    let table = stocked().await;
    // The rope has neither.
    let same = Article::PRICE.eq(Article::PREVIOUS_PRICE) | Article::PRICE.ge(Article::PREVIOUS_PRICE);
    let found = table.scan::<Article>().filter(same).select(Article::SKU).all().await.unwrap();
    assert_eq!(found, ["lamp"]);
    // The soap has no minimum.
    let between = Article::STOCK.between(Article::RESERVED, Article::MINIMUM);
    let found = table.scan::<Article>().filter(between).select(Article::SKU).all().await.unwrap();
    assert_eq!(found, ["lamp"]);
}

#[tokio::test]
async fn conditions_are_put_together_when_the_program_runs() {
    let table = stocked().await;
    let found = async |condition: Condition<Article, AnyAttribute>| {
        let mut found: Vec<String> = table.scan().filter(condition).select(Article::SKU).all().await.unwrap();
        found.sort();
        found
    };
    let mut all = Condition::always();
    assert_eq!(found(all.clone()).await, ["lamp", "rope", "soap"]);
    for tag in ["brass", "light"] {
        all &= Article::TAGS.contains(tag);
    }
    assert_eq!(found(all.clone()).await, ["lamp"]);
    let mut any = Condition::never();
    for stock in [5, 7] {
        any |= Article::STOCK.eq(stock);
    }
    assert_eq!(found(any.clone()).await, ["rope", "soap"]);
    assert_eq!(found((all | any).erased()).await, ["lamp", "rope", "soap"]);
    let never = table.scan::<Article>().filter(Condition::never()).all().await;
    assert!(matches!(never, Err(Error::Refused(_))), "{never:?}");
}

#[tokio::test]
async fn a_filter_that_a_query_cannot_have_is_refused_by_name_when_only_the_program_knows_it() {
    let table = stocked().await;
    let query = |filter: Condition<Article, AnyAttribute>| {
        let query = table.query(Article::by_shelf("a")).filter(filter);
        async { query.all().await }
    };
    assert_eq!(query((Article::NAME.contains(",") & Article::TAGS.exists()).erased()).await.unwrap().len(), 1);
    assert_eq!(query(Article::SKU.eq("rope").erased()).await.unwrap().len(), 1, "the table's key is none of the index");
    for (filter, attribute) in [
        (Article::STOCK.gt(1).erased(), "stock"),
        ((Article::NAME.exists() | !Article::SHELF.exists()).erased(), "shelf"),
        (Article::NAME.contains(Article::SHORT_NAME).erased(), "short_name"),
        (Article::NOTES.size().gt(1).erased(), "notes"),
    ] {
        match query(filter).await {
            Err(Error::Refused(refused)) => assert_eq!(refused.attribute, attribute),
            other => panic!("{attribute}: {other:?}"),
        }
    }
}

#[tokio::test]
async fn what_no_condition_can_be_is_refused_before_it_is_sent() {
    let table = fresh::<Inventory>().await;
    for (condition, attribute, reason) in [
        (Article::STOCK.between(3, 2).erased(), "stock", "above the upper one"),
        (Article::NAME.between("b", "a").erased(), "name", "above the upper one"),
        (Article::STOCK.is_in(Vec::<u32>::new()).erased(), "stock", "at least one value"),
        (Article::STOCK.is_in(0..101).erased(), "stock", "100 values"),
        (Article::STOCK.eq(Article::STOCK).erased(), "stock", "compared with itself"),
        (Article::LABELS.key("").exists().erased(), "labels.", "empty"),
        (Article::NAME.eq(Article::LABELS.key("")).erased(), "labels.", "empty"),
        (Condition::raw("#a = :b", &[("#a", "a")], &[]), "", "`:b`"),
        (Condition::raw("#a = #a", &[("#a", "a"), ("#b", "b")], &[]), "", "`#b`"),
    ] {
        match table.scan::<Article>().filter(condition).all().await {
            Err(Error::Refused(refused)) => {
                assert_eq!(refused.attribute, attribute, "{refused}");
                assert!(refused.reason.contains(reason), "{refused}");
            }
            other => panic!("{attribute}: {other:?}"),
        }
    }
}
