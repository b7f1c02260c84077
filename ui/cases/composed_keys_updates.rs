//! Updates keep keys true: the table's key stays, and what shares a key is set together.

use dynaschema::Table;
use dynaschema::jiff::civil::Date;
use dynaschema_ui::schema::{Condition, DriverId, Fleet, Trip, Truck, TruckId};

pub fn case(fleet: &Table<Fleet>, id: &TruckId, driver: &DriverId, day: Date) {
    let truck = || fleet.update(Truck::key(id));
    let trip = || fleet.update(Trip::key(id, day, "outward"));
    // The table's key, in keys only and stored.
    let _ = truck().set(Truck::TRUCK_ID, id); //~ the attribute `TruckId` is in the table's key and cannot be updated
    let _ = trip().set(Trip::LEG, "return"); //~ the attribute `Leg` is in the table's key and cannot be updated
    let _ = trip().set(Trip::DAY, day); //~ the attribute `Day` is in the table's key and cannot be updated
    let _ = trip().remove(Trip::DAY); //~ the attribute `Day` cannot be removed
    let _ = trip().remove(Trip::LEG); //~ the attribute `Leg` cannot be removed
    // Keys of indexes that several attributes share.
    let _ = truck().set(Truck::CONDITION, Condition::Idle); //~ or shares a composed key with other attributes and cannot be changed alone
    let _ = truck().set(Truck::NUMBER, 8_u32); //~ what shares it is set together by the generated `set_a_and_b(…)`, which is given to `.set_together(…)`
    let _ = truck().set(Truck::DRIVER, driver); //~ or shares a composed key with other attributes and cannot be changed alone
    let _ = truck().set(Truck::ON_ROAD, true); //~ or shares a composed key with other attributes and cannot be changed alone
    let _ = trip().set(Trip::STREET, "Via Appia"); //~ or shares a composed key with other attributes and cannot be changed alone
    let _ = trip().remove(Trip::STREET); //~ is removed by the generated `set_a_and_b(…)`, which is given to `.set_together(…)`
    let _ = truck().remove(Truck::ON_ROAD); //~ the attribute `OnRoad` cannot be removed
    let _ = Trip::set_street_and_weight(None); //~ this function takes 2 arguments but 1 argument was supplied
    // What comes of an addition, DynamoDB alone knows: too late for a key.
    let _ = trip().add(Trip::ODOMETER, 5_u32); //~ or in a composed key and cannot be added to
    let _ = truck().add(Truck::NUMBER, 1_u32); //~ or in a composed key and cannot be added to
    let _ = trip().add(Trip::CITY, "x"); //~ expected `Attr<_, _>`, found `InKey<City>`
    let _ = truck().add(Truck::NOTE, "x"); //~ ADD is for numbers and sets, not for `String`
    let _ = truck().delete(Truck::MILEAGE, 1_u32); //~ DELETE is for sets, not for `u32`
    let _ = truck().delete(Truck::NOTE, "x"); //~ DELETE is for sets, not for `String`
    // What an item has to have.
    let _ = truck().remove(Truck::MILEAGE); //~ the attribute `Mileage` cannot be removed
    let _ = trip().remove(Trip::CITY); //~ the attribute `City` cannot be removed
    let _ = trip().remove(Trip::ODOMETER); //~ the attribute `Odometer` cannot be removed
}
