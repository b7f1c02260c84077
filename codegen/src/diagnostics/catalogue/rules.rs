//! The codes of the schema's rules: `DS0030` and up.

super::catalogue! {
    FILE_NAME = "DS0030" Error {
        what: "No Rust module can be called after a schema file.",
        why: "The code of each schema file is a module of its own, in a file of the same name in snake_case.",
        example: "# in a file `größe.yaml`\n",
        fix: "Use ASCII letters, digits, `_` and `-` in the file's name, and at least one letter or digit.",
    }
    MISSING_KEY = "DS0031" Error {
        what: "Something that must be said is not.",
        why: "There is no default that would be right for all: a table has a key, an index has a name in DynamoDB and a key, an entity has a table and attributes, an attribute has a type, a union has a tag, and throughput has both its numbers.",
        example: "\
entities:
  Link:
    attributes: { link: string }
",
        fix: "Add the key that the message names.",
    }
    TYPE_NAME = "DS0032" Error {
        what: "A table, an entity or a declared type has a name that no Rust type should have.",
        why: "Tables, entities and declared types become Rust types of the same name: UpperCamelCase, in ASCII letters and digits.",
        example: "\
tables:
  hacker_news:
    key: { partition: link }
",
        fix: "Write `HackerNews`. If the table has another name in DynamoDB, say so: add `name: hacker_news` to it.",
    }
    VALUE_NAME = "DS0033" Error {
        what: "An attribute, an index or a question has a name that no Rust field or function should have.",
        why: "Attributes become fields, and indexes and questions become functions of the same name: snake_case, in ASCII letters and digits. Keywords are fine.",
        example: "\
entities:
  Link:
    table: HackerNews
    attributes:
      link: string
      daysOld: u32
",
        fix: "Write `days_old`. If the attribute has another name in DynamoDB, say so: `days_old: { type: u32, name: daysOld }`.",
    }
    REPEATED_DECLARATION = "DS0034" Error {
        what: "A table, an entity or a type is declared in two files.",
        why: "All files of a schema see each other's names, so that a name means one thing in all of them.",
        example: "\
# in one file
tables:
  HackerNews:
    key: { partition: link }

# and in another
tables:
  HackerNews:
    key: { partition: title }
",
        fix: "Declare it once, or give one of the two another name.",
    }
    NAME_COLLISION = "DS0035" Error {
        what: "Two things of the schema would have one name in Rust.",
        why: "Tables, entities, declared types, their keys (`LinkKey`) and modules (`link`) share one scope; so do the fields of an entity, with `unknown: keep` also `unknown`; so do the functions of an entity (`new`, `key`, `by_key`, one for each index), and the types that stand for its attributes and indexes (`DaysOld`, `ByDay`, `ByDayThenPoints`). What an index that does not project all holds of an entity is a type beside the entity (`LinkByDay`).",
        example: "\
tables:
  Link:
    key: { partition: link }
entities:
  Link:
    table: Link
    attributes: { link: string }
",
        fix: "Give one of the two another name; `name` keeps what it is called in DynamoDB.",
    }
    UNDECLARED_TABLE = "DS0036" Error {
        what: "An entity is in a table that is not declared.",
        why: "An entity's table tells what its key is and which indexes it may be in.",
        example: "\
tables:
  HackerNews:
    key: { partition: link }
entities:
  Link:
    table: HackerNwes
    attributes: { link: string }
",
        fix: "Correct the name, or declare the table, in any file of the schema. It is the name under `tables`, not the one in DynamoDB.",
    }
    UNKNOWN_TYPE = "DS0037" Error {
        what: "There is no such type.",
        why: "The type decides what an attribute is in Rust and in DynamoDB.",
        example: "\
entities:
  Link:
    table: HackerNews
    attributes:
      link: strng
",
        fix: "Types are string, bytes, bool, i8 to i128, u8 to u128, f32, f64, number, uuid, timestamp, date, epoch_seconds, epoch_millis, version, json, list<T>, map<T>, set<T>, and the names under `types` of any file, each also with a `?` if it may be missing.",
    }
    PLANNED = "DS0038" Error {
        what: "This version does not support a key of the language.",
        why: "It has its place in the language, but no code is generated for it yet.",
        example: "\
tables:
  HackerNews:
    key: { partition: link }
    stream: new_image
",
        fix: "Until it is, leave the key out.",
    }
    TYPE_FORM = "DS0039" Error {
        what: "A text does not have the form of a type.",
        why: "A type is a name, what it holds in `< >` if it holds something, and a `?` at the end if an item may lack it.",
        example: "\
entities:
  Link:
    table: HackerNews
    attributes:
      link: string
      tags: set<string
",
        fix: "Write it as `string`, `i64?` or `list<string?>`.",
    }
    SET_ELEMENT = "DS0040" Error {
        what: "DynamoDB has no set of this type.",
        why: "Sets in DynamoDB are of strings, numbers or binary values: not of bools, lists, maps or other sets, or of what may be absent. Floating-point numbers are not in sets either: `number` is exact, and equal to what it was when it is read.",
        example: "\
entities:
  Link:
    table: HackerNews
    attributes:
      link: string
      votes: set<bool>
",
        fix: "Use `list<T>`; for floating-point numbers `set<number>`.",
    }
    OPTIONAL_SET = "DS0041" Error {
        what: "A set is optional.",
        why: "DynamoDB has no empty sets: an empty set is stored as no attribute at all. An optional one would be read back as another value than was written.",
        example: "\
entities:
  Link:
    table: HackerNews
    attributes:
      link: string
      tags: set<string>?
",
        fix: "Leave the `?` or `optional: true` out: an item without the attribute has an empty set.",
    }
    OPTIONAL_OR_NOT = "DS0042" Error {
        what: "An attribute says both that it is optional and that it is not.",
        why: "`T?` and `optional: true` mean the same, so that `optional: false` contradicts the `?`.",
        example: "\
entities:
  Link:
    table: HackerNews
    attributes:
      link: string
      note: { type: \"string?\", optional: false }
",
        fix: "Leave out the one that is wrong.",
    }
    DEFAULT_TYPE = "DS0043" Error {
        what: "A default is not a value of its attribute's type.",
        why: "An item that lacks the attribute is read as if it had the default.",
        example: "\
entities:
  Link:
    table: HackerNews
    attributes:
      link: string
      points: { type: i64, default: none }
",
        fix: "Write a value of the type: text, `true` or `false`, a number in decimal digits, bytes in Base64, a time as `2024-07-14T21:30:00Z`, a date as `2024-07-14`, one of an enumeration's values, or a list or a map of such.",
    }
    DEFAULT_RANGE = "DS0044" Error {
        what: "A default is a number or a time that its attribute's type cannot hold.",
        why: "An item that lacks the attribute is read as if it had the default.",
        example: "\
entities:
  Link:
    table: HackerNews
    attributes:
      link: string
      points: { type: u8, default: 256 }
",
        fix: "Use a wider type, or a value that fits.",
    }
    DEFAULT_OF_ABSENT = "DS0045" Error {
        what: "An optional attribute, a set or a version has a default.",
        why: "An item without the attribute already means something: `None`, the empty set, or version 0. With a default as well, these would be read back as another value than was written.",
        example: "\
entities:
  Link:
    table: HackerNews
    attributes:
      link: string
      note: { type: string, optional: true, default: \"\" }
",
        fix: "Leave out the default, or make the attribute required.",
    }
    KEY_DEFAULT = "DS0046" Error {
        what: "A key attribute has a default that it cannot have.",
        why: "No item lacks its table's key, and with a default there, new items would be made under one key. In the key of an index, DynamoDB refuses an empty text, one of more than 2048 bytes in a partition key, or of 1024 bytes in a sort key.",
        example: "\
tables:
  HackerNews:
    key: { partition: link }
    indexes:
      by_user: { global: by_user, partition: user }
entities:
  Link:
    table: HackerNews
    attributes:
      link: string
      user: { type: string, default: \"\" }
",
        fix: "Leave the default of a table's key out. In an index, make the attribute optional instead: an item without it is not in the index.",
    }
    PHYSICAL_NAME = "DS0047" Error {
        what: "DynamoDB allows no table or index of this name.",
        why: "The names of tables and indexes have 3 to 255 characters, each a letter, a digit, `_`, `.` or `-`, all in ASCII.",
        example: "\
tables:
  HackerNews:
    name: hacker news
    key: { partition: link }
",
        fix: "Use a name that DynamoDB allows. A table without `name` is called in DynamoDB as in the schema.",
    }
    ATTRIBUTE_NAME = "DS0048" Error {
        what: "DynamoDB allows no attribute of this name.",
        why: "The name of an attribute has 1 to 65535 bytes, that of a key attribute or of one in the list of an index 1 to 255.",
        example: "\
entities:
  Link:
    table: HackerNews
    attributes:
      link: { type: string, name: \"\" }
",
        fix: "Use a shorter name, or one at all.",
    }
    REPEATED_TABLE_NAME = "DS0049" Error {
        what: "Two tables have one name in DynamoDB.",
        why: "The names of tables are unique in an account and Region: both would be the same table.",
        example: "\
tables:
  HackerNews:
    key: { partition: link }
  Stories:
    name: HackerNews
    key: { partition: link }
",
        fix: "Give them different names, or declare one table.",
    }
    REPEATED_INDEX_NAME = "DS0050" Error {
        what: "Two indexes of a table have one name in DynamoDB.",
        why: "DynamoDB refuses a table with a duplicate index name.",
        example: "\
tables:
  HackerNews:
    key: { partition: link }
    indexes:
      by_day: { global: days_index, partition: days_old }
      by_points: { global: days_index, partition: points }
",
        fix: "Give them different names.",
    }
    REPEATED_ATTRIBUTE_NAME = "DS0051" Error {
        what: "Two attributes of an entity or a type have one name in DynamoDB.",
        why: "Both would be one attribute of the item, and the last to be written would win.",
        example: "\
entities:
  Link:
    table: HackerNews
    attributes:
      link: string
      title: string
      headline: { type: string, name: title }
",
        fix: "Give them different names.",
    }
    KEY_ATTRIBUTE_COUNT = "DS0052" Error {
        what: "A key has too few or too many attributes.",
        why: "A table's key has one partition attribute and at most one sort attribute. That of a global index has 1 to 4 partition attributes and up to 4 sort attributes. A local index has the table's partition attribute, and one sort attribute of its own.",
        example: "\
tables:
  HackerNews:
    key: { partition: [link, title] }
",
        fix: "Leave attributes out, or move them to a key that has room.",
    }
    REPEATED_KEY_ATTRIBUTE = "DS0053" Error {
        what: "An attribute stands twice in one key.",
        why: "DynamoDB refuses such a key: each of its attributes is another one. The key of a local index begins with its table's partition key.",
        example: "\
tables:
  HackerNews:
    key: { partition: link, sort: link }
",
        fix: "Leave one of the two out.",
    }
    KEY_TYPE = "DS0054" Error {
        what: "A key attribute has a type that DynamoDB allows in no key.",
        why: "Keys are text, numbers or binary values, or what is written as one of these: not bools, lists, maps, sets, documents, structs or unions, and not the version of a lock.",
        example: "\
tables:
  HackerNews:
    key: { partition: link }
    indexes:
      by_state: { global: by_state, partition: is_open }
entities:
  Link:
    table: HackerNews
    attributes: { link: string, is_open: bool }
",
        fix: "Give the attribute a type that a key may have, as `string` with `open` and `closed`.",
    }
    OPTIONAL_KEY = "DS0055" Error {
        what: "An attribute of a table's key is optional, or one of an index's key may be `NULL`.",
        why: "An item without its key cannot be stored. An attribute of an index's key may be absent: such an item is not in the index. But DynamoDB refuses an item in which it is `NULL`.",
        example: "\
tables:
  HackerNews:
    key: { partition: link }
entities:
  Link:
    table: HackerNews
    attributes:
      link: string?
",
        fix: "Leave the `?` or `optional: true` out; in an index's key `null: true`.",
    }
    KEY_TYPE_CONFLICT = "DS0056" Error {
        what: "A key attribute has two types in one table.",
        why: "DynamoDB knows one type for each key attribute of a table, in all its keys and for all its items, and refuses an item that has another.",
        example: "\
tables:
  HackerNews:
    key: { partition: link }
    indexes:
      by_day: { global: days_index, partition: { name: days_old, type: string } }
entities:
  Link:
    table: HackerNews
    attributes: { link: string, days_old: u32 }
",
        fix: "Give the attribute one type, or use two attributes. Where an entity has the attribute, the key need not say its type.",
    }
    MISSING_KEY_ATTRIBUTE = "DS0057" Error {
        what: "An entity lacks an attribute of its table's key.",
        why: "DynamoDB stores no item without its whole key.",
        example: "\
tables:
  HackerNews:
    key: { partition: { name: link, type: string } }
entities:
  Link:
    table: HackerNews
    attributes: { title: string }
",
        fix: "Give the entity the attribute. Keys are of the names in DynamoDB: an attribute's `name` joins the two.",
    }
    UNDECLARED_KEY_ATTRIBUTE = "DS0058" Error {
        what: "No entity has a key attribute, and the key does not say its type.",
        why: "DynamoDB wants to know the type of each key attribute. It follows from the entities that have the attribute.",
        example: "\
tables:
  HackerNews:
    key: { partition: link }
    indexes:
      by_day: { global: days_index, partition: days }
entities:
  Link:
    table: HackerNews
    attributes: { link: string, days_old: u32 }
",
        fix: "Correct the name, which is the one in DynamoDB, or give an entity the attribute. For an index, or a table that no entity is in, its type can stand in the key instead: `partition: { name: days, type: u32 }`.",
    }
    INDISTINGUISHABLE_ENTITIES = "DS0059" Error {
        what: "One key of a table can be of two entities.",
        why: "An item of one would overwrite an item of the other. A key is of the entity whose templates match it with the most text: of two that match one key equally well, nobody could say which it is.",
        example: "\
tables:
  HackerNews:
    key: { partition: link }
entities:
  Link:
    table: HackerNews
    attributes: { link: string }
  Comment:
    table: HackerNews
    attributes: { link: string, text: string }
",
        fix: "Let the keys differ in a text, as `key: { partition: \"l#{link}\" }` and `key: { partition: \"c#{link}\" }` do, or give each entity a table of its own.",
    }
    BILLING_MODE = "DS0060" Error {
        what: "There is no such way to pay for a table.",
        why: "A table is on demand, which is the default, or its throughput is provisioned.",
        example: "\
tables:
  HackerNews:
    key: { partition: link }
    billing: provisioned
",
        fix: "Write `billing: on_demand`, or the throughput to provision: `billing: { read: 5, write: 5 }`.",
    }
    THROUGHPUT = "DS0061" Error {
        what: "DynamoDB cannot provision this many capacity units.",
        why: "The throughput of a table or an index is a whole number of units, at least 1.",
        example: "\
tables:
  HackerNews:
    key: { partition: link }
    billing: { read: 0, write: 1 }
",
        fix: "Provision at least 1 unit, or write `billing: on_demand`.",
    }
    INDEX_BILLING = "DS0062" Error {
        what: "An index would be paid for in another way than its table.",
        why: "DynamoDB bills a table and its indexes in one way. Only the throughput of a global index may be another than its table's, where throughput is provisioned. A local index uses its table's.",
        example: "\
tables:
  HackerNews:
    key: { partition: link }
    indexes:
      by_day: { global: days_index, partition: days_old, billing: { read: 2, write: 1 } }
",
        fix: "Leave `billing` of the index out, or provision the table's throughput too: `billing: { read: 1, write: 1 }`.",
    }
}
