//! Global indexes have no strong reads.

use dynaschema::Table;
use dynaschema_ui::schema::{HackerNews, Link};

pub fn case(news: &Table<HackerNews>) {
    let _ = news.query(Link::by_day(1)).consistent(); //~ `ByDay` asks a global secondary index, which DynamoDB cannot read with strong consistency
}
