//! The SDK's HTTP client that never leaves the process.

use std::fmt;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

use aws_sdk_dynamodb::config::http::{HttpRequest, HttpResponse};
use aws_sdk_dynamodb::config::{HttpClient, RuntimeComponents};
use aws_smithy_runtime_api::client::http::{
    HttpConnector, HttpConnectorFuture, HttpConnectorSettings, SharedHttpConnector,
};
use aws_smithy_runtime_api::client::result::ConnectorError;
use aws_smithy_types::body::SdkBody;
use dynoxide::Database;

use crate::dispatch::answer;
use crate::{Embedded, refusal};

/// The database behind all clients of one [`Embedded`].
pub(crate) struct Engine {
    /// A database that could not be opened is answered for at each request: no call here has to fail before.
    database: dynoxide::Result<Database>,
    requests: AtomicU64,
    /// Held by the request that is answered: some take several calls of the database.
    turn: Mutex<()>,
}

/// An HTTP status and a JSON body.
pub(crate) struct Answer {
    pub(crate) status: u16,
    pub(crate) body: String,
}

impl Engine {
    pub(crate) fn in_memory() -> Self {
        Self {
            database: Database::memory(),
            requests: AtomicU64::new(0),
            turn: Mutex::new(()),
        }
    }

    fn respond(&self, request: &HttpRequest) -> Result<HttpResponse, ConnectorError> {
        let target = request.headers().get("x-amz-target").unwrap_or_default();
        let body =
            request.body().bytes().ok_or_else(|| ConnectorError::user("a request's body must be in memory".into()))?;
        let _turn = self.turn.lock().unwrap_or_else(PoisonError::into_inner);
        let answer = match &self.database {
            Ok(database) => answer(database, target, body),
            Err(error) => refusal::refused(error),
        };
        let status = answer.status.try_into().map_err(|error| ConnectorError::other(Box::new(error), None))?;

        let mut response = HttpResponse::new(status, SdkBody::from(answer.body));
        let headers = response.headers_mut();
        headers.insert("content-type", "application/x-amz-json-1.0");
        headers.insert("x-amzn-requestid", self.request_id());
        Ok(response)
    }

    /// As long as DynamoDB's request ids, and unique in this database.
    fn request_id(&self) -> String {
        let number = self.requests.fetch_add(1, Ordering::Relaxed) + 1;
        format!("EMBEDDED{number:044}")
    }
}

impl fmt::Debug for Engine {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Engine").finish_non_exhaustive()
    }
}

/// Timeouts of the connector's settings mean nothing without a connection.
impl HttpClient for Embedded {
    fn http_connector(&self, _: &HttpConnectorSettings, _: &RuntimeComponents) -> SharedHttpConnector {
        SharedHttpConnector::new(Connector(Arc::clone(&self.engine)))
    }
}

#[derive(Debug)]
struct Connector(Arc<Engine>);

impl HttpConnector for Connector {
    fn call(&self, request: HttpRequest) -> HttpConnectorFuture {
        let engine = Arc::clone(&self.0);
        HttpConnectorFuture::new(async move {
            // A network would let other tasks run here, and programs rely on it.
            tokio::task::yield_now().await;
            engine.respond(&request)
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use aws_sdk_dynamodb::error::ProvideErrorMetadata;
    use dynoxide::DynoxideError;

    #[tokio::test(start_paused = true)]
    async fn a_database_that_did_not_open_answers_with_the_reason() {
        let engine = Arc::new(Engine {
            database: Err(DynoxideError::InternalServerError("out of memory".into())),
            requests: AtomicU64::new(0),
            turn: Mutex::new(()),
        });
        let client = Embedded { engine: Arc::clone(&engine) }.client();

        let error = client.list_tables().send().await.unwrap_err();
        assert_eq!(error.code(), Some("InternalServerError"));
        assert_eq!(error.message(), Some("out of memory"));
        // The SDK's own retries, as in production.
        assert_eq!(engine.requests.load(Ordering::Relaxed), 3);
    }
}
