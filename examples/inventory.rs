//! Writes that other programs come between: stock that is never sold twice, counts that no retry counts twice, and
//! sessions that are locked by their versions.
//!
//! `cargo run --example inventory` runs on a DynamoDB in memory; with `DYNAMODB_ENDPOINT=http://localhost:8000`, there.

use dynaschema::jiff::{Timestamp, ToSpan};
use dynaschema::{Condition, Error, Table};
use dynaschema_examples::schema::{Article, Inventory, Session, Sessions};

#[tokio::main]
async fn main() -> Result<(), Error> {
    let client = dynaschema_examples::client().await;
    let inventory = Inventory::table(&client);
    inventory.create_table().if_missing().send().await?;
    stock(&inventory).await?;
    sell(&inventory).await?;
    let sessions = Sessions::table(&client);
    sessions.create_table().if_missing().send().await?;
    log_in(&sessions).await?;
    delete_tables(&inventory, &sessions).await
}

/// What lies on the shelves.
async fn stock(inventory: &Table<Inventory>) -> Result<(), Error> {
    for (sku, name, shelf, stock) in
        [("lamp", "Lamp, brass", "a1", 2), ("rope", "Rope, 10 m", "a1", 40), ("soap", "Soap", "b2", 0)]
    {
        let mut article = Article::new(sku, name);
        article.shelf = Some(shelf.to_owned());
        article.stock = stock;
        article.minimum = Some(5);
        inventory.put(&article).send().await?;
    }

    // An upsert creates what is not there, and changes what is: nobody has to look first.
    let candle = Article::new("candle", "Candle");
    for delivered in [20, 15] {
        let candle = inventory.upsert(&candle).add(Article::STOCK, delivered).returning_new().send().await?;
        println!("{} candles", candle.stock);
    }

    // An attribute against another one, and alternatives that only the program knows.
    let mut named = Condition::never();
    for word in ["Lamp", "Soap"] {
        named |= Article::NAME.begins_with(word);
    }
    let scarce = inventory.scan().filter(Article::STOCK.lt(Article::MINIMUM) & named).all().await?;
    for article in scarce {
        println!("order some: {}, of which there are {}", article.name, article.stock);
    }
    Ok(())
}

/// Three customers want one lamp each; there are two.
async fn sell(inventory: &Table<Inventory>) -> Result<(), Error> {
    for customer in ["Ada", "Ben", "Cleo"] {
        // Once: a retry that nobody sees would sell a second lamp to the same customer.
        let sale = inventory
            .update(Article::key("lamp"))
            .subtract(Article::STOCK, 1)
            .append(Article::NOTES, [format!("sold to {customer}")])
            .condition(Article::STOCK.ge(1))
            .once();
        match sale.send().await {
            Ok(()) => println!("{customer} has a lamp"),
            Err(error @ Error::ConditionFailed(_)) => {
                let notes = error.current::<Article>()?.map(|lamp| lamp.notes).unwrap_or_default();
                println!("{customer} has none: {}", notes.join(", "));
            }
            Err(error) => return Err(error),
        }
    }

    // What a write returns is of a type of its own.
    let update = inventory.update(Article::key("rope")).add(Article::RESERVED, 3);
    let updated = update.set_if_absent(Article::SHORT_NAME, "Rope").updated_new().send().await?;
    println!("{:?} reserved of {:?}", updated.get(Article::RESERVED)?, updated.get(Article::SHORT_NAME)?);

    // A dry run is the request that would be sent.
    let request = inventory.update(Article::key("rope")).add(Article::RESERVED, 3).request()?;
    println!("{}", request.update_expression().unwrap_or_default());
    Ok(())
}

/// A session is changed by whoever has seen it as it is.
async fn log_in(sessions: &Table<Sessions>) -> Result<(), Error> {
    let mut session = Session::new("17", "ada");
    session.expires_at = Some(Timestamp::now() + 1.hour());
    sessions.put(&mut session).send().await?;
    println!("session {} has version {}", session.id, session.version);

    let mut elsewhere = sessions.get(Session::key("17")).consistent().send().await?.expect("it was just put there");
    elsewhere.hits += 1;
    sessions.put(&mut elsewhere).send().await?;

    session.tags.insert("late".to_owned());
    match sessions.put(&mut session).send().await {
        Err(error @ Error::VersionConflict(_)) => {
            println!("{error}");
            // Read it, change it, try it again.
            let mut current: Session = error.current()?.expect("a session that is there");
            current.tags.append(&mut session.tags);
            sessions.put(&mut current).send().await?;
            println!("session {} has version {}, {} hit", current.id, current.version, current.hits);
        }
        other => other?,
    }

    // What is over is not shown, though DynamoDB still holds it.
    let update = sessions.update(Session::key("17")).set(Session::EXPIRES_AT, Timestamp::now() - 1.second());
    update.send().await?;
    println!("over: {}", sessions.get(Session::key("17")).send().await?.is_none());
    Ok(())
}

async fn delete_tables(inventory: &Table<Inventory>, sessions: &Table<Sessions>) -> Result<(), Error> {
    inventory.delete_table().send().await?;
    sessions.delete_table().send().await
}
