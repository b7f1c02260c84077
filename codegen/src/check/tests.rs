//! What the folders of `tests/errors` cannot show: the model, and properties of all schemas.

use proptest::prelude::*;

use super::check;
use crate::diagnostics::Sink;
use crate::emit::rust::{self, Layout};
use crate::model::{AttributeId, IndexId, KeyKind, Literal, Schema, Target, Throughput, Type};
use crate::source::Sources;
use crate::yaml;

const TABLES: &str = "
tables:
  HackerNews:
    name: hacker-news
    key: { partition: link, sort: at }
    billing: { read: 1, write: 2 }
    indexes:
      by_day: { global: days, partition: [day, site], sort: [points, link], billing: { read: 3, write: 4 } }
      by_user: { global: users, partition: User }
      old: { global: old, partition: { name: Legacy, type: u64 } }
      reverse: { global: reverse, partition: at, sort: link }
";

const ENTITIES: &str = "
entities:
  Link:
    doc: A story.
    table: HackerNews
    attributes:
      link: string
      at: i64
      day: u32
      site: string
      points: { type: i64, default: -1 }
      user: { type: string, optional: true, name: User }
      tags: set<string>
";

const OTHERS: &str = "
tables:
  Type:
    key: { partition: { name: self, type: string } }
entities:
  Match:
    table: Type
    attributes: { self: string }
";

#[test]
fn an_entity_is_asked_on_its_table_and_on_every_index_whose_key_it_has() {
    let schema = accept(&[("tables.yaml", TABLES), ("entities.yaml", ENTITIES)]);
    let [link] = schema.entities.as_slice() else { panic!("{schema:?}") };
    let questions: Vec<_> =
        link.questions.iter().map(|question| (question.function.as_str(), question.target)).collect();
    let index = |position| Target::Index(IndexId(position));
    assert_eq!(
        questions,
        [("by_key", Target::Table), ("by_day", index(0)), ("by_user", index(1)), ("reverse", index(3))]
    );
    let by_day = &link.questions[1];
    assert_eq!(
        (by_day.marker.as_str(), &by_day.steps[..]),
        ("ByDay", &["ByDayThenPoints".into(), "ByDayThenLink".into()][..])
    );
    assert_eq!(by_day.key.attributes().collect::<Vec<_>>(), [2, 3, 4, 0].map(AttributeId));
    assert_eq!(link.key.attributes().collect::<Vec<_>>(), [0, 1].map(AttributeId));
}

#[test]
fn a_table_knows_the_types_of_its_keys_and_what_its_indexes_cost() {
    let schema = accept(&[("tables.yaml", TABLES), ("entities.yaml", ENTITIES)]);
    let [table] = schema.tables.as_slice() else { panic!("{schema:?}") };
    let kinds = table.indexes.iter().map(|index| index.key.partition[0].kind);
    assert_eq!(kinds.collect::<Vec<_>>(), [KeyKind::Number, KeyKind::String, KeyKind::Number, KeyKind::Number]);
    assert_eq!((table.name.as_str(), table.key.partition[0].kind), ("hacker-news", KeyKind::String));
    assert_eq!(table.indexes[0].throughput, Some(Throughput { read: 3, write: 4 }));
    assert_eq!(table.indexes[1].throughput, Some(Throughput { read: 1, write: 2 }));
}

#[test]
fn an_attribute_is_what_its_short_or_its_full_form_says() {
    let schema = accept(&[("tables.yaml", TABLES), ("entities.yaml", ENTITIES)]);
    let [.., points, user, tags] = schema.entities[0].attributes.as_slice() else { panic!("{schema:?}") };
    assert_eq!((points.default.clone(), points.optional), (Some(Literal::Integer(-1)), false));
    assert_eq!((user.name.as_str(), user.field.as_str(), user.optional), ("User", "user", true));
    assert_eq!((user.ty.clone(), tags.constant.as_str(), tags.marker.as_str()), (Type::String, "TAGS", "Tags"));
}

#[test]
fn the_order_of_files_does_not_matter() {
    let files = [("tables.yaml", TABLES), ("entities.yaml", ENTITIES), ("others.yaml", OTHERS)];
    let wrong = [("a.yaml", OTHERS), ("b.yaml", OTHERS), ("c.yaml", "entities: { Link: { table: Typ } }")];
    let schema = accept(&files);
    let (_, findings) = run(&wrong);
    assert!(findings.len() > 3, "{findings:?}");
    for order in [[0, 2, 1], [1, 0, 2], [1, 2, 0], [2, 0, 1], [2, 1, 0]] {
        assert_eq!(accept(&order.map(|position| files[position])), schema);
        let (_, mut reordered) = run(&order.map(|position| wrong[position]));
        reordered.sort();
        assert_eq!(reordered, findings);
    }
    let names: Vec<_> = schema.files.iter().map(|file| (file.name.as_str(), file.stem.as_str())).collect();
    assert_eq!(names, [("entities.yaml", "entities"), ("others.yaml", "others"), ("tables.yaml", "tables")]);
}

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
        ("DS0038", with("{ key: { partition: a }, ttl: a }")),
        ("DS0038", with("{ key: { partition: a }, indexes: { by_b: { local: bbb, sort: b } } }")),
        ("DS0038", of("key: { partition: \"x#{b}\" }, attributes: { b: string }")),
        ("DS0038", of("case: pascal, attributes: { b: string }")),
        ("DS0038", format!("defaults: {{ case: pascal }}\n{}", of("attributes: { A: string }").replace("A:", "b:"))),
        ("DS0038", format!("types: {{ B: {{}} }}\n{}", of("attributes: { a: B }"))),
        ("DS0021", with("{ key: { partition: a, sort: } }")),
        ("DS0021", of("attributes: ")),
        ("DS0021", of("attributes: { a: { type: string, default: ~ } }")),
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
fn the_whole_name_of_a_file_can_stand_in_generated_code() {
    for name in ["a\nb.yaml", "a.ya\nml", "a.y\u{2028}ml", "größe.yaml", "a.y\u{202e}ml"] {
        let (_, findings) = run(&[(name, OTHERS)]);
        assert!(findings.len() == 1 && findings[0].starts_with("DS0030"), "{findings:#?}");
    }
}

#[test]
fn no_entity_is_called_like_the_module_of_a_file() {
    accept(&[("upload.yaml", &OTHERS.replace("Match", "FileUpload")), ("self.yaml", ""), ("mod.yaml", "")]);
}

#[test]
fn another_mistake_in_a_schema_is_not_hidden_by_a_map_that_lost_a_part() {
    let (_, findings) =
        run(&[("a.yaml", "entities: { Link: { <<: *nope, table: Nope, attributes: { link: strng } } }")]);
    let codes: Vec<_> = findings.iter().map(|finding| &finding[..6]).collect();
    assert_eq!(codes, ["DS0011", "DS0036", "DS0037"]);
}

/// Pieces of schemas, to be put where others are.
const PIECES: &[&str] = &[
    "",
    "link",
    "at",
    "Link",
    "HackerNews",
    "self",
    "type",
    "new",
    "by_key",
    "a b",
    "größe",
    "[]",
    "[link, at]",
    "{}",
    "{ name: link, type: string }",
    "string",
    "bool",
    "u8?",
    "set<string>",
    "set<",
    "on_demand",
    "{ read: 0 }",
    "0",
    "-1",
    "1e9",
    "~",
    "true",
    "\"\"",
    "*x",
    "<<: { a: b }",
];

proptest! {
    #[test]
    fn whatever_is_not_reported_gives_a_model_and_rust_that_parses(edits in prop::collection::vec((any::<usize>(), any::<usize>(), any::<usize>()), 1..5)) {
        let mut texts = [TABLES, ENTITIES, OTHERS].map(str::to_owned);
        for (text, word, piece) in edits {
            let text = &mut texts[text % 3];
            let words: Vec<&str> = text.split_whitespace().filter(|word| word.len() > 1).collect();
            if let Some(word) = words.get(word % words.len().max(1)) {
                *text = text.replacen(&word.to_string(), PIECES[piece % PIECES.len()], 1);
            }
        }
        let (schema, findings) = run(&[("tables.yaml", &texts[0]), ("entities.yaml", &texts[1]), ("others.yaml", &texts[2])]);
        let errors = findings.iter().any(|finding| !finding.starts_with("DS01"));
        prop_assert_eq!(schema.is_none(), errors, "{:?}", findings);
        for text in schema.iter().flat_map(|schema| rust::files(schema, Layout::Sources).into_values()) {
            prop_assert!(syn::parse_file(&text).is_ok(), "{}", text);
        }
    }
}

fn accept(files: &[(&str, &str)]) -> Schema {
    match run(files) {
        (Some(schema), findings) if findings.is_empty() => schema,
        (_, findings) => panic!("{findings:#?}"),
    }
}

/// The model, and code and message of whatever was reported.
fn run(files: &[(&str, &str)]) -> (Option<Schema>, Vec<String>) {
    let mut sources = Sources::default();
    let mut sink = Sink::default();
    let ids: Vec<_> = files.iter().map(|(path, text)| sources.push(*path, *text)).collect();
    let read: Vec<_> = ids.into_iter().filter_map(|id| Some((id, yaml::read(&sources, id, &mut sink)?))).collect();
    let schema = check(&read, &sources, &mut sink);
    let mut findings: Vec<_> = sink
        .into_diagnostics(&sources)
        .iter()
        .map(|finding| format!("{} {:?} {}", finding.code(), finding.path(), finding.message()))
        .collect();
    findings.sort();
    (schema, findings)
}
