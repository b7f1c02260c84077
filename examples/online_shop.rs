//! An online shop in one table: customers, products, warehouses, and orders with all that belongs to them. Every question
//! is one query, to the table or to one of two indexes that hold items of several kinds.
//!
//! `cargo run --example online_shop` needs no set-up: it runs on a DynamoDB in memory. With
//! `DYNAMODB_ENDPOINT=http://…` it runs there.

use std::error::Error as StdError;

use dynaschema::jiff::Timestamp;
use dynaschema::{Error, Table};
use dynaschema_examples::client;
use dynaschema_examples::schema::{
    Address, Customer, CustomerHistory, CustomerHistoryItem, CustomerId, Invoice, InvoiceDetail, InvoiceId, OnlineShop,
    Order, OrderId, OrderItem, Payment, Product, ProductDetail, ProductId, Shipment, ShipmentId, ShipmentItem,
    ShipmentItemId, ShipmentWithItems, StockedProduct, Warehouse, WarehouseId, WarehouseItem, WarehouseWork,
    WholeOrder,
};

#[tokio::main]
async fn main() -> Result<(), Box<dyn StdError>> {
    let shop = OnlineShop::table(&client().await);
    shop.create_table().if_missing().send().await?;
    load(&shop).await?;

    an_order(&shop).await?;
    a_customer_between_two_dates(&shop).await?;
    a_products_sales(&shop).await?;
    stock_of_a_product(&shop).await?;
    work_of_a_warehouse(&shop).await?;
    an_invoice_and_a_shipment(&shop).await?;
    changes(&shop).await?;
    what_is_refused(&shop).await?;
    Ok(())
}

async fn an_order(shop: &Table<OnlineShop>) -> Result<(), Error> {
    heading("An order with its items, invoice and shipments");
    let WholeOrder { order, items, invoice, shipments, shipped, .. } =
        shop.collection(WholeOrder::of(id::<OrderId>("1001"))).send().await?;
    println!("order {} of customer {}, {}", order.order_id, order.customer_id, order.date);
    for item in &items {
        println!("  {} x product {} at {}", item.quantity, item.product_id, item.price);
    }
    match invoice {
        Some(invoice) => println!("  invoice {} over {}", invoice.invoice_id, invoice.amount),
        None => println!("  not invoiced yet"),
    }
    for shipment in &shipments {
        let inside = shipped.iter().filter(|item| item.shipment_id == shipment.shipment_id);
        let inside: Vec<String> = inside.map(|item| format!("{} x {}", item.quantity, item.product_id)).collect();
        println!("  shipment {} by {}: {}", shipment.shipment_id, shipment.r#type, inside.join(", "));
    }
    Ok(())
}

async fn a_customer_between_two_dates(shop: &Table<OnlineShop>) -> Result<(), Error> {
    heading("What a customer ordered and was invoiced in May");
    let may = CustomerHistory::of(id::<CustomerId>("anna")).ordered_at();
    let mut history = shop.collection(may.between(time("2026-05-01T00:00:00Z"), time("2026-05-31T23:59:59Z"))).stream();
    while let Some(item) = history.try_next().await? {
        match item {
            CustomerHistoryItem::OrderItem(item) => println!("{} ordered {}", item.ordered_at, item.product_id),
            CustomerHistoryItem::Invoice(invoice) => println!("{} invoiced {}", invoice.date, invoice.amount),
            _ => {}
        }
    }
    Ok(())
}

async fn a_products_sales(shop: &Table<OnlineShop>) -> Result<(), Error> {
    heading("The latest orders of a product");
    let query = shop.query(OrderItem::by_product(id::<ProductId>("tea"))).descending().limit(2);
    for item in query.all().await? {
        println!("{} in order {}: {}", item.ordered_at, item.order_id, item.quantity);
    }
    Ok(())
}

async fn stock_of_a_product(shop: &Table<OnlineShop>) -> Result<(), Error> {
    heading("A product and its stock over all warehouses");
    let StockedProduct { product, stock, .. } =
        shop.collection(StockedProduct::of(id::<ProductId>("tea"))).send().await?;
    println!("{} at {}", product.detail.name, product.price);
    for item in stock {
        let listed = if item.listed { "" } else { " (not listed)" };
        println!("  {} in warehouse {}{listed}", item.quantity, item.warehouse_id);
    }
    Ok(())
}

async fn work_of_a_warehouse(shop: &Table<OnlineShop>) -> Result<(), Error> {
    heading("What a warehouse has, and what it ships");
    let work = shop.collection(WarehouseWork::of(id::<WarehouseId>("north"))).send().await?;
    for item in work.stock {
        println!("has {} x {}", item.quantity, item.product_id);
    }
    for shipment in work.shipments {
        println!("ships {} to {}", shipment.shipment_id, shipment.address.city);
    }
    Ok(())
}

async fn an_invoice_and_a_shipment(shop: &Table<OnlineShop>) -> Result<(), Error> {
    heading("An invoice and a shipment by their own ids");
    let payments =
        shop.query(Invoice::by_id(id::<InvoiceId>("7001"))).select(Invoice::DETAIL.field(InvoiceDetail::PAYMENTS));
    for payment in payments.all().await?.into_iter().flatten() {
        println!("paid {} by {}", payment.amount, payment.r#type);
    }
    let found = shop.collection(ShipmentWithItems::of(id::<ShipmentId>("9001"))).send().await?;
    println!("shipment {} has {} kinds of products", found.shipment.shipment_id, found.items.len());
    Ok(())
}

async fn changes(shop: &Table<OnlineShop>) -> Result<(), Error> {
    heading("An update keeps the keys of indexes true");
    let key = WarehouseItem::key(id::<ProductId>("tea"), id::<WarehouseId>("south"));
    shop.update(&key).set(WarehouseItem::LISTED, true).set(WarehouseItem::QUANTITY, 9).send().await?;
    let south = shop.query(WarehouseItem::by_warehouse(id::<WarehouseId>("south"))).all().await?;
    println!("warehouse south lists {} product(s) now", south.len());

    let key = OrderItem::key(id::<OrderId>("1002"), id::<ProductId>("tea"));
    shop.update(&key).set(OrderItem::ORDERED_AT, time("2026-06-15T12:00:00Z")).send().await?;
    let june = OrderItem::by_customer(id::<CustomerId>("anna")).ordered_at().ge(time("2026-06-01T00:00:00Z"));
    println!("anna ordered {} thing(s) since June", shop.query(june).all().await?.len());
    Ok(())
}

async fn what_is_refused(shop: &Table<OnlineShop>) -> Result<(), Error> {
    heading("A required item that is missing is told");
    match shop.collection(WholeOrder::of(id::<OrderId>("9999"))).send().await {
        Err(Error::Incomplete(incomplete)) => println!("{incomplete}"),
        other => println!("unexpected: {other:?}"),
    }
    Ok(())
}

async fn load(shop: &Table<OnlineShop>) -> Result<(), Error> {
    shop.put(&Customer::new(id::<CustomerId>("anna"), "anna@example.org", "Anna")).send().await?;
    for (product, name, price) in [("tea", "Green tea", 8), ("pot", "Tea pot", 35)] {
        let detail = ProductDetail::new(name, format!("A very good {}.", name.to_lowercase()));
        shop.put(&Product::new(id::<ProductId>(product), detail, price)).send().await?;
    }
    for (warehouse, city) in [("north", "Luleå"), ("south", "Malmö")] {
        shop.put(&Warehouse::new(id::<WarehouseId>(warehouse), address(city))).send().await?;
    }
    for (product, warehouse, quantity, listed) in
        [("tea", "north", 120, true), ("pot", "north", 4, true), ("tea", "south", 7, false)]
    {
        let mut item = WarehouseItem::new(id::<ProductId>(product), id::<WarehouseId>(warehouse), quantity);
        item.listed = listed;
        shop.put(&item).send().await?;
    }
    for (order, date) in [("1001", "2026-05-03T09:30:00Z"), ("1002", "2026-05-28T18:05:00Z")] {
        shop.put(&Order::new(id::<OrderId>(order), id::<CustomerId>("anna"), time(date))).send().await?;
        for (product, price, quantity) in [("tea", 8, 3), ("pot", 35, 1)] {
            let (order, product) = (id::<OrderId>(order), id::<ProductId>(product));
            let item = OrderItem::new(order, product, id::<CustomerId>("anna"), time(date), price, quantity);
            shop.put(&item).send().await?;
        }
    }
    let order = || id::<OrderId>("1001");
    let payments = vec![Payment::new("gift card", 20, "G-1"), Payment::new("card", 39, "C-77")];
    let detail = InvoiceDetail::new(payments);
    let invoiced = time("2026-05-04T08:00:00Z");
    let invoice = Invoice::new(order(), id::<InvoiceId>("7001"), id::<CustomerId>("anna"), invoiced, 59, detail);
    shop.put(&invoice).send().await?;
    let (shipment, from) = (|| id::<ShipmentId>("9001"), id::<WarehouseId>("north"));
    let sent = time("2026-05-05T07:45:00Z");
    shop.put(&Shipment::new(order(), shipment(), from, sent, "Express", address("Umeå"))).send().await?;
    for (number, product, quantity) in [("1", "tea", 3), ("2", "pot", 1)] {
        let (number, product) = (id::<ShipmentItemId>(number), id::<ProductId>(product));
        shop.put(&ShipmentItem::new(order(), number, shipment(), product, quantity)).send().await?;
    }
    Ok(())
}

fn id<T: From<String>>(text: &str) -> T {
    T::from(text.to_owned())
}

fn time(text: &str) -> Timestamp {
    text.parse().expect("the times of this example are valid")
}

fn address(city: &str) -> Address {
    Address::new("Sweden", "Some county", city, "Main street", "1", "12345")
}

fn heading(text: &str) {
    println!("\n{text}");
}
