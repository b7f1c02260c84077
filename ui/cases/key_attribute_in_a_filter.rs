//! DynamoDB refuses a filter on a key attribute of the queried index, wherever in the filter it stands.

use dynaschema::Table;
use dynaschema_ui::schema::{HackerNews, Link, Match, Matches};

pub fn case(news: &Table<HackerNews>, matches: &Table<Matches>) {
    let _ = news.query(Link::by_day(1)).filter(Link::POINTS.gt(1)); //~ `Points` cannot be filtered on in a query of `ByDay`
    let _ = news.query(Link::by_day(1)).filter(Link::TITLE.eq("x") & !Link::DAYS_OLD.eq(1)); //~ `DaysOld` cannot be filtered on in a query of `ByDay`
    let _ = matches.query(Match::by_key("m")).filter(Match::TURN.gt(1)); //~ `Turn` cannot be filtered on in a query of `ByKey`
    // The key of another index, or of the table, is an attribute like any other here.
    let _ = matches.query(Match::by_round("t", "eu")).filter(Match::TURN.gt(1));
}
