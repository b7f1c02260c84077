//! The codes of indexes and the questions on them: `DS0086` and up.

super::catalogue! {
    INDEX_KIND = "DS0086" Error {
        what: "An index is both global and local, or a local one has a partition key of its own.",
        why: "A global index has other partitions than its table. A local one has those of the table, and sorts each of them in another way: its partition key is the table's.",
        example: "\
tables:
  HackerNews:
    key: { partition: site, sort: link }
    indexes:
      by_day: { local: days_index, partition: site, sort: days_old }
",
        fix: "Say `global` and `partition`, or `local` and no `partition`.",
    }
    LOCAL_INDEX = "DS0087" Error {
        what: "A table has local indexes that DynamoDB refuses.",
        why: "A local index sorts each partition of its table in another way: only a table with a sort key can have one. It can have 5.",
        example: "\
tables:
  HackerNews:
    key: { partition: link }
    indexes:
      by_day: { local: days_index, sort: days_old }
",
        fix: "Give the table a sort key, or make the index global: `{ global: days_index, partition: link, sort: days_old }`.",
    }
    PROJECTION_COUNT = "DS0088" Error {
        what: "The list of attributes that an index projects is empty or too long.",
        why: "The list of an index has 1 to 20 attributes, and those of all indexes of a table have at most 100 together, in which an attribute counts once for each list that it is in.",
        example: "\
tables:
  HackerNews:
    key: { partition: link }
    indexes:
      by_day: { global: days_index, partition: days_old, project: [] }
",
        fix: "Write `project: keys_only` if an index needs nothing but keys, and `project: all` if it needs many attributes.",
    }
    REPEATED_PROJECTION = "DS0089" Error {
        what: "An attribute stands twice in the list of an index.",
        why: "An index holds an attribute once. One of the two may have been meant to be another.",
        example: "\
tables:
  HackerNews:
    key: { partition: link }
    indexes:
      by_day: { global: days_index, partition: days_old, project: [title, title] }
",
        fix: "Leave one of the two out, or correct it.",
    }
    UNDECLARED_PROJECTION = "DS0090" Error {
        what: "An index projects an attribute that no entity of its table has.",
        why: "What no item has is never in the index. The list is of the names in DynamoDB.",
        example: "\
tables:
  HackerNews:
    key: { partition: link }
    indexes:
      by_day: { global: days_index, partition: days_old, project: [titel] }
entities:
  Link:
    table: HackerNews
    attributes: { link: string, days_old: u32, title: string }
",
        fix: "Correct the name, which is the one in DynamoDB, or give an entity the attribute.",
    }
    UNDECLARED_INDEX = "DS0091" Error {
        what: "An entity names a question on an index that its table does not have.",
        why: "Under an entity, `indexes` holds the names of its questions, each on an index that is declared under `indexes` of its table.",
        example: "\
tables:
  HackerNews:
    key: { partition: link }
    indexes:
      by_day: { global: days_index, partition: days_old }
entities:
  Link:
    table: HackerNews
    indexes: { of_day: { index: by_dya } }
    attributes: { link: string, days_old: u32 }
",
        fix: "Correct the name, which is the one in the schema, or declare the index. `index` may be left out only where it is the question's name.",
    }
    NOT_IN_INDEX = "DS0092" Error {
        what: "An entity names a question on an index that it is not in.",
        why: "DynamoDB puts an item into an index only if it has all attributes of the index's key.",
        example: "\
tables:
  HackerNews:
    key: { partition: link }
    indexes:
      by_day: { global: days_index, partition: { name: days_old, type: u32 } }
entities:
  Link:
    table: HackerNews
    indexes: { by_day: {} }
    attributes: { link: string }
",
        fix: "Give the entity the attributes that it lacks, or leave the question out. Keys are of the names in DynamoDB: an attribute's `name` joins the two.",
    }
    REPEATED_QUESTION = "DS0093" Error {
        what: "An entity names its question on an index twice.",
        why: "An entity is in an index by one key, and so asks it in one way.",
        example: "\
tables:
  HackerNews:
    key: { partition: link }
    indexes:
      by_day: { global: days_index, partition: days_old }
entities:
  Link:
    table: HackerNews
    indexes: { of_day: { index: by_day }, by_age: { index: by_day } }
    attributes: { link: string, days_old: u32 }
",
        fix: "Leave one of the names out, or correct its index.",
    }
}
