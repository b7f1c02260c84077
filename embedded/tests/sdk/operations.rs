//! DynamoDB's operations, as the SDK's client sees them.

use aws_sdk_dynamodb::types::{
    KeysAndAttributes, PutRequest, ReturnValue, TableStatus, Tag, TimeToLiveSpecification, TimeToLiveStatus,
    TransactWriteItem, Update, WriteRequest,
};

use crate::support::{BY_DAY, Item, STORIES, get, number, put, stories, story, text};

#[tokio::test]
async fn a_table_is_created_described_listed_and_deleted() {
    let client = stories().await;

    let described = client.describe_table().table_name(STORIES).send().await;
    let table = described.unwrap().table.unwrap();
    assert_eq!(table.table_status, Some(TableStatus::Active));
    assert_eq!(table.global_secondary_indexes()[0].index_name(), Some(BY_DAY));
    let listed = client.list_tables().send().await.unwrap();
    assert_eq!(listed.table_names(), [STORIES]);

    let deleted = client.delete_table().table_name(STORIES).send().await;
    deleted.unwrap();
    let listed = client.list_tables().send().await.unwrap();
    assert_eq!(listed.table_names(), [""; 0]);
}

#[tokio::test]
async fn an_item_is_put_updated_and_deleted() {
    let client = stories().await;
    put(&client, story("a", 1, 10)).await;
    assert_eq!(get(&client, "a").await, Some(story("a", 1, 10)));

    let updated = client
        .update_item()
        .table_name(STORIES)
        .key("link", text("a"))
        .update_expression("ADD points :votes")
        .expression_attribute_values(":votes", number(5))
        .return_values(ReturnValue::AllNew)
        .send()
        .await
        .unwrap();
    assert_eq!(updated.attributes, Some(story("a", 1, 15)));

    let deleted = client
        .delete_item()
        .table_name(STORIES)
        .key("link", text("a"))
        .return_values(ReturnValue::AllOld)
        .send()
        .await
        .unwrap();
    assert_eq!(deleted.attributes, Some(story("a", 1, 15)));
    assert_eq!(get(&client, "a").await, None);
}

#[tokio::test]
async fn a_query_of_an_index_is_sorted_and_pages() {
    let client = stories().await;
    for (link, day, points) in [("a", 1, 10), ("b", 1, 30), ("c", 1, 20), ("d", 2, 40)] {
        put(&client, story(link, day, points)).await;
    }
    let page = |start: Option<Item>| {
        client
            .query()
            .table_name(STORIES)
            .index_name(BY_DAY)
            .key_condition_expression("#day = :day")
            .expression_attribute_names("#day", "day")
            .expression_attribute_values(":day", number(1))
            .scan_index_forward(false)
            .limit(2)
            .set_exclusive_start_key(start)
            .send()
    };

    let first = page(None).await.unwrap();
    assert_eq!(links(first.items()), ["b", "c"]);
    let last_evaluated = first.last_evaluated_key;
    assert_eq!(last_evaluated, Some(story("c", 1, 20)));

    let second = page(last_evaluated).await.unwrap();
    assert_eq!(links(second.items()), ["a"]);
    assert_eq!(second.last_evaluated_key, None);
}

#[tokio::test]
async fn a_scan_filters_after_counting() {
    let client = stories().await;
    put(&client, story("a", 1, 10)).await;
    put(&client, story("b", 1, 30)).await;

    let scanned = client
        .scan()
        .table_name(STORIES)
        .filter_expression("points > :points")
        .expression_attribute_values(":points", number(20))
        .send()
        .await
        .unwrap();
    assert_eq!(links(scanned.items()), ["b"]);
    assert_eq!((scanned.count, scanned.scanned_count), (1, 2));
}

#[tokio::test]
async fn a_batch_writes_and_reads() {
    let client = stories().await;

    let write = |item| {
        let put = PutRequest::builder().set_item(Some(item)).build().unwrap();
        WriteRequest::builder().put_request(put).build()
    };
    let written = client
        .batch_write_item()
        .request_items(STORIES, vec![write(story("a", 1, 10)), write(story("b", 1, 20))])
        .send()
        .await
        .unwrap();
    assert_eq!(written.unprocessed_items.map(|left| left.len()), Some(0));

    let wanted = ["a", "b", "missing"]
        .into_iter()
        .fold(KeysAndAttributes::builder(), |keys, link| keys.keys(Item::from([("link".to_owned(), text(link))])));
    let read = client.batch_get_item().request_items(STORIES, wanted.build().unwrap()).send().await.unwrap();
    let mut read = links(&read.responses.unwrap()[STORIES]).into_iter().map(str::to_owned).collect::<Vec<_>>();
    read.sort();
    assert_eq!(read, ["a", "b"]);
}

#[tokio::test]
async fn a_transaction_is_written_once_for_a_client_token() {
    let client = stories().await;
    put(&client, story("a", 1, 10)).await;
    let vote = Update::builder()
        .table_name(STORIES)
        .key("link", text("a"))
        .update_expression("ADD points :vote")
        .expression_attribute_values(":vote", number(1))
        .build()
        .unwrap();

    for _ in 0..2 {
        client
            .transact_write_items()
            .client_request_token("vote-1")
            .transact_items(TransactWriteItem::builder().update(vote.clone()).build())
            .send()
            .await
            .unwrap();
    }
    assert_eq!(get(&client, "a").await, Some(story("a", 1, 11)));
}

#[tokio::test]
async fn partiql_reads_what_was_put() {
    let client = stories().await;
    put(&client, story("a", 1, 10)).await;

    let selected = client
        .execute_statement()
        .statement("SELECT * FROM Stories WHERE link = ?")
        .parameters(text("a"))
        .send()
        .await
        .unwrap();
    assert_eq!(selected.items, Some(vec![story("a", 1, 10)]));
}

#[tokio::test]
async fn a_time_to_live_and_tags_are_kept() {
    let client = stories().await;
    let time_to_live = TimeToLiveSpecification::builder().attribute_name("expires").enabled(true).build().unwrap();
    client.update_time_to_live().table_name(STORIES).time_to_live_specification(time_to_live).send().await.unwrap();
    let kept = client.describe_time_to_live().table_name(STORIES).send();
    let kept = kept.await.unwrap().time_to_live_description.unwrap();
    assert_eq!(kept.attribute_name(), Some("expires"));
    assert_eq!(kept.time_to_live_status, Some(TimeToLiveStatus::Enabled));

    let table = client.describe_table().table_name(STORIES).send().await;
    let arn = table.unwrap().table.unwrap().table_arn.unwrap();
    let team = Tag::builder().key("team").value("news").build().unwrap();
    let tagged = client.tag_resource().resource_arn(&arn).tags(team.clone());
    tagged.send().await.unwrap();
    let tags = client.list_tags_of_resource().resource_arn(&arn).send();
    assert_eq!(tags.await.unwrap().tags(), [team]);
}

fn links(items: &[Item]) -> Vec<&str> {
    items.iter().map(|item| item["link"].as_s().unwrap().as_str()).collect()
}

#[tokio::test]
async fn an_item_that_an_update_creates_was_nothing_before() {
    let client = stories().await;
    let update = || {
        client
            .update_item()
            .table_name(STORIES)
            .key("link", text("a"))
            .update_expression("SET days_old = :one, points = :one")
            .expression_attribute_values(":one", number(1))
            .return_values(ReturnValue::AllOld)
            .send()
    };
    assert_eq!(update().await.unwrap().attributes, None);
    let old = update().await.unwrap().attributes.unwrap();
    assert_eq!(old["points"], number(1));
}
