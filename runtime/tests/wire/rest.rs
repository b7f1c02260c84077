//! What is in an answer besides its items is read by the SDK, wherever the items stand.

use std::sync::{Arc, Mutex};

use aws_sdk_dynamodb::config::interceptors::AfterDeserializationInterceptorContextRef;
use aws_sdk_dynamodb::config::{ConfigBag, Intercept, RuntimeComponents};
use aws_sdk_dynamodb::error::BoxError;
use aws_sdk_dynamodb::operation::RequestId;
use aws_sdk_dynamodb::operation::query::QueryOutput;
use dynaschema_scripted::{Answer, Scripted};
use serde_json::Value;

use crate::schema::{HackerNews, Link};
use crate::verbs::{ITEM, ROUTES};

/// Notes the request ids of what the SDK returns.
#[derive(Debug, Clone, Default)]
struct Ids(Arc<Mutex<Vec<Option<String>>>>);

impl Intercept for Ids {
    fn name(&self) -> &'static str {
        "Ids"
    }

    fn read_after_deserialization(
        &self,
        context: &AfterDeserializationInterceptorContextRef<'_>,
        _: &RuntimeComponents,
        _: &mut ConfigBag,
    ) -> Result<(), BoxError> {
        let output = context.output_or_error().ok().and_then(|output| output.downcast_ref::<QueryOutput>());
        let id = output.and_then(|output| output.request_id()).map(str::to_owned);
        self.0.lock().expect("nobody panics here").push(id);
        Ok(())
    }
}

/// The members in an order, of which there are 120.
fn ordered(members: &[(&str, String)], mut order: usize, space: &str) -> String {
    let mut members: Vec<_> = members.iter().collect();
    let mut written = Vec::new();
    while !members.is_empty() {
        let (name, value) = members.remove(order % members.len());
        order /= members.len() + 1;
        written.push(format!("{space}\"{name}\"{space}:{space}{value}{space}"));
    }
    format!("{space}{{{}}}{space}", written.join(","))
}

#[tokio::test]
async fn counts_keys_capacity_and_request_id_are_the_same_wherever_the_items_stand() {
    let key = r#"{"link":{"S":"a"},"days_old":{"N":"0"},"points":{"N":"3"}}"#;
    let members = [
        // A name in another place means nothing.
        ("Items", format!("[{ITEM},{}]", ITEM.replace("\"A\"", "\"Items\""))),
        ("Count", "2".to_owned()),
        ("ScannedCount", "17".to_owned()),
        ("LastEvaluatedKey", key.to_owned()),
        ("ConsumedCapacity", r#"{"TableName":"Items","CapacityUnits":2.5,"Items":[{"S":"}]"}]}"#.to_owned()),
    ];
    let mut pages = Vec::new();
    for order in 0..120 {
        for space in ["", " \t\r\n"] {
            for route in ROUTES {
                let body = ordered(&members, order, space);
                assert!(serde_json::from_str::<Value>(&body).is_ok(), "{body}");
                let answer = Answer::bytes(200, body).header("x-amzn-requestid", "the 7th");
                let (ids, scripted) = (Ids::default(), Scripted::new([answer]));
                let config = scripted.config().interceptor(ids.clone()).build();
                let news = HackerNews::table(&aws_sdk_dynamodb::Client::from_conf(config)).route(route);
                let page = news.query(Link::by_day(0)).page_size(2).pages().try_next().await.unwrap().unwrap();
                assert_eq!(*ids.0.lock().unwrap(), [Some("the 7th".to_owned())]);
                pages.push(page);
            }
        }
    }
    let first = pages[0].clone();
    assert_eq!((first.items.len(), first.scanned, first.unknown, first.retries), (2, 17, 0, 0));
    assert_eq!(first.items[1].title, "Items");
    assert_eq!(first.consumed.as_ref().and_then(|consumed| consumed.capacity_units), Some(2.5));
    assert!(first.next.is_some());
    assert!(pages.iter().all(|page| *page == first));
}
