//! What DynamoDB cannot compare.

use dynaschema::{Condition, DataType, Table};
use dynaschema_ui::schema::{Account, HackerNews, Link, Match, Matches, Parcel, User};

pub fn case(news: &Table<HackerNews>, matches: &Table<Matches>) {
    let _ = Link::POINTS.size(); //~ `i64` has no size
    let _ = Link::LOCKED.size(); //~ `bool` has no size
    let _ = Link::TITLE.size().gt("x"); //~ expected a value for `usize`, found `&str`
    let _ = Link::TITLE.size().gt(Link::LINK); //~ expected a value for `usize`, found `Attr<Link>`
    let _ = Link::TAGS.between([""], [""]); //~ DynamoDB does not order values of `BTreeSet<String>`
    let _ = Link::TITLE.between("a", 2); //~ expected a value for `String`, found `{integer}`
    let _ = Link::TITLE.is_in([1, 2]); //~ expected a value for `String`, found `{integer}`
    let _ = Link::TITLE.attribute_type("S"); //~ mismatched types
    let _ = Link::TITLE.eq(Link::POINTS); //~ expected a value for `String`, found `Attr<Points>`
    let _ = Link::POINTS.lt(User::KARMA); //~ attributes are compared with attributes of the same entity and type
    let _ = Link::TITLE.begins_with(Link::POINTS); //~ expected a value for `String`, found `Attr<Points>`
    let _ = Parcel::ID.eq(Parcel::NOTE); //~ expected a value for `ParcelId`, found `Attr<Note>`
    let _ = Link::TITLE.eq(1) & Link::POINTS.eq(1); //~ expected a value for `String`, found `{integer}`
    let _ = Link::POINTS.gt(1) & Account::BALANCE.gt(1); //~ mismatched types
    // Both sides of a comparison are in the filter.
    let _ = news.query(Link::by_day(1)).filter(Link::TITLE.eq(Link::LINK) & Link::DAYS_OLD.lt(Link::POINTS)); //~ `DaysOld` cannot be filtered on in a query of `ByDay`
    let _ = matches.query(Match::by_region("eu")).filter(Match::ROUND.eq(Match::TOURNAMENT)); //~ `Tournament` cannot be filtered on in a query of `ByRegion`
    let mut any: Condition<Link, _> = Condition::never();
    any |= Match::ROUND.eq("x"); //~ mismatched types
    let _ = (any, DataType::String);
}
