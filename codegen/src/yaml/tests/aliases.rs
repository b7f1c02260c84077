//! Anchors, aliases and `<<`.

use super::{Field, accepted, outcome, reported};

#[test]
fn an_alias_repeats_the_value_of_its_anchor() {
    let shop = accepted("tables: { A: &a { read: 7, doc: &text x }, B: *a, C: { doc: *text } }");
    let tables = shop.tables.value().unwrap();
    let tables = tables.entries.iter().map(|(name, table)| (name.as_str(), table.as_ref().unwrap()));
    let read: Vec<_> = tables.clone().map(|(name, table)| (name, table.read.value().copied())).collect();
    assert_eq!(read, [("A", Some(7)), ("B", Some(7)), ("C", None)]);
    let doc: Vec<_> = tables.map(|(_, table)| table.doc.value().map(String::as_str)).collect();
    assert_eq!(doc, [Some("x"); 3]);
}

#[test]
fn the_place_of_an_alias_is_its_own() {
    let text = "tables: { A: { doc: &x y, key: { partition: *x } } }";
    let Field::Given(tables) = accepted(text).tables else { panic!("tables") };
    let key = tables.entries[0].1.as_ref().unwrap().key.value().unwrap();
    assert_eq!(&text[key.partition.span.start..key.partition.span.end], "*x");
}

#[test]
fn aliases_need_an_anchor_before_and_around_them() {
    assert_eq!(
        reported("tables: { A: *b, B: &b { doc: *c }, C: &c { doc: *c } }"),
        [
            "1:14: there is no anchor `&b` before this alias [DS0011]",
            "1:31: there is no anchor `&c` before this alias [DS0011]",
            "1:50: an alias stands inside its own anchor [DS0012]",
        ]
    );
}

#[test]
fn a_mistake_behind_aliases_is_reported_once() {
    assert_eq!(
        reported("tables: { A: &a { red: 7, doc: [] }, B: *a, C: { <<: *a } }"),
        ["1:19: unknown key `red` [DS0019]", "1:32: expected text, found a list [DS0020]"]
    );
}

#[test]
fn a_mistake_behind_an_alias_shows_both_places() {
    let (_, diagnostics) = outcome("tables: { A: { doc: &a x, read: *a } }");
    let expected = "\
error[DS0020]: expected a whole number from 0 to 255, found `x`
 --> shop.yaml:1:33
  |
1 | tables: { A: { doc: &a x, read: *a } }
  |                        -        ^^
  |                        |
  |                        the alias stands for this

1 error; `dynaschema explain DS0020` tells more
";
    assert_eq!(diagnostics.plain(), expected);
}

#[test]
fn a_mistake_inside_what_an_alias_repeats_shows_the_alias() {
    let text = "\
entities:
  A: { attributes: &a { doc: { optional: 5 } } }
tables:
  B: { <<: *a }
";
    let (_, diagnostics) = outcome(text);
    let expected = "\
error[DS0020]: expected text, found a map
 --> shop.yaml:2:30
  |
2 |   A: { attributes: &a { doc: { optional: 5 } } }
  |                              ^^^^^^^^^^^^^^^
3 | tables:
4 |   B: { <<: *a }
  |            -- used here

error[DS0020]: expected `true` or `false`, found `5`
 --> shop.yaml:2:42
  |
2 |   A: { attributes: &a { doc: { optional: 5 } } }
  |                                          ^

2 errors; `dynaschema explain DS0020` tells more
";
    assert_eq!(diagnostics.plain(), expected);
}

#[test]
fn merged_entries_stand_where_the_merge_stands_and_lose_to_written_ones() {
    let text = "\
entities:
  A: { attributes: &a { x: string, y: string } }
  B: { attributes: &b { y: i8, z: i8 } }
  C: { attributes: { first: bool, <<: [*a, *b], last: bool, x: bool } }
  D: { attributes: { <<: { only: bool } } }
";
    let shop = accepted(text);
    let attributes = |index: usize| {
        let entity = shop.entities.value().unwrap().entries[index].1.as_ref().unwrap();
        &entity.attributes.value().unwrap().entries
    };
    let names: Vec<_> = attributes(2).iter().map(|(name, value)| format!("{name} {value:?}")).collect();
    assert_eq!(
        names,
        [
            "first Some(Short(\"bool\"))",
            "y Some(Short(\"string\"))",
            "z Some(Short(\"i8\"))",
            "last Some(Short(\"bool\"))",
            "x Some(Short(\"bool\"))",
        ]
    );
    assert_eq!(attributes(3).len(), 1);
}

#[test]
fn only_maps_are_merged() {
    assert_eq!(
        reported("tables: { A: { <<: 5 }, B: { <<: [{}, x] }, C: { <<: *d }, D: { <<: {}, <<: {} } }"),
        [
            "1:20: `<<` merges maps, not `5` [DS0015]",
            "1:39: `<<` merges maps, not `x` [DS0015]",
            "1:54: there is no anchor `&d` before this alias [DS0011]",
            "1:73: the key `<<` stands twice in one map [DS0017]",
        ]
    );
}

#[test]
fn what_aliases_bring_in_has_a_bound() {
    let table: String = (0..400).map(|number| format!("    - tag{number}\n")).collect();
    let mut text = format!("tables:\n  A: &a\n    tags:\n{table}");
    for number in 0..400 {
        text += &format!("  A{number}: *a\n");
    }
    let lines = reported(&text);
    assert_eq!(lines.len(), 1, "{lines:?}");
    assert!(lines[0].ends_with("aliases repeat more than 100000 values [DS0013]"));
}

#[test]
fn nested_aliases_stop_at_the_bound() {
    let mut text = "a0: &a0 { x: {} }\n".to_owned();
    for number in 1..60 {
        let before = number - 1;
        text += &format!("a{number}: &a{number} [{}]\n", vec![format!("*a{before}"); 50].join(", "));
    }
    text += &format!("tables: {{ <<: [{}] }}\n", vec!["*a0"; 50].join(", "));
    assert!(outcome(&text).1.iter().all(|finding| finding.code().to_string() == "DS0019"));
    let merges = format!("a: &a {{ x: y }}\ntables: {{ <<: [{}] }}\n", vec!["*a"; 200_000].join(", "));
    assert!(reported(&merges).iter().any(|line| line.contains("DS0013")));
}

#[test]
fn a_chain_of_aliases_is_as_deep_as_what_it_stands_for() {
    let mut text = "a0: &a0 []\n".to_owned();
    for number in 1..100_000 {
        text += &format!("a{number}: &a{number} [*a{}]\n", number - 1);
    }
    let (_, diagnostics) = outcome(&text);
    let too_deep = diagnostics.iter().filter(|finding| finding.code().to_string() == "DS0014").count();
    // With the map around them, 64 lists are too deep: the last is left out, and the next begins anew.
    assert_eq!(too_deep, 100_000 / 63);
}
