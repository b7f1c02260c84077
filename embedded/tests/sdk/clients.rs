//! Clients, databases and runtimes.

use std::time::Duration;

use aws_sdk_dynamodb::config::{BehaviorVersion, Credentials, Region};
use aws_sdk_dynamodb::error::ProvideErrorMetadata;
use aws_sdk_dynamodb::{Client, Config};
use dynaschema_embedded::Embedded;

use crate::support::{STORIES, create_stories, get, number, put, story, text};

#[tokio::test]
async fn two_clients_of_one_database_share_its_items() {
    let embedded = Embedded::new();
    let (one, other) = (embedded.client(), embedded.clone().client());
    create_stories(&one).await;

    put(&one, story("a", 1, 10)).await;
    assert_eq!(get(&other, "a").await, Some(story("a", 1, 10)));
}

#[tokio::test]
async fn two_databases_share_nothing() {
    let one = dynaschema_embedded::client().await;
    let other = dynaschema_embedded::client().await;
    create_stories(&one).await;

    let tables = other.list_tables().send().await.unwrap();
    assert_eq!(tables.table_names(), [""; 0]);
}

#[tokio::test]
async fn a_configuration_of_the_application_reaches_the_database() {
    let embedded = Embedded::new();
    create_stories(&embedded.client()).await;

    let config = Config::builder()
        .behavior_version(BehaviorVersion::latest())
        .region(Region::new("eu-north-1"))
        .credentials_provider(Credentials::new("id", "secret", None, None, "test"))
        .http_client(embedded.clone())
        .build();
    put(&Client::from_conf(config), story("a", 1, 10)).await;
    assert!(get(&embedded.client(), "a").await.is_some());
}

#[tokio::test(start_paused = true)]
async fn a_paused_clock_neither_stops_a_request_nor_moves() {
    let before = tokio::time::Instant::now();
    let client = dynaschema_embedded::client().await;
    create_stories(&client).await;
    put(&client, story("a", 1, 10)).await;

    assert!(get(&client, "a").await.is_some());
    assert_eq!(before.elapsed(), Duration::ZERO);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn updates_of_many_tasks_all_count() {
    let client = dynaschema_embedded::client().await;
    create_stories(&client).await;
    put(&client, story("a", 1, 0)).await;

    let mut votes = tokio::task::JoinSet::new();
    for _ in 0..40 {
        let vote = client
            .update_item()
            .table_name(STORIES)
            .key("link", text("a"))
            .update_expression("ADD points :one")
            .expression_attribute_values(":one", number(1));
        votes.spawn(vote.send());
    }
    while let Some(vote) = votes.join_next().await {
        vote.unwrap().unwrap();
    }
    assert_eq!(get(&client, "a").await, Some(story("a", 1, 40)));
}

#[tokio::test(flavor = "current_thread")]
async fn a_loop_of_requests_lets_other_tasks_run() {
    let client = dynaschema_embedded::client().await;
    create_stories(&client).await;
    let writer = client.clone();
    let written = tokio::spawn(async move { put(&writer, story("a", 1, 10)).await });

    let mut seen = false;
    for _ in 0..20 {
        seen = seen || get(&client, "a").await.is_some();
    }
    assert!(seen, "the other task never ran");
    written.await.unwrap();
}

#[tokio::test]
async fn a_client_outlives_the_database_that_it_was_made_from() {
    let client = Embedded::new().client();
    create_stories(&client).await;

    let missing = client.describe_table().table_name("Other").send().await;
    assert_eq!(missing.unwrap_err().code(), Some("ResourceNotFoundException"));
}
