//! What several calls cost together.

use std::collections::HashMap;

use aws_sdk_dynamodb::types::{Capacity, ConsumedCapacity, ReturnConsumedCapacity};

/// What is asked of a call's cost: all of it, where somebody looks at it. That is whoever wants it, or sees the span.
pub(super) fn asked(is_wanted: bool) -> Option<ReturnConsumedCapacity> {
    (is_wanted || tracing::enabled!(tracing::Level::INFO)).then_some(ReturnConsumedCapacity::Total)
}

/// What two calls cost together.
pub(crate) fn sum(one: Option<ConsumedCapacity>, other: Option<ConsumedCapacity>) -> Option<ConsumedCapacity> {
    let (one, other) = match (one, other) {
        (Some(one), Some(other)) => (one, other),
        (one, other) => return one.or(other),
    };
    // Of several tables there is no name.
    let table = one.table_name.filter(|table| other.table_name.as_ref() == Some(table));
    let sum = ConsumedCapacity::builder()
        .set_table_name(table)
        .set_capacity_units(units(one.capacity_units, other.capacity_units))
        .set_read_capacity_units(units(one.read_capacity_units, other.read_capacity_units))
        .set_write_capacity_units(units(one.write_capacity_units, other.write_capacity_units))
        .set_table(capacity(one.table, other.table))
        .set_local_secondary_indexes(indexes(one.local_secondary_indexes, other.local_secondary_indexes))
        .set_global_secondary_indexes(indexes(one.global_secondary_indexes, other.global_secondary_indexes));
    Some(sum.build())
}

fn units(one: Option<f64>, other: Option<f64>) -> Option<f64> {
    match (one, other) {
        (Some(one), Some(other)) => Some(one + other),
        (one, other) => one.or(other),
    }
}

fn capacity(one: Option<Capacity>, other: Option<Capacity>) -> Option<Capacity> {
    let (one, other) = match (one, other) {
        (Some(one), Some(other)) => (one, other),
        (one, other) => return one.or(other),
    };
    let sum = Capacity::builder()
        .set_capacity_units(units(one.capacity_units, other.capacity_units))
        .set_read_capacity_units(units(one.read_capacity_units, other.read_capacity_units))
        .set_write_capacity_units(units(one.write_capacity_units, other.write_capacity_units));
    Some(sum.build())
}

type Indexes = HashMap<String, Capacity>;

fn indexes(one: Option<Indexes>, other: Option<Indexes>) -> Option<Indexes> {
    let (mut sum, other) = match (one, other) {
        (Some(one), Some(other)) => (one, other),
        (one, other) => return one.or(other),
    };
    for (name, more) in other {
        let earlier = sum.remove(&name);
        if let Some(both) = capacity(earlier, Some(more)) {
            sum.insert(name, both);
        }
    }
    Some(sum)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_calls_cost_is_added_up_for_the_table_and_for_each_index() {
        let index = |units| Capacity::builder().capacity_units(units).build();
        let call = |name: &str, units| {
            ConsumedCapacity::builder()
                .table_name("t")
                .capacity_units(units)
                .global_secondary_indexes(name, index(units))
        };
        let both =
            sum(Some(call("a", 1.0).build()), Some(call("b", 2.0).global_secondary_indexes("a", index(0.5)).build()));
        let expected = call("a", 1.5).capacity_units(3.0).global_secondary_indexes("b", index(2.0)).build();
        assert_eq!(both, Some(expected.clone()));
        assert_eq!(sum(None, Some(expected.clone())), Some(expected));
        assert_eq!(sum(None, None), None);
    }
}
