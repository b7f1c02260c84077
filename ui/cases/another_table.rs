//! Every verb knows which table an entity is in.

use dynaschema::Table;
use dynaschema_ui::schema::{HackerNews, Link, User, Users};

pub fn case(news: &Table<HackerNews>, users: &Table<Users>, user: &User) {
    let _ = news.get(User::key("u")); //~ the items of `User` are not in table `HackerNews`
    let _ = news.put(user); //~ the items of `User` are not in table `HackerNews`
    let _ = news.insert(user); //~ the items of `User` are not in table `HackerNews`
    let _ = news.replace(user); //~ the items of `User` are not in table `HackerNews`
    let _ = news.update(user); //~ the items of `User` are not in table `HackerNews`
    let _ = news.delete(user); //~ the items of `User` are not in table `HackerNews`
    let _ = news.scan::<User>(); //~ the items of `User` are not in table `HackerNews`
    let _ = users.query(Link::by_day(1)); //~ the items of `Link` are not in table `Users`
}
