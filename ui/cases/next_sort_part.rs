//! A sort key is narrowed from left to right, attribute by attribute, and no further than a range.

use dynaschema_ui::schema::{Link, Match};

pub fn case() {
    let _ = Link::by_day(1).title(); //~ no method named `title` found for struct `ByDayThenPoints`
    let _ = Match::by_round("t", "eu").match_id(); //~ no method named `match_id` found for struct `ByRoundThenRound`
    let _ = Match::by_round("t", "eu").round().ge("QUARTER").match_id(); //~ no method named `match_id` found for struct `QueryKey<Q>`
}
