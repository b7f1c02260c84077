//! A newtype is itself, and text that holds a number has no number's order.

use dynaschema_ui::schema::{Address, Parcel, ParcelId, Street};

pub fn case() {
    let _ = Parcel::key("p"); //~ expected a value for `ParcelId`, found `&str`
    let _ = Parcel::key(Street::from("s")); //~ expected a value for `ParcelId`, found `Street`
    let _ = Parcel::ID.eq(String::from("p")); //~ expected a value for `ParcelId`, found `String`
    let _ = Parcel::WEIGHT.lt(1_u32); //~ DynamoDB does not order values of `AsString<u32>`
    let _ = Parcel::WEIGHT.begins_with(1_u32); //~ `begins_with` is for text
    let _ = Parcel::STATUS.eq("packed"); //~ expected a value for `Status`, found `&str`
    let _ = Address::new("Main Street", "Rome"); //~ this function takes 3 arguments but 2 arguments were supplied
    let _ = ParcelId::from(1); //~ the trait bound `ParcelId: From<{integer}>` is not satisfied
}
