//! Collections are read with strong consistency from tables and local indexes alone, as queries are.

use dynaschema::Table;
use dynaschema_ui::schema::{Depot, DepotId, Fleet, Truck};

pub fn case(fleet: &Table<Fleet>, depot: &DepotId) {
    let _ = fleet.collection(Depot::of(depot)).consistent(); //~ `Depot` asks a global secondary index, which DynamoDB cannot read with strong consistency
    let _ = fleet.query(Truck::by_depot(depot)).consistent(); //~ `ByDepot` asks a global secondary index, which DynamoDB cannot read with strong consistency
}
