//! Every verb knows which table an entity is in.

use dynaschema::Table;
use dynaschema_ui::schema::{HackerNews, Link, User, Users};

pub fn case(news: &Table<HackerNews>, users: &Table<Users>, user: &User) {
    let _ = news.get(User::key("u")); //~ `User` is not an entity of table `HackerNews`
    let _ = news.put(user); //~ `User` is not an entity of table `HackerNews`
    let _ = news.insert(user); //~ `User` is not an entity of table `HackerNews`
    let _ = news.replace(user); //~ `User` is not an entity of table `HackerNews`
    let _ = news.update(user); //~ `User` is not an entity of table `HackerNews`
    let _ = news.delete(user); //~ `User` is not an entity of table `HackerNews`
    let _ = news.scan::<User>(); //~ `User` is not an entity of table `HackerNews`
    let _ = users.query(Link::by_day(1)); //~ `Link` is not an entity of table `Users`
}
