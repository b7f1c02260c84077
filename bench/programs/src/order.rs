//! What all programs store. `pynamodb/program.py` and `electrodb/program.mjs` make the same orders.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

/// How many orders are loaded, queried and scanned.
pub const ORDERS: u64 = 10_000;

/// How many orders are updated, and how many are got: every tenth.
pub const TOUCHED: u64 = 1_000;

/// The shop of every order: the one partition of the index.
pub const SHOP: &str = "shop-0001";

/// The status that an order has when it is loaded.
pub const OPEN: &str = "open";

/// The status that an update sets.
pub const SHIPPED: &str = "shipped";

const CITIES: [&str; 5] = ["Aarhus", "Bologna", "Coimbra", "Dresden", "Eindhoven"];
const TAGS: [&str; 7] = ["express", "fragile", "insured", "online", "outlet", "returning", "wholesale"];

/// The numbers of the orders that are updated and got.
pub fn touched() -> impl Iterator<Item = u64> {
    (0..TOUCHED).map(|number| number * (ORDERS / TOUCHED))
}

/// An order: 13 attributes of the kinds that items have.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Order {
    /// The table's partition key.
    pub customer_id: String,
    /// The table's sort key.
    pub order_id: String,
    /// The index's partition key.
    pub shop: String,
    /// The index's sort key.
    pub placed_at: u64,
    /// What updates look at and change.
    pub status: String,
    /// Two of three orders have one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
    /// In cents.
    pub total_cents: u64,
    /// What updates add to.
    pub quantity: u64,
    /// A whole number of quarters, so that sums are exact.
    pub weight: f64,
    /// Whether it is one.
    pub gift: bool,
    /// A list of texts.
    pub lines: Vec<String>,
    /// A set of texts.
    #[serde(with = "serde_dynamo::string_set")]
    pub tags: BTreeSet<String>,
    /// A map.
    pub address: Address,
}

/// Where an order goes.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Address {
    /// With the number of the house.
    pub street: String,
    /// The city.
    pub city: String,
    /// The postal code.
    pub zip: String,
    /// The country's code.
    pub country: String,
}

impl Order {
    /// The order of this number, as it is loaded.
    pub fn numbered(number: u64) -> Self {
        let picked = |step: u64, all: &[&str]| all[(step % all.len() as u64) as usize].to_owned();
        Self {
            customer_id: customer_id(number),
            order_id: order_id(number),
            shop: SHOP.to_owned(),
            placed_at: 1_700_000_000 + number * 37,
            status: OPEN.to_owned(),
            note: (!number.is_multiple_of(3))
                .then(|| format!("Please leave it with the neighbours at number {}", number % 100)),
            total_cents: 1_999 + number * 7_919 % 100_000,
            quantity: 1 + number % 9,
            weight: (number % 40) as f64 + 0.25,
            gift: number.is_multiple_of(2),
            lines: (0..4).map(|line| format!("sku-{:06}", (number * 31 + line * 17) % 10_000)).collect(),
            tags: (0..3).map(|tag| picked(number + tag * 2, &TAGS)).collect(),
            address: Address {
                street: format!("Harbour Street {}", number % 200),
                city: picked(number, &CITIES),
                zip: format!("{:05}", number * 13 % 100_000),
                country: "NL".to_owned(),
            },
        }
    }

    /// The same after it was updated.
    pub fn shipped(self) -> Self {
        Self {
            status: SHIPPED.to_owned(),
            quantity: self.quantity + 1,
            ..self
        }
    }

    /// Of every attribute something: lengths of texts, numbers as they are. What is misread is not likely to give the same.
    pub fn sum(&self) -> u64 {
        let texts = [&self.customer_id, &self.order_id, &self.shop, &self.status].into_iter().chain(&self.note);
        let Address { street, city, zip, country } = &self.address;
        let texts = texts.chain(&self.lines).chain(&self.tags).chain([street, city, zip, country]);
        let numbers = self.placed_at + self.total_cents + self.quantity + (self.weight * 4.0) as u64;
        numbers + u64::from(self.gift) + texts.map(|text| text.len() as u64).sum::<u64>()
    }
}

/// The partition key of an order: ten orders have it.
pub fn customer_id(number: u64) -> String {
    format!("customer-{:06}", number % 1_000)
}

/// The sort key of an order.
pub fn order_id(number: u64) -> String {
    format!("order-{number:08}")
}
