//! The codes of settings of tables: `DS0134` and up.

super::catalogue! {
    TIME_TO_LIVE = "DS0134" Error {
        what: "An attribute cannot say when an item expires.",
        why: "DynamoDB reads the time to live of an item from a number, as whole seconds since 1970. It takes anything else for an item that does not expire, and milliseconds for a time that is thousands of years away.",
        example: "\
tables:
  Sessions:
    key: { partition: id }
    ttl: expires_at
entities:
  Session:
    table: Sessions
    attributes: { id: string, expires_at: timestamp }
",
        fix: "Give it the type `epoch_seconds`; integers and `number` can be seconds too.",
    }
    UNDECLARED_TIME_TO_LIVE = "DS0135" Error {
        what: "No entity of a table has the attribute that says when its items expire.",
        why: "Items without this attribute never expire.",
        example: "\
tables:
  Sessions:
    key: { partition: id }
    ttl: ExpiresAt
entities:
  Session:
    table: Sessions
    attributes: { id: string, expires_at: epoch_seconds }
",
        fix: "Say the name that the attribute has in DynamoDB, declare the attribute, or leave `ttl` out.",
    }
}
