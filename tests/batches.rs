//! Many reads and writes at once: in batches, and by the writer.

mod support;

use std::collections::BTreeSet;
use std::time::Duration;

use dynaschema::{Error, Table, batch_get, batch_write};
use dynaschema_embedded::Embedded;
use dynaschema_examples::schema::{Article, HackerNews, Inventory, Link, Session, Sessions};
use dynaschema_scripted::{Answer, Scripted};
use support::{fresh, fresh_at, stories, story};
use tokio::time::Instant;

/// The longest that the ten attempts of one call pause.
const MOST_PAUSES: Duration = Duration::from_millis(16_350);

fn url(number: usize) -> String {
    format!("http://story/{number}")
}

async fn count(news: &Table<HackerNews>) -> usize {
    let found: Vec<Link> = news.scan().consistent().all().await.expect("the table can be read");
    let urls: BTreeSet<_> = found.iter().map(|link| &link.link).collect();
    assert_eq!(urls.len(), found.len());
    found.len()
}

/// A table whose batches are answered so, and the same table undisturbed.
async fn scripted(
    answers: impl IntoIterator<Item = Answer, IntoIter: Send + 'static>,
) -> (Scripted, Table<HackerNews>, Table<HackerNews>) {
    let embedded = Embedded::new();
    let plain = HackerNews::table(&embedded.client());
    plain.create_table().send().await.expect("the table can be created");
    let scripted = Scripted::over(embedded, answers).on("BatchWriteItem").on("BatchGetItem");
    let news = HackerNews::table(&scripted.retrying_client());
    (scripted, news, plain)
}

#[tokio::test]
async fn items_are_read_in_the_order_and_form_in_which_they_were_asked_for() {
    let news = stories(250).await;
    let inventory = fresh_at::<Inventory>(news.client()).await;
    inventory.put(&Article::new("lamp", "Lamp")).send().await.unwrap();
    let numbers: Vec<usize> = (0..260).rev().chain([3, 3, 999]).collect();
    let links: Vec<_> = numbers.iter().map(|number| news.get(Link::key(url(*number)))).collect();
    let titles: Vec<_> = [7, 8, 7].iter().map(|number| news.get(Link::key(url(*number))).select(Link::TITLE)).collect();
    let consistent = news.get(&story(5)).consistent();
    let gets = (links, inventory.get(Article::key("lamp")), titles, consistent, inventory.get(Article::key("none")));
    let (links, lamp, titles, consistent, none) = batch_get(news.client(), gets).send().await.unwrap();
    assert_eq!(links.len(), numbers.len());
    for (number, link) in numbers.iter().zip(links) {
        assert_eq!(link, (*number < 250).then(|| story(i64::try_from(*number).unwrap())), "{number}");
    }
    assert_eq!(lamp.map(|lamp| lamp.name).as_deref(), Some("Lamp"));
    let title = |number| Some(format!("Story number {number}"));
    assert_eq!(titles, [title(7), title(8), title(7)]);
    assert_eq!((consistent, none), (Some(story(5)), None));
}

#[tokio::test]
async fn a_batch_reads_each_key_once_in_as_few_calls_as_there_can_be() {
    let (scripted, news, _) = scripted([]).await;
    let keys = |count: usize| (0..count).map(|number| news.get(Link::key(url(number % 205)))).collect::<Vec<_>>();
    let found = batch_get(news.client(), (keys(300), keys(2))).send_partial().await.unwrap();
    assert_eq!((found.found.0.len(), found.found.1.len(), found.unprocessed.len()), (300, 2, 0));
    assert!(found.consumed.is_some());
    let mut sizes: Vec<usize> = scripted
        .sent()
        .iter()
        .map(|sent| sent["BatchGetItem"]["RequestItems"]["HackerNews"]["Keys"].as_array().unwrap().len())
        .collect();
    sizes.sort_unstable();
    assert_eq!(sizes, [5, 100, 100]);
    assert_eq!(batch_get(news.client(), keys(0)).send().await.unwrap().len(), 0);
    assert_eq!(scripted.sent().len(), 0, "of nothing there is nothing to ask");
}

#[tokio::test]
async fn puts_and_deletes_of_several_tables_are_written_and_the_last_one_of_an_item_wins() {
    let news = stories(30).await;
    let inventory = fresh_at::<Inventory>(news.client()).await;
    let mut batch = batch_write(news.client());
    for number in 0..20 {
        batch = batch.push(news.delete(Link::key(url(number))));
    }
    for number in 15..60 {
        batch = batch.push(news.put(&Link::new(url(number), "new")));
    }
    batch = batch.push(inventory.put(&Article::new("lamp", "Lamp")));
    batch = batch.push(news.put(&Link::new(url(59), "last"))).push(news.delete(Link::key(url(58))));
    let written = batch.send().await.unwrap();
    assert_eq!(written.items, 61);
    assert!(written.consumed.is_some());
    assert_eq!(count(&news).await, 60 - 15 - 1);
    let title = async |number| news.get(Link::key(url(number))).select(Link::TITLE).send().await.unwrap();
    assert_eq!(title(14).await, None);
    assert_eq!(title(17).await.as_deref(), Some("new"));
    assert_eq!(title(59).await.as_deref(), Some("last"));
    assert!(inventory.get(Article::key("lamp")).send().await.unwrap().is_some());
    assert_eq!(batch_write(news.client()).send().await.unwrap().items, 0);
}

#[tokio::test]
async fn calls_have_25_writes_and_16_mb_at_most() {
    let (scripted, news, plain) = scripted([]).await;
    let batch =
        (0..51).fold(batch_write(news.client()), |all, number| all.push(news.put(&Link::new(url(number), "t"))));
    batch.send().await.unwrap();
    let sizes = || {
        let sent = scripted.sent();
        let mut sizes: Vec<_> = sent
            .iter()
            .map(|sent| sent["BatchWriteItem"]["RequestItems"]["HackerNews"].as_array().unwrap().len())
            .collect();
        sizes.sort_unstable();
        (sizes, sent.iter().map(|sent| sent["BatchWriteItem"].to_string().len()).max().unwrap())
    };
    assert_eq!(sizes().0, [1, 25, 25]);
    assert_eq!(count(&plain).await, 51);
    // 300 KB of what is escaped as six bytes each: nine of them are more than 16 MB.
    let escaped = "\u{1}".repeat(300 * 1024);
    let large =
        (0..20).fold(batch_write(news.client()), |all, number| all.push(news.put(&Link::new(url(number), &escaped))));
    large.send().await.unwrap();
    let (sizes, most) = sizes();
    assert_eq!((sizes, most <= 16 * 1024 * 1024), (vec![2, 9, 9], true), "{most}");
}

#[tokio::test]
async fn what_no_batch_can_do_is_refused_before_the_call() {
    let (scripted, news, _) = scripted([]).await;
    let sessions = Sessions::table(news.client());
    let mut session = Session::new("s", "ada");
    let link = Link::new("http://a", "A");
    let batch = || batch_write(news.client()).push(news.put(&link));
    for (refused, reason) in [
        (batch().push(news.insert(&link)), "knows no conditions"),
        (batch().push(news.replace(&link)), "knows no conditions"),
        (batch().push(news.put(&link).condition(Link::POINTS.gt(1))), "knows no conditions"),
        (batch().push(news.delete(&link).condition(Link::POINTS.gt(1))), "knows no conditions"),
        (batch().push(sessions.put(&mut session.clone())), "looks at no version"),
        (batch().push(sessions.delete(&session)), "looks at no version"),
        (batch().push(news.put(&Link::new("", "A"))), "cannot be empty"),
    ] {
        match refused.send().await {
            Err(Error::Refused(refused)) => assert!(refused.reason.contains(reason), "{refused}"),
            other => panic!("{reason}: {other:?}"),
        }
    }
    assert_eq!(scripted.sent().len(), 0, "nor is anything else of it sent");
    let fine = batch().push(sessions.put(&mut session).unversioned()).push(sessions.delete(Session::key("t")));
    let fine = fine.push(sessions.delete(&Session::new("u", "x")).unversioned()).attempts(1);
    let error = fine.send().await.unwrap_err();
    assert_eq!(error.code(), Some("ResourceNotFoundException"), "it was sent; there is no such table");
}

#[tokio::test(start_paused = true)]
async fn what_comes_back_unprocessed_is_written_again_until_all_is_there() {
    let start = Instant::now();
    let (_, news, plain) = scripted(std::iter::repeat_with(|| Answer::unprocessed(3)).take(40)).await;
    let batch =
        (0..200).fold(batch_write(news.client()), |all, number| all.push(news.put(&Link::new(url(number), "t"))));
    let written = batch.send().await.unwrap();
    assert_eq!((written.items, count(&plain).await), (200, 200));
    assert!(written.retries > 0);
    assert!(start.elapsed() <= MOST_PAUSES * 2, "{:?}", start.elapsed());
}

#[tokio::test(start_paused = true)]
async fn what_is_never_processed_is_in_the_callers_hands_in_the_time_that_is_documented() {
    let start = Instant::now();
    // Every second write comes back, and then all of them, for ever.
    let answers = std::iter::once(Answer::unprocessed(2)).chain(std::iter::repeat_with(|| Answer::unprocessed(1)));
    let (scripted, news, plain) = scripted(answers).await;
    let batch =
        (0..20).fold(batch_write(news.client()), |all, number| all.push(news.put(&Link::new(url(number), "t"))));
    let Err(Error::Unprocessed(unprocessed)) = batch.send().await else { panic!("nothing is processed") };
    assert_eq!(
        (unprocessed.writes.len(), count(&plain).await),
        (10, 10),
        "nothing is lost, and nothing is there that is left"
    );
    assert_eq!(scripted.sent().len(), 10);
    assert!(start.elapsed() <= MOST_PAUSES, "{:?}", start.elapsed());
    assert_eq!(unprocessed.to_string(), "10 writes of a batch did not go through: DynamoDB has left them unprocessed");
    let again = unprocessed.writes.into_iter().fold(batch_write(plain.client()), |all, write| all.push(write));
    assert_eq!(again.send().await.unwrap().items, 10);
    assert_eq!(count(&plain).await, 20);

    let answers = std::iter::once(Answer::unprocessed(2)).chain(std::iter::repeat_with(|| Answer::unprocessed(1)));
    let (_, news, _) = scripted_with(plain, answers);
    let gets = || (0..20).map(|number| news.get(Link::key(url(number)))).collect::<Vec<_>>();
    let start = Instant::now();
    let partial = batch_get(news.client(), gets()).attempts(3).send_partial().await.unwrap();
    assert_eq!((partial.found.iter().flatten().count(), partial.unprocessed.len()), (10, 10));
    for position in &partial.unprocessed {
        assert_eq!(partial.found[*position], None);
    }
    let Err(Error::Unprocessed(left)) = batch_get(news.client(), gets()).attempts(3).send().await else {
        panic!("all is left")
    };
    assert_eq!(
        (left.keys.len(), left.to_string().as_str()),
        (20, "20 keys of a batch were not read: DynamoDB has left them unprocessed")
    );
    assert!(start.elapsed() <= Duration::from_millis(300), "{:?}", start.elapsed());
}

/// The same database, with other answers.
fn scripted_with(
    plain: Table<HackerNews>,
    answers: impl IntoIterator<Item = Answer, IntoIter: Send + 'static>,
) -> (Scripted, Table<HackerNews>, Table<HackerNews>) {
    let underneath = plain.client().config().http_client().expect("an HTTP client");
    let scripted = Scripted::over(underneath, answers).on("BatchGetItem");
    let news = HackerNews::table(&scripted.retrying_client());
    (scripted, news, plain)
}

#[tokio::test(start_paused = true)]
async fn a_call_that_fails_leaves_its_writes_in_the_callers_hands() {
    let (_, news, plain) = scripted([Answer::pass(), Answer::error("AccessDeniedException")]).await;
    let batch = (0..50).fold(batch_write(news.client()).concurrency(1), |all, number| {
        all.push(news.put(&Link::new(url(number), "t")))
    });
    let error = batch.send().await.unwrap_err();
    assert_eq!(error.code(), Some("AccessDeniedException"));
    let Error::Unprocessed(unprocessed) = error else { panic!("{error:?}") };
    assert_eq!((unprocessed.writes.len(), count(&plain).await), (25, 25));
    assert_eq!(unprocessed.writes[0].table(), "HackerNews");
    assert!(unprocessed.writes[0].key().to_string().starts_with("link = \"http://story/"));
}

#[tokio::test(start_paused = true)]
async fn of_10_000_items_that_are_put_by_the_writer_each_is_there_once_though_a_third_comes_back() {
    let (scripted, news, plain) = scripted(std::iter::repeat_with(|| Answer::unprocessed(3))).await;
    let mut writer = news.writer();
    for number in 0..10_000 {
        writer.put(&Link::new(url(number), "t")).await.unwrap();
    }
    let written = writer.finish().await.unwrap();
    assert_eq!((written.items, count(&plain).await), (10_000, 10_000));
    let most = scripted
        .sent()
        .iter()
        .map(|sent| sent["BatchWriteItem"]["RequestItems"]["HackerNews"].as_array().map_or(0, Vec::len))
        .max();
    assert_eq!(most, Some(25));
}

#[tokio::test]
async fn a_writer_writes_the_last_of_an_item_and_holds_no_more_than_it_says() {
    let news = fresh::<HackerNews>().await;
    let mut writer = news.writer();
    for title in ["first", "second"] {
        for number in 0..60 {
            writer.put(&Link::new(url(number), title)).await.unwrap();
        }
    }
    assert_eq!(count(&news).await, 0, "it holds up to a hundred items");
    writer.delete(Link::key(url(3))).await.unwrap();
    for number in 60..100 {
        writer.put(&Link::new(url(number), "more")).await.unwrap();
    }
    assert_eq!(count(&news).await, 99, "and writes them then");
    match writer.put(&Link::new("", "t")).await {
        Err(Error::Refused(refused)) => assert_eq!(refused.attribute, "link"),
        other => panic!("{other:?}"),
    }
    writer.put(&Link::new(url(3), "back")).await.unwrap();
    assert_eq!(writer.finish().await.unwrap().items, 101);
    let titles = |number| news.get(Link::key(url(number))).select(Link::TITLE).send();
    assert_eq!(titles(3).await.unwrap().as_deref(), Some("back"));
    assert_eq!(titles(4).await.unwrap().as_deref(), Some("second"));
}

#[tokio::test(start_paused = true)]
async fn a_writer_reports_what_did_not_go_through_and_goes_on() {
    let (_, news, plain) = scripted([Answer::error("AccessDeniedException")]).await;
    let mut writer = news.writer();
    let mut left = Vec::new();
    for number in 0..230 {
        match writer.put(&Link::new(url(number), "t")).await {
            Ok(()) => {}
            Err(Error::Unprocessed(unprocessed)) => left.extend(unprocessed.writes),
            Err(error) => panic!("{error}"),
        }
    }
    assert_eq!(left.len(), 25);
    for write in left {
        writer.push(write).await.unwrap();
    }
    assert_eq!(writer.finish().await.unwrap().items, 230);
    assert_eq!(count(&plain).await, 230);
}

#[tokio::test]
async fn a_writer_that_is_not_to_be_finished_gives_back_what_it_holds() {
    let news = fresh::<HackerNews>().await;
    let mut writer = news.writer();
    for number in 0..7 {
        writer.put(&Link::new(url(number), "t")).await.unwrap();
    }
    let held = writer.into_unwritten();
    assert_eq!(held.iter().map(|write| write.key().to_string()).next().as_deref(), Some("link = \"http://story/0\""));
    assert_eq!((held.len(), count(&news).await), (7, 0));
}

#[tokio::test]
async fn batches_can_be_sent_from_other_tasks() {
    let news = stories(3).await;
    let task = tokio::spawn(async move {
        batch_write(news.client()).push(news.put(&story(9))).send().await?;
        let mut writer = news.writer();
        writer.put(&story(10)).await?;
        writer.finish().await?;
        batch_get(news.client(), vec![news.get(&story(9)), news.get(&story(10))]).send().await
    });
    assert_eq!(task.await.unwrap().unwrap(), [Some(story(9)), Some(story(10))]);
}
