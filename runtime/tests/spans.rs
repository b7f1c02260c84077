//! Every call is a span that says what it was and what came of it, and shows nothing that is sensitive.

#[path = "generated/mod.rs"]
mod schema;

use std::collections::BTreeMap;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex};

use dynaschema::{Condition, Table};
use dynaschema_embedded::Embedded;
use dynaschema_scripted::{Answer, Scripted};
use schema::{HackerNews, Ledger, Link, Secret};
use tracing::field::{Field, Visit};
use tracing::span::{Attributes, Id, Record};
use tracing::subscriber::{DefaultGuard, set_default};
use tracing::{Event, Metadata, Subscriber};

/// The fields of a span.
type Fields = BTreeMap<&'static str, String>;

/// Keeps the spans of this thread that are ours.
#[derive(Clone, Default)]
struct Recorder {
    spans: Arc<Mutex<BTreeMap<u64, Fields>>>,
    next: Arc<AtomicU64>,
    /// The spans that are entered, innermost last, and those in which one of the SDK's was opened.
    entered: Arc<Mutex<Vec<u64>>>,
    around: Arc<Mutex<Vec<u64>>>,
}

struct Visitor<'f>(&'f mut Fields);

impl Visit for Visitor<'_> {
    fn record_debug(&mut self, field: &Field, value: &dyn std::fmt::Debug) {
        self.0.insert(field.name(), format!("{value:?}"));
    }

    fn record_str(&mut self, field: &Field, value: &str) {
        self.0.insert(field.name(), value.to_owned());
    }
}

impl Subscriber for Recorder {
    fn enabled(&self, _: &Metadata<'_>) -> bool {
        true
    }

    fn new_span(&self, span: &Attributes<'_>) -> Id {
        let id = self.next.fetch_add(1, Ordering::Relaxed) + 1;
        if span.metadata().name() == "dynamodb" {
            let mut fields = Fields::new();
            span.record(&mut Visitor(&mut fields));
            self.spans.lock().unwrap().insert(id, fields);
        } else {
            self.around.lock().unwrap().extend(self.entered.lock().unwrap().last());
        }
        Id::from_u64(id)
    }

    fn record(&self, span: &Id, values: &Record<'_>) {
        if let Some(fields) = self.spans.lock().unwrap().get_mut(&span.into_u64()) {
            values.record(&mut Visitor(fields));
        }
    }

    fn enter(&self, span: &Id) {
        self.entered.lock().unwrap().push(span.into_u64());
    }

    fn exit(&self, span: &Id) {
        assert_eq!(self.entered.lock().unwrap().pop(), Some(span.into_u64()), "spans are left as they were entered");
    }

    fn record_follows_from(&self, _: &Id, _: &Id) {}

    fn event(&self, _: &Event<'_>) {}
}

impl Recorder {
    fn listen(&self) -> DefaultGuard {
        set_default(self.clone())
    }

    /// The spans since this was last asked.
    fn spans(&self) -> Vec<Fields> {
        std::mem::take(&mut *self.spans.lock().unwrap()).into_values().collect()
    }

    fn only(&self) -> Fields {
        let spans = self.spans();
        assert_eq!(spans.len(), 1, "{spans:?}");
        spans.into_iter().next().unwrap()
    }
}

fn says(fields: &Fields, expected: &[(&str, &str)]) {
    for (name, value) in expected {
        assert_eq!(fields.get(name).map(String::as_str), Some(*value), "{name} of {fields:?}");
    }
}

async fn news() -> Table<HackerNews> {
    let news = HackerNews::table(&dynaschema_embedded::client().await);
    news.create_table().send().await.unwrap();
    news
}

#[tokio::test]
async fn every_verb_is_a_span_with_what_it_was_and_what_came_of_it() {
    let news = news().await;
    let recorder = Recorder::default();
    let _listening = recorder.listen();
    let link = Link::new("a", "A");
    let of_one =
        [("table", "HackerNews"), ("key", "link = \"a\""), ("otel.kind", "client"), ("retries", "0"), ("items", "1")];
    macro_rules! one {
        ($($operation:literal: $call:expr;)*) => {$(
            $call.await.unwrap();
            let span = recorder.only();
            says(&span, &of_one);
            says(&span, &[("operation", $operation), ("otel.name", $operation)]);
            assert!(span["capacity"].parse::<f64>().unwrap() > 0.0, "{span:?}");
            assert!(!span.contains_key("error") && !span.contains_key("index"), "{span:?}");
        )*};
    }
    one! {
        "PutItem": news.put(&link).send();
        "PutItem": news.replace(&link).send();
        "GetItem": news.get(&link).send();
        "UpdateItem": news.update(&link).add(Link::POINTS, 1).send();
        "UpdateItem": news.upsert(&link).add(Link::POINTS, 1).returning_new().send();
        "TransactWriteItems": news.update(&link).add(Link::POINTS, 1).once().send();
        "DeleteItem": news.delete(&link).send();
        "PutItem": news.insert(&link).send();
    }
    assert_eq!(news.get(Link::key("b")).send().await.unwrap(), None);
    says(&recorder.only(), &[("items", "0"), ("key", "link = \"b\"")]);

    news.put(&Link::new("b", "B")).send().await.unwrap();
    recorder.spans();
    let found = news.query(Link::by_day(0)).filter(Link::TITLE.eq("B")).all().await.unwrap();
    assert_eq!(found.len(), 1);
    let query =
        [("operation", "Query"), ("index", "days_index"), ("key", "days_old = 0"), ("items", "1"), ("scanned", "2")];
    says(&recorder.only(), &query);
    news.scan::<Link>().page_size(1).all().await.unwrap();
    let scans = recorder.spans();
    assert!(scans.len() >= 2, "a span for each page");
    says(&scans[0], &[("operation", "Scan"), ("items", "1"), ("scanned", "1")]);
    assert!(scans.iter().all(|span| !span.contains_key("key")), "{scans:?}");

    news.table_exists().send().await.unwrap();
    says(&recorder.only(), &[("operation", "DescribeTable"), ("table", "HackerNews")]);
    assert!(recorder.entered.lock().unwrap().is_empty());
}

#[tokio::test]
async fn what_the_sdk_does_is_inside_the_span() {
    let news = news().await;
    let recorder = Recorder::default();
    let _listening = recorder.listen();
    news.get(Link::key("a")).send().await.unwrap();
    let ours: Vec<u64> = recorder.spans.lock().unwrap().keys().copied().collect();
    assert!(recorder.around.lock().unwrap().contains(&ours[0]), "the SDK has spans of its own");
}

#[tokio::test]
async fn a_call_that_fails_says_why() {
    let news = news().await;
    let recorder = Recorder::default();
    let _listening = recorder.listen();
    news.update(Link::key("a")).add(Link::POINTS, 1).send().await.unwrap_err();
    says(
        &recorder.only(),
        &[("error", "`Link` with link = \"a\" in table `HackerNews` does not exist"), ("retries", "0")],
    );
    news.named("elsewhere").get(Link::key("a")).send().await.unwrap_err();
    let span = recorder.only();
    says(&span, &[("table", "elsewhere")]);
    assert!(span["error"].contains("ResourceNotFoundException"), "{span:?}");
}

#[tokio::test(start_paused = true)]
async fn retries_are_counted() {
    let embedded = Embedded::new();
    HackerNews::table(&embedded.client()).create_table().send().await.unwrap();
    let scripted = Scripted::over(embedded, [Answer::throttled(), Answer::throttled()]);
    let news = HackerNews::table(&scripted.retrying_client());
    let recorder = Recorder::default();
    let _listening = recorder.listen();
    news.put(&Link::new("a", "A")).send().await.unwrap();
    says(&recorder.only(), &[("retries", "2"), ("operation", "PutItem")]);
}

#[tokio::test]
async fn a_request_that_is_not_sent_is_no_span() {
    let news = news().await;
    let recorder = Recorder::default();
    let _listening = recorder.listen();
    news.put(&Link::new("", "A")).send().await.unwrap_err();
    news.put(&Link::new("a", "A")).request().unwrap();
    let long = || Condition::raw(&"x".repeat(4097), &[], &[]);
    news.scan::<Link>().filter(long()).all().await.unwrap_err();
    news.query(Link::by_day(0)).filter(long()).all().await.unwrap_err();
    assert_eq!(recorder.spans().len(), 0);
}

#[tokio::test]
async fn nothing_that_is_sensitive_is_in_a_span() {
    let ledger = Ledger::table(&dynaschema_embedded::client().await);
    ledger.create_table().send().await.unwrap();
    let recorder = Recorder::default();
    let _listening = recorder.listen();
    let secret = Secret::new("hush");
    ledger.put(&secret).send().await.unwrap();
    ledger.insert(&secret).send().await.unwrap_err();
    ledger.get(&secret).send().await.unwrap();
    ledger.update(&secret).condition(Condition::raw("attribute_exists(gone)", &[], &[])).send().await.unwrap_err();
    ledger.query(Secret::by_key("hush")).all().await.unwrap();
    ledger.delete(&secret).once().send().await.unwrap();
    ledger.update(&secret).send().await.unwrap_err();
    let spans = recorder.spans();
    assert!(spans.len() >= 7 && spans.iter().all(|span| span["key"].contains("(redacted)")), "{spans:?}");
    assert!(!format!("{spans:?}").contains("hush"), "{spans:?}");
}
