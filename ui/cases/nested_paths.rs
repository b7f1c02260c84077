//! Paths into values are typed as the values are.

use dynaschema::Table;
use dynaschema_ui::schema::{Address, Geo, Parcel, ParcelId, Parcels};

pub fn case(parcels: &Table<Parcels>) {
    let _ = Parcel::ADDRESS.field(Address::CITY).eq(1); //~ expected a value for `String`, found `{integer}`
    let _ = Parcel::ADDRESS.field(Geo::LAT); //~ expected `Address`, found `Geo`
    let _ = Parcel::ADDRESS.at(0); //~ `at` is for lists
    let _ = Parcel::LINES.key("x"); //~ `key` is for maps
    let _ = Parcel::LINES.at(0).lt(1); //~ expected a value for `String`, found `{integer}`
    let update = parcels.update(Parcel::key(ParcelId::from("p")));
    let _ = update.remove(Parcel::ADDRESS.field(Address::CITY)); //~ cannot be removed
}
