//! By whatever route answers are read and requests are written: expired items are hidden, versions looked at, stamps set.

mod support;

use std::collections::BTreeSet;

use dynaschema::jiff::{Timestamp, ToSpan};
use dynaschema::{Error, Route, Table, batch_get, transact_get, transact_write};
use dynaschema_embedded::Embedded;
use dynaschema_examples::schema::{Article, Inventory, Session, Sessions};
use dynaschema_scripted::{Answer, Scripted};
use serde_json::{Value, json};
use support::fresh_at;

const ROUTES: [Route; 3] = [Route::Maps, Route::Wire, Route::Fastest];

/// A session that ends in so many seconds, if at all.
fn session(id: &str, ends: Option<i64>) -> Session {
    let mut session = Session::new(id, "ada");
    session.expires_at = ends.map(|seconds| Timestamp::now() + seconds.seconds());
    session
}

/// Every third one is over.
async fn sessions() -> Table<Sessions> {
    let table = fresh_at::<Sessions>(&Embedded::new().client()).await;
    for number in 0..9 {
        let ends = [Some(-60), Some(600), None][number % 3];
        table.put(&mut session(&format!("s{number}"), ends)).send().await.expect("a session can be put");
    }
    table
}

#[tokio::test]
async fn what_is_over_is_hidden_from_every_read() {
    let table = sessions().await;
    let mut all = Vec::new();
    for route in ROUTES {
        let table = table.clone().route(route);
        let (over, left) = (|| table.get(Session::key("s0")), || table.get(Session::key("s1")));
        assert_eq!((over().send().await.unwrap(), left().send().await.unwrap().is_some()), (None, true));
        let (over, left) = (over().select(Session::USER), left().select(Session::USER));
        assert_eq!(over.send().await.unwrap(), None);
        assert_eq!(left.send().await.unwrap().as_deref(), Some("ada"));
        let gets = || ["s3", "s4", "s5"].map(|id| table.get(Session::key(id))).to_vec();
        for found in [
            batch_get(table.client(), gets()).send().await.unwrap(),
            transact_get(table.client(), gets()).send().await.unwrap(),
        ] {
            assert_eq!(found.iter().map(Option::is_some).collect::<Vec<_>>(), [false, true, true]);
        }
        let query = || table.query(Session::by_user("ada"));
        let ids = |found: Vec<Session>| found.into_iter().map(|session| session.id).collect::<BTreeSet<_>>();
        assert_eq!(ids(query().all().await.unwrap()).len(), 6);
        assert_eq!(ids(table.scan().page_size(2).all().await.unwrap()).len(), 6);
        assert_eq!((query().count().await.unwrap(), table.scan::<Session>().count().await.unwrap()), (6, 6));
        all.push(format!("{:?}", query().limit(4).page_size(3).page().await.unwrap()));
        all.push(format!("{:?}", query().select(Session::ID).limit(5).page().await.unwrap()));
    }
    assert_eq!((&all[..2], &all[..2]), (&all[2..4], &all[4..]));
}

#[tokio::test]
async fn a_version_is_looked_at_and_advanced() {
    for route in ROUTES {
        let table = sessions().await.route(route);
        let mut stale = table.get(Session::key("s1")).send().await.unwrap().unwrap();
        let mut session = stale.clone();
        table.put(&mut session).send().await.unwrap();
        assert_eq!(session.version, stale.version + 1);
        let before = stale.clone();
        let error = table.put(&mut stale).send().await.unwrap_err();
        assert!(matches!(error, Error::VersionConflict(_)), "{error:?}");
        assert_eq!(stale, before);
        assert_eq!(error.current::<Session>().unwrap(), Some(session.clone()));
        transact_write(table.client()).push(table.replace(&mut session)).send().await.unwrap();
        assert_eq!((session.version, table.get(&session).send().await.unwrap()), (before.version + 2, Some(session)));
    }
}

/// What is over is told by the time, in seconds: it is another in the next second.
fn mask_times(sent: &mut Value) {
    match sent {
        Value::String(text) if text.len() == 10 && text.parse::<u64>().is_ok() => *text = "a time".to_owned(),
        Value::Array(elements) => elements.iter_mut().for_each(mask_times),
        Value::Object(members) => members.values_mut().for_each(mask_times),
        _ => {}
    }
}

#[tokio::test]
async fn what_is_sent_of_a_version_is_the_same() {
    let mut all: Vec<Vec<Value>> = Vec::new();
    for route in ROUTES {
        let scripted = Scripted::over(Embedded::new(), [] as [Answer; 0]);
        let table = Sessions::table(&scripted.client()).route(route);
        table.create_table().send().await.unwrap();
        scripted.sent();
        let mut session = Session::new("s", "ada \"\\ \u{1} 𝄞");
        session.tags = ["a", "\u{7f}"].map(str::to_owned).into();
        table.insert(&mut session).send().await.unwrap();
        table.put(&mut session).condition(Session::HITS.lt(3)).send().await.unwrap();
        table.put(&mut session).unversioned().send().await.unwrap();
        table.replace(&mut session).once().token("a token").send().await.unwrap();
        let both = transact_write(table.client()).token("another").push(table.put(&mut session));
        both.push(table.insert(&mut Session::new("t", "bob"))).send().await.unwrap();
        let mut writer = table.writer();
        writer.push(table.put(&mut session).unversioned()).await.unwrap();
        writer.finish().await.unwrap();
        let mut sent = scripted.sent();
        sent.iter_mut().for_each(mask_times);
        all.push(sent);
    }
    assert_eq!((&all[1], &all[2]), (&all[0], &all[0]));
    assert_eq!(all[0].len(), 6);
}

#[tokio::test]
async fn what_is_sent_of_a_stamp_is_the_same_but_for_the_time() {
    let mut all: Vec<Value> = Vec::new();
    for route in ROUTES {
        let scripted = Scripted::new(std::iter::repeat(Answer::json(200, json!({}))));
        let table = Table::<Inventory>::new(&scripted.client()).route(route);
        let mut lamp = Article::new("lamp", "Lamp \"\u{1}");
        (lamp.price, lamp.photo) = (Some("1.50".parse().unwrap()), Some(vec![0, 255, 7]));
        (lamp.sizes, lamp.notes) = ([3, 1].into(), vec!["a".to_owned(), String::new()]);
        table.put(&lamp).send().await.unwrap();
        transact_write(table.client()).token("a token").push(table.put(&lamp)).send().await.unwrap();
        let mut sent = scripted.sent();
        let [put, transaction] = &mut sent[..] else { panic!("{sent:?}") };
        for item in
            [&mut put["PutItem"]["Item"], &mut transaction["TransactWriteItems"]["TransactItems"][0]["Put"]["Item"]]
        {
            let stamp = item["counted"].take();
            assert!(stamp["S"].as_str().is_some_and(|stamp| stamp.parse::<Timestamp>().is_ok()), "{stamp}");
        }
        all.push(sent.into());
    }
    assert_eq!((&all[1], &all[2]), (&all[0], &all[0]));
    assert_eq!(all[0][0]["PutItem"]["Item"]["photo"], json!({ "B": "AP8H" }));
}
