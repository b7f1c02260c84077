//! ADD is for numbers and sets.

use dynaschema::Table;
use dynaschema_ui::schema::{HackerNews, Link};

pub fn case(news: &Table<HackerNews>) {
    let _ = news.update(Link::key("l")).add(Link::TITLE, "x"); //~ ADD is for numbers and sets, not for `String`
    let _ = news.update(Link::key("l")).add(Link::LOCKED, true); //~ ADD is for numbers and sets, not for `bool`
}
