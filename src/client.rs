use aws_sdk_dynamodb::config::{Credentials, Region};
use aws_sdk_dynamodb::{Client, Config};

/// The client of all examples and tests: a DynamoDB in memory, or the one at the URL that the environment variable
/// `DYNAMODB_ENDPOINT` names (`http://…`; an emulator, as the credentials are made up).
pub async fn client() -> Client {
    match std::env::var("DYNAMODB_ENDPOINT") {
        Ok(endpoint) => at(&endpoint),
        Err(_) => dynaschema_embedded::client().await,
    }
}

fn at(endpoint: &str) -> Client {
    let config = Config::builder()
        .behavior_version_latest()
        .endpoint_url(endpoint)
        .region(Region::new("us-east-1"))
        .credentials_provider(Credentials::new("test", "test", None, None, "dynaschema"))
        .http_client(aws_smithy_http_client::Builder::new().build_http())
        .build();
    Client::from_conf(config)
}
