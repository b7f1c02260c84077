//! What is asked of DynamoDB so that the items of a table expire.

use dynaschema::{Error, KeyAttribute, KeySchema, Table, TableDefinition, TableMeta, TimeToLive};
use dynaschema_scripted::{Answer, Scripted};
use serde_json::{Value, json};

#[derive(Debug)]
enum Sessions {}

impl TableDefinition for Sessions {
    const META: &'static TableMeta = &TableMeta::new("Sessions", KeySchema::new(&[KeyAttribute::string("id")], &[]))
        .time_to_live(TimeToLive::new("expires_at").hiding_expired());
}

fn done(body: Value) -> Answer {
    Answer::json(200, body)
}

fn refused(code: &str) -> Answer {
    Answer::error_saying(code, "said DynamoDB")
}

/// What DescribeTable says of the table.
fn active() -> Answer {
    done(json!({ "Table": { "TableName": "Sessions", "TableStatus": "ACTIVE" } }))
}

/// What DescribeTimeToLive says of the table.
fn described(status: &str, attribute: Option<&str>) -> Answer {
    done(json!({ "TimeToLiveDescription": { "TimeToLiveStatus": status, "AttributeName": attribute } }))
}

/// What comes of a creation, or of one that leaves a table that is there as it is, and what was sent for it.
async fn create(if_missing: bool, answers: Vec<Answer>) -> (Result<(), Error>, Vec<Value>) {
    let scripted = Scripted::new(answers);
    let create = Table::<Sessions>::new(&scripted.client()).create_table();
    let create = if if_missing { create.if_missing() } else { create };
    (create.send().await, scripted.sent())
}

fn operations(sent: &[Value]) -> Vec<&str> {
    sent.iter().filter_map(|sent| sent.as_object()?.keys().next()).map(String::as_str).collect()
}

const LOOKED_AT: [&str; 3] = ["CreateTable", "DescribeTable", "DescribeTimeToLive"];

#[tokio::test(start_paused = true)]
async fn it_is_enabled_as_soon_as_a_new_table_is_there() {
    let creating = done(json!({ "Table": { "TableName": "Sessions", "TableStatus": "CREATING" } }));
    for if_missing in [false, true] {
        let answers = vec![done(json!({})), creating.clone(), active(), done(json!({}))];
        let (created, sent) = create(if_missing, answers).await;
        created.unwrap();
        assert_eq!(operations(&sent), ["CreateTable", "DescribeTable", "DescribeTable", "UpdateTimeToLive"]);
        let wanted = json!({ "Enabled": true, "AttributeName": "expires_at" });
        let expected = json!({ "TableName": "Sessions", "TimeToLiveSpecification": wanted });
        assert_eq!(sent[3]["UpdateTimeToLive"], expected);
    }
}

#[tokio::test]
async fn a_table_that_is_there_is_asked_first_and_what_is_enabled_is_left_alone() {
    let there = |described| vec![refused("ResourceInUseException"), active(), described, done(json!({}))];
    for status in ["ENABLED", "ENABLING"] {
        let (created, sent) = create(true, there(described(status, Some("expires_at")))).await;
        created.unwrap();
        assert_eq!(operations(&sent), LOOKED_AT, "{status}");
    }
    for (status, attribute) in [
        ("DISABLED", None),
        ("DISABLED", Some("expires_at")),
        ("ENABLED", Some("until")),
        ("DISABLING", Some("expires_at")),
    ] {
        let (created, sent) = create(true, there(described(status, attribute))).await;
        created.unwrap();
        assert_eq!(operations(&sent), [&LOOKED_AT[..], &["UpdateTimeToLive"]].concat(), "{status} {attribute:?}");
    }
    let (created, sent) = create(false, there(described("DISABLED", None))).await;
    assert_eq!(created.unwrap_err().code(), Some("ResourceInUseException"));
    assert_eq!(operations(&sent), ["CreateTable"]);
}

#[tokio::test]
async fn what_somebody_else_has_enabled_in_between_is_no_error() {
    let answers = |attribute| {
        vec![done(json!({})), active(), refused("ValidationException"), described("ENABLED", Some(attribute))]
    };
    let (created, sent) = create(false, answers("expires_at")).await;
    created.unwrap();
    assert_eq!(operations(&sent), ["CreateTable", "DescribeTable", "UpdateTimeToLive", "DescribeTimeToLive"]);
    let (created, _) = create(false, answers("until")).await;
    assert_eq!(created.unwrap_err().code(), Some("ValidationException"));
}

#[tokio::test]
async fn an_error_names_the_operation_that_was_refused() {
    let told = |error: Error| match error {
        Error::Service(error) => (error.operation, error.to_string()),
        error => panic!("{error:?}"),
    };
    let (created, _) = create(false, vec![done(json!({})), active(), refused("ValidationException")]).await;
    let said = "UpdateTimeToLive on table `Sessions`: ValidationException: said DynamoDB";
    assert_eq!(told(created.unwrap_err()), ("UpdateTimeToLive", said.to_owned()));

    let in_use = refused("ResourceInUseException");
    let (created, _) = create(true, vec![in_use, active(), refused("AccessDeniedException")]).await;
    let said = "DescribeTimeToLive on table `Sessions`: AccessDeniedException: said DynamoDB";
    assert_eq!(told(created.unwrap_err()), ("DescribeTimeToLive", said.to_owned()));
}
