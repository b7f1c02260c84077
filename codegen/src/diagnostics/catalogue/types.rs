//! The codes of the rules of types and of attribute options: `DS0063` and up.

super::catalogue! {
    TYPE_KIND = "DS0063" Error {
        what: "It is not clear what a declared type is.",
        why: "A declared type is one thing: a struct (`fields`), an enumeration (`values`), a tagged union (`variants`), a type around another (`newtype`), a type of your own (`rust`), or another name for a type (`type`).",
        example: "\
types:
  Address: { doc: Where somebody lives. }
",
        fix: "Say exactly one of `fields`, `values`, `variants`, `newtype`, `rust` and `type`.",
    }
    TYPE_OPTION = "DS0064" Error {
        what: "A declared type has a key that belongs to another kind of type.",
        why: "What has no meaning for a type is more likely a mistake than a wish.",
        example: "\
types:
  State: { values: [OPEN, CLOSED], tag: kind }
",
        fix: "Leave the key out, or make the type one of those that it belongs to.",
    }
    TYPE_DEPTH = "DS0065" Error {
        what: "A type has more than 32 lists and maps in each other.",
        why: "DynamoDB refuses values that are nested deeper than 32 levels.",
        example: "\
types:
  Cube: list<list<list<list<list<list<list<list<list<list<list<u8>>>>>>>>>>>
  Hypercube: list<list<list<list<list<list<list<list<list<list<list<Cube>>>>>>>>>>>
  Abyss: list<list<list<list<list<list<list<list<list<list<list<Hypercube>>>>>>>>>>>
",
        fix: "Use a flatter type, or `json` with `as: string`, which is a document of any depth in one text.",
    }
    VARIANT_NAME = "DS0066" Error {
        what: "No variant of an enum can be called after a value.",
        why: "Values and variants become variants of a Rust enum: their names in UpperCamelCase, in ASCII letters and digits.",
        example: "\
types:
  Size: { values: [42, 44] }
",
        fix: "Give the values names: `values: { small: 42, large: 44 }`.",
    }
    REPEATED_VALUE = "DS0067" Error {
        what: "Two values of an enumeration, or two variants of a union, are one.",
        why: "Each has a text of its own in DynamoDB, and a name of its own in Rust. With `other: true` there is one more variant, `Other`.",
        example: "\
types:
  State: { values: [in-progress, IN_PROGRESS] }
",
        fix: "Leave one of them out, or give it another name: `values: { in_progress: in-progress, old_progress: IN_PROGRESS }`.",
    }
    NO_VARIANT = "DS0068" Error {
        what: "An enumeration has no values, or a union no variants.",
        why: "Nothing could be of this type.",
        example: "\
types:
  State: { values: [] }
",
        fix: "Give it at least one.",
    }
    VARIANT = "DS0069" Error {
        what: "A type cannot be a variant of a union.",
        why: "Without `content`, a variant's attributes lie beside the tag, so that it has to be a type with `fields`. With it, any value can be there, but not a set, which is nothing when it is empty.",
        example: "\
types:
  Payment: { tag: kind, variants: { later: timestamp } }
",
        fix: "Say where the value is: `content: value`.",
    }
    UNION_TAG = "DS0070" Error {
        what: "The tag of a union has the name of something else that is in the same map.",
        why: "Both would be one attribute in DynamoDB.",
        example: "\
types:
  Card: { fields: { kind: string } }
  Payment: { tag: kind, variants: { card: Card } }
",
        fix: "Give one of them another name in DynamoDB.",
    }
    NEWTYPE = "DS0071" Error {
        what: "A newtype is around something that is not a single value.",
        why: "A newtype tells values of one type apart, as two kinds of ids. It is around a scalar, an enumeration, a type of your own, or another newtype.",
        example: "\
types:
  Scores: { newtype: list<u8> }
",
        fix: "Use a type with `fields`, or `type` for just another name: `Scores: { type: list<u8> }`.",
    }
    RUST_PATH = "DS0072" Error {
        what: "A text is not the path of a type in Rust.",
        why: "Generated code is in a module of its own, and finds your type by a path that is the same from everywhere in the crate.",
        example: "\
types:
  Money: { rust: Money, as: number }
",
        fix: "Write the path from the crate on: `crate::Money`, or `money::Money` for another crate's.",
    }
    CYCLE = "DS0073" Error {
        what: "A type contains itself directly.",
        why: "A value would hold a value that holds a value, without end, and Rust has no type for that. With a list, a map or an optional attribute in between it is fine: these may be empty.",
        example: "\
types:
  Comment: { fields: { text: string, answer: Comment } }
",
        fix: "Make the attribute optional, or a list: `answers: list<Comment>`.",
    }
    OPTIONAL_TYPE = "DS0074" Error {
        what: "A declared type is optional by itself.",
        why: "Whether something may be missing is a question of the attribute or the element that is of the type, and is to be seen there.",
        example: "\
types:
  Note: string?
",
        fix: "Leave the `?` out, and write it where the type is used: `note: Note?`.",
    }
    DEFAULT_UNSUPPORTED = "DS0075" Error {
        what: "A default is of a type for which the language has none.",
        why: "Defaults are written for scalars, enumerations and newtypes, and for lists and maps of these.",
        example: "\
types:
  Address: { fields: { city: string } }
  Person: { fields: { address: { type: Address, default: { city: Rome } } } }
",
        fix: "Leave the default out, and make the attribute optional where an item may lack it.",
    }
    NULL = "DS0076" Error {
        what: "An attribute that always has a value says what is written when it has none.",
        why: "With `null: true`, an optional attribute without a value is written as `NULL`, instead of being left out.",
        example: "\
types:
  Person: { fields: { name: { type: string, null: true } } }
",
        fix: "Leave `null` out, or add `optional: true`.",
    }
    STAMP = "DS0077" Error {
        what: "An attribute has a stamp that it cannot have.",
        why: "A stamp is the time of the write that creates an item (`insert`), or of each write (`write`). It is of a time or a date, of an entity and not in another type, not in the table's key, and needs no default.",
        example: "\
tables:
  HackerNews:
    key: { partition: link }
entities:
  Link:
    table: HackerNews
    attributes:
      link: string
      seen: { type: string, stamp: write }
",
        fix: "Use `timestamp`, `date`, `epoch_seconds` or `epoch_millis`, or leave `stamp` out.",
    }
    AS_STRING = "DS0078" Error {
        what: "An attribute is to be stored as something that it cannot be stored as.",
        why: "`as: string` stores integers, floating-point numbers, `number` and `json` as text; nothing else needs it.",
        example: "\
types:
  Prices: { type: list<u32>, as: string }
",
        fix: "Say it of the number itself, under a name if a list holds it: `Price: { type: u32, as: string }` and `list<Price>`.",
    }
    FORMAT_TYPE = "DS0079" Error {
        what: "Something has a `format` that has none, or has one already.",
        why: "A format says how a `timestamp` or a `date` is written as text.",
        example: "\
types:
  Seen: { type: epoch_seconds, format: \"%Y-%m-%d\" }
",
        fix: "Use `timestamp` or `date`, or leave `format` out.",
    }
    FORMAT = "DS0080" Error {
        what: "A time cannot be written and read back in a format.",
        why: "A format is text with directives of strftime, which must say which day it is, nothing twice, and nothing that is lost when it is read: what is read would not be written back the same.",
        example: "\
types:
  Seen: { type: timestamp, format: \"%H:%M\" }
",
        fix: "Name the year, the month and the day, and of the time all that is larger than what is named: `%Y-%m-%d %H:%M`.",
    }
    VERSION = "DS0081" Error {
        what: "A `version` is where none can be.",
        why: "The version of an optimistic lock is of an item as a whole: an entity has at most one, among its own attributes, and it is always there.",
        example: "\
types:
  Address: { fields: { version: version } }
",
        fix: "Give the entity an attribute `version: version`, or use `u64` for a number that the program counts.",
    }
    DERIVE = "DS0082" Error {
        what: "A list of `derives` holds something that cannot be derived by that name.",
        why: "Known by name are `Copy`, `Eq`, `Hash`, `PartialOrd`, `Ord`, `Default` and `serde`. Every generated type is `Debug`, `Clone` and `PartialEq` anyway. Other derive macros are named by their paths.",
        example: "\
types:
  Address: { derives: [Serialize], fields: { city: string } }
",
        fix: "Correct the name, or write the path, as `serde::Serialize`.",
    }
    DERIVE_IMPOSSIBLE = "DS0083" Error {
        what: "A type cannot implement a trait that it is asked to.",
        why: "A type is `Copy`, `Eq`, `Hash`, `PartialOrd`, `Ord` or `Default` only if all types in it are. Floating-point numbers are not `Eq`, texts and lists not `Copy`, documents not `Ord`, unions and types of your own not `Default`. Structs and unions are only what they are asked to be.",
        example: "\
types:
  Place: { derives: [Eq], fields: { latitude: f64, longitude: f64 } }
",
        fix: "Leave the trait out, use another type, or ask for it at the type in question too. What a file's `defaults` ask for is left out where it cannot be.",
    }
    ALLOW = "DS0084" Error {
        what: "Something is allowed that is no warning.",
        why: "`allow` in `defaults` silences warnings of one file. There is no such warning, or it is an error, which cannot be allowed.",
        example: "\
defaults: { allow: [DS0031] }
",
        fix: "Use the code that stands behind the warning.",
    }
    NULL_DOCUMENT = "DS0085" Error {
        what: "A document that can be `null` is to be `NULL` where there is none.",
        why: "DynamoDB has one `NULL`: what is read could be either, and would come back as something else than was written.",
        example: "\
types:
  Page: { fields: { body: { type: json, optional: true, null: true } } }
",
        fix: "Leave out `null: true`, or the `?` of an element: `null` is a document like others.",
    }
}
