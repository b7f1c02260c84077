//! Every entity of the fixtures, read and written by both routes: as the SDK's map and as the text of DynamoDB's JSON.

mod both_routes;
#[path = "generated/mod.rs"]
mod schema;

use both_routes::check_all;

macro_rules! fixtures {
    ($($test:ident: $file:literal $entities:tt $parts:tt;)*) => {$(
        #[test]
        fn $test() {
            check_all!(30 of crate::schema: [include_str!(concat!("generated/", $file, ".rs"))] $entities $parts);
        }
    )*};
}

fixtures! {
    everything_is_the_same_by_both_routes: "everything" [Everything Match] [];
    a_link_is_the_same_by_both_routes: "hacker_news" [Link] [];
    mail_is_the_same_by_both_routes_also_as_an_index_holds_it: "inbox" [Mail Mark Draft] [MailByDay MarkByDay];
    what_is_in_a_ledger_is_the_same_by_both_routes: "ledger" [Account Entry Remark Secret] [];
    orders_are_the_same_by_both_routes: "shop" [Order Item] [];
}
