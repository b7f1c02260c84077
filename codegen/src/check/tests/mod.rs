//! What the folders of `tests/errors` cannot show: the model, and properties of all schemas.

mod edited;
mod follow_on;
mod indexes;
mod named;
mod options;
mod time_to_live;

use super::check;
use crate::diagnostics::Sink;
use crate::model::{AttributeId, IndexId, IndexKind, KeyKind, Literal, Schema, Target, Throughput, Type};
use crate::source::Sources;
use crate::yaml;

const TABLES: &str = "
tables:
  HackerNews:
    name: hacker-news
    key: { partition: link, sort: at }
    billing: { read: 1, write: 2 }
    ttl: day
    indexes:
      by_day: { global: days, partition: [day, site], sort: [points, link], billing: { read: 3, write: 4 } }
      by_user: { global: users, partition: User }
      old: { global: old, partition: { name: Legacy, type: u64 } }
      reverse: { global: reverse, partition: at, sort: link, project: keys_only }
      by_site: { local: sites, sort: site, project: [points, tags] }
";

const ENTITIES: &str = "
entities:
  Link:
    doc: A story.
    table: HackerNews
    indexes: { of_user: { index: by_user }, by_site: {} }
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

const TYPES: &str = "
defaults: { case: camel, unknown: ignore, derives: [Hash], allow: [DS0104] }
types:
  State: { values: [OPEN, CLOSED, IN_PROGRESS], other: true }
  Size: { values: { small: a, large: b } }
  Name: { newtype: string, derives: [serde] }
  Level: { newtype: u8, as: string }
  Moment: { type: timestamp, format: '%Y-%m-%d %H:%M:%S' }
  Card: { fields: { number: { type: string, sensitive: true }, holder: Name?, valid: Moment } }
  Payment: { tag: kind, variants: { card: Card, folder: Folder } }
  Folder: { unknown: deny, fields: { name: Name, parent: 'Folder?', entries: map<Folder?> } }
  Money: { rust: 'crate::Money', as: number }
  Grid: list<list<Level?>>
tables:
  Type:
    key: { partition: { name: name, type: Name }, sort: at }
entities:
  Match:
    table: Type
    unknown: keep
    derives: [Default]
    attributes:
      name: Name
      at: Moment
      state: { type: State, default: OPEN }
      grid: { type: Grid, default: [[1, ~]] }
      payments: list<Payment>
      money: { type: 'Money?', null: true }
      seen: { type: epoch_millis, stamp: write }
      tags: set<Level>
      version: version
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
        [
            ("by_key", Target::Table),
            ("by_day", index(0)),
            ("of_user", index(1)),
            ("reverse", index(3)),
            ("by_site", index(4))
        ]
    );
    let by_day = &link.questions[1];
    assert_eq!(
        (by_day.marker.as_str(), by_day.steps.iter().map(|step| step.rust_name.as_str()).collect()),
        ("ByDay", vec!["ByDayThenPoints", "ByDayThenLink"])
    );
    assert_eq!(by_day.key.attributes(), [2, 3, 4, 0].map(AttributeId));
    assert_eq!(link.key.attributes(), [0, 1].map(AttributeId));
}

#[test]
fn a_table_knows_the_types_of_its_keys_and_what_its_indexes_cost() {
    let schema = accept(&[("tables.yaml", TABLES), ("entities.yaml", ENTITIES)]);
    let [table] = schema.tables.as_slice() else { panic!("{schema:?}") };
    let kinds = table.indexes.iter().map(|index| index.key.partition[0].kind);
    let (text, number) = (KeyKind::String, KeyKind::Number);
    assert_eq!(kinds.collect::<Vec<_>>(), [number, text, number, number, text]);
    assert_eq!((table.name.as_str(), table.key.partition[0].kind), ("hacker-news", KeyKind::String));
    let global = |read, write| IndexKind::Global { throughput: Some(Throughput { read, write }) };
    assert_eq!((table.indexes[0].kind, table.indexes[1].kind), (global(3, 4), global(1, 2)));
}

#[test]
fn an_attribute_is_what_its_short_or_its_full_form_says() {
    let schema = accept(&[("tables.yaml", TABLES), ("entities.yaml", ENTITIES)]);
    let [.., points, user, tags] = schema.entities[0].attributes.as_slice() else { panic!("{schema:?}") };
    assert_eq!(
        (points.default.clone(), points.optional),
        (Some(Literal::Integer { negative: true, magnitude: 1 }), false)
    );
    assert_eq!((user.name.as_str(), user.field.as_str(), user.optional), ("User", "user", true));
    assert_eq!((user.ty.clone(), tags.constant.as_str(), tags.marker.as_str()), (Type::String, "TAGS", "Tags"));
}

#[test]
fn the_order_of_files_does_not_matter() {
    let files = [("tables.yaml", TABLES), ("entities.yaml", ENTITIES), ("types.yaml", TYPES)];
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
    assert_eq!(names, [("entities.yaml", "entities"), ("tables.yaml", "tables"), ("types.yaml", "types")]);
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
