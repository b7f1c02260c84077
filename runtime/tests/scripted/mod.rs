//! The SDK's HTTP client with a script: for answers that no emulator gives, and for a look at what is sent.

use std::fmt;
use std::sync::{Arc, Mutex, MutexGuard};

use aws_sdk_dynamodb::Client;
use aws_sdk_dynamodb::config::http::{HttpRequest, HttpResponse};
use aws_sdk_dynamodb::config::retry::RetryConfig;
use aws_sdk_dynamodb::config::{BehaviorVersion, Config, Credentials, HttpClient, Region, RuntimeComponents};
use aws_smithy_runtime_api::client::http::{
    HttpConnector, HttpConnectorFuture, HttpConnectorSettings, SharedHttpConnector,
};
use aws_smithy_runtime_api::client::result::ConnectorError;
use aws_smithy_types::body::SdkBody;
use serde_json::{Value, json};

/// An HTTP status and a JSON body.
pub(crate) type Answer = (u16, Value);

/// Gives the n-th request the n-th answer. Behind the last answer nobody answers: the connection fails.
#[derive(Clone)]
pub(crate) struct Scripted(Arc<Mutex<Script>>);

struct Script {
    answers: Box<dyn Iterator<Item = Answer> + Send>,
    requests: Vec<Value>,
}

impl Scripted {
    pub(crate) fn new<I>(answers: I) -> Self
    where
        I: IntoIterator<Item = Answer>,
        I::IntoIter: Send + 'static,
    {
        let answers = Box::new(answers.into_iter());
        Self(Arc::new(Mutex::new(Script { answers, requests: Vec::new() })))
    }

    /// A client that asks once and has no way to sleep in its configuration.
    pub(crate) fn client(&self) -> Client {
        let config = Config::builder()
            .behavior_version(BehaviorVersion::latest())
            .region(Region::from_static("us-east-1"))
            .credentials_provider(Credentials::new("scripted", "scripted", None, None, "scripted"))
            .retry_config(RetryConfig::disabled())
            .http_client(self.clone());
        Client::from_conf(config.build())
    }

    /// What was sent since this was last asked: `{ operation: body }` for each request.
    pub(crate) fn sent(&self) -> Vec<Value> {
        std::mem::take(&mut self.script().requests)
    }

    fn script(&self) -> MutexGuard<'_, Script> {
        self.0.lock().expect("a script that no test has broken")
    }

    fn answer(&self, request: &HttpRequest) -> Result<HttpResponse, ConnectorError> {
        let target = request.headers().get("x-amz-target").expect("every request names its operation");
        let operation = target.rsplit('.').next().unwrap_or_default();
        let body = request.body().bytes().expect("a body in memory");
        let body: Value = serde_json::from_slice(body).expect("a body of JSON");

        let mut script = self.script();
        script.requests.push(json!({ operation: body }));
        let (status, body) =
            script.answers.next().ok_or_else(|| ConnectorError::other("nobody answers".into(), None))?;
        let status = status.try_into().expect("an HTTP status");
        Ok(HttpResponse::new(status, SdkBody::from(body.to_string())))
    }
}

impl fmt::Debug for Scripted {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Scripted")
    }
}

impl HttpClient for Scripted {
    fn http_connector(&self, _: &HttpConnectorSettings, _: &RuntimeComponents) -> SharedHttpConnector {
        SharedHttpConnector::new(self.clone())
    }
}

impl HttpConnector for Scripted {
    fn call(&self, request: HttpRequest) -> HttpConnectorFuture {
        HttpConnectorFuture::ready(self.answer(&request))
    }
}
