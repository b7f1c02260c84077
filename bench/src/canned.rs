//! The SDK's HTTP client that has one answer to everything.

use std::sync::{Arc, Mutex, PoisonError};

use aws_sdk_dynamodb::Client;
use aws_sdk_dynamodb::config::http::{HttpRequest, HttpResponse};
use aws_sdk_dynamodb::config::{BehaviorVersion, Config, Credentials, HttpClient, Region, RuntimeComponents};
use aws_smithy_runtime_api::client::http::{
    HttpConnector, HttpConnectorFuture, HttpConnectorSettings, SharedHttpConnector,
};
use aws_smithy_runtime_api::client::result::ConnectorError;
use aws_smithy_types::body::SdkBody;
use serde_json::Value;

/// An answer from memory, with the headers that DynamoDB sends.
#[derive(Debug, Clone)]
pub struct Canned {
    body: Arc<[u8]>,
    /// The body as it is handed out without being copied.
    shared: Arc<SdkBody>,
    checksum: String,
    is_copied: bool,
    /// The last request, where somebody wants to see it.
    seen: Option<Arc<Mutex<Vec<u8>>>>,
}

impl Canned {
    /// An answer that all calls share.
    #[must_use]
    pub fn new(body: &str) -> Self {
        Self {
            body: body.as_bytes().into(),
            shared: Arc::new(SdkBody::from(body)),
            checksum: crc32fast::hash(body.as_bytes()).to_string(),
            is_copied: false,
            seen: None,
        }
    }

    /// The same, but that each call allocates its answer, as one that comes through a network does.
    #[must_use]
    pub fn copied(self) -> Self {
        Self { is_copied: true, ..self }
    }

    /// A client with the SDK's defaults that gets this answer.
    #[must_use]
    pub fn client(&self) -> Client {
        let config = Config::builder()
            .behavior_version(BehaviorVersion::latest())
            .region(Region::from_static("us-east-1"))
            .credentials_provider(Credentials::new("canned", "canned", None, None, "canned"))
            .endpoint_url("http://dynamodb.invalid")
            .http_client(self.clone())
            .build();
        Client::from_conf(config)
    }

    /// The same answer from a client whose requests can be looked at.
    #[must_use]
    pub fn watched(&self) -> Self {
        Self { seen: Some(Arc::default()), ..self.clone() }
    }

    /// The last request.
    ///
    /// # Errors
    /// There was none, or it is not JSON.
    pub fn seen(&self) -> Result<Value, serde_json::Error> {
        let seen = self.seen.as_ref().map(|seen| seen.lock().unwrap_or_else(PoisonError::into_inner).clone());
        serde_json::from_slice(&seen.unwrap_or_default())
    }

    fn respond(&self, request: &HttpRequest) -> Result<HttpResponse, ConnectorError> {
        if let Some(seen) = &self.seen {
            *seen.lock().unwrap_or_else(PoisonError::into_inner) = request.body().bytes().unwrap_or_default().to_vec();
        }
        let shared = self.shared.try_clone().filter(|_| !self.is_copied);
        let body = shared.unwrap_or_else(|| SdkBody::from(&*self.body));
        let status = 200_u16.try_into().map_err(|error| ConnectorError::other(Box::new(error), None))?;
        let mut response = HttpResponse::new(status, body);
        let headers = response.headers_mut();
        headers.insert("content-type", "application/x-amz-json-1.0");
        headers.insert("x-amzn-requestid", "B05HNQ9BT1P4U1FVAJ9KEE2F9NVV4KQNSO5AEMVJF66Q9ASUAAJG");
        headers.insert("x-amz-crc32", self.checksum.clone());
        Ok(response)
    }
}

impl HttpClient for Canned {
    fn http_connector(&self, _: &HttpConnectorSettings, _: &RuntimeComponents) -> SharedHttpConnector {
        SharedHttpConnector::new(self.clone())
    }
}

impl HttpConnector for Canned {
    fn call(&self, request: HttpRequest) -> HttpConnectorFuture {
        HttpConnectorFuture::ready(self.respond(&request))
    }
}
