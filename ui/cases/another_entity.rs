//! A request is about one entity, and so are its attributes.

use dynaschema::Table;
use dynaschema_ui::schema::{HackerNews, Link, User};

pub fn case(news: &Table<HackerNews>) {
    let _ = news.update(Link::key("l")).set(User::KARMA, 1); //~ this is an attribute of `User`, and the request is about `Link`
    let _ = news.update(Link::key("l")).add(User::KARMA, 1); //~ this is an attribute of `User`, and the request is about `Link`
    let _ = news.update(Link::key("l")).remove(User::KARMA); //~ this is an attribute of `User`, and the request is about `Link`
    let _ = news.update(Link::key("l")).condition(User::KARMA.eq(1)); //~ expected `Condition<Link, _>`, found `Condition<User, Karma>`
    let _ = news.query(Link::by_day(1)).filter(User::KARMA.eq(1)); //~ expected `Condition<Link, _>`, found `Condition<User, Karma>`
}
