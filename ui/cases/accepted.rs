//! What the other cases get wrong, done right: if this did not compile, they would prove nothing.

use dynaschema::aws_sdk_dynamodb::types::AttributeValue;
use dynaschema::{Condition, DataType, Table};
use dynaschema_ui::schema::{
    Account, Accounts, Address, Geo, HackerNews, Link, Match, Matches, Parcel, ParcelId, Parcels, Status, User, Users,
};

pub fn accepted(news: &Table<HackerNews>, users: &Table<Users>, matches: &Table<Matches>, parcels: &Table<Parcels>) {
    let link = Link::new("l", String::from("t"));
    let _ = news.put(&link).condition(Link::POINTS.lt(10) & !Link::TITLE.contains("x"));
    let _ = news.get(Link::key(&link.link)).consistent();
    let _ = users.get(User::key("u"));
    let _ = news.update(&link).set(Link::TITLE, "t").add(Link::POINTS, 1).remove(Link::LOCKED).returning_new();
    let _ = news.query(Link::by_day(1)).filter(Link::TITLE.eq("t") | Link::LINK.begins_with("l"));
    let _ = news.query(Link::by_day(link.days_old).points().between(&1, 2)).descending();
    let _ = news.get(&Link::key("l")).clone();
    let least = Some(1);
    let _ = news.query(match least {
        Some(least) => Link::by_day(1).points().ge(least),
        None => Link::by_day(1).into(),
    });
    let _ = news.update(&link).add(Link::TAGS, ["a", "b"]);
    let _: Vec<_> = ["l", "m"].iter().map(|url| news.get(Link::key(url))).collect();
    let _ = news.scan().filter(Link::POINTS.eq(1));
    let _ = matches.query(Match::by_key("m").turn().gt(1)).consistent();
    let _ = Parcel::ADDRESS.field(Address::GEO.field(Geo::LAT)).gt(1.5) & Parcel::LINES.at(0).begins_with("x");
    let _ = parcels.update(Parcel::key(ParcelId::from("p"))).remove(Parcel::ADDRESS.field(Address::ZIP));
    let _ = Parcel::PRICES.key("a").lt(1) | Parcel::WEIGHT.eq(1_u32) | Parcel::STATUS.lt(Status::Sent);
    let _ = matches.query(Match::by_region("eu")).select((Match::ROUND, Match::REGION)).filter(Match::ROUND.eq("x"));
    let _ = matches.query(Match::by_tournament("m").tournament().begins_with("t")).consistent();
    let _ = parcels.scan().select((Parcel::ADDRESS.field(Address::ZIP), Parcel::LINES.at(0), Parcel::NOTE));
    let _ = matches.query(Match::by_round("t", "eu").round().eq("SEMI").match_id().begins_with("x"));
}

pub fn conditions_and_writes(news: &Table<HackerNews>, accounts: &Table<Accounts>, account: &mut Account) {
    let _ = Link::POINTS.gt(Link::DAYS_OLD) & Link::TITLE.ne(Link::LINK) & Link::TITLE.size().lt(Link::POINTS);
    let _ = Link::POINTS.between(Link::DAYS_OLD, 10) | Link::TITLE.is_in(["a", "b"]) | Link::POINTS.is_in([1, 2]);
    let _ = Link::TAGS.attribute_type(DataType::StringSet) & Link::TAGS.size().between(1, 3);
    let mut all = Condition::always();
    for tag in ["a", "b"] {
        all &= Link::TAGS.contains(tag);
    }
    let raw = Condition::raw("size(title) > :n", &[], &[(":n", AttributeValue::N("3".to_owned()))]);
    let _ = news.query(Link::by_day(1)).filter(all.clone() | raw).filter(all.clone());
    let update = news.update(Link::key("l")).subtract(Link::POINTS, 1).set(Link::TITLE, Link::LINK);
    let _ = update.set_if_absent(Link::LOCKED, true).condition(all).once().token("t");
    let _ = news.update(Link::key("l")).add(Link::POINTS, Link::POINTS).updated_new();
    let _ = news.upsert(&Link::new("l", "t")).add(Link::POINTS, 1).returning_old();
    let _ = accounts.update(&*account).add(Account::BALANCE, 1).expect_version(2);
    let _ = accounts.delete(Account::key("a")).unversioned();
    let _ = accounts.put(account).condition(Account::VERSION.gt(1)).returning_old();
}

/// Generic code can be sent to other threads.
pub fn put_all<T, E>(table: Table<T>, items: Vec<E>) -> impl Future<Output = Result<(), dynaschema::Error>> + Send
where
    T: dynaschema::TableDefinition,
    E: dynaschema::StoredIn<T>,
    for<'i> &'i E: dynaschema::Writable<Entity = E>,
{
    async move {
        for item in &items {
            table.put(item).send().await?;
        }
        Ok(())
    }
}
