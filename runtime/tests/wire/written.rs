//! Whatever route is taken, the same is sent.

use aws_sdk_dynamodb::types::AttributeValue;
use dynaschema::{Error, Table, batch_write, to_item, transact_write};
use dynaschema_scripted::{Answer, Scripted};
use serde_json::{Value, json};

use crate::both_routes::random::Random;
use crate::both_routes::text::document;
use crate::schema::{Entry, Everything, HackerNews, Item, Ledger, Link, Remark, Shop};
use crate::verbs::ROUTES;

/// Sends so by each route, and gives the requests, which are the same.
macro_rules! sent {
    ($table:ident $(by $route:ident)? of $definition:ty => $write:expr) => {{
        let mut all = Vec::new();
        for route in ROUTES {
            let scripted = Scripted::new(std::iter::repeat(Answer::json(200, json!({}))));
            let $table = Table::<$definition>::new(&scripted.client()).route(route);
            $(let $route = route;)?
            let done: Result<_, Error> = $write.await;
            done.expect(stringify!($write));
            all.push(scripted.sent());
        }
        assert!(!all[0].is_empty(), "{}", stringify!($write));
        assert_eq!(all[1], all[0], "{}", stringify!($write));
        assert_eq!(all[2], all[0], "{}", stringify!($write));
        all.swap_remove(0)
    }};
}

fn link(name: &str) -> Link {
    let mut link = Link::new(name, "\"A\" \\ \n \u{1} \u{7f} é 𝄞 / \u{2028}");
    (link.points, link.days_old) = (i64::MIN, u32::MAX);
    link.tags = ["\u{0}", "b\"", "𝄞"].map(str::to_owned).into();
    link
}

#[tokio::test]
async fn puts_are_the_same_with_and_without_conditions_and_returned_values() {
    let link = link("http://a/?\"");
    for (sent, condition) in [
        (sent!(news of HackerNews => news.put(&link).send()), Value::Null),
        (sent!(news of HackerNews => news.put(&link).returning_old().send()), Value::Null),
        (sent!(news of HackerNews => news.insert(&link).send()), json!("attribute_not_exists(#n0)")),
        (
            sent!(news of HackerNews => news.replace(&link).condition(Link::POINTS.lt(3)).send()),
            json!("attribute_exists(#n0) AND #n1 < :v0"),
        ),
    ] {
        let [request] = &sent[..] else { panic!("{sent:?}") };
        assert_eq!(request["PutItem"]["Item"], document(&to_item(&link).unwrap()));
        assert_eq!(request["PutItem"]["ConditionExpression"], condition);
    }
    let customized = sent!(news of HackerNews => {
        let also = || ("also".to_owned(), AttributeValue::Bool(true));
        news.put(&link).customize(move |request| request.item(also().0, also().1)).send()
    });
    let mut item = document(&to_item(&link).unwrap());
    item["also"] = json!({ "BOOL": true });
    assert_eq!(customized[0]["PutItem"]["Item"], item, "there is an item in it to be customized");
}

#[tokio::test]
async fn requests_that_are_only_looked_at_hold_the_whole_item() {
    let link = link("a");
    let item = to_item(&link).unwrap();
    for route in ROUTES {
        let scripted = Scripted::new([Answer::json(200, json!({}))]);
        let news = HackerNews::table(&scripted.client()).route(route);
        assert_eq!(news.put(&link).request().unwrap().item(), Some(&item));
        assert_eq!(news.put(&link).into_sdk().unwrap().get_item().as_ref(), Some(&item));
        let of_once = news.put(&link).once().request().unwrap();
        assert_eq!(of_once.transact_items()[0].put().map(|put| put.item()), Some(&item));
        let both = transact_write(news.client()).push(news.delete(Link::key("b"))).push(news.put(&link));
        assert_eq!(both.request().unwrap().transact_items()[1].put().map(|put| put.item()), Some(&item));
        assert_eq!(scripted.sent(), [] as [Value; 0]);
        // Sent by the SDK alone, nothing is filled in twice.
        news.put(&link).into_sdk().unwrap().send().await.unwrap();
        assert_eq!(scripted.sent()[0]["PutItem"]["Item"], document(&item));
    }
}

#[tokio::test]
async fn batches_are_the_same_also_of_several_tables() {
    let sent = sent!(news by route of HackerNews => {
        let ledger = Ledger::table(news.client()).route(route);
        let mut all = batch_write(news.client()).push(news.delete(Link::key("gone"))).concurrency(1);
        for number in 0..30_u32 {
            all = all.push(news.put(&link(&number.to_string())));
            all = all.push(ledger.put(&Entry::new("x", number, "bread \"\\")));
            all = all.push(ledger.delete(Entry::key("y", number, "bread")));
        }
        async { all.send().await.map(drop) }
    });
    let count = |table: &str| -> usize {
        let requests = sent.iter().filter_map(|sent| sent["BatchWriteItem"]["RequestItems"][table].as_array());
        requests.map(Vec::len).sum()
    };
    assert_eq!((sent.len(), count("HackerNews"), count("ledger")), (4, 31, 60));
    let all = serde_json::to_string(&sent).unwrap();
    assert!(all.contains(&document(&to_item(&link("7")).unwrap()).to_string()));

    let written = sent!(news of HackerNews => {
        let mut writer = news.writer();
        async {
            for number in 0..30 {
                writer.put(&link(&number.to_string())).await?;
            }
            writer.delete(Link::key("gone")).await?;
            writer.finish().await.map(drop)
        }
    });
    assert_eq!(written.len(), 2);
}

#[tokio::test]
async fn transactions_are_the_same_and_each_put_has_its_own_item() {
    let sent = sent!(news of HackerNews => {
        let (shop, first, last) = (Shop::table(news.client()), link("first"), link("last"));
        transact_write(news.client())
            .token("a token")
            .push(news.put(&first))
            .push(news.update(Link::key("u")).set(Link::TITLE, "Item").condition(Link::TITLE.eq("Put")))
            .push(news.delete(Link::key("d")))
            .push(news.check(Link::key("c")).condition(Link::POINTS.gt(1)))
            .push(shop.insert(&Item::new("Put", "Item", 1_u32)))
            .push(news.replace(&last).condition(Link::TITLE.ne("\"Item\":{}")))
            .send()
    });
    let actions = sent[0]["TransactWriteItems"]["TransactItems"].as_array().unwrap();
    assert_eq!(actions[0]["Put"]["Item"], document(&to_item(&link("first")).unwrap()));
    assert_eq!(actions[5]["Put"]["Item"], document(&to_item(&link("last")).unwrap()));
    let once = sent!(news of HackerNews => news.insert(&link("once")).once().token("a token").send());
    assert_eq!(
        once[0]["TransactWriteItems"]["TransactItems"][0]["Put"]["Item"],
        document(&to_item(&link("once")).unwrap())
    );
    let customized = sent!(news of HackerNews => {
        let put = news.put(&link("c"));
        transact_write(news.client()).push(put).token("t").customize(|request| request.client_request_token("own")).send()
    });
    assert_eq!(customized[0]["TransactWriteItems"]["ClientRequestToken"], "own");
    assert_eq!(
        customized[0]["TransactWriteItems"]["TransactItems"][0]["Put"]["Item"],
        document(&to_item(&link("c")).unwrap())
    );
}

#[tokio::test]
async fn what_dynamodb_would_refuse_is_refused_in_the_same_words_and_not_sent() {
    let mut large = link("large");
    large.title = "x".repeat(409_600);
    for (item, said) in [(&Link::new("", "t"), "attribute `link`"), (&large, "DynamoDB allows 409600")] {
        for route in ROUTES {
            let scripted = Scripted::new([Answer::json(200, json!({}))]);
            let news = HackerNews::table(&scripted.client()).route(route);
            let puts = [
                news.put(item).send().await.unwrap_err(),
                news.put(item).once().send().await.unwrap_err(),
                batch_write(news.client()).push(news.put(item)).send().await.map(drop).unwrap_err(),
                transact_write(news.client()).push(news.put(item)).send().await.unwrap_err(),
            ];
            for error in &puts {
                assert!(matches!(error, Error::Refused(_)), "{error:?}");
                assert_eq!(error.to_string(), puts[0].to_string());
                assert!(error.to_string().contains(said), "{error}");
            }
            assert_eq!(scripted.sent(), [] as [Value; 0]);
        }
    }
    for route in ROUTES {
        let scripted = Scripted::new([Answer::json(200, json!({}))]);
        let ledger = Ledger::table(&scripted.client()).route(route);
        let error = ledger.put(&Remark::new("x", "profile")).send().await.unwrap_err();
        assert!(matches!(&error, Error::Refused(refused) if refused.reason.contains("Account")), "{error:?}");
        assert_eq!(scripted.sent(), [] as [Value; 0]);
    }
}

/// Random items, as they go out in each of the ways.
#[tokio::test]
async fn what_is_sent_of_random_items_is_what_they_are() {
    let mut random = Random::new(7);
    for _ in 0..200 {
        let mut item = Everything::new(format!("x{}", random.text()), random.once_in(2));
        item.maybe_text = Some(random.text());
        item.texts = (0..3).map(|_| random.text()).collect();
        item.i64 = random.bits().cast_signed();
        let expected = document(&to_item(&item).unwrap());
        let put = sent!(table of <Everything as dynaschema::Entity>::Table => table.put(&item).send());
        assert_eq!(put[0]["PutItem"]["Item"], expected);
        let batch = sent!(table of <Everything as dynaschema::Entity>::Table => {
            let batch = batch_write(table.client()).push(table.put(&item));
            async { batch.send().await.map(drop) }
        });
        let tables = batch[0]["BatchWriteItem"]["RequestItems"].as_object().unwrap();
        assert_eq!(tables.values().next().unwrap()[0]["PutRequest"]["Item"], expected);
    }
}
