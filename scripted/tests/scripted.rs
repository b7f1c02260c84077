//! What the SDK makes of each answer.

use std::time::Duration;

use aws_sdk_dynamodb::Client;
use aws_sdk_dynamodb::config::timeout::TimeoutConfig;
use aws_sdk_dynamodb::error::{ProvideErrorMetadata, SdkError};
use aws_sdk_dynamodb::operation::put_item::builders::PutItemFluentBuilder;
use aws_sdk_dynamodb::types::{
    AttributeDefinition, AttributeValue, BillingMode, KeySchemaElement, KeyType, ScalarAttributeType,
};
use dynaschema_embedded::Embedded;
use dynaschema_scripted::{Answer, Scripted};
use serde_json::json;
use tokio::time::Instant;

/// A database with a table.
async fn greetings() -> Embedded {
    let embedded = Embedded::new();
    let language = AttributeDefinition::builder().attribute_name("language").attribute_type(ScalarAttributeType::S);
    let key = KeySchemaElement::builder().attribute_name("language").key_type(KeyType::Hash);
    let create = embedded.client().create_table().table_name("Greetings").billing_mode(BillingMode::PayPerRequest);
    let create = create.attribute_definitions(language.build().unwrap()).key_schema(key.build().unwrap());
    create.send().await.unwrap();
    embedded
}

fn put(client: &Client) -> PutItemFluentBuilder {
    client.put_item().table_name("Greetings").item("language", AttributeValue::S("cy".into()))
}

async fn is_there(embedded: &Embedded) -> bool {
    let get = embedded.client().get_item().table_name("Greetings").key("language", AttributeValue::S("cy".into()));
    get.send().await.unwrap().item.is_some()
}

#[tokio::test(start_paused = true)]
async fn a_put_whose_answer_is_lost_is_applied_and_sent_again() {
    let embedded = greetings().await;
    let scripted = Scripted::over(embedded.clone(), [Answer::lost()]);
    put(&scripted.retrying_client()).send().await.unwrap();
    let sent = scripted.sent();
    assert_eq!(sent.len(), 2);
    assert_eq!(sent[0], sent[1]);
    assert!(is_there(&embedded).await);

    // It was applied before its answer was lost: the second one finds the first.
    let scripted = Scripted::over(greetings().await, [Answer::lost()]);
    let insert = put(&scripted.retrying_client()).condition_expression("attribute_not_exists(#n)");
    let error = insert.expression_attribute_names("#n", "language").send().await.unwrap_err();
    assert_eq!(error.code(), Some("ConditionalCheckFailedException"));

    let embedded = greetings().await;
    let scripted = Scripted::over(embedded.clone(), [Answer::lost()]);
    let error = put(&scripted.client()).send().await.unwrap_err();
    assert!(matches!(&error, SdkError::DispatchFailure(failure) if failure.is_io()), "{error:?}");
    assert!(is_there(&embedded).await);
}

#[tokio::test(start_paused = true)]
async fn a_put_that_never_arrives_is_not_applied() {
    let embedded = greetings().await;
    let scripted = Scripted::over(embedded.clone(), [Answer::unsent()]);
    let error = put(&scripted.client()).send().await.unwrap_err();
    assert!(matches!(&error, SdkError::DispatchFailure(failure) if failure.is_io()), "{error:?}");
    assert!(!is_there(&embedded).await);

    let scripted = Scripted::over(embedded.clone(), [Answer::unsent()]);
    put(&scripted.retrying_client()).send().await.unwrap();
    assert_eq!(scripted.sent().len(), 2);
    assert!(is_there(&embedded).await);
}

#[tokio::test(start_paused = true)]
async fn a_throttled_request_is_sent_again_after_a_pause() {
    let scripted = Scripted::over(greetings().await, [Answer::throttled(), Answer::throttled()]);
    let started = Instant::now();
    put(&scripted.retrying_client()).send().await.unwrap();
    assert_eq!(scripted.sent().len(), 3);
    // The SDK takes a random part of its longest pauses.
    assert!(started.elapsed() > Duration::ZERO);
    assert!(started.elapsed() <= Duration::from_secs(4), "{:?}", started.elapsed());

    let scripted = Scripted::over(greetings().await, std::iter::repeat(Answer::throttled()));
    let error = put(&scripted.retrying_client()).send().await.unwrap_err();
    assert!(error.into_service_error().is_provisioned_throughput_exceeded_exception());
    assert_eq!(scripted.sent().len(), 3);

    let scripted = Scripted::new([Answer::error("ThrottlingException"), Answer::json(200, json!({}))]);
    put(&scripted.retrying_client()).send().await.unwrap();
    assert_eq!(scripted.sent().len(), 2);
}

#[tokio::test(start_paused = true)]
async fn a_request_that_is_never_answered_ends_with_its_timeout() {
    let scripted = Scripted::over(greetings().await, [Answer::hangs()]);
    let timeout = TimeoutConfig::builder().operation_timeout(Duration::from_secs(30)).build();
    let client = Client::from_conf(scripted.config().timeout_config(timeout).build());
    let started = Instant::now();
    let error = put(&client).send().await.unwrap_err();
    assert!(matches!(error, SdkError::TimeoutError(_)), "{error:?}");
    assert_eq!((started.elapsed().as_secs(), scripted.sent().len()), (30, 1));

    // The timeout of an attempt: the next one is answered.
    let embedded = greetings().await;
    let scripted = Scripted::over(embedded.clone(), [Answer::hangs()]);
    let timeout = TimeoutConfig::builder().operation_attempt_timeout(Duration::from_secs(2)).build();
    put(&Client::from_conf(scripted.config().timeout_config(timeout).build())).send().await.unwrap();
    assert_eq!(scripted.sent().len(), 2);
    assert!(is_there(&embedded).await);
}

#[tokio::test]
async fn only_the_operations_that_are_named_take_answers() {
    let embedded = greetings().await;
    let answers = [Answer::pass(), Answer::error_saying("InternalServerError", "not now")];
    let scripted = Scripted::over(embedded.clone(), answers).on("PutItem").on("UpdateItem");
    let client = scripted.client();
    assert_eq!(client.list_tables().send().await.unwrap().table_names(), ["Greetings"]);
    put(&client).send().await.unwrap();
    assert!(is_there(&embedded).await);
    assert_eq!(client.list_tables().send().await.unwrap().table_names(), ["Greetings"]);
    let error = put(&client).send().await.unwrap_err();
    assert_eq!((error.code(), error.message()), (Some("InternalServerError"), Some("not now")));
    // The script has ended.
    put(&client).send().await.unwrap();

    let sent = scripted.sent();
    let operations: Vec<&String> = sent.iter().flat_map(|sent| sent.as_object().unwrap().keys()).collect();
    assert_eq!(operations, ["ListTables", "PutItem", "ListTables", "PutItem", "PutItem"]);
    assert!(scripted.sent().is_empty());
}

#[tokio::test]
async fn nobody_answers_behind_the_last_answer_and_what_is_passed_to_nobody() {
    for scripted in [
        Scripted::new([] as [Answer; 0]),
        Scripted::new([Answer::pass()]),
        Scripted::new([Answer::lost()]),
        Scripted::new([(200, json!({}))]).on("GetItem"),
    ] {
        let error = put(&scripted.client()).send().await.unwrap_err();
        let SdkError::DispatchFailure(failure) = error else {
            panic!("{error:?}");
        };
        assert!(failure.is_other(), "{failure:?}");
        assert_eq!(scripted.sent().len(), 1);
    }
}
