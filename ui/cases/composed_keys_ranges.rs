//! DynamoDB compares the texts of composed keys: there are ranges where those sort as the values do, and `begins_with`
//! for what is text itself.

use dynaschema::jiff::civil::Date;
use dynaschema_ui::schema::{Condition, DepotId, DriverId, Trip, Truck, TruckId};

pub fn case(truck: &TruckId, depot: &DepotId, driver: &DriverId, day: Date) {
    let _ = Trip::by_city("Rome").street().ge("Via"); //~ texts of `ByCityThenStreet` do not sort as its values do in this key
    let _ = Trip::by_city("Rome").street().between("A", "B"); //~ texts of `ByCityThenStreet` do not sort as its values do in this key
    let _ = Trip::by_city("Rome").street().eq("Via Appia").weight().ge(5_u32); //~ texts of `ByCityThenWeight` do not sort as its values do in this key
    let _ = Trip::by_city("Rome").street().eq("Via Appia").weight().lt(5_u32); //~ texts of `ByCityThenWeight` do not sort as its values do in this key
    let _ = Trip::by_city("Rome").street().eq("Via Appia").weight().begins_with(5_u32); //~ `begins_with` is for text, not for `u32`
    let _ = Trip::by_odometer(truck).odometer().begins_with(1_u32); //~ `begins_with` is for text, not for `Padded<u32, 9>`
    let _ = Trip::by_key(truck).day().begins_with(day); //~ `begins_with` is for text, not for `Date`
    let _ = Truck::by_driver(driver).built().begins_with(day); //~ `begins_with` is for text, not for `Date`
    let _ = Truck::by_depot(depot).condition().begins_with(Condition::Idle); //~ `begins_with` is for text, not for `Enumeration<Condition>`
}
