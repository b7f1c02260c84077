//! Every verb that reads items.

use std::fmt::Debug;

use aws_sdk_dynamodb::Client;
use dynaschema::{Error, Route, batch_get, transact_get};
use dynaschema_scripted::{Answer, Scripted};
use futures_util::FutureExt;
use futures_util::future::BoxFuture;

use crate::schema::{AccountWithEntries, HackerNews, Ledger, Link};

pub(crate) const ROUTES: [Route; 3] = [Route::Maps, Route::Wire, Route::Fastest];

/// A verb, and what it is answered.
pub(crate) struct Verb {
    pub(crate) operation: &'static str,
    /// The answer, up to its item and behind it.
    around: (&'static str, &'static str),
    pub(crate) read: fn(Client, Route) -> BoxFuture<'static, Result<String, Error>>,
}

/// An item that is a link, and an account too.
pub(crate) const ITEM: &str =
    r#"{"link":{"S":"a"},"title":{"S":"A"},"pk":{"S":"a#x"},"sk":{"S":"profile"},"name":{"S":"N."}}"#;

impl Verb {
    /// The answer with this item in it.
    pub(crate) fn answer(&self, item: &str) -> String {
        [self.around.0, item, self.around.1].concat()
    }

    /// What becomes of answers, and how many of them were asked for.
    pub(crate) async fn ask(&self, answers: Vec<Answer>, route: Route) -> (Result<String, Error>, usize) {
        let scripted = Scripted::new(answers);
        let read = (self.read)(scripted.retrying_client(), route).await;
        (read, scripted.sent().len())
    }
}

fn shown<T: Debug>(read: Result<T, Error>) -> Result<String, Error> {
    read.map(|read| format!("{read:?}"))
}

pub(crate) const VERBS: &[Verb] = &[
    Verb {
        operation: "GetItem",
        around: (r#"{"Item":"#, "}"),
        read: |client, route| {
            async move { shown(HackerNews::table(&client).route(route).get(Link::key("a")).send().await) }.boxed()
        },
    },
    Verb {
        operation: "Query",
        around: (r#"{"Items":["#, r#"],"Count":1,"ScannedCount":1}"#),
        read: |client, route| {
            async move { shown(HackerNews::table(&client).route(route).query(Link::by_day(0)).all().await) }.boxed()
        },
    },
    Verb {
        operation: "Scan",
        around: (r#"{"Count":1,"Items":["#, r#"],"ScannedCount":1}"#),
        read: |client, route| {
            async move { shown(HackerNews::table(&client).route(route).scan::<Link>().all().await) }.boxed()
        },
    },
    Verb {
        operation: "Scan",
        around: (r#"{"Count":1,"ScannedCount":1,"Items":["#, "]}"),
        read: |client, route| {
            let selection = (Link::TITLE, Link::POINTS);
            async move { shown(HackerNews::table(&client).route(route).scan::<Link>().select(selection).all().await) }
                .boxed()
        },
    },
    Verb {
        operation: "BatchGetItem",
        around: (r#"{"UnprocessedKeys":{},"Responses":{"HackerNews":["#, "]}}"),
        read: |client, route| {
            async move {
                let get = HackerNews::table(&client).route(route).get(Link::key("a"));
                shown(batch_get(&client, get).send().await)
            }
            .boxed()
        },
    },
    Verb {
        operation: "TransactGetItems",
        around: (r#"{"Responses":[{"Item":"#, "}]}"),
        read: |client, route| {
            async move {
                let get = HackerNews::table(&client).route(route).get(Link::key("a"));
                shown(transact_get(&client, get).send().await)
            }
            .boxed()
        },
    },
    Verb {
        operation: "ExecuteStatement",
        around: (r#"{"Items":["#, "]}"),
        read: |client, route| {
            let text = "SELECT * FROM {table}";
            async move { shown(HackerNews::table(&client).route(route).statement::<Link>(text).all().await) }.boxed()
        },
    },
    Verb {
        operation: "Query",
        around: (r#"{"Items":["#, r#"],"Count":1,"ScannedCount":1}"#),
        read: |client, route| {
            async move {
                shown(Ledger::table(&client).route(route).collection(AccountWithEntries::of("x")).send().await)
            }
            .boxed()
        },
    },
];
