//! Composed keys, used right: if this did not compile, the other cases about them would prove nothing.

use dynaschema::Table;
use dynaschema::jiff::civil::Date;
use dynaschema_ui::schema::{Condition, Depot, DepotId, DriverId, Fleet, Trip, Truck, TruckId, TruckWithTrips};

pub async fn accepted(fleet: &Table<Fleet>, id: &TruckId, depot: DepotId, driver: &DriverId, day: Date) {
    let mut truck = Truck::new(id, Condition::Idle, 7, driver, day, 0);
    truck.on_road = true;
    truck.depot = Some(depot.clone());
    let _ = fleet.insert(&truck);
    let _ = fleet.get(Truck::key(id)).consistent();
    let _ = fleet.get(Trip::key(id, day, "outward"));

    // Part by part, and ranges where texts sort as values do.
    let _ = fleet.query(Trip::by_key(id)).consistent();
    let _ = fleet.query(Trip::by_key(id).day().between(day, day));
    let _ = fleet.query(Trip::by_key(id).day().eq(day).leg().ge("a"));
    let _ = fleet.query(Truck::by_depot(&depot).condition().ge(Condition::Idle));
    let _ = fleet.query(Truck::by_depot(&depot).condition().eq(Condition::Idle).number().lt(10)).descending();
    let _ = fleet.query(Truck::by_driver(driver).built().eq(day));
    let _ = fleet.query(Trip::by_city("Rome").street().begins_with("Via "));
    let _ = fleet.query(Trip::by_city("Rome").street().eq("Via Appia").weight().eq(5_u32));
    let _ = fleet.query(Trip::by_odometer(id).odometer().gt(100_u32));

    // To DynamoDB, what is stored beside the keys that it is in is an attribute like any other.
    let _ = fleet.query(Trip::by_key(id)).filter(Trip::DAY.gt(day) & Trip::WEIGHT.gt(5)).select((Trip::DAY, Trip::WEIGHT));
    let _ = fleet.query(Truck::by_depot(&depot)).filter(Truck::CONDITION.eq(Condition::Idle));
    let _ = fleet.query(Truck::by_driver(driver)).filter(Truck::MILEAGE.lt(9)).select(Truck::MILEAGE);
    let _ = fleet.scan().filter(Trip::ODOMETER.gt(1_u32)).select(Trip::ODOMETER);

    let update = fleet.update(Truck::key(id)).add(Truck::MILEAGE, 5).add(Truck::SEATS, ["left"]).remove(Truck::NOTE);
    let update = update.set_together(Truck::set_condition_and_number(Condition::Driving, 8));
    let update = update.set_together(Truck::set_driver_and_built_and_on_road(driver, day, false));
    let _ = update.set(Truck::DEPOT, &depot).condition(Truck::CONDITION.eq(Condition::Idle) & Truck::NUMBER.lt(8));
    let _ = fleet.update(&truck).remove(Truck::DEPOT).delete(Truck::SEATS, ["left"]);
    let trip = fleet.update(Trip::key(id, day, "outward"));
    let trip = trip.set_together(Trip::set_street_and_weight(None, 5)).set(Trip::CITY, "Rome").set(Trip::ODOMETER, 9);
    let _ = trip.condition(Trip::DAY.eq(day) & Trip::ODOMETER.lt(9)).remove(Trip::MILEAGE);

    let whole = fleet.collection(TruckWithTrips::of(id)).consistent().send().await;
    let _ = whole.map(|whole| (whole.truck.number, whole.trips.len()));
    let _ = fleet.collection(Depot::of(depot).condition().eq(Condition::Idle).number().ge(1)).descending();
}
