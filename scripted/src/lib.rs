//! The SDK's HTTP client with a script: for answers that no emulator gives, and for a look at what is sent.
//!
//! The client is the SDK's own: it serialises, signs, retries and reads errors as it does in production. What comes
//! back is the next [`Answer`] of the script, and [`Scripted::sent`] tells what went out.
//!
//! ```
//! use aws_sdk_dynamodb::error::ProvideErrorMetadata;
//! use dynaschema_scripted::{Answer, Scripted};
//! use serde_json::json;
//!
//! # #[tokio::main(flavor = "current_thread")]
//! # async fn main() {
//! let scripted = Scripted::new([
//!     Answer::json(200, json!({ "TableNames": ["Greetings"] })),
//!     Answer::error("InternalServerError"),
//! ]);
//! let client = scripted.client();
//!
//! assert_eq!(client.list_tables().send().await.unwrap().table_names(), ["Greetings"]);
//! assert_eq!(client.list_tables().send().await.unwrap_err().code(), Some("InternalServerError"));
//! assert_eq!(scripted.sent(), [json!({ "ListTables": {} }), json!({ "ListTables": {} })]);
//! # }
//! ```
//!
//! Over another HTTP client, a script says only what goes wrong. Here the first answer to a put is lost:
//!
//! ```
//! use dynaschema_scripted::{Answer, Scripted};
//!
//! let scripted = Scripted::over(dynaschema_embedded::Embedded::new(), [Answer::lost()]).on("PutItem");
//! let client = scripted.retrying_client();
//! ```
//!
//! There is no timer of its own, so `#[tokio::test(start_paused = true)]` works: the SDK's pauses between two tries
//! take no time then.

mod answer;
mod http_client;

use std::collections::BTreeSet;
use std::fmt;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use aws_sdk_dynamodb::Client;
use aws_sdk_dynamodb::config::retry::RetryConfig;
use aws_sdk_dynamodb::config::{BehaviorVersion, Builder, Config, Credentials, HttpClient, Region, SharedHttpClient};
use serde_json::{Value, json};

pub use answer::Answer;

/// An HTTP client that gives the n-th request the n-th answer.
///
/// It is itself an [`HttpClient`], for configurations of one's own. Clones share the script.
#[derive(Clone)]
pub struct Scripted {
    script: Arc<Mutex<Script>>,
    underneath: Option<SharedHttpClient>,
}

struct Script {
    answers: Box<dyn Iterator<Item = Answer> + Send>,
    /// The operations that take answers; all of them where none is named.
    operations: BTreeSet<String>,
    sent: Vec<Value>,
}

impl Scripted {
    /// Behind the last of these answers nobody answers: the connection fails.
    pub fn new<I>(answers: I) -> Self
    where
        I: IntoIterator<Item: Into<Answer> + 'static>,
        I::IntoIter: Send + 'static,
    {
        let answers = Box::new(answers.into_iter().map(Into::into));
        let script = Script { answers, operations: BTreeSet::new(), sent: Vec::new() };
        Self { script: Arc::new(Mutex::new(script)), underneath: None }
    }

    /// Behind the last of these answers, the HTTP client underneath answers.
    pub fn over<I>(underneath: impl HttpClient + 'static, answers: I) -> Self
    where
        I: IntoIterator<Item: Into<Answer> + 'static>,
        I::IntoIter: Send + 'static,
    {
        Self {
            underneath: Some(SharedHttpClient::new(underneath)),
            ..Self::new(answers)
        }
    }

    /// Only requests of this operation (`PutItem`) take answers; all others go to the HTTP client underneath. Said
    /// several times, it names several operations.
    #[must_use]
    pub fn on(self, operation: &str) -> Self {
        self.script().operations.insert(operation.to_owned());
        self
    }

    /// A client that asks once.
    pub fn client(&self) -> Client {
        Client::from_conf(self.config().retry_config(RetryConfig::disabled()).build())
    }

    /// A client that asks again as the SDK does by default.
    pub fn retrying_client(&self) -> Client {
        Client::from_conf(self.config().retry_config(RetryConfig::standard()).build())
    }

    /// What a client is made with, for settings of one's own. Region and credentials are made up, and the endpoint is a
    /// name that can never be resolved: one that is reached has to be named.
    pub fn config(&self) -> Builder {
        Config::builder()
            .behavior_version(BehaviorVersion::latest())
            .region(Region::from_static("us-east-1"))
            .credentials_provider(Credentials::new("scripted", "scripted", None, None, "scripted"))
            .endpoint_url("http://dynamodb.invalid")
            .http_client(self.clone())
    }

    /// What was sent since this was last asked: `{ operation: body }` for each request, also for those that were
    /// passed on or never arrived.
    pub fn sent(&self) -> Vec<Value> {
        std::mem::take(&mut self.script().sent)
    }

    /// Notes a request, and takes its answer from the script.
    fn next(&self, operation: &str, body: Value) -> Option<Answer> {
        let mut script = self.script();
        script.sent.push(json!({ operation: body }));
        let takes = script.operations.is_empty() || script.operations.contains(operation);
        if takes { script.answers.next() } else { None }
    }

    fn script(&self) -> MutexGuard<'_, Script> {
        self.script.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl fmt::Debug for Scripted {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Scripted").finish_non_exhaustive()
    }
}
