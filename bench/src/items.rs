//! The items: random, and the same in each run.

use std::collections::BTreeSet;

use fastrand::Rng;

use crate::plain::{Address, Kind, Note, Order, ShopOrder};

/// Whose orders they are: a query asks for one partition.
pub const CUSTOMER: &str = "c-7f3a90";

const SEED: u64 = 7;

/// Orders of one customer, about 600 bytes of JSON each.
#[must_use]
pub fn orders(count: usize) -> Vec<Order> {
    let mut rng = Rng::with_seed(SEED);
    (0..count).map(|number| order(&mut rng, number)).collect()
}

/// The first of them.
#[must_use]
pub fn first_order() -> Order {
    order(&mut Rng::with_seed(SEED), 0)
}

fn order(rng: &mut Rng, number: usize) -> Order {
    let created_at = 1_760_000_000_000 + rng.u64(..10_000_000_000);
    Order {
        customer: CUSTOMER.to_owned(),
        order_id: format!("{number:06}-{}", letters(rng, 12)),
        status: choice(rng, &["OPEN", "PAID", "SHIPPED", "DELIVERED"]).to_owned(),
        email: format!("{}@example.com", letters(rng, 9)),
        note: rng.bool().then(|| format!("Please leave it {}.", letters(rng, 14))),
        created_at,
        updated_at: created_at + rng.u64(..10_000_000),
        quantity: rng.u64(1..200),
        total: rng.u32(100..1_000_000) as f64 / 100.0,
        paid: rng.bool(),
        lines: (0..4).map(|_| format!("sku-{}", letters(rng, 8))).collect(),
        tags: (0..3).map(|_| letters(rng, 7)).collect::<BTreeSet<_>>(),
        address: Address {
            street: format!("{} Street", letters(rng, 11)),
            house: rng.u64(1..300),
            city: choice(rng, &["Berlin", "Lisbon", "Nairobi", "Valparaíso"]).to_owned(),
            country: choice(rng, &["DE", "PT", "KE", "CL"]).to_owned(),
        },
    }
}

/// The same orders as they are in a table with several entities.
#[must_use]
pub fn shop_orders(count: usize) -> Vec<ShopOrder> {
    let in_shop = |order: Order| ShopOrder {
        pk: format!("customer#{}", order.customer),
        sk: format!("order#{}", order.order_id),
        kind: Kind::Order,
        status: order.status,
        email: order.email,
        note: order.note,
        created_at: order.created_at,
        updated_at: order.updated_at,
        quantity: order.quantity,
        total: order.total,
        paid: order.paid,
        lines: order.lines,
        tags: order.tags,
        address: order.address,
    };
    orders(count).into_iter().map(in_shop).collect()
}

/// What stands in a long text.
#[derive(Debug, Clone, Copy)]
pub enum Prose {
    /// Letters and spaces: JSON escapes nothing.
    Plain,
    /// A JSON document in a string: about every sixth character is escaped.
    Document,
    /// Nothing but quotes: every character is escaped.
    Quotes,
}

/// Notes with a text of 8 KB each.
#[must_use]
pub fn notes(count: usize, prose: Prose) -> Vec<Note> {
    let mut rng = Rng::with_seed(8);
    let note = |number| {
        let mut body = String::new();
        while body.len() < 8 * 1024 {
            match prose {
                Prose::Plain => body.push_str(&format!("{} ", letters(&mut rng, 7))),
                Prose::Document => {
                    body.push_str(&format!("{{\"{}\":\"{}\"}},\n", letters(&mut rng, 6), letters(&mut rng, 9)))
                }
                Prose::Quotes => body.push('"'),
            }
        }
        Note { topic: CUSTOMER.to_owned(), number, body }
    };
    (0..count as u64).map(note).collect()
}

fn letters(rng: &mut Rng, count: usize) -> String {
    (0..count).map(|_| rng.lowercase()).collect()
}

fn choice<'c>(rng: &mut Rng, of: &[&'c str]) -> &'c str {
    of[rng.usize(..of.len())]
}
