//! Parts are typed: an id of one newtype is none of another, though both are text in one key.

use dynaschema::jiff::civil::Date;
use dynaschema_ui::schema::{Condition, Depot, DepotId, DriverId, Trip, Truck, TruckId, TruckWithTrips};

pub fn case(truck: &TruckId, driver: DriverId, depot: DepotId, day: Date) {
    let _ = Truck::key(&driver); //~ expected a value for `TruckId`, found `&DriverId`
    let _ = Truck::key("t"); //~ expected a value for `TruckId`, found `&str`
    let _ = Truck::key(String::from("t")); //~ expected a value for `TruckId`, found `String`
    let _ = Trip::key(truck, "2026-01-01", "outward"); //~ expected a value for `Date`, found `&str`
    let _ = Trip::key(truck, "outward", day); //~ expected a value for `Date`, found `&str`
    let _ = Trip::by_key(&depot); //~ expected a value for `TruckId`, found `&DepotId`
    let _ = Truck::by_driver(&depot); //~ expected a value for `DriverId`, found `&DepotId`
    let _ = Truck::by_depot("d"); //~ expected a value for `DepotId`, found `&str`
    let _ = Truck::by_depot(&depot).condition().eq("IDLE"); //~ expected a value for `Condition`, found `&str`
    let _ = Truck::by_depot(depot).condition().eq(Condition::Idle).number().ge("7"); //~ expected a value for `u32`, found `&str`
    let _ = TruckWithTrips::of("t"); //~ expected a value for `TruckId`, found `&str`
    let _ = Depot::of(truck); //~ expected a value for `DepotId`, found `&TruckId`
}
