//! What is in composed keys only is no attribute in DynamoDB: nothing can be asked of it there, nor read.

use dynaschema::Table;
use dynaschema_ui::schema::{DepotId, DriverId, Fleet, Trip, Truck, TruckId};

pub fn case(fleet: &Table<Fleet>, truck: &TruckId, depot: &DepotId, driver: &DriverId) {
    let _ = Truck::DEPOT.eq(depot); //~ `Depot` is in composed keys only, and there are no conditions and filters on it
    let _ = Truck::DEPOT.exists(); //~ `Depot` is in composed keys only, and there are no conditions and filters on it
    let _ = Truck::TRUCK_ID.begins_with("x"); //~ `TruckId` is in composed keys only, and there are no conditions and filters on it
    let _ = Truck::ON_ROAD.eq(true); //~ `OnRoad` is in composed keys only, and there are no conditions and filters on it
    let _ = fleet.query(Trip::by_key(truck)).filter(Trip::LEG.eq("outward")); //~ `Leg` is in composed keys only, and there are no conditions and filters on it
    let _ = fleet.scan::<Trip>().filter(Trip::CITY.ne("Rome")); //~ `City` is in composed keys only, and there are no conditions and filters on it
    let _ = fleet.update(Truck::key(truck)).condition(Truck::DEPOT.eq(depot)); //~ `Depot` is in composed keys only, and there are no conditions and filters on it
    let _ = fleet.query(Trip::by_key(truck)).select(Trip::LEG); //~ `InKey<Leg>` cannot be selected
    let _ = fleet.query(Trip::by_key(truck)).select((Trip::DAY, Trip::LEG)); //~ `InKey<Leg>` cannot be selected
    let _ = fleet.scan::<Truck>().select(Truck::DEPOT); //~ `InKey<Depot>` cannot be selected
    // An index has of what is stored what it projects, though its keys say more.
    let _ = fleet.query(Truck::by_driver(driver)).select(Truck::DRIVER); //~ `Driver` cannot be selected in a query of `ByDriver`
    let _ = fleet.query(Truck::by_driver(driver)).filter(Truck::BUILT.exists()); //~ the index of `ByDriver` does not project all attributes, and this one is not among those that it does
}
