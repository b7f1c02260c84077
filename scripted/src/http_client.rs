//! How requests come to their answers.

use std::future::pending;

use aws_sdk_dynamodb::config::http::{HttpRequest, HttpResponse};
use aws_sdk_dynamodb::config::{HttpClient, RuntimeComponents};
use aws_smithy_runtime_api::client::http::{
    HttpConnector, HttpConnectorFuture, HttpConnectorSettings, SharedHttpConnector,
};
use aws_smithy_runtime_api::client::result::ConnectorError;
use aws_smithy_types::body::SdkBody;
use serde_json::{Value, json};

use crate::Scripted;
use crate::answer::{Answer, Fate, take_unprocessed};

impl HttpClient for Scripted {
    fn http_connector(&self, settings: &HttpConnectorSettings, components: &RuntimeComponents) -> SharedHttpConnector {
        let underneath = self.underneath.as_ref().map(|client| client.http_connector(settings, components));
        SharedHttpConnector::new(Connector { scripted: self.clone(), underneath })
    }
}

#[derive(Debug)]
struct Connector {
    scripted: Scripted,
    underneath: Option<SharedHttpConnector>,
}

impl HttpConnector for Connector {
    fn call(&self, request: HttpRequest) -> HttpConnectorFuture {
        let (operation, body) = match read(&request) {
            Ok(read) => read,
            Err(error) => return HttpConnectorFuture::ready(Err(error)),
        };
        let Answer(fate) = self.scripted.next(&operation, body.clone()).unwrap_or_else(Answer::pass);
        match fate {
            Fate::Answered { status, headers, body } => HttpConnectorFuture::ready(response(status, headers, body)),
            Fate::Passed => self.pass(request),
            Fate::Lost => {
                let answer = self.pass(request);
                HttpConnectorFuture::new(async move {
                    answer.await?;
                    Err(broken("the answer was lost"))
                })
            }
            Fate::Broken => {
                let answer = self.pass(request);
                HttpConnectorFuture::new(async move {
                    let mut answer = answer.await?;
                    *answer.body_mut() = SdkBody::taken();
                    Ok(answer)
                })
            }
            Fate::Unsent => HttpConnectorFuture::ready(Err(broken("the request never arrived"))),
            Fate::Hanging => HttpConnectorFuture::new(pending()),
            Fate::Unprocessed(every) => self.leave(request, &operation, &body, every),
        }
    }
}

impl Connector {
    /// Has a part of a batch come back.
    fn leave(&self, mut request: HttpRequest, operation: &str, body: &Value, every: usize) -> HttpConnectorFuture {
        let left_of = if operation == "BatchGetItem" { "UnprocessedKeys" } else { "UnprocessedItems" };
        let (asked, taken) = take_unprocessed(body, every);
        if asked["RequestItems"].as_object().is_none_or(serde_json::Map::is_empty) {
            return HttpConnectorFuture::ready(json_response(200, &json!({ left_of: taken, "Responses": {} })));
        }
        let asked = asked.to_string();
        request.headers_mut().insert("content-length", asked.len().to_string());
        *request.body_mut() = SdkBody::from(asked);
        let answer = self.pass(request);
        HttpConnectorFuture::new(async move {
            let answer = answer.await?;
            let body = answer.body().bytes().unwrap_or_default();
            let mut body: Value =
                serde_json::from_slice(body).map_err(|error| ConnectorError::user(Box::new(error)))?;
            body[left_of] = taken;
            json_response(answer.status().as_u16(), &body)
        })
    }

    fn pass(&self, request: HttpRequest) -> HttpConnectorFuture {
        match &self.underneath {
            Some(connector) => connector.call(request),
            None => HttpConnectorFuture::ready(Err(ConnectorError::other("nobody answers".into(), None))),
        }
    }
}

/// The operation and the body of a request.
fn read(request: &HttpRequest) -> Result<(String, Value), ConnectorError> {
    let target = request.headers().get("x-amz-target").and_then(|target| target.rsplit('.').next());
    let operation = target.ok_or_else(|| ConnectorError::user("a request names its operation".into()))?;
    let body = request.body().bytes().ok_or_else(|| ConnectorError::user("a request's body is in memory".into()))?;
    let length = request.headers().get("content-length").map(str::parse);
    if length.is_some_and(|length| length != Ok(body.len())) {
        return Err(ConnectorError::user("a request's length is that of its body".into()));
    }
    let body = serde_json::from_slice(body).map_err(|error| ConnectorError::user(Box::new(error)))?;
    Ok((operation.to_owned(), body))
}

fn json_response(status: u16, body: &Value) -> Result<HttpResponse, ConnectorError> {
    response(status, Vec::new(), body.to_string().into_bytes())
}

fn response(status: u16, headers: Vec<(String, String)>, body: Vec<u8>) -> Result<HttpResponse, ConnectorError> {
    let status = status.try_into().map_err(|error| ConnectorError::user(Box::new(error)))?;
    let mut response = HttpResponse::new(status, SdkBody::from(body));
    response.headers_mut().insert("content-type", "application/x-amz-json-1.0");
    for (name, value) in headers {
        response.headers_mut().try_append(name, value).map_err(|error| ConnectorError::user(Box::new(error)))?;
    }
    Ok(response)
}

/// What the SDK takes for a broken connection, and retries.
fn broken(how: &'static str) -> ConnectorError {
    ConnectorError::io(how.into())
}
