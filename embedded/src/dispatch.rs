//! Which operation a request asks for, and the engine's call for it.

use dynoxide::{Database, DynoxideError};
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::{Map, Value, json};

use crate::http_client::Answer;
use crate::refusal;

/// The services of `X-Amz-Target`: `DynamoDB_20120810.PutItem`.
const SERVICES: [&str; 2] = ["DynamoDB_20120810", "DynamoDBStreams_20120810"];

/// What DynamoDB would answer to `body` sent to `target`.
pub(crate) fn answer(database: &Database, target: &str, body: &[u8]) -> Answer {
    let operation = match target.split_once('.') {
        Some((service, operation)) if SERVICES.contains(&service) => operation,
        _ => return refusal::unknown(target),
    };
    match perform(database, operation, body) {
        Some(Ok(body)) => Answer { status: 200, body },
        Some(Err(error)) => refusal::refused(&refusal::worded(operation, error)),
        None => refusal::unknown(operation),
    }
}

/// Every operation of the engine; `None` for one that it does not have.
fn perform(db: &Database, operation: &str, body: &[u8]) -> Option<dynoxide::Result<String>> {
    Some(match operation {
        "CreateTable" => call(body, |request| db.create_table(request)),
        "UpdateTable" => call(body, |request| db.update_table(request)),
        "DescribeTable" => call(body, |request| db.describe_table(request)),
        "ListTables" => call(body, |request| db.list_tables(request)),
        "DeleteTable" => call(body, |request| db.delete_table(request)),

        "GetItem" => call(body, |request| db.get_item(request)),
        "PutItem" => call(body, |request| db.put_item(request)),
        "UpdateItem" => update_item(db, body),
        "DeleteItem" => call(body, |request| db.delete_item(request)),
        "Query" => call(body, |request| db.query(request)),
        "Scan" => call(body, |request| db.scan(request)),
        "SearchVectors" => call(body, |request| db.search_vectors(request)),

        "BatchGetItem" => call(body, |request| db.batch_get_item(request)),
        "BatchWriteItem" => call(body, |request| db.batch_write_item(request)),
        "TransactGetItems" => call(body, |request| db.transact_get_items(request)),
        "TransactWriteItems" => call(body, |request| db.transact_write_items(request)),

        "ExecuteStatement" => call(body, |request| db.execute_statement(request)),
        "ExecuteTransaction" => call(body, |request| db.execute_transaction(request)),
        "BatchExecuteStatement" => call(body, |request| db.batch_execute_statement(request)),

        "UpdateTimeToLive" => call(body, |request| db.update_time_to_live(request)),
        "DescribeTimeToLive" => call(body, |request| db.describe_time_to_live(request)),
        "TagResource" => call(body, |request| db.tag_resource(request)),
        "UntagResource" => call(body, |request| db.untag_resource(request)),
        "ListTagsOfResource" => call(body, |request| db.list_tags_of_resource(request)),

        "ListStreams" => call(body, |request| db.list_streams(request)),
        "DescribeStream" => call(body, |request| db.describe_stream(request)),
        "GetShardIterator" => call(body, |request| db.get_shard_iterator(request)),
        "GetRecords" => call(body, |request| db.get_records(request)),

        _ => return None,
    })
}

/// The engine shows the key of an item that it creates as what was there before. DynamoDB shows nothing then.
fn update_item(db: &Database, body: &[u8]) -> dynoxide::Result<String> {
    let request: Value = serde_json::from_slice(body).map_err(|error| refusal::unreadable(&error))?;
    let asks_for_old = request.get("ReturnValues").is_some_and(|values| values == "ALL_OLD");
    let creates = asks_for_old && {
        let get = json!({ "TableName": request["TableName"], "Key": request["Key"], "ConsistentRead": true });
        let found = serde_json::from_value(get).ok().and_then(|get| db.get_item(get).ok());
        found.is_some_and(|found| found.item.is_none())
    };
    let updated = call(body, |request| db.update_item(request))?;
    if !creates {
        return Ok(updated);
    }
    let failed = |error: serde_json::Error| DynoxideError::InternalServerError(error.to_string());
    let mut updated: Map<String, Value> = serde_json::from_str(&updated).map_err(failed)?;
    updated.remove("Attributes");
    serde_json::to_string(&updated).map_err(failed)
}

/// Reads the request, makes the call, writes what it returns.
fn call<Request: DeserializeOwned, Response: Serialize>(
    body: &[u8],
    operation: impl FnOnce(Request) -> dynoxide::Result<Response>,
) -> dynoxide::Result<String> {
    let request = serde_json::from_slice(body).map_err(|error| refusal::unreadable(&error))?;
    let response = operation(request)?;
    serde_json::to_string(&response).map_err(|error| DynoxideError::InternalServerError(error.to_string()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn status_of(target: &str) -> u16 {
        let database = Database::memory().expect("SQLite opens a database in memory");
        answer(&database, target, b"{}").status
    }

    #[test]
    fn streams_are_reached_under_their_own_service() {
        assert_eq!(status_of("DynamoDBStreams_20120810.ListStreams"), 200);
    }

    #[test]
    fn a_target_of_another_service_is_refused() {
        assert_eq!(status_of("DynamoDB_20120810.ListTables"), 200);
        assert_eq!(status_of("DynamoDB_20111205.ListTables"), 400);
        assert_eq!(status_of("ListTables"), 400);
        assert_eq!(status_of(""), 400);
    }

    #[test]
    fn a_body_that_is_not_json_is_refused() {
        let database = Database::memory().expect("SQLite opens a database in memory");
        let answer = answer(&database, "DynamoDB_20120810.GetItem", b"{\"TableName\"");
        assert_eq!(answer.status, 400);
        assert!(answer.body.contains("SerializationException"), "{}", answer.body);
    }
}
