//! A mistake is reported once: what follows from it is none.

use super::{ENTITIES, TABLES, run};

/// Each schema has one mistake, and whatever follows from it is not one.
#[test]
fn a_mistake_has_no_follow_on_errors() {
    let entity = "entities: { Link: { table: T, attributes: { a: string, b: u8 } } }";
    let with = |table: &str| format!("tables:\n  Tee: {table}\n{}", entity.replace("table: T,", "table: Tee,"));
    let of = |attributes: &str| {
        format!(
            "tables: {{ Tee: {{ key: {{ partition: a }} }} }}\nentities: {{ Link: {{ table: Tee, {attributes} }} }}"
        )
    };
    // An index, and what an entity says of it.
    let indexed = |index: &str, entity: &str| {
        format!(
            "tables: {{ Tee: {{ key: {{ partition: a, sort: s }}, indexes: {{ by_b: {index} }} }} }}\n\
             entities: {{ Link: {{ table: Tee, {entity} attributes: {{ a: string, s: u8, b: u8, c: u8 }} }} }}"
        )
    };
    // Another type, of which there are a set and a key.
    let typed = |ty: &str| {
        format!(
            "types: {{ T: {ty} }}\n{}",
            of("attributes: { a: { type: T, sensitive: true }, b: set<T>, c: { type: list<T>, default: [A] } }")
        )
    };
    // The same of one that cannot be in a set or a key.
    let composed = |ty: &str| format!("types: {{ T: {ty} }}\n{}", of("attributes: { a: string, b: list<T>, c: 'T?' }"));
    let mistakes = [
        // The table is there, but nothing is known of it.
        ("DS0020", with("[a]")),
        ("DS0019", with("{ kex: { partition: a } }")),
        ("DS0052", with("{ key: { partition: [a, b] } }")),
        ("DS0020", with("{ key: { partition: a, sort: [[b]] } }")),
        ("DS0020", with("{ key: a }")),
        ("DS0037", with("{ key: { partition: { name: a, type: strng } } }")),
        // The index is there, but not its key.
        ("DS0019", with("{ key: { partition: a }, indexes: { by_b: { global: bbb, partition: { nme: b } } } }")),
        ("DS0019", with("{ key: { partition: a }, indexes: { by_b: { global: bbb, prtition: b } } }")),
        ("DS0020", with("{ key: { partition: a }, indexes: { by_b: { global: bbb, partition: [b, [c]] } } }")),
        ("DS0058", with("{ key: { partition: a }, indexes: { by_b: { global: bbb, partition: b, sort: c } } }")),
        // Which kind of index it is nobody knows.
        ("DS0031", indexed("{}", "")),
        ("DS0086", indexed("{ global: bbb, local: bbc, partition: b, sort: c }", "")),
        ("DS0019", indexed("{ colour: bbb, sort: b }", "")),
        ("DS0020", indexed("{ local: [bbb], sort: b }", "indexes: { ask: { index: by_b } },")),
        // What it is known to be it is all the same.
        ("DS0031", indexed("{ local: bbb }", "indexes: { ask: { index: by_b } },")),
        ("DS0052", indexed("{ local: bbb, sort: [b, c] }", "indexes: { ask: { index: by_b } },")),
        ("DS0053", indexed("{ local: bbb, sort: a }", "indexes: { ask: { index: by_b } },")),
        ("DS0058", indexed("{ local: bbb, sort: d }", "indexes: { ask: { index: by_b } },")),
        ("DS0086", indexed("{ local: bbb, partition: b, sort: c }", "")),
        ("DS0087", indexed("{ local: bbb, sort: b }", "").replace(", sort: s }", " }")),
        ("DS0052", indexed("{ local: bbb, sort: b }", "").replace(", sort: s }", ", sort: [s, c] }")),
        // What an index holds nobody knows.
        ("DS0020", indexed("{ local: bbb, sort: b, project: some }", "")),
        ("DS0020", indexed("{ local: bbb, sort: b, project: [[c]] }", "")),
        ("DS0019", indexed("{ local: bbb, sort: b, projct: [d] }", "")),
        ("DS0048", indexed("{ local: bbb, sort: b, project: [\"\"] }", "")),
        ("DS0088", indexed("{ local: bbb, sort: b, project: [] }", "")),
        ("DS0089", indexed("{ local: bbb, sort: b, project: [c, c] }", "")),
        ("DS0089", indexed("{ local: bbb, sort: b, project: [d, d] }", "unknown: keep,").replace("c: u8", "d: u8")),
        ("DS0037", indexed("{ local: bbb, sort: b, project: [c] }", "").replace("c: u8", "c: u9")),
        ("DS0020", indexed("{ local: bbb, sort: b, project: [d] }", "").replace("c: u8", "c: { type: u8, name: [d] }")),
        (
            "DS0036",
            indexed("{ local: bbb, sort: { name: b, type: u8 }, project: [c] }", "")
                .replace("table: Tee", "table: Te3"),
        ),
        // Which index is meant, or what the question on it is called, nobody knows.
        ("DS0091", indexed("{ local: bbb, sort: b }", "indexes: { ask: { index: by_c } },")),
        ("DS0091", indexed("{ local: bbb, sort: b }", "indexes: { ask: {} },")),
        ("DS0033", indexed("{ local: bbb, sort: b }", "indexes: { by-b: {} },")),
        ("DS0033", indexed("{ local: bbb, sort: b }", "indexes: { Ask: { index: by_b } },")),
        ("DS0020", indexed("{ local: bbb, sort: b }", "indexes: { ask: by_b },")),
        ("DS0020", indexed("{ local: bbb, sort: b }", "indexes: { ask: { index: [by_b] } },")),
        ("DS0020", indexed("{ local: bbb, sort: b }", "indexes: [ask],")),
        ("DS0021", indexed("{ local: bbb, sort: b }", "indexes: { ask: ~ },")),
        (
            "DS0092",
            indexed("{ global: bbb, partition: { name: d, type: u8 }, sort: c }", "indexes: { ask: { index: by_b } },"),
        ),
        ("DS0093", indexed("{ local: bbb, sort: b }", "indexes: { ask: { index: by_b }, by_b: {} },")),
        ("DS0020", indexed("[bbb]", "indexes: { ask: { index: by_b } },")),
        (
            "DS0019",
            indexed("{ local: bbb, sort: b }", "indexes: { ask: { index: by_b } },")
                .replace("indexes: { by_b", "indices: { by_b"),
        ),
        (
            "DS0020",
            indexed("{ local: bbb, sort: b }", "indexes: { ask: { index: by_b } },")
                .replace("indexes: { by_b: { local: bbb, sort: b } }", "indexes: [by_b]"),
        ),
        // Its throughput would be the table's.
        (
            "DS0061",
            with(
                "{ key: { partition: a }, billing: { read: 0, write: 1 }, indexes: { by_b: { global: bbb, partition: b } } }",
            ),
        ),
        // The table may be in what could not be read.
        ("DS0019", format!("tabels: {{ Tee: {{ key: {{ partition: a }} }} }}\n{entity}")),
        ("DS0020", format!("tables: [Tee]\n{entity}")),
        // The attribute may be the one that could not be read.
        ("DS0020", of("attributes: { a: [string] }")),
        ("DS0019", of("attributes: { a: { typ: string } }")),
        ("DS0020", of("attributes: { b: { type: string, name: [a] } }")),
        ("DS0037", of("attributes: { a: strng }")),
        ("DS0033", of("attributes: { A: string }")),
        ("DS0020", of("attributes: [a]")),
        ("DS0019", of("atributes: { a: string }")),
        // The entity may be in the table.
        ("DS0036", of("attributes: { a: string }").replace("table: Tee", "table: Te3")),
        ("DS0020", of("attributes: { a: string }").replace("table: Tee", "table: [Tee]")),
        ("DS0019", of("attributes: { a: string }").replace("entities", "entites")),
        // What was meant is not known, but that it is not there is not said too.
        ("DS0019", with("{ key: {partition:a} }")),
        ("DS0019", with("{ key: { colour: a } }")),
        ("DS0019", with("{ colour: { partition: a } }")),
        ("DS0019", with("{ key: { partition: a }, indexes: { by_b: { colour: bbb } } }")),
        ("DS0019", of("colour: { a: string }")),
        ("DS0019", of("attributes: { a: { colour: string } }")),
        ("DS0019", of("attributes: { a: string }").replace("entities", "colour")),
        ("DS0019", of("attributes: { a: string }").replace("tables", "colour")),
        // A part of a map was lost; the rest of it is there.
        ("DS0011", with("{ <<: *a, name: table }")),
        ("DS0011", of("<<: *a, attributes: { b: string }")),
        ("DS0011", of("attributes: { <<: *a, b: string }")),
        ("DS0011", format!("entities: {{ <<: *a }}\n{}", of("a: b").split('\n').next().unwrap_or_default())),
        ("DS0017", with("{ key: { partition: a }, key: { partition: c } }")),
        ("DS0017", with("{ key: { partition: a, partition: b } }")),
        ("DS0017", of("attributes: { b: string }, attributes: { a: string }")),
        ("DS0017", of("attributes: { b: string, b: string }")),
        ("DS0017", format!("{}\ntables: {{}}", of("attributes: { a: string }"))),
        (
            "DS0017",
            of("attributes: { a: string }")
                .replace("tables: { Tee: {", "tables: { Other: { key: { partition: a } }, Other: {"),
        ),
        // What the language has in mind, but not yet.
        ("DS0038", with("{ key: { partition: a }, stream: a }")),
        (
            "DS0038",
            with("{ key: { partition: a }, indexes: { by_b: { global: bbb, partition: b, warm: { read: 1 } } } }"),
        ),
        // By what items would expire nobody knows, or whether an entity has it.
        ("DS0020", with("{ key: { partition: a }, ttl: [b] }")),
        ("DS0019", with("{ key: { partition: a }, ttl: { atribute: b } }")),
        ("DS0020", with("{ key: { partition: a }, ttl: { attribute: c, hide_expired: 1 } }")),
        ("DS0058", with("{ key: { partition: c }, ttl: c }")),
        ("DS0057", with("{ key: { partition: { name: c, type: u8 } }, ttl: c }")),
        ("DS0020", with("{ key: { partition: [[a]] }, ttl: b }")),
        ("DS0047", with("{ key: { partition: a }, name: T, ttl: b }")),
        ("DS0129", with("{ key: { partition: a }, entity_attribute: a, ttl: c }")),
        ("DS0134", with("{ key: { partition: a }, ttl: a }")),
        (
            "DS0134",
            indexed("{ local: bbb, sort: b, project: keys_only }", "")
                .replace("key: {", "ttl: { attribute: c, hide_expired: true }, key: {")
                .replace("c: u8", "c: date"),
        ),
        (
            "DS0020",
            indexed("{ local: bbb, sort: b, project: some }", "")
                .replace("key: {", "ttl: { attribute: c, hide_expired: true }, key: {"),
        ),
        ("DS0037", of("attributes: { a: string, b: tme }").replace("key: {", "ttl: b, key: {")),
        ("DS0020", of("attributes: { a: string, b: [u8] }").replace("key: {", "ttl: b, key: {")),
        ("DS0020", of("attributes: { a: string, c: { type: u8, name: [b] } }").replace("key: {", "ttl: b, key: {")),
        (
            "DS0036",
            of("attributes: { a: string }").replace("key: {", "ttl: b, key: {").replace("table: Tee", "table: Te3"),
        ),
        ("DS0019", of("attributes: { a: string }").replace("key: {", "ttl: b, key: {").replace("entities", "entites")),
        (
            "DS0017",
            of("attributes: { a: string }").replace("{ Tee: {", "{ Tee: { key: { partition: a } }, Tee: { ttl: b,"),
        ),
        // Templates of keys.
        ("DS0091", of("indexes: { by_b: { partition: \"x#{b}\" } }, attributes: { a: string, b: string }")),
        ("DS0120", of("key: { partition: \"x#{b\" }, attributes: { b: string }")),
        ("DS0121", of("key: { partition: \"x#{c}\" }, attributes: { b: string }")),
        ("DS0122", of("key: { partition: \"x#{b}\", sort: x }, attributes: { b: string }")),
        ("DS0123", of("key: { partition: \"x#{b}\" }, attributes: { b: f64 }")),
        ("DS0127", of("attributes: { a: { type: string, stored: false } }")),
        ("DS0018", of("key: { partition: {b} }, attributes: { b: string }")),
        ("DS0021", with("{ key: { partition: a, sort: } }")),
        ("DS0021", of("attributes: ")),
        ("DS0021", of("attributes: { a: { type: string, default: ~ } }")),
        // What the type is nobody knows, and whoever uses it makes no mistake.
        ("DS0063", typed("{}")),
        ("DS0063", typed("{ fields: {}, values: [A] }")),
        ("DS0019", typed("{ colour: red }")),
        ("DS0019", typed("{ filds: { a: u8 } }")),
        ("DS0019", typed("{ type: string, colour: red }")),
        ("DS0020", typed("[A]")),
        ("DS0020", typed("{ values: A }")),
        ("DS0020", typed("{ values: [[A]] }")),
        ("DS0021", typed("{ fields: ~ }")),
        (
            "DS0032",
            typed("string")
                .replace("T:", "tee:")
                .replace("set<T>", "set<tee>")
                .replace("type: T", "type: tee")
                .replace("list<T>", "list<tee>"),
        ),
        ("DS0037", typed("strng")),
        ("DS0037", typed("{ newtype: strng }")),
        ("DS0037", typed("{ rust: \"crate::T\", as: strng }")),
        ("DS0039", typed("\"string??\"")),
        ("DS0066", typed("{ values: [1] }")),
        ("DS0067", typed("{ values: [A, A] }")),
        ("DS0071", typed("{ newtype: json }")),
        ("DS0072", typed("{ rust: T, as: string }")),
        ("DS0073", typed("T")),
        ("DS0073", typed("{ newtype: T }")),
        ("DS0074", typed("{ newtype: \"string?\" }")),
        ("DS0078", typed("{ type: string, as: string }")),
        ("DS0080", typed("{ type: timestamp, format: \"%H\" }")),
        ("DS0082", typed("{ newtype: string, derives: [Hsh] }")),
        ("DS0019", typed("string").replace("types", "tipes")),
        ("DS0017", typed("string").replace("types: {", "types: { T: u8,")),
        // Of a union or a struct, something is not known.
        ("DS0037", composed("{ tag: t, variants: { a: Strct } }")),
        ("DS0031", composed("{ variants: { a: S } }, S: { fields: {} }")),
        ("DS0020", composed("{ tag: [t], variants: { a: S } }, S: { fields: {} }")),
        ("DS0037", composed("{ fields: { a: strng } }")),
        // The case of a file, and so its names, may be what could not be read.
        ("DS0020", format!("defaults: {{ case: [camel] }}\n{}", of("attributes: { a: string }"))),
        ("DS0020", format!("defaults: {{ case: title }}\n{}", of("attributes: { b: string }"))),
        ("DS0020", format!("defaults: [camel]\n{}", of("attributes: { b: string }"))),
        ("DS0019", format!("defaults: {{ colour: camel }}\n{}", of("attributes: { b: string }"))),
        ("DS0019", of("cose: camel, attributes: { b: string }")),
        // What a default or an option is of is not known.
        ("DS0037", of("attributes: { a: string, b: { type: strng, default: 5, stamp: write, as: string } }")),
        ("DS0019", of("attributes: { a: string, b: { type: u8, colour: red, null: true } }")),
        ("DS0011", of("attributes: { a: string, b: { type: u8, default: [*x] } }")),
        // One version is enough to be wrong about it.
        ("DS0081", of("attributes: { a: string, b: version, c: version? }")),
        // A type without end has no depth either.
        ("DS0073", composed("{ fields: { a: T } }")),
        // One pair of things collides in all their names.
        (
            "DS0035",
            of("attributes: { a: string, a1: string, a_1: string }").replace(
                "partition: a }",
                "partition: a }, indexes: { by_a: { global: by_a, partition: a, sort: [a1, a_1] } }",
            ),
        ),
    ];
    for (code, schema) in mistakes {
        let (_, findings) = run(&[("schema.yaml", &schema)]);
        assert!(findings.len() == 1 && findings[0].starts_with(code), "{schema}\n{findings:#?}");
    }
}

#[test]
fn what_a_file_that_cannot_be_read_may_declare_is_not_missed() {
    let (_, findings) = run(&[("tables.yaml", "tables: {"), ("entities.yaml", ENTITIES)]);
    assert!(findings.len() == 1 && findings[0].starts_with("DS0007"), "{findings:#?}");
    let (_, findings) = run(&[("tables.yaml", TABLES), ("entities.yaml", "entities: {")]);
    assert!(findings.len() == 1 && findings[0].starts_with("DS0007"), "{findings:#?}");
}

#[test]
fn another_mistake_in_a_schema_is_not_hidden_by_a_map_that_lost_a_part() {
    let (_, findings) =
        run(&[("a.yaml", "entities: { Link: { <<: *nope, table: Nope, attributes: { link: strng } } }")]);
    let codes: Vec<_> = findings.iter().map(|finding| &finding[..6]).collect();
    assert_eq!(codes, ["DS0011", "DS0036", "DS0037"]);
}
