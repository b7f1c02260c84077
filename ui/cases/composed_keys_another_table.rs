//! An entity is in its own table, and so is a collection.

use dynaschema::Table;
use dynaschema::jiff::civil::Date;
use dynaschema_ui::schema::{Fleet, HackerNews, Trip, Truck, TruckId, TruckWithTrips, User};

pub fn case(news: &Table<HackerNews>, fleet: &Table<Fleet>, truck: &Truck, user: &User, id: &TruckId, day: Date) {
    let _ = news.put(truck); //~ `Truck` is not an entity of table `HackerNews`
    let _ = news.get(Trip::key(id, day, "outward")); //~ `Trip` is not an entity of table `HackerNews`
    let _ = fleet.put(user); //~ `User` is not an entity of table `Fleet`
    let _ = fleet.get(User::key("u")); //~ `User` is not an entity of table `Fleet`
    let _ = news.query(Truck::by_key(id)); //~ `Truck` is not an entity of table `HackerNews`
    let _ = news.collection(TruckWithTrips::of(id)); //~ this is a collection of table `Fleet`, not of table `HackerNews`
    let _ = fleet.collection(Truck::by_key(id)); //~ `ByKey` is not a collection
    let _ = fleet.query(TruckWithTrips::of(id)); //~ `TruckWithTrips` does not ask for items of one entity
    let _ = fleet.query(Truck::by_key(id)).filter(Trip::MILEAGE.gt(1_u32)); //~ expected `Condition<Truck, _>`, found `Condition<Trip, Mileage>`
    let _ = fleet.update(Truck::key(id)).set(Trip::CITY, "Rome"); //~ this is an attribute of `Trip`, and the request is about `Truck`
    let _ = fleet.update(Truck::key(id)).set_together(Trip::set_street_and_weight(None, 1_u32)); //~ expected `Together<Truck>`, found `Together<Trip>`
}
