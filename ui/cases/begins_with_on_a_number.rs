//! `begins_with` is for text, in keys as in conditions; so are order and `contains` for what has them.

use dynaschema_ui::schema::Link;

pub fn case() {
    let _ = Link::by_day(1).points().begins_with(1); //~ `begins_with` is for text, not for `i64`
    let _ = Link::POINTS.begins_with(1); //~ `begins_with` is for text, not for `i64`
    let _ = Link::TAGS.begins_with("x"); //~ `begins_with` is for text, not for `BTreeSet<String>`
    let _ = Link::POINTS.contains(1); //~ `contains` is for text, sets and lists, not for `i64`
    let _ = Link::LOCKED.lt(true); //~ DynamoDB does not order values of `bool`
}
