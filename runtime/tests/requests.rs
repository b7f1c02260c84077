//! What goes out, word for word, and what does not.

#[path = "generated/mod.rs"]
mod schema;
mod sent;

use dynaschema::{Error, IndexMeta, KeyAttribute, KeySchema, Table, TableDefinition, TableMeta, Throughput};
use dynaschema_scripted::Scripted;
use schema::{HackerNews, Link, Match, Matches};
use sent::asked;
use serde_json::{Value, json};

/// Tables that are ready, where everything is done and nothing found.
fn obedient() -> (Scripted, Table<HackerNews>, Table<Matches>) {
    let scripted = Scripted::new(std::iter::repeat((200, json!({ "Table": { "TableStatus": "ACTIVE" } }))));
    let client = scripted.client();
    (scripted, HackerNews::table(&client), Matches::table(&client))
}

#[tokio::test]
async fn a_put_says_the_whole_item_and_what_must_hold() {
    let (scripted, news, _) = obedient();
    let mut link = Link::new("a", "A story");
    link.points = -3;
    link.tags = ["ask", "doge"].map(str::to_owned).into();
    let item = json!({
        "link": { "S": "a" }, "title": { "S": "A story" }, "points": { "N": "-3" }, "days_old": { "N": "0" },
        "tags": { "SS": ["ask", "doge"] },
    });

    news.put(&link).send().await.unwrap();
    let sent = json!({ "PutItem": {
        "TableName": "HackerNews", "Item": item,
    } });
    assert_eq!(asked(&scripted), [sent]);

    news.insert(&link).send().await.unwrap();
    let sent = json!({ "PutItem": {
        "TableName": "HackerNews", "Item": item,
        "ConditionExpression": "attribute_not_exists(#n0)",
        "ExpressionAttributeNames": { "#n0": "link" },
        "ReturnValuesOnConditionCheckFailure": "ALL_OLD",
    } });
    assert_eq!(asked(&scripted), [sent]);

    news.replace(&link).condition(Link::POINTS.lt(10)).send().await.unwrap();
    let sent = json!({ "PutItem": {
        "TableName": "HackerNews", "Item": item,
        "ConditionExpression": "attribute_exists(#n0) AND #n1 < :v0",
        "ExpressionAttributeNames": { "#n0": "link", "#n1": "points" },
        "ExpressionAttributeValues": { ":v0": { "N": "10" } },
        "ReturnValuesOnConditionCheckFailure": "ALL_OLD",
    } });
    assert_eq!(asked(&scripted), [sent]);
}

#[tokio::test]
async fn a_get_says_the_key_and_whether_it_is_consistent() {
    let (scripted, news, matches) = obedient();

    assert_eq!(news.get(Link::key("a")).send().await.unwrap(), None);
    assert_eq!(
        asked(&scripted),
        [json!({ "GetItem": { "TableName": "HackerNews", "Key": { "link": { "S": "a" } } } })]
    );

    assert_eq!(matches.prefixed("dev-").get(Match::key("m", 2)).consistent().send().await.unwrap(), None);
    let sent = json!({ "GetItem": {
        "TableName": "dev-Matches", "Key": { "match_id": { "S": "m" }, "turn": { "N": "2" } }, "ConsistentRead": true,
    } });
    assert_eq!(asked(&scripted), [sent]);
}

#[tokio::test]
async fn an_update_says_its_actions_and_that_the_item_must_be_there() {
    let (scripted, news, _) = obedient();
    let key = json!({ "link": { "S": "a" } });

    let update = news.update(Link::key("a")).set(Link::TITLE, "B").set(Link::DAYS_OLD, 1).add(Link::POINTS, 1);
    update.remove(Link::TAGS).condition(Link::POINTS.lt(10)).send().await.unwrap();
    let sent = json!({ "UpdateItem": {
        "TableName": "HackerNews", "Key": key,
        "UpdateExpression": "SET #n2 = :v1, #n3 = :v2 ADD #n1 :v3 REMOVE #n4",
        "ConditionExpression": "attribute_exists(#n0) AND #n1 < :v0",
        "ExpressionAttributeNames": {
            "#n0": "link", "#n1": "points", "#n2": "title", "#n3": "days_old", "#n4": "tags",
        },
        "ExpressionAttributeValues": {
            ":v0": { "N": "10" }, ":v1": { "S": "B" }, ":v2": { "N": "1" }, ":v3": { "N": "1" },
        },
        "ReturnValuesOnConditionCheckFailure": "ALL_OLD",
    } });
    assert_eq!(asked(&scripted), [sent]);

    // An empty answer is no `Link`; what was asked for is what is looked at here.
    news.update(Link::key("a")).returning_new().send().await.unwrap_err();
    let sent = json!({ "UpdateItem": {
        "TableName": "HackerNews", "Key": key, "ReturnValues": "ALL_NEW",
        "ConditionExpression": "attribute_exists(#n0)",
        "ExpressionAttributeNames": { "#n0": "link" },
        "ReturnValuesOnConditionCheckFailure": "ALL_OLD",
    } });
    assert_eq!(asked(&scripted), [sent]);
}

#[tokio::test]
async fn elements_are_taken_out_of_a_set_and_none_at_all_is_no_change() {
    let (scripted, news, _) = obedient();
    let update = || news.update(Link::key("a"));
    update().delete(Link::TAGS, ["x"]).send().await.unwrap();
    update().delete(Link::TAGS, [] as [&str; 0]).send().await.unwrap();
    let sent = asked(&scripted);
    assert_eq!(sent[0]["UpdateItem"]["UpdateExpression"], "DELETE #n1 :v0");
    assert_eq!(sent[0]["UpdateItem"]["ExpressionAttributeValues"], json!({ ":v0": { "SS": ["x"] } }));
    assert_eq!(sent[1]["UpdateItem"].get("UpdateExpression"), None);
    assert!(matches!(update().add(Link::TAGS, ["x"]).delete(Link::TAGS, ["y"]).send().await, Err(Error::Refused(_))));
}

#[tokio::test]
async fn a_delete_says_the_key_and_what_must_hold() {
    let (scripted, news, _) = obedient();

    news.delete(Link::key("a")).send().await.unwrap();
    let sent = json!({ "DeleteItem": {
        "TableName": "HackerNews", "Key": { "link": { "S": "a" } },
    } });
    assert_eq!(asked(&scripted), [sent]);

    news.delete(Link::key("a")).condition(!Link::TAGS.exists()).send().await.unwrap();
    let sent = json!({ "DeleteItem": {
        "TableName": "HackerNews", "Key": { "link": { "S": "a" } },
        "ConditionExpression": "attribute_not_exists(#n0)",
        "ExpressionAttributeNames": { "#n0": "tags" },
        "ReturnValuesOnConditionCheckFailure": "ALL_OLD",
    } });
    assert_eq!(asked(&scripted), [sent]);
}

#[tokio::test]
async fn a_query_says_its_index_range_filter_and_direction() {
    let (scripted, news, matches) = obedient();

    let top = news.query(Link::by_day(1).points().between(10, 20)).descending().limit(30);
    top.filter(Link::TITLE.begins_with("The ") & Link::TAGS.contains("doge")).all().await.unwrap();
    let sent = json!({ "Query": {
        "TableName": "HackerNews", "IndexName": "days_index", "ScanIndexForward": false,
        "KeyConditionExpression": "#n0 = :v0 AND #n1 BETWEEN :v1 AND :v2",
        "FilterExpression": "begins_with(#n2, :v3) AND contains(#n3, :v4)",
        "ExpressionAttributeNames": { "#n0": "days_old", "#n1": "points", "#n2": "title", "#n3": "tags" },
        "ExpressionAttributeValues": {
            ":v0": { "N": "1" }, ":v1": { "N": "10" }, ":v2": { "N": "20" }, ":v3": { "S": "The " }, ":v4": { "S": "doge" },
        },
    } });
    assert_eq!(asked(&scripted), [sent]);

    matches.query(Match::by_key("m").turn().gt(1)).consistent().limit(30).all().await.unwrap();
    let sent = json!({ "Query": {
        "TableName": "Matches", "ConsistentRead": true, "Limit": 30,
        "KeyConditionExpression": "#n0 = :v0 AND #n1 > :v1",
        "ExpressionAttributeNames": { "#n0": "match_id", "#n1": "turn" },
        "ExpressionAttributeValues": { ":v0": { "S": "m" }, ":v1": { "N": "1" } },
    } });
    assert_eq!(asked(&scripted), [sent]);

    matches.query(Match::by_round("t", "eu").round().eq("SEMI").match_id().begins_with("m")).first().await.unwrap();
    let sent = json!({ "Query": {
        "TableName": "Matches", "IndexName": "by-round", "Limit": 1,
        "KeyConditionExpression": "#n0 = :v0 AND #n1 = :v1 AND #n2 = :v2 AND begins_with(#n3, :v3)",
        "ExpressionAttributeNames": { "#n0": "tournament", "#n1": "region", "#n2": "round", "#n3": "match_id" },
        "ExpressionAttributeValues": {
            ":v0": { "S": "t" }, ":v1": { "S": "eu" }, ":v2": { "S": "SEMI" }, ":v3": { "S": "m" },
        },
    } });
    assert_eq!(asked(&scripted), [sent]);
}

#[tokio::test]
async fn a_scan_says_its_filter_and_whether_it_is_consistent() {
    let (scripted, news, _) = obedient();

    news.scan::<Link>().all().await.unwrap();
    assert_eq!(asked(&scripted), [json!({ "Scan": { "TableName": "HackerNews" } })]);

    news.scan::<Link>().filter(Link::POINTS.ge(1)).page_size(7).consistent().all().await.unwrap();
    let sent = json!({ "Scan": {
        "TableName": "HackerNews", "ConsistentRead": true, "Limit": 7,
        "FilterExpression": "#n0 >= :v0",
        "ExpressionAttributeNames": { "#n0": "points" },
        "ExpressionAttributeValues": { ":v0": { "N": "1" } },
    } });
    assert_eq!(asked(&scripted), [sent]);
}

#[tokio::test]
async fn a_read_says_what_is_selected_and_shares_its_names_with_the_rest() {
    let (scripted, news, _) = obedient();

    news.get(Link::key("a")).select(Link::TITLE).send().await.unwrap();
    let sent = json!({ "GetItem": {
        "TableName": "HackerNews", "Key": { "link": { "S": "a" } },
        "ProjectionExpression": "#n0", "ExpressionAttributeNames": { "#n0": "title" },
    } });
    assert_eq!(asked(&scripted), [sent]);

    let some = news.query(Link::by_day(1)).filter(Link::TITLE.eq("A")).select((Link::TITLE, Link::POINTS));
    some.all().await.unwrap();
    let sent = json!({ "Query": {
        "TableName": "HackerNews", "IndexName": "days_index",
        "KeyConditionExpression": "#n0 = :v0", "FilterExpression": "#n1 = :v1",
        "ProjectionExpression": "#n1, #n2",
        "ExpressionAttributeNames": { "#n0": "days_old", "#n1": "title", "#n2": "points" },
        "ExpressionAttributeValues": { ":v0": { "N": "1" }, ":v1": { "S": "A" } },
    } });
    assert_eq!(asked(&scripted), [sent]);
}

#[tokio::test]
async fn a_new_table_says_its_indexes_and_each_key_attribute_once() {
    let (scripted, _, matches) = obedient();
    let key = |name: &str, role: &str| json!({ "AttributeName": name, "KeyType": role });
    let text = |name: &str| json!({ "AttributeName": name, "AttributeType": "S" });

    matches.create_table().send().await.unwrap();
    let create = json!({ "CreateTable": {
        "TableName": "Matches", "BillingMode": "PAY_PER_REQUEST",
        "KeySchema": [key("match_id", "HASH"), key("turn", "RANGE")],
        "AttributeDefinitions": [
            text("match_id"), { "AttributeName": "turn", "AttributeType": "N" }, text("tournament"), text("region"),
            text("round"), text("winner"),
        ],
        "GlobalSecondaryIndexes": [
            {
                "IndexName": "by-round", "Projection": { "ProjectionType": "ALL" },
                "KeySchema": [
                    key("tournament", "HASH"), key("region", "HASH"), key("round", "RANGE"), key("match_id", "RANGE"),
                ],
            },
            {
                "IndexName": "by-winner", "Projection": { "ProjectionType": "ALL" },
                "KeySchema": [key("winner", "HASH")],
            },
        ],
    } });
    assert_eq!(scripted.sent(), [create, json!({ "DescribeTable": { "TableName": "Matches" } })]);
}

/// A table with an index of each kind, projecting what no other does.
#[derive(Debug)]
enum Songs {}

impl TableDefinition for Songs {
    const META: &'static TableMeta = &TableMeta::new("Songs", SONGS)
        .indexes(&[
            IndexMeta::new("by_year", KeySchema::new(&[ARTIST], &[KeyAttribute::number("year")])).local().keys_only(),
            IndexMeta::new("by_title", KeySchema::new(&[TITLE], &[]))
                .include(&["year", "label"])
                .provisioned(Throughput::new(1, 2)),
            IndexMeta::new("by_label", KeySchema::new(&[ARTIST], &[KeyAttribute::binary("label")])).local(),
        ])
        .provisioned(Throughput::new(3, 4));
}

const ARTIST: KeyAttribute = KeyAttribute::string("artist");
const TITLE: KeyAttribute = KeyAttribute::string("title");
const SONGS: KeySchema = KeySchema::new(&[ARTIST], &[TITLE]);

#[tokio::test]
async fn an_index_says_whether_it_is_local_and_what_it_projects() {
    let (scripted, news, _) = obedient();
    Table::<Songs>::new(news.client()).create_table().send().await.unwrap();
    let key = |partition: &str, sort: Option<&str>| {
        let partition = json!({ "AttributeName": partition, "KeyType": "HASH" });
        let sort = sort.map(|sort| json!({ "AttributeName": sort, "KeyType": "RANGE" }));
        Value::from_iter(std::iter::once(partition).chain(sort))
    };
    let create = &scripted.sent()[0]["CreateTable"];
    let local = json!([
        {
            "IndexName": "by_year", "KeySchema": key("artist", Some("year")),
            "Projection": { "ProjectionType": "KEYS_ONLY" },
        },
        {
            "IndexName": "by_label", "KeySchema": key("artist", Some("label")),
            "Projection": { "ProjectionType": "ALL" },
        },
    ]);
    assert_eq!(create["LocalSecondaryIndexes"], local);
    let global = json!([{
        "IndexName": "by_title", "KeySchema": key("title", None),
        "Projection": { "ProjectionType": "INCLUDE", "NonKeyAttributes": ["year", "label"] },
        "ProvisionedThroughput": { "ReadCapacityUnits": 1, "WriteCapacityUnits": 2 },
    }]);
    assert_eq!(create["GlobalSecondaryIndexes"], global);
    let defined = |name: &str, kind: &str| json!({ "AttributeName": name, "AttributeType": kind });
    let keys = [defined("artist", "S"), defined("title", "S"), defined("year", "N"), defined("label", "B")];
    assert_eq!(create["AttributeDefinitions"], json!(keys));
}

#[tokio::test]
async fn several_filters_or_conditions_must_all_hold_and_the_guard_comes_first() {
    let (scripted, news, _) = obedient();
    let either = Link::TITLE.eq("A") | Link::TITLE.eq("B");
    let new = Link::DAYS_OLD.lt(2);

    news.scan::<Link>().filter(either.clone()).filter(new.clone()).all().await.unwrap();
    assert_eq!(asked(&scripted)[0]["Scan"]["FilterExpression"], "(#n0 = :v0 OR #n0 = :v1) AND #n1 < :v2");

    news.query(Link::by_day(1)).filter(Link::TITLE.exists()).filter(either.clone()).all().await.unwrap();
    let filter = "attribute_exists(#n1) AND (#n1 = :v1 OR #n1 = :v2)";
    assert_eq!(asked(&scripted)[0]["Query"]["FilterExpression"], filter);

    let both = "(#n1 = :v0 OR #n1 = :v1) AND #n2 < :v2";
    let link = Link::new("a", "A");
    news.update(&link).condition(either.clone()).condition(new.clone()).send().await.unwrap();
    news.insert(&link).condition(either.clone()).condition(new.clone()).send().await.unwrap();
    news.delete(&link).condition(either).condition(new).send().await.unwrap();
    let sent = asked(&scripted);
    assert_eq!(sent[0]["UpdateItem"]["ConditionExpression"], format!("attribute_exists(#n0) AND {both}"));
    assert_eq!(sent[1]["PutItem"]["ConditionExpression"], format!("attribute_not_exists(#n0) AND {both}"));
    assert_eq!(sent[2]["DeleteItem"]["ConditionExpression"], "(#n0 = :v0 OR #n0 = :v1) AND #n1 < :v2");
}

#[tokio::test]
async fn dynamodb_looks_at_no_more_items_than_are_wanted_unless_a_filter_hides_how_many_that_takes() {
    let (scripted, news, _) = obedient();
    let scan = || news.scan::<Link>();
    let query = || news.query(Link::by_day(1));
    let any = || Link::TITLE.exists();
    for (limit, scan, query) in [
        (Value::Null, scan(), query()),
        (json!(5), scan().limit(5), query().limit(5)),
        (json!(7), scan().page_size(7), query().page_size(7)),
        (json!(5), scan().limit(5).page_size(7), query().limit(5).page_size(7)),
        (json!(5), scan().limit(7).page_size(5), query().limit(7).page_size(5)),
        (Value::Null, scan().limit(5).filter(any()), query().limit(5).filter(any())),
        (json!(7), scan().limit(5).page_size(7).filter(any()), query().limit(5).page_size(7).filter(any())),
        (json!(1), scan().page_size(0), query().page_size(0)),
        (json!(i32::MAX), scan().limit(usize::MAX), query().limit(usize::MAX)),
    ] {
        let said = format!("{scan:?}");
        scan.all().await.unwrap();
        query.all().await.unwrap();
        let sent = asked(&scripted);
        assert_eq!((&sent[0]["Scan"]["Limit"], &sent[1]["Query"]["Limit"]), (&limit, &limit), "{said}");
    }

    assert_eq!(scan().limit(0).all().await.unwrap(), []);
    assert_eq!(query().limit(0).filter(any()).stream().try_next().await.unwrap(), None);
    assert_eq!(asked(&scripted), [] as [Value; 0]);
}

#[tokio::test]
async fn what_dynamodb_would_refuse_is_not_sent() {
    let (scripted, news, matches) = obedient();
    let update = || matches.update(Match::key("m", 1));
    let empty = "cannot be empty";
    let again = "changes an attribute once";

    for (attribute, reason, sent) in [
        ("link", empty, news.put(&Link::new("", "A")).condition(Link::TITLE.exists()).send().await),
        ("region", empty, matches.insert(&Match::new("m", 1, "t", "", "SEMI")).send().await),
        ("link", empty, news.get(Link::key("")).consistent().send().await.map(drop)),
        ("link", "2049", news.get(Link::key("x".repeat(2049))).send().await.map(drop)),
        ("link", empty, news.delete(Link::key("")).condition(Link::TITLE.exists()).send().await),
        ("match_id", empty, matches.update(Match::key("", 1)).set(Match::NOTE, "").send().await),
        ("tournament", empty, update().set(Match::TOURNAMENT, "").set(Match::NOTE, "").send().await),
        ("round", empty, update().set(Match::ROUND, "").returning_new().send().await.map(drop)),
        ("winner", empty, update().set(Match::WINNER, "").condition(Match::NOTE.exists()).send().await),
        ("note", again, update().set(Match::NOTE, "a").remove(Match::NOTE).send().await),
        ("title", "selects", news.get(Link::key("a")).select((Link::TITLE, Link::TITLE)).send().await.map(drop)),
        ("title", "selects", news.query(Link::by_day(1)).select((Link::TITLE, Link::TITLE)).all().await.map(drop)),
        ("title", "selects", news.scan::<Link>().select((Link::TITLE, Link::TITLE)).first().await.map(drop)),
        ("link", empty, news.get(Link::key("")).select(Link::TITLE).send().await.map(drop)),
        ("winner", empty, matches.query(Match::by_winner("")).descending().all().await.map(drop)),
        ("round", empty, matches.query(Match::by_round("t", "r").round().gt("")).first().await.map(drop)),
        (
            "turn",
            "lower bound",
            matches.query(Match::by_key("m").turn().between(2, 1)).stream().try_next().await.map(drop),
        ),
    ] {
        let Err(Error::Refused(refused)) = sent else {
            panic!("`{attribute}` should be refused ({reason}): {sent:?}");
        };
        assert_eq!(refused.attribute, attribute);
        assert!(refused.reason.contains(reason), "{refused}");
    }
    assert_eq!(asked(&scripted), [] as [Value; 0]);
}

#[test]
fn a_request_shows_its_table_but_not_the_client() {
    let (_, news, _) = obedient();
    let link = Link::new("a", "A");
    let filter = || Link::TITLE.begins_with("A");
    for shown in [
        format!("{news:?}"),
        format!("{:?}", news.insert(&link).condition(filter())),
        format!("{:?}", news.get(&link)),
        format!("{:?}", news.update(&link).add(Link::POINTS, 1)),
        format!("{:?}", news.delete(&link)),
        format!("{:?}", news.query(Link::by_day(1).points().ge(1)).filter(filter())),
        format!("{:?}", news.scan::<Link>().filter(filter())),
        format!("{:?}", news.get(&link).select(Link::TITLE)),
        format!("{:?}", news.query(Link::by_day(1)).select((Link::TITLE, Link::POINTS))),
        format!("{:?}", news.create_table()),
        format!("{:?}", news.table_exists()),
        format!("{:?}", news.describe_table()),
        format!("{:?}", news.delete_table()),
    ] {
        assert!(shown.contains("HackerNews") && shown.len() < 800, "{shown}");
        assert!(!shown.to_lowercase().contains("credentials"), "{shown}");
    }
}
