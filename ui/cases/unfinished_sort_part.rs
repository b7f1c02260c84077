//! A sort key attribute that is named is to be compared with something.

use dynaschema::Table;
use dynaschema_ui::schema::{HackerNews, Link};

pub fn case(news: &Table<HackerNews>) {
    let _ = news.query(Link::by_day(1).points()); //~ is not the key condition of a query
    let _ = news.get("http://example.org"); //~ `&str` is not the key of an item
}
