//! Stories submitted to Hacker News: a table with a global index, from creating it to scanning it.
//!
//! `cargo run --example hacker_news` needs no set-up: it runs on a DynamoDB in memory. With
//! `DYNAMODB_ENDPOINT=http://…` it runs there.

use std::collections::BTreeSet;
use std::error::Error as StdError;

use dynaschema::{Error, Table};
use dynaschema_examples::client;
use dynaschema_examples::schema::{HackerNews, Link};
use serde::Deserialize;

#[tokio::main]
async fn main() -> Result<(), Box<dyn StdError>> {
    let client = client().await;
    let news = HackerNews::table(&client);

    create(&news).await?;
    load(&news).await?;
    look_up(&news, "https://example.org/schema-first").await?;
    vote(&news, "https://example.org/schema-first").await?;
    rename_if_unnoticed(&news, "https://example.org/schema-first").await?;
    submit_again(&news, "https://example.org/schema-first").await?;
    top_of_the_day(&news, 1).await?;
    about(&news, 2, "databases").await?;
    scan(&news).await?;
    Ok(())
}

async fn create(news: &Table<HackerNews>) -> Result<(), Error> {
    heading("Create the table if it is missing");
    if news.table_exists().send().await? {
        println!("{} is already there", news.name());
    } else {
        // Another program may be creating it at this moment.
        news.create_table().if_missing().send().await?;
        println!("created {}", news.name());
    }
    let description = news.describe_table().send().await?;
    for index in description.global_secondary_indexes() {
        println!("  with the global index {}", index.index_name().unwrap_or_default());
    }
    Ok(())
}

/// What a story looks like in the file beside this one.
#[derive(Deserialize)]
struct Story {
    link: String,
    title: String,
    points: i64,
    days_old: u32,
    #[serde(default)]
    tags: BTreeSet<String>,
}

async fn load(news: &Table<HackerNews>) -> Result<(), Box<dyn StdError>> {
    heading("Load the stories");
    let stories: Vec<Story> = serde_json::from_str(include_str!("stories.json"))?;
    for story in &stories {
        let mut link = Link::new(&story.link, &story.title);
        link.points = story.points;
        link.days_old = story.days_old;
        link.tags = story.tags.clone();
        news.put(&link).send().await?;
    }
    println!("put {} stories", stories.len());
    Ok(())
}

async fn look_up(news: &Table<HackerNews>, url: &str) -> Result<(), Error> {
    heading("Look one up");
    match news.get(Link::key(url)).consistent().send().await? {
        Some(link) => show(&link),
        None => println!("nobody submitted {url}"),
    }
    match news.get(Link::key("https://example.org/nowhere")).send().await? {
        Some(link) => show(&link),
        None => println!("nobody submitted https://example.org/nowhere"),
    }
    Ok(())
}

async fn vote(news: &Table<HackerNews>, url: &str) -> Result<(), Error> {
    heading("Count votes atomically");
    for _ in 0..3 {
        let link = news.update(Link::key(url)).add(Link::POINTS, 1).returning_new().send().await?;
        println!("voted: {} points", link.points);
    }
    Ok(())
}

async fn rename_if_unnoticed(news: &Table<HackerNews>, url: &str) -> Result<(), Error> {
    heading("Change the title, but only while nobody has noticed");
    let renamed = news
        .update(Link::key(url))
        .set(Link::TITLE, "Schema first, no regrets")
        .condition(Link::POINTS.lt(10))
        .send()
        .await;
    match renamed {
        Ok(()) => println!("renamed"),
        // An emulator from before 2023 does not return the item, which is then taken to be missing.
        Err(error @ (Error::ConditionFailed(_) | Error::NotFound(_))) => {
            println!("not renamed: {error}");
            if let Some(link) = error.current::<Link>()? {
                println!("  as it stands, it has {} points", link.points);
            }
        }
        Err(error) => return Err(error),
    }
    Ok(())
}

async fn submit_again(news: &Table<HackerNews>, url: &str) -> Result<(), Error> {
    heading("Submit a link twice");
    match news.insert(&Link::new(url, "I found this first")).send().await {
        Ok(()) => println!("inserted"),
        Err(error @ Error::AlreadyExists(_)) => println!("refused: {error}"),
        Err(error) => return Err(error),
    }
    Ok(())
}

async fn top_of_the_day(news: &Table<HackerNews>, days_old: u32) -> Result<(), Error> {
    heading("Yesterday's top stories, page by page");
    // A page holds up to 1 MB unless it is told otherwise; these few stories would be one.
    let mut pages = news.query(Link::by_day(days_old).points().ge(50)).descending().limit(10).page_size(4).pages();
    let mut number = 0;
    while let Some(page) = pages.try_next().await? {
        number += 1;
        println!("page {number}");
        page.items.iter().for_each(show);
    }
    Ok(())
}

async fn about(news: &Table<HackerNews>, days_old: u32, tag: &str) -> Result<(), Error> {
    heading("Stories of one day and one subject, not too well known");
    let stories = news
        .query(Link::by_day(days_old).points().lt(300))
        .descending()
        .filter(Link::TAGS.contains(tag) & !Link::TITLE.begins_with("Ask: "))
        .all()
        .await?;
    stories.iter().for_each(show);
    Ok(())
}

async fn scan(news: &Table<HackerNews>) -> Result<(), Error> {
    heading("Scan the whole table");
    let (mut stories, mut untagged) = (0, 0);
    let mut links = news.scan::<Link>().stream();
    while let Some(link) = links.try_next().await? {
        stories += 1;
        untagged += usize::from(link.tags.is_empty());
    }
    println!("{stories} stories, {untagged} of them without a tag");
    Ok(())
}

fn heading(text: &str) {
    println!("\n{text}");
}

fn show(link: &Link) {
    let tags: Vec<&str> = link.tags.iter().map(String::as_str).collect();
    println!("  {:>4} points  {:<45}  {}", link.points, link.title, tags.join(", "));
}
