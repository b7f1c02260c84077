//! A composed sort key is narrowed from left to right, part by part, and no further than a range.

use dynaschema::Table;
use dynaschema::jiff::civil::Date;
use dynaschema_ui::schema::{Condition, Depot, DepotId, Fleet, Trip, Truck, TruckId};

pub fn case(fleet: &Table<Fleet>, truck: &TruckId, depot: &DepotId, day: Date) {
    let _ = Trip::by_key(truck).leg(); //~ no method named `leg` found for struct `ByKeyThenDay`
    let _ = Truck::by_depot(depot).number(); //~ no method named `number` found for struct `ByDepotThenCondition`
    let _ = Trip::by_key(truck).day().ge(day).leg(); //~ no method named `leg` found for struct `QueryKey<Q>`
    let _ = Trip::by_city("Rome").street().begins_with("Via").weight(); //~ no method named `weight` found for struct `QueryKey<Q>`
    let _ = Depot::of(depot).number(); //~ no method named `number` found for struct `DepotThenCondition`
    let _ = Truck::by_key(truck).truck_id(); //~ no method named `truck_id` found for struct `QueryKey<Q>`
    let _ = fleet.query(Trip::by_key(truck).day()); //~ is not the key condition of a query
    let _ = fleet.collection(Depot::of(depot).condition().eq(Condition::Idle).number()); //~ is not the key condition of a query
}
