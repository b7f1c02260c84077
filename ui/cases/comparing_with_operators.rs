//! `==` would compare an attribute with a value at once instead of asking DynamoDB to.

use dynaschema_ui::schema::{Link, User};

pub fn case() {
    let _ = Link::POINTS == 1; //~ binary operation `==` cannot be applied to type `Attr<Points>`
    let _ = Link::POINTS.eq(1) & User::KARMA.eq(1); //~ mismatched types
}
