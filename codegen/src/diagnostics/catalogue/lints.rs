//! The codes of warnings: `DS0101` and up.

super::catalogue! {
    PARTLY_IN_INDEX = "DS0101" Warning {
        what: "An entity has some of the attributes of an index's key, but not all of them.",
        why: "DynamoDB puts an item into an index only if it has all attributes of the index's key. This entity never is in the index, and there is no function that asks the index for it.",
        example: "\
tables:
  HackerNews:
    key: { partition: link }
    indexes:
      by_day: { global: days_index, partition: days_old, sort: { name: points, type: i64 } }
entities:
  Link:
    table: HackerNews
    attributes: { link: string, days_old: u32 }
",
        fix: "Give the entity the attributes that it lacks, or give the attribute that it shares with the index another name in DynamoDB.",
    }
    MANY_INDEXES = "DS0102" Warning {
        what: "A table has more than 20 global indexes.",
        why: "That is DynamoDB's quota for a table. AWS raises it on request; without that, the table cannot be created.",
        example: "\
tables:
  HackerNews:
    key: { partition: link }
    indexes:
      by_day: { global: days_index, partition: days_old }
      # … and 20 more
",
        fix: "Have the quota raised, or serve several questions by one index.",
    }
    TABLE_WITHOUT_ENTITY = "DS0103" Warning {
        what: "No entity is in a table.",
        why: "The table can be created and described, but nothing can be written to it or read from it.",
        example: "\
tables:
  HackerNews:
    key: { partition: { name: link, type: string } }
",
        fix: "Declare an entity with `table: HackerNews`, or leave the table out.",
    }
    RECURSIVE_TYPE = "DS0104" Warning {
        what: "Values of a type can be in each other without end.",
        why: "DynamoDB refuses an item that is nested deeper than 32 levels, which is only known when it is written.",
        example: "\
types:
  Comment: { fields: { text: string, answers: list<Comment> } }
",
        fix: "Keep the values flat enough, or store what belongs together in several items. Say `allow: [DS0104]` in `defaults` of the file where that is known.",
    }
    PROJECTED_KEY = "DS0105" Warning {
        what: "The list of an index holds an attribute of a key.",
        why: "The keys of the table and of the index are in every index. In the list the attribute changes nothing, and counts towards the 100 that a table can have.",
        example: "\
tables:
  HackerNews:
    key: { partition: link }
    indexes:
      by_day: { global: days_index, partition: days_old, project: [link, title] }
entities:
  Link:
    table: HackerNews
    attributes: { link: string, days_old: u32, title: string }
",
        fix: "Leave it out of the list. Say `allow: [DS0105]` in `defaults` of the file if the index is there already and is so.",
    }
    UNSORTABLE_PART = "DS0106" Warning {
        what: "A number that is not padded is a part of a sort key.",
        why: "A composed key is text, and text sorts by its characters: `10` comes before `9`. Items are not in the order of the numbers, and there is no `lt` or `ge` for them.",
        example: "\
tables:
  Shop:
    key: { partition: PK, sort: SK }
entities:
  Order:
    table: Shop
    key: { partition: \"c#{customer_id}\", sort: \"o#{number}\" }
    attributes: { customer_id: string, number: u32 }
",
        fix: "Pad it with zeros to the width of the greatest: `o#{number:010}`. Say `allow: [DS0106]` in `defaults` of the file if the items are there already and are so.",
    }
    LITERAL_KEY = "DS0107" Warning {
        what: "A template without parts is the name of an attribute.",
        why: "Text in a template is text: every item of the entity has the same in this key. The attribute's value may have been meant.",
        example: "\
tables:
  Shop:
    key: { partition: PK, sort: SK }
entities:
  Order:
    table: Shop
    key: { partition: \"o#{order_id}\", sort: status }
    attributes: { order_id: string, status: string }
",
        fix: "Put the name in braces: `sort: \"{status}\"`. Say `allow: [DS0107]` in `defaults` of the file if the text is meant.",
    }
    KEY_EXPIRES = "DS0108" Warning {
        what: "The time to live of a table is an attribute of its key.",
        why: "The key of an item never changes: when the item expires could not be changed either, and an item that never expires could not be written.",
        example: "\
tables:
  Sessions:
    key: { partition: id, sort: expires_at }
    ttl: expires_at
entities:
  Session:
    table: Sessions
    attributes: { id: string, expires_at: epoch_seconds }
",
        fix: "Give the time an attribute of its own. Say `allow: [DS0108]` in `defaults` of the file if the table is there already and is so.",
    }
    UNPROJECTED_TIME_TO_LIVE = "DS0109" Warning {
        what: "Expired items are to be hidden, and an index does not hold the attribute that tells which these are.",
        why: "DynamoDB deletes an item up to days after it has expired, and finds it until then. What it finds in the index has no time, so that expired items are among it.",
        example: "\
tables:
  Sessions:
    key: { partition: id }
    ttl: { attribute: expires_at, hide_expired: true }
    indexes:
      by_user: { global: by_user, partition: user, project: keys_only }
entities:
  Session:
    table: Sessions
    attributes: { id: string, user: string, expires_at: epoch_seconds }
",
        fix: "Project it: `project: [expires_at]`. Say `allow: [DS0109]` in `defaults` of the file if the index may show what has expired.",
    }
}
