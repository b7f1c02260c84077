//! Whatever route is taken, the same is found.

use std::fmt::Debug;

use aws_sdk_dynamodb::Client;
use aws_sdk_dynamodb::types::AttributeValue;
use dynaschema::{Error, Table, batch_get, transact_get};
use dynaschema_embedded::Embedded;
use dynaschema_scripted::{Answer, Scripted};

use crate::schema::{
    Account, AccountWithEntries, Draft, Entry, HackerNews, Inbox, Item, Ledger, Link, Mail, Mark, Order,
    OrderWithItems, Remark, Secret, Shop, UserMail,
};
use crate::verbs::ROUTES;

fn shown<T: Debug>(read: Result<T, Error>) -> Result<String, String> {
    read.map(|read| format!("{read:?}")).map_err(|error| error.to_string())
}

/// Asks so by each route, and gives the one answer, or the one error.
macro_rules! same {
    ($table:ident => $read:expr) => {{
        let mut all = Vec::new();
        for route in ROUTES {
            let $table = $table.clone().route(route);
            all.push(shown($read.await));
        }
        assert_eq!(all[1], all[0], "{}", stringify!($read));
        assert_eq!(all[2], all[0], "{}", stringify!($read));
        all.swap_remove(0)
    }};
}

/// The same of reads that find something.
macro_rules! found {
    ($table:ident => $($read:expr),* $(,)?) => {$(
        let found = same!($table => $read).expect(stringify!($read));
        assert!(!["None", "[]", "0"].contains(&&*found), "{}: {found}", stringify!($read));
    )*};
}

/// The same of reads that fail, and say so.
macro_rules! failed {
    ($table:ident => $($read:expr => $said:literal),* $(,)?) => {$(
        let said = same!($table => $read).expect_err(stringify!($read));
        assert!(said.contains($said), "{}: {said}", stringify!($read));
    )*};
}

fn s(text: &str) -> AttributeValue {
    AttributeValue::S(text.to_owned())
}

async fn ledger() -> (Client, Table<Ledger>) {
    let client = dynaschema_embedded::client().await;
    let ledger = Ledger::table(&client);
    ledger.create_table().send().await.unwrap();
    for account in ["x", "y"] {
        ledger.put(&Account::new(account, "\"N\" \u{1}\\ é 𝄞")).send().await.unwrap();
        for day in 0..7 {
            let mut entry = Entry::new(account, day, "bread");
            entry.amount = day * 10;
            ledger.put(&entry).send().await.unwrap();
        }
        ledger.put(&Remark::new(account, "after")).send().await.unwrap();
    }
    ledger.put(&Secret::new("hidden")).send().await.unwrap();
    (client, ledger)
}

#[tokio::test]
async fn of_one_entity_or_of_several_in_one_partition() {
    let (_, ledger) = ledger().await;
    found! { ledger =>
        ledger.get(Account::key("x")).send_metered(),
        ledger.get(Account::key("x")).select(Account::NAME).send(),
        ledger.query(Entry::by_key("x")).page(),
        ledger.query(Entry::by_key("x").day().ge(2)).descending().limit(3).page(),
        ledger.query(Entry::by_key("x")).filter(Entry::AMOUNT.gt(15)).limit(2).page(),
        ledger.query(Entry::by_key("x")).filter(Entry::AMOUNT.gt(15)).page_size(2).all(),
        ledger.query(Entry::by_key("x")).select((Entry::AMOUNT,)).limit(2).page(),
        ledger.query(Remark::by_key("x")).limit(1).page(),
        ledger.query(Remark::by_key("x")).count_metered(),
        ledger.query(Entry::by_key("x")).first(),
        ledger.scan::<Entry>().page_size(3).limit(5).page(),
        ledger.scan::<Account>().all(),
        ledger.scan::<Account>().select(Account::NAME).limit(1).page(),
        ledger.scan::<Entry>().segments(3).count_metered(),
        ledger.collection(AccountWithEntries::of("x")).send_metered(),
        ledger.collection(AccountWithEntries::of("x")).descending().page_size(2).all(),
        ledger.query_each(["x", "nobody", "y"].map(Entry::by_key), |query| query.descending()).limit(9).page(),
        ledger.query_each(["x", "y"].map(Entry::by_key), |query| query.select(Entry::AMOUNT)).page(),
        batch_get(ledger.client(), vec![ledger.get(Entry::key("y", 1_u32, "bread")), ledger.get(Entry::key("y", 1_u32, "bread"))])
            .send_partial(),
        batch_get(ledger.client(), (ledger.get(Account::key("x")), ledger.get(Account::key("nobody")))).send(),
        transact_get(
            ledger.client(),
            (ledger.get(Account::key("nobody")), ledger.get(Account::key("x")), ledger.get(Entry::key("x", 3_u32, "bread"))),
        )
        .send_metered(),
        ledger.statement::<Account>("SELECT * FROM {table} WHERE pk = 'a#x' AND sk = 'profile'").all_metered(),
    }
    failed! { ledger =>
        ledger.collection(AccountWithEntries::of("nobody")).send() => "holds nothing for `account`",
    }
    // One page after another, each from behind the last one.
    let pages = same!(ledger => async {
        let (mut pages, mut all) = (ledger.query(Entry::by_key("x")).limit(5).page_size(2).pages(), Vec::new());
        while let Some(page) = pages.try_next().await? {
            all.push(page);
        }
        let next = all.last().and_then(|page| page.next.clone()).expect("more");
        all.push(ledger.query(Entry::by_key("x")).after(next).page().await?);
        Ok(all)
    });
    assert_eq!(pages.unwrap().matches("Entry {").count(), 7);
}

#[tokio::test]
async fn among_items_of_no_entity_and_such_as_are_not_as_they_should_be() {
    let (client, ledger) = ledger().await;
    for (pk, sk) in [("a#x", "e#odd"), ("z#x", "odd"), ("s#hidden", "odd")] {
        client.put_item().table_name("ledger").item("pk", s(pk)).item("sk", s(sk)).send().await.unwrap();
    }
    let wrong = client.put_item().table_name("ledger").item("pk", s("a#y")).item("sk", s("e#003#wrong"));
    wrong.item("amount", s("much")).send().await.unwrap();
    failed! { ledger =>
        ledger.scan::<Account>().all() => "no entity",
        ledger.scan::<Entry>().page_size(1).all() => "attribute `amount`",
        ledger.scan::<Entry>().select(Entry::AMOUNT).all() => "attribute `amount`",
        ledger.query(Entry::by_key("y")).all() => "attribute `amount` should be N (u32), found S",
        ledger.query(Entry::by_key("y")).limit(5).page() => "attribute `amount`",
        ledger.query_each(["x", "y"].map(Entry::by_key), |query| query).all() => "`amount`",
        ledger.collection(AccountWithEntries::of("y")).send() => "attribute `amount`",
        ledger.get(Entry::key("y", 3_u32, "wrong")).send() => "attribute `amount`",
        batch_get(ledger.client(), (ledger.get(Entry::key("y", 3_u32, "wrong")), ledger.get(Account::key("y")))).send()
            => "attribute `amount`",
        transact_get(ledger.client(), ledger.get(Entry::key("y", 3_u32, "wrong"))).send() => "attribute `amount`",
    }
    found! { ledger =>
        ledger.scan::<Account>().skip_unknown().page(),
        ledger.scan::<Account>().skip_unknown().page_size(2).count_metered(),
        ledger.query(Entry::by_key("y")).limit(4).page(),
        ledger.query(Entry::by_key("x")).skip_unknown().page(),
    }
    // Item by item, with the errors in their places.
    let items = same!(ledger => async {
        let (mut items, mut all) = (ledger.query(Entry::by_key("y")).page_size(3).stream(), Vec::new());
        loop {
            match items.try_next().await {
                Ok(Some(item)) => all.push(format!("{item:?}")),
                Ok(None) => return Ok(all),
                Err(error) => all.push(error.to_string()),
            }
        }
    });
    assert!(items.unwrap().contains("found S"));
}

#[tokio::test]
async fn of_entities_that_say_what_they_are_also_in_an_index_that_does_not_say() {
    let client = dynaschema_embedded::client().await;
    let (shop, inbox) = (Shop::table(&client), Inbox::table(&client));
    shop.create_table().send().await.unwrap();
    inbox.create_table().send().await.unwrap();
    for number in 0..6_u32 {
        let mut item = Item::new("1", format!("p{number}"), number);
        item.customer = Some("c".to_owned());
        shop.put(&item).send().await.unwrap();
        let mut mail = Mail::new("ada", format!("{number}"), "monday");
        mail.size = number;
        inbox.put(&mail).send().await.unwrap();
        inbox.put(&Mark::new("ada", format!("{number}"), "bob", "monday")).send().await.unwrap();
        inbox.put(&Draft::new("ada", format!("{number}"))).send().await.unwrap();
    }
    shop.put(&Order::new("1", "open")).send().await.unwrap();
    let odd = client.put_item().table_name("shop").item("PK", s("o#2")).item("SK", s("p#odd"));
    odd.item("EntityType", s("oddity")).send().await.unwrap();
    found! { shop =>
        shop.query(Item::by_key("1")).page(),
        shop.query(Item::by_customer("c")).descending().limit(2).page(),
        shop.query(Item::by_customer("c")).count_metered(),
        shop.collection(OrderWithItems::of("1")).send(),
        shop.scan::<Order>().page(),
        shop.scan::<Item>().limit(4).page_size(3).page(),
    }
    failed! { shop => shop.query(Item::by_key("2")).all() => "oddity" }
    found! { inbox =>
        inbox.query(Mail::by_key("ada")).page(),
        inbox.query(Mail::by_key("ada")).limit(3).page(),
        inbox.query(Mail::by_day("monday")).page(),
        inbox.query(Mail::by_day("monday")).limit(2).page(),
        inbox.query(Mail::by_day("monday")).select(Mail::TEXT).page(),
        inbox.query(Mail::by_day("monday")).hydrate().page(),
        inbox.query(Mark::by_day("monday")).hydrate().limit(2).all(),
        inbox.query(Mark::by_day("monday")).page_size(1).all(),
        inbox.collection(UserMail::of("ada")).page_size(4).all(),
    }
}

#[tokio::test]
async fn is_found_to_be_deleted() {
    let mut all = Vec::new();
    for route in ROUTES {
        let (_, ledger) = ledger().await;
        let ledger = ledger.route(route);
        let entries = ledger.query(Entry::by_key("x").day().ge(3)).delete_all().send().await.unwrap();
        let scanned = ledger.scan::<Entry>().filter(Entry::AMOUNT.lt(20)).delete_all().send().await.unwrap();
        let partition = ledger.delete_partition(Remark::by_key("x")).send().await.unwrap();
        let collection = ledger.collection(AccountWithEntries::of("y")).delete_all().send().await.unwrap();
        let left = ledger.scan::<Entry>().count().await.unwrap() + ledger.scan::<Account>().count().await.unwrap();
        all.push([entries.items, scanned.items, partition.items, collection.items, left]);
    }
    assert_eq!(all, [all[0]; 3]);
    assert_eq!(all[0][0], 4);
}

#[tokio::test]
async fn is_found_in_answers_that_hold_more_or_less_than_was_asked_for() {
    let link = |link: &str, title: &str| {
        format!(r#"{{"link":{{"S":"{link}"}},"title":{title},"days_old":{{"N":"0"}},"points":{{"N":"1"}}}}"#)
    };
    let good = |name: &str| link(name, r#"{"S":"A"}"#);
    let page = |items: &[String], rest: &str| format!(r#"{{"Items":[{}],"ScannedCount":9{rest}}}"#, items.join(","));
    let wrong = link("w", r#"{"N":"1"}"#);
    let last = r#","LastEvaluatedKey":{"link":{"S":"z"},"days_old":{"N":"0"},"points":{"N":"1"}}"#;
    let scripts = [
        vec![page(&[good("a"), good("b"), good("c")], last)],
        vec![page(&[good("a"), wrong.clone(), good("c"), good("d")], last)],
        vec![page(&[wrong.clone(), wrong.clone()], last), page(&[good("a")], "")],
        vec![page(&[], last), page(&[good("a"), good("b"), wrong], "")],
        vec![page(&[good("a")], last), r#"{"Items":[],"Count":0}"#.to_owned()],
        vec![page(&["{}".to_owned()], "")],
    ];
    let (mut right, mut failed) = (0, 0);
    for script in scripts {
        let mut all = Vec::new();
        for route in ROUTES {
            let news = || {
                let answers: Vec<_> = script.iter().map(|body| Answer::bytes(200, &**body)).collect();
                HackerNews::table(&Scripted::new(answers).client()).route(route)
            };
            all.push([
                shown(news().scan::<Link>().limit(2).page().await),
                shown(news().query(Link::by_day(0)).limit(2).all().await),
                shown(news().query(Link::by_day(0)).filter(Link::TITLE.ne("x")).limit(2).page().await),
                shown(
                    news().query(Link::by_day(0)).select(Link::TITLE).filter(Link::TAGS.exists()).limit(1).page().await,
                ),
                shown(news().query_each([Link::by_day(0)], |query| query).limit(2).all().await),
                shown(news().query(Link::by_day(0)).first().await),
                shown(news().scan::<Link>().all().await),
                shown(news().scan::<Link>().count_metered().await),
                shown(news().statement::<Link>("SELECT 1").all_metered().await),
            ]);
        }
        assert_eq!(all[1], all[0], "{script:?}");
        assert_eq!(all[2], all[0], "{script:?}");
        right += all[0].iter().filter(|read| read.is_ok()).count();
        failed += all[0].iter().filter(|read| read.is_err()).count();
    }
    assert!(right > 15 && failed > 15, "{right} right, {failed} failed");
}

/// The one in memory writes numbers and members in its own way; both routes read them.
#[tokio::test]
async fn of_a_million_bytes() {
    let client = Embedded::new().client();
    let news = HackerNews::table(&client);
    news.create_table().send().await.unwrap();
    for number in 0..40 {
        let mut link = Link::new(format!("http://{number}"), "\u{1}\"é\\\n".repeat(6000));
        link.tags = ["a", "\u{7f}", "𝄞"].map(str::to_owned).into();
        news.put(&link).send().await.unwrap();
    }
    let pages = same!(news => news.query(Link::by_day(0)).count_metered()).unwrap();
    assert!(pages.contains("items: 40"), "{pages}");
    found! { news => news.query(Link::by_day(0)).all(), news.scan::<Link>().select((Link::LINK, Link::TAGS)).all() }
}
