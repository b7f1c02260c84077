//! A key cannot be updated, and what an item needs cannot be removed.

use dynaschema::Table;
use dynaschema_ui::schema::{HackerNews, Link, Match, Matches};

pub fn case(news: &Table<HackerNews>, matches: &Table<Matches>) {
    let _ = news.update(Link::key("l")).set(Link::LINK, "m"); //~ `Link` is in the table's key and cannot be updated
    let _ = matches.update(Match::key("m", 1)).add(Match::TURN, 1); //~ `Turn` is in the table's key and cannot be updated
    let _ = news.update(Link::key("l")).remove(Link::LINK); //~ `Link` cannot be removed
    let _ = news.update(Link::key("l")).remove(Link::POINTS); //~ `Points` cannot be removed
    let _ = news.update(Link::key("l")).remove(Link::TITLE); //~ `Title` cannot be removed
}
