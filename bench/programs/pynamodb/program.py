"""PynamoDB: `program.py ENDPOINT TABLE PHASE`. The work is described in ../src/phase.rs, the orders in ../src/order.rs."""

import sys

from pynamodb.attributes import (
    BooleanAttribute,
    ListAttribute,
    MapAttribute,
    NumberAttribute,
    UnicodeAttribute,
    UnicodeSetAttribute,
)
from pynamodb.indexes import AllProjection, GlobalSecondaryIndex
from pynamodb.models import Model

ENDPOINT, TABLE, PHASE = sys.argv[1:]

ORDERS = 10_000
TOUCHED = range(0, ORDERS, 10)
SHOP = "shop-0001"
CITIES = ["Aarhus", "Bologna", "Coimbra", "Dresden", "Eindhoven"]
TAGS = ["express", "fragile", "insured", "online", "outlet", "returning", "wholesale"]


class Address(MapAttribute):
    street = UnicodeAttribute()
    city = UnicodeAttribute()
    zip = UnicodeAttribute()
    country = UnicodeAttribute()


class ByShop(GlobalSecondaryIndex):
    class Meta:
        index_name = "by_shop"
        projection = AllProjection()

    shop = UnicodeAttribute(hash_key=True)
    placed_at = NumberAttribute(range_key=True)


class Order(Model):
    class Meta:
        table_name = TABLE
        host = ENDPOINT
        region = "us-east-1"
        aws_access_key_id = "test"
        aws_secret_access_key = "test"

    customer_id = UnicodeAttribute(hash_key=True)
    order_id = UnicodeAttribute(range_key=True)
    shop = UnicodeAttribute()
    placed_at = NumberAttribute()
    status = UnicodeAttribute()
    note = UnicodeAttribute(null=True)
    total_cents = NumberAttribute()
    quantity = NumberAttribute()
    weight = NumberAttribute()
    gift = BooleanAttribute()
    lines = ListAttribute(of=UnicodeAttribute)
    tags = UnicodeSetAttribute()
    address = Address()

    by_shop = ByShop()


def customer_id(number):
    return f"customer-{number % 1_000:06}"


def order_id(number):
    return f"order-{number:08}"


def numbered(number):
    return Order(
        customer_id=customer_id(number),
        order_id=order_id(number),
        shop=SHOP,
        placed_at=1_700_000_000 + number * 37,
        status="open",
        note=f"Please leave it with the neighbours at number {number % 100}" if number % 3 else None,
        total_cents=1_999 + number * 7_919 % 100_000,
        quantity=1 + number % 9,
        weight=number % 40 + 0.25,
        gift=number % 2 == 0,
        lines=[f"sku-{(number * 31 + line * 17) % 10_000:06}" for line in range(4)],
        tags={TAGS[(number + tag * 2) % len(TAGS)] for tag in range(3)},
        address=Address(
            street=f"Harbour Street {number % 200}",
            city=CITIES[number % len(CITIES)],
            zip=f"{number * 13 % 100_000:05}",
            country="NL",
        ),
    )


def total(order):
    """Of every attribute something: lengths of texts, numbers as they are."""
    address = order.address
    texts = [order.customer_id, order.order_id, order.shop, order.status, order.note or ""]
    texts += [*order.lines, *order.tags, address.street, address.city, address.zip, address.country]
    numbers = order.placed_at + order.total_cents + order.quantity + int(order.weight * 4) + order.gift
    return numbers + sum(map(len, texts))


def load():
    count = result = 0
    with Order.batch_write() as batch:
        for number in range(ORDERS):
            order = numbered(number)
            count += 1
            result += total(order)
            batch.save(order)
    return count, result


def update():
    for number in TOUCHED:
        Order(customer_id(number), order_id(number)).update(
            actions=[Order.status.set("shipped"), Order.quantity.add(1)],
            condition=Order.status == "open",
        )
    return len(TOUCHED), 0


def all_of(orders):
    orders = list(orders)
    return len(orders), sum(map(total, orders))


def main():
    if PHASE == "nothing":
        Order._get_connection().connection.client  # is made when it is asked for
        return 0, 0
    if PHASE == "load":
        return load()
    if PHASE == "query":
        return all_of(Order.by_shop.query(SHOP))
    if PHASE == "scan":
        return all_of(Order.scan())
    if PHASE == "update":
        return update()
    if PHASE == "get":
        return all_of(Order.get(customer_id(number), order_id(number)) for number in TOUCHED)
    raise SystemExit(f"there is no phase `{PHASE}`")


print(*main())
