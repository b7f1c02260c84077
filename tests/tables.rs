//! Tables themselves: what the schema says is what DynamoDB makes.

mod support;

use aws_sdk_dynamodb::error::SdkError;
use aws_sdk_dynamodb::operation::get_item::GetItemError;
use aws_sdk_dynamodb::types::{BillingMode, KeySchemaElement, KeyType, ProjectionType, TableStatus, TimeToLiveStatus};
use dynaschema::{Error, ServiceError, Table};
use dynaschema_examples::client;
use dynaschema_examples::schema::{HackerNews, Link, Matches, Sessions};
use support::{fresh, unmade};

fn keys(schema: &[KeySchemaElement]) -> Vec<(&str, &KeyType)> {
    schema.iter().map(|key| (key.attribute_name(), key.key_type())).collect()
}

#[tokio::test]
async fn a_table_can_be_created_looked_at_and_deleted() {
    let news = unmade::<HackerNews>(&client().await);
    assert!(!news.table_exists().send().await.unwrap());
    news.create_table().send().await.unwrap();
    assert!(news.table_exists().send().await.unwrap());
    assert_eq!(news.describe_table().send().await.unwrap().table_status, Some(TableStatus::Active));
    news.delete_table().send().await.unwrap();
    assert!(!news.table_exists().send().await.unwrap());
}

#[tokio::test]
async fn a_provisioned_table_is_what_the_schema_says() {
    let news = fresh::<HackerNews>().await;
    let table = news.describe_table().send().await.unwrap();
    assert_eq!(keys(table.key_schema()), [("link", &KeyType::Hash)]);
    let units = table.provisioned_throughput.as_ref().unwrap();
    assert_eq!((units.read_capacity_units, units.write_capacity_units), (Some(1), Some(1)));

    let [index] = table.global_secondary_indexes() else {
        panic!("{table:?}");
    };
    assert_eq!(index.index_name(), Some("days_index"));
    assert_eq!(keys(index.key_schema()), [("days_old", &KeyType::Hash), ("points", &KeyType::Range)]);
    assert_eq!(index.projection().and_then(|all| all.projection_type()), Some(&ProjectionType::All));
    let units = index.provisioned_throughput.as_ref().unwrap();
    assert_eq!((units.read_capacity_units, units.write_capacity_units), (Some(2), Some(1)));
}

#[tokio::test]
async fn a_table_on_demand_with_indexes_on_several_attributes_is_what_the_schema_says() {
    if support::is_lacking() {
        return;
    }
    let matches = fresh::<Matches>().await;
    let table = matches.describe_table().send().await.unwrap();
    assert_eq!(keys(table.key_schema()), [("MatchId", &KeyType::Hash), ("Turn", &KeyType::Range)]);
    assert_eq!(table.billing_mode_summary().and_then(|mode| mode.billing_mode()), Some(&BillingMode::PayPerRequest));
    let rounds = table.global_secondary_indexes().iter().find(|index| index.index_name() == Some("rounds")).unwrap();
    let (hash, range) = (&KeyType::Hash, &KeyType::Range);
    let expected = [("Tournament", hash), ("Region", hash), ("Round", range), ("MatchId", range)];
    assert_eq!(keys(rounds.key_schema()), expected);
}

async fn expiry(sessions: &Table<Sessions>) -> (Option<TimeToLiveStatus>, Option<String>) {
    let described = sessions.client().describe_time_to_live().table_name(sessions.name()).send().await.unwrap();
    let described = described.time_to_live_description.unwrap();
    (described.time_to_live_status, described.attribute_name)
}

#[tokio::test]
async fn items_of_a_table_expire_if_the_schema_says_so() {
    if support::is_lacking() {
        return;
    }
    let sessions = fresh::<Sessions>().await;
    let enabled = (Some(TimeToLiveStatus::Enabled), Some("expires_at".to_owned()));
    assert_eq!(expiry(&sessions).await, enabled);

    sessions.create_table().if_missing().send().await.unwrap();
    assert_eq!(expiry(&sessions).await, enabled, "what is enabled is left as it is");
}

#[tokio::test]
async fn a_table_can_have_another_name_than_the_schema_gives() {
    let client = client().await;
    assert_eq!(HackerNews::table(&client).name(), "HackerNews");
    assert_eq!(Matches::table(&client).prefixed("staging-").name(), "staging-matches");
    assert_eq!(Matches::table(&client).named("old").prefixed("staging-").name(), "staging-old");
}

#[tokio::test]
async fn what_the_service_says_of_a_table_comes_through_with_its_code() {
    let news = fresh::<HackerNews>().await;
    let twice = news.create_table().send().await.unwrap_err();
    assert_eq!(twice.code(), Some("ResourceInUseException"), "{twice}");

    news.create_table().if_missing().send().await.unwrap();

    let missing = unmade::<HackerNews>(news.client());
    let code = Some("ResourceNotFoundException");
    assert_eq!(missing.describe_table().send().await.unwrap_err().code(), code);
    assert_eq!(missing.delete_table().send().await.unwrap_err().code(), code);
    assert_eq!(missing.put(&Link::new("l", "t")).send().await.unwrap_err().code(), code);
    assert_eq!(missing.update(Link::key("l")).add(Link::POINTS, 1).send().await.unwrap_err().code(), code);
    assert_eq!(missing.delete(Link::key("l")).send().await.unwrap_err().code(), code);
    assert_eq!(missing.query(Link::by_day(1)).all().await.unwrap_err().code(), code);
    assert_eq!(missing.scan::<Link>().first().await.unwrap_err().code(), code);
}

#[tokio::test]
async fn the_sdks_own_error_is_the_source() {
    let missing = unmade::<HackerNews>(&client().await);
    let error = missing.get(Link::key("l")).send().await.unwrap_err();
    let source = std::error::Error::source(&error).unwrap().downcast_ref::<SdkError<GetItemError>>();
    assert!(source.unwrap().as_service_error().unwrap().is_resource_not_found_exception());
    let Error::Service(ServiceError { operation, table, .. }) = &error else {
        panic!("{error:?}");
    };
    assert_eq!((*operation, table.as_str()), ("GetItem", missing.name()));
    let said = error.to_string();
    assert!(said.starts_with(&format!("GetItem on table `{table}`: ResourceNotFoundException: ")), "{said}");
}
