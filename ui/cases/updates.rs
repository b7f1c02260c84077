//! What DynamoDB's actions cannot do to an attribute, and what an update cannot take from another one.

use std::collections::BTreeSet;

use dynaschema::Table;
use dynaschema_ui::schema::{Fleet, HackerNews, Link, Parcel, ParcelId, Parcels, Trip, Truck, TruckId, User};

pub fn case(news: &Table<HackerNews>, parcels: &Table<Parcels>, fleet: &Table<Fleet>, id: &TruckId) {
    let link = || news.update(Link::key("l"));
    let _ = link().subtract(Link::TITLE, "x"); //~ DynamoDB computes with numbers, not with `String`
    let _ = link().subtract(Link::TAGS, BTreeSet::new()); //~ use `delete` to take elements out of a set
    let _ = link().subtract(Link::LINK, "x"); //~ `Link` is in the table's key and cannot be updated
    let _ = link().append(Link::TAGS, ["x"]); //~ use `add` to add elements to a set
    let _ = link().prepend(Link::TITLE, "x"); //~ `append` and `prepend` are for lists, not for `String`
    let _ = link().add(Link::TAGS, Link::TAGS); //~ DynamoDB adds attributes to numbers only
    let _ = link().add(Link::POINTS, Link::TITLE); //~ `Attr<Title>` cannot be added to `i64`
    let _ = link().add(Link::POINTS, Link::DAYS_OLD); //~ an attribute that is a number of this type
    let _ = link().set(Link::TITLE, Link::POINTS); //~ expected a value for `String`, found `Attr<Points>`
    let _ = link().set(Link::POINTS, Link::DAYS_OLD); //~ neither such a value nor an attribute of the same type
    let _ = link().set(Link::POINTS, User::KARMA); //~ expected a value for `i64`, found `Attr<Karma>`
    let _ = link().set(Link::TITLE, 5); //~ expected a value for `String`, found `{integer}`
    let _ = link().set_if_absent(Link::LINK, "x"); //~ `Link` is in the table's key and cannot be updated
    let _ = link().set_if_absent(Link::TITLE, 5); //~ expected a value for `String`
    let parcel = || parcels.update(Parcel::key(ParcelId::from("p")));
    let _ = parcel().append(Parcel::LINES, "x"); //~ expected a value for `Vec<String>`
    let _ = parcel().append(Parcel::LINES, Parcel::NOTE); //~ expected a value for `Vec<String>` or an attribute of this type, found `Attr<Note>`
    let _ = parcel().set(Parcel::NOTE, Parcel::ID); //~ expected a value for `String`, found `Attr<Id>`
    // What comes of it, DynamoDB alone knows: too late for a key.
    let truck = || fleet.update(Truck::key(id));
    let _ = truck().set_if_absent(Truck::NUMBER, 1_u32); //~ or in a composed key and cannot be added to
    let _ = truck().subtract(Truck::NUMBER, 1_u32); //~ or in a composed key and cannot be added to
    let _ = truck().set(Truck::NUMBER, Truck::MILEAGE); //~ or shares a composed key with other attributes
    let trip = || fleet.update(Trip::key(id, Default::default(), "x"));
    let _ = trip().set(Trip::ODOMETER, Trip::MILEAGE); //~ from another attribute only what is in no composed key can be set
    let _ = trip().set(Trip::CITY, Trip::CITY); //~ expected a value for `String`
    // A transaction returns nothing, and an update one thing.
    let _ = link().returning_new().once(); //~ the method `once` exists for struct `Update<Link, NewItem>`, but its trait bounds were not satisfied
    let _ = link().returning_old().returning_new(); //~ the method `returning_new` exists for struct `Update<Link, OldItem>`, but its trait bounds were not satisfied
    let _ = link().once().returning_old(); //~ no method named `returning_old` found
    let _ = news.put(&Link::new("l", "t")).returning_new(); //~ no method named `returning_new` found
}
