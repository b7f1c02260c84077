//! Key parts have types: text is no number, a number of one type is none of another.

use dynaschema_ui::schema::{Link, Match};

pub fn case(points: i64) {
    let _ = Link::by_day("x"); //~ expected a value for `u32`, found `&str`
    let _ = Link::by_day(points); //~ expected a value for `u32`, found `i64`
    let _ = Link::key(7); //~ expected a value for `String`, found `{integer}`
    let _ = Link::by_day(1).points().ge("x"); //~ expected a value for `i64`, found `&str`
    let _ = Match::key("m", "n"); //~ expected a value for `u32`, found `&str`
}
