// ElectroDB: `program.mjs ENDPOINT TABLE PHASE`. The work is described in ../src/phase.rs, the orders in ../src/order.rs.

import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { Entity } from "electrodb";

const [endpoint, table, phase] = process.argv.slice(2);

const ORDERS = 10_000;
const TOUCHED = Array.from({ length: 1_000 }, (_, index) => index * 10);
const SHOP = "shop-0001";
const CITIES = ["Aarhus", "Bologna", "Coimbra", "Dresden", "Eindhoven"];
const TAGS = ["express", "fragile", "insured", "online", "outlet", "returning", "wholesale"];

const client = new DynamoDBClient({
  endpoint,
  region: "us-east-1",
  credentials: { accessKeyId: "test", secretAccessKey: "test" },
});

// The keys are attributes as they are, as in the other programs; ElectroDB adds the entity and its version to each item.
const Order = new Entity(
  {
    model: { entity: "order", version: "1", service: "shop" },
    attributes: {
      customer_id: { type: "string", required: true },
      order_id: { type: "string", required: true },
      shop: { type: "string", required: true },
      placed_at: { type: "number", required: true },
      status: { type: "string", required: true },
      note: { type: "string" },
      total_cents: { type: "number", required: true },
      quantity: { type: "number", required: true },
      weight: { type: "number", required: true },
      gift: { type: "boolean", required: true },
      lines: { type: "list", items: { type: "string" }, required: true },
      tags: { type: "set", items: "string" },
      address: {
        type: "map",
        required: true,
        properties: {
          street: { type: "string", required: true },
          city: { type: "string", required: true },
          zip: { type: "string", required: true },
          country: { type: "string", required: true },
        },
      },
    },
    indexes: {
      order: {
        pk: { field: "customer_id", composite: ["customer_id"] },
        sk: { field: "order_id", composite: ["order_id"] },
      },
      by_shop: {
        index: "by_shop",
        pk: { field: "shop", composite: ["shop"] },
        sk: { field: "placed_at", composite: ["placed_at"] },
      },
    },
  },
  { client, table },
);

const padded = (number, digits) => String(number).padStart(digits, "0");
const key = (number) => ({
  customer_id: `customer-${padded(number % 1_000, 6)}`,
  order_id: `order-${padded(number, 8)}`,
});

const numbered = (number) => ({
  ...key(number),
  shop: SHOP,
  placed_at: 1_700_000_000 + number * 37,
  status: "open",
  note: number % 3 ? `Please leave it with the neighbours at number ${number % 100}` : undefined,
  total_cents: 1_999 + ((number * 7_919) % 100_000),
  quantity: 1 + (number % 9),
  weight: (number % 40) + 0.25,
  gift: number % 2 === 0,
  lines: [0, 1, 2, 3].map((line) => `sku-${padded((number * 31 + line * 17) % 10_000, 6)}`),
  tags: [0, 1, 2].map((tag) => TAGS[(number + tag * 2) % TAGS.length]),
  address: {
    street: `Harbour Street ${number % 200}`,
    city: CITIES[number % CITIES.length],
    zip: padded((number * 13) % 100_000, 5),
    country: "NL",
  },
});

// Of every attribute something: lengths of texts, numbers as they are. The texts are ASCII.
const sum = (order) => {
  const { street, city, zip, country } = order.address;
  const texts = [order.customer_id, order.order_id, order.shop, order.status, order.note ?? ""];
  texts.push(...order.lines, ...order.tags, street, city, zip, country);
  const numbers = order.placed_at + order.total_cents + order.quantity + order.weight * 4 + Number(order.gift);
  return texts.reduce((total, text) => total + text.length, numbers);
};
const all = (orders) => [orders.length, orders.reduce((total, order) => total + sum(order), 0)];

const phases = {
  nothing: () => [0, 0],
  load: async () => {
    let total = 0;
    for (let first = 0; first < ORDERS; first += 25) {
      const batch = Array.from({ length: 25 }, (_, index) => numbered(first + index));
      total += all(batch)[1];
      const { unprocessed } = await Order.put(batch).go();
      if (unprocessed.length > 0) throw new Error(`${unprocessed.length} orders were not written`);
    }
    return [ORDERS, total];
  },
  query: async () => all((await Order.query.by_shop({ shop: SHOP }).go({ pages: "all" })).data),
  scan: async () => all((await Order.scan.go({ pages: "all" })).data),
  update: async () => {
    for (const number of TOUCHED) {
      await Order.update(key(number))
        .set({ status: "shipped" })
        .add({ quantity: 1 })
        .where(({ status }, { eq }) => eq(status, "open"))
        .go({ response: "none" });
    }
    return [TOUCHED.length, 0];
  },
  get: async () => {
    const found = [];
    for (const number of TOUCHED) {
      const { data } = await Order.get(key(number)).go();
      if (data === null) throw new Error("an order is not there");
      found.push(data);
    }
    return all(found);
  },
};

if (!Object.hasOwn(phases, phase)) throw new Error(`there is no phase \`${phase}\``);
console.log(...(await phases[phase]()));
