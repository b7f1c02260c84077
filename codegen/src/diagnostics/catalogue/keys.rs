//! The codes of composed keys, of several entities in one table and of collections: `DS0120` to `DS0133`.

super::catalogue! {
    TEMPLATE_FORM = "DS0120" Error {
        what: "A text is not a template of a key.",
        why: "In a template, the name of an attribute stands in braces, and everything else is text. A name may be followed by a colon and a form: `{n:010}` is padded with zeros, `{at:%Y-%m-%d}` is written in that format.",
        example: "\
tables:
  Shop:
    key: { partition: PK }
entities:
  Order:
    table: Shop
    key: { partition: \"o#{order_id\" }
    attributes: { order_id: string }
",
        fix: "Close the brace. A brace that is text is written twice: `{{`.",
    }
    UNKNOWN_PART = "DS0121" Error {
        what: "A template names an attribute that its entity does not have.",
        why: "A key is composed of the entity's attributes, by their names in the schema.",
        example: "\
tables:
  Shop:
    key: { partition: PK }
entities:
  Order:
    table: Shop
    key: { partition: \"o#{oder_id}\" }
    attributes: { order_id: string }
",
        fix: "Correct the name, or declare the attribute.",
    }
    TEMPLATE_COUNT = "DS0122" Error {
        what: "There are more or fewer templates than attributes of the key.",
        why: "A template fills one attribute of a key. A table's partition key has one, a global index's has up to four.",
        example: "\
tables:
  Shop:
    key: { partition: PK }
entities:
  Order:
    table: Shop
    key: { partition: \"o#{order_id}\", sort: order }
    attributes: { order_id: string }
",
        fix: "Write one template for each attribute of the key: `partition: [\"{a}\", \"{b}\"]` for two. Leave a half out that is filled by attributes of its names.",
    }
    PART_TYPE = "DS0123" Error {
        what: "An attribute that has no text of its own is a part of a composed key.",
        why: "A composed key is text. Its parts have to be read from it again, and equal values have to give equal keys: texts, whole numbers, UUIDs, times, dates and types with `values` do. Numbers with digits behind a point are equal in several texts.",
        example: "\
tables:
  Shop:
    key: { partition: PK }
entities:
  Price:
    table: Shop
    key: { partition: \"p#{amount}\" }
    attributes: { amount: f64 }
",
        fix: "Compose the key of something else, or give the attribute a type that has one text for each value. A key that is nothing but the attribute, `\"{amount}\"`, keeps its type.",
    }
    PART_FORM = "DS0124" Error {
        what: "A part of a key has a form that its type cannot have.",
        why: "Whole numbers can be padded with zeros, so that their texts sort as they do: `{n:010}`. Times and dates can have a format: `{at:%Y-%m-%d}`.",
        example: "\
tables:
  Shop:
    key: { partition: PK }
entities:
  Order:
    table: Shop
    key: { partition: \"o#{order_id:010}\" }
    attributes: { order_id: string }
",
        fix: "Leave the form out: `{order_id}`.",
    }
    ADJACENT_PARTS = "DS0125" Error {
        what: "Two parts of a key follow each other, and nobody could tell where the first ends.",
        why: "The values are read from the key again, and two different pairs of values must not give one key: `1` and `23` would be `12` and `3`. Only behind a part of a fixed width another may follow at once.",
        example: "\
tables:
  Shop:
    key: { partition: PK }
entities:
  Order:
    table: Shop
    key: { partition: \"{region}{order_id}\" }
    attributes: { region: string, order_id: string }
",
        fix: "Put a text between them: `{region}#{order_id}`.",
    }
    TEMPLATE_CONFLICT = "DS0126" Error {
        what: "One attribute of an item would be filled in two ways.",
        why: "A key attribute may be in the table's key and in several indexes. An item has it once: all templates for it have to be the same, and no other attribute can have its name.",
        example: "\
tables:
  Shop:
    key: { partition: PK, sort: SK }
    indexes:
      inverse: { global: inverse, partition: SK, sort: PK }
entities:
  Order:
    table: Shop
    key: { partition: \"o#{order_id}\", sort: \"c#{customer_id}\" }
    indexes:
      by_customer: { index: inverse, partition: \"x#{customer_id}\" }
    attributes: { order_id: string, customer_id: string }
",
        fix: "Leave the second template out, or write the same: `by_customer: { index: inverse }`.",
    }
    NOT_STORED = "DS0127" Error {
        what: "An attribute would be in keys only, and could not be read from them.",
        why: "What is not stored as an attribute is read from a key. That has to be there whenever there is a value: the table's key always is, an index's key is not where `member` or another optional attribute leaves it out. With a format, a value is not read back.",
        example: "\
tables:
  Shop:
    key: { partition: PK }
    indexes:
      by_day: { global: days, partition: Day }
entities:
  Order:
    table: Shop
    key: { partition: \"o#{order_id}\" }
    indexes:
      by_day: { partition: \"d#{day}\", member: listed }
    attributes:
      order_id: string
      day: { type: date, stored: false }
",
        fix: "Let it be stored: `stored: true`, which is needed only where the file's `key_parts` is `in_key`.",
    }
    SHARED_STAMP = "DS0128" Error {
        what: "A stamp shares a key of an index with something that an update does not know.",
        why: "Every write sets its stamps by itself, and with each the keys that it is in alone. What stands beside it in a key is not set by every write.",
        example: "\
tables:
  Shop:
    key: { partition: PK }
    indexes:
      by_status: { global: statuses, partition: Status }
entities:
  Order:
    table: Shop
    key: { partition: \"o#{order_id}\" }
    indexes:
      by_status: { partition: \"{status}#{updated}\" }
    attributes: { order_id: string, status: string, updated: { type: timestamp, stamp: write } }
",
        fix: "Give the index a key of several attributes: `{ global: statuses, partition: status, sort: updated }` needs no template.",
    }
    ENTITY_ATTRIBUTE = "DS0129" Error {
        what: "What says which entity an item is, is not clear.",
        why: "A table's `entity_attribute` holds the `value` of an item's entity, or its name. It is written and read by itself, so that no attribute can have its name and no key can be it; and every entity of a table has a value of its own.",
        example: "\
tables:
  Shop:
    key: { partition: PK }
    entity_attribute: Type
entities:
  Order:
    table: Shop
    value: order
    key: { partition: \"o#{order_id}\" }
    attributes: { order_id: string, type: { type: string, name: Type } }
",
        fix: "Leave the attribute out, or give it another name.",
    }
    MEMBER = "DS0130" Error {
        what: "A `member` decides over nothing, or over what something else decides over.",
        why: "`member` is a field that says whether an item is in an index: where it is `false`, the attributes of the index's key are left out, and whether they are there says what it was. Those that are attributes of their own, or in the table's key, are there anyway; those composed of an optional attribute are left out without it.",
        example: "\
tables:
  Shop:
    key: { partition: id }
    indexes:
      by_day: { global: days, partition: day }
entities:
  Order:
    table: Shop
    indexes: { by_day: { member: listed } }
    attributes: { id: string, day: date }
",
        fix: "Make the attribute optional instead: `day: date?`. An item without it is not in the index.",
    }
    COLLECTION_FIELD = "DS0131" Error {
        what: "A collection is not made of entities of one table or index.",
        why: "A collection is what one query returns. Each of its fields is an entity, `\"Entity?\"` or `list<Entity>`, of the table, or of the index if it is on one. An index has to hold whole items.",
        example: "\
tables:
  Shop:
    key: { partition: PK, sort: SK }
entities:
  Order:
    table: Shop
    key: { partition: \"o#{order_id}\", sort: order }
    attributes: { order_id: string }
collections:
  WholeOrder: { table: Shop, fields: { order: Order, items: set<Order> } }
",
        fix: "List each entity once: `fields: { order: Order, items: list<OrderItem> }`.",
    }
    COLLECTION_PARTITION = "DS0132" Error {
        what: "The entities of a collection are not in one partition.",
        why: "One query reads one partition. The entities that a collection lists have to fill the partition key in the same way: with the same texts, and parts of the same types.",
        example: "\
tables:
  Shop:
    key: { partition: PK, sort: SK }
entities:
  Order:
    table: Shop
    key: { partition: \"o#{order_id}\", sort: order }
    attributes: { order_id: string }
  Customer:
    table: Shop
    key: { partition: \"c#{customer_id}\", sort: customer }
    attributes: { customer_id: string }
collections:
  OrderOfCustomer: { table: Shop, fields: { order: Order, customer: Customer } }
",
        fix: "List entities of one partition, or give them an index in which they share one.",
    }
    TEMPLATE_LENGTH = "DS0133" Error {
        what: "A key is too long whatever its values are.",
        why: "DynamoDB takes up to 2048 bytes of UTF-8 for an attribute of a partition key, and up to 1024 for one of a sort key.",
        example: "\
tables:
  Shop:
    key: { partition: PK, sort: SK }
entities:
  Order:
    table: Shop
    key: { partition: \"o#{order_id}\", sort: \"…\" } # more than 1024 bytes of text
    attributes: { order_id: string }
",
        fix: "Write less text into the key.",
    }
}
