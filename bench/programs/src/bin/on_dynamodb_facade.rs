//! dynamodb-facade.

use std::process::ExitCode;
use std::sync::OnceLock;

use dynamodb_facade::{
    Condition, DynamoDBItemBatchOp, DynamoDBItemOp, KeyCondition, KeyId, NumberAttribute, StringAttribute, Update,
    attribute_definitions, dynamodb_batch_write, dynamodb_item, index_definitions, init_global_client,
    table_definitions,
};
use dynaschema_bench_programs::{
    Done, Failure, Invocation, OPEN, ORDERS, Order, Phase, SHIPPED, SHOP, client, customer_id, order_id, run, touched,
};

/// The name of the table is known when the program is called.
static TABLE: OnceLock<String> = OnceLock::new();

attribute_definitions! {
    /// The table's partition key.
    CustomerId { "customer_id": StringAttribute }
    /// The table's sort key.
    OrderId { "order_id": StringAttribute }
    /// The index's partition key.
    Shop { "shop": StringAttribute }
    /// The index's sort key.
    PlacedAt { "placed_at": NumberAttribute }
}

table_definitions! {
    /// All orders.
    Orders {
        type PartitionKey = CustomerId;
        type SortKey = OrderId;
        fn table_name() -> String { TABLE.get().cloned().unwrap_or_default() }
    }
}

index_definitions! {
    /// The orders of a shop.
    #[table = Orders]
    ByShop {
        type PartitionKey = Shop;
        type SortKey = PlacedAt;
        fn index_name() -> String { "by_shop".to_owned() }
    }
}

dynamodb_item! {
    #[table = Orders]
    Order {
        #[partition_key]
        CustomerId {
            fn attribute_id(&self) -> &'id str { &self.customer_id }
            fn attribute_value(id) -> String { id.to_owned() }
        }
        #[sort_key]
        OrderId {
            fn attribute_id(&self) -> &'id str { &self.order_id }
            fn attribute_value(id) -> String { id.to_owned() }
        }
        #[marker_only]
        Shop {
            fn attribute_id(&self) -> &'id str { &self.shop }
            fn attribute_value(id) -> String { id.to_owned() }
        }
        #[marker_only]
        PlacedAt {
            fn attribute_id(&self) -> u64 { self.placed_at }
            fn attribute_value(id) -> u64 { id }
        }
    }
}

async fn perform(invocation: Invocation) -> Result<Done, Failure> {
    init_global_client(client(&invocation.endpoint));
    TABLE.set(invocation.table).map_err(|_| "the table is named once")?;
    match invocation.phase {
        Phase::Nothing => Ok(Done::default()),
        Phase::Load => load().await,
        Phase::Query => {
            Ok(Order::query_index::<ByShop>(KeyCondition::pk(SHOP)).all().await?.iter().map(Order::sum).collect())
        }
        Phase::Scan => Ok(Order::scan().all().await?.iter().map(Order::sum).collect()),
        Phase::Update => update().await,
        Phase::Get => get().await,
    }
}

/// Given all orders at once, it would have 400 calls under way: so each batch is sent by itself.
async fn load() -> Result<Done, Failure> {
    let mut done = Done::default();
    for first in (0..ORDERS).step_by(25) {
        let mut batch = Vec::with_capacity(25);
        for number in first..ORDERS.min(first + 25) {
            let order = Order::numbered(number);
            done.add(order.sum());
            batch.push(order.batch_put());
        }
        dynamodb_batch_write::<Orders>(batch).await?;
    }
    Ok(done)
}

async fn update() -> Result<Done, Failure> {
    let mut done = Done::default();
    for number in touched() {
        let key = (customer_id(number), order_id(number));
        let update = Update::set("status", SHIPPED).and(Update::increment("quantity", 1));
        Order::update_by_id(KeyId::pk(&*key.0).sk(&*key.1), update)
            .condition(Condition::eq("status", OPEN))
            .return_none()
            .await?;
        done.add(0);
    }
    Ok(done)
}

async fn get() -> Result<Done, Failure> {
    let mut found = Vec::new();
    for number in touched() {
        let key = (customer_id(number), order_id(number));
        let order = Order::get(KeyId::pk(&*key.0).sk(&*key.1)).await?;
        found.push(order.ok_or("an order is not there")?);
    }
    Ok(found.iter().map(Order::sum).collect())
}

fn main() -> ExitCode {
    run(perform)
}
