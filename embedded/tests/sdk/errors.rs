//! DynamoDB's errors, as the SDK's client sees them.

use aws_sdk_dynamodb::error::ProvideErrorMetadata;
use aws_sdk_dynamodb::operation::RequestId;
use aws_sdk_dynamodb::operation::put_item::PutItemError;
use aws_sdk_dynamodb::operation::transact_write_items::TransactWriteItemsError;
use aws_sdk_dynamodb::types::{
    AttributeValue, ConditionCheck, Put, ReturnValuesOnConditionCheckFailure, TransactWriteItem,
};

use crate::support::{STORIES, create_stories_request, get, number, put, stories, story, text};

#[tokio::test]
async fn a_table_that_exists_is_not_created_again() {
    let client = stories().await;

    let again = create_stories_request(&client).send().await.unwrap_err();
    assert!(again.into_service_error().is_resource_in_use_exception());
}

#[tokio::test]
async fn a_failed_condition_is_modelled_and_holds_the_item() {
    let client = stories().await;
    put(&client, story("a", 1, 10)).await;

    let refused = client
        .put_item()
        .table_name(STORIES)
        .set_item(Some(story("a", 2, 0)))
        .condition_expression("attribute_not_exists(link)")
        .return_values_on_condition_check_failure(ReturnValuesOnConditionCheckFailure::AllOld)
        .send()
        .await
        .unwrap_err()
        .into_service_error();

    let PutItemError::ConditionalCheckFailedException(failed) = refused else {
        panic!("{refused:?}");
    };
    assert_eq!(failed.message(), Some("The conditional request failed"));
    assert_eq!(failed.item, Some(story("a", 1, 10)));
    assert_eq!(get(&client, "a").await, Some(story("a", 1, 10)));
}

#[tokio::test]
async fn a_cancelled_transaction_gives_its_reasons_and_changes_nothing() {
    let client = stories().await;
    put(&client, story("taken", 1, 10)).await;

    let first = Put::builder().table_name(STORIES).set_item(Some(story("new", 1, 1))).build().unwrap();
    let second = ConditionCheck::builder()
        .table_name(STORIES)
        .key("link", text("taken"))
        .condition_expression("points > :points")
        .expression_attribute_values(":points", number(20))
        .return_values_on_condition_check_failure(ReturnValuesOnConditionCheckFailure::AllOld)
        .build()
        .unwrap();
    let cancelled = client
        .transact_write_items()
        .transact_items(TransactWriteItem::builder().put(first).build())
        .transact_items(TransactWriteItem::builder().condition_check(second).build())
        .send()
        .await
        .unwrap_err()
        .into_service_error();

    let TransactWriteItemsError::TransactionCanceledException(cancelled) = cancelled else {
        panic!("{cancelled:?}");
    };
    let codes: Vec<_> = cancelled.cancellation_reasons().iter().filter_map(|reason| reason.code()).collect();
    assert_eq!(codes, ["None", "ConditionalCheckFailed"]);
    let found = cancelled.cancellation_reasons()[1].item.clone();
    assert_eq!(found, Some(story("taken", 1, 10)));
    assert_eq!(get(&client, "new").await, None);
}

#[tokio::test]
async fn a_missing_table_is_a_modelled_error_with_a_request_id() {
    let client = dynaschema_embedded::client().await;

    let missing =
        client.get_item().table_name(STORIES).key("link", text("a")).send().await.unwrap_err().into_service_error();
    assert!(missing.is_resource_not_found_exception());
    assert_eq!(missing.request_id().map(str::len), Some(52));
}

#[tokio::test]
async fn an_operation_that_is_not_there_is_unknown_and_named() {
    let client = dynaschema_embedded::client().await;

    let unknown = client.describe_limits().send().await.unwrap_err();
    assert_eq!(unknown.code(), Some("UnknownOperationException"));
    assert!(unknown.message().unwrap().contains("`DescribeLimits`"));
}

#[tokio::test]
async fn a_value_that_dynamodb_refuses_is_a_validation_error_in_its_words() {
    let client = stories().await;
    let mut deep = AttributeValue::L(vec![]);
    for _ in 0..80 {
        deep = AttributeValue::L(vec![deep]);
    }
    let cases = [
        ("1 validation error detected: ", AttributeValue::N("1".repeat(39))),
        ("empty", AttributeValue::Ss(vec![])),
        ("duplicates", AttributeValue::Ss(vec!["x".into(), "x".into()])),
        ("Nesting Levels", deep),
    ];
    for (words, value) in cases {
        let mut item = story("a", 1, 10);
        item.insert("value".into(), value);
        let refused = client.put_item().table_name(STORIES).set_item(Some(item)).send().await.unwrap_err();
        assert_eq!(refused.code(), Some("ValidationException"), "{words}");
        let message = refused.message().unwrap();
        assert!(message.contains(words), "{message}");
        assert!(!message.contains("VALIDATION"), "{message}");
    }
    assert_eq!(get(&client, "a").await, None);
}
