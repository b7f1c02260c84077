//! An in-memory DynamoDB as an [`aws_sdk_dynamodb::Client`]: no Docker, no Java, no port, no AWS account.
//!
//! It is meant for examples and for tests, yours included. The client is the SDK's own: it serialises, signs, retries
//! and reads errors as it does in production; only the HTTP client underneath is ours, and hands each request to an
//! engine in the same process (`dynoxide-rs`, DynamoDB on SQLite). A new database takes
//! less than a millisecond, so each test can have its own, and tests run in parallel.
//!
//! ```
//! use aws_sdk_dynamodb::types::{AttributeValue, BillingMode, KeyType, ScalarAttributeType};
//! use aws_sdk_dynamodb::types::{AttributeDefinition, KeySchemaElement};
//!
//! # #[tokio::main(flavor = "current_thread")]
//! # async fn main() -> Result<(), Box<dyn std::error::Error>> {
//! let client = dynaschema_embedded::client().await;
//!
//! client
//!     .create_table()
//!     .table_name("Greetings")
//!     .attribute_definitions(
//!         AttributeDefinition::builder()
//!             .attribute_name("language")
//!             .attribute_type(ScalarAttributeType::S)
//!             .build()?,
//!     )
//!     .key_schema(
//!         KeySchemaElement::builder().attribute_name("language").key_type(KeyType::Hash).build()?,
//!     )
//!     .billing_mode(BillingMode::PayPerRequest)
//!     .send()
//!     .await?;
//!
//! client
//!     .put_item()
//!     .table_name("Greetings")
//!     .item("language", AttributeValue::S("cy".into()))
//!     .item("text", AttributeValue::S("shwmae".into()))
//!     .send()
//!     .await?;
//!
//! let found = client
//!     .get_item()
//!     .table_name("Greetings")
//!     .key("language", AttributeValue::S("cy".into()))
//!     .send()
//!     .await?;
//! assert_eq!(found.item.unwrap()["text"], AttributeValue::S("shwmae".into()));
//! # Ok(())
//! # }
//! ```
//!
//! [`client()`] is a fresh database at each call. [`Embedded`] is for tests that want several clients of one
//! database, retries or interceptors of their own, or DynamoDB Streams.
//!
//! # What it needs
//!
//! A C compiler, when it is built: SQLite comes along as source. As a dependency of tests, it belongs under
//! `[dev-dependencies]`.
//!
//! # What it does not do
//!
//! All table, item, batch, transaction, PartiQL, vector search, TTL, tag and stream operations are there. An emulator
//! is nevertheless no proof of how the service behaves:
//!
//! - it never throttles, and leaves nothing unprocessed in a batch; transactions never conflict;
//! - global indexes and reads are up to date at once, consistent or not;
//! - expired items stay: which attribute is the time to live is kept, but nothing deletes by it;
//! - a table can be used as soon as it is created, although it says `CREATING` until it is described for the first
//!   time;
//! - backups and point-in-time recovery, global tables, imports and exports, resource policies, Contributor Insights
//!   and Kinesis streams are not there, and answer `UnknownOperationException`;
//! - IAM, the quotas of an account, latency and cost are not simulated, and signatures are not checked;
//! - the codes of errors are DynamoDB's, and so is nearly all of their wording; assert the codes.
//!
//! What needs those belongs to a test with a scripted HTTP client, or to a table in AWS.
//!
//! # What runs where
//!
//! A request runs from its beginning to its end on the task that sends it, and requests to one database run one after
//! another. SQLite is in memory and most requests take well under a millisecond, so nothing is moved to a thread for
//! blocking work. Before each request the task yields once, as it would while it waits for a network: a loop of
//! requests does not starve other tasks of a single-threaded runtime. There is no timer, so
//! `#[tokio::test(start_paused = true)]` works.

mod dispatch;
mod http_client;
mod refusal;

use std::sync::Arc;

use aws_sdk_dynamodb::Client;
use aws_sdk_dynamodb::config::{BehaviorVersion, Builder, Config, Credentials, Region};

use http_client::Engine;

/// A client of a new, empty in-memory database, which lives as long as the client and its clones.
///
/// It is `async` so that it can stand where a client is otherwise made from the environment. It cannot fail, for the
/// reason given at [`Embedded::new`].
pub async fn client() -> Client {
    Embedded::new().client()
}

/// An in-memory DynamoDB: one database, for any number of clients.
///
/// Clones share the database; it is gone when the last of them and of their clients is dropped.
///
/// It is itself an [`HttpClient`](aws_sdk_dynamodb::config::HttpClient), so an application's own configuration can be
/// pointed at it, and so can the client of the crate `aws-sdk-dynamodbstreams`:
///
/// ```
/// # fn application_config() -> aws_sdk_dynamodb::Config { dynaschema_embedded::Embedded::new().config().build() }
/// use dynaschema_embedded::Embedded;
///
/// let embedded = Embedded::new();
/// let config = application_config().to_builder().http_client(embedded.clone()).build();
/// let client = aws_sdk_dynamodb::Client::from_conf(config);
/// ```
#[derive(Clone, Debug)]
pub struct Embedded {
    engine: Arc<Engine>,
}

impl Embedded {
    /// A new, empty database.
    ///
    /// Should SQLite refuse to open one (it has nothing to refuse but memory), every request to it is answered with
    /// `InternalServerError` and SQLite's reason.
    pub fn new() -> Self {
        Self { engine: Arc::new(Engine::in_memory()) }
    }

    /// A client of this database, with [`config`](Self::config) as it is.
    pub fn client(&self) -> Client {
        Client::from_conf(self.config().build())
    }

    /// What a client of this database is made with, for changes of one's own: retries, timeouts, interceptors.
    ///
    /// Region and credentials are made up, and the endpoint is a name that can never be resolved: a client whose HTTP
    /// client was replaced by mistake reaches nothing. Everything else is the SDK's default of its latest behaviour
    /// version.
    ///
    /// ```
    /// use aws_sdk_dynamodb::config::retry::RetryConfig;
    ///
    /// let embedded = dynaschema_embedded::Embedded::new();
    /// let config = embedded.config().retry_config(RetryConfig::disabled()).build();
    /// let client = aws_sdk_dynamodb::Client::from_conf(config);
    /// ```
    pub fn config(&self) -> Builder {
        Config::builder()
            .behavior_version(BehaviorVersion::latest())
            .region(Region::from_static("us-east-1"))
            .credentials_provider(Credentials::new("embedded", "embedded", None, None, "embedded"))
            .endpoint_url("http://dynamodb.invalid")
            .http_client(self.clone())
    }
}

impl Default for Embedded {
    fn default() -> Self {
        Self::new()
    }
}
